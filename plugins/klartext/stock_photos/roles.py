"""Which pictures may stand in many posts: portraits, logos, the banners of a series, and those the settings name."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from pathlib import Path

    from klartext.lint.rule import Site
    from klartext.stock_photos.picture_record import PictureRecord
    from klartext.stock_photos.pictures import PostPicture

SMALL_SIDE = 160
"""Pictures that are smaller than this, in pixels, are icons and signs."""
PORTRAIT_SIDE = 320
"""The same for pictures about as wide as high, which is what portraits and logos are cut to."""
_SQUARE = 1.2
_ROLE = lazy_regex(
    r"(?:^|[-_. ])(?:logos?|icons?|signets?|favicon|avatars?|portr(?:ai|ae|ä)ts?|autor(?:in|en)?|authors?|signatur)"
    r"(?:[-_. ]|\d|$)",
    re.IGNORECASE,
)
_TEMPLATE_ENDINGS = {".html", ".htm", ".jinja", ".j2", ".css", ".xml"}


class _PicturesOfTheSite(NamedTuple):
    """The pictures that belong to the site rather than to a post: named by its templates or by the theme's settings."""

    paths: frozenset[str]
    templates: str

    @classmethod
    def build(cls, site: Site) -> _PicturesOfTheSite:
        theme = site.settings.theme
        paths = {theme.logo, *(author.picture for author in theme.authors.values())} - {""}
        return cls(frozenset(path.lstrip("/") for path in paths), _text_of_templates(site.root / "theme"))


def may_recur(picture: PostPicture, record: PictureRecord, site: Site) -> bool:
    """Tell whether a picture plays a part in which readers expect to see it again."""
    if any(
        fnmatch(picture.path_in_content, pattern) for pattern in site.settings.stock_photos.recurring_pictures
    ):
        return True
    if _ROLE.search(picture.path_in_content.rpartition("/")[2]):
        return True
    known = site.shared(_PicturesOfTheSite.build)
    path = picture.path_in_content
    if path and (path in known.paths or path in known.templates):
        return True
    if record.format == "SVG":
        return False
    long, short = max(record.width, record.height), min(record.width, record.height)
    return long <= SMALL_SIDE or (long <= PORTRAIT_SIDE and long <= _SQUARE * short)


def _text_of_templates(theme: Path) -> str:
    texts = []
    for path in sorted(theme.rglob("*")) if theme.is_dir() else ():
        if path.suffix in _TEMPLATE_ENDINGS and path.is_file():
            try:
                texts.append(path.read_text(encoding="utf-8", errors="replace"))
            except OSError:
                continue
    return "\n".join(texts)
