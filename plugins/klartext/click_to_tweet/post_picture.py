"""Which picture stands for a post on networks that share pictures, and its absolute address."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FIELDS = ("cover", "image", "og_image")
"""The front-matter fields that name a post's picture, best first."""

_PELICAN_LINK = lazy_regex(r"[{|](?:static|attach|filename)[}|]")


def post_picture(
    field: Callable[[str], str], pictures: Iterable[str], *, folder: str, site: str, address: str
) -> str:
    """Return the absolute address of a post's picture, or empty.

    Args:
        field: returns a front-matter value, empty where there is none.
        pictures: the sources of the pictures in the text, as written.
        folder: the post's folder below the content folder, with forward slashes.
        site: the site's address.
        address: the post's address.
    """
    named = (value for name in FIELDS if (value := field(name)))
    source = next(named, "") or next(iter(pictures), "")
    if not source or "://" not in address:
        return ""
    if link := _PELICAN_LINK.match(source):
        path = source[link.end() :]
        inside = path if path.startswith("/") else posixpath.join(folder, path)
        return f"{site}/{quote(posixpath.normpath(inside).lstrip('/'))}"
    return urljoin(address, source) if not source.startswith("/") else f"{site}{quote(source)}"
