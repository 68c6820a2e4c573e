"""WordPress eXtended RSS, versions 1.0 to 1.2, read as a stream: entry by entry, past whatever is broken."""

from __future__ import annotations

import html.entities
import re
from collections import deque
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.sax.saxutils import quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from klartext.moving_in.export_text import ExportText
from klartext.moving_in.records import Author, Channel, Comment, Entry, Label, Term, Trouble

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from klartext.lint.messages.problem import Problem
    from klartext.moving_in.records import Record

VERSIONS = ("1.0", "1.1", "1.2")

_WORDPRESS = re.compile(r"https?://wordpress\.org/export/[\d.]+/(excerpt/)?$")
_ITEM = re.compile(rb"<item[\s>]")
_ITEM_BOUNDARY = re.compile(rb"</item>\s*(?=<item[\s>])")
_TITLE = re.compile(rb"<title>\s*(?:<!\[CDATA\[)?(.{0,200}?)(?:\]\]>|</title>)", re.DOTALL)
# A CDATA section may hold any "&"; elsewhere only what XML knows without a DTD.
_STRAY = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos);)(#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?",
    re.DOTALL,
)
_XML_CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A section that was not closed takes the next entry for its text.
_SWALLOWED = re.compile(r"</content:encoded>.*<item[\s>]", re.DOTALL)
_RECORDS = frozenset({"item", "wp_author", "wp_category", "wp_tag", "wp_term"})
_LONGEST_ITEM_TAG = 16
"""Bytes; enough to find ``<item>`` again where a chunk cuts it."""


class NotAnExport(Exception):  # noqa: N818 — a verdict on the file
    """The file is no export that can be read; ``key`` is ``not-wxr``, ``entities`` or ``version``."""

    def __init__(self, key: str, detail: str | Problem = "") -> None:
        super().__init__(key, detail)
        self.key = key
        self.detail = detail


class _NestedItem(Exception):  # noqa: N818 — never leaves this file
    """An entry begins inside another, at this byte of the parser's: a closing tag is missing."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def read_export(path: Path) -> Iterator[Record]:
    """Yield what an export holds, in its order; memory is bounded by its largest entry.

    The channel comes before the first entry. What cannot be read becomes a ``Trouble``, and reading goes on.

    Raises:
        NotAnExport: it is no WXR, one of another version, or it declares entities of its own.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        text = ExportText(file)
        reader = _Reader()
        for chunk in text.chunks():
            yield from reader.feed(chunk)
        yield from reader.finish()
        yield from text.troubles


class _Target:
    """Told by the parser what begins and ends, it collects the elements that are records."""

    def __init__(self, namespaces: dict[str, str]) -> None:
        self.namespaces = namespaces
        self.done: deque[tuple[Element, int]] = deque()
        """Complete records and where they began, in the parser's bytes."""
        self.scalars: dict[str, str] = {}
        self.parser: DefusedXMLParser | None = None
        self.item_start: int | None = None
        self.root_seen = False
        self.closed = False
        self._names: dict[str, str] = {}
        self._depth = 0
        self._builder: TreeBuilder | None = None
        self._text: list[str] = []

    def start_ns(self, prefix: str, uri: str) -> None:
        self.namespaces.setdefault(prefix, uri)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.get(tag) or self._name(tag)
        self._depth += 1
        self.root_seen = True
        if name == "item":
            if self.item_start is not None:
                raise _NestedItem(self._position())
            self.item_start = self._position()
        if self._depth == 3 and name in _RECORDS:
            self._builder = TreeBuilder()
        if self._builder is not None:
            self._builder.start(name, attributes)
        else:
            self._text.clear()

    def end(self, tag: str) -> None:
        name = self._names.get(tag) or self._name(tag)
        if self._builder is not None:
            self._builder.end(name)
            if self._depth == 3:
                self.done.append((self._builder.close(), self.item_start or 0))
                self._builder = None
                self.item_start = None
        elif self._depth == 3:
            self.scalars.setdefault(name, "".join(self._text).strip())
        self._depth -= 1
        self.closed = self._depth == 0

    def data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)
        elif self._depth == 3:
            self._text.append(text)

    def close(self) -> None:
        """End of the document; there is no tree to return."""

    def _position(self) -> int:
        return int(self.parser.parser.CurrentByteIndex) if self.parser is not None else 0

    def _name(self, tag: str) -> str:
        """Return ``item``, ``wp:post_id``, ``content``, ``excerpt`` or ``creator`` for a qualified name."""
        uri, _, local = tag.rpartition("}")
        uri = uri.removeprefix("{")
        if match := _WORDPRESS.match(uri):
            name = "excerpt" if match[1] else f"wp_{local}"
        elif local == "encoded":
            name = "content"
        elif local == "creator" or not uri:
            name = local
        else:
            name = f"other_{local}"
        self._names[tag] = name
        return name


