"""Knows which of Markdown's tests a text can pass at all, and leaves out the others.

A post consists of dozens of texts. Markdown tries its 15 patterns on each of them, and as many tests on each block,
although hardly any text has the sign without which a pattern cannot match. What is left out would find nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockQuoteProcessor,
    HashHeaderProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    ESCAPE_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    LINE_BREAK_RE,
    LINK_RE,
)
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, AtomicString
from pygments.formatters import HtmlFormatter

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from typing import Self

    from markdown.blockprocessors import BlockProcessor
    from markdown.inlinepatterns import Pattern

COMPARED_WITH = "3.11.3"
"""The version of Markdown whose insides stand here; posts are read without this module by any other."""

_PATTERN_SIGNS = {
    BACKTICK_RE: "`",
    ESCAPE_RE: "\\",
    LINK_RE: "[",
    IMAGE_LINK_RE: "![",
    AUTOLINK_RE: "<",
    AUTOMAIL_RE: "<",
    LINE_BREAK_RE: "  \n",
    HTML_RE: "<",
    ENTITY_RE: "&",
    r"\[\^([^\]]*)\]": "[^",  # footnotes
}
_BLOCK_SIGNS: dict[type[BlockProcessor], str] = {
    HashHeaderProcessor: "#",
    SetextHeaderProcessor: "\n",
    BlockQuoteProcessor: ">",
    ReferenceProcessor: "]:",
    AbbrBlockprocessor: "*[",
    DefListProcessor: ": ",
    FootnoteBlockProcessor: "[^",
    TableProcessor: "|",
}
_UNTIDY = (STX, ETX, "\r", "\t", " \n")
_ANY = ""
"""The sign of what is always tried: every text has it."""


class QuickMarkdown(markdown.Markdown):
    """Markdown with Markdown's own extensions and ours: those of others may count on every test."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 — Markdown's interface
        self._levels: dict[object, bool] = {}
        super().__init__(**options)
        for extension in self.registeredExtensions:
            if (
                isinstance(extension, CodeHiliteExtension)
                and extension.getConfig("pygments_formatter") == "html"
            ):
                extension.setConfig("pygments_formatter", CodeFormatters())

    def build_parser(self) -> Self:
        """Put the quick steps in the place of the slow ones, before any extension is set up."""
        super().build_parser()
        self.preprocessors.register(_QuickWhitespace(self), "normalize_whitespace", 30)
        self.treeprocessors.register(_QuickInline(self), "inline", 20)
        blocks = _QuickBlocks(self)
        blocks.blockprocessors = self.parser.blockprocessors
        for processor in blocks.blockprocessors:
            processor.parser = blocks
        self.parser = blocks
        return self

    def is_block_level(self, tag: object) -> bool:
        """Tell what Markdown finds in a list of 60 names, which is final once the extensions are set up."""
        if tag not in self._levels:
            self._levels[tag] = super().is_block_level(tag)
        return self._levels[tag]


class _QuickWhitespace(NormalizeWhitespace):
    """Tidies up the texts that have something to tidy."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as the method that this one replaces."""
        text = "\n".join([*lines, "", ""])
        return super().run(lines) if any(sign in text for sign in _UNTIDY) else text.split("\n")


class _QuickInline(InlineProcessor):
    """Tries a pattern on the texts that have its sign."""

    _signs: list[tuple[str, Pattern]] | None = None

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 — the method that Markdown's class calls
        if isinstance(data, AtomicString):
            return data
        if self._signs is None:
            self._signs = [
                (_PATTERN_SIGNS.get(pattern.getCompiledRegExp().pattern, _ANY), pattern)
                for pattern in self.md.inlinePatterns
            ]
        index, start, count = patternIndex, 0, len(self._signs)
        while index < count:
            sign, pattern = self._signs[index]
            if sign in data:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined] # as above
                if matched:
                    continue
            index, start = index + 1, 0
        return data


class _QuickBlocks(BlockParser):
    """Asks a processor about the blocks that have its sign."""

    _signs: list[tuple[str, BlockProcessor]] | None = None

    def parseBlocks(self, parent: ET.Element, blocks: list[str]) -> None:  # noqa: N802 — Markdown's name
        """Parse as the method that this one replaces."""
        if self._signs is None:
            self._signs = [(_BLOCK_SIGNS.get(type(one), _ANY), one) for one in self.blockprocessors]
        while blocks:
            for sign, processor in self._signs:
                if (
                    sign in blocks[0]
                    and processor.test(parent, blocks[0])
                    and processor.run(parent, blocks) is not False
                ):
                    break


class CodeFormatters:
    """Pygments' formatters for HTML by their options: to make one takes longer than to use it on a few lines."""

    def __init__(self) -> None:
        self._made: dict[str, HtmlFormatter] = {}

    def __call__(self, *, lang_str: str, **options: Any) -> HtmlFormatter:  # noqa: ANN401, ARG002 — Markdown's interface
        """Return the formatter that the ``codehilite`` extension would make."""
        key = repr(options)
        if key not in self._made:
            self._made[key] = HtmlFormatter(**options)
        return self._made[key]
