"""A post as the score reads it: its sentences, where it names the company, and the phrases found in each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.document import Block, BlockKind, Prose
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.repetition import own_span, own_title_span
from klartext.self_promotion.lexicon import BRAND, lexicon
from klartext.self_promotion.links import LinkPlaces, SortedLinks, sorted_links
from klartext.self_promotion.names import collapse, company_names
from klartext.self_promotion.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.document import Document, Sentence
    from klartext.lint.source import Span
    from klartext.self_promotion.lexicon import Entry, Hit, Lexicon, Word
    from klartext.self_promotion.names import CompanyNames
    from klartext.self_promotion.tokens import Tokens
    from klartext.settings import Company

# Shorter words between quotation marks are names or irony.
_QUOTATION = lazy_regex(r"„[^„“”]{25,}[“”]|“[^“”]{25,}”|«[^«»]{25,}»|»[^«»]{25,}«|\"[^\"]{25,}\"")

_NEGATION_REACH = 3
"""How many words before a phrase a "not" still negates it."""


class Passage(NamedTuple):
    """A phrase or a name in the source. ``share`` tells how far into the text it stands, from 0 to 1."""

    entry: Entry
    text: _Text
    tokens: range
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
        return self.text.is_quoted(self.tokens)

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.text.span(self.tokens)


class ReadSentence(NamedTuple):
    """A sentence of the author's own prose; title and headings count as sentences."""

    sentence: Sentence
    words: int
    brands: tuple[Span, ...]
    we: bool
    credits: bool
    """Whether it links to others and does not name the company: praise in it is generosity."""
    zone: str

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.sentence.span


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
    lists = lexicon(document.lang)
    names = company_names(company)
    own = own_span(document, repeated)
    links = sorted_links(document, company.domains, own)
    others = LinkPlaces(links.others)
    parts: list[_Part] = []
    for number, (zone, block) in enumerate(_author_blocks(document, boilerplate, own, repeated)):
        parts.extend(_block_parts(block, _Frame(number, zone, others), lists, names))
    total = sum(part.sentence.words for part in parts)
    naming = [(bool(s.brands) or s.we) and not s.credits for s in (part.sentence for part in parts)]
    passages: list[Passage] = []
    before = 0
    for i, part in enumerate(parts):
        near = naming[i] or (
            not part.sentence.credits
            and ((i > 0 and naming[i - 1]) or (i + 1 < len(parts) and naming[i + 1]))
        )
        share = before / total if total else 0.0
        for entry, tokens in part.found:
            place = (part.text, tokens, i, part.block)
            passages.append(Passage(entry, *place, naming[i], near, part.sentence.zone, share))
        before += part.sentence.words
    return Reading(document.lang, tuple(part.sentence for part in parts), tuple(passages), total, links)


class _Frame(NamedTuple):
    """Where a block stands: its number and its zone, and the post's links to others."""

    number: int
    zone: str
    others: LinkPlaces


@dataclass(frozen=True)
class _Text:
    """A block's tokens, in which each name of the company counts as one; ``origin`` tells where each begins."""

    prose: Prose
    tokens: Tokens
    origin: Sequence[int]

    def span(self, found: range) -> Span:
        """Return where some tokens stand in the source; most are never asked, so it is worked out here."""
        last = self.origin[found.stop] if found.stop < len(self.origin) else len(self.tokens.forms)
        places = self.tokens.places
        return self.prose.span(places[self.origin[found.start]][0], places[last - 1][1])

    def is_quoted(self, found: range) -> bool:
        """Tell whether tokens begin between quotation marks."""
        at = self.tokens.places[self.origin[found.start]][0]
        # An odd number of marks before it: one is open.
        return bisect_right(self._quotation_marks, at) % 2 == 1

    @cached_property
    def _quotation_marks(self) -> list[int]:
        """Where quotations begin and end, in turn."""
        return [mark for match in _QUOTATION.finditer(self.prose.text) for mark in match.span()]


class _Part(NamedTuple):
    sentence: ReadSentence
    text: _Text
    block: int
    found: tuple[tuple[Entry, range], ...]


def plain_text(block: Block) -> str:
    """Return a block's words in lower case with single spaces, to compare paragraphs."""
    return " ".join(block.prose.text.lower().split())


def _author_blocks(
    document: Document, boilerplate: Sequence[str], own: Span, repeated: frozenset[str]
) -> Iterator[tuple[str, Block]]:
    beginnings = tuple(" ".join(text.lower().split()) for text in boilerplate)
    title = _title_block(document, repeated)
    if title is not None:
        yield "title", title
    for block in document.blocks:
        if block.quoted or block.footnote or block.lang != document.lang:
            continue
        if not own.start <= block.span.start < own.end:
            continue
        if not beginnings or not plain_text(block).startswith(beginnings):
            yield ("heading" if block.kind is BlockKind.HEADING else "text"), block


def _title_block(document: Document, repeated: frozenset[str]) -> Block | None:
    if not document.title:
        return None
    span = own_title_span(document, repeated)
    text = document.text[span.start : span.end]
    return Block(BlockKind.HEADING, span, Prose(text, ((0, span.start, span.end),)), document.lang, level=0)


def _block_parts(block: Block, frame: _Frame, lists: Lexicon | None, names: CompanyNames) -> Iterator[_Part]:
    sentences = block.sentences
    tokens = tokenize(block.prose.text, sentences)
    if not tokens.forms or not sentences:
        return
    found = names.find(tokens)
    forms, origin, stops = collapse(tokens, found)
    words = lists.look_up(forms) if lists else []
    hits = lists.find(words, stops, in_title=frame.zone != "text") if lists else []
    text = _Text(block.prose, tokens, origin)
    linked = frame.others.touch(block.span)
    at = 0
    start = 0
    for sentence, stop in zip(sentences, stops, strict=True):
        own: list[Hit] = []
        while at < len(hits) and hits[at].start < stop:
            own.append(hits[at])
            at += 1
        row = words[start:stop]
        brands = (
            tuple(text.span(range(i, i + 1)) for i in range(start, stop) if forms[i] == BRAND)
            if found
            else ()
        )
        yield _Part(
            ReadSentence(
                sentence,
                sum([word.prose for word in row]) if lists else stop - start,
                brands,
                True in [word.we for word in row],
                linked and not brands and frame.others.touch(sentence.span),
                frame.zone,
            ),
            text,
            frame.number,
            tuple((hit.entry, range(hit.start, hit.end)) for hit in own if not _negated(hit, words, start)),
        )
        start = stop


def _negated(hit: Hit, words: Sequence[Word], start: int) -> bool:
    if hit.entry.help or not hit.entry.ours:
        return False
    return any(word.negates for word in words[max(start, hit.start - _NEGATION_REACH) : hit.start])
