"""A post as the score reads it: its sentences, where it names the company, and the phrases found in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, compress, count
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.document import Block, BlockKind, Prose
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.repetition import own_span, own_title_span
from klartext.lint.tokens import tokenize
from klartext.self_promotion.lexicon import BRAND, lexicon
from klartext.self_promotion.links import LinkPlaces, SortedLinks, sorted_links
from klartext.self_promotion.names import collapse, company_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.document import Document
    from klartext.lint.source import Span
    from klartext.lint.tokens import Tokens
    from klartext.self_promotion.lexicon import Entry, Lexicon, Word
    from klartext.self_promotion.names import Collapsed
    from klartext.settings import Company

# Shorter words between quotation marks are names or irony.
_QUOTATION = lazy_regex(r"„[^„“”]{25,}[“”]|“[^“”]{25,}”|«[^«»]{25,}»|»[^«»]{25,}«|\"[^\"]{25,}\"")
_OPENING_MARKS = '„“«»"'

_NEGATION_REACH = 3
"""How many words before a phrase a "not" still negates it."""


class _Text:
    """The tokens that a post was read as, and the way from them to the source."""

    def __init__(self, tokens: Tokens, collapsed: Collapsed) -> None:
        self.tokens = tokens
        self.collapsed = collapsed
        self._quotation_marks: dict[int, list[int]] = {}

    def span(self, start: int, end: int) -> Span:
        """Return where some tokens stand in the source; most are never asked, so it is worked out here."""
        first, last = self.collapsed.first[start], self.collapsed.last[end - 1]
        prose = self.tokens.blocks[self.tokens.block_of(first)].prose
        return prose.span(self.tokens.place(first)[0], self.tokens.place(last)[1])

    def is_quoted(self, start: int) -> bool:
        """Tell whether a token stands between quotation marks."""
        first = self.collapsed.first[start]
        block = self.tokens.block_of(first)
        if block not in self._quotation_marks:
            self._quotation_marks[block] = _quotation_marks(self.tokens.blocks[block].prose.text)
        marks = self._quotation_marks[block]
        # An odd number of marks before it: one is open.
        return bool(marks) and bisect_right(marks, self.tokens.place(first)[0]) % 2 == 1


def _quotation_marks(text: str) -> list[int]:
    """Return where quotations begin and end, in turn."""
    if not any(mark in text for mark in _OPENING_MARKS):
        return []
    return [mark for match in _QUOTATION.finditer(text) for mark in match.span()]


class Passage(NamedTuple):
    """A phrase or a name in the source. ``share`` tells how far into the text it stands, from 0 to 1."""

    entry: Entry
    text: _Text
    start: int
    """Its first token."""
    end: int
    sentence: int
    block: int
    named: bool
    """Whether its sentence names the company or says "we" and gives no credit to others."""
    ours: bool
    """The same of its sentence or the one before or after."""
    zone: str
    """``title``, ``heading`` or ``text``."""
    share: float

    @property
    def quoted(self) -> bool:
        """Whether it stands between quotation marks: somebody else's words."""
        return self.text.is_quoted(self.start)

    @property
    def ends(self) -> tuple[str, str]:
        """Its first and its last word in lower case."""
        forms = self.text.collapsed.forms
        return forms[self.start].lower(), forms[self.end - 1].lower()

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.text.span(self.start, self.end)


class ReadSentence(NamedTuple):
    """A sentence of the author's own prose; title and headings count as sentences."""

    prose: Prose
    start: int
    """Where it stands in the prose."""
    end: int
    block: int
    stop: int
    """Where its tokens end."""
    words: int
    brands: tuple[Span, ...]
    we: bool
    credits: bool
    """Whether it links to others and does not name the company: praise in it is generosity."""
    zone: str
    speech: bool
    """Whether it names the company between quotation marks: somebody is made to speak of it."""

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.prose.span(self.start, self.end)


class Reading(NamedTuple):
    """What the score and the rules know of a post."""

    lang: str
    sentences: tuple[ReadSentence, ...]
    passages: tuple[Passage, ...]
    words: int
    """Words of the author's own prose, without title and headings' markup, quotations and code."""
    links: SortedLinks


