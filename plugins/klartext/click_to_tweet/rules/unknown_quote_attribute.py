"""The rule against attributes that a quote does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.click_to_tweet.networks import NETWORKS, RETIRED
from klartext.click_to_tweet.quote import network_names
from klartext.click_to_tweet.shortcode import ATTRIBUTES, FOREIGN_ATTRIBUTES
from klartext.lint.rule import Message, Rule, Scope
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document, Shortcode
    from klartext.lint.rule import Site


class UnknownQuoteAttribute(Rule):
    """A quote has an attribute, or names a network, that does not exist.

    Why:
        It has no effect: a misspelt by= loses the name of the person you quote, a misspelt network its link.

    Bad:
        [bctt tweet="Farbe braucht Zeit" usrname="sommer"]

        [bctt tweet="Farbe braucht Zeit" networks="blusky, mail"]

    Good:
        [bctt tweet="Farbe braucht Zeit" username="sommer" networks="bluesky, mail"]

    Kurz:
        Ein Zitat hat eine Angabe oder nennt ein Netzwerk, die es nicht gibt.

    Warum:
        Sie bleibt ohne Wirkung: Ein verschriebenes by= verliert den Namen der zitierten Person, ein verschriebenes
        Netzwerk seinen Verweis.

    Source:
        The attributes of Better Click To Tweet 6.0 and our own.
    """

    code = "CT007"
    name = "unknown-quote-attribute"
    scope = Scope.PARAGRAPH
    messages = {
        "attribute": Message(
            de="»{name}« ist keine Angabe eines Zitats und bleibt ohne Wirkung. Zur Wahl stehen: {choices}.",
            en='"{name}" is no attribute of a quote and has no effect. Choose from: {choices}.',
        ),
        "attribute-like": Message(
            de="»{name}« ist keine Angabe eines Zitats und bleibt ohne Wirkung: meinten Sie »{close}«?",
            en='"{name}" is no attribute of a quote and has no effect: did you mean "{close}"?',
        ),
        "network": Message(
            de="»{name}« ist kein Netzwerk, auf dem sich teilen lässt. Zur Wahl stehen: {choices}.",
            en='"{name}" is no network to share on. Choose from: {choices}.',
        ),
        "network-like": Message(
            de="»{name}« ist kein Netzwerk, auf dem sich teilen lässt: meinten Sie »{close}«?",
            en='"{name}" is no network to share on: did you mean "{close}"?',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each unknown attribute and each unknown network."""
        for shortcode in document.shortcodes:
            if shortcode.problem:
                continue
            for name in shortcode.attributes:
                if name not in ATTRIBUTES and name not in FOREIGN_ATTRIBUTES:
                    span = _name_span(document.text, shortcode, name)
                    yield self._unknown(document, span, "attribute", name, ATTRIBUTES)
            for name in network_names(shortcode.attributes.get("networks", "")):
                if name not in NETWORKS:
                    span = shortcode.attribute_spans["networks"]
                    yield self._unknown(document, span, "network", name, tuple(NETWORKS))

    def _unknown(
        self, document: Document, span: Span, message: str, name: str, choices: tuple[str, ...]
    ) -> Diagnostic:
        from difflib import get_close_matches  # noqa: PLC0415 — slow to import, needed for slips only

        close = RETIRED.get(name) or next(iter(get_close_matches(name, choices, n=1)), "")
        if close:
            return self.found(document, span, f"{message}-like", name=name, close=close)
        return self.found(document, span, message, name=name, choices=", ".join(choices))


def _name_span(text: str, shortcode: Shortcode, name: str) -> Span:
    """Return where an attribute's name stands; the whole shortcode where it has none of its own."""
    value = shortcode.attribute_spans[name]
    at = text.lower().rfind(name, shortcode.span.start, value.start)
    return Span(at, at + len(name)) if at >= 0 else shortcode.span
