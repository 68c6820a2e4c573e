"""The rule against offering the same quote twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Related
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic, Place
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


_WORD = lazy_regex(r"\w+")


class RepeatedQuote(Rule):
    """The same quote is offered twice in a post.

    Why:
        The second time it is in the way of the text, and readers wonder whether they have read this before.

    Bad:
        [bctt tweet="Farbe braucht Zeit"]

        Der Rest ist Geduld.

        [bctt tweet=“Farbe braucht Zeit.“]

    Good:
        [bctt tweet="Farbe braucht Zeit"]

        [bctt tweet="Der Rest ist Geduld."]

    Kurz:
        Ein Beitrag bietet dasselbe Zitat zweimal an.

    Warum:
        Beim zweiten Mal steht es dem Text im Weg, und Ihre Leser fragen sich, ob sie das schon hatten.

    Source:
        Own design.
    """

    code = "CT004"
    name = "repeated-quote"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Dieses Zitat steht weiter oben schon einmal: lassen Sie eines von beiden weg.",
            en="This quote already appears further up: drop one of the two.",
        ),
        "first": Message(de="hier zum ersten Mal", en="here for the first time"),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each quote whose words an earlier one has."""
        first: dict[tuple[str, ...], Place] = {}
        for shortcode in document.shortcodes:
            if shortcode.problem:
                continue
            words = tuple(_WORD.findall((shortcode.text or document.title).casefold()))
            if words in first:
                yield self.found(document, shortcode.span, related=(Related(first[words], "first"),))
            else:
                first[words] = document.place(shortcode.span)
