"""Knows typography: the keyboard's quotation marks, apostrophes, dashes and dots become the language's own.

Markdown's extension ``smarty`` has one set of quotation marks a site, and its German apostrophes open a quotation;
hence this one, which goes by the post's language. A mark with a backslash in front stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Iterator

    from markdown import Markdown

QUOTATION_MARKS = {"de": "„“", "en": "“”", "fr": "«»"}

_PLACES = re.compile(r""""|(?<=\w)'(?=\w)|(?<=[\s\d])--(?=[\s\d]|$)|\.\.\.(?!\.)""")
_OPENING_AFTER = frozenset(" \t\n([{–—/„“‚")
_CLOSING_BEFORE = frozenset(" \t\n.,;:!?)]}…")
_INCHES = re.compile(r"\d/\d+$")
_OTHERS = {"'": "’", "--": "–", "...": "…"}


class Typography(Treeprocessor):
    """Replaces what the keyboard offers; ``language`` tells the post's language when it is read."""

    def __init__(self, md: Markdown, language: Callable[[Markdown], str]) -> None:
        super().__init__(md)
        self._language = language

    def run(self, root: ET.Element) -> None:
        """Change ``root`` in place; code is atomic and stays."""
        marks = QUOTATION_MARKS.get(self._language(self.md), QUOTATION_MARKS["en"])
        for element in root.iter():
            if element.text and _is_to_set(element.text):
                element.text = "".join(_set(element.text, marks))
            if element.tail and _is_to_set(element.tail):
                element.tail = "".join(_set(element.tail, marks))


def _is_to_set(text: str) -> bool:
    # Every text of a post comes here: any() would take four times as long.
    has_sign = '"' in text or "'" in text or "--" in text or "..." in text
    return has_sign and not isinstance(text, AtomicString)


def _set(text: str, marks: str) -> Iterator[str]:
    done = 0
    for place in _PLACES.finditer(text):
        at, written = place.start(), place[0]
        yield text[done:at]
        follows_sign = 0 < done == at
        yield _OTHERS.get(written) or _mark(text, at, marks, follows_sign=follows_sign)
        done = place.end()
    yield text[done:]


def _mark(text: str, at: int, marks: str, *, follows_sign: bool) -> str:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _INCHES.search(text, 0, at):
        return '"'
    opening, closing = tuple(marks)
    if follows_sign or (before and before not in _OPENING_AFTER):
        return closing
    # A mark at the edge of a text stands beside an element: "*so*" opens, and what follows an element closes.
    return closing if not before and (not after or after in _CLOSING_BEFORE) else opening


def add_typography(md: Markdown, language: Callable[[Markdown], str]) -> None:
    """Register with ``md``: after everything else in a line, so that code and addresses are out of reach."""
    md.treeprocessors.register(Typography(md, language), "klartext-typography", 6)  # inline is 20, toc 5
    md.ESCAPED_CHARS.extend(['"', "'"])
