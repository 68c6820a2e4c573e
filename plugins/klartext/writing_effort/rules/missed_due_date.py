"""The rule for drafts that will not be ready in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES
from klartext.writing_effort.features import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class MissedDueDate(Rule):
    """A draft's due date has passed or is too near for the work that is left.

    Why:
        Work takes two thirds longer than planned on average. It is better to hear today that five half-hours
        no longer fit in before Friday than on Friday.

    Bad:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Status: draft
        Due: 2020-01-31

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Good:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Status: draft
        Due: 2199-12-31

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Options:
        `today` – the day to reckon from, such as `"2026-12-01"`, for reports that are to be the same tomorrow; empty
        for the current day.

    Source:
        33.9 days planned, 55.5 needed: Buehler, Griffin, Ross: Exploring the "planning fallacy", Journal of
        Personality and Social Psychology 67, 1994.

    Kurz:
        Der Termin eines Entwurfs ist vorbei oder zu nah für das, was noch zu tun ist.

    Warum:
        Arbeit dauert im Mittel zwei Drittel länger als geplant. Es ist besser, heute zu hören, dass fünf
        halbe Stunden vor Freitag nicht mehr unterkommen, als am Freitag.

    Optionen:
        `today` – der Tag, von dem an gerechnet wird, etwa `"2026-12-01"`, für Berichte, die morgen gleich aussehen
        sollen; leer für den heutigen Tag.
    """

    code = "WE004"
    name = "missed-due-date"
    scope = Scope.SITE
    messages = {
        "past": Message(
            de="Der Termin ist vorbei, und es sind noch etwa {n} halbe Stunden zu tun: setzen Sie einen neuen.",
            en="The due date has passed and about {n} half-hours are left: set a new one.",
            de_one="Der Termin ist vorbei, und es ist noch etwa eine halbe Stunde zu tun: setzen Sie einen neuen.",
            en_one="The due date has passed and about one half-hour is left: set a new one.",
        ),
        "too-near": Message(
            de="Bis dahin passt die Arbeit nicht: {n} Sitzungen sind noch nötig, fertig wären sie am {ready}. "
            "Planen Sie mehr Sitzungen am Tag ein, oder verschieben Sie den Termin.",
            en="The work does not fit in by then: {n} more sittings are needed, done on {ready}. "
            "Plan more sittings a day, or move the date.",
            de_one="Bis dahin passt die Arbeit nicht: eine Sitzung ist noch nötig, frühestens am {ready}. "
            "Verschieben Sie den Termin.",
            en_one="The work does not fit in by then: one more sitting is needed, on {ready} at the earliest. "
            "Move the date.",
        ),
    }

    @dataclass(frozen=True, slots=True)
    class Options:
        """The day to reckon from."""

        today: str = ""

        def __post_init__(self) -> None:
            if self.today:
                try:
                    date.fromisoformat(self.today)
                except ValueError as error:
                    raise BadValue("today", PHRASES["no_day_or_empty"]) from error

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding where the draft alone, begun today, is ready too late."""
        field = document.front_matter.field("due") if document.header.get("due") else None
        due = parse_day(field.value) if field else None
        if field is None or due is None or document.status != "draft":
            return
        # Few posts have a due date, and an estimate loads statistics and git.
        from klartext.writing_effort.model import estimator  # noqa: PLC0415
        from klartext.writing_effort.plan import Calendar, Task, make_plan  # noqa: PLC0415

        today = date.fromisoformat(self.options.today) if self.options.today else date.today()  # noqa: DTZ011 — local
        settings = site.settings.writing_effort
        task = Task(site.shared(estimator).estimate(document), document.title, due)
        (planned,) = make_plan([task], Calendar(settings), today, settings.sittings_per_day)
        number = len(planned.sittings)
        if due < today:
            yield self.found(document, field.value_span, "past", n=number)
        elif planned.is_late:
            yield self.found(
                document, field.value_span, "too-near", n=number, ready=planned.ready.isoformat()
            )
