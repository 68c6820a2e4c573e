"""The rule for dates that nobody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.document import parse_date
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UnreadableDate(Rule):
    """A date in the header is not written as year, month and day.

    Why:
        Pelican guesses at dates in other forms, and takes the fourth of March for the third of April; one
        that it cannot guess ends the build of the post. Year-month-day is read the same way by everybody.

    Bad:
        Title: Kalkputz im Bad
        Date: 14. März 2026

        Kalkputz atmet nicht, er puffert.

    Good:
        Title: Kalkputz im Bad
        Date: 2026-03-14 08:30

        Kalkputz atmet nicht, er puffert.

    Kurz:
        Ein Datum im Kopf ist nicht als Jahr, Monat und Tag geschrieben.

    Warum:
        Andere Schreibweisen errät Pelican und hält dabei den 4. März schon einmal für den 3. April; was es
        nicht errät, beendet den Bau des Beitrags. Jahr-Monat-Tag lesen alle gleich.

    Source:
        Pelican 4.12, utils.py: get_date() leaves the reading to dateutil, which puts the month first.
    """

    code = "KT007"
    name = "unreadable-date"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "found": Message(
            de="»{date}« ist kein eindeutiges Datum: schreiben Sie Jahr, Monat und Tag wie in »2026-03-14«.",
            en='"{date}" can be read as more than one date or none: write year, month and day as in "2026-03-14".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — one signature
        """Yield a finding at each date that has another form."""
        for field in document.front_matter.fields:
            if field.key in {"date", "modified"} and field.value and parse_date(field.value) is None:
                yield self.found(document, field.value_span, date=field.value)
