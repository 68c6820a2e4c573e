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
    for match in _IN_LIST.finditer(text, body.start, body.end):
        span = Span(match.start(), match.end())
        if not any(code.contains(span) for code in document.code):
            yield match[1], span
