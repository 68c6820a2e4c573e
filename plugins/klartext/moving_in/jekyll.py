"""A Jekyll blog as it lies on the disk: posts, drafts, pages, Staticman's answers, and the addresses it had."""

from __future__ import annotations

import fnmatch
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

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
from klartext.slug import slugify

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

_ENDINGS = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm")
_OTHER_ENDINGS = (".textile", ".adoc", ".asciidoc", ".rst", ".org")
_NAME = re.compile(r"(?:(\d{2,4})-(\d{1,2})-(\d{1,2})-)?(.+)$")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_NOT_PAGES = frozenset(
    "index.html index.md 404.html 404.md feed.xml search.html readme.md license.md".split()
)
_OWN_KEYS = frozenset(
    "title date last_modified_at modified permalink slug published categories category tags tag author authors "
    "excerpt description summary lang image header redirect_from layout series".split()
)


def read_jekyll(folder: Path, zone: ZoneInfo | None) -> SourceBlog:
    """Return the blog in a folder.

    Raises:
        NotAnExport: it is no Jekyll blog, or its settings cannot be read.
    """
    settings = _settings(folder)
    base = words(settings.get("baseurl")).rstrip("/")
    blog = SourceBlog(folder, words(settings.get("url")).rstrip("/") + base, words(settings.get("title")))
    blog.statics = (folder,)
    blog.feeds = (f"{base}/feed.xml", f"{base}/atom.xml")
    source = folder / words(settings.get("source")) if settings.get("source") else folder
    collections = (
        source / words(settings.get("collections_dir")) if settings.get("collections_dir") else source
    )
    answers = read_data_answers(
        source / (words(settings.get("data_dir")) or "_data") / "comments", blog, zone
    )
    for path in files_below(collections, (*_ENDINGS, *_OTHER_ENDINGS)):
        places = path.relative_to(collections).parts[:-1]
        kind = "post" if "_posts" in places else "draft" if "_drafts" in places else "page"
        if kind == "page" and (
            path.name.lower() in _NOT_PAGES or any(p.startswith("_") and p != "_pages" for p in places)
        ):
            continue
        if path.name.lower().endswith(_OTHER_ENDINGS):
            if kind != "page":
                blog.trouble(path, "other-format")
            continue
        post = _post(path, places, kind, settings, blog, base, zone)
        if post is not None:
            post.answers = answers.pop(post.slug, []) or answers.pop(path.stem, [])
            blog.posts.append(post)
    for name, entries in answers.items():
        blog.trouble(source / "_data" / "comments" / name, "answers-elsewhere", 0, str(len(entries)))
    return blog


def _settings(folder: Path) -> dict[str, Any]:
    file = next(
        (folder / name for name in ("_config.yml", "_config.yaml") if (folder / name).is_file()), None
    )
    if file is None and not (folder / "_posts").is_dir():
        raise NotAnExport("not-jekyll")
    try:
        values = read_yaml(file.read_text(encoding="utf-8-sig")) if file else {}
    except FrontMatterError as error:
        raise NotAnExport("bad-settings", f"{file}:{error.line}: {error.reason}") from error
    except ValueError as error:
        raise NotAnExport("bad-settings", f"{file}: {error}") from error
    return values if isinstance(values, dict) else {}


