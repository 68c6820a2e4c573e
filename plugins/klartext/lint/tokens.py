"""The words and signs of prose, found once in a post and read by all that compare or count them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.prose import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from klartext.lint.prose import Block

SENTENCE_END = BLANK
"""The token behind the last word of each sentence."""

# A hyphen parts words, so that "OpenShift-Experten" holds "Experten"; the gender mark of "Expert:innen" does not.
# Most words are followed by none of the signs that may belong to them and are settled by the first alternative.
_TOKEN = lazy_regex(
    r"[^\W_]++(?![_'’:*·])|[?!:%§°€$£/]|[^\W_]+(?:['’][^\W_]+)*(?:[:*_·](?:innen|in|r|n|e)\b)?"
)


class Tokens:
    """The tokens of some blocks, sentence by sentence and in one list; see ``tokenize``."""

    def __init__(self, blocks: Sequence[Block], sentences: Sequence[list[str]]) -> None:
        """``sentences`` are the tokens of each as written, closed by ``SENTENCE_END``; a block has at least one."""
        self.blocks = blocks
        self.sentences = sentences
        self._places: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def forms(self) -> list[str]:
        """The tokens as written."""
        return list(chain.from_iterable(self.sentences))

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The tokens, each once."""
        return frozenset(self.forms)

    @cached_property
    def stops(self) -> list[int]:
        """For each sentence the place of its ``SENTENCE_END``."""
        return [end - 1 for end in accumulate(map(len, self.sentences))]

    @cached_property
    def firsts(self) -> list[int]:
        """For each block the number of its first sentence, and the number of all sentences."""
        return [0, *accumulate(max(1, len(block.sentence_ranges)) for block in self.blocks)]

    @cached_property
    def starts(self) -> list[int]:
        """For each block the place of its first token, and the number of all tokens."""
        return [0, *(self.stops[number - 1] + 1 for number in self.firsts[1:])]

    def of_blocks(self, numbers: Sequence[int]) -> Tokens:
        """Return the tokens of some of the blocks, named by their places."""
        if len(numbers) == len(self.blocks):
            return self
        sentences: list[list[str]] = []
        for number in numbers:
            sentences += self.sentences[self.firsts[number] : self.firsts[number + 1]]
        return Tokens([self.blocks[number] for number in numbers], sentences)

    def __add__(self, other: Tokens) -> Tokens:
        both = Tokens([*self.blocks, *other.blocks], [*self.sentences, *other.sentences])
        both.distinct = self.distinct | other.distinct
        return both

    def block_of(self, at: int) -> int:
        """Return the number of the block that holds a token."""
        return bisect_right(self.starts, at) - 1

    def place(self, at: int) -> tuple[int, int]:
        """Return the range of a token in the prose of its block; that of a ``SENTENCE_END`` is empty."""
        sentence = bisect_left(self.stops, at)
        if sentence not in self._places:
            number = bisect_right(self.firsts, sentence) - 1
            block, which = self.blocks[number], sentence - self.firsts[number]
            cuts = [0, *_cuts(block), len(block.prose.text)]
            end = cuts[which + 1]
            places = [match.span() for match in _TOKEN.finditer(block.prose.text, cuts[which], end)]
            self._places[sentence] = [*places, (end, end)]
        return self._places[sentence][at - self.stops[sentence] - 1]


def tokenize(blocks: Sequence[Block]) -> Tokens:
    """Return the tokens of some blocks' prose; tokens outside every sentence belong to the one before."""
    sentences: list[list[str]] = []
    for block in blocks:
        text, start = block.prose.text, 0
        for end in _cuts(block):
            sentences.append([*_TOKEN.findall(text, start, end), SENTENCE_END])
            start = end
        sentences.append([*_TOKEN.findall(text, start), SENTENCE_END])
    return Tokens(blocks, sentences)


def _cuts(block: Block) -> list[int]:
    """Return where a block's prose is cut: where its sentences end, but for the last."""
    return [end for _, end in block.sentence_ranges[:-1]]


class Sieve:
    """Picks the tokens that pass a test: each is tested once, however many posts hold it."""

    def __init__(self, test: Callable[[str], object]) -> None:
        self._test = test
        self._tested: set[str] = set()
        self._passed: set[str] = set()

    def pick(self, tokens: AbstractSet[str]) -> AbstractSet[str]:
        """Return those of some tokens that pass."""
        if len(self._tested) > _TESTED_LIMIT:
            self._tested.clear()
        new = tokens - self._tested
        self._tested |= new
        self._passed.update(filter(self._test, new))
        return self._passed & tokens


_TESTED_LIMIT = 200_000
"""So many words are remembered, so that an editor that runs for days does not grow."""
