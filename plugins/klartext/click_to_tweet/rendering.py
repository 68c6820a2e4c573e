"""How a quote becomes HTML: with the theme's template where it has one, else with ours."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klartext.click_to_tweet.quote import Quote, ShareLink

PAGE_TEMPLATE = "klartext/quote.html"
FEED_TEMPLATE = "klartext/quote_feed.html"
_OWN_TEMPLATES = Path(__file__).parent / "templates"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {"prompt": "Diesen Satz teilen"},
    "en": {"prompt": "Share this quote"},
}


def figure(quote: Quote, links: Sequence[ShareLink], lang: str, theme_folders: tuple[str, ...] = ()) -> str:
    """Return the quote as one ``<figure>``, with a link a network.

    Args:
        quote: the quote.
        links: its links, addresses filled.
        lang: the language of the page around it.
        theme_folders: template folders in which ``klartext/quote.html`` is looked for first.
    """
    template = _environment(theme_folders).get_template(PAGE_TEMPLATE)
    return template.render(quote=quote, links=links, lang=lang, words=_words(lang)).strip()


def feed_form(quote: Quote, address: str, lang: str, theme_folders: tuple[str, ...] = ()) -> str:
    """Return the quote for feed readers: a plain quote and one link to it, without any styling."""
    template = _environment(theme_folders).get_template(FEED_TEMPLATE)
    return template.render(quote=quote, address=address, lang=lang, words=_words(lang)).strip()


def _words(lang: str) -> Mapping[str, str]:
    return _WORDS.get(lang[:2], _WORDS["en"])


@lru_cache(maxsize=4)
def _environment(theme_folders: tuple[str, ...]) -> Environment:
    # A template that changes under the autoreloading server is read again: Jinja looks at its time.
    return Environment(loader=FileSystemLoader([*theme_folders, _OWN_TEMPLATES]), autoescape=True)
