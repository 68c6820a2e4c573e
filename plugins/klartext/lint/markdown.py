"""The Markdown body of a post, read with pyromark and made to agree with what Python-Markdown renders."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

import pyromark

from klartext.lint.html_tokens import Token, TokenKind, tokens
from klartext.lint.language import quoted_language
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.prose import BLANK, MASK, Block, BlockKind, ProseBuilder, is_plain
from klartext.lint.source import Span

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
# Python-Markdown reads these otherwise than CommonMark (extension "extra"): abbreviations and attribute lists
# are not shown, a link's address may hold spaces, a reference may be defined right below a paragraph.
_ABBREVIATION = lazy_regex(r"^[ ]{0,3}\*\[[^\]\n]+\]:[^\n\r]*", re.MULTILINE)
_ATTRIBUTE_LIST = lazy_regex(
    r"\{:? {0,9}(?:[#.][\w-]{1,99}|[\w-]{1,99}=[^{}\s]{1,999})(?: [^{}\n\r]{0,999})?\}"
)
_SPACED_ADDRESS = lazy_regex(r"\]\(((?:[^()<>\n\"']|\([^()<>\n\"']*\))+)(?=(?:[\"'][^\n\"']*[\"']\s*)?\))")
_TEMPLATE_ADDRESS = lazy_regex(r"\]\((\{\{[^{}\n]*\}\}[^()\s]*)\)")
_TABBED_FENCE = lazy_regex(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*\t[ \t]*$", re.MULTILINE)
_DEFINITION_BELOW_TEXT = lazy_regex(
    r"(?<=\S\n) {0,3}\[(?!\^)[^\[\]\n]{1,999}\]: *\S+ *(?:\"[^\"\n]*\" *|'[^'\n]*' *|\([^()\n]*\) *)?\r?$",
    re.MULTILINE,
)

_HIDDEN_ELEMENTS = frozenset({"script", "style", "template", "head", "title", "textarea", "select", "option"})
_CODE_ELEMENTS = frozenset({"code", "pre", "kbd", "samp", "tt", "var"})
_INLINE_ELEMENTS = frozenset(
    "a abbr b bdi bdo cite data del dfn em font i img ins mark q s small span strong sub sup time u wbr".split()
)
_RAW_TEXT = frozenset({"script", "style", "textarea"})
_PASSED_OVER = frozenset({"Emphasis", "Strong", "TableRow", "TableHead"})
"""Tags of Markdown whose text stands in what is around them."""


class LinkKind(StrEnum):
    """How a link is written."""

    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    HTML = "html"


class Link(NamedTuple):
    """A link. ``destination`` is as written, a reference resolved; ``text`` is as the reader sees it."""

    kind: LinkKind
    span: Span
    destination: str
    destination_span: Span
    text: str
    text_span: Span
    quoted: bool = False


class Image(NamedTuple):
    """A picture, from Markdown or ``<img>``. ``alt`` is None only where an ``<img>`` has no such attribute."""

    span: Span
    src: str
    src_span: Span
    alt: str | None
    alt_span: Span
    title: str = ""
    html: bool = False


class Shortcode(NamedTuple):
    """A shortcode such as ``[bctt tweet="…"]``, as a scanner of some plugin found it.

    ``attributes`` are lower-case names and decoded values; ``problem`` is a message key where it cannot be read
    (it then stays visible as written). ``text`` is the quote as the reader sees it, empty where the post's
    title is meant.
    """

    name: str
    form: str
    span: Span
    attributes: Mapping[str, str]
    attribute_spans: Mapping[str, Span]
    text: str
    text_span: Span
    problem: str = ""


class Comment(NamedTuple):
    """An HTML comment; ``text`` is what stands between its marks, stripped."""

    span: Span
    text: str


ShortcodeScanner = Callable[[str, Sequence[Span]], Sequence[Shortcode]]
"""``(text, protected spans: code, HTML tags, comments) → shortcodes`` in order, none overlapping."""


@dataclass(frozen=True)
class Body:
    """All that stands in the body of a post, each in the order of the source."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    shortcodes: tuple[Shortcode, ...] = ()
    comments: tuple[Comment, ...] = ()
    code: tuple[Span, ...] = ()
    """Code blocks and code spans, their fences and ticks included."""
    html: tuple[Token, ...] = ()
    tables: tuple[Span, ...] = ()
    lists: tuple[Span, ...] = ()
    quotes: tuple[Span, ...] = ()


