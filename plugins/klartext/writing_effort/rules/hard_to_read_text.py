"""The rule for texts that are hard to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Related, Severity
from klartext.lint.rule import Message, Rule, Scope
from klartext.writing_effort.constants import load_constants
from klartext.writing_effort.readability import prose_sentences, readability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_SHOWN = 3


class HardToReadText(Rule):
    """A post is hard to read: long sentences, long words.

    Why:
        Readers of a company blog read between two tasks. A text that asks for the schooling of a university
        is left after a paragraph, however good its advice. The finding points at the three longest
        sentences: cutting these in two helps most.

    Bad:
        Die Beschichtungsstoffauswahl unterliegt hinsichtlich der Untergrundbeschaffenheit, der
        Witterungsbeanspruchung sowie der bauphysikalischen Rahmenbedingungen einer Vielzahl
        unterschiedlicher Einflussfaktoren, deren Berücksichtigung im Rahmen der Ausführungsplanung
        unabdingbare Voraussetzung einer dauerhaft funktionsfähigen Oberflächenbeschichtung darstellt, wobei
        insbesondere die Feuchtigkeitsverhältnisse vorhandener Holzbauteile messtechnisch nachzuweisen sind.
        Die Durchführung der Untergrundvorbehandlungsmaßnahmen erfolgt entsprechend der
        Leistungsbeschreibung unter Berücksichtigung der Verarbeitungsrichtlinien der jeweiligen
        Beschichtungsstoffhersteller, welche hinsichtlich Trocknungszeiten, Schichtdickenbegrenzungen und
        Verarbeitungstemperaturen verbindliche Festlegungen beinhalten, deren Nichteinhaltung
        Gewährleistungseinschränkungen nach sich ziehen kann. Abschließend erfolgt die Dokumentation
        sämtlicher Ausführungsparameter einschließlich Luftfeuchtigkeit, Oberflächentemperatur und
        Materialverbrauch innerhalb des Bautagebuches, dessen Aufbewahrung mindestens bis zum Ablauf der
        Verjährungsfristen sämtlicher Gewährleistungsansprüche organisatorisch sicherzustellen ist. Die
        Inaugenscheinnahme der fertiggestellten Beschichtungsflächen erfolgt gemeinschaftlich mit dem
        Auftraggeber unter gleichmäßigen Beleuchtungsverhältnissen, wobei Beanstandungen protokollarisch
        festzuhalten sind.

    Good:
        Ein Fenster streicht man in dieser Reihenfolge: erst der Rahmen, dann der Flügel, zuletzt die Kante
        zum Glas. Wir nehmen dafür einen runden Pinsel. Er gibt die Farbe gleichmäßig ab und macht keine
        Spuren. Vorher schleifen wir das Holz kurz an und wischen den Staub mit einem feuchten Tuch ab. Dann
        muss es trocken sein, sonst hält der Lack nicht. Das prüfen wir mit einem Messgerät. Zeigt es mehr
        als fünfzehn Prozent, warten wir lieber noch einen Tag. Beim Streichen hilft Geduld: zwei dünne
        Schichten halten länger als eine dicke. Zwischen den Schichten bleibt das Fenster einen Tag lang
        offen. Wer es zu früh schließt, klebt es fest. Das ist uns selbst schon passiert, und es hat uns
        einen halben Tag Arbeit gekostet.

    Options:
        `flesch_de`, `flesch_en` – the reading ease below which a text counts as hard, from 100 (very easy)
        to 0 (very hard).

    Source:
        Amstad: Wie verständlich sind unsere Zeitungen?, Zürich 1978; Flesch: A new readability yardstick,
        Journal of Applied Psychology 32, 1948.

    Kurz:
        Ein Beitrag ist schwer zu lesen: lange Sätze, lange Wörter.

    Warum:
        Wer ein Firmenblog liest, liest zwischen zwei Aufgaben. Ein Text, der sich liest wie eine
        Doktorarbeit, wird nach einem Absatz verlassen, so gut sein Rat auch ist. Der Befund zeigt die drei
        längsten Sätze: sie zu teilen hilft am meisten.

    Optionen:
        `flesch_de`, `flesch_en` – die Lesbarkeit, unter der ein Text als schwer gilt, von 100 (sehr leicht)
        bis 0 (sehr schwer).
    """

    code = "WE005"
    name = "hard-to-read-text"
    scope = Scope.POST
    severity = Severity.INFO
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="Der Text ist schwer zu lesen (Flesch {flesch}, ab {limit} geht es leichter{wiener}); ein Satz hat im "
            "Mittel {words} Wörter: teilen Sie die längsten Sätze, und ersetzen Sie lange Wörter durch Verben.",
            en="The text is hard to read (Flesch {flesch}, easier from {limit}); a sentence has {words} words on "
            "average: split the longest sentences, and replace long nouns by verbs.",
        ),
        "long": Message(
            de="Dieser Satz hat {n} Wörter.",
            en="This sentence has {n} words.",
            de_one="Dieser Satz hat ein Wort.",
            en_one="This sentence has one word.",
        ),
    }

    @dataclass(frozen=True, slots=True)
    class Options:
        """From which reading ease on a text is easy enough."""

        flesch_de: float = 30.0
        flesch_en: float = 30.0

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding at the title, with the longest sentences."""
        shortest = load_constants(site.settings.writing_effort).shortest_text_words
        found = readability(document, site, shortest)
        limit = self.options.flesch_de if document.lang == "de" else self.options.flesch_en
        if found is None or found.flesch >= limit:
            return
        sentences = [(len(sentence.text.split()), sentence.span) for sentence in prose_sentences(document)]
        longest = sorted(sentences, key=lambda item: (-item[0], item[1]))[:_SHOWN]
        yield self.found(
            document,
            document.title_span,
            related=tuple(
                Related(document.place(span), "long", (("n", number),))
                for number, span in sorted(longest, key=lambda item: item[1])
            ),
            flesch=max(0, round(found.flesch)),
            limit=round(limit),
            wiener="" if found.wiener is None else f", Wiener Sachtextformel {round(found.wiener)}",
            words=round(found.words_per_sentence),
        )
