"""``[TOC]`` becomes the table of contents wherever Markdown's own extension puts it."""

from __future__ import annotations

import pytest
from markdown import Markdown
from markdown.extensions.toc import TocExtension

from klartext.theme_support.markdown_extension import TableOfContentsExtension

PLACES = [
    "[TOC]",
    " [TOC] \n\nText",
    "[TOC]\nText",
    "- [TOC]\n- b",
    "*[TOC]*",
    "`[TOC]`",
    "> [TOC]",
    "a\n[TOC]",
    "Text",
]


@pytest.mark.parametrize("place", PLACES)
def test_the_contents_stand_where_markdown_puts_them(place: str) -> None:
    text = f"{place}\n\n## Eins\n\n### Zwei [TOC]\n\n{place}\n"
    ours, own = (Markdown(extensions=["nl2br", kind()]) for kind in (TableOfContentsExtension, TocExtension))
    assert ours.convert(text) == own.convert(text)
    assert ours.toc == own.toc


def test_the_contents_are_put_in() -> None:
    html = Markdown(extensions=[TableOfContentsExtension()]).convert("[TOC]\n\n## Eins\n")
    assert html.startswith('<div class="toc">')
