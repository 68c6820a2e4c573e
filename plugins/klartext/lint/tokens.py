"""The words and signs of prose, found once in a post and read by all that compare or count them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, compress, count, pairwise
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.prose import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.prose import Block

SENTENCE_END = BLANK
"""The token behind the last word of each sentence."""

# A hyphen parts words, so that "OpenShift-Experten" holds "Experten"; the gender mark of "Expert:innen" does not.
_TOKEN = lazy_regex(rf"[^\W_]+(?:['’][^\W_]+)*(?:[:*_·](?:innen|in|r|n|e)\b)?|[?!:%§°€$£/{SENTENCE_END}]")


class Tokens:
    """The tokens of some blocks in one list, each sentence closed by ``SENTENCE_END``; see ``tokenize``."""

    def __init__(self, blocks: Sequence[Block], forms: list[str]) -> None:
        """``forms`` are the tokens as written."""
        self.blocks = blocks
        self.forms = forms
        self._places: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def stops(self) -> list[int]:
        """For each sentence the place of its ``SENTENCE_END``."""
        return sentence_ends(self.forms)

    @property
    def _sentences(self) -> list[int]:
        """For each block the number of its first sentence, and the number of all sentences."""
        return [0, *accumulate(max(1, len(block.sentence_ranges)) for block in self.blocks)]

    @property
    def rows(self) -> Iterator[list[list[str]]]:
        """For each block the tokens of each of its sentences."""
        starts = [0, *(stop + 1 for stop in self.stops)]
        for first, after in pairwise(self._sentences):
            yield [self.forms[start : end - 1] for start, end in pairwise(starts[first : after + 1])]

    @cached_property
    def starts(self) -> list[int]:
        """For each block the place of its first token, and the number of all tokens."""
        return [0, *(self.stops[number - 1] + 1 for number in self._sentences[1:])]

    def of_blocks(self, numbers: Sequence[int]) -> Tokens:
        """Return the tokens of some of the blocks, named by their places."""
        if len(numbers) == len(self.blocks):
            return self
        forms: list[str] = []
        for number in numbers:
            forms += self.forms[self.starts[number] : self.starts[number + 1]]
        return Tokens([self.blocks[number] for number in numbers], forms)

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens([*self.blocks, *other.blocks], [*self.forms, *other.forms])

    def block_of(self, at: int) -> int:
        """Return the number of the block that holds a token."""
        return bisect_right(self.starts, at) - 1

    def place(self, at: int) -> tuple[int, int]:
        """Return the range of a token in the prose of its block; that of a ``SENTENCE_END`` is empty."""
        sentence = bisect_left(self.stops, at)
        if sentence not in self._places:
            number = self.block_of(at)
            which = sentence - bisect_left(self.stops, self.starts[number])
            text, start, end = _pieces(self.blocks[number])[which]
            places = [match.span() for match in _TOKEN.finditer(text, start, end)]
            self._places[sentence] = [*places, (end, end)]
        return self._places[sentence][at - self.stops[sentence] - 1]


def tokenize(blocks: Sequence[Block]) -> Tokens:
    """Return the tokens of some blocks' prose; tokens outside every sentence belong to the one before."""
    pieces = [text[start:end] for block in blocks for text, start, end in _pieces(block)]
    pieces.append("")
    return Tokens(blocks, _TOKEN.findall(SENTENCE_END.join(pieces)))


def sentence_ends(forms: Sequence[str]) -> list[int]:
    """Return the places of ``SENTENCE_END``."""
    return list(compress(count(), map(SENTENCE_END.__eq__, forms)))


def _pieces(block: Block) -> list[tuple[str, int, int]]:
    """Return a block's prose, cut where sentences end."""
    text = block.prose.text.replace(SENTENCE_END, " ")
    ends = [0, *(end for _, end in block.sentence_ranges[:-1]), len(text)]
    return [(text, start, end) for start, end in pairwise(ends)]
