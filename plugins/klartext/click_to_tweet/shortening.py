"""Where a text that is too long for a network may be cut: after a word, never inside an address or a grapheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.click_to_tweet.weighted_length import grapheme_ends

if TYPE_CHECKING:
    from collections.abc import Callable

ELLIPSIS = "…"

_DANGLING = " \t\n\r\u00a0\u202f,;:–—-("


def shorten(text: str, fits: Callable[[str], bool]) -> str:
    """Return the longest beginning of ``text`` that fits, at a word, with an ellipsis.

    Args:
        text: the whole text.
        fits: tells whether a candidate, its ellipsis included, is short enough.

    Returns: the ellipsis alone where not even one grapheme fits.
    """
    from klartext.click_to_tweet.web_addresses import find_addresses  # noqa: PLC0415 — loads slowly, rarely needed

    addresses = list(find_addresses(text))
    graphemes = [
        end for end in grapheme_ends(text) if not any(start < end < stop for start, stop in addresses)
    ]
    words = [end for end in graphemes if _word_ends(text, end)]
    return _longest(text, words, fits) or _longest(text, graphemes, fits) or ELLIPSIS


def _word_ends(text: str, end: int) -> bool:
    from klartext.click_to_tweet.unicode_patterns import UNSPACED  # noqa: PLC0415 — as above

    after = text[end : end + 1]
    if not after or text[end - 1].isspace():
        return False
    return after.isspace() or bool(UNSPACED.match(text, end)) or bool(UNSPACED.match(text, end - 1))


def _longest(text: str, ends: list[int], fits: Callable[[str], bool]) -> str:
    low, high, best = 0, len(ends) - 1, ""
    while low <= high:
        middle = (low + high) // 2
        beginning = text[: ends[middle]].rstrip(_DANGLING)
        candidate = beginning + ELLIPSIS
        if fits(candidate):
            if beginning:
                best = candidate
            low = middle + 1
        else:
            high = middle - 1
    return best
