"""What may stand in what: keeps a block out of paragraphs and inline elements written as raw HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from klartext.lint.html_tokens import TokenKind, tokens

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Elements that hold words, not blocks.
_NO_BLOCKS_IN = frozenset(
    "a abbr b bdi bdo big button cite code del dfn em font h1 h2 h3 h4 h5 h6 i ins kbd label mark p pre q s samp "
    "small span strike strong sub sup time tt u var".split()
)

Parts = Callable[[str], Iterable[tuple[str, bool]]]
"""Returns the pieces of a text, and whether each is a block."""


def balanced(html: str) -> bool:
    """Tell whether every element that is opened is closed, and the other way round."""
    stack: list[str] = []
    for token in tokens(html, 0, len(html)):
        if token.kind is TokenKind.OPEN and token.name not in _VOID:
            stack.append(token.name)
        elif token.kind is TokenKind.CLOSE and (not stack or stack.pop() != token.name):
            return False
    return not stack


def lifted_out(html: str, parts: Parts) -> str:
    """Return raw HTML with its blocks outside of the paragraphs and inline elements they were written in.

    The elements around a block are closed before it and opened again after it; halves left empty are dropped.
    """
    out: list[str] = []
    opened: list[_Opened] = []
    for token in tokens(html, 0, len(html)):
        source = html[token.span.start : token.span.end]
        if token.kind is TokenKind.OPEN and token.name not in _VOID:
            opened.append(_Opened(token.name, source, len(out)))
            out.append(source)
        elif token.kind is TokenKind.CLOSE:
            half = opened.pop() if opened and opened[-1].name == token.name else None
            if half and half.again and _is_empty(out, half):
                del out[half.index :]
            else:
                out.append(source)
        elif token.kind is TokenKind.TEXT:
            for piece, is_block in parts(source):
                if is_block:
                    _lift(piece, out, opened)
                else:
                    out.append(piece)
        else:
            out.append(source)
    return "".join(out)


@dataclass(frozen=True, slots=True)
class _Opened:
    """An element that is open: its tag as written, where it stands, and whether we opened it again."""

    name: str
    source: str
    index: int
    again: bool = False


def _lift(block: str, out: list[str], opened: list[_Opened]) -> None:
    around: list[_Opened] = []
    while opened and opened[-1].name in _NO_BLOCKS_IN:
        element = opened.pop()
        around.append(element)
        if _is_empty(out, element):
            del out[element.index :]
        else:
            out.append(f"</{element.name}>")
    out.append(block)
    for element in reversed(around):
        opened.append(_Opened(element.name, element.source, len(out), again=True))
        out.append(element.source)


def _is_empty(out: list[str], element: _Opened) -> bool:
    return not "".join(out[element.index + 1 :]).strip()