def parse_body(text: str, start: int, lang: str, scanner: ShortcodeScanner | None = None) -> Body:
    """Return what stands in ``text[start:]``; all spans count in ``text``."""
    shortcodes: Sequence[Shortcode] = ()
    masked = text
    if scanner is not None and scanner(text[start:], ()):
        protected = [span for span in protected_spans(text, start) if span.end > start]
        shortcodes = [s for s in scanner(text, protected) if s.span.start >= start]
        masked = _masked(text, [s.span for s in shortcodes if not s.problem])
    reader = _Reader(masked, start, lang)
    reader.read()
    return Body(
        tuple(reader.blocks),
        tuple(reader.links),
        tuple(reader.images),
        tuple(shortcodes),
        tuple(reader.comments),
        tuple(reader.code),
        tuple(reader.html),
        tuple(reader.tables),
        tuple(reader.lists),
        tuple(reader.quotes),
    )


def protected_spans(text: str, start: int = 0) -> list[Span]:
    """Return the spans of code, HTML tags and comments in ``text[start:]``, in order; nothing is found in them."""
    reader = _Reader(text, start, "")
    reader.read(prose=False)
    return sorted([*reader.code, *(t.span for t in reader.html), *(c.span for c in reader.comments)])


def _masked(text: str, spans: Sequence[Span]) -> str:
    """Return the text, same length, with the spans filled."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += (text[at : span.start], MASK * len(span))
        at = span.end
    return "".join((*parts, text[at:]))


class _Offsets:
    """Turns offsets in UTF-8 bytes into offsets in characters: ``at - extra[bisect_right(ends, at)]``."""

    def __init__(self, text: str) -> None:
        self.ends: list[int] = []  # where each multi-byte character ends, in bytes
        self.extra: list[int] = [0]  # bytes beyond one a character, up to there
        extra = 0
        for match in _MULTI_BYTE.finditer(text):
            char = match[0]
            extra += 1 if char < "\u0800" else 2 if char < "\U00010000" else 3
            self.ends.append(match.end() + extra)
            self.extra.append(extra)


@dataclass
class _OpenLink:
    kind: LinkKind
    start: int
    destination: str
    text: list[str] = field(default_factory=list)
    text_start: int = -1
    text_end: int = -1
    picture_end: int = -1
    """Where the last picture in its text ends: the address comes after it."""
    destination_span: Span | None = None


@dataclass
class _OpenImage:
    start: int
    src: str
    title: str
    alt: list[str] = field(default_factory=list)


class _Reader:
    """Walks pyromark's events once and collects blocks, links, pictures, code and HTML."""

    def __init__(self, text: str, start: int, lang: str) -> None:
        self.text = text
        self.start = start
        self.lang = lang
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.comments: list[Comment] = []
        self.code: list[Span] = []
        self.html: list[Token] = []
        self.tables: list[Span] = []
        self.lists: list[Span] = []
        self.quotes: list[Span] = []
        self._plain = False
        self._prose: ProseBuilder | None = None
        self._kind = BlockKind.PARAGRAPH
        self._block_start = 0
        self._block_end = 0
        self._level = 0
        self._quote_depth = 0
        self._footnote_depth = 0
        self._item_depth = 0
        self._code_depth = 0  # inside a code block
        self._hidden: list[
            tuple[str, int]
        ] = []  # open HTML elements whose text is no prose, and where they open
        self._open_links: list[_OpenLink] = []
        self._open_images: list[_OpenImage] = []
        self._html_start = -1

    def read(self, *, prose: bool = True) -> None:  # noqa: C901 — one branch a kind of event
        """Read the text; without ``prose`` the words of Markdown are passed over."""
        masked = _mask_extras(self.text)
        source = masked[self.start :].replace("\x00", BLANK)
        body, definitions = _stray_definitions(source)
        self._plain = is_plain(body)
        offsets = _Offsets(body)
        ends, extra, start, size = offsets.ends, offsets.extra, self.start, len(self.text)
        opened: list[tuple[str, int, int]] = []
        for event, byte_range in pyromark.events_with_range(body + definitions, options=_OPTIONS):
            value: Any = None
            if isinstance(event, str):
                name: str = event
            else:
                ((name, value),) = event.items()
            if name == "End":
                tag, a, b = opened.pop()
                if tag not in _PASSED_OVER:
                    self._close(tag, a, b)
                continue
            a, b = byte_range["start"], byte_range["end"]
            if ends:
                a -= extra[bisect_right(ends, a)]
                b -= extra[bisect_right(ends, b)]
            a += start
            b += start
            if (
                b > size
            ):  # what stands behind the body, in the definitions put there, is not part of the source
                a, b = min(a, size), size
            if name == "Text":
                if prose:
                    self._text(masked, value, a, b)
            elif name == "Start":
                tag, details = next(iter(value.items())) if isinstance(value, dict) else (value, None)
                opened.append((tag, a, b))
                if tag not in _PASSED_OVER:
                    self._open(tag, details, a, b)
            else:
                self._bare(name, a, b)
        self._flush()

    @cached_property
    def _references(self) -> Mapping[str, Span]:
        """Where each reference's address stands, by folded label."""
        found: dict[str, Span] = {}
        for match in _DEFINITION.finditer(self.text, self.start):
            label = " ".join(match[1].split()).casefold()
            found.setdefault(label, Span(match.start(2), match.end(2)))
        return found

    # Blocks

    def _begin(self, kind: BlockKind, start: int, level: int = 0) -> None:
        self._flush()
        self._prose, self._kind, self._level = ProseBuilder(plain=self._plain), kind, level
        self._block_start = self._block_end = start

    def _flush(self) -> None:
        if self._prose is None:
            return
        prose = self._prose.build()
        if prose is not None:
            lang = self.lang
            quoted = self._quote_depth > 0
            if quoted:
                lang = quoted_language(prose.text, lang)
            self.blocks.append(
                Block(
                    self._kind,
                    Span(self._block_start, max(self._block_end, self._block_start)),
                    prose,
                    lang,
                    self._level,
                    quoted=quoted,
                    footnote=self._footnote_depth > 0,
                    depth=self._item_depth,
                )
            )
        self._prose = None

    def _builder(self, at: int) -> ProseBuilder:
        if self._prose is None:  # a tight list item has text of its own
            self._begin(BlockKind.ITEM if self._item_depth else BlockKind.PARAGRAPH, at)
        assert self._prose is not None  # noqa: S101 — set by _begin
        return self._prose

    # Events

    def _bare(self, name: str, a: int, b: int) -> None:
        # Footnote references and task markers are no prose and fall through.
        if name in {"SoftBreak", "HardBreak"}:
            if self._open_images:
                self._open_images[-1].alt.append(" ")
            elif self._prose is not None and not self._hidden:
                self._prose.add_space(a, b)
                for link in self._open_links:
                    link.text.append(" ")
        elif name == "Rule":
            self._flush()
        elif name == "Code":
            self._object(a, b)
            self.code.append(Span(a, b))
        elif name in {"InlineHtml", "Html"} and self._html_start < 0:
            self._inline_html(a, b)

    def _text(self, masked: str, value: str, a: int, b: int) -> None:
        if self._open_images:
            self._open_images[-1].alt.append(value)
            return
        if self._code_depth or self._hidden:
            return
        builder = self._prose or self._builder(a)
        if masked[a:b] == value:
            builder.add_source(value, a)
        else:
            builder.add_text(value, a, b)
        self._block_end = b
        for link in self._open_links:
            link.text.append(value)
            if link.text_start < 0:
                link.text_start = a
            link.text_end = b

    def _object(self, a: int, b: int) -> None:
        if self._open_images or self._hidden or self._code_depth:
            return
        self._builder(a).add_object(a, b)
        self._block_end = max(self._block_end, b)

    def _open(  # noqa: C901, PLR0912 — one branch a tag
        self,
        tag: str,
        details: Any,  # noqa: ANN401 — the payload of a pyromark event
        a: int,
        b: int,
    ) -> None:
        if tag == "Paragraph":
            self._begin(BlockKind.ITEM if self._item_depth else BlockKind.PARAGRAPH, a)
        elif tag == "Heading":
            self._begin(BlockKind.HEADING, a, int(details["level"][1]))
        elif tag == "TableCell":
            self._begin(BlockKind.CELL, a)
        elif tag in {"DefinitionListTitle", "DefinitionListDefinition"}:
            self._begin(BlockKind.ITEM, a)
        elif tag == "Item":
            self._flush()
            self._item_depth += 1
        elif tag == "List":
            self._flush()
            self.lists.append(Span(a, b))
        elif tag == "BlockQuote":
            self._flush()
            self._quote_depth += 1
            self.quotes.append(Span(a, b))
        elif tag == "FootnoteDefinition":
            self._flush()
            self._footnote_depth += 1
        elif tag == "Table":
            self._flush()
            self.tables.append(Span(a, b))
        elif tag == "CodeBlock":
            self._flush()
            self._code_depth += 1
            self.code.append(Span(a, b))
        elif tag == "HtmlBlock":
            self._flush()
            self._html_start = a
        elif tag == "Link":
            self._open_link(details, a, b)
        elif tag == "Image":
            self._open_images.append(_OpenImage(a, details["dest_url"], details["title"]))

    def _close(self, tag: str, a: int, b: int) -> None:
        if tag in {"Paragraph", "Heading", "TableCell", "DefinitionListTitle", "DefinitionListDefinition"}:
            self._block_end = a + len(self.text[a:b].rstrip())
            self._flush()
            self._end_inline(b)
        elif tag == "Item":
            self._flush()
            self._end_inline(b)
            self._item_depth -= 1
        elif tag == "BlockQuote":
            self._flush()
            self._quote_depth -= 1
        elif tag == "FootnoteDefinition":
            self._flush()
            self._footnote_depth -= 1
        elif tag == "CodeBlock":
            self._code_depth -= 1
        elif tag == "HtmlBlock":
            self._html_start = -1
            self._html_block(a, b)
        elif tag == "Link" and self._open_links:
            self._close_link(b)
        elif tag == "Image" and self._open_images:
            self._close_image(a, b)

    # Links and pictures

    def _open_link(self, details: Mapping[str, Any], a: int, b: int) -> None:
        link_type = str(details["link_type"])
        if link_type in {"Autolink", "Email"}:
            kind = LinkKind.AUTOLINK
        elif link_type == "Inline":
            kind = LinkKind.INLINE
        else:
            kind = LinkKind.REFERENCE
        link = _OpenLink(kind, a, details["dest_url"])
        if kind is LinkKind.REFERENCE:
            label = " ".join(str(details["id"]).split()).casefold()
            link.destination_span = self._references.get(label, Span(a, b))
        self._open_links.append(link)

    def _close_link(self, end: int) -> None:
        link = self._open_links.pop()
        if link.kind is LinkKind.AUTOLINK:
            destination = Span(link.start + 1, end - 1)
            text_span = destination
        else:
            text_span = (
                Span(link.text_start, link.text_end)
                if link.text_start >= 0
                else Span(link.start + 1, link.start + 1)
            )
            destination = link.destination_span or self._inline_destination(
                max(link.text_end, link.picture_end, link.start + 1), end
            )
        written = (
            self.text[destination.start : destination.end]
            if link.kind is LinkKind.INLINE
            else link.destination
        )
        self.links.append(
            Link(
                link.kind,
                Span(link.start, end),
                html.unescape(written),
                destination,
                "".join(link.text).strip(),
                text_span,
                quoted=self._quote_depth > 0,
            )
        )

    def _inline_destination(self, text_end: int, end: int) -> Span:
        """Return where the address of ``[text](address "title")`` stands."""
        opening = self.text.find("](", text_end, end)
        start = opening + 2 if opening >= 0 else end
        inner = self.text[start : end - 1]
        match = _DESTINATION.match(inner)
        if match is None:
            return Span(start, max(start, end - 1))
        group = 1 if match[1] is not None else 2
        return Span(start + match.start(group), start + match.end(group))

    def _close_image(self, a: int, b: int) -> None:
        image = self._open_images.pop()
        for link in self._open_links:
            link.picture_end = b
        alt = "".join(image.alt)
        if self._open_images:
            self._open_images[-1].alt.append(alt)
            return
        alt_end = self.text.find("](", a + 2, b) if "](" in self.text[a:b] else b - 1
        alt_end = self._alt_end(a + 2, b, alt_end)
        src = self._inline_destination(alt_end, b) if self.text.startswith("](", alt_end) else Span(a, b)
        written = self.text[src.start : src.end] if src.start > a else image.src
        self.images.append(
            Image(Span(a, b), html.unescape(written), src, alt.strip(), Span(a + 2, alt_end), image.title)
        )
        if not self._hidden and not self._code_depth and self._prose is not None:
            self._prose.add_object(a, b)
            self._block_end = max(self._block_end, b)

    def _alt_end(self, at: int, end: int, default: int) -> int:
        """Return where an alternative text ends: at the bracket that closes it, inner pairs skipped."""
        depth = 0
        while at < end:
            char = self.text[at]
            if char == "\\":
                at += 1
            elif char == "[":
                depth += 1
            elif char == "]":
                if depth == 0:
                    return at
                depth -= 1
            at += 1
        return default

    # HTML

    def _inline_html(self, a: int, b: int) -> None:
        for token in tokens(self.text, a, b):
            self._token(token)

    def _html_block(self, a: int, b: int) -> None:
        self._hidden.clear()
        pending: list[Token] = list(tokens(self.text, a, b))
        skip_until = ""
        for token in pending:
            if skip_until:
                if token.kind is TokenKind.CLOSE and token.name == skip_until:
                    skip_until = ""
                else:
                    continue
            if token.kind is TokenKind.TEXT:
                if not self._hidden:
                    self._html_text(token.span)
                continue
            if token.kind in (TokenKind.OPEN, TokenKind.CLOSE) and token.name not in _INLINE_ELEMENTS:
                self._flush()
            if token.kind is TokenKind.OPEN and token.name in _RAW_TEXT:
                skip_until = token.name
            self._token(token)
        self._flush()
        self._end_inline(b)

    def _end_inline(self, end: int) -> None:
        """Forget inline elements left open: they must not swallow the rest of the post."""
        self._hidden.clear()
        self._close_html_links(end)

    def _html_text(self, span: Span) -> None:
        source = self.text[span.start : span.end]
        if self._prose is None:
            if not source.strip():
                return
            self._begin(BlockKind.HTML, span.start + len(source) - len(source.lstrip()))
        builder = self._builder(span.start)
        at = 0
        for match in _ENTITY.finditer(source):
            builder.add_source(source[at : match.start()], span.start + at)
            builder.add_text(html.unescape(match[0]), span.start + match.start(), span.start + match.end())
            at = match.end()
        builder.add_source(source[at:], span.start + at)
        self._block_end = span.end - (len(source) - len(source.rstrip()))
        for link in self._open_links:
            link.text.append(html.unescape(source))

    def _token(self, token: Token) -> None:
        a, b = token.span.start, token.span.end
        if token.kind is TokenKind.COMMENT:
            closed = self.text.endswith("-->", a, b)
            self.comments.append(Comment(token.span, self.text[a + 4 : b - 3 if closed else b].strip()))
            return
        if token.kind is TokenKind.TEXT:
            return
        self.html.append(token)
        if token.kind is TokenKind.CLOSE:
            self._close_element(token)
            return
        if token.name == "img":
            self._html_image(token)
        elif token.name == "a" and "href" in token.attributes:
            self._close_html_links(a)
            href = token.attributes["href"]
            link = _OpenLink(LinkKind.HTML, a, href.value, text_start=b, text_end=b)
            link.destination_span = href.span
            self._open_links.append(link)
        elif token.name == "br":
            if self._prose is not None and not self._hidden:
                self._prose.add_space(a, b)
        elif (token.name in _HIDDEN_ELEMENTS or token.name in _CODE_ELEMENTS) and not self.text.endswith(
            "/>", a, b
        ):
            if token.name in _CODE_ELEMENTS and self._prose is not None and not self._hidden:
                self._prose.add_object(a, b)
            self._hidden.append((token.name, a))

    def _close_element(self, token: Token) -> None:
        if token.name == "a":
            if self._open_links and self._open_links[-1].kind is LinkKind.HTML:
                self._finish_html_link(self._open_links.pop(), token.span.start, token.span.end)
        elif any(name == token.name for name, _ in self._hidden):
            name, start = self._hidden.pop()
            while name != token.name:
                name, start = self._hidden.pop()
            if name in _CODE_ELEMENTS:
                self.code.append(Span(start, token.span.end))

    def _finish_html_link(self, link: _OpenLink, text_end: int, end: int) -> None:
        assert link.destination_span is not None  # noqa: S101 — set when an HTML link opens
        self.links.append(
            Link(
                LinkKind.HTML,
                Span(link.start, end),
                link.destination,
                link.destination_span,
                "".join(link.text).strip(),
                Span(link.text_start, max(link.text_start, text_end)),
                quoted=self._quote_depth > 0,
            )
        )

    def _close_html_links(self, end: int) -> None:
        """Close the links that an HTML block leaves open: a missing ``</a>`` must not swallow the post."""
        while self._open_links and self._open_links[-1].kind is LinkKind.HTML:
            self._finish_html_link(self._open_links.pop(), end, end)

    def _html_image(self, token: Token) -> None:
        src, alt = token.attributes.get("src"), token.attributes.get("alt")
        at = Span(token.span.start, token.span.end)
        self.images.append(
            Image(
                token.span,
                src.value.strip() if src else "",
                src.span if src else at,
                alt.value if alt else None,
                alt.span if alt else at,
                token.attributes["title"].value if "title" in token.attributes else "",
                html=True,
            )
        )
        if self._prose is not None and not self._hidden:
            self._prose.add_object(token.span.start, token.span.end)


