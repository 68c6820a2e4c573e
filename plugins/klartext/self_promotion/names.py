"""The names that stand for the company: found in possessive and compound forms, never inside other words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.lazy_regex import lazy_regex
from klartext.self_promotion.lexicon import BRAND
from klartext.self_promotion.tokens import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from klartext.self_promotion.tokens import Tokens
    from klartext.settings import Company

_PART = lazy_regex(r"[^\W_]+(?:['’][^\W_]+)*")
_LEGAL_FORMS = frozenset(
    "gmbh ag ug kg ohg gbr se mbh co ltd inc llc corp plc bv sa sarl kgaa ek ev eg".split()
)
_LEGAL_FORM = lazy_regex(r"\s+(?:e\.\s?[vkg]\.?|&\s*co\.?(?:\s+kg)?)$", re.IGNORECASE)
_NEIGHBOURS = 4
"""The characters that may part the words of a name, as in "tim & koko" or "OPENGIS.ch"."""


class _Name(NamedTuple):
    parts: tuple[str, ...]
    """Normalized words."""
    first: str
    """The first word as written."""
    any_case: bool
    """Whether ``sommerweiss`` is ``SommerWeiss`` too; a name that could be a common word must be written right."""


@lru_cache(maxsize=8)
def company_names(company: Company) -> CompanyNames:
    """Return the finder for a company's names."""
    return CompanyNames(company)


class CompanyNames:
    """Finds the names of a company, its products and aliases in tokens."""

    def __init__(self, company: Company) -> None:
        self._by_first: dict[str, list[_Name]] = {}
        self._known = _Beginnings(self._beginning_with)
        for written in (company.name, *company.aliases, *company.products):
            for name in _variants(written):
                bucket = self._by_first.setdefault(name.parts[0], [])
                if name not in bucket:
                    bucket.append(name)
        self._initials = {first[:1] for first in self._by_first}
        for bucket in self._by_first.values():
            bucket.sort(key=lambda name: -len(name.parts))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def find(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Return the names in tokens, as ranges of tokens, the longest first where several fit."""
        found: list[tuple[int, int]] = []
        known = self._known
        past = 0
        for at, names in [(at, names) for at, form in enumerate(tokens.forms) if (names := known[form])]:
            if at < past:
                continue
            past = next((at + len(name.parts) for name in names if _fits(name, tokens, at)), past)
            if past > at:
                found.append((at, past))
        return found

    def _beginning_with(self, form: str) -> Iterator[_Name]:
        """Yield the names whose first word may be written so; a name of one word may be a possessive."""
        if form[:1].lower() not in self._initials:
            return
        word = normalize(form)
        for first in (word, *_owners(word)):
            for name in self._by_first.get(first, ()):
                if _matches_case(name, form) and (first == word or len(name.parts) == 1):
                    yield name


class _Beginnings(dict[str, tuple[_Name, ...]]):
    """The names that may begin with a word as written, found once for each distinct word."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], Iterator[_Name]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, form: str) -> tuple[_Name, ...]:
        names = self[form] = tuple(self._find(form))
        return names


def _fits(name: _Name, tokens: Tokens, at: int) -> bool:
    end = at + len(name.parts)
    if end > len(tokens.forms):
        return False
    for k in range(at + 1, end):
        word, part = normalize(tokens.forms[k]), name.parts[k - at]
        if word != part and not (k == end - 1 and part in _owners(word)):
            return False
        if tokens.places[k][0] - tokens.places[k - 1][1] >= _NEIGHBOURS:
            return False
    return True


def collapse(tokens: Tokens, names: Sequence[tuple[int, int]]) -> tuple[list[str], Sequence[int], list[int]]:
    """Return tokens in which each name is one ``BRAND``.

    Returns:
        The forms; for each the index of its first token; and the new counts at the sentence ends. A name never
        ends a sentence early: one that crosses an end belongs to the sentence in which it begins.
    """
    if not names:
        return tokens.forms, range(len(tokens.forms)), tokens.stops
    forms: list[str] = []
    origin: list[int] = []
    stops: list[int] = []
    at = 0
    pending = iter(names)
    name = next(pending, None)
    for stop in tokens.stops:
        while at < stop:
            if name is not None and at == name[0]:
                forms.append(BRAND)
                origin.append(at)
                at = name[1]
                name = next(pending, None)
            else:
                forms.append(tokens.forms[at])
                origin.append(at)
                at += 1
        stops.append(len(forms))
    return forms, origin, stops


def _variants(written: str) -> list[_Name]:
    """Return the forms in which a name is used: in full, without legal form, and a product's own word alone."""
    found: list[_Name] = []
    without_form = _LEGAL_FORM.sub("", written.strip())
    for text in dict.fromkeys((written, without_form)):
        parts = _PART.findall(text)
        while len(parts) > 1 and normalize(parts[-1]) in _LEGAL_FORMS:
            parts = parts[:-1]
        if not parts:
            continue
        found.append(_name(parts))
        # "SommerWeiss 3000" is also just "SommerWeiss": a word that is written like no other needs no company.
        if len(parts) > 1 and _distinctive(parts[0]) and all(part.isdigit() for part in parts[1:]):
            found.append(_name(parts[:1]))
    return found


def _name(parts: Sequence[str]) -> _Name:
    any_case = len(parts) > 1 or _distinctive(parts[0]) or (parts[0].islower() and len(parts[0]) >= 5)
    return _Name(tuple(normalize(part) for part in parts), parts[0], any_case)


def _distinctive(word: str) -> bool:
    """Tell whether a word is written like no ordinary word: capitals or digits inside."""
    return any(char.isupper() or char.isdigit() for char in word[1:]) and len(word) > 2


def _matches_case(name: _Name, form: str) -> bool:
    if name.any_case:
        return True
    return form[:1] == name.first[:1] and (form.isupper() or form[: len(name.first)] == name.first)


def _owners(word: str) -> tuple[str, ...]:
    """Return what a possessive form may belong to: ``sommers`` and ``sommer's`` to ``sommer``."""
    if word.endswith("'s"):
        return (word[:-2],)
    if word.endswith("s") and len(word) > 3:
        return (word[:-1],)
    return ()
