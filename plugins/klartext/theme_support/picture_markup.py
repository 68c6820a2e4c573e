"""Knows the HTML of a picture: sources in modern formats and several widths, dimensions, loading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from klartext.lint.html_tokens import TokenKind, tokens
from klartext.theme_support.page_notes import Notes
from klartext.theme_support.picture_memory import PictureMemory
from klartext.theme_support.pictures import (
    FORMATS,
    MODERN_FORMATS,
    Picture,
    Rendition,
    UnusablePictureError,
    check_pixels,
    published_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from klartext.theme_support.page_notes import Wish


@dataclass(frozen=True, slots=True)
class Use:
    """How large a picture stands in a page: the widths to offer, in pixels, and the attribute ``sizes``."""

    widths: tuple[int, ...]
    sizes: str


# The widths in CSS pixels come from static/css: cards.css, article.css, layout.css.
USES = {
    "prose": Use((480, 800, 1200, 1600), "(min-width: 48rem) 46rem, 100vw"),
    "cover": Use((480, 800, 1200, 1600), "(min-width: 84rem) 78rem, 100vw"),
    "card": Use((480, 800), "(min-width: 84rem) 25rem, (min-width: 45rem) 45vw, 100vw"),
    "lead": Use((480, 800, 1200, 1600), "(min-width: 84rem) 44rem, (min-width: 56rem) 55vw, 100vw"),
    "face": Use((96, 192), "2.75rem"),
    "large": Use((96, 192), "5.5rem"),
    "portrait": Use((192, 480), "(min-width: 68rem) 15rem, 22vw"),
}


@dataclass
class PictureShelf:
    """The pictures of one build: what is known of each, and which files the pages ask for.

    ``files`` gives each picture's file by its address in the site, ``checked`` the digests of those known to be
    whole, ``memory`` what the build before knew of them; ``renditions`` collects by address what must be made;
    ``notes`` take what is asked for; ``problems`` says by address why a picture stands in the page as it is.
    """

    files: Mapping[str, Path]
    checked: frozenset[str] = frozenset()
    memory: PictureMemory = field(default_factory=PictureMemory)
    renditions: dict[str, Rendition] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    problems: dict[str, UnusablePictureError] = field(default_factory=dict)
    _known: dict[str, Picture | None] = field(default_factory=dict)

    def picture(self, address: str) -> Picture | None:
        """Return the picture at an address in the site; ``None`` for one that is published as it is."""
        if address not in self._known:
            try:
                found = self.memory.picture(self.files[address])
                if found.digest not in self.checked:
                    check_pixels(found)  # a page must not point to sizes that cannot be made
                self._known[address] = found
            except KeyError:
                self._known[address] = None
            except UnusablePictureError as error:
                self._known[address] = None
                self.problems[address] = error
        return self._known[address]

    def want(self, wish: Wish, picture: Picture) -> str:
        """Note that a picture is to be made in a width and format; return the address of the file."""
        address, width, kind = wish
        file = f"{address.rpartition('.')[0]}-{width}{FORMATS[kind]}"
        self.renditions[file] = Rendition(picture, width, kind)
        self.notes.wishes[wish] = None
        return file

    def want_again(self, wishes: Iterable[Wish]) -> None:
        """Note what an unchanged page asked for when it was rendered."""
        for wish in wishes:
            if picture := self.picture(wish[0]):
                self.want(wish, picture)

    def source_set(self, picture: Picture, address: str, use: Use, kind: str, site: str) -> str:
        """Return the attribute ``srcset`` for one format, and note its files as wanted."""
        full = published_width(picture)
        # A picture hardly wider than one of the widths needs no file of its own.
        widths = [width for width in use.widths if width <= full]
        if not widths or (use.widths[-1] > full > 1.25 * widths[-1]):
            widths.append(full)
        entries = []
        for width in widths:
            file = self.want((address, width, kind), picture)
            entries.append(f"{site}/{quote(file)} {width}w")
        return ", ".join(entries)


def picture_html(
    shelf: PictureShelf, address: str, site: str, use: str, attributes: Mapping[str, str]
) -> Markup:
    """Return ``<picture>`` for a picture of the site, or a plain ``<img>`` where there is nothing to choose from.

    Args:
        shelf: the build's pictures.
        address: the picture's address in the site, not quoted.
        site: what stands before it in this page, ``SITEURL``.
        use: a key of ``USES``.
        attributes: of the ``<img>``; ``alt`` should be among them.
    """
    picture = shelf.picture(address)
    image = dict(attributes) | {"src": f"{site}/{quote(address)}"}
    if picture is None:
        return _tag("img", image)
    full = published_width(picture)
    image = {"width": str(full), "height": str(round(picture.height * full / picture.width))} | image
    if picture.moves:
        return _tag("img", image)
    own = {"sizes": USES[use].sizes}
    sources = [
        _tag("source", {"type": f"image/{kind.lower()}", "srcset": found} | own)
        for kind in MODERN_FORMATS
        if (found := shelf.source_set(picture, address, USES[use], kind, site))
    ]
    return Markup("<picture>{}{}</picture>").format(Markup().join(sources), _tag("img", image))


def with_pictures(shelf: PictureShelf, html: str, site: str, use: str) -> Markup:
    """Return ``html`` with every ``<img>`` of this site as ``<picture>``, and with pictures for films at rest.

    What is no tag stays as it is.
    """
    html = _rewritten(
        html, "img", site, lambda address, attributes: picture_html(shelf, address, site, use, attributes)
    )
    html = _rewritten(
        html, "video", site, lambda address, attributes: _film(shelf, address, site, attributes)
    )
    return Markup(html)  # noqa: S704 — the post's own HTML, as it came


def _rewritten(html: str, name: str, site: str, rewrite: Callable[[str, dict[str, str]], str]) -> str:
    """Return ``html`` with each opening tag ``name`` whose ``src`` lies in this site as ``rewrite`` gives it."""
    parts: list[str] = []
    done = 0
    at = html.find(f"<{name}")
    while at >= 0:
        token = next(tokens(html, at, len(html)), None)
        if token is None or token.kind is not TokenKind.OPEN or token.name != name:
            at = html.find(f"<{name}", at + 1)
            continue
        attributes = {key: attribute.value for key, attribute in token.attributes.items()}
        source = attributes.get("src", "")
        if source.startswith(f"{site}/"):
            parts += [html[done:at], rewrite(unquote(source.removeprefix(f"{site}/")), attributes)]
            done = token.span.end
        at = html.find(f"<{name}", token.span.end)
    return "".join([*parts, html[done:]])


def _film(shelf: PictureShelf, address: str, site: str, attributes: dict[str, str]) -> str:
    """Return a film's opening tag; a picture of the same name beside it is what shows before it plays."""
    stem = address.rpartition(".")[0]
    for ending in FORMATS.values():
        if picture := shelf.picture(stem + ending):
            full = published_width(picture)
            size = {"width": str(full), "height": str(round(picture.height * full / picture.width))}
            return _tag("video", attributes | size | {"poster": f"{site}/{quote(stem + ending)}"})
    return _tag("video", attributes)


def _tag(name: str, attributes: Mapping[str, str]) -> Markup:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{written}>")  # noqa: S704 — every value is escaped above
