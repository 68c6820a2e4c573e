"""Knows which page of the site a feed follows, and that what it holds is read elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klartext.lint.html_tokens import TokenKind, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTS = {"CATEGORY": "categories", "TAG": "tags", "AUTHOR": "authors"}


def pages_of_feeds(context: Mapping[str, Any]) -> dict[str, str]:
    """Return the page with a feed's posts by the feed's address, both below the site's; other feeds follow the site.

    Args:
        context: Pelican's: its settings, and the categories, tags and authors.
    """
    pages: dict[str, str] = {}
    for kind, names in _LISTS.items():
        for form in ("ATOM", "RSS"):
            if feed := context.get(f"{kind}_FEED_{form}"):
                pattern = str(context.get(f"{kind}_FEED_{form}_URL", feed))
                pages |= {
                    pattern.format(slug=name.slug): name.url for name, _ in context[names] if name.save_as
                }
    return pages


def with_whole_addresses(html: str, page: str) -> str:
    """Return a post for a feed: links to places within it, as footnotes have them, lead to its ``page``."""
    if 'href="#' not in html:
        return html
    pieces: list[str] = []
    done = 0
    for token in tokens(html, 0, len(html)):
        link = token.attributes.get("href")
        if token.kind is TokenKind.OPEN and token.name == "a" and link and link.value.startswith("#"):
            pieces += [html[done : link.span.start], page]
            done = link.span.start
    return "".join((*pieces, html[done:]))
