"""A WordPress export becomes the files of this site: posts, pages, answers, pictures, redirects."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from klartext.moving_in.addresses import comparable
from klartext.moving_in.aliases import Aliases
from klartext.moving_in.answer_file import answer_text, problem_with
from klartext.moving_in.dates import local_date, parsed
from klartext.moving_in.header import header_lines, listed_tags
from klartext.moving_in.markdown_text import Picture, escaped, plain, plain_paragraphs, to_markdown
from klartext.moving_in.media import MediaLibrary
from klartext.moving_in.move import Move
from klartext.moving_in.records import Comment, Entry
from klartext.moving_in.shortcodes import PRIVATE, Slots, without_shortcodes
from klartext.moving_in.survey import category_paths, is_content, old_paths, survey
from klartext.moving_in.wxr import NotAnExport, read_export
from klartext.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from klartext.moving_in.destination import Destination
    from klartext.moving_in.download import Downloads
    from klartext.moving_in.ledger import Ledger
    from klartext.moving_in.markdown_text import Conversion
    from klartext.moving_in.survey import Known, Survey

_MORE = re.compile(r"<!--\s*more\b[^>]*-->")
_BLOCK_COMMENT = re.compile(r"<!--\s*wp:")
_SHARED_BLOCK = re.compile(r"<!--\s*wp:block\s+(\{[^}]*\})\s*/-->")
_PLAIN_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,199}")
_WORDS = re.compile(r"[\w-]+")
_DATED = re.compile(r"/([12]\d{3})/(?:([01]\d)/)?")
_LONGEST_NAME = 80
_LONGEST_SUMMARY = 600
_DRAFT_STATUSES = frozenset({"draft", "pending", "future", "private"})
PINGS = frozenset({"pingback", "trackback"})


@dataclass(frozen=True)
class Settled:
    """Where an entry will be: its slug and its path from the site's root."""

    slug: str
    path: str
    known: Known


