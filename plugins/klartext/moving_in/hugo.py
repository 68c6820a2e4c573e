"""A Hugo blog as it lies on the disk: sections, page bundles, Staticman's answers, and the addresses it had."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from klartext.moving_in.data_answers import read_data_answers
from klartext.moving_in.front_matter import (
    FrontMatterError,
    listed,
    moment,
    people,
    read_front_matter,
    read_yaml,
    shown_date,
    words,
)
from klartext.moving_in.source_blog import SourceBlog, SourcePost, files_below
from klartext.moving_in.wxr import NotAnExport

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

_CONFIGS = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
_PAGE_SECTIONS = frozenset({"page", "pages"})
_LANGUAGE = re.compile(r"(.+)\.([a-z]{2}(?:-[a-z]{2})?)$")
_NAMED_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)$")
_OWN_KEYS = frozenset(
    "title date lastmod publishdate expirydate draft slug url aliases tags categories category series author authors "
    "description summary images image featured_image featuredimage cover lang type layout weight keywords".split()
)


def read_hugo(folder: Path, zone: ZoneInfo | None) -> SourceBlog:
    """Return the blog in a folder.

    Raises:
        NotAnExport: it is no Hugo blog, or its settings cannot be read.
    """
    settings = _settings(folder)
    content = folder / (words(settings.get("contentdir")) or "content")
    if not content.is_dir():
        raise NotAnExport("not-hugo")
    address = words(settings.get("baseurl")).rstrip("/")
    base = urlsplit(address).path.rstrip("/")
    blog = SourceBlog(folder, address, words(settings.get("title")))
    blog.statics = (folder / (words(settings.get("staticdir")) or "static"), folder / "assets", content)
    blog.feeds = (f"{base}/index.xml",)
    blog.term_path = lambda kind, name: (
        {"tag": f"{base}/tags/", "category": f"{base}/categories/"}.get(kind, "")
        and (f"{base}/{'tags' if kind == 'tag' else 'categories'}/{_urlized(name)}/")
    )
    answers = read_data_answers(folder / "data" / "comments", blog, zone)
    for path in files_below(
        content, (".md", ".markdown", ".html", ".htm", ".adoc", ".rst", ".org", ".pandoc")
    ):
        if path.suffix.lower() not in {".md", ".markdown", ".html", ".htm"}:
            blog.trouble(path, "other-format")
            continue
        if path.name.startswith("_index."):
            continue
        post = _post(path, content, settings, blog, base, zone)
        if post is not None:
            inside = path.relative_to(content).with_suffix("").as_posix().removesuffix("/index")
            for name in (post.slug, inside, inside.rpartition("/")[2], inside.replace("/", "-")):
                post.answers = post.answers or answers.pop(name, [])
            blog.posts.append(post)
    for name, entries in answers.items():
        blog.trouble(folder / "data" / "comments" / name, "answers-elsewhere", 0, str(len(entries)))
    return blog


def _settings(folder: Path) -> dict[str, Any]:
    """Return the settings with their names in lower case, as Hugo reads them."""
    file = next((folder / name for name in _CONFIGS if (folder / name).is_file()), None)
    if file is None:
        raise NotAnExport("not-hugo")
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix == ".toml":
            values: Any = tomllib.loads(text)
        else:
            values = json.loads(text) if file.suffix == ".json" else read_yaml(text)
    except FrontMatterError as error:
        raise NotAnExport("bad-settings", f"{file}:{error.line}: {error.reason}") from error
    except ValueError as error:
        raise NotAnExport("bad-settings", f"{file}: {error}") from error
    return _lower(values) if isinstance(values, dict) else {}


def _lower(values: dict[Any, Any]) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in values.items()}


def _post(  # noqa: PLR0913, PLR0917 — all of them come from one file's place
    path: Path, content: Path, settings: dict[str, Any], blog: SourceBlog, base: str, zone: ZoneInfo | None
) -> SourcePost | None:
    text = blog.read(path)
    if text is None:
        return None
    try:
        front = read_front_matter(text)
    except FrontMatterError as error:
        blog.trouble(path, "bad-header", error.line, error.reason)
        return None
    values = _lower(front.values)
    places = path.relative_to(content).parts[:-1]
    stem, language = path.stem, ""
    if match := _LANGUAGE.match(stem):
        stem, language = match[1], match[2]
    bundle = stem == "index" and bool(places)
    if bundle:
        stem, places = places[-1], places[:-1]
    named = _NAMED_DATE.match(stem)
    given = words(values.get("date")) or words(values.get("publishdate"))
    when = moment(values.get("date") or values.get("publishdate")) or moment(named[1] if named else "")
    section = places[0] if places else ""
    is_page = section in _PAGE_SECTIONS or words(values.get("type")) == "page" or (not places and not given)
    image, alternative, caption = _image(values)
    if image and bundle and not image.startswith(("/", "http:", "https:")):
        image = (path.parent / image).relative_to(content).as_posix()
    post = SourcePost(
        path,
        "page" if is_page else "post",
        words(values.get("title")) or stem.replace("-", " ").capitalize(),
        words(values.get("slug")) or stem,
        shown_date(when, zone),
        front.body,
        front.body_line,
        draft=bool(values.get("draft")),
        modified=shown_date(values.get("lastmod"), zone),
        categories=listed(values.get("categories") or values.get("category")),
        tags=listed(values.get("tags")),
        authors=people(values),
        summary=words(values.get("description") or values.get("summary")),
        lang=language or words(values.get("lang") or settings.get("defaultcontentlanguage") or ""),
        cover=image,
        cover_alt=alternative,
        cover_caption=caption,
        header=[("Series", ", ".join(listed(values.get("series"))[:1]))],
        fields={key: value for key, value in front.values.items() if key.lower() not in _OWN_KEYS},
        aliases=tuple(_alias(alias, base, section) for alias in listed(values.get("aliases"))),
        html=path.suffix.lower() in {".html", ".htm"},
    )
    if not post.lang:
        post.lang = words(settings.get("languagecode"))[:2].lower()
    if not post.draft:
        post.old_path = base + _address(post, values, when, settings, places, stem)
    return post


def _image(values: dict[str, Any]) -> tuple[str, str, str]:
    cover = values.get("cover")
    if isinstance(cover, dict):
        return words(cover.get("image")), words(cover.get("alt")), words(cover.get("caption"))
    images = values.get("images")
    first = images[0] if isinstance(images, list) and images else ""
    given = words(values.get("featured_image") or values.get("featuredimage") or values.get("image") or first)
    return given or words(cover), "", ""


def _alias(alias: str, base: str, section: str) -> str:
    return f"{base}{alias}" if alias.startswith("/") else f"{base}/{section}/{alias}".replace("//", "/")


def _address(  # noqa: PLR0913, PLR0917 — what a pattern may name
    post: SourcePost,
    values: dict[str, Any],
    when: object,
    settings: dict[str, Any],
    places: tuple[str, ...],
    stem: str,
) -> str:
    """Return where Hugo published a post or page.

    Source: the manual's page "URL management", https://gohugo.io/content-management/urls/.
    """
    if url := words(values.get("url")):
        return f"/{url.lstrip('/')}"
    section = places[0] if places else ""
    permalinks = settings.get("permalinks")
    patterns = permalinks if isinstance(permalinks, dict) else {}
    if isinstance(patterns.get("page"), dict):
        patterns = patterns["page"]
    pattern = words(patterns.get(section) or (patterns.get("/") if not section else ""))
    moment_ = when if isinstance(when, date) else date(1, 1, 1)
    clock = moment_ if isinstance(moment_, datetime) else datetime(1, 1, 1)  # noqa: DTZ001 — hours of no date
    title = _urlized(post.title)
    slug = _urlized(words(values.get("slug")))
    filled = {
        "slugorcontentbasename": slug or _urlized(stem),
        "slugorfilename": slug or _urlized(stem),
        "contentbasename": _urlized(stem),
        "filename": _urlized(stem),
        "monthname": f"{moment_:%B}",
        "weekdayname": f"{moment_:%A}",
        "yearday": str(int(f"{moment_:%j}")),
        "year": f"{moment_.year:04}",
        "month": f"{moment_:%m}",
        "day": f"{moment_:%d}",
        "hours": f"{clock:%H}",
        "minutes": f"{clock:%M}",
        "seconds": f"{clock:%S}",
        "sections": "/".join(places),
        "section": section,
        "title": title,
        "slug": slug or title,
    }
    names = "|".join(sorted(filled, key=len, reverse=True))
    if pattern:
        address = re.sub(f":({names})", lambda match: filled[match[1]], pattern)
    else:
        address = "/".join([*(_urlized(place) for place in places), slug or _urlized(stem)]) + "/"
    address = re.sub("/{2,}", "/", f"/{address}")
    if settings.get("uglyurls") is True and address.endswith("/"):
        return f"{address.rstrip('/')}.html"
    return address if address.endswith("/") or "." in address.rpartition("/")[2] else f"{address}/"


def _urlized(text: str) -> str:
    """Return a text as Hugo puts it into an address: lower case, blanks as hyphens, letters of any script kept."""
    return re.sub("-{2,}", "-", re.sub(r"[^\w.+/-]", "", re.sub(r"\s+", "-", text.strip().lower())))
