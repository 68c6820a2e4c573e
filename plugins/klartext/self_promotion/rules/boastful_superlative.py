"""The rule against superlatives about oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import findings, phrase
from klartext.self_promotion.rules.unproven_number_one_claim import UnprovenNumberOneClaim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class BoastfulSuperlative(Rule):
    """The firm calls itself leading, unique or outstanding and proves nothing.

    Why:
        Readers skip what every firm says of itself. A number, an example or a limit in the same place is
        believed. Praise for others is welcome: a sentence that links to them is never reported.

    Bad:
        Wir vom Malerbetrieb Sommer sind weltweit führend bei Kalkfarben.

        Unser herausragender Anstrich hält ein Leben lang.

    Good:
        Wir haben seit 2011 in 140 Kellern Kalkfarbe gestrichen; in neun davon blätterte sie nach zwei Jahren.

        Herausragend erklärt es [die Kollegin Ruh](https://ruh.example/kalk).

    Kurz:
        Die Firma nennt sich führend, einzigartig oder herausragend und belegt nichts.

    Warum:
        Was jede Firma von sich sagt, überlesen die Leute. Eine Zahl, ein Beispiel oder eine Grenze an derselben
        Stelle glauben sie. Lob für andere ist willkommen: Ein Satz, der auf sie verweist, wird nie beanstandet.

    Source:
        Own reading of 781 company-blog posts: superlatives about the own firm stand 2.5 times as often in
        posts that a careful reader called excessive.
    """

    code = "SP001"
    name = "boastful-superlative"
    scope = Scope.LINE
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="»{phrase}« ist Eigenlob ohne Beleg: nennen Sie die Zahl oder das Beispiel dahinter, "
            "etwa »140 Keller seit 2011, neun mit Schäden«.",
            en='"{phrase}" is self-praise without proof: give the figure or the example behind it, '
            'such as "140 cellars since 2011, nine with damage".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding for each superlative in a sentence about the firm that claims no rank besides."""
        ranks = {finding.span for finding in findings(document, site, UnprovenNumberOneClaim.name)}
        for finding in findings(document, site, self.name):
            if finding.named and not any(finding.span.overlaps(rank) for rank in ranks):
                yield self.found(document, finding.span, phrase=phrase(document, finding))
