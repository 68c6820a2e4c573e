"""The header line ``Aliases:`` under which a post is found at its old addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        found = []
        for path in paths:
            usable = path.strip("/") and path.startswith("/") and path.isprintable() and "\\" not in path
            if usable and not {".", ".."} & set(path.split("/")) and self._take(path.rstrip("/")):
                found.append(path.translate(_ESCAPES))
        if number.isdecimal() and self._take(number):
            found.append(f"/?p={number}")
        return ", ".join(found)

    def _take(self, key: str) -> bool:
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