_DEFINITION = lazy_regex(r"^[ ]{0,3}\[([^\]\n]+)\]:[ \t]*\n?[ \t]*<?([^\s>]+)", re.MULTILINE)
_DESTINATION = lazy_regex(
    r"\s*(?:<([^<>\n]*)>|(.*?))\s*(?:(?:\"[^\"]*\"|'[^']*'|\([^()]*\))\s*)?$", re.DOTALL
)
_MULTI_BYTE = lazy_regex(r"[^\x00-\x7f]")
_ENTITY = lazy_regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def _mask_extras(text: str) -> str:
    """Return the text, same length, with what Python-Markdown does not show blanked."""
    if "*[" in text:
        text = _ABBREVIATION.sub(lambda m: BLANK * len(m[0]), text)
    if "{" in text:
        text = _ATTRIBUTE_LIST.sub(lambda m: BLANK * len(m[0]), text)
    if "](" in text:
        text = _SPACED_ADDRESS.sub(_without_inner_spaces, text)
        text = _TEMPLATE_ADDRESS.sub(lambda m: f"]({BLANK * len(m[1])})", text)
    if "\t" in text:
        text = _TABBED_FENCE.sub(lambda m: m[0].replace("\t", " "), text)
    return text


def _stray_definitions(body: str) -> tuple[str, str]:
    """Return the body, same length, without definitions that CommonMark would read as text, and those definitions."""
    if "]:" not in body:
        return body, ""
    found: list[str] = []

    def blank(match: re.Match[str]) -> str:
        found.append(match[0].strip())
        return BLANK * len(match[0])

    body = _DEFINITION_BELOW_TEXT.sub(blank, body)
    return body, "\n\n" + "\n".join(found) if found else ""


def _without_inner_spaces(match: re.Match[str]) -> str:
    address = match[1].rstrip()
    return f"]({address.replace(' ', BLANK) if address.strip() == address else address}{match[1][len(address) :]}"
