"""Knows which pages of a site want the same file, and which names share a page by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def collisions(claims: Iterable[tuple[str, str]]) -> list[str]:
    """Return a line for each file that two pages want.

    Args:
        claims: the file's name in the output and who wants it: a post's file, or what the page is.
    """
    owners: dict[str, str] = {}
    lines = []
    for name, who in claims:
        if name in owners and owners[name] != who:
            lines.append(
                f"{owners[name]} and {who} both want to be {name}: give a post another Slug, or rename the other"
            )
        owners.setdefault(name, who)
    return lines


def shared_pages(names: Iterable[tuple[str, str]], kind: str) -> list[str]:
    """Return a line for each page on which names meet that are not the same but for capitals.

    Args:
        names: the page's file and a name, such as ``stichwort/c.html`` for "C++" and for "C#".
        kind: what the names are, for the message.
    """
    known: dict[str, dict[str, str]] = {}
    for page, name in names:
        known.setdefault(page, {}).setdefault(" ".join(name.casefold().split()), name)
    return [
        f"the {kind} {' and '.join(f'»{name}«' for name in sorted(spellings.values()))} share the page {page}: "
        "spell them alike, or so that letters tell them apart"
        for page, spellings in sorted(known.items())
        if len(spellings) > 1
    ]
