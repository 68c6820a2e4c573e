"""A Markdown post as the linter sees it: header, prose, links, pictures, all with source spans, parsed on demand."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Place
from klartext.lint.front_matter import Field, FrontMatter, parse_front_matter
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.markdown import (
    Body,
    Comment,
    Image,
    Link,
    LinkKind,
    Shortcode,
    ShortcodeScanner,
    parse_body,
)
from klartext.lint.prose import Block, BlockKind, Prose, Sentence, Word, count_words
from klartext.lint.source import LineIndex, Span
from klartext.lint.tokens import Tokens, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "Block",
    "BlockKind",
    "Body",
    "Comment",
    "Document",
    "Field",
    "FrontMatter",
    "Image",
    "Link",
    "LinkKind",
    "Prose",
    "Sentence",
    "Shortcode",
    "ShortcodeScanner",
    "Word",
]

_DATE = lazy_regex(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
    r"\s*(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$"
)
_STATUSES = frozenset({"published", "draft", "hidden", "skip"})


@dataclass(frozen=True)
class Document:
    """One source file.

    Parsing is lazy: a document that only lends its date to another post's finding is never parsed.
    """

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

    # The header: cheap, no Markdown parsing

    @cached_property
    def front_matter(self) -> FrontMatter:
        """The header."""
        return parse_front_matter(self.text)

    @cached_property
    def header(self) -> Mapping[str, str]:
        """The header's values by their keys in lower case, without their places: all that other posts ask for."""
        return {field.key: field.value for field in self.front_matter.fields}

    def recall(self, header: Mapping[str, str]) -> None:
        """Take over the ``header`` as an earlier run has read it from the same text."""
        vars(self).setdefault("header", header)

    @property
    def title(self) -> str:
        """The title, empty where there is none."""
        return self.header.get("title", "")

    @cached_property
    def title_span(self) -> Span:
        """Where findings about the whole post point: the title, else the first character that is there."""
        found = self.front_matter.field("title")
        if found and found.value:
            return found.value_span
        start = 1 if self.text.startswith("\ufeff") else 0
        return Span(start, min(start + 1, len(self.text)))

    @cached_property
    def lang(self) -> str:
        """The post's language as a lower-case code without region: its ``Lang``, else the site's."""
        return (self.header.get("lang") or self.default_lang).strip().lower().replace("_", "-").split("-")[0]

    @cached_property
    def status(self) -> str:
        """``published``, ``draft``, ``hidden`` or ``skip``, as Pelican reads it."""
        written = self.header.get("status", "").strip().lower()
        return written if written in _STATUSES else "published"

    @cached_property
    def date(self) -> datetime | None:
        """The ``Date``, without time zone; None where there is none that can be read."""
        return parse_date(self.header.get("date", ""))

    @cached_property
    def slug(self) -> str:
        """The ``Slug``, else the file's name without endings."""
        return self.header.get("slug") or PurePosixPath(self.path).name.split(".")[0]

    @property
    def body_span(self) -> Span:
        """Everything behind the header."""
        return Span(self.front_matter.span.end, len(self.text))

    # The body: parsed once, when first asked for

    @cached_property
    def body(self) -> Body:
        """The parsed Markdown."""
        return parse_body(self.text, self.front_matter.span.end, self.lang, self.scanner)

    @contextmanager
    def parsed_for_now(self) -> Iterator[None]:
        """Forget afterwards what is parsed meanwhile, unless it had been parsed before: for a look at a whole site."""
        parsed = "body" in vars(self)
        yield
        if not parsed:
            self.forget()

    def forget(self) -> None:
        """Let go of what was parsed, which takes much more room than the text; it is parsed again when asked for."""
        for part in ("body", "tokens", "line_index", "front_matter"):
            vars(self).pop(part, None)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Headings, paragraphs, list items, table cells, in the order of the source."""
        return self.body.blocks

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of all blocks."""
        return tokenize(self.blocks)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links, those in HTML included."""
        return self.body.links

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures, those in HTML included."""
        return self.body.images

    @property
    def shortcodes(self) -> tuple[Shortcode, ...]:
        """The shortcodes that the scanner found."""
        return self.body.shortcodes

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The HTML comments."""
        return self.body.comments

    @property
    def code(self) -> tuple[Span, ...]:
        """Code blocks and code spans."""
        return self.body.code

    @property
    def tables(self) -> tuple[Span, ...]:
        """The tables."""
        return self.body.tables

    @property
    def lists(self) -> tuple[Span, ...]:
        """The lists, inner ones included."""
        return self.body.lists

    @cached_property
    def word_count(self) -> int:
        """The number of words of prose; code, addresses and pictures have none."""
        return count_words("\n".join(block.prose.text for block in self.blocks))


def parse_date(value: str) -> datetime | None:
    """Return the date of a header value such as ``2026-03-14 08:30``, without time zone, or None."""
    match = _DATE.match(value.strip())
    if match is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 — Pelican's own dates are local
    except ValueError:
        return None
