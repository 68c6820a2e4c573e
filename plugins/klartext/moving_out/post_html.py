"""A post's Markdown as the HTML that WordPress keeps: whole addresses, captions as figures, shortcodes as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown
from bs4 import BeautifulSoup, NavigableString, Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from klartext.lint.document import Document

_TOKEN = re.compile("\ue000([0-9]+)\ue001")
_BLANK = re.compile(r"[ \t\r\n]+")
_EXTENSIONS = ("extra", "sane_lists")


def post_html(document: Document, address: Callable[[str], str]) -> str:
    """Return the body of a post as HTML.

    Args:
        document: the post.
        address: the public address for what a link or a picture names.
    """
    start = document.body_span.start
    source, at = document.text, start
    shortcodes: list[str] = []
    pieces: list[str] = []
    for shortcode in sorted(document.shortcodes, key=lambda found: found.span.start):
        pieces += [source[at : shortcode.span.start], f"\ue000{len(shortcodes)}\ue001"]
        shortcodes.append(source[shortcode.span.start : shortcode.span.end])
        at = shortcode.span.end
    text = "".join([*pieces, source[at:]])
    soup = BeautifulSoup(markdown.markdown(text, extensions=list(_EXTENSIONS)), "html.parser")
    for tag, attribute in (("a", "href"), ("img", "src")):
        for element in soup.find_all(tag, attrs={attribute: True}):
            element[attribute] = address(str(element[attribute]))
    for picture in soup.find_all("img", title=True):
        _caption(picture, soup)
    _join_lines(soup)
    return _TOKEN.sub(lambda match: shortcodes[int(match[1])], soup.decode(formatter="minimal")).strip()


def _caption(picture: Tag, soup: BeautifulSoup) -> None:
    """Put a picture that stands alone into a figure, its title below it."""
    shown = picture.parent if picture.parent is not None and picture.parent.name == "a" else picture
    paragraph = shown.parent
    if (
        paragraph is None
        or paragraph.name != "p"
        or len([c for c in paragraph.contents if str(c).strip()]) != 1
    ):
        return
    caption = soup.new_tag("figcaption")
    caption.string = str(picture["title"])
    del picture["title"]
    paragraph.name = "figure"
    paragraph["class"] = ["wp-block-image"]
    paragraph.append(caption)


def _join_lines(soup: BeautifulSoup) -> None:
    """Make one line of each paragraph: WordPress takes the end of a line for a break."""
    for text in soup.find_all(string=True):
        if type(text) is not NavigableString or text.find_parent("pre") is not None or "\n" not in text:
            continue
        after_break = isinstance(text.previous_sibling, Tag) and text.previous_sibling.name == "br"
        joined = _BLANK.sub(" ", text) if text.strip() else "\n"
        text.replace_with(NavigableString(joined.lstrip() if after_break else joined))