def _defaults(path: str, kind: str, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the header values that the settings give every file at such a path."""
    found: dict[str, Any] = {}
    for entry in settings.get("defaults") or ():
        scope = entry.get("scope") or {} if isinstance(entry, dict) else {}
        where, what = words(scope.get("path")).strip("/"), words(scope.get("type"))
        inside = not where or path == where or path.startswith(f"{where}/") or fnmatch.fnmatch(path, where)
        if inside and what in {"", f"{kind}s", kind} and isinstance(entry.get("values"), dict):
            found |= entry["values"]
    return found


def _post(  # noqa: PLR0913, PLR0917 — all of them come from one file's place
    path: Path,
    places: tuple[str, ...],
    kind: str,
    settings: dict[str, Any],
    blog: SourceBlog,
    base: str,
    zone: ZoneInfo | None,
) -> SourcePost | None:
    text = blog.read(path)
    if text is None:
        return None
    try:
        front = read_front_matter(text)
    except FrontMatterError as error:
        blog.trouble(path, "bad-header", error.line, error.reason)
        return None
    if not front.found and kind == "page":
        return None  # Jekyll copies such a file as it is
    values = {**_defaults(blog.shown(path), kind, settings), **front.values}
    name = _NAME.match(path.stem)
    year, month, day, stem = name.groups() if name else (None, None, None, path.stem)
    when = moment(values.get("date")) or (_date(year, month, day) if kind == "post" else None)
    categories = [
        *_folders(places),
        *listed(values.get("categories"), ""),
        *listed(values.get("category"), ""),
    ]
    if isinstance(values.get("category"), str):
        categories = [*_folders(places), *listed(values.get("categories"), ""), words(values["category"])]
    slug = words(values.get("slug")) or (stem if kind != "page" else path.stem)
    image, alternative = _image(values)
    post = SourcePost(
        path,
        "page" if kind == "page" else "post",
        words(values.get("title")) or stem.replace("-", " ").capitalize(),
        slug,
        shown_date(when, zone),
        front.body,
        front.body_line,
        draft=kind == "draft" or values.get("published") is False,
        modified=shown_date(values.get("last_modified_at") or values.get("modified"), zone),
        categories=list(dict.fromkeys(c for c in categories if c)),
        tags=listed(values.get("tags") or values.get("tag"), "," if "," in words(values.get("tags")) else ""),
        authors=people(values),
        summary=words(values.get("excerpt") or values.get("description") or values.get("summary")),
        lang=words(values.get("lang") or settings.get("lang")),
        cover=image,
        cover_alt=alternative,
        header=[("Series", words(values.get("series")))],
        fields={key: value for key, value in values.items() if key not in _OWN_KEYS},
        aliases=tuple(f"{base}/{alias.lstrip('/')}" for alias in listed(values.get("redirect_from"))),
        html=path.suffix.lower() in {".html", ".htm"},
    )
    if not post.draft:
        post.old_path = base + _address(
            post, values, when, settings, path.relative_to(blog.folder).as_posix()
        )
    return post


def _folders(places: tuple[str, ...]) -> list[str]:
    """Return the folders around ``_posts``, which are categories."""
    return (
        [place for place in places[: places.index("_posts")] if not place.startswith("_")]
        if "_posts" in places
        else []
    )


def _date(year: str | None, month: str | None, day: str | None) -> date | None:
    try:
        return date(int(year or ""), int(month or ""), int(day or ""))
    except ValueError:
        return None


def _image(values: dict[str, Any]) -> tuple[str, str]:
    header = values.get("header")
    given = values.get("image") or (
        header.get("image") or header.get("teaser") if isinstance(header, dict) else None
    )
    if isinstance(given, dict):
        return words(given.get("path") or given.get("feature")), words(given.get("alt"))
    return words(given), ""


def _address(
    post: SourcePost, values: dict[str, Any], when: object, settings: dict[str, Any], place: str
) -> str:
    """Return where Jekyll published a post or page.

    Source: the manual's page "Permalinks", https://jekyllrb.com/docs/permalinks/.
    """
    pattern = words(values.get("permalink"))
    folder = place.rpartition("/")[0]
    if not pattern and post.kind == "page":
        style = words(settings.get("permalink"))
        folder = folder.removeprefix("_pages")
        ending = "/" if style == "pretty" or style.endswith("/") else ".html"
        return re.sub("/{2,}", "/", f"/{folder}/{post.slug}{ending}")
    pattern = pattern or words(settings.get("permalink")) or "date"
    pattern = _STYLES.get(pattern, pattern)
    moment_ = when if isinstance(when, date) else date(1970, 1, 1)
    clock = moment_ if isinstance(moment_, datetime) else datetime(1970, 1, 1)  # noqa: DTZ001 — hours of no date
    title = _slugified(words(values.get("slug")) or post.slug)
    filled = {
        "categories": "/".join(_slugified(category) for category in post.categories),
        "slugified_categories": "/".join(_slugified(category) for category in post.categories),
        "short_month": f"{moment_:%b}",
        "short_year": f"{moment_:%y}",
        "short_day": f"{moment_:%a}",
        "i_month": str(moment_.month),
        "i_day": str(moment_.day),
        "y_day": f"{moment_:%j}",
        "output_ext": ".html",
        "year": f"{moment_:%Y}",
        "month": f"{moment_:%m}",
        "week": f"{moment_:%V}",
        "day": f"{moment_:%d}",
        "hour": f"{clock:%H}",
        "minute": f"{clock:%M}",
        "second": f"{clock:%S}",
        "title": title,
        "slug": title,
        "path": folder,
        "basename": post.slug,
    }
    names = "|".join(sorted(filled, key=len, reverse=True))
    address = re.sub(f":({names})", lambda match: filled[match[1]], pattern)
    return re.sub("/{2,}", "/", f"/{address}")


def _slugified(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text.lower()).strip("-") or slugify(text)