class _Reader:
    """Feeds the parser, keeps the bytes of the entry at hand, and begins again behind what is broken."""

    def __init__(self) -> None:
        self._namespaces: dict[str, str] = {}
        self._buffer = bytearray()
        self._line = 1
        """The line of the buffer's first byte."""
        self._shift = 0
        """What to add to the parser's count of bytes to get an index into the buffer."""
        self._seeking = False
        self._channel: Channel | None = None
        self._scalars: dict[str, str] = {}
        self._mended: list[int] = []
        self._start_parser()

    def feed(self, chunk: bytes) -> Iterator[Record]:
        """Read on; yields what has become complete."""
        self._buffer += chunk
        data = self._resumed(0) if self._seeking else chunk
        while data:
            try:
                self._parser.feed(data)
            except DefusedXmlException as error:
                raise NotAnExport("entities") from error
            except _NestedItem as nested:
                at = nested.at + self._shift
                yield from self._emit()
                yield self._lost("broken-entry", at, "</item> is missing")
                data = self._resumed(at)
            except ParseError as error:
                at = self._parser.parser.ErrorByteIndex + self._shift
                yield from self._emit()
                data = yield from self._recovered(max(0, at), error)
            else:
                yield from self._emit()
                at = self._parser.parser.CurrentByteIndex + self._shift
                self._drop(min(at, self._item_at(at)))
                return

    def finish(self) -> Iterator[Record]:
        """Tell what was left open at the end of the file."""
        if not self._seeking:
            try:
                self._parser.close()
            except (ParseError, _NestedItem) as error:
                if not self._target.root_seen:
                    raise NotAnExport("not-wxr") from error
                yield from self._emit()
                yield self._lost("cut-off", len(self._buffer), "")
            else:
                yield from self._emit()
        yield from self._header()
        if self._mended:
            yield Trouble("repaired", self._mended[0], str(len(self._mended)))

    def _start_parser(self, preamble: bytes = b"") -> None:
        """Begin a document; ``preamble`` stands for the part of it that is not read again."""
        self._target = _Target(self._namespaces)
        self._parser = DefusedXMLParser(target=self._target, encoding="utf-8", forbid_dtd=True)
        self._target.parser = self._parser
        if hasattr(self._parser.parser, "SetReparseDeferralEnabled"):
            # Each chunk is to be parsed when it comes: the buffer keeps only what may be read again.
            self._parser.parser.SetReparseDeferralEnabled(False)  # noqa: FBT003 — the C function takes no name
        self._shift = -len(preamble)
        if preamble:
            self._parser.feed(preamble)

    def _restart(self) -> bytes:
        """Begin again with the entry at the start of the buffer; returns the bytes to feed."""
        names = "".join(
            f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in self._namespaces.items() if prefix
        )
        self._seeking = False
        self._start_parser(f'<rss version="2.0"{names}><channel>'.encode())
        return bytes(self._buffer)

    def _emit(self) -> Iterator[Record]:
        """Yield the records that are complete."""
        self._scalars = {**self._target.scalars, **self._scalars}
        while self._target.done:
            element, start = self._target.done.popleft()
            if element.tag == "item":
                yield from self._header()
                line = self._line_at(start + self._shift)
                entry = _entry(element, line)
                if _SWALLOWED.search(entry.content):
                    yield Trouble("swallowed", line, f"»{entry.title}«")
                yield entry
            elif (record := _small_record(element)) is not None:
                yield record

    def _header(self) -> Iterator[Channel]:
        if self._channel is not None:
            return
        scalars = self._scalars
        version = scalars.get("wp_wxr_version", "")
        if not version and not any(_WORDPRESS.match(uri) for uri in self._namespaces.values()):
            raise NotAnExport("not-wxr")
        if version and version not in VERSIONS:
            raise NotAnExport("version", version[:20])
        self._channel = Channel(
            scalars.get("title", ""),
            version,
            scalars.get("wp_base_site_url", "") or scalars.get("link", ""),
            scalars.get("wp_base_blog_url", "") or scalars.get("link", ""),
            scalars.get("language", ""),
        )
        yield self._channel

    def _item_at(self, otherwise: int) -> int:
        start = self._target.item_start
        return otherwise if start is None else start + self._shift

    def _drop(self, count: int) -> None:
        """Forget the first bytes of the buffer."""
        self._line += self._buffer.count(b"\n", 0, count)
        del self._buffer[:count]
        self._shift -= count

    def _line_at(self, at: int) -> int:
        return self._line + self._buffer.count(b"\n", 0, max(0, at))

    def _recovered(self, at: int, error: ParseError) -> Generator[Trouble, None, bytes]:
        """Mend or give up the entry in which reading stopped; returns what to feed next."""
        if not self._target.root_seen:
            raise NotAnExport("not-wxr")
        if self._target.closed:
            yield Trouble("after-the-end", self._line_at(at))
            return self._resumed(at)
        if self._target.item_start is None:
            yield Trouble("broken-header", self._line_at(at), _reason(error))
            return self._resumed(at)
        start = self._item_at(0)
        mended = _STRAY.sub(self._mend, bytes(self._buffer[start:]))
        if mended != self._buffer[start:]:
            self._drop(start)
            self._buffer[:] = mended
            return self._restart()
        yield self._lost("broken-entry", at, _reason(error))
        # Where a section was not closed, the parser saw the damage only in a later entry.
        boundary = _ITEM_BOUNDARY.search(self._buffer, start + 1, max(at, start + 1))
        return self._resumed(boundary.end() if boundary else max(at, start + 1))

    def _mend(self, match: re.Match[bytes]) -> bytes:
        if match[0].startswith(b"<"):
            return match[0]
        reference = (match[1] or b"").decode("ascii").rstrip(";")
        if reference.startswith("#"):
            number = int(
                f"0{reference[1:]}" if reference[1] == "x" else reference[1:].lstrip("0") or "0", base=0
            )
            if number <= 0x10FFFF and _XML_CHARACTER.match(chr(number)):
                return match[0]
            replacement = b""
        elif reference + ";" in html.entities.html5:
            replacement = html.entities.html5[reference + ";"].encode("utf-8")
        else:
            replacement = b"&amp;" + (match[1] or b"")
        self._mended.append(self._line_at(self._item_at(0) + match.start()))
        return replacement

    def _resumed(self, at: int) -> bytes:
        """Look for the next entry from ``at`` on; returns the bytes to feed, none where it has not come yet."""
        found = _ITEM.search(self._buffer, at)
        if found:
            self._drop(found.start())
            return self._restart()
        self._seeking = True
        self._drop(max(0, len(self._buffer) - _LONGEST_ITEM_TAG))
        return b""

    def _lost(self, key: str, at: int, why: str) -> Trouble:
        start = self._item_at(at)
        title = _TITLE.search(self._buffer, start) if self._target.item_start is not None else None
        shown = " ".join(title[1].decode("utf-8", "replace").split()) if title else ""
        return Trouble(key, self._line_at(start), f"»{shown}« {why}".strip() if shown else why)


