"""The rule against calls to action beyond one closing line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import findings, phrase
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.lint.source import Span
    from klartext.self_promotion.analysis import Finding


class CallToAction(Rule):
    """The text tells readers to call, book or buy: in the middle, in a heading, or more than once at the end.

    Why:
        Who came for help and is sent to the order form feels taken in. One closing paragraph that says how to
        reach you is fair and is never reported.

    Bad:
        Feuchte Wände trocknen langsam, im Keller oft ein ganzes Jahr.

        Kontaktieren Sie uns noch heute!

        Danach prüft man den Putz mit der Kelle, Feld für Feld. Klingt er hohl, muss er herunter. Klingt er fest,
        darf er bleiben, auch wenn er hässlich ist. Am Sockel beginnt man, weil dort das Salz sitzt. Gemessen wird
        an drei Stellen, morgens und abends, eine Woche lang, und erst danach wird entschieden.

    Good:
        Feuchte Wände trocknen langsam, im Keller oft ein ganzes Jahr. Danach prüft man den Putz mit der Kelle,
        Feld für Feld. Klingt er hohl, muss er herunter.

        Fragen dazu? Schreiben Sie uns.

    Options:
        `ending`: the share of the text, counted from its end, in which one paragraph may call (default 0.2).

    Kurz:
        Der Text fordert zum Anrufen, Buchen oder Kaufen auf: mittendrin, in einer Überschrift oder am Ende mehrfach.

    Warum:
        Wer Hilfe sucht und zum Bestellformular geschickt wird, fühlt sich überrumpelt. Ein Schlussabsatz, der sagt,
        wie man Sie erreicht, ist in Ordnung und wird nie beanstandet.

    Optionen:
        `ending`: der Anteil des Textes, vom Ende gezählt, in dem ein Absatz auffordern darf (0,2).

    Source:
        Own reading of 781 company-blog posts: one contact line at the end says nothing about a post, two or
        more calls, or one in the middle, mark adverts.
    """

    @dataclass(frozen=True, slots=True)
    class Options:
        """What a site may set."""

        ending: float = 0.2

        def __post_init__(self) -> None:
            if not 0 <= self.ending <= 1:
                raise BadValue("ending", PHRASES["between_0_and_1"])

    code = "SP002"
    name = "call-to-action"
    scope = Scope.POST
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="»{phrase}« fordert mitten im Text zum Handeln auf: streichen Sie es oder sagen Sie es einmal am "
            "Schluss, etwa »Fragen dazu? Schreiben Sie uns.«",
            en='"{phrase}" is a call to action in the middle of the text: drop it or say it once at the end, such as '
            '"Questions? Write to us."',
        ),
        "heading": Message(
            de="»{phrase}« macht die Überschrift zum Werbeknopf: sagen Sie dort, was der Abschnitt erklärt.",
            en='"{phrase}" turns a heading into an advert: let it say what the section explains.',
        ),
        "again": Message(
            de="»{phrase}« ist die zweite Aufforderung am Schluss: eine genügt, streichen Sie die übrigen.",
            en='"{phrase}" is a second call to action at the end: one is enough, drop the others.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding for each sentence that calls, one closing paragraph with its heading excepted."""
        seen: set[Span] = set()
        closing: int | None = None
        for finding in findings(document, site, self.name):
            if finding.sentence in seen:
                continue
            seen.add(finding.sentence)
            in_text = finding.zone == "text"
            if finding.zone == "title" or finding.share < 1 - self.options.ending:
                yield self._at(document, finding, "found" if in_text else "heading")
            elif closing is None:
                closing = finding.block + (not in_text)
            elif finding.block != closing:
                yield self._at(document, finding, "again" if in_text else "heading")

    def _at(self, document: Document, finding: Finding, message: str) -> Diagnostic:
        return self.found(document, finding.span, message, phrase=phrase(document, finding))