def read(
    document: Document,
    company: Company,
    boilerplate: Sequence[str] = (),
    repeated: frozenset[str] = frozenset(),
) -> Reading:
    """Return the reading of a post.

    Quotations, code and passages in another language are left out, paragraphs that begin as ``boilerplate`` does,
    and what stands at the ends of other posts too (``repeated``).
    """
    own = own_span(document, repeated)
    links = sorted_links(document, company.domains, own)
    lists = lexicon(document.lang)
    tokens = _author_tokens(document, boilerplate, own, repeated)
    collapsed = collapse(tokens, company_names(company).find(tokens))
    text = _Text(tokens, collapsed)
    words = lists.look_up(collapsed.forms) if lists else []
    sentences = tuple(_sentences(text, words, LinkPlaces(links.others), titled=bool(document.title)))
    passages = tuple(_passages(text, words, sentences, lists)) if lists else ()
    total = sum(sentence.words for sentence in sentences)
    return Reading(document.lang, sentences, passages, total, links)


def plain_text(block: Block) -> str:
    """Return a block's words in lower case with single spaces, to compare paragraphs."""
    return " ".join(block.prose.text.lower().split())


def _author_tokens(
    document: Document, boilerplate: Sequence[str], own: Span, repeated: frozenset[str]
) -> Tokens:
    """Return the tokens of what is the author's own: the title, if there is one, and most blocks."""
    beginnings = tuple(" ".join(text.lower().split()) for text in boilerplate)
    numbers = [
        number
        for number, block in enumerate(document.blocks)
        if not (block.quoted or block.footnote or block.lang != document.lang)
        and own.start <= block.span.start < own.end
        and not (beginnings and plain_text(block).startswith(beginnings))
    ]
    body = document.tokens.of_blocks(numbers)
    return tokenize([_title_block(document, repeated)]) + body if document.title else body


def _title_block(document: Document, repeated: frozenset[str]) -> Block:
    span = own_title_span(document, repeated)
    text = document.text[span.start : span.end]
    return Block(BlockKind.HEADING, span, Prose(text, ((0, span.start, span.end),)), document.lang, level=0)


def _sentences(
    text: _Text, words: Sequence[Word], others: LinkPlaces, *, titled: bool
) -> Iterator[ReadSentence]:
    """Yield the sentences that hold tokens; ``words`` are empty where the language has no phrase lists."""
    tokens, stops = text.tokens, text.collapsed.stops
    forms = text.collapsed.forms
    marked = [at for at, word in enumerate(words) if word.marked]
    signs = [at for at in marked if not words[at].prose]
    we = {bisect_left(stops, at) for at in marked if words[at].we}
    brands: dict[int, list[Span]] = {}
    speech: set[int] = set()
    if forms is not tokens.forms:
        for at in compress(count(), map(BRAND.__eq__, forms)):
            naming = bisect_left(stops, at)
            brands.setdefault(naming, []).append(text.span(at, at + 1))
            if text.is_quoted(at):
                speech.add(naming)
    start = number = signs_before = 0
    for which, block in enumerate(tokens.blocks):
        prose, ranges = block.prose, block.sentence_ranges
        zone = "title" if titled and not which else "heading" if block.kind is BlockKind.HEADING else "text"
        is_empty = tokens.starts[which + 1] - tokens.starts[which] <= len(ranges)
        linked = others.touch(block.span)
        for first, last in ranges or [(0, 0)]:
            stop = stops[number]
            signs_by_now = bisect_left(signs, stop, signs_before)
            if not is_empty:
                named = tuple(brands.get(number, ()))
                credits_others = linked and not named and others.touch(prose.span(first, last))
                length = stop - start - (signs_by_now - signs_before)
                says_we, speaks = number in we, number in speech
                yield ReadSentence(
                    prose, first, last, which, stop, length, named, says_we, credits_others, zone, speaks
                )
            start, number = stop + 1, number + 1
            signs_before = signs_by_now + 1  # the end of the sentence is a sign itself


def _passages(
    text: _Text, words: Sequence[Word], sentences: Sequence[ReadSentence], lists: Lexicon
) -> Iterator[Passage]:
    starts = [0, *(sentence.stop + 1 for sentence in sentences)]
    titles = [(at, s.stop) for at, s in zip(starts, sentences, strict=False) if s.zone != "text"]
    # Whether a sentence names the company or says "we" and gives no credit to others; none stands before the first.
    naming = [False, *((s.we or bool(s.brands)) and not s.credits for s in sentences), False]
    before = [0, *accumulate(sentence.words for sentence in sentences)]
    total = before[-1] or 1
    at = 0
    for entry, start, end in lists.find(words, titles):
        while start >= sentences[at].stop:
            at += 1
        if entry.ours and not entry.help:
            preceding = words[max(starts[at], start - _NEGATION_REACH) : start]
            if any(word.negates for word in preceding):
                continue
        sentence, named = sentences[at], naming[at + 1]
        ours = named or (not sentence.credits and (naming[at] or naming[at + 2]))
        share = before[at] / total
        yield Passage(entry, text, start, end, at, sentence.block, named, ours, sentence.zone, share)
