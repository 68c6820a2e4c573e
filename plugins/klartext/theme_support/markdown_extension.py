"""Knows what Markdown leaves out: figures with captions, tables without inline style, lazy pictures, contents.

Pelican hands a post's Markdown metadata on to the post and into its cache, so what is counted here travels as
metadata and nothing parses HTML again: ``contents``, a list of headings with ``id``, ``name`` and ``children``,
``word_count``, ``opening``, the first sentences as plain text, ``has_summary``, whether the writer wrote one, and
``first_picture``, the address as written.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from klartext.films import is_film_file
from klartext.theme_support.embeds import film, video_card, with_cards
from klartext.theme_support.opening import opening
from klartext.theme_support.typography import add_typography

if TYPE_CHECKING:
    from markdown import Markdown

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ẞ": "ss"}
)

_WORD = re.compile(r"[^\W_]+")

_TABLE_LABELS = {"de": "Tabelle", "en": "Table"}


def heading_id(text: str, separator: str) -> str:
    """Return the anchor of a heading: lower case, umlauts spelled out, words joined by ``separator``."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(_UMLAUTS)).lower()
    if not plain.isascii():
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return separator.join(_WORD.findall(plain))


class TableOfContents(TocTreeprocessor):
    """Markdown's own, except that it looks only where ``[TOC]`` stands for a place to put the contents."""

    def replace_marker(self, root: ET.Element, elem: ET.Element) -> None:
        """Replace ``[TOC]`` by ``elem``."""
        if any(self.marker in (element.text or "") for element in root.iter()):
            super().replace_marker(root, elem)


class TableOfContentsExtension(TocExtension):
    """Markdown's extension ``toc`` with the processor above."""

    TreeProcessorClass = TableOfContents


class PageStructure(Treeprocessor):
    """Rewrites the finished tree; runs after the ``toc`` extension has numbered the headings."""

    def run(self, root: ET.Element) -> None:
        """Change ``root`` in place."""
        tables = itertools.count(1)
        for parent in [element for element in root.iter() if len(element)]:
            for position, child in enumerate(list(parent)):
                if child.tag == "p" and (image := _lone_picture(child)) is not None:
                    _make_figure(child, image, self._language())
                elif child.tag == "table":
                    parent[position] = _scrollable(child, self._table_label(next(tables)))
                elif child.tag in ("td", "th"):
                    _tidy_cell(child)
        for image in root.iter("img"):
            image.set("loading", "lazy")
            image.set("decoding", "async")
        self._hand_over(root)

    def _table_label(self, number: int) -> str:
        return f"{_TABLE_LABELS.get(self._language(), _TABLE_LABELS['de'])} {number}"

    def _language(self) -> str:
        return page_language(self.md)

    def _hand_over(self, root: ET.Element) -> None:
        # Summaries are converted after the text by the same Markdown object: the text comes first and stays.
        metadata: dict[str, Any] = getattr(self.md, "Meta", {})
        if "contents" not in metadata:
            metadata["contents"] = [[_entry(token) for token in getattr(self.md, "toc_tokens", [])]]
            metadata["word_count"] = [len(" ".join(root.itertext()).split())]
            metadata["opening"] = [opening(root, self._language())]
            metadata["has_summary"] = ["yes" if metadata.get("summary") else ""]
            metadata["first_picture"] = [next((image.get("src", "") for image in root.iter("img")), "")]


class EmbedsOnClick(Postprocessor):
    """Replaces what would load something from elsewhere by a card that leads there; runs after raw HTML is back."""

    def run(self, text: str) -> str:
        """Return ``text`` with its embeds as cards."""
        return with_cards(text, page_language(self.md))


def page_language(md: Markdown) -> str:
    """Return the language that a post states, ``de`` where it states none."""
    return "".join(getattr(md, "Meta", {}).get("lang", ()))[:2].lower() or "de"


class PageStructureExtension(Extension):
    """Adds ``PageStructure``, the ``toc`` extension that it builds upon, typography, and ``EmbedsOnClick``."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Markdown's name
        """Register with ``md``."""
        TableOfContentsExtension(slugify=heading_id, toc_depth="2-3").extendMarkdown(md)
        add_typography(md, page_language)
        md.treeprocessors.register(PageStructure(md), "klartext-page-structure", 3)  # toc is 5, unescape 0
        md.postprocessors.register(EmbedsOnClick(md), "klartext-embeds", 5)  # raw HTML is back at 30


def makeExtension(**options: Any) -> PageStructureExtension:  # noqa: ANN401, N802 — Markdown's interface
    """Return the extension; Markdown calls this."""
    return PageStructureExtension(**options)


def _entry(token: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": token["id"],
        "name": token["name"],
        "children": [_entry(child) for child in token["children"]],
    }


def _lone_picture(paragraph: ET.Element) -> ET.Element | None:
    only = _lone_child(paragraph)
    if only is not None and only.tag == "a":
        only = _lone_child(only)
    return only if only is not None and only.tag == "img" else None


def _lone_child(element: ET.Element) -> ET.Element | None:
    alone = len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()
    return element[0] if alone else None


def _make_figure(paragraph: ET.Element, image: ET.Element, language: str) -> None:
    title, address = image.attrib.pop("title", ""), image.get("src", "")
    paragraph.tag = "figure"
    paragraph.set("class", "picture")
    card = video_card(address, image.get("alt", ""), title, language)
    if card is not None or is_film_file(address):
        del paragraph[:]
        paragraph.set("class", "embed" if card is not None else "picture film")
        paragraph.extend(card if card is not None else [film(address, image.get("alt", ""), language)])
    if title:
        caption = ET.SubElement(paragraph, "figcaption")
        caption.text = title


def _scrollable(table: ET.Element, label: str) -> ET.Element:
    # A region that scrolls must be reachable by keyboard, and what takes the focus needs a name.
    attributes = {"class": "table-scroll", "role": "region", "aria-label": label, "tabindex": "0"}
    wrapper = ET.Element("div", attributes)
    wrapper.append(table)
    wrapper.tail, table.tail = table.tail, None
    return wrapper


def _tidy_cell(cell: ET.Element) -> None:
    if cell.tag == "th" and not len(cell) and not (cell.text or "").strip():
        cell.tag = "td"  # an empty corner heads nothing
    style = cell.attrib.pop("style", "")
    for side in ("left", "center", "right"):
        if style == f"text-align: {side};":
            cell.set("class", f"align-{side}")
