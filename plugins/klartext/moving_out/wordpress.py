"""WordPress eXtended RSS 1.2 of a whole site: posts, pages, answers, categories, tags, authors, pictures."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from klartext.answers.folder import read_answers
from klartext.answers.rendering import safe_html
from klartext.lint.whole_file import where_it_leads, whole_file
from klartext.moving_in.front_matter import moment
from klartext.moving_out.post_html import post_html
from klartext.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from klartext.answers.answer import Answer
    from klartext.lint.document import Document
    from klartext.site import LoadedSite

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"/\?(?:p|page_id)=(\d{1,9})\b")
_STATIC = re.compile(r"[{|](?P<what>\w+)[}|](?P<path>.*)")
_FORMAT = "%Y-%m-%d %H:%M:%S"
_OWN_KEYS = frozenset(
    "title date modified category categories tags keywords author authors summary cover cover_alt cover_caption slug "
    "lang series sticky status aliases weiterleitung url save_as template translation".split()
)
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="Klartext" -->
<rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""


@dataclass
class _Picture:
    """A file that posts show, and what is known of it."""

    number: int
    address: str
    parent: int
    alternative_text: str = ""
    caption: str = ""


class WordPressExport:
    """The export of one site; ``counts`` tells what went out once the last line has been read."""

    def __init__(self, site: LoadedSite, zone: ZoneInfo | None) -> None:
        self.counts: Counter[str] = Counter()
        self.unreadable: list[str] = []
        """Answers that could not be read, as paths."""
        self.lost: list[tuple[str, str]] = []
        """Paths of posts, and the addresses in them that name no file."""
        self._site = site
        self._zone = zone
        self._address = site.address()
        settings = site.configuration.settings
        self._answers, problems = read_answers(site.content / settings.answers.folder, site.root)
        self.unreadable += [problem.path for problem in problems]
        self._biographies = {name: author.biography for name, author in settings.theme.authors.items()}
        self._documents = list(site.documents)
        self._by_path = {str((site.root / d.path).resolve()): d for d in self._documents}
        self._numbers = self._give_numbers()
        self._next = max(self._numbers.values(), default=0) + 1
        self._pictures: dict[str, _Picture] = {}
        names = dict.fromkeys(name for document in self._documents for name in _authors(document))
        self._authors = {name: number for number, name in enumerate(names, start=1)}
        self._comment_numbers = Counter({"next": self._first_free_comment()})

    def lines(self) -> Iterator[str]:
        """Yield the export, part by part."""
        title = self._site.configuration.text("SITENAME", "")
        yield _HEAD
        yield f"<title>{_xml(title)}</title><link>{_xml(self._address)}</link>\n"
        yield f"<pubDate>{format_datetime(datetime.now(UTC))}</pubDate>\n"
        yield f"<language>{_xml(self._site.configuration.default_lang)}</language>\n"
        yield "<wp:wxr_version>1.2</wp:wxr_version>\n"
        yield f"<wp:base_site_url>{_xml(self._address)}</wp:base_site_url>\n"
        yield f"<wp:base_blog_url>{_xml(self._address)}</wp:base_blog_url>\n"
        for name, number in self._authors.items():
            yield self._author(name, number)
        yield from self._terms()
        for document in self._documents:
            yield from self._item(document)
        for picture in self._pictures.values():
            yield self._attachment(picture)
        yield "</channel>\n</rss>\n"

    def _give_numbers(self) -> dict[str, int]:
        """Return the number of each post: the one it had in WordPress, where its header names one."""
        numbers: dict[str, int] = {}
        taken: set[int] = set()
        for document in self._documents:
            if (match := _NUMBER.search(document.front_matter.get("aliases"))) and int(match[1]) not in taken:
                numbers[document.path] = int(match[1])
                taken.add(int(match[1]))
        free = max(taken, default=0)
        for document in self._documents:
            if document.path not in numbers:
                free += 1
                numbers[document.path] = free
        return numbers

    def _author(self, name: str, number: int) -> str:
        self.counts["authors"] += 1
        first, _, last = name.rpartition(" ")
        return (
            f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{_cdata(_login(name))}</wp:author_login>"
            f"<wp:author_email>{_cdata('')}</wp:author_email>"
            f"<wp:author_display_name>{_cdata(name)}</wp:author_display_name>"
            f"<wp:author_first_name>{_cdata(first)}</wp:author_first_name>"
            f"<wp:author_last_name>{_cdata(last)}</wp:author_last_name>"
            f"<wp:author_description>{_cdata(self._biographies.get(name, ''))}</wp:author_description></wp:author>\n"
        )

    def _terms(self) -> Iterator[str]:
        """Yield categories, parents before their children, then tags."""
        parents: dict[str, str] = {}
        tags: dict[str, None] = {}
        for document in self._documents:
            for path in _category_paths(document):
                for parent, name in zip(("", *path), path, strict=False):
                    parents.setdefault(name, parent)
            tags |= dict.fromkeys(_tags(document))
        for number, (name, parent) in enumerate(parents.items(), start=1):
            self.counts["categories"] += 1
            yield (
                f"<wp:category><wp:term_id>{number}</wp:term_id>"
                f"<wp:category_nicename>{_cdata(_nicename(name))}</wp:category_nicename>"
                f"<wp:category_parent>{_cdata(_nicename(parent) if parent else '')}</wp:category_parent>"
                f"<wp:cat_name>{_cdata(_escaped(name))}</wp:cat_name></wp:category>\n"
            )
        for number, name in enumerate(tags, start=len(parents) + 1):
            self.counts["tags"] += 1
            yield (
                f"<wp:tag><wp:term_id>{number}</wp:term_id><wp:tag_slug>{_cdata(_nicename(name))}</wp:tag_slug>"
                f"<wp:tag_name>{_cdata(_escaped(name))}</wp:tag_name></wp:tag>\n"
            )

    def _item(self, document: Document) -> Iterator[str]:
        header = document.front_matter
        number = self._numbers[document.path]
        kind = "page" if document.is_page else "post"
        self.counts[f"{kind}s"] += 1
        local, utc = self._moments(header.get("date"))
        modified, modified_utc = (
            self._moments(header.get("modified")) if header.get("modified") else (local, utc)
        )
        status = {"draft": "draft", "hidden": "private"}.get(document.status, "publish")
        content = post_html(document, lambda written: self._public(written, document))
        creator = next(iter(_authors(document)), "")
        yield (
            f"<item>\n<title>{_cdata(_escaped(document.title))}</title>\n<link>{_xml(self._site.address(document))}</link>\n"
            f"<pubDate>{format_datetime(utc) if utc else ''}</pubDate>\n"
            f"<dc:creator>{_cdata(_login(creator))}</dc:creator>\n"
            f'<guid isPermaLink="false">{_xml(self._address)}/?p={number}</guid>\n<description></description>\n'
            f"<content:encoded>{_cdata(content)}</content:encoded>\n"
            f"<excerpt:encoded>{_cdata(_plain_summary(header.get('summary')))}</excerpt:encoded>\n"
            f"<wp:post_id>{number}</wp:post_id>\n<wp:post_date>{_shown(local)}</wp:post_date>\n"
            f"<wp:post_date_gmt>{_shown(utc)}</wp:post_date_gmt>\n<wp:post_modified>{_shown(modified)}</wp:post_modified>\n"
            f"<wp:post_modified_gmt>{_shown(modified_utc)}</wp:post_modified_gmt>\n"
            "<wp:comment_status>open</wp:comment_status>\n<wp:ping_status>closed</wp:ping_status>\n"
            f"<wp:post_name>{_cdata(document.slug)}</wp:post_name>\n<wp:status>{status}</wp:status>\n"
            f"<wp:post_parent>0</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n<wp:post_type>{kind}</wp:post_type>\n"
            "<wp:post_password></wp:post_password>\n"
            f"<wp:is_sticky>{int(header.get('sticky').lower() in {'yes', 'true', '1'})}</wp:is_sticky>\n"
        )
        yield from self._labels(document)
        yield from self._fields(document, number)
        yield from self._comments(self._answers.get(document.slug, ()))
        yield "</item>\n"

    def _labels(self, document: Document) -> Iterator[str]:
        labels = [("category", path[-1]) for path in _category_paths(document)]
        labels += [("post_tag", tag) for tag in _tags(document)]
        if series := document.front_matter.get("series"):
            labels.append(("series", series))
        for domain, name in labels:
            nicename = html.escape(_nicename(name))
            yield f'<category domain="{domain}" nicename="{nicename}">{_cdata(_escaped(name))}</category>\n'
        language = document.front_matter.get("lang")
        if language and language != self._site.configuration.default_lang:
            yield f'<category domain="language" nicename="{html.escape(language)}">{_cdata(language)}</category>\n'

    def _fields(self, document: Document, number: int) -> Iterator[str]:
        header = document.front_matter
        if cover := header.get("cover"):
            picture = self._picture(f"{self._address}/{cover.lstrip('/')}", number)
            picture.alternative_text = picture.alternative_text or header.get("cover_alt")
            picture.caption = picture.caption or header.get("cover_caption")
            yield _meta("_thumbnail_id", str(picture.number))
        for field in header.fields:
            if field.key not in _OWN_KEYS:
                written = document.text[field.key_span.start : field.key_span.end]
                yield _meta(written, field.value)

    def _comments(self, answers: Iterable[Answer]) -> Iterator[str]:
        ordered = sorted(answers, key=lambda answer: (answer.date, answer.id))
        numbers = {answer.id: self._comment_number(answer.id) for answer in ordered}
        for answer in ordered:
            self.counts["answers"] += 1
            utc = answer.date.replace(tzinfo=self._zone or UTC).astimezone(UTC)
            author = self._authors.get(answer.name, 1) if answer.by_author else 0
            yield (
                f"<wp:comment><wp:comment_id>{numbers[answer.id]}</wp:comment_id>"
                f"<wp:comment_author>{_cdata(answer.name)}</wp:comment_author>"
                f"<wp:comment_author_email>{_cdata('')}</wp:comment_author_email>"
                f"<wp:comment_author_url>{_xml(answer.site.address if answer.site else '')}</wp:comment_author_url>"
                f"<wp:comment_author_IP></wp:comment_author_IP><wp:comment_date>{_shown(answer.date)}</wp:comment_date>"
                f"<wp:comment_date_gmt>{_shown(utc)}</wp:comment_date_gmt>"
                f"<wp:comment_content>{_cdata(_comment_html(answer.text))}</wp:comment_content>"
                f"<wp:comment_approved>{0 if answer.waiting else 1}</wp:comment_approved>"
                "<wp:comment_type>comment</wp:comment_type>"
                f"<wp:comment_parent>{numbers.get(answer.reply_to, 0)}</wp:comment_parent>"
                f"<wp:comment_user_id>{author}</wp:comment_user_id></wp:comment>\n"
            )

    def _first_free_comment(self) -> int:
        known = [_comment_id(answer.id) for answers in self._answers.values() for answer in answers]
        return max(known, default=0) + 1

    def _comment_number(self, answer_id: str) -> int:
        if number := _comment_id(answer_id):
            return number
        self._comment_numbers["next"] += 1
        return self._comment_numbers["next"] - 1

    def _attachment(self, picture: _Picture) -> str:
        self.counts["pictures"] += 1
        name = unquote(picture.address.rpartition("/")[2])
        meta = _meta("_wp_attachment_image_alt", picture.alternative_text) if picture.alternative_text else ""
        return (
            f"<item><title>{_cdata(name.rpartition('.')[0])}</title><link>{_xml(picture.address)}</link>"
            f"<content:encoded>{_cdata('')}</content:encoded>"
            f"<excerpt:encoded>{_cdata(_escaped(picture.caption))}</excerpt:encoded>"
            f"<wp:post_id>{picture.number}</wp:post_id><wp:post_name>{_cdata(slugify(name))}</wp:post_name>"
            f"<wp:status>inherit</wp:status><wp:post_parent>{picture.parent}</wp:post_parent>"
            f"<wp:post_type>attachment</wp:post_type><wp:attachment_url>{_cdata(picture.address)}</wp:attachment_url>"
            f"{meta}</item>\n"
        )

    def _picture(self, address: str, parent: int) -> _Picture:
        if address not in self._pictures:
            self._pictures[address] = _Picture(self._next, address, parent)
            self._next += 1
        return self._pictures[address]

    def _public(self, written: str, document: Document) -> str:
        """Return the public address of what a link or picture of a post names."""
        match = _STATIC.match(unquote(written))
        if match is None:
            parts = urlsplit(written)
            return f"{self._address}{written}" if written.startswith("/") and not parts.netloc else written
        bare, mark, fragment = match["path"].partition("#")
        base = self._site.content if bare.startswith("/") else (self._site.root / document.path).parent
        file = (base / bare.lstrip("/")).resolve()
        if match["what"] == "filename" and str(file) in self._by_path:
            return f"{self._site.address(self._by_path[str(file)])}{mark}{fragment}"
        if file.is_file() and file.is_relative_to(self._site.content.resolve()):
            inside = file.relative_to(self._site.content.resolve()).as_posix()
            return self._picture(f"{self._address}/{inside}", self._numbers[document.path]).address
        self.lost.append((document.path, written))
        return f"{self._address}/{bare.lstrip('/')}"

    def _moments(self, written: str) -> tuple[datetime | None, datetime | None]:
        """Return a header's date as local time and in UTC."""
        found = moment(written)
        if found is None:
            return None, None
        if not isinstance(found, datetime):
            found = _midnight(found)
        zoned = found if found.tzinfo else found.replace(tzinfo=self._zone or UTC)
        return found.replace(tzinfo=None), zoned.astimezone(UTC)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 — local


