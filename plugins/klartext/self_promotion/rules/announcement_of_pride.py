"""The rule against announcing how proud and happy one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import findings, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class AnnouncementOfPride(Rule):
    """The firm announces how proud or thrilled it is.

    Why:
        The feeling is yours, the news is the reader's: what is new, for whom, since when. Left out, the sentence
        loses nothing and the news comes first.

    Bad:
        Wir sind stolz auf unsere neue Werkstatt.

        Wir freuen uns, Ihnen heute den neuen Lack vorzustellen.

    Good:
        Seit Montag schleifen wir in der neuen Werkstatt, mit Absaugung; der Staub im Hof hat sich erledigt.

    Kurz:
        Die Firma verkündet, wie stolz oder froh sie ist.

    Warum:
        Das Gefühl gehört Ihnen, die Nachricht dem Leser: was neu ist, für wen, seit wann. Ohne den Satz fehlt nichts,
        und die Nachricht steht vorn.

    Source:
        Own reading of 781 company-blog posts: "proud" stands in 1% of helpful and in 7% (German) and 20% (English)
        of excessive ones.
    """

    code = "SP010"
    name = "announcement-of-pride"
    scope = Scope.LINE
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="»{phrase}« sagt, wie Sie sich fühlen: beginnen Sie mit der Nachricht, etwa »Seit Montag "
            "schleifen wir mit Absaugung«.",
            en='"{phrase}" says how you feel: begin with the news, such as "Since Monday we have been sanding with '
            'extraction".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding for each sentence in which the firm is proud or thrilled."""
        last = None
        for finding in findings(document, site, self.name):
            asked = document.text[finding.sentence.start : finding.sentence.end].endswith("?")
            if finding.named and finding.sentence != last and not asked:
                last = finding.sentence
                yield self.found(document, finding.span, phrase=phrase(document, finding))
