"""The rule against quotes that do not fit into a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.click_to_tweet.networks import NETWORKS, Post
from klartext.click_to_tweet.quote import quote_address
from klartext.click_to_tweet.tweets import quotes
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.click_to_tweet.quote import Quote
    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


_VERY_LONG_ADDRESS = 200


class OverlongQuote(Rule):
    """A quote is too long for one of the networks it is offered on.

    Why:
        The page always shows the whole quote, but the post that readers send is cut after the last word that fits.
        A sentence of your own choosing ends better than one that stops at "…".

    Bad:
        [bctt tweet="Wer eine alte Kalkwand streichen will, sollte zuerst mit der flachen Hand darüberfahren,
        denn wenn die Hand danach weiß ist, dann kreidet der Anstrich, und auf einem kreidenden Anstrich hält keine
        neue Farbe, ganz gleich, was auf dem Eimer steht und wie viel Grundierung vorher auf die Wand kam."]

    Good:
        [bctt tweet="Ist die Hand danach weiß, hält auf dieser Wand keine neue Farbe."]

    Kurz:
        Ein Zitat ist für eines der Netzwerke zu lang, auf denen es angeboten wird.

    Warum:
        Die Seite zeigt immer das ganze Zitat, doch der Beitrag, den Ihre Leser teilen, endet nach dem letzten Wort,
        das passt. Ein Satz, den Sie selbst beenden, wirkt besser als einer, der bei »…« aufhört.

    Source:
        The networks' own limits: X 280 weighted characters, Bluesky 300 graphemes, Mastodon 500, Threads 500.
    """

    code = "CT002"
    name = "overlong-quote"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Für {network} ist dieses Zitat mit Adresse {n} Zeichen zu lang und wird beim Teilen gekürzt: "
            "kürzen Sie "
            'es selbst, oder geben Sie mit post="…" einen kürzeren Text zum Teilen an.',
            de_one="Für {network} ist dieses Zitat mit Adresse ein Zeichen zu lang und wird beim Teilen "
            "gekürzt: kürzen "
            'Sie es selbst, oder geben Sie mit post="…" einen kürzeren Text zum Teilen an.',
            en="With its address this quote is {n} characters too long for {network} and is cut when shared: "
            "shorten it "
            'yourself, or give a shorter text to share with post="…".',
            en_one="With its address this quote is one character too long for {network} and is cut when shared: "
            "shorten "
            'it yourself, or give a shorter text to share with post="…".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each quote and network that it is too long for."""
        settings = site.settings.click_to_tweet
        for shortcode, quote in quotes(document, site):
            if not any(_may_be_over(quote, name) for name in quote.networks):
                continue
            post = Post(
                text=quote.post_text,
                address=quote_address(quote, site.address(document), settings),
                title=document.title,
                handle=quote.handle,
                hashtags=quote.hashtags,
            )
            for network in map(NETWORKS.__getitem__, quote.networks):
                if network.can_share(post) and (over := network.over(post)) > 0:
                    yield self.found(
                        document, shortcode.span, network=network.title_in(document.lang), n=over
                    )


def _may_be_over(quote: Quote, name: str) -> bool:
    """Tell whether the post's exact address is worth asking for: with a very long one the quote would not fit."""
    address = f"https://{'x' * _VERY_LONG_ADDRESS}.example" if quote.address else ""
    post = Post(quote.post_text, address, handle=quote.handle, hashtags=quote.hashtags)
    return NETWORKS[name].over(post) > 0
