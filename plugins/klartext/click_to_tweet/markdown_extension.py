"""The Python-Markdown extension: takes quotes out before Markdown sees them and puts them back as valid blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from klartext.click_to_tweet.html_nesting import balanced, lifted_out
from klartext.click_to_tweet.shortcode import LITERAL, may_have_shortcodes, scan_with_literals
from klartext.lint.markdown import protected_spans

if TYPE_CHECKING:
    from markdown import Markdown

    from klartext.lint.document import Shortcode
    from klartext.lint.source import Span

Renderer = Callable[["Shortcode"], str]
"""Returns the block that stands in the page for a shortcode; it begins with a block-level tag."""

_PLACEHOLDER = re.compile("\x02wzxhzdk:([0-9]+)\x03")
_PROTECTING_MARKS = ("`", "<", "~~~", "    ", "\t")
_PHRASING = frozenset(
    "a abbr b bdi bdo big cite del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time "
    "tt u var".split()
)
_MARK = "klartext-block"
_CODE = frozenset({"code", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# After the header is read (27) and before code is fenced off (25) and raw HTML is stashed (20).
_BEFORE_FENCES = 26
# After inline markup (20), before white space is tidied (10).
_AFTER_INLINE = 12
_RIGHT_AFTER = 11
# Before raw HTML comes back (30).
_BEFORE_RAW_HTML = 31


class ClickToTweetExtension(Extension):
    """Renders ``[bctt …]`` and its relatives.

    Args:
        render: returns the block for a shortcode.
        show: returns the HTML for a shortcode that is shown as written, given its escaped source.
    """

    def __init__(self, render: Renderer, show: Callable[[str], str] = str) -> None:
        super().__init__()
        self._render = render
        self._show = show

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the name is Python-Markdown's
        """Register the three steps: take out, put into place, mend raw HTML."""
        stash = _Stash(md, self._render, self._show)
        md.registerExtension(stash)  # type: ignore[arg-type] # only its reset() is called
        md.preprocessors.register(_TakeOut(md, stash), "click_to_tweet", _BEFORE_FENCES)
        md.treeprocessors.register(_PutIntoPlace(md, stash), "click_to_tweet", _AFTER_INLINE)
        md.treeprocessors.register(_DropMarks(md), "click_to_tweet_marks", _RIGHT_AFTER)
        md.postprocessors.register(_MendRawHtml(md, stash), "click_to_tweet", _BEFORE_RAW_HTML)


class _Stash:
    """Which of Markdown's own placeholders stand for our blocks, and what was written there."""

    def __init__(self, md: Markdown, render: Renderer, show: Callable[[str], str]) -> None:
        self._md = md
        self._render = render
        self._show = show
        self._sources: dict[int, str] = {}

    def reset(self) -> None:
        """Forget the last text; Markdown calls this before the next."""
        self._sources.clear()

    def store_block(self, shortcode: Shortcode, source: str) -> str:
        """Return the placeholder of a quote."""
        self._sources[self._md.htmlStash.html_counter] = source
        return self._md.htmlStash.store(self._render(shortcode))

    def store_text(self, text: str) -> str:
        """Return the placeholder of a text that Markdown must leave alone.

        The bracket is written as a character reference: no page then shows a shortcode that somebody must clean up.
        """
        escaped = html.escape(text, quote=False).replace("[", "&#91;", 1)
        return self._md.htmlStash.store(self._show(escaped))

    def __bool__(self) -> bool:
        return bool(self._sources)

    def holds(self, text: str | None) -> bool:
        """Tell whether a text contains one of our blocks."""
        return bool(text) and any(int(m[1]) in self._sources for m in _PLACEHOLDER.finditer(text or ""))

    def parts(self, text: str | None) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of a text, and whether each is the placeholder of one of our blocks."""
        at = 0
        for match in _PLACEHOLDER.finditer(text or ""):
            if int(match[1]) in self._sources:
                yield (text or "")[at : match.start()], False
                yield match[0], True
                at = match.end()
        yield (text or "")[at:], False

    def filled(self, text: str) -> str:
        """Return a text with our blocks in it."""
        blocks = self._md.htmlStash.rawHtmlBlocks
        return _PLACEHOLDER.sub(
            lambda m: str(blocks[int(m[1])]) if int(m[1]) in self._sources else m[0], text
        )

    def without(self, text: str) -> str:
        """Return a text without our blocks."""
        return "".join(piece for piece, ours in self.parts(text) if not ours)

    def restored(self, text: str) -> str:
        """Return a text with our blocks as they were written, escaped for HTML."""
        return "".join(
            html.escape(self._source(piece), quote=False) if ours else piece
            for piece, ours in self.parts(text)
        )

    def raw_html(self, text: str) -> str:
        """Return a text with the raw HTML that its other placeholders stand for."""
        blocks = self._md.htmlStash.rawHtmlBlocks
        return _PLACEHOLDER.sub(
            lambda m: (
                "" if int(m[1]) in self._sources or int(m[1]) >= len(blocks) else str(blocks[int(m[1])])
            ),
            text,
        )

    def _source(self, placeholder: str) -> str:
        match = _PLACEHOLDER.fullmatch(placeholder)
        return self._sources[int(match[1])] if match else placeholder


class _TakeOut(Preprocessor):
    def __init__(self, md: Markdown, stash: _Stash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if not may_have_shortcodes(text):
            return lines
        pieces: list[str] = []
        at = 0
        for shortcode in scan_with_literals(text, _protected_spans(text)):
            start, end = shortcode.span.start, shortcode.span.end
            pieces.append(text[at:start])
            source = text[start:end]
            if not shortcode.problem:
                pieces.append(self._stash.store_block(shortcode, source))
            elif shortcode.problem == LITERAL:
                pieces.append(self._stash.store_text(shortcode.text))
            elif source.startswith("<"):
                pieces.append(source)  # a damaged block is a comment, which nobody sees
            else:
                pieces.append(self._stash.store_text(source))
            at = end
        pieces.append(text[at:])
        return "".join(pieces).split("\n")


def _protected_spans(text: str) -> list[Span]:
    """Return where code, HTML tags and comments stand; a text without any of their marks is not parsed for them."""
    return protected_spans(text) if any(mark in text for mark in _PROTECTING_MARKS) else []


class _PutIntoPlace(Treeprocessor):
    """Moves every block to where HTML allows one: out of paragraphs, headings and inline elements."""

    def __init__(self, md: Markdown, stash: _Stash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, root: Element) -> None:
        if not self._stash:
            return
        for element in root.iter():
            for name, value in element.attrib.items():
                if self._stash.holds(value):
                    element.set(name, self._stash.without(value))
        self._make_elements(root)
        self._arrange(root)

    def _make_elements(self, element: Element) -> None:
        """Turn our placeholders in texts into elements of their own; in code, back into what was written."""
        if element.tag in _CODE:
            for part in element.iter():
                part.text = _like(part.text, self._stash.restored(part.text or ""))
                if part is not element:
                    part.tail = _like(part.tail, self._stash.restored(part.tail or ""))
            return
        for child in list(element):
            self._make_elements(child)
            if self._stash.holds(child.tail):
                tail, child.tail = child.tail, None
                self._insert(element, list(element).index(child) + 1, tail)
        if self._stash.holds(element.text):
            text, element.text = element.text, None
            self._insert(element, 0, text)

    def _insert(self, parent: Element, index: int, text: str | None) -> None:
        for piece, ours in self._stash.parts(text):
            if ours:
                parent.insert(index, _block(piece))
                index += 1
            elif index == 0:
                parent.text = piece
            else:
                parent[index - 1].tail = piece

    def _arrange(self, container: Element) -> None:
        for child in list(container):
            if _is_block(child) or not _holds_block(child):
                continue
            if child.tag in _HEADINGS or (_is_splittable(child) and self._cuts_raw_html(child)):
                pieces = [child, *_taken_from(child)]
            elif _is_splittable(child):
                pieces = _split(child)
            else:
                self._arrange(child)
                continue
            _replace(container, child, pieces)

    def _cuts_raw_html(self, element: Element) -> bool:
        """Tell whether a raw inline element in a paragraph would be cut in two."""
        if len(_PLACEHOLDER.findall("".join(element.itertext()))) == sum(map(_is_block, element.iter())):
            return False  # there is no raw HTML
        before = ""
        for text in element.itertext():
            for piece, ours in self._stash.parts(text):
                if ours and not balanced(before):
                    return True
                before += self._stash.raw_html(piece)
        return False


def _block(placeholder: str) -> Element:
    block = Element("p", {_MARK: "block"})
    block.text = placeholder
    return block


def _is_block(element: Element) -> bool:
    return _MARK in element.attrib


def _holds_block(element: Element) -> bool:
    return any(_is_block(part) for part in element.iter())


def _is_splittable(element: Element) -> bool:
    return element.tag == "p" or element.tag in _PHRASING


def _like(old: str | None, new: str) -> str:
    """Return ``new`` as Markdown's own kind of text, which later steps leave alone, where ``old`` was."""
    return type(old)(new) if old is not None else new


