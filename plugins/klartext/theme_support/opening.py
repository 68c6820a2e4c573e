"""Knows how a post begins: its first whole sentences, short enough for lists, search results and shared links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klartext.lint.sentences import sentence_ranges

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterable

LONGEST = 200
"""Characters; search engines show some 155 of them, lists all."""

_ENOUGH = 90
_STASHED = re.compile("\x02[^\x03]*\x03")  # Markdown's stand-in for raw HTML and shortcodes
_LEAST_WORDS = 4


def opening(root: ET.Element, language: str) -> str:
    """Return the first sentences of a text as plain text, ``""`` where it has none.

    Args:
        root: the tree that Markdown made. Headings, pictures, quotes, lists, tables and code do not count, nor
            does a line that is no sentence ("Photo: Jonas").
        language: an ISO 639-1 code.
    """
    taken = ""
    for sentence in _sentences(root, language):
        longer = f"{taken} {sentence}".strip()
        if len(longer) > LONGEST:
            return taken or shortened(sentence)
        taken = longer
        if len(taken) >= _ENOUGH:
            break
    return taken


def shortened(text: str) -> str:
    """Return a text cut behind a word, with an ellipsis, where it is longer than ``LONGEST``."""
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST - 1]
    words = head.rpartition(" ")[0] or head
    return f"{words.rstrip(' ,;:–—-')}…"


def _sentences(root: ET.Element, language: str) -> Iterable[str]:
    for paragraph in root:
        if paragraph.tag != "p":
            continue
        text = " ".join(_STASHED.sub(" ", "".join(paragraph.itertext())).split())
        if len(text.split()) < _LEAST_WORDS or text[-1] in ":,":
            continue
        yield from (text[start:end] for start, end in sentence_ranges(text, language))
