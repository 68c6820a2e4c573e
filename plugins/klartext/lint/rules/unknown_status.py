"""The rule for posts whose status Pelican does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_STATUSES = frozenset({"published", "draft", "hidden", "skip"})


class UnknownStatus(Rule):
    """The status in a post's header is none that Pelican knows.

    Why:
        Pelican leaves a post with an unknown status out of the blog and goes on.

    Bad:
        Title: Kalkputz im Bad
        Date: 2026-03-14
        Status: Entwurf

        Kalkputz atmet nicht, er puffert.

    Good:
        Title: Kalkputz im Bad
        Date: 2026-03-14
        Status: draft

        Kalkputz atmet nicht, er puffert.

    Kurz:
        Den Status im Kopf eines Beitrags kennt Pelican nicht.

    Warum:
        Pelican lässt einen Beitrag mit unbekanntem Status weg und baut weiter.

    Source:
        Pelican 4.12, contents.py: allowed_statuses.
    """

    code = "KT010"
    name = "unknown-status"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "found": Message(
            de="Den Status »{status}« kennt Pelican nicht und lässt den Beitrag weg: schreiben Sie »draft«, "
            "»published«, »hidden« oder »skip«.",
            en='Pelican does not know the status "{status}" and leaves the post out: write "draft", "published", '
            '"hidden" or "skip".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — one signature
        """Yield a finding at a status that is not one of Pelican's, which are in lower case."""
        field = document.front_matter.field("status")
        if field and field.value and field.value not in _STATUSES:
            yield self.found(document, field.value_span, status=field.value)
