"""The header line ``Aliases:`` under which a post is found at its old addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.redirects import may_lead_on

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPES = str.maketrans({"%": "%25", ",": "%2C", "?": "%3F", "#": "%23"})


class Aliases:
    """Gives every old address to one post only: to the first that had it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def line(self, paths: Iterable[str], number: str = "") -> str:
        """Return the value of the header line.

        Args:
            paths: old addresses from the web root, decoded.
            number: WordPress's number of the post (``/?p=12``).
        """
        usable = filter(may_lead_on, paths)
        found = [path.translate(_ESCAPES) for path in usable if self._take(path.rstrip("/"))]
        if number.isdecimal() and self._take(number):
            found.append(f"/?p={number}")
        return ", ".join(found)

    def _take(self, key: str) -> bool:
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
