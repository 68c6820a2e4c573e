"""Places in a source text: spans of characters, and lines and columns as people count them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies inside this span; equal spans do."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """A place as editors show it: line and column count from 1, in characters."""

    line: int
    column: int


class LineIndex:
    r"""The starts of a text's lines, to turn offsets into positions; ``\n``, ``\r\n`` and ``\r`` end a line."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        starts = [0]
        if "\r" in text:
            length = len(text)
            for i, char in enumerate(text):
                if char == "\n" or (char == "\r" and not (i + 1 < length and text[i + 1] == "\n")):
                    starts.append(i + 1)
        else:
            at = text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
        self._starts = starts

    def position(self, offset: int) -> Position:
        """Return the position of a character offset; the offset just past the text is allowed."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, line: int) -> int:
        """Return the offset at which a line, counted from 1, begins.

        Raises:
            IndexError: the text has no such line.
        """
        if not 1 <= line <= len(self._starts):
            raise IndexError(line)
        return self._starts[line - 1]

    @property
    def lines(self) -> int:
        """The number of lines, one for an empty text."""
        return len(self._starts)
