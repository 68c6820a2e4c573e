"""The rule against posts that are adverts as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Related
from klartext.lint.rule import Message, Rule, Scope
from klartext.lint.source import Span
from klartext.self_promotion.analysis import is_declared
from klartext.self_promotion.score import judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class ExcessiveSelfPromotion(Rule):
    """The post as a whole reads like an advert for the company.

    Why:
        No single word makes an advert; the sum does: names, praise, offers, calls, and little that helps. The score
        was fitted on posts that a careful reader judged, and the passages that weigh most are shown.

    Bad:
        Title: Malerbetrieb Sommer: Ihr Partner für perfekte Wände
        Date: 2026-03-14

        Der Malerbetrieb Sommer ist Ihr zuverlässiger Partner für maßgeschneiderte Anstriche. Unser erfahrenes Team
        bietet Ihnen innovative Lösungen aus einer Hand. Mit SommerWeiss 3000 setzen wir neue Maßstäbe. Unsere
        zufriedenen Kunden schätzen unsere Leidenschaft und unsere höchste Qualität. Wir bieten Ihnen eine kostenlose
        Beratung und ein unverbindliches Angebot. Vertrauen Sie auf die Erfahrung vom Malerbetrieb Sommer und
        vereinbaren Sie noch heute einen Termin!

    Good:
        Title: Woran man erkennt, ob der Putz trocken ist
        Date: 2026-03-14

        Ein Messgerät hilft, aber es lügt bei Salz. Wir kleben deshalb eine Folie von einem halben Quadratmeter auf
        die Wand und warten bis zum nächsten Morgen. Stehen Tropfen darunter, ist der Putz nicht trocken. Bleibt die
        Folie klar, ist die Oberfläche trocken, tiefer drin kann es trotzdem feucht sein. Im Keller hat das bei uns
        schon zweimal nicht gereicht, dort muss man bohren und wiegen.

    Kurz:
        Der Beitrag liest sich im Ganzen wie eine Anzeige für die Firma.

    Warum:
        Kein einzelnes Wort macht eine Anzeige, die Summe tut es: Namen, Lob, Angebote, Aufforderungen und wenig, das
        hilft. Der Wert ist an Beiträgen ausgerichtet, die jemand sorgfältig beurteilt hat; die Stellen, die am
        meisten wiegen, stehen dabei.

    Source:
        Weights fitted by `bench/self_promotion/fit.py`; figures in its table.
    """

    code = "SP007"
    name = "excessive-self-promotion"
    scope = Scope.POST
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="Der Beitrag liest sich wie eine Anzeige ({score:.0%}): sagen Sie, welches Problem er löst und wo die "
            "Lösung an Grenzen stößt, oder kennzeichnen Sie ihn mit »Promotional: yes«.",
            en="The post reads like an advert ({score:.0%}): say which problem it solves and where it has its "
            "limits, or "
            'mark it with "Promotional: yes".',
        ),
        "passage": Message(de="diese Stelle wiegt mit", en="this passage weighs in"),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding at the title of an excessive post, its passages as related places."""
        if document.is_page or is_declared(document):
            return
        judgement = judge(document, site)
        if judgement["verdict"] != "excessive":
            return
        yield self.found(
            document,
            document.title_span,
            related=tuple(
                Related(document.place(Span(mark["start"], mark["end"])), "passage")
                for mark in judgement["evidence"]
            ),
            score=judgement["score"],
        )
