"""The rule for target lengths, due dates and numbers of people that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.writing_effort.features import parse_day, parse_words, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UnreadablePlanValue(Rule):
    """A target length, a due date or a number of people cannot be read.

    Why:
        What is left to do is reckoned from these lines. One that cannot be read counts as if it were not there, and
        the plan is wrong without a word.

    Bad:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Status: draft
        Due: nächsten Freitag

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Good:
        Title: Holzfenster streichen
        Date: 2026-03-02
        Category: Tipps
        Status: draft
        Target: 900
        People: 2

        Alte Holzfenster halten mit guter Pflege viele Jahre.

    Kurz:
        Eine Ziellänge, ein Termin oder eine Personenzahl ist nicht lesbar.

    Warum:
        Aus diesen Zeilen wird gerechnet, was noch zu tun ist. Eine unlesbare zählt, als stünde sie nicht da, und der
        Plan ist still falsch.
    """

    code = "WE003"
    name = "unreadable-plan-value"
    scope = Scope.LINE
    messages = {
        "target": Message(
            de="»{value}« ist keine Ziellänge: schreiben Sie die Zahl der Wörter, zum Beispiel »900« "
            "(höchstens 100.000).",
            en='"{value}" is no target length: write the number of words, such as "900" (100,000 at most).',
        ),
        "due": Message(
            de="»{value}« ist kein Termin: schreiben Sie ihn als Datum, zum Beispiel »2026-12-01« oder »1.12.2026«.",
            en='"{value}" is no due date: write it as a date, such as "2026-12-01".',
        ),
        "people": Message(
            de="»{value}« sagt nicht, wie viele mitarbeiten: schreiben Sie eine Zahl von 1 bis 99 oder die Namen.",
            en='"{value}" does not say how many take part: write a number from 1 to 99 or the names.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — the header is enough
        """Yield a finding for each value that is there and cannot be read."""
        header = document.front_matter
        readable = {
            "target": parse_words(header.get("target")) is not None,
            "due": parse_day(header.get("due")) is not None,
            "people": people(document) is not None,
        }
        for key, is_readable in readable.items():
            field = header.field(key)
            if field and field.value and not is_readable:
                yield self.found(document, field.value_span, key, value=field.value)
