"""The rule for recorded times that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.writing_effort.duration import parse_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UnreadableEffort(Rule):
    """The time recorded for a post cannot be read.

    Why:
        The estimate learns from the hours that your posts really took. A value it cannot read is left out, and
        nobody notices. A bare number is refused on purpose: 3 may be hours, 90 are surely minutes, and what of 20?

    Bad:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Effort: ziemlich lange

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Good:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Effort: 3 Std. 30 Min.

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Kurz:
        Die aufgezeichnete Zeit eines Beitrags ist nicht lesbar.

    Warum:
        Die Schätzung lernt aus den Stunden, die Ihre Beiträge wirklich gebraucht haben. Ein unlesbarer Wert fällt
        still heraus. Eine Zahl ohne Einheit gilt mit Absicht nicht: 3 können Stunden sein, 90 sind sicher Minuten,
        und 20?
    """

    code = "WE001"
    name = "unreadable-effort"
    scope = Scope.LINE
    messages = {
        "found": Message(
            de="»{value}« ist keine lesbare Zeit und wird nicht mitgezählt: schreiben Sie zum Beispiel "
            "»3h 30m«, »3:30«, »210 min« oder »3,5 Std.«.",
            en='"{value}" is no readable time and is not counted: write "3h 30m", "3:30", "210 min" or "3.5 h", '
            "for example.",
        ),
        "no-unit": Message(
            de="»{value}« hat keine Einheit und wird nicht mitgezählt: schreiben Sie »{value} min« oder "
            "»{value} h«.",
            en='"{value}" has no unit and is not counted: write "{value} min" or "{value} h".',
        ),
        "empty": Message(
            de="Die Zeile ist leer: tragen Sie die Zeit ein, zum Beispiel »3h 30m«, oder löschen Sie die Zeile.",
            en='The line is empty: enter the time, such as "3h 30m", or delete the line.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — the header is enough
        """Yield a finding where ``Effort`` is no duration."""
        field = document.front_matter.field("effort")
        if field is None:
            return
        if not field.value:
            yield self.found(document, field.key_span, "empty")
            return
        try:
            parse_duration(field.value)
        except ValueError:
            is_bare = field.value.replace(",", "", 1).replace(".", "", 1).isdecimal()
            key = "no-unit" if is_bare else "found"
            yield self.found(document, field.value_span, key, value=field.value)
