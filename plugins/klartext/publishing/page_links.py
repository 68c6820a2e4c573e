"""Knows what a finished page points to and what others may point to in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.html_tokens import Token, TokenKind, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESSES = {"href": ("a", "area", "link"), "src": (), "poster": (), "data": ("object",)}
"""Attributes that hold an address, and the elements in which they do; none means all."""
_PICTURES = ("img", "source", "picture", "video", "image")
_SOCIAL = ("og:image", "twitter:image")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a page; ``is_picture`` where a reader would see a hole, ``is_link`` where one can click."""

    address: str
    is_picture: bool = False
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class PageLinks:
    """``hidden`` pages ask search engines to stay away, ``searchable`` ones are in the site's own search."""

    references: tuple[Reference, ...]
    ids: frozenset[str]
    hidden: bool
    searchable: bool


def page_links(html: str) -> PageLinks:
    """Return the links of a page, each address once."""
    references: dict[Reference, None] = {}
    ids: set[str] = set()
    hidden = searchable = False
    for token in tokens(html, 0, len(html)):
        if token.kind is not TokenKind.OPEN:
            continue
        values = token.attributes
        ids.update(
            values[name].value
            for name in ("id", "name")
            if name in values and (name == "id" or token.name == "a")
        )
        searchable = searchable or "data-pagefind-body" in values
        if token.name == "meta":
            key = _value(token, "name") or _value(token, "property")
            hidden = hidden or (key == "robots" and "noindex" in _value(token, "content"))
            if key in _SOCIAL:
                references[Reference(_value(token, "content"), is_picture=True)] = None
            continue
        references |= dict.fromkeys(_references(token))
    return PageLinks(tuple(references), frozenset(ids), hidden, searchable)


def _references(token: Token) -> Iterator[Reference]:
    is_picture = token.name in _PICTURES
    for attribute, elements in _ADDRESSES.items():
        if attribute in token.attributes and (not elements or token.name in elements):
            yield Reference(_value(token, attribute).strip(), is_picture, token.name == "a")
    # The candidates of a source set are separated by commas, each an address and a width.
    for candidate in _value(token, "srcset").split(", "):
        if address := candidate.strip().partition(" ")[0]:
            yield Reference(address, is_picture)


def _value(token: Token, name: str) -> str:
    found = token.attributes.get(name)
    return found.value if found else ""
