"""Knows which pages of a site want the same file, and which names share a page by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PHRASES: Mapping[str, Message] = {
    "same_file": Message(
        de="{first} und {second} wollen beide {file} werden: geben Sie einem Beitrag einen anderen Slug oder benennen "
        "Sie das andere um",
        en="{first} and {second} both want to be {file}: give a post another slug, or rename the other",
    ),
    "shared_page": Message(
        de="{kind} {names} teilen sich die Seite {file}: schreiben Sie sie gleich, oder so, dass Buchstaben sie "
        "unterscheiden",
        en="{kind} {names} share the page {file}: spell them alike, or so that letters tell them apart",
    ),
    "quoted": Message(de="»{name}«", en='"{name}"'),
    "page": Message(de="die Seite »{name}«", en='the page "{name}"'),
    "search_page": Message(de="die Suchseite", en="the search page"),
    "category": Message(de="die Kategorie »{name}«", en='the category "{name}"'),
    "tag": Message(de="das Stichwort »{name}«", en='the tag "{name}"'),
    "author": Message(de="die Seite von »{name}«", en='the author "{name}"'),
    "categories": Message(de="die Kategorien", en="the categories"),
    "tags": Message(de="die Stichwörter", en="the tags"),
    "authors": Message(de="die Autoren", en="the authors"),
}


def collisions(claims: Iterable[tuple[str, str]], lang: str) -> list[str]:
    """Return a line for each file that two pages want.

    Args:
        claims: the file's name in the output and who wants it: a post's file, or what the page is.
        lang: the language of the lines.
    """
    owners: dict[str, str] = {}
    lines = []
    for file, who in claims:
        first = owners.setdefault(file, who)
        if first != who:
            lines.append(sentence(PHRASES["same_file"], lang, first=first, second=who, file=file))
    return lines


def shared_pages(names: Iterable[tuple[str, str]], kind: str, lang: str) -> list[str]:
    """Return a line for each page on which names meet that are not the same but for capitals.

    Args:
        names: the page's file and a name, such as ``stichwort/c.html`` for "C++" and for "C#".
        kind: what the names are: ``categories``, ``tags`` or ``authors``.
        lang: the language of the lines.
    """
    known: dict[str, dict[str, str]] = {}
    for page, name in names:
        known.setdefault(page, {}).setdefault(" ".join(name.casefold().split()), name)
    return [
        sentence(
            PHRASES["shared_page"],
            lang,
            kind=PHRASES[kind],
            names=", ".join(
                sentence(PHRASES["quoted"], lang, name=name) for name in sorted(spellings.values())
            ),
            file=page,
        )
        for page, spellings in sorted(known.items())
        if len(spellings) > 1
    ]
