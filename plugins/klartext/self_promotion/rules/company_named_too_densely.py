"""The rule against the company's name in every other sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Related
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import is_declared, is_helpful, names, words
from klartext.self_promotion.features import FLOOR_WORDS
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_RELATED = 5
_LEEWAY = 0.25
"""One name above the limit is no flood: so much more than the limit is let pass."""


class CompanyNamedTooDensely(Rule):
    """The text names the company, its products or aliases far more often than it needs to.

    Why:
        A name tells who speaks, once. Repeated in every paragraph it reads as an advert, and search engines have
        long stopped rewarding it. A post that is helpful as a whole, such as a manual, is left alone.

    Bad:
        Der Malerbetrieb Sommer streicht. Beim Malerbetrieb Sommer wird geschliffen. Mit SommerWeiss 3000 deckt es.
        SommerWeiss 3000 tropft nicht. Der Malerbetrieb Sommer berät, und der Malerbetrieb Sommer liefert auch.

    Good:
        Beim Malerbetrieb Sommer schleifen wir zuerst. Danach kommt Grundierung auf die Wand, und erst wenn sie
        trocken ist, der erste Anstrich.

    Options:
        `per_100_words`: the highest density that is fine (default 2.5).
        `minimum`: so many names are never too many (default 4).

    Kurz:
        Der Text nennt die Firma, ihre Produkte oder Zweitnamen weit öfter, als er müsste.

    Warum:
        Ein Name sagt, wer spricht, und zwar einmal. In jedem Absatz wiederholt liest er sich wie Werbung, und
        Suchmaschinen belohnen es längst nicht mehr. Ein im Ganzen hilfreicher Beitrag, etwa eine Anleitung, bleibt
        unbehelligt.

    Optionen:
        `per_100_words`: die höchste Dichte, die in Ordnung ist (2,5). `minimum`: so viele Nennungen sind nie zu
        viele (4).

    Source:
        Own reading of 781 company-blog posts: per 100 words, helpful posts name the company 0 to 0.2 times,
        excessive ones 0.9 (German) and 2.9 times (English) in the median.
    """

    @dataclass(frozen=True, slots=True)
    class Options:
        """What a site may set."""

        per_100_words: float = 2.5
        minimum: int = 4

        def __post_init__(self) -> None:
            if self.per_100_words <= 0:
                raise BadValue("per_100_words", PHRASES["above_0"])
            if self.minimum < 1:
                raise BadValue("minimum", PHRASES["at_least_1"])

    code = "SP003"
    name = "company-named-too-densely"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Der Text nennt die Firma oder ihre Produkte {times}-mal in {words} Wörtern: sagen Sie »wir«, "
            "»die Farbe«, "
            "oder streichen Sie den Satz; {fine}-mal wäre genug.",
            en='The text names the company or its products {times} times in {words} words: say "we" or "the paint", or '
            "drop the sentence; {fine} would do.",
        ),
        "also": Message(de="auch hier", en="here too"),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding at the name with which the text goes over the limit, the others as related places."""
        if is_declared(document) or is_helpful(document, site):
            return
        found = [name for name in names(document, site) if name.zone != "title"]
        count = sum(name.count for name in found)
        length = words(document, site)
        fine = max(int(self.options.per_100_words * max(length, FLOOR_WORDS) / 100), self.options.minimum - 1)
        if count <= fine * (1 + _LEEWAY):
            return
        totals = list(accumulate(name.count for name in found))
        at = next(i for i, total in enumerate(totals) if total > fine)
        others = [other for i, other in enumerate(found) if i != at][:_RELATED]
        yield self.found(
            document,
            found[at].span,
            related=tuple(Related(document.place(other.span), "also") for other in others),
            times=count,
            words=length,
            fine=fine,
        )
