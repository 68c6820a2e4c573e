"""The rule against a post that is full of quotes to share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class TooManyQuotes(Rule):
    """A post offers more quotes to share than readers will look at.

    Why:
        One strong sentence is shared. Five boxes interrupt the reading and take the weight off each other.

    Bad:
        [bctt tweet="Farbe braucht Zeit."]

        [bctt tweet="Putz braucht mehr Zeit."]

        [bctt tweet="Estrich braucht am meisten Zeit."]

        [bctt tweet="Geduld braucht keine Zeit."]

    Good:
        [bctt tweet="Farbe braucht Zeit."]

    Options:
        most: the number of quotes that a post may have (3).

    Kurz:
        Ein Beitrag bietet mehr Zitate zum Teilen an, als jemand ansehen mag.

    Warum:
        Ein starker Satz wird geteilt. Fünf Kästen unterbrechen das Lesen und nehmen einander das Gewicht.

    Optionen:
        most: so viele Zitate darf ein Beitrag haben (3).

    Source:
        Own design.
    """

    @dataclass(frozen=True, slots=True)
    class Options:
        """How many are too many."""

        most: int = 3

        def __post_init__(self) -> None:
            if self.most < 0:
                raise BadValue("most", PHRASES["at_least_0"])

    code = "CT005"
    name = "too-many-quotes"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Das ist Zitat Nummer {number} zum Teilen, mehr als {most} sind zu viele: behalten Sie die stärksten "
            "Sätze.",
            en="This is quote number {number} to share, more than {most} are too many: keep the strongest sentences.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each quote beyond the limit."""
        readable = [shortcode for shortcode in document.shortcodes if not shortcode.problem]
        for number, shortcode in enumerate(readable[self.options.most :], self.options.most + 1):
            yield self.found(document, shortcode.span, number=number, most=self.options.most)
