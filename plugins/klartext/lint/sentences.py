"""Sentence boundaries by sentencex, with a pass that mends what it cuts at German abbreviations and dates."""

from __future__ import annotations

import re
from itertools import accumulate

import sentencex

from klartext.lint.lazy_regex import lazy_regex

_MONTHS = (
    "Jan|Januar|Jänner|Feb|Februar|Mär|März|Mrz|Apr|April|Mai|Jun|Juni|Jul|Juli|Aug|August|Sep|Sept|September|"
    "Okt|Oktober|Nov|November|Dez|Dezember"
)
_ABBREVIATIONS = (
    "Dipl|Dr|Prof|Hr|Fr|Hrn|Nr|Abs|Art|Bd|Kap|Abb|Tab|Str|St|vgl|bzw|ca|evtl|ggf|inkl|exkl|zzgl|max|min|mind|sog|Tel|"
    "gem|lt|Mag|Ing|Univ|geb|Inh|Mr|Mrs|Ms|approx|No|vs|z|d|u|i|o|v|s"
)
# An abbreviation that never ends a sentence when something follows: what stands behind it belongs to it.
_LEADING = lazy_regex(
    rf"(?:^|[\s(„\"»-])(?:{_ABBREVIATIONS}|e\.g|i\.e|z\.\s?B|d\.\s?h|u\.\s?a|i\.\s?d|o\.\s?ä)\.\s*$"
)
_SHORT = frozenset(f"{_ABBREVIATIONS}|B|h|a|d|ä|{_MONTHS}".split("|"))
"""Any other word before a full stop ends its sentence."""
_ORDINAL = lazy_regex(r"(?:^|\s)\d{1,2}\.\s*$")
_MONTH = lazy_regex(rf"(?:{_MONTHS})\b")
_SHORT_MONTH = lazy_regex(r"\d{1,2}\.\s?(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.\s*$")
_ARTICLE_ORDINAL = lazy_regex(
    r"(?:^|\s)(?:der|die|das|den|dem|des|am|im|zum|zur|vom|beim|ab|bis|und|ein|eine|einen|einem)\s+\d{1,2}\.\s*$",
    re.IGNORECASE,
)


def sentence_ranges(text: str, lang: str) -> list[tuple[int, int]]:
    """Return the ranges of a text's sentences, outer white space left out.

    Args:
        text: one paragraph, as the reader sees it.
        lang: an ISO 639-1 code.
    """
    if not text.strip():
        return []
    if not any(mark in text for mark in ".!?…。"):
        return [_trimmed(text, 0, len(text))]
    ranges: list[tuple[int, int]] = []
    start = 0
    for end in accumulate(map(len, sentencex.segment(lang, text))):
        if end < len(text) and _continues(text, start, end):
            continue
        ranges.append(_trimmed(text, start, end))
        start = end
    if start < len(text):
        ranges.append(_trimmed(text, start, len(text)))
    return [(start, end) for start, end in ranges if start < end]


def _continues(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence goes on behind ``end`` although sentencex cut there."""
    tail, following = text[max(start, end - _TAIL) : end].rstrip(), text[end : end + 1]
    if not tail.endswith("."):
        return False
    if following in {"-", ",", ";"} or following.islower():
        return True
    word = tail[:-1].rpartition(" ")[2]
    if word.isalpha() and word not in _SHORT:
        return False
    if _LEADING.search(tail):
        return True
    if _ORDINAL.search(tail):
        return bool(_MONTH.match(text, end)) or bool(_ARTICLE_ORDINAL.search(tail))
    return following.isdigit() and bool(_SHORT_MONTH.search(tail))


_TAIL = 40
"""How many characters of a sentence's end are looked at."""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
