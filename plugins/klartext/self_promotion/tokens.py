"""Words as the phrase lists compare them: case, ß, apostrophes and gender forms evened out, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klartext.lint.document import Sentence

# A hyphen parts words, so that "OpenShift-Experten" holds "Experten"; the gender mark of "Expert:innen" does not.
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[:*_·](?:innen|in|r|n|e)\b)?|[?!:%§°€$£/]")
_GENDER_MARK = re.compile(r"[:*_·]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text. ``starts`` and ``ends`` count in it, ``stops`` are the token counts at sentence ends."""

    forms: list[str]
    starts: list[int]
    ends: list[int]
    stops: list[int]


def tokenize(text: str, sentences: tuple[Sentence, ...]) -> Tokens:
    """Return the tokens of a block's prose; tokens outside every sentence belong to the one before."""
    places = [match.span() for match in _TOKEN.finditer(text)]
    starts = [start for start, _ in places]
    ends = [end for _, end in places]
    forms = [text[start:end] for start, end in places]
    stops = [bisect_left(starts, sentence.end) for sentence in sentences]
    if stops:
        stops[-1] = len(forms)
    return Tokens(forms, starts, ends, stops)


def normalize(form: str) -> str:
    """Return a word in lower case, with ``ss`` for ``ß``, a straight apostrophe and without its gender mark.

    ``Expert:innen``, ``Expert*innen`` and ``ExpertInnen`` all become ``expertinnen``.
    """
    word = form.lower()
    if word.isalpha() and "ß" not in word:
        return word
    word = word.replace("ß", "ss").replace("’", "'")
    return _GENDER_MARK.sub("", word) if len(word) > 1 else word


def without_feminine(word: str) -> str:
    """Return a normalized German word without the ending ``-innen``: ``expertinnen`` becomes ``expert``."""
    return word[:-5] if word.endswith("innen") and len(word) > 8 else word
