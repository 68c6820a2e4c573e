"""The names that stand for the company: found in possessive and compound forms, never inside other words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.prose import Block, BlockKind, Prose
from klartext.lint.source import Span
from klartext.lint.tokens import SENTENCE_END, Sieve, tokenize
from klartext.self_promotion.lexicon import BRAND
from klartext.self_promotion.spelling import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.tokens import Tokens
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
        for written in (company.name, *company.aliases, *company.products):
            for name in _variants(written):
                bucket = self._by_first.setdefault(name.parts[0], [])
                if name not in bucket:
                    bucket.append(name)
        for bucket in self._by_first.values():
            bucket.sort(key=lambda name: -len(name.parts))
        self._initials = {first[0] for first in self._by_first}
        self._beginnings = Sieve(self._begins)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def find(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Return the names in tokens, as ranges of tokens, the longest first where several fit."""
        known = {form: tuple(self._beginning_with(form)) for form in self._beginnings.pick(tokens.distinct)}
        found: list[tuple[int, int]] = []
        past = 0
        for at in compress(count(), map(known.__contains__, tokens.forms)) if known else ():
            if at < past:
                continue
            past = next((end for name in known[tokens.forms[at]] if (end := _end(name, tokens, at))), past)
            if past > at:
                found.append((at, past))
        return found

    def named_in(self, text: str) -> list[tuple[int, int]]:
        """Return where a line of text names the company."""
        span = Span(0, len(text))
        line = Block(BlockKind.HEADING, span, Prose(text, ((0, span.start, span.end),)), lang="")
        tokens = tokenize([line])
        return [(tokens.place(a)[0], tokens.place(b - 1)[1]) for a, b in self.find(tokens)]

    def _begins(self, form: str) -> bool:
        """Tell whether a name may begin with a word; most have another letter than all names."""
        return form[0].lower() in self._initials and any(self._beginning_with(form))

    def _beginning_with(self, form: str) -> Iterator[_Name]:
        """Yield the names whose first word may be written so; a name of one word may be a possessive."""
        word = normalize(form)
        for first in (word, *_owners(word)):
            for name in self._by_first.get(first, ()):
                if _matches_case(name, form) and (first == word or len(name.parts) == 1):
                    yield name


def _end(name: _Name, tokens: Tokens, at: int) -> int:
    """Return the end of a name whose first word stands at a token, or 0 where the rest does not follow."""
    if len(name.parts) == 1:
        return at + 1
    block = tokens.block_of(at)
    end = tokens.starts[block + 1]
    for k, part in enumerate(name.parts[1:], 1):
        before, at = at, at + 1
        while at < end and tokens.forms[at] == SENTENCE_END:  # "Malerbetrieb. Sommer" is cut by mistake
            at += 1
        if at == end or tokens.place(at)[0] - tokens.place(before)[1] >= _NEIGHBOURS:
            return 0
        word = normalize(tokens.forms[at])
        if word != part and not (k == len(name.parts) - 1 and part in _owners(word)):
            return 0
    return at + 1


class Collapsed(NamedTuple):
    """Tokens in which each name is one ``BRAND``; ``first`` and ``last`` are the places of what each stands for."""

    forms: Sequence[str]
    first: Sequence[int]
    last: Sequence[int]
    stops: Sequence[int]


def collapse(tokens: Tokens, names: Sequence[tuple[int, int]]) -> Collapsed:
    """Return tokens in which each name is one ``BRAND``, which belongs to the sentence in which the name begins."""
    if not names:
        places = range(len(tokens.forms))
        return Collapsed(tokens.forms, places, places, tokens.stops)
    forms: list[str] = []
    first: list[int] = []
    last: list[int] = []
    at = 0
    for start, end in (*names, (len(tokens.forms), 0)):
        forms += tokens.forms[at:start]
        first += range(at, start)
        last += range(at, start)
        if end:
            inner = [k for k in range(start, end) if tokens.forms[k] == SENTENCE_END]
            forms += [BRAND, *(SENTENCE_END for _ in inner)]
            first += [start, *inner]
            last += [end - 1, *inner]
        at = end
    stops = list(compress(count(), map(SENTENCE_END.__eq__, forms)))
    return Collapsed(forms, first, last, stops)


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
