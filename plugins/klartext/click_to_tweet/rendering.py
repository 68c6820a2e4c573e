"""How a quote becomes HTML: with the theme's template where it has one, else with ours."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klartext.click_to_tweet.quote import Quote, ShareLink

PAGE_TEMPLATE = "klartext/quote.html"
FEED_TEMPLATE = "klartext/quote_feed.html"
SCRIPT = Path(__file__).parent / "static" / "quote.js"
"""The script behind the buttons to copy and to open the device's share sheet."""
_OWN_TEMPLATES = Path(__file__).parent / "templates"
PHRASES = {
    "prompt": Message(de="Diesen Satz teilen", en="Share this quote"),
    "copy": Message(de="In die Zwischenablage kopieren", en="Copy to the clipboard"),
    "copied": Message(de="Kopiert", en="Copied"),
    "share": Message(de="Mit dem Gerät teilen", en="Share with this device"),
}


class QuoteTemplates:
    """The two templates of a quote.

    Args:
        theme_folders: template folders in which ``klartext/quote.html`` and ``klartext/quote_feed.html`` are looked
            for before our own.
    """

    def __init__(self, theme_folders: Sequence[str] = ()) -> None:
        self._theme_folders = tuple(theme_folders)
        loader = FileSystemLoader([*theme_folders, _OWN_TEMPLATES])
        # Read once a build: a changed template counts in the next.
        environment = Environment(loader=loader, autoescape=True, auto_reload=False)
        self._page = environment.get_template(PAGE_TEMPLATE)
        self._feed = environment.get_template(FEED_TEMPLATE)

    def __reduce__(self) -> tuple[type[QuoteTemplates], tuple[tuple[str, ...]]]:
        # Pelican's reader cache pickles the settings, which hold these; compiled templates cannot be.
        return QuoteTemplates, (self._theme_folders,)

    def figure(
        self, quote: Quote, links: Sequence[ShareLink], lang: str, *, address: str = "", script: str = ""
    ) -> str:
        """Return the quote as one ``<figure>``, with a link a network.

        Args:
            quote: the quote.
            links: its links, addresses filled.
            lang: the language of the page around it.
            address: the address to share, for the buttons that need a script.
            script: where ``SCRIPT`` is published; empty for a figure without such buttons.
        """
        rel = "noopener noreferrer nofollow" if quote.nofollow else "noopener noreferrer"
        return self._page.render(
            quote=quote, links=links, lang=lang, rel=rel, words=_words(lang), address=address, script=script
        ).strip()

    def feed_form(self, quote: Quote, address: str, lang: str) -> str:
        """Return the quote for feed readers: a plain quote and one link to it, without any styling."""
        return self._feed.render(quote=quote, address=address, lang=lang, words=_words(lang)).strip()


@cache
def _words(lang: str) -> Mapping[str, str]:
    return {key: sentence(PHRASES[key], lang[:2]) for key in PHRASES}
