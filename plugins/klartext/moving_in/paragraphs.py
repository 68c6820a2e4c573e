"""Where WordPress sees paragraphs and line breaks in text that has no tags for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr iframe kt-slot li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that end a paragraph."""
_HOLDING_PARAGRAPHS = frozenset(
    "article aside blockquote center details div figure footer header main section".split()
)
"""Elements in which loose text becomes paragraphs even where there is only one."""
_HOLDING_BREAKS = frozenset("dd li p td th".split())
"""Elements in which a line end is a line break, and an empty line a paragraph."""
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")


def add_paragraphs(soup: BeautifulSoup) -> None:
    """Make paragraphs of the text that an old editor left between empty lines; the tree is changed in place.

    Source: the behaviour of WordPress's ``wpautop`` as its manual describes it (Function Reference/wpautop).
    """
    containers: list[Tag] = [soup]
    while containers:
        container = containers.pop()
        children = list(container.children)
        containers += [c for c in children if isinstance(c, Tag) and c.name in _HOLDING_PARAGRAPHS | _LISTS]
        if container.name in _LISTS:
            containers += [c for c in children if isinstance(c, Tag) and c.name in _HOLDING_BREAKS]
            continue
        for child in children:
            if isinstance(child, Tag) and child.name == "p":
                _break_lines(child, soup)
        if container.name in _HOLDING_BREAKS and not _has_empty_line(container):
            _break_lines(container, soup)
        else:
            _wrap(container, soup)


_LISTS = frozenset("dl ol table tbody tfoot thead tr ul".split())


def _has_empty_line(container: Tag) -> bool:
    return any(_is_text(child) and _EMPTY_LINE.search(str(child).strip()) for child in container.children)


def _is_text(node: object) -> bool:
    return isinstance(node, NavigableString) and not isinstance(node, Comment)


def _wrap(container: Tag, soup: BeautifulSoup) -> None:  # noqa: C901 — one branch a kind of node
    """Gather runs of inline content between blocks and empty lines into paragraphs."""
    made: list[Tag | NavigableString] = []
    run: list[Tag | NavigableString] = []

    def close() -> None:
        if any(not _is_text(node) or str(node).strip() for node in run):
            paragraph = soup.new_tag("p")
            paragraph.extend(run)
            _break_lines(paragraph, soup)
            made.append(paragraph)
        run.clear()

    for child in [node.extract() for node in list(container.children)]:
        if isinstance(child, Tag) and child.name in BLOCKS:
            close()
            made.append(child)
        elif isinstance(child, Comment):
            made.append(child) if not run else run.append(child)
        elif _is_text(child):
            for number, piece in enumerate(_EMPTY_LINE.split(str(child))):
                if number:
                    close()
                if piece:
                    run.append(NavigableString(piece))
        elif isinstance(child, Tag):
            run.append(child)
    close()
    container.extend(made)


def _break_lines(element: Tag, soup: BeautifulSoup) -> None:
    """Put ``<br>`` where a line ends inside running text."""
    texts: Iterable[NavigableString] = [
        node
        for node in element.find_all(string=True)
        if _is_text(node)
        and "\n" in node
        and node.find_parent(["pre", "script", "style", "textarea"]) is None
    ]
    for node in texts:
        lines = str(node).split("\n")
        pieces: list[Tag | NavigableString] = []
        for number, line in enumerate(lines):
            at_edge = (number == 1 and not lines[0].strip() and _at_edge(node, element, "previous")) or (
                number == len(lines) - 1 and not line.strip() and _at_edge(node, element, "next")
            )
            if number and not at_edge:
                pieces.append(soup.new_tag("br"))
            if line:
                pieces.append(NavigableString(line))
        node.replace_with(*pieces)


def _at_edge(node: NavigableString, element: Tag, direction: str) -> bool:
    """Tell whether a text touches the edge of its paragraph, a block or a break, so that no line ends there."""
    sibling = getattr(node, f"{direction}_sibling")
    while isinstance(sibling, Comment):
        sibling = getattr(sibling, f"{direction}_sibling")
    if sibling is None:
        return node.parent is element or (node.parent is not None and node.parent.name in BLOCKS)
    return isinstance(sibling, Tag) and (sibling.name in BLOCKS or sibling.name == "br")
