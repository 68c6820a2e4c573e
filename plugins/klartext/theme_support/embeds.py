"""Knows films and embeds: own ones load on a click, what comes from elsewhere is a card with a plain link.

The pages' policy lets nothing from elsewhere in, so an embed cannot load even when a reader asks for it; the card
leads to the film itself. Nobody learns of a visit before the click.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from klartext.films import watch_address
from klartext.lint.html_tokens import TokenKind, tokens

if TYPE_CHECKING:
    from klartext.lint.html_tokens import Token

_WATCH = {"de": "Bei {host} ansehen", "en": "Watch at {host}"}
_OPEN = {"de": "Bei {host} öffnen", "en": "Open at {host}"}
_NOTE = {
    "de": "Hier wird nichts geladen. Erst mit dem Klick erfährt {host} von Ihrem Besuch.",
    "en": "Nothing is loaded here. {host} learns of your visit with the click only.",
}
_FILM = {"de": "Film", "en": "Film"}
_DOWNLOAD = {"de": "Film herunterladen", "en": "Download the film"}
_LOADING_TAG = re.compile("<(?:iframe|embed|object|script)", re.IGNORECASE)


def film(address: str, description: str, language: str) -> ET.Element:
    """Return the player of a film of the site; not a byte of it is fetched before somebody presses play."""
    player = ET.Element("video", {"controls": "", "preload": "none", "playsinline": "", "src": address})
    player.set("aria-label", description or _phrase(_FILM, language))
    ET.SubElement(player, "a", {"href": address}).text = _phrase(_DOWNLOAD, language)
    return player


def video_card(address: str, text: str, caption: str, language: str) -> list[ET.Element] | None:
    """Return the parts of a card for a film on YouTube, Vimeo or PeerTube; ``None`` for any other address.

    Args:
        address: where the film is to be seen or the address of its embed.
        text: what the film shows.
        caption: stands below the card; the note on the host goes into the card then.
        language: of the words.
    """
    watch = watch_address(address)
    return _card_parts(watch, text, caption, language, film=True) if watch else None


def with_cards(text: str, language: str) -> str:
    """Return HTML with every frame and object from elsewhere as a card, and without scripts from elsewhere."""
    if not _LOADING_TAG.search(text):
        return text
    pieces: list[str] = []
    done, closing = 0, ""
    for token in tokens(text, 0, len(text)):
        if closing:
            if token.kind is TokenKind.CLOSE and token.name == closing:
                done, closing = token.span.end, ""
        elif token.kind is TokenKind.OPEN and (address := _foreign_address(token)):
            before = text[: token.span.start].rstrip(" ")
            own_block = not before or before.endswith("\n")
            pieces += [text[done : token.span.start], _card(token, address, language, own_block=own_block)]
            done = token.span.end
            closing = "" if token.name == "embed" else token.name
    # An embed that is never closed swallows the rest in a browser as well, but here it stays to be read.
    pieces.append(text[done:])
    return "".join(pieces)


def _foreign_address(token: Token) -> str:
    name = {"iframe": "src", "embed": "src", "object": "data", "script": "src"}.get(token.name, "")
    attribute = token.attributes.get(name)
    address = attribute.value.strip() if attribute else ""
    if address.startswith("//"):
        address = f"https:{address}"
    return address if urlsplit(address).scheme in ("http", "https") else ""


def _card(token: Token, address: str, language: str, *, own_block: bool) -> str:
    if token.name == "script":
        return ""
    title = token.attributes.get("title")
    watch = watch_address(address)
    card = ET.Element("figure", {"class": "embed"})
    card.extend(_card_parts(watch or address, title.value if title else "", "", language, film=bool(watch)))
    # In the middle of a sentence there is room for a link alone.
    return ET.tostring(card if own_block else card[0], encoding="unicode", method="html")


def _card_parts(address: str, text: str, caption: str, language: str, *, film: bool) -> list[ET.Element]:
    host = _host(address)
    link = ET.Element("a", {"class": "embed__link", "href": address, "rel": "noopener noreferrer"})
    if text:
        ET.SubElement(link, "span", {"class": "embed__title"}).text = text
    verb = _phrase(_WATCH if film else _OPEN, language).format(host=host)
    ET.SubElement(link, "span", {"class": "embed__host"}).text = verb
    note = ET.Element("p" if caption else "figcaption", {"class": "embed__note"})
    note.text = _phrase(_NOTE, language).format(host=host)
    return [link, note]


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _phrase(words: dict[str, str], language: str) -> str:
    return words.get(language, words["de"])