def _reason(error: ParseError) -> str:
    return str(error).partition(":")[0]


def _value(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _small_record(element: Element) -> Author | Term | None:
    if element.tag == "wp_author":
        names = f"{_value(element, 'wp_author_first_name')} {_value(element, 'wp_author_last_name')}"
        login = _value(element, "wp_author_login")
        return Author(
            login,
            _value(element, "wp_author_id"),
            _value(element, "wp_author_display_name") or names.strip() or login,
            _value(element, "wp_author_email"),
            _value(element, "wp_author_description"),
        )
    if element.tag == "wp_category":
        return Term(
            "category",
            _value(element, "wp_category_nicename"),
            _value(element, "wp_cat_name"),
            _value(element, "wp_category_parent"),
        )
    if element.tag == "wp_tag":
        return Term("post_tag", _value(element, "wp_tag_slug"), _value(element, "wp_tag_name"))
    if element.tag == "wp_term":
        return Term(
            _value(element, "wp_term_taxonomy"),
            _value(element, "wp_term_slug"),
            _value(element, "wp_term_name"),
            _value(element, "wp_term_parent"),
        )
    return None


def _entry(element: Element, line: int) -> Entry:
    return Entry(
        line=line,
        id=_value(element, "wp_post_id"),
        kind=_value(element, "wp_post_type") or "post",
        status=_value(element, "wp_status") or "publish",
        title=_value(element, "title"),
        slug=_value(element, "wp_post_name"),
        link=_value(element, "link"),
        author=_value(element, "creator"),
        content=element.findtext("content") or "",
        excerpt=_value(element, "excerpt"),
        date=_value(element, "wp_post_date"),
        date_gmt=_value(element, "wp_post_date_gmt"),
        modified=_value(element, "wp_post_modified"),
        published=_value(element, "pubDate"),
        parent=_value(element, "wp_post_parent"),
        password=_value(element, "wp_post_password"),
        attachment=_value(element, "wp_attachment_url"),
        sticky=_value(element, "wp_is_sticky") == "1",
        labels=tuple(_labels(element)),
        fields={
            _value(meta, "wp_meta_key"): meta.findtext("wp_meta_value") or ""
            for meta in element.iterfind("wp_postmeta")
        },
        comments=tuple(_comment(comment) for comment in element.iterfind("wp_comment")),
    )


def _labels(element: Element) -> Iterator[Label]:
    """Yield an entry's terms; version 1.0 writes each twice, once without its domain, and calls tags ``tag``."""
    seen: set[tuple[str, str]] = set()
    found = element.findall("category")
    named = {(category.text or "").strip() for category in found if category.get("nicename")}
    for category in found:
        name = (category.text or "").strip()
        if not category.get("nicename") and (name in named or not name):
            continue
        taxonomy = category.get("domain", "category")
        taxonomy = "post_tag" if taxonomy == "tag" else taxonomy
        label = Label(taxonomy, category.get("nicename", ""), name)
        if (label.taxonomy, label.name) not in seen:
            seen.add((label.taxonomy, label.name))
            yield label


def _comment(element: Element) -> Comment:
    return Comment(
        id=_value(element, "wp_comment_id"),
        author=_value(element, "wp_comment_author"),
        email=_value(element, "wp_comment_author_email"),
        site=_value(element, "wp_comment_author_url"),
        date=_value(element, "wp_comment_date"),
        content=element.findtext("wp_comment_content") or "",
        status=_value(element, "wp_comment_approved"),
        kind=_value(element, "wp_comment_type"),
        parent=_value(element, "wp_comment_parent"),
        user_id=_value(element, "wp_comment_user_id"),
    )
