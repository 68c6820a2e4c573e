"""The quotes of a document as ``klartext inspect`` shows them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from klartext.click_to_tweet.networks import NETWORKS
from klartext.click_to_tweet.post_picture import post_picture
from klartext.click_to_tweet.quote import Quote, quote_of, share_links, unique_ids
from klartext.click_to_tweet.shortcode import may_have_shortcodes

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
    # A post without any needs not be parsed for them.
    found = list(quotes(document, site)) if may_have_shortcodes(document.text) else []
    if not found:
        return []
    address = site.address(document)
    wants_picture = any(NETWORKS[name].wants_picture for _, quote in found for name in quote.networks)
    image = _picture(document, site, address) if wants_picture else ""
    entries = []
    for shortcode, quote in found:
        links = share_links(
            quote,
            address=address,
            title=document.title,
            image=image,
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


def _picture(document: Document, site: Site, address: str) -> str:
    folder = PurePosixPath(document.path).parent
    content = (
        site.content.relative_to(site.root) if site.content.is_relative_to(site.root) else PurePosixPath()
    )
    inside = folder.relative_to(content) if folder.is_relative_to(content) else folder
    return post_picture(
        document.front_matter.get,
        (image.src for image in document.images),
        folder=inside.as_posix(),
        site=site.address(),
        address=address,
    )
