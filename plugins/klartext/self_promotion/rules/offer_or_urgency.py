"""The rule against discounts, free trials and pressure of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import findings, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class OfferOrUrgency(Rule):
    """The text lures with an offer or presses for time: discount, free trial, only a few places left.

    Why:
        Offers belong on a page for offers. In a post they tell readers that the rest was bait, and they are
        out of date before the post is.

    Bad:
        Nur noch wenige Plätze frei!

        Mit dem Gutscheincode KALK gibt es 20 Prozent Rabatt.

    Good:
        Der Kurs am 14. März kostet 90 Euro und hat zwölf Plätze.

    Kurz:
        Der Text lockt mit einem Angebot oder drängt zur Eile: Rabatt, Testversion, nur noch wenige Plätze.

    Warum:
        Angebote gehören auf eine Angebotsseite. In einem Beitrag verraten sie, dass der Rest Köder war, und sie
        veralten, bevor es der Beitrag tut.

    Source:
        Own reading of 781 company-blog posts; urgency is a dark pattern (Directive 2005/29/EC, Annex I, no. 7).
    """

    code = "SP009"
    name = "offer-or-urgency"
    scope = Scope.LINE
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="»{phrase}« ist ein Lockangebot: nennen Sie Preis und Termin sachlich, etwa »Der Kurs am 14. März "
            "kostet 90 Euro«, oder verweisen Sie auf die Angebotsseite.",
            en='"{phrase}" is a lure: state price and date plainly, such as "The course on 14 March costs 90 euros", '
            "or point to the page with your offers.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding for each kind of lure, and another where it comes back in a later paragraph."""
        last: dict[str, int] = {}
        for finding in findings(document, site, self.name):
            # A heading and the paragraph under it say the same once.
            if finding.block > last.get(finding.entry, -2) + 1:
                yield self.found(document, finding.span, phrase=phrase(document, finding))
            last[finding.entry] = finding.block
