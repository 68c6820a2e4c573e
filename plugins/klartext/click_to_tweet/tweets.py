"""The quotes of a document as ``klartext inspect`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klartext.click_to_tweet.quote import Quote, quote_of, share_links, unique_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.document import Document, Shortcode
    from klartext.lint.rule import Site


def quotes(document: Document, site: Site) -> Iterator[tuple[Shortcode, Quote]]:
    """Yield the readable shortcodes of a document with the quotes they make, in order."""
    shortcodes = [shortcode for shortcode in document.shortcodes if not shortcode.problem]
    made = (
        quote_of(
            shortcode.attributes,
            shortcode.text,
            title=document.title,
            lang=document.lang,
            settings=site.settings.click_to_tweet,
        )
        for shortcode in shortcodes
    )
    yield from zip(shortcodes, unique_ids(made), strict=True)


def tweets(document: Document, site: Site) -> list[dict[str, Any]]:
    """Return one entry a quote: its place, its text, its attributes as written, its link on each network."""
    address = site.address(document)
    entries = []
    for shortcode, quote in quotes(document, site):
        links = share_links(
            quote,
            address=address,
            title=document.title,
            image="",
            label_lang=document.lang,
            settings=site.settings.click_to_tweet,
        )
        entries.append(
            {
                "line": document.place(shortcode.span).line,
                "start": shortcode.span.start,
                "end": shortcode.span.end,
                "text": quote.text,
                "attributes": {
                    name: value for name, value in shortcode.attributes.items() if name != "tweet"
                },
                "links": {link.network: link.address for link in links},
            }
        )
    return entries
