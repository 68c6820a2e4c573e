"""The rule against links to share on that no longer work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.click_to_tweet.dead_addresses import dead_address, working_address
from klartext.lint.rule import Edit, Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class DeadShareLink(Rule):
    """A link to share on leads to an address that is gone or unwelcome.

    Why:
        Whoever clicks lands on an error page, and the sentence you wanted to spread goes nowhere. A quote shortcode
        always uses addresses that work. Where the network has only moved, ``klartext lint --fix`` writes its
        present address.

    Bad:
        [Auf Google+ teilen](https://plus.google.com/share?url=https://sommer-maler.example/)

        [Bei XING teilen](https://www.xing.com/spi/shares/new?url=https://sommer-maler.example/)

    Good:
        [bctt tweet="Farbe braucht Zeit"]

        [Unser Profil bei XING](https://www.xing.com/pages/malerbetriebsommer)

    Kurz:
        Ein Verweis zum Teilen führt zu einer Adresse, die es nicht mehr gibt oder die nicht mehr genutzt werden soll.

    Warum:
        Wer klickt, landet auf einer Fehlerseite, und der Satz, den Sie verbreiten wollten, kommt nirgends an. Ein
        Zitat als Kurzbefehl nutzt immer Adressen, die gehen. Ist das Netzwerk nur umgezogen, schreibt
        ``klartext lint --fix`` die heutige Adresse.

    Source:
        Each address was looked up: XING's sharing was reported broken in May 2026, Google+ closed in April 2019,
        the author of toot.kytta.dev asks people to leave it.
    """

    code = "CT009"
    name = "dead-share-link"
    scope = Scope.PARAGRAPH
    messages = {
        "found": Message(
            de='Dieser Verweis zum Teilen führt ins Leere ({host}): nehmen Sie [bctt tweet="…"], oder lassen '
            "Sie ihn weg.",
            en='This share link no longer works ({host}): use [bctt tweet="…"], or drop it.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each link whose address begins like one that is gone."""
        for link in document.links:
            dead = dead_address(link.destination)
            if dead:
                yield self.found(document, link.destination_span, host=dead.partition("/")[0])

    def fix(self, document: Document, diagnostic: Diagnostic) -> tuple[Edit, ...]:
        """Return the edit that writes the network's present address, where it has one."""
        for link in document.links:
            span = link.destination_span
            if span.start == diagnostic.place.start and (address := working_address(link.destination)):
                return (Edit(span.start, span.end, address),)
        return ()
