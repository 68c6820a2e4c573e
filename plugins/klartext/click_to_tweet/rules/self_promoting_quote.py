"""The rule against quotes that would advertise in the name of readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class SelfPromotingQuote(Rule):
    """A quote to share names the firm or one of its products.

    Why:
        Whoever shares it advertises under their own name. Few do, and those who do not feel used. A sentence that
        is true without you is shared more often; the link leads to you anyway.

    Bad:
        [bctt tweet="Mit SommerWeiss 3000 deckt schon der erste Anstrich."]

    Good:
        [bctt tweet="Der erste Anstrich zeigt die Löcher, der zweite die Wand." by="Malerbetrieb Sommer"]

    Kurz:
        Ein Zitat zum Teilen nennt die Firma oder eines ihrer Produkte.

    Warum:
        Wer es teilt, wirbt unter eigenem Namen. Das tun wenige, und die anderen fühlen sich benutzt. Ein Satz, der
        auch ohne Sie stimmt, wird öfter geteilt; der Verweis führt ohnehin zu Ihnen.

    Source:
        Own design.
    """

    code = "CT006"
    name = "self-promoting-quote"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Dieses Zitat nennt »{name}« und wirbt damit im Namen derer, die es teilen: wählen Sie einen "
            "Satz, der auch "
            'ohne Ihren Namen stimmt, und nennen Sie sich mit by="…".',
            en='This quote names "{name}" and so advertises in the name of those who share it: choose a '
            "sentence that is "
            'true without your name, and name yourself with by="…".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each quote whose shown or shared text names the firm."""
        company = site.settings.company
        names = sorted(
            {company.name, *company.aliases, *company.products, *company.domains} - {""},
            key=len,
            reverse=True,
        )
        for shortcode in document.shortcodes:
            if shortcode.problem:
                continue
            text = "\n".join(
                [shortcode.text, *(shortcode.attributes.get(name, "") for name in ("tweet", "post"))]
            )
            named = next((name for name in names if _occurs(name, text)), None)
            if named:
                yield self.found(document, shortcode.span, name=named)


def _occurs(name: str, text: str) -> bool:
    """Tell whether a name stands in a text as a word, or as the beginning of a German compound or genitive."""
    pattern = r"\s+".join(re.escape(part) for part in name.split())
    return re.search(rf"(?<!\w){pattern}(?=s\b|\b|-)", text, re.IGNORECASE) is not None
