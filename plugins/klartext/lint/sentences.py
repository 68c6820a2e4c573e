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
# An abbreviation that never ends a sentence when something follows: what stands behind it belongs to it.
_LEADING = lazy_regex(
    r"(?:^|[\s(„\"»-])(?:Dipl|Dr|Prof|Hr|Fr|Hrn|Nr|Abs|Art|Bd|Kap|Abb|Tab|Str|St|vgl|bzw|ca|evtl|ggf|inkl|exkl|zzgl"
    r"|max|min|mind|sog|Tel|gem|lt|Mag|Ing|Univ|geb|Inh|Mr|Mrs|Ms|e\.g|i\.e|approx|No|vs"
    r"|z\.\s?B|d\.\s?h|u\.\s?a|i\.\s?d|o\.\s?ä|z|d|u|i|o|v|s)\.\s*$"
)
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
        ranges.append((start, end))
        start = end
    if start < len(text):
        ranges.append((start, len(text)))
    return [_trimmed(text, a, b) for a, b in ranges if text[a:b].strip()]


def _continues(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence goes on behind ``end`` although sentencex cut there."""
    head, following = text[start:end], text[end : end + 1]
    if not head.rstrip().endswith("."):
        return False
    if following in {"-", ",", ";"} or following.islower():
        return True
    tail = head[-40:]
    if _LEADING.search(tail):
        return True
    if _ORDINAL.search(tail):
        return bool(_MONTH.match(text, end)) or bool(_ARTICLE_ORDINAL.search(tail))
    return following.isdigit() and bool(_SHORT_MONTH.search(tail))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
