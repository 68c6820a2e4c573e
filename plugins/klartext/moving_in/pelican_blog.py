"""Another Pelican blog as it lies on the disk: its headers as they are, answers in files, and the addresses it had."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from klartext.article_address import article_address, pelican_settings, term_address
from klartext.lint.document import Document
from klartext.lint.front_matter import parse_front_matter
from klartext.moving_in.front_matter import shown_date
from klartext.moving_in.source_blog import SourceAnswer, SourceBlog, SourcePost, files_below
from klartext.moving_in.wxr import NotAnExport
from klartext.settings import SettingsError
from klartext.site import load_configuration
from klartext.slug import slugify

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from klartext.site import Configuration

_OTHER_ENDINGS = (".rst", ".html", ".htm", ".asciidoc", ".adoc", ".ipynb")
_NAMED_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_OWN_KEYS = frozenset(
    "title date modified category tags keywords author authors summary slug lang status".split()
)


def read_pelican(folder: Path, zone: ZoneInfo | None) -> SourceBlog:
    """Return the blog in a folder.

    Raises:
        NotAnExport: it is no Pelican blog, or its settings cannot be read.
    """
    file = folder / "pelicanconf.py"
    if not file.is_file():
        raise NotAnExport("not-pelican")
    try:
        configuration = load_configuration(file)
    except SettingsError as error:
        raise NotAnExport("bad-settings", error) from error
    settings: dict[str, Any] = {**pelican_settings(configuration.values), "KLARTEXT": {}}
    address = configuration.text("SITEURL", "").rstrip("/")
    base = urlsplit(address).path.rstrip("/")
    settings["SITEURL"] = ""
    blog = SourceBlog(folder, address, configuration.text("SITENAME", ""))
    blog.statics = (configuration.content,)
    feed = settings.get("FEED_ALL_ATOM_URL") or settings.get("FEED_ALL_ATOM")
    blog.feeds = (f"{base}/{str(feed).lstrip('/')}",) if feed else ()
    blog.term_path = lambda kind, name: (
        f"{base}/{urlsplit(term_address(kind, name, settings)).path.lstrip('/')}"
    )
    comments = configuration.content / configuration.text("PELICAN_COMMENT_SYSTEM_DIR", "comments")
    answers = _answers(comments, blog, zone)
    for path in files_below(configuration.content, (".md", ".markdown", ".mkd", ".mdown", *_OTHER_ENDINGS)):
        if path.is_relative_to(comments):
            continue
        if path.name.lower().endswith(_OTHER_ENDINGS):
            if path.suffix in {".rst", ".ipynb", ".adoc", ".asciidoc"}:
                blog.trouble(path, "other-format")
            continue
        post = _post(path, configuration, settings, blog, base)
        if post is not None:
            post.answers = answers.pop(post.slug, [])
            blog.posts.append(post)
    for name, entries in answers.items():
        blog.trouble(comments / name, "answers-elsewhere", 0, str(len(entries)))
    return blog


def _post(
    path: Path, configuration: Configuration, settings: dict[str, Any], blog: SourceBlog, base: str
) -> SourcePost | None:
    text = blog.read(path)
    if text is None:
        return None
    place = path.relative_to(configuration.content)
    is_page = any(
        place.is_relative_to(folder) for folder in configuration.texts("PAGE_PATHS", ("pages",)) if folder
    )
    document = Document(f"content/{place.as_posix()}", text, configuration.default_lang, is_page=is_page)
    front = document.front_matter
    if not front.get("title"):
        blog.trouble(path, "bad-header", 1, "Title:")
        return None
    for span in front.unreadable:
        blog.trouble(path, "bad-header", document.place(span).line, text[span.start : span.end].strip()[:60])
    named = _NAMED_DATE.match(path.stem)
    status = front.get("status", "published").lower()
    folder = place.parent.name if settings["USE_FOLDER_AS_CATEGORY"] else ""
    category = front.get("category") or (folder if not is_page else "")
    separator = ";" if ";" in front.get("tags") else ","
    body = text[document.body_span.start :]
    post = SourcePost(
        path,
        "page" if is_page else "post",
        front.get("title"),
        front.get("slug") or slugify(front.get("title")) or slugify(path.stem),
        front.get("date") or (named[0] if named else ""),
        body.lstrip("\n"),
        text.count("\n", 0, len(text) - len(body.lstrip("\n"))) + 1,
        draft=status == "draft",
        modified=front.get("modified"),
        categories=[category] if category else [],
        tags=[tag.strip() for tag in front.get("tags").split(separator) if tag.strip()],
        authors=[
            a.strip() for a in re.split(r"[;,]", front.get("authors") or front.get("author")) if a.strip()
        ],
        summary=front.get("summary"),
        lang=front.get("lang") or configuration.default_lang,
        header=[
            *(
                (text[f.key_span.start : f.key_span.end], f.value)
                for f in front.fields
                if f.key not in _OWN_KEYS
            ),
            *((("Status", status),) if status not in {"draft", "published"} else ()),
        ],
    )
    if not post.draft:
        post.old_path = f"{base}/{urlsplit(article_address(document, settings)).path.lstrip('/')}"
    return post


def _answers(folder: Path, blog: SourceBlog, zone: ZoneInfo | None) -> dict[str, list[SourceAnswer]]:
    """Return answers as pelican-comment-system keeps them, by the slug of their post: a folder a post."""
    found: dict[str, list[SourceAnswer]] = {}
    for path in files_below(folder, (".md", ".markdown")):
        text = blog.read(path)
        if text is None:
            continue
        front = parse_front_matter(text)
        answer = SourceAnswer(
            path.stem,
            front.get("author") or front.get("name"),
            shown_date(front.get("date"), zone),
            text[front.span.end :],
            front.get("website") or front.get("url") or front.get("site"),
            (front.get("replyto") or front.get("reply-to")).removesuffix(".md"),
        )
        found.setdefault(path.parent.relative_to(folder).as_posix(), []).append(answer)
    return found