def _authors(document: Document) -> list[str]:
    header = document.front_matter
    names = re.split(r";", header.get("authors")) if header.get("authors") else [header.get("author")]
    return [name.strip() for name in names if name.strip()]


def _category_paths(document: Document) -> list[tuple[str, ...]]:
    header = document.front_matter
    if written := header.get("categories"):
        paths = [
            tuple(name.strip() for name in path.split(" > ")) for path in written.split(";") if path.strip()
        ]
    else:
        paths = [(header.get("category"),)] if header.get("category") else []
    return [path for path in paths if path[-1]]


def _tags(document: Document) -> list[str]:
    """Return the tags that are not there for a category's sake."""
    written = document.front_matter.get("tags")
    categories = {path[-1] for path in _category_paths(document)}
    found = [tag.strip() for tag in written.split(";" if ";" in written else ",")]
    return [tag for tag in dict.fromkeys(found) if tag and tag not in categories]


def _comment_id(answer_id: str) -> int:
    number = answer_id.removeprefix("wp-")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _comment_html(text: str) -> str:
    """Return an answer's HTML in lines that WordPress takes for what they are."""
    return safe_html(text).replace("<br>\n", "<br>").replace("<br />\n", "<br>")


def _plain_summary(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def _login(name: str) -> str:
    return slugify(name) or "autor"


def _nicename(name: str) -> str:
    return slugify(name) or re.sub(r"\W+", "-", name.lower()).strip("-") or "x"


def _meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{_cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{_cdata(value)}</wp:meta_value></wp:postmeta>\n"
    )


def _shown(moment_: datetime | None) -> str:
    return f"{moment_:{_FORMAT}}" if moment_ else "0000-00-00 00:00:00"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _xml(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _cdata(text: str) -> str:
    return f"<![CDATA[{_FORBIDDEN.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def write_export(export: WordPressExport, target: Path) -> None:
    """Write an export in one step: the file is whole or it is not there."""
    with whole_file(where_it_leads(target)) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for text in export.lines():
            file.write(text)
