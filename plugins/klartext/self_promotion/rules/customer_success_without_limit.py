"""The rule against success stories in which nothing goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Related
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import findings, help_count, words
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class CustomerSuccessWithoutLimit(Rule):
    """Customers praise the firm and its work throughout, and no limit, problem or mistake is named.

    Why:
        A story without a setback is not believed. What did not work, what it cost and for whom it is wrong make the
        rest credible, and help the next customer decide.

    Bad:
        Die Gemeinde entschied sich für den Malerbetrieb Sommer. Sie ist eine zufriedene Kundin. Sie setzt auf
        SommerWeiss 3000. Mit dem Malerbetrieb Sommer konnten die Räume in einer Woche gestrichen werden. Unsere
        Kunden vertrauen uns.

    Good:
        Die Gemeinde entschied sich für den Malerbetrieb Sommer und setzt auf SommerWeiss 3000. Leider reichte ein
        Anstrich nicht: Über den Heizkörpern kam die alte Farbe durch, das Problem kennen wir aus anderen Schulen.
        Der zweite Anstrich kostete uns zwei Tage, die niemand bezahlt hat. Allerdings hält er jetzt.

    Options:
        `phrases`: so many phrases of success make a success story (default 3).
        `per_100_words`: so many limits and problems per 100 words are enough (default 0.6).

    Kurz:
        Kunden loben die Firma und ihre Arbeit durchweg, und keine Grenze, kein Problem, kein Fehler wird genannt.

    Warum:
        Eine Geschichte ohne Rückschlag glaubt niemand. Was nicht ging, was es gekostet hat und für wen es das Falsche
        ist, macht den Rest glaubhaft und hilft dem nächsten Kunden beim Entscheiden.

    Optionen:
        `phrases`: so viele Erfolgssätze machen eine Erfolgsgeschichte (3). `per_100_words`: so viele Grenzen und
        Probleme je 100 Wörter genügen (0,6).

    Source:
        Own reading of 781 company-blog posts: success stories without a limit are nearly always excessive.
    """

    @dataclass(frozen=True, slots=True)
    class Options:
        """What a site may set."""

        phrases: int = 3
        per_100_words: float = 0.6

        def __post_init__(self) -> None:
            if self.phrases < 1:
                raise BadValue("phrases", PHRASES["at_least_1"])
            if self.per_100_words < 0:
                raise BadValue("per_100_words", PHRASES["at_least_0"])

    code = "SP011"
    name = "customer-success-without-limit"
    scope = Scope.POST
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="Eine Erfolgsgeschichte ohne Rückschlag: sagen Sie, was nicht ging, was es gekostet hat oder für wen es "
            "das Falsche ist, etwa »Über den Heizkörpern kam die alte Farbe durch«.",
            en="A success story without a setback: say what did not work, what it cost or for whom it is "
            'wrong, such as "Above the radiators the old paint came through".',
        ),
        "also": Message(de="auch hier lobt ein Kunde", en="here a customer praises you, too"),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding at the first phrase of success, the others as related places."""
        found = [finding for finding in findings(document, site, self.name) if finding.ours]
        if len(found) < self.options.phrases:
            return
        limits = help_count(document, site, "problem", "limit", "mistake")
        if limits >= self.options.per_100_words * words(document, site) / 100 and limits:
            return
        related = tuple(Related(document.place(finding.span), "also") for finding in found[1:6])
        yield self.found(document, found[0].span, related=related)
