"""What several posts of a site have word for word at their beginning or end: footers, licences, title endings."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klartext.lint.document import Document

POSTS = 3
"""So many posts make a paragraph a footer: two may be copies of each other."""

_DEPTH = 8
"""How many paragraphs from either end are looked at."""

_REACH = 6000
"""How many characters from either end: a footer is short, and a site has many posts."""

_PARAGRAPH = lazy_regex(r"\S[^\n]*(?:\n(?![ \t\r]*\n)[^\n]*)*")
_TITLE_END = lazy_regex(r"\s(?:[–—|·•]|-|::)\s+(?=[^–—|·•]*$)")


def ends_of(document: Document) -> list[str]:
    """Return short digests of the paragraphs at either end of a document and of the end of its title, each once.

    They are read from the source, without parsing it, and without regard to case and white space.
    """
    ends = {_plain(document, span) for span in {*_first(document), *_last(document)}}
    if (end := _title_end(document)) is not None:
        ends.add(_as_title(document, end))
    return sorted(_digest(text) for text in ends if _has_letters(text))


def repeated_passages(ends: Iterable[Iterable[str]]) -> frozenset[str]:
    """Return what at least ``POSTS`` documents have at their ends, from the ``ends_of`` each of them."""
    count = Counter(chain.from_iterable(ends))
    return frozenset(digest for digest, posts in count.items() if posts >= POSTS)


def own_span(document: Document, repeated: frozenset[str]) -> Span:
    """Return the part of a body that no other posts share: all of it where it is nothing but shared paragraphs."""
    body = document.body_span
    if not repeated:
        return body
    head = _innermost_shared(document, _first(document), repeated)
    foot = _innermost_shared(document, _last(document), repeated)
    start, end = head.end if head else body.start, foot.start if foot else body.end
    return Span(start, end) if start < end else body


def own_title_span(document: Document, repeated: frozenset[str]) -> Span:
    """Return the title without an ending that other posts have too, such as `` – Malerbetrieb Sommer``."""
    span = document.title_span
    end = _title_end(document) if repeated else None
    if end is None or _digest(_as_title(document, end)) not in repeated:
        return span
    return Span(span.start, end.start)


def _first(document: Document) -> Iterator[Span]:
    body = document.body_span
    stop = min(body.end, body.start + _REACH)
    for n, match in enumerate(_PARAGRAPH.finditer(document.text, body.start, stop)):
        # A paragraph that is cut off where we stop reading is none.
        if n == _DEPTH or (match.end() == stop < body.end):
            return
        yield Span(*match.span())


def _last(document: Document) -> Iterator[Span]:
    body = document.body_span
    start = max(body.start, body.end - _REACH)
    found = [Span(*match.span()) for match in _PARAGRAPH.finditer(document.text, start, body.end)]
    if start > body.start:
        found = found[1:]
    yield from reversed(found[-_DEPTH:])


def _title_end(document: Document) -> Span | None:
    if not document.title:
        return None
    span = document.title_span
    match = _TITLE_END.search(document.text, span.start, span.end)
    return Span(match.start(), span.end) if match else None


def _innermost_shared(document: Document, spans: Iterable[Span], repeated: frozenset[str]) -> Span | None:
    """Return the last of the paragraphs, from an end inwards, that belongs to a footer; None where there is none.

    Lines and other paragraphs without words are no end of a footer, and alone they are none.
    """
    innermost, found = None, False
    for span in spans:
        text = _plain(document, span)
        is_shared = _digest(text) in repeated
        if not is_shared and _has_letters(text):
            break
        innermost, found = span, found or is_shared
    return innermost if found else None


def _plain(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].lower().split())


def _as_title(document: Document, span: Span) -> str:
    return f"title: {_plain(document, span)}"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)
