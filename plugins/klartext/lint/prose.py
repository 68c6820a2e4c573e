"""Text as the reader sees it, block by block, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import filterfalse
from typing import NamedTuple

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.sentences import sentence_ranges
from klartext.lint.source import Span

OBJECT = "\ufffc"
"""Stands in prose for what is no prose: code, a picture, a bare address, a shortcode."""

# A word: numbers with separators; else letters and digits, with inner hyphens and apostrophes
# ("Know-how", "geht's") and the German gender forms ("Expert:innen", "Kolleg*innen", "jede:r").
_WORD = lazy_regex(
    r"\d+(?:[.,]\d+)+(?![^\W\d_])|[^\W_]+(?:(?:[-‐‑'’]|[:*_·](?=innen\b|in\b|r\b|n\b|e\b))[^\W_]+)*"
)
MASK = "\ue000"
"""Fills the place of a shortcode before Markdown is parsed; one run of it becomes one ``OBJECT``."""

BLANK = "\ue001"
"""Fills the place of what no reader sees, such as an attribute list."""

_WIDE_SPACES = "\t\r\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""White space that is no plain space and no line break; sentencex fails at some of it."""
_SPACES = str.maketrans(dict.fromkeys(f"{_WIDE_SPACES}\n", " "))
# Bare addresses and masks become one object each; invisible characters and blanks go.
_SPECIAL = lazy_regex(
    r"(?P<object>(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\ue000+)"
    "|[\u00ad\u200b\u2060\ufeff\ue001]+"
)

_NOT_PLAIN = ("@", "www.", *_WIDE_SPACES, *"\u00ad\u200b\u2060\ufeff", MASK, BLANK)


class BlockKind(StrEnum):
    """What a stretch of prose is part of."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HTML = "html"


class Prose(NamedTuple):
    """Text as the reader sees it, with the way back to the source.

    ``pieces`` are ``(at in text, start in source, end in source)``, ascending; a piece whose lengths differ (an
    entity, a code span) maps as a whole. White space is plain spaces; soft hyphens are left out.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Return the source span of ``text[start:end]``, the markup between its words included."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}:{end} is not inside a text of {len(self.text)} characters")
        return Span(self._range_of(start)[0], self._range_of(end - 1)[1])

    def _range_of(self, at: int) -> tuple[int, int]:
        """Return the source range of one character."""
        i = bisect_right(self.pieces, (at, _LAST, _LAST)) - 1
        begin, first, last = self.pieces[i]
        length = (self.pieces[i + 1][0] if i + 1 < len(self.pieces) else len(self.text)) - begin
        if length != last - first:
            return first, last
        return first + at - begin, first + at - begin + 1


_LAST = 1 << 62


class Word(NamedTuple):
    """A word of the prose, as written; ``start`` and ``end`` count in its block's prose text."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence: its place in the prose of its block."""

    prose: Prose
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence as the reader sees it."""
        return self.prose.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return self.prose.span(self.start, self.end)


@dataclass(eq=False)
class Block:
    """A stretch of prose: a heading, a paragraph, a list item's own text, a table cell.

    ``quoted`` tells that it stands in a block quote, ``footnote`` in a footnote; ``level`` is the heading's,
    ``depth`` how deep in lists.
    """

    kind: BlockKind
    span: Span
    prose: Prose
    lang: str
    level: int = 0
    quoted: bool = False
    footnote: bool = False
    depth: int = 0

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the block; a hyphenated compound or a gender form (``Expert:innen``) is one word."""
        return tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(self.prose.text))

    @cached_property
    def word_count(self) -> int:
        """The number of words."""
        return count_words(self.prose.text)

    @cached_property
    def sentence_ranges(self) -> list[tuple[int, int]]:
        """Where the sentences stand in the prose; a heading is one sentence."""
        text = self.prose.text
        if self.kind is not BlockKind.HEADING:
            return sentence_ranges(text, self.lang)
        stripped = text.strip()
        start = text.find(stripped)
        return [(start, start + len(stripped))] if stripped else []

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the block."""
        return [Sentence(self.prose, start, end) for start, end in self.sentence_ranges]


def count_words(text: str) -> int:
    """Return the number of words, as ``Block.words`` are; lines share none."""
    parts = text.split()
    # Most parts are a word, letters alone; in the others it is looked for.
    others = list(filterfalse(str.isalpha, parts))
    return len(parts) - len(others) + len(_WORD.findall(" ".join(others)))


def is_plain(text: str) -> bool:
    """Tell whether readers see a text as it is, but for line breaks and addresses with a scheme."""
    return not any(sign in text for sign in _NOT_PLAIN)


class ProseBuilder:
    """Collects the pieces of one block.

    Args:
        plain: whether the whole source is known to be ``is_plain``, so that most of its pieces need no second look.
    """

    def __init__(self, *, plain: bool = False) -> None:
        self._plain = plain
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int, int]] = []
        self._at = 0

    def add_source(self, text: str, start: int) -> None:
        """Add source text that the reader sees as it is, bare addresses and invisible characters left out."""
        if "://" not in text and (
            "\n" not in text if self._plain else text.isprintable() and "@" not in text and "www." not in text
        ):
            self._append(text, start, start + len(text))
            return
        at = 0
        for match in _SPECIAL.finditer(text):
            first, last = match.span()
            self._append(text[at:first].translate(_SPACES), start + at, start + first)
            if match["object"]:
                self.add_object(start + first, start + last)
            at = last
        self._append(text[at:].translate(_SPACES), start + at, start + len(text))

    def add_space(self, start: int, end: int) -> None:
        """Add what shows as a space, such as the end of a line."""
        self._append(" ", start, end)

    def add_text(self, text: str, start: int, end: int) -> None:
        """Add text that differs from its source, such as a decoded entity."""
        if _SPECIAL.fullmatch(text) is None:
            self._append(text.translate(_SPACES), start, end)

    def add_object(self, start: int, end: int) -> None:
        """Add the stand-in for something that is no prose."""
        self._append(OBJECT, start, end)

    def _append(self, text: str, start: int, end: int) -> None:
        if text:
            self._parts.append(text)
            self._pieces.append((self._at, start, end))
            self._at += len(text)

    def build(self) -> Prose | None:
        """Return the prose, or None where a reader sees no text."""
        text = "".join(self._parts)
        words = text.replace(OBJECT, "") if OBJECT in text else text
        if not words or words.isspace():
            return None
        return Prose(text, tuple(self._pieces))
