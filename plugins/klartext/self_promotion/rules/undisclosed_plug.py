"""The rule against recommending oneself as if one were neutral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import findings, phrase, says_we

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UndisclosedPlug(Rule):
    """A post that never says "we" recommends the firm or its product as if it were neutral.

    Why:
        Who reads "the best choice is X" must know that X pays the author. Hidden advertising is unlawful (§ 5a UWG),
        and it is what readers forgive least.

    Bad:
        Für feuchte Keller gibt es viele Farben. Fachleute empfehlen SommerWeiss 3000.

    Good:
        Für feuchte Keller gibt es viele Farben. Wir empfehlen SommerWeiss 3000, weil wir sie herstellen und kennen;
        reine Kalkfarbe vom Fachhandel tut es auch.

    Kurz:
        Ein Beitrag, der nie »wir« sagt, empfiehlt die Firma oder ihr Produkt, als wäre er neutral.

    Warum:
        Wer »die beste Wahl ist X« liest, muss wissen, dass X den Autor bezahlt. Schleichwerbung ist unzulässig (§ 5a
        UWG), und nichts verzeihen Leser schlechter.

    Source:
        Gesetz gegen den unlauteren Wettbewerb, § 5a Abs. 4.
    """

    code = "SP012"
    name = "undisclosed-plug"
    scope = Scope.POST
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="»{phrase}« empfiehlt Ihr eigenes Produkt, ohne es zu sagen: schreiben Sie »unser Produkt«, nennen Sie "
            "eine Alternative, oder kennzeichnen Sie den Beitrag mit »Promotional: yes«.",
            en='"{phrase}" recommends your own product without saying so: write "our product", name an alternative, or '
            'mark the post with "Promotional: yes".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding at the first recommendation in a post that never says "we"."""
        if document.is_page or says_we(document, site):
            return
        for finding in findings(document, site, self.name):
            yield self.found(document, finding.span, phrase=phrase(document, finding))
            return
