"""A Markdown post as the linter sees it: front matter, blocks, sentences, links, pictures, all with source spans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Place
from klartext.lint.source import LineIndex, Span

if TYPE_CHECKING:
    from datetime import datetime


class BlockKind(StrEnum):
    """What a stretch of prose is part of."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HTML = "html"


class LinkKind(StrEnum):
    """How a link is written."""

    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Field:
    """One front-matter line. ``key`` is lower case; ``value`` has its outer white space and quotes removed."""

    key: str
    value: str
    key_span: Span
    value_span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The header of a post: Pelican's ``Key: value`` lines, bare or between ``---`` lines."""

    fields: tuple[Field, ...]
    span: Span

    def get(self, key: str, default: str = "") -> str:
        """Return the last value of a key, which is asked for in lower case."""
        found = self.field(key)
        return found.value if found else default

    def field(self, key: str) -> Field | None:
        """Return the last field of a key, or None."""
        for candidate in reversed(self.fields):
            if candidate.key == key:
                return candidate
        return None


@dataclass(frozen=True, slots=True)
class Prose:
    """Text as the reader sees it, with the way back to the source.

    ``pieces`` are ``(at in text, start in source, end in source)``, ascending; a piece whose lengths differ (an
    entity, a soft hyphen, a line break) maps as a whole.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Return the source span of ``text[start:end]``, markup between its words included."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the prose, as written; ``start`` and ``end`` count in its block's prose text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its text as the reader sees it, its place in the block's prose and in the source."""

    text: str
    start: int
    end: int
    span: Span


@dataclass(frozen=True)
class Block:
    """A stretch of prose: a heading, a paragraph, a list item's own text, a table cell.

    ``quoted`` tells that it stands in a block quote, ``footnote`` in a footnote. ``level`` is the heading's.
    """

    kind: BlockKind
    span: Span
    prose: Prose
    lang: str
    level: int = 0
    quoted: bool = False
    footnote: bool = False
    depth: int = 0
    """How deep in lists."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the block; a hyphenated compound or a gender form (``Expert:innen``) is one word."""
        raise NotImplementedError

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the block; a heading is one sentence."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Link:
    """A link. ``destination`` is as written, reference resolved; ``text`` is as the reader sees it."""

    kind: LinkKind
    span: Span
    destination: str
    destination_span: Span
    text: str
    text_span: Span
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, from Markdown or ``<img>``. ``alt`` is None only where an ``<img>`` has no such attribute."""

    span: Span
    src: str
    src_span: Span
    alt: str | None
    alt_span: Span
    title: str = ""
    html: bool = False


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A shortcode such as ``[bctt tweet="…"]``, as a scanner of some plugin found it.

    ``attributes`` are lower-case names and decoded values; ``problem`` is a message key where it cannot be read
    (it then stays visible as written).
    """

    name: str
    form: str
    span: Span
    attributes: Mapping[str, str]
    attribute_spans: Mapping[str, Span]
    text: str
    """The quote as the reader sees it; empty where the post's title is meant."""
    text_span: Span
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment; ``text`` is what stands between its marks, stripped."""

    span: Span
    text: str


ShortcodeScanner = Callable[[str, Sequence[Span]], Sequence[Shortcode]]
"""``(text, protected spans: code, HTML tags, comments) → shortcodes`` in order, none overlapping."""


@dataclass(frozen=True)
class Document:
    """One source file. Parsing is lazy: a document that only lends its date to another post's finding is not parsed."""

    path: str
    """Relative to the site's root where possible, with forward slashes."""
    text: str
    """The file decoded as UTF-8 without newline translation; a byte-order mark stays and counts."""
    default_lang: str = "de"
    scanner: ShortcodeScanner | None = field(default=None, repr=False, compare=False)
    is_page: bool = False

    @cached_property
    def line_index(self) -> LineIndex:
        """The starts of the lines."""
        return LineIndex(self.text)

    def place(self, span: Span) -> Place:
        """Return a span with its lines and columns."""
        first, last = self.line_index.position(span.start), self.line_index.position(span.end)
        return Place(self.path, span.start, span.end, first.line, first.column, last.line, last.column)

    # Front matter (cheap, no Markdown parsing)
    front_matter: FrontMatter = field(init=False)
    title: str = field(init=False)
    title_span: Span = field(init=False)
    """The title's value; the first character where there is no title."""
    lang: str = field(init=False)
    status: str = field(init=False)
    """``published``, ``draft``, ``hidden`` or ``skip``; ``draft`` also for files under a ``drafts`` folder."""
    date: datetime | None = field(init=False)
    slug: str = field(init=False)
    body_span: Span = field(init=False)

    # Parsed on demand
    blocks: tuple[Block, ...] = field(init=False)
    links: tuple[Link, ...] = field(init=False)
    images: tuple[Image, ...] = field(init=False)
    shortcodes: tuple[Shortcode, ...] = field(init=False)
    comments: tuple[Comment, ...] = field(init=False)
    code: tuple[Span, ...] = field(init=False)
    tables: tuple[Span, ...] = field(init=False)
    lists: tuple[Span, ...] = field(init=False)
    word_count: int = field(init=False)
