"""Knows typography: the keyboard's quotation marks, apostrophes, dashes and dots become the language's own.

Markdown's extension ``smarty`` has one set of quotation marks a site, and its German apostrophes open a quotation;
hence this one, which goes by the post's language. A mark with a backslash in front stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor as InlineTree
from markdown.util import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

QUOTATION_MARKS = {"de": "„“", "en": "“”", "fr": "«»"}

_PLACES = r""""|(?<=\w)'(?=\w)|(?<=[\s\d])--(?=[\s\d]|$)|\.\.\.(?!\.)"""
_OPENING_AFTER = frozenset(" \t\n([{–—/„“‚")
_CLOSING_BEFORE = frozenset(" \t\n.,;:!?)]}…")
_INCHES = re.compile(r"\d/\d+$")
_OTHERS = {"'": "’", "--": "–", "...": "…"}


class Typography(InlinePattern):
    """Replaces what the keyboard offers; ``language`` tells the post's language when it is read."""

    def __init__(self, md: Markdown, language: Callable[[Markdown], str]) -> None:
        super().__init__(_PLACES, md)
        self._language = language

    def handleMatch(  # type: ignore[override] # noqa: N802 — Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Return the sign for a place."""
        written = m.group(0)
        return _OTHERS.get(written) or self._mark(data, m.start()), m.start(), m.end()

    def _mark(self, data: str, at: int) -> str:
        before, after = data[at - 1 : at], data[at + 1 : at + 2]
        if _INCHES.search(data, 0, at):
            return '"'
        opening, closing = tuple(QUOTATION_MARKS.get(self._language(self.md), QUOTATION_MARKS["en"]))
        if before and before not in _OPENING_AFTER:
            return closing
        # A mark at the edge of a text stands beside an element: "*so*" opens, and what follows an element closes.
        return closing if not before and (not after or after in _CLOSING_BEFORE) else opening


def add_typography(md: Markdown, language: Callable[[Markdown], str]) -> None:
    """Register with ``md``: after everything else in a line, so that code and addresses are out of reach."""
    tree = InlineTree(md)
    patterns: Registry[InlinePattern] = Registry()
    patterns.register(Typography(md, language), "klartext-typography", 50)
    tree.inlinePatterns = patterns  # type: ignore[assignment] # the stubs mean the other InlineProcessor
    md.treeprocessors.register(tree, "klartext-typography", 6)  # inline is 20, toc 5
    md.ESCAPED_CHARS.extend(['"', "'"])
