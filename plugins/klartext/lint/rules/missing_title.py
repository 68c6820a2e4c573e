"""The rule for posts without a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class MissingTitle(Rule):
    """A post has no title.

    Why:
        Pelican leaves a post without a title out of the blog and goes on: nobody notices until a reader
        asks.

    Bad:
        Date: 2026-03-14

        Kalkputz atmet nicht, er puffert.

    Good:
        Title: Kalkputz im Bad
        Date: 2026-03-14

        Kalkputz atmet nicht, er puffert.

    Kurz:
        Ein Beitrag hat keinen Titel.

    Warum:
        Pelican lässt einen Beitrag ohne Titel weg und baut weiter: Es fällt erst auf, wenn jemand danach
        fragt.

    Source:
        Pelican 4.12, contents.py: title is a mandatory property of articles and pages.
    """

    code = "KT005"
    name = "missing-title"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "found": Message(
            de="Der Beitrag hat keinen Titel, Pelican lässt ihn weg: schreiben Sie »Title: …« in die erste Zeile.",
            en='The post has no title, Pelican leaves it out: write "Title: …" in the first line.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — one signature
        """Yield a finding at the beginning of a post without a title."""
        if not document.title:
            yield self.found(document, document.title_span)
