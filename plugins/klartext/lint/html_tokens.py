"""A linear tokenizer for the HTML that stands in Markdown: tags with the place of every attribute, text, comments."""

from __future__ import annotations

import html
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

_NAME = lazy_regex(r"/?([A-Za-z][^\s/>]*)")
# Each alternative begins with its own character, so the scan never goes back.
_ATTRIBUTE = lazy_regex(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?|[\s/"'=<`]+""")


class TokenKind(Enum):
    """What a token is."""

    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"
    COMMENT = "comment"


class Attribute(NamedTuple):
    """An attribute's decoded value and the span of the value as written."""

    value: str
    span: Span


class Token(NamedTuple):
    """A token; ``name`` is the tag's, in lower case."""

    kind: TokenKind
    span: Span
    name: str = ""
    attributes: Mapping[str, Attribute] = MappingProxyType({})


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]``; what is no tag is text."""
    at = text_start = start
    hopeless = False
    while True:
        at = text.find("<", at, end)
        if at < 0:
            break
        token = None
        if text.startswith("<!--", at):
            close = text.find("-->", at + 4, end)
            token = Token(TokenKind.COMMENT, Span(at, close + 3 if close >= 0 else end))
        elif not hopeless and (name := _NAME.match(text, at + 1, end)):
            tail = _tag_end(text, name.end(), end)
            if tail is None:
                hopeless = True  # no ">" follows, so no later tag can end either
            else:
                token = _tag(text, at, name, tail)
        if token is None:
            at += 1
            continue
        if text_start < at:
            yield Token(TokenKind.TEXT, Span(text_start, at))
        yield token
        at = text_start = token.span.end
    if text_start < end:
        yield Token(TokenKind.TEXT, Span(text_start, end))


def _tag_end(text: str, at: int, end: int) -> int | None:
    """Return the offset after the tag's ``>``, skipping quoted values; a lone quote counts as a character."""
    while (close := text.find(">", at, end)) >= 0:
        # Quotes are looked for before the ">" only, which keeps the whole scan linear.
        quotes = [q for q in (text.find('"', at, close), text.find("'", at, close)) if q >= 0]
        if not quotes:
            return close + 1
        partner = text.find(text[min(quotes)], min(quotes) + 1, end)
        if partner < 0 or text.find(">", partner, end) < 0:
            return close + 1
        at = partner + 1
    return None


def _tag(text: str, at: int, name: re.Match[str], tail: int) -> Token:
    if text[at + 1] == "/":
        return Token(TokenKind.CLOSE, Span(at, tail), name[1].lower())
    attributes: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text, name.end(), tail - 1):
        if match[1] and match[1].lower() not in attributes:
            group = next((g for g in (2, 3, 4) if match[g] is not None), 0)
            value = html.unescape(match[group]) if group else ""
            place = Span(*match.span(group)) if group else Span(match.end(1), match.end(1))
            attributes[match[1].lower()] = Attribute(value, place)
    return Token(TokenKind.OPEN, Span(at, tail), name[1].lower(), attributes)