def _split(element: Element) -> list[Element]:
    """Return the halves of a paragraph or an inline element with the blocks between them."""
    attributes = dict(element.attrib)
    half = Element(element.tag, attributes)
    half.text = element.text
    pieces = [half]
    for child in list(element):
        tail, child.tail = child.tail, None
        for part in [child] if _is_block(child) or not _holds_block(child) else _split(child):
            if _is_block(part):
                attributes.pop("id", None)
                half = Element(element.tag, attributes)
                pieces += [part, half]
            else:
                half.append(part)
        _append_text(half, tail)
    for piece in pieces:
        if not _is_block(piece):
            _trim(piece)
    return [piece for piece in pieces if _is_block(piece) or len(piece) or (piece.text or "").strip()]


def _append_text(element: Element, text: str | None) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _trim(half: Element) -> None:
    """Remove line breaks and white space at the edges, which stood between the text and the block."""
    while len(half) and half[0].tag == "br" and not (half.text or "").strip():
        half.text = (half[0].tail or "").lstrip()
        half.remove(half[0])
    while len(half) and half[-1].tag == "br" and not (half[-1].tail or "").strip():
        half.remove(half[-1])
    if half.tag == "p":
        half.text = (half.text or "").lstrip()
        if len(half):
            half[-1].tail = (half[-1].tail or "").rstrip()
        else:
            half.text = half.text.rstrip()


