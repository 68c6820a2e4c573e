"""Words as the phrase lists compare them: case, ß, apostrophes and gender forms evened out, with their places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from klartext.lint.document import Sentence

# A hyphen parts words, so that "OpenShift-Experten" holds "Experten"; the gender mark of "Expert:innen" does not.
_TOKEN = lazy_regex(r"[^\W_]+(?:['’][^\W_]+)*(?:[:*_·](?:innen|in|r|n|e)\b)?|[?!:%§°€$£/]")
_GENDER_MARK = lazy_regex(r"[:*_·]")


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, sentence by sentence; ``stops`` are the token counts at the ends of the sentences."""

    text: str
    ends: tuple[int, ...]
    """Where the sentences end in the text."""
    forms: list[str]
    stops: list[int]

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """The ranges of the tokens in the text."""
        pieces = pairwise((0, *self.ends))
        return [match.span() for start, end in pieces for match in _TOKEN.finditer(self.text, start, end)]


def tokenize(text: str, sentences: tuple[Sentence, ...]) -> Tokens:
    """Return the tokens of a block's prose; tokens outside every sentence belong to the one before."""
    ends = (*(sentence.end for sentence in sentences[:-1]), len(text))
    forms: list[str] = []
    stops: list[int] = []
    start = 0
    for end in ends:
        forms += _TOKEN.findall(text, start, end)
        stops.append(len(forms))
        start = end
    return Tokens(text, ends, forms, stops)


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
