"""What the estimate knows of one post: its length, its own photos, the people, the times and dates in its header."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from klartext.lint.document import parse_date
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Fact
from klartext.writing_effort.duration import parse_duration

if TYPE_CHECKING:
    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.writing_effort.constants import Constants

PHOTO_ENDINGS = (".jpg", ".jpeg", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff")
"""File endings that cameras and their software write; drawings and screenshots are PNG, SVG or GIF."""

_NOT_A_PHOTO = lazy_regex(
    r"screen-?_?shot|bildschirm|logo|icon|shutterstock|istock|adobe-?_?stock|getty|pexels|unsplash|pixabay|"
    r"depositphotos|dreamstime|fotolia|123rf|freepik|alamy",
    re.IGNORECASE,
)
_PLACEHOLDER = lazy_regex(r"[{|](?:static|filename|attach)[}|]", re.IGNORECASE)
MOST_WORDS = 100_000
"""The longest target that is taken for a post's length."""
_LONGEST_NUMBER = 40
_GERMAN_DATE = lazy_regex(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_WHOLE_NUMBER = lazy_regex(
    r"(\d{1,3}(?:[.,’' ]\d{3})+|\d+)(?:\s*(?:words?|wörter|worte|wort))?", re.IGNORECASE
)


class PostFeatures(NamedTuple):
    """One post as the estimate sees it; what the header says unreadably is as if it were not there."""

    path: str
    lang: str
    words: int
    photos: frozenset[str]
    """The files in the content folder that may be photos taken for the post."""
    people: int
    is_draft: bool
    is_page: bool
    is_guest: bool
    """Whether the file lies outside the content folder and is another team's."""
    dated: datetime | None
    recorded_minutes: float | None
    """``Effort``: for a published post all the work, for a draft the work so far."""
    target_words: int | None
    due: date | None


def _count(document: Document, site: Site) -> dict[str, object]:  # noqa: ARG001 — a fact's signature
    """Return what the body holds: words, and the files that may be own photos."""
    photos: list[str] = []
    for image in document.images:
        source = unquote(image.src).strip()
        name = PurePosixPath(source).name
        local = "://" not in source and not source.startswith(("//", "data:"))
        if local and name.lower().endswith(PHOTO_ENDINGS) and not _NOT_A_PHOTO.search(name):
            photos.append(source)
    return {"words": document.word_count, "photos": sorted(set(photos))}


COUNTS = Fact("effort-counts", 1, _count)


def features_of(document: Document, site: Site, constants: Constants) -> PostFeatures:
    """Return the features of a post or page."""
    counts = site.fact(COUNTS, document)
    header = document.front_matter
    recorded = recorded_minutes(header.get("effort"), constants)
    return PostFeatures(
        path=document.path,
        lang=document.lang,
        words=counts["words"],
        photos=frozenset(filter(None, (_file(photo, document, site) for photo in counts["photos"]))),
        people=people(document) or 1,
        is_draft=document.status == "draft",
        is_page=document.is_page,
        is_guest=not (site.root / document.path).is_relative_to(site.content),
        # Pelican takes a date at the beginning of the file's name where the header has none.
        dated=document.date or parse_date(PurePosixPath(document.path).name[:10]),
        recorded_minutes=recorded,
        target_words=parse_words(header.get("target")),
        due=parse_day(header.get("due")),
    )


def recorded_minutes(value: str, constants: Constants) -> float | None:
    """Return the minutes an ``Effort`` value states, None where it is unreadable, zero, negative or absurd."""
    try:
        minutes = parse_duration(value)
    except ValueError:
        return None
    return minutes if 0 < minutes <= 60 * constants.longest_plausible_hours else None


def parse_words(value: str) -> int | None:
    """Return a ``Target`` such as ``900``, ``1.200`` or ``900 Wörter`` in words; None where it is no post's length."""
    match = _WHOLE_NUMBER.fullmatch(value.strip()[:_LONGEST_NUMBER])
    words = int(re.sub(r"\D", "", match[1])) if match else 0
    return words if 1 <= words <= MOST_WORDS else None


def parse_day(value: str) -> date | None:
    """Return a ``Due`` such as ``2026-12-01`` or ``1.12.2026``; None where it is unreadable."""
    if german := _GERMAN_DATE.fullmatch(value.strip()):
        day, month, year = map(int, german.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    found = parse_date(value)
    return found.date() if found else None


def people(document: Document) -> int | None:
    """Return the number of people on a post: ``People`` (number or names), else its authors; None if unreadable."""
    header = document.front_matter
    value = header.get("people")
    if value:
        if re.fullmatch(r"[+-]?\d+", value):
            return int(value) if 1 <= int(value) <= 99 else None
        return _names(value)
    return _names(header.get("authors") or header.get("author")) or 1


def _names(value: str) -> int | None:
    # Pelican separates authors by semicolons, and by commas where there is no semicolon.
    parts = value.split(";") if ";" in value else re.split(r"[,\n]", value)
    return len({part.strip().casefold() for part in parts if re.search(r"\w", part)}) or None


def _file(source: str, document: Document, site: Site) -> str:
    """Return the path of a picture's file, empty where there is none."""
    relative = _PLACEHOLDER.sub("", source).split("#")[0].split("?")[0].lstrip("/")
    for folder in (site.content, (site.root / document.path).parent):
        path = os.path.normpath(folder / relative)
        if os.path.isfile(path):  # noqa: PTH113 — a bad name is False
            return path
    return ""