def _taken_from(element: Element) -> list[Element]:
    """Take the blocks out of an element that cannot be split, and return them."""
    taken: list[Element] = []
    for parent in element.iter():
        for child in list(parent):
            if _is_block(child):
                taken.append(child)
                _replace(parent, child, [])
    return taken


def _replace(parent: Element, child: Element, pieces: list[Element]) -> None:
    index = list(parent).index(child)
    tail, child.tail = child.tail, None
    parent.remove(child)
    for offset, piece in enumerate(pieces):
        parent.insert(index + offset, piece)
    if pieces:
        pieces[-1].tail = (pieces[-1].tail or "") + (tail or "")
    elif index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + (tail or "")
    else:
        parent.text = (parent.text or "") + (tail or "")


class _DropMarks(Treeprocessor):
    """Removes our marks from the blocks, so that Markdown recognises its own placeholder in a bare ``<p>``."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            element.attrib.pop(_MARK, None)


class _MendRawHtml(Postprocessor):
    """Lifts blocks out of paragraphs that were written as raw HTML."""

    def __init__(self, md: Markdown, stash: _Stash) -> None:
        super().__init__(md)
        self._stash = stash

    def run(self, text: str) -> str:
        if self._stash:
            blocks = self.md.htmlStash.rawHtmlBlocks
            for index, block in enumerate(blocks):
                if isinstance(block, str) and self._stash.holds(block):
                    blocks[index] = self._mended(block)
        return text

    def _mended(self, block: str) -> str:
        if block.lstrip().lower().startswith(("<pre", '<div class="codehilite', '<div class="highlight')):
            return self._stash.restored(block)
        return self._stash.filled(lifted_out(block, self._stash.parts)).strip()
