"""The rule for recorded times that no post takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.writing_effort.constants import load_constants
from klartext.writing_effort.duration import parse_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class ImplausibleEffort(Rule):
    """The time recorded for a post is zero, negative or longer than anyone writes.

    Why:
        One slip such as 900 hours instead of 9 would spoil the estimates of the next ten posts. Such a value is left
        out until you correct it.

    Bad:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Effort: 900h

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Good:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Effort: 9h

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Options:
        The limit is the constant `longest_plausible_hours` of `writing_effort` (80).

    Kurz:
        Die aufgezeichnete Zeit eines Beitrags ist null, negativ oder länger, als jemand schreibt.

    Warum:
        Ein Tippfehler wie 900 statt 9 Stunden würde die Schätzung der nächsten zehn Beiträge verderben. Ein solcher
        Wert bleibt außen vor, bis Sie ihn berichtigen.

    Optionen:
        Die Grenze ist die Konstante `longest_plausible_hours` von `writing_effort` (80).
    """

    code = "WE002"
    name = "implausible-effort"
    scope = Scope.LINE
    messages = {
        "too-short": Message(
            de="»{value}« ist keine Arbeitszeit und wird nicht mitgezählt: tragen Sie die Zeit ein, die der Beitrag "
            "wirklich gebraucht hat.",
            en='"{value}" is no working time and is not counted: enter the time that the post really took.',
        ),
        "too-long": Message(
            de="»{value}« wären {hours} Stunden für einen Beitrag; das wird nicht mitgezählt: prüfen Sie Zahl und "
            "Einheit.",
            en='"{value}" would be {hours} hours for one post; it is not counted: check number and unit.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding where ``Effort`` is out of bounds."""
        field = document.front_matter.field("effort")
        if field is None:
            return
        try:
            minutes = parse_duration(field.value)
        except ValueError:
            return  # unreadable-effort speaks of it
        if minutes <= 0:
            yield self.found(document, field.value_span, "too-short", value=field.value)
        elif minutes > 60 * load_constants(site.settings.writing_effort).longest_plausible_hours:
            yield self.found(
                document, field.value_span, "too-long", value=field.value, hours=round(minutes / 60)
            )
