"""The rule for published posts whose date is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class FutureDate(Rule):
    """A published post has a date in the future.

    Why:
        Pelican publishes such a post at once, or never shows it, as the site is set; neither is what a date in the
        future means to a writer. It also stands behind all other posts when the estimate learns from earlier ones.

    Bad:
        Title: Holzfenster streichen
        Date: 2199-03-02
        Category: Tipps

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Good:
        Title: Holzfenster streichen
        Date: 2199-03-02
        Category: Tipps
        Status: draft

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Options:
        `today` – the day to reckon from, such as `"2026-12-01"`; empty for the current day.

    Kurz:
        Ein veröffentlichter Beitrag trägt ein Datum in der Zukunft.

    Warum:
        Pelican veröffentlicht einen solchen Beitrag sofort oder zeigt ihn gar nicht, je nach Einstellung; beides ist
        nicht, was ein künftiges Datum sagen will. Außerdem steht er hinter allen anderen, wenn die Schätzung aus
        früheren Beiträgen lernt.

    Optionen:
        `today` – der Tag, von dem an gerechnet wird, etwa `"2026-12-01"`; leer für den heutigen Tag.
    """

    code = "WE006"
    name = "future-date"
    scope = Scope.SITE
    messages = {
        "found": Message(
            de="Der Beitrag ist veröffentlicht, sein Datum liegt aber in der Zukunft: schreiben Sie »Status: draft« "
            "dazu, oder berichtigen Sie das Datum.",
            en='The post is published, but its date lies in the future: add "Status: draft" or correct the date.',
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

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — the header is enough
        """Yield a finding where the date is after today."""
        today = date.fromisoformat(self.options.today) if self.options.today else date.today()  # noqa: DTZ011 — local
        if document.date is None or document.date.date() <= today or document.status != "published":
            return
        if field := document.front_matter.field("date"):
            yield self.found(document, field.value_span)
