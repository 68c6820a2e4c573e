"""Where a post gives attributes to its HTML: in tags, and in Markdown's attribute lists such as ``{: .big }``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.html_tokens import TokenKind
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.document import Document

_REPLACED = ("iframe", "embed", "object")
"""What becomes a card, of which no attribute is left."""
_HANDLERS = (
    r"on(?:after|animation|before|blur|change|click|contextmenu|copy|cut|dblclick|drag|drop|ended|error|focus|input"
    r"|invalid|key|load|mouse|page|paste|pause|play|pointer|pop|reset|resize|scroll|select|submit|timeupdate|toggle"
    r"|touch|transition|unload|wheel)[a-z]{0,20}"
)
"""Attributes that hold programs; ``onText`` of somebody's component is none."""
_HANDLER = lazy_regex(_HANDLERS)
_IN_LIST = lazy_regex(
    rf"\{{:?[^{{}}\n\r]{{0,500}}?(?<![\w-])(style|{_HANDLERS})=(?:\"[^\"\n\r]+\"|'[^'\n\r]+')[^{{}}\n\r]{{0,500}}\}}"
)
_UNDERLINE = lazy_regex("=+|-+")


def attributes(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield name and place of the attributes ``style`` and ``on…`` that have a value and stay in a page."""
    for token in document.body.html:
        if token.kind is TokenKind.OPEN and token.name not in _REPLACED:
            for name, attribute in token.attributes.items():
                if attribute.value.strip() and (name == "style" or _HANDLER.fullmatch(name)):
                    yield name, token.span
    text, body = document.text, document.body_span
    if "{" not in text:
        return
    unread = (*document.code, *(comment.span for comment in document.comments))
    for match in _IN_LIST.finditer(text, body.start, body.end):
        span = Span(match.start(), match.end())
        if _is_list(text, span) and not any(other.contains(span) for other in unread):
            yield match[1], span


def _is_list(text: str, braces: Span) -> bool:
    """Tell whether Markdown takes braces for an attribute list: by where they stand, elsewhere they are plain text."""
    line = max(text.rfind("\n", 0, braces.start), text.rfind("\r", 0, braces.start)) + 1
    before, (after, _, rest) = text[line : braces.start], text[braces.end :].partition("\n")
    after, below = after.strip(), rest.partition("\n")[0].strip()
    if not before.strip(" >"):  # below a paragraph, with nothing behind
        above = text[:line].removesuffix("\n").removesuffix("\r")
        return not after and bool(above) and above[-1] not in "\r\n"
    if before[-1] in ")]*_`":  # a link, a picture, a word that is marked
        return True
    is_heading = before.startswith("#") or bool(_UNDERLINE.fullmatch(below))
    return before[-1] == " " and (after.startswith("|") or (is_heading and not after.strip("#")))
