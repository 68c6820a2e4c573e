"""Knows the file of old addresses that belong to no post but to lists, pictures or feeds; a move or a person writes it.

The old addresses of posts and pages stand in their own header, ``Aliases:``; a build leads on from both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from klartext.lint.messages.problem import Problem
from klartext.lint.rule import Message
from klartext.redirects import is_plain, may_lead_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FILE = "redirects.txt"
"""Its name in the content folder."""

_HEAD = """\
# Alte Adressen, die keinem Beitrag gehören, und wohin sie führen; die der Beiträge stehen dort unter "Aliases:".
# Old addresses of no post, and where they lead; those of posts stand there, in "Aliases:".
"""
_SAFE = "/:=&~+!$,@*.-_"
_SAFE_NEW = f"{_SAFE}?#"


PHRASES: Mapping[str, Message] = {
    "no_pair": Message(
        de="{row}: schreiben Sie die alte Adresse, ein Leerzeichen und die neue, Leerzeichen darin als %20",
        en="{row}: give an old address, a blank and the new one, blanks in them as %20",
    ),
    "bad_old": Message(
        de="{row}: die alte Adresse muss ein Pfad ab der Wurzel sein, etwa /tag/kalk/",
        en="{row}: the old address must be a path from the root, such as /tag/kalk/",
    ),
    "bad_new": Message(
        de="{row}: die neue Adresse muss ein Pfad wie /thema/kalk.html sein oder mit https:// beginnen",
        en="{row}: the new address must be a path such as /thema/kalk.html, or begin with https://",
    ),
}


class RowError(Problem):
    """A row cannot be used; told in one line with its number."""

    def __init__(self, number: int, message: Message, row: str) -> None:
        super().__init__(message, row=row)
        self.place = f"{FILE}:{number}"


def write_table(paths: Mapping[str, str], without: Iterable[str] = ()) -> str:
    """Return the text of the file, ``""`` where there is nothing to write; what cannot lead on is left out.

    Args:
        paths: new address by old path, decoded; the old from the host's root, the new from the blog's front page.
        without: old paths that lead on already.
    """
    left_out = {old.rstrip("/") for old in without}
    rows = {old.rstrip("/"): (old, new) for old, new in paths.items() if not _fault(old, new)}
    lines = [
        f"{quote(old, safe=_SAFE)} {quote(unquote(new), safe=_SAFE_NEW) if new.startswith('/') else new}\n"
        for key, (old, new) in sorted(rows.items())
        if key not in left_out and old != new
    ]
    return _HEAD + "".join(lines) if lines else ""


def read_table(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each row: its line from 1, the old path, the new address; decoded.

    Raises:
        RowError: a row is no pair of addresses.
    """
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.split()
        if not parts or parts[0].startswith("#"):
            continue
        if len(parts) != 2:
            raise RowError(number, PHRASES["no_pair"], line.strip())
        old, new = unquote(parts[0]), unquote(parts[1]) if parts[1].startswith("/") else parts[1]
        if fault := _fault(old, new):
            raise RowError(number, PHRASES[fault], line.strip())
        yield number, old, new


def _fault(old: str, new: str) -> str:
    """Return the phrase for what is wrong with a pair of addresses, ``""`` for nothing."""
    if not may_lead_on(old):
        return "bad_old"
    if not is_plain(new) or new.startswith("//") or not new.startswith(("/", "https://", "http://")):
        return "bad_new"
    return ""