class WordPressImport(Move):
    """One import: a first reading of the export settles addresses, a second one writes."""

    def __init__(  # noqa: PLR0913 — the options of the command
        self,
        export: Path,
        destination: Destination,
        ledger: Ledger,
        *,
        media: Path | None = None,
        kept_fields: Sequence[str] = (),
        taken_slugs: frozenset[str] = frozenset(),
        biographies: Mapping[str, str] = MappingProxyType({}),
        downloads: Downloads | None = None,
    ) -> None:
        super().__init__(export.name, destination, ledger)
        self._export = export
        self._kept_fields = kept_fields
        self._biographies = biographies
        self._survey: Survey = survey(read_export(export))
        self._media = MediaLibrary(
            self._survey, media, destination.pictures, destination.content, ledger, downloads
        )
        self._has_media = media is not None or downloads is not None
        self._categories = category_paths(self._survey.terms)
        self._by_path = old_paths(self._survey)
        self._settled = self._settle(taken_slugs)
        self._author_ids = {a.id for a in self._survey.authors.values() if a.id not in {"", "0"}}
        self._author_mails = {a.email.lower() for a in self._survey.authors.values() if a.email}
        self._aliases = Aliases()
        self._used_authors: Counter[str] = Counter()
        self._tags: set[str] = set()
        self._used_tags: set[tuple[str, str]] = set()
        self._used_categories: set[str] = set()

    def run(self, progress: Callable[[int, int], None]) -> None:
        """Write everything that came over; ``progress`` hears how many entries of how many are done."""
        try:
            done: set[str] = set()
            for record in read_export(self._export):
                if isinstance(record, Entry):
                    self._entry(record, done)
                    progress(len(done), len(self._settled))
        finally:
            self._ledger.save()
        self._close_report()

    def write_redirects(
        self,
        address: Callable[[Path], str],
        term: Callable[[str, str], str],
        lists: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Write the table of old addresses that are in no ``Aliases:``, and count them all.

        Args:
            address: the new address of a file.
            term: the new address of a ``category``, ``tag`` or ``author`` by its name.
            lists: the new addresses of the ``feed`` and of the ``archives``, where the site has them.
        """
        numbers: dict[str, str] = {
            settled.known.id: address(self._to.root / settled.path)
            for settled in self._settled.values()
            if settled.known.status == "publish" and (self._to.root / settled.path).is_file()
        }
        entries = {
            old: new
            for number, new in numbers.items()
            if (old := self._old_path(self._settled[number].known.link))
        }
        files = {old: f"/{new}" for old, new in self._media.moved()}
        paths = {
            **dict(self._list_redirects(lists, entries)),
            **dict(self._attachment_redirects(numbers, files)),
            **dict(self._term_redirects(term)),
            **files,
            **entries,
        }
        self.report.redirects = len(paths) + len(numbers)
        self._write_table(paths, entries)

    def _old_path(self, link: str) -> str:
        """Return the path of an old address that is no plain one (``?p=12``)."""
        old = self._survey.old.path(link) or ""
        return "" if "?" in old else old

    def _list_redirects(self, lists: Mapping[str, str], entries: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield where the feed and the lists by year and month are now."""
        folder = self._survey.old.folder
        if "feed" in lists:
            for form in ("", "rss/", "rss2/", "atom/"):
                yield f"{folder}/feed/{form}", lists["feed"]
        if "archives" in lists:
            for old in entries:
                if match := _DATED.match(old.removeprefix(folder)):
                    yield f"{folder}/{match[1]}/", lists["archives"]
                    if match[2]:
                        yield f"{folder}/{match[1]}/{match[2]}/", lists["archives"]

    def _attachment_redirects(
        self, entries: Mapping[str, str], files: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Yield where the pages are now that WordPress makes for each picture: the picture, else its post."""
        for attachment in self._survey.attachments.values():
            old = self._old_path(attachment.link)
            file = files.get(self._survey.old.path(attachment.address) or "", "")
            if old and (new := file or entries.get(attachment.parent, "")):
                yield old, new

    def _term_redirects(self, term: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
        """Yield the old and the new pages of categories, tags and authors, with WordPress's own words in them."""
        folder = self._survey.old.folder
        for slug, names in self._categories.items():
            if names[-1] in self._used_categories:
                parents = "/".join([*self._parent_slugs(slug), slug])
                yield f"{folder}/category/{parents}/", term("category", plain(names[-1]))
        for name, slug in sorted(self._used_tags):
            yield f"{folder}/tag/{slug}/", term("tag", name)
        for author in self._survey.authors.values():
            if self._used_authors[author.name]:
                yield f"{folder}/author/{author.login}/", term("author", plain(author.name))

    def picture(self, address: str, attachment_id: str) -> Picture:
        """Return where a picture is now."""
        return self._media.picture(address, attachment_id)

    def link(self, address: str) -> str:
        """Return where a link leads now: inside this site by the file, else as it was."""
        if (file := self._media.file(address)) is not None:
            return file
        path = self._survey.old.path(address)
        if path is None:
            return address
        entry_id = self._survey.old.entry_id(address) or self._by_path.get(comparable(path), "")
        if entry_id in self._settled:
            target = self._settled[entry_id].path.removeprefix(f"{self._to.content}/")
            fragment = address.partition("#")[2]
            return f"{{filename}}/{target}" + (f"#{fragment}" if fragment and fragment[:5] != "more-" else "")
        if entry_id in self._survey.attachments:
            return self._media.file(self._survey.attachments[entry_id].address) or address
        if address.startswith("/"):
            # The old blog's own root: a relative address would be looked for among the new files.
            return f"{self._survey.channel.blog_address.rstrip('/')}{address}"
        return address

    def _settle(self, taken: frozenset[str]) -> dict[str, Settled]:
        """Give every post and page one slug and path, the same as in an earlier import."""
        settled: dict[str, Settled] = {}
        earlier = {known.id: self._ledger.path(f"entry-{known.id}") for known in self._survey.entries}
        used = {*taken, *(_stem(path) for path in earlier.values() if path)}
        for known in self._survey.entries:
            if known.id in settled:
                continue
            wanted = _slug(known)
            path = earlier[known.id]
            slug, number = _stem(path) if path else wanted, 2
            while slug in used and not path:
                slug, number = f"{wanted}-{number}", number + 1
            used.add(slug)
            if slug != wanted:
                self.report.note(
                    "slug-taken", f"{wanted} → {slug}", title=plain(known.title), link=known.link
                )
            settled[known.id] = Settled(slug, path or self._path(known, slug), known)
        return settled

    def _path(self, known: Known, slug: str) -> str:
        date = parsed(known.date)
        return self._to.path(
            known.kind, slug, date.year if date else None, draft=known.status in _DRAFT_STATUSES
        )

    def _entry(self, entry: Entry, done: set[str]) -> None:
        if not is_content(entry):
            if entry.comments and any(c.status == "1" and c.kind not in PINGS for c in entry.comments):
                count = sum(c.status == "1" and c.kind not in PINGS for c in entry.comments)
                self.report.note(
                    "answers-elsewhere", f"{count} ({entry.kind})", title=plain(entry.title), link=entry.link
                )
            return
        place: dict[str, Any] = {"title": plain(entry.title), "link": entry.link}
        if not entry.id or entry.id in done:
            self.report.note("duplicate-id" if entry.id else "no-number", entry.id, line=entry.line, **place)
            return
        done.add(entry.id)
        settled = self._settled[entry.id]
        place["path"] = settled.path
        text, conversion, slots = self._text(entry, settled, place)
        outcome = self._write(f"entry-{entry.id}", settled.path, text, place)
        self.report.counts[f"{entry.kind}s"] += 1
        if entry.status != "publish":
            self.report.counts[f"{entry.kind}s_{entry.status}"] += 1
            if entry.status in {"future", "private"}:
                self.report.note(entry.status, **place)
        if entry.password:
            self.report.note("password", **place)
        if outcome not in {"kept", "removed"}:
            for kind, detail in conversion.left_out:
                self.report.note(kind, detail, line=_line_of(text, detail), **place)
            after = 0
            for left in slots.left:
                after = max(0, text.find(left, after))
                self.report.note("left-shortcode", left[:120], line=text.count("\n", 0, after) + 1, **place)
                after += 1
        self._answers(entry, settled, place)

    def _text(
        self, entry: Entry, settled: Settled, place: Mapping[str, Any]
    ) -> tuple[str, Conversion, Slots]:
        slots = Slots()
        source = PRIVATE.sub("", self._with_shared_blocks(entry.content))
        classic = _BLOCK_COMMENT.search(source) is None
        footnotes = _footnotes(entry.fields.get("footnotes", ""))
        clean = without_shortcodes(source, slots, lambda attributes: self._gallery(attributes, entry.id))
        linked = self._survey.fragments
        conversion = to_markdown(clean, self, slots, classic=classic, footnotes=footnotes, linked=linked)
        lines = header_lines(self._header(entry, settled, source, place))
        return "\n".join([*lines, "", conversion.text, ""]), conversion, slots

    def _with_shared_blocks(self, source: str) -> str:
        def content(match: re.Match[str]) -> str:
            try:
                number = str(json.loads(match[1]).get("ref", ""))
            except ValueError:
                return match[0]
            return self._survey.shared_blocks.get(number, match[0].replace("wp:block", "wp:core/block"))

        return _SHARED_BLOCK.sub(content, source) if "wp:block" in source else source

    def _header(
        self, entry: Entry, settled: Settled, source: str, place: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        yield "Title", plain(entry.title) or settled.slug
        date = local_date(entry.date, entry.date_gmt, entry.published, self._to.zone)
        yield "Date", date
        if not date:
            self.report.note("no-date", **place)
        modified = local_date(entry.modified, "", "", self._to.zone)
        if modified and modified[:16] > date[:16]:
            yield "Modified", modified
        categories = [label for label in entry.labels if label.taxonomy == "category" and label.name]
        tags = [plain(label.name) for label in entry.labels if label.taxonomy == "post_tag" and label.name]
        if entry.kind == "post" and categories:
            main = max(categories, key=lambda label: len(self._categories.get(label.slug, ())))
            paths = [self._categories.get(label.slug, (label.name,)) for label in categories]
            yield "Category", plain(main.name)
            if len(categories) > 1 or len(paths[0]) > 1:
                yield "Categories", "; ".join(" > ".join(plain(name) for name in path) for path in paths)
            tags += [plain(label.name) for label in categories if label is not main]
            if len(categories) > 1:
                self.report.note("several-categories", plain(main.name), **place)
            if settled.known.status == "publish":
                self._used_categories.add(main.name)
        tags = list(dict.fromkeys(tags))
        self._remember_tags(entry, settled)
        yield "Tags", listed_tags(tags)
        author = self._survey.authors.get(entry.author)
        name = plain(author.name) if author else plain(entry.author)
        if name and entry.kind == "post":
            self._used_authors[author.name if author else entry.author] += 1
            yield "Author", name
        yield "Summary", self._summary(entry, source)
        yield from self._cover(entry)
        yield "Slug", settled.slug
        languages = [label.slug for label in entry.labels if label.taxonomy == "language"]
        language = (
            (languages or [self._survey.channel.language])[0].replace("_", "-").partition("-")[0].lower()
        )
        yield "Lang", language if re.fullmatch(r"[a-z]{2,3}", language) else self._to.language
        yield "Series", next((plain(label.name) for label in entry.labels if label.taxonomy == "series"), "")
        yield "Sticky", "yes" if entry.sticky else ""
        for key in self._kept_fields:
            header = re.sub(r"[^A-Za-z0-9_-]", "_", key).strip("_")
            yield header, plain(entry.fields.get(key, ""))
        if settled.known.status == "publish":
            yield "Aliases", self._aliases.line([self._old_path(entry.link)], entry.id)
        draft = entry.status != "publish" or bool(entry.password)
        yield "Status", "draft" if draft else "published"

    def _remember_tags(self, entry: Entry, settled: Settled) -> None:
        for label in entry.labels:
            if label.taxonomy == "post_tag":
                self._tags.add(label.slug)
                if settled.known.status == "publish":
                    self._used_tags.add((plain(label.name), label.slug))

    def _summary(self, entry: Entry, source: str) -> str:
        if entry.excerpt:
            return escaped(plain(entry.excerpt))
        before, more, _ = source.partition(match[0]) if (match := _MORE.search(source)) else ("", "", "")
        text = plain(re.sub(r"\[[^\]]*\]", "", before)) if more else ""
        return escaped(text) if len(text) <= _LONGEST_SUMMARY else ""

    def _cover(self, entry: Entry) -> Iterator[tuple[str, str]]:
        attachment = self._survey.attachments.get(entry.fields.get("_thumbnail_id", ""))
        if attachment is None:
            return
        picture = self._media.picture(attachment.address, attachment.id)
        yield "Cover", picture.address.removeprefix("{static}/")
        yield "Cover_alt", picture.alternative_text
        yield "Cover_caption", picture.caption

    def _gallery(self, attributes: Mapping[str, str], post_id: str) -> str:
        """Return the pictures of a gallery: those named, else those uploaded to the post."""
        named = [
            number.strip() for number in (attributes.get("ids") or attributes.get("include") or "").split(",")
        ]
        named = [number for number in named if number]
        barred = {number.strip() for number in attributes.get("exclude", "").split(",")}
        numbers = named or self._survey.children.get(attributes.get("id") or post_id, [])
        figures: list[str] = []
        for number in numbers:
            attachment = self._survey.attachments.get(number)
            if attachment is None or number in barred:
                if attachment is None:
                    self.report.note("media-missing", f"[gallery] {number}", link=post_id)
                continue
            address = html.escape(attachment.address)
            if attributes.get("kind"):
                figures.append(f'<p><a href="{address}">{html.escape(plain(attachment.title))}</a></p>')
                continue
            caption = (
                f"<figcaption>{html.escape(plain(attachment.caption))}</figcaption>"
                if attachment.caption
                else ""
            )
            figures.append(f'<figure><img src="{address}" class="wp-image-{number}">{caption}</figure>')
        return "".join(figures)

    def _answers(self, entry: Entry, settled: Settled, place: Mapping[str, Any]) -> None:
        shown = [c for c in entry.comments if c.status == "1" and c.kind not in PINGS]
        for comment in entry.comments:
            if comment.kind in PINGS:
                self.report.not_imported["pingbacks"] += 1
            elif comment.status != "1":
                kind = {"0": "pending", "spam": "spam", "trash": "trash", "post-trashed": "trash"}
                self.report.not_imported[f"answers_{kind.get(comment.status, 'other')}"] += 1
        ids = {comment.id for comment in shown}
        for comment in shown:
            key = slugify(f"wp-{comment.id}")
            path = f"{self._to.content}/{self._to.answers}/{settled.slug}/{key}.md"
            text = self._answer(comment, ids, {**place, "path": path})
            if text:
                self._write(f"answer-{comment.id}", path, text, {**place, "path": path})
                self.report.counts["answers"] += 1

    def _answer(self, comment: Comment, ids: set[str], place: Mapping[str, Any]) -> str:
        body = PRIVATE.sub("", comment.content)
        if "<" in body:
            slots = Slots()
            conversion = to_markdown(body, self, slots, classic=True)
            body = conversion.text
            for kind, detail in conversion.left_out:
                self.report.note(kind, detail, **place)
        else:
            body = plain_paragraphs(html.unescape(body))
        date = local_date(comment.date, "", "", None)
        if why := problem_with(comment.id, date, body):
            self.report.note("unreadable-answer", why, **{**place, "path": ""})
            return ""
        reply_to = f"wp-{comment.parent}" if comment.parent in ids and comment.parent != comment.id else ""
        if not reply_to and comment.parent not in {"", "0", comment.id}:
            self.report.note("orphan-answer", f"wp-{comment.id} → {comment.parent}", **place)
        by_author = comment.user_id in self._author_ids or comment.email.lower() in self._author_mails
        return answer_text(
            comment.author, date, body, site=comment.site, reply_to=reply_to, by_author=by_author
        )

    def _close_report(self) -> None:
        report, found = self.report, self._survey
        for trouble in found.troubles:
            report.note(trouble.key, trouble.detail, line=trouble.line, path=report.export)
        report.not_imported.update({k: v for k, v in found.kinds.items() if not k.startswith("wp_block")})
        for name, outcome in sorted(self._media.outcomes.items()):
            report.counts["media_missing" if outcome == "missing" else "media"] += 1
            if outcome != "missing":
                report.files[outcome] += 1
            path = f"{self._to.content}/{self._to.pictures}/{name}"
            if outcome == "missing" and self._has_media:
                why = self._media.reasons.get(name)
                kind = f"fetch-{why.key}" if why else "media-missing"
                report.note(kind, f"{name} {why.detail if why else ''}".strip(), path=path)
            elif outcome in {"kept", "removed"}:
                report.note(outcome, path=path)
        if not self._has_media and report.counts["media_missing"]:
            report.note("no-media-folder", str(report.counts["media_missing"]))
        report.unused_media = self._media.unused()
        report.counts["categories"] = len(self._categories)
        report.counts["tags"] = len(self._tags)
        report.counts["authors"] = len(self._used_authors)
        report.categories = [[plain(name) for name in path] for path in sorted(self._categories.values())]
        report.authors = [
            {"name": plain(name), "posts": str(count), "biography": self._biography(name)}
            for name, count in sorted(self._used_authors.items())
        ]

    def _parent_slugs(self, slug: str) -> list[str]:
        parents = {term.slug: term.parent for term in self._survey.terms if term.taxonomy == "category"}
        found: list[str] = []
        at = parents.get(slug, "")
        while at in parents and at not in found and at != slug:
            found.insert(0, at)
            at = parents[at]
        return found

    def _biography(self, name: str) -> str:
        """Return what a person says about herself: from the list of users, else from the export."""
        author = next((author for author in self._survey.authors.values() if author.name == name), None)
        given = self._biographies.get(plain(name)) or self._biographies.get(author.login if author else "")
        return plain(given or (author.biography if author else ""))


def read_biographies(file: Path) -> dict[str, str]:
    """Return biographies by name and by login from what WordPress says at ``/wp-json/wp/v2/users``.

    Raises:
        NotAnExport: it is something else.
    """
    try:
        people = json.loads(file.read_text(encoding="utf-8-sig"))
        found: dict[str, str] = {}
        for person in people:
            text = str(person["description"])
            found |= {plain(str(person["name"])): text, str(person["slug"]): text}
    except (ValueError, KeyError, TypeError) as error:
        raise NotAnExport("not-users") from error
    return found


def _slug(known: Known) -> str:
    """Return the slug as WordPress has it, where every server and file system can bear it."""
    old = unquote(known.slug)
    if _PLAIN_SLUG.fullmatch(old):
        return old
    short = old[:_LONGEST_NAME].strip("-") if _WORDS.fullmatch(old) else ""
    return slugify(old) or short or slugify(plain(known.title)) or f"{known.kind}-{known.id}"


def _footnotes(source: str) -> dict[str, str]:
    """Return the block editor's footnotes: their text by their id."""
    if not source:
        return {}
    try:
        return {str(note["id"]): str(note["content"]) for note in json.loads(source)}
    except (ValueError, KeyError, TypeError):
        return {}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _line_of(text: str, detail: str) -> int:
    at = text.find(detail) if detail else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
