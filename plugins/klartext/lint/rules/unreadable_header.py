"""The rule for headers that Pelican cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UnreadableHeader(Rule):
    """A post's header is not closed, or a line of it is no ``Key: value``.

    Why:
        What Pelican cannot read in the header it drops without a word, or prints at the top of the post.

    Bad:
        ---
        Title: Kalkputz im Bad
        Date: 2026-03-14
        Kategorie Putz
        ---

        Kalkputz atmet nicht, er puffert.

    Good:
        ---
        Title: Kalkputz im Bad
        Date: 2026-03-14
        Category: Putz
        ---

        Kalkputz atmet nicht, er puffert.

    Kurz:
        Der Kopf eines Beitrags ist nicht geschlossen, oder eine seiner Zeilen ist kein ``Schlüssel: Wert``.

    Warum:
        Was Pelican im Kopf nicht lesen kann, lässt es stillschweigend weg, oder es steht oben im Beitrag.
    """

    code = "KT008"
    name = "unreadable-header"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "lines": Message(
            de="Diese {n} Zeilen des Kopfes sind kein »Schlüssel: Wert«, Pelican liest sie nicht: schreiben Sie sie "
            "als eine Zeile, etwa »Tags: Kalk, Bad«, oder löschen Sie sie.",
            de_one="Diese Zeile des Kopfes ist kein »Schlüssel: Wert«, Pelican liest sie nicht: ergänzen Sie Schlüssel "
            "und Doppelpunkt, oder löschen Sie sie.",
            en='These {n} lines of the header are not "Key: value", Pelican does not read them: write them as '
            "one line, "
            'for instance "Tags: lime, bath", or delete them.',
            en_one='This line of the header is not "Key: value", Pelican does not read it: add a key and a colon, or '
            "delete it.",
        ),
        "unclosed": Message(
            de="Dem Kopf fehlt die schließende Zeile »---«: setzen Sie sie unter den letzten Schlüssel.",
            en='The header lacks its closing line "---": put it below the last key.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — one signature
        """Yield a finding at lines that cannot be read, and at the opening line of an unclosed header."""
        header = document.front_matter
        if header.unclosed:
            yield self.found(document, Span(header.span.start, header.span.start + 3), "unclosed")
        runs: list[list[Span]] = []
        for line in header.unreadable:
            if runs and not document.text[runs[-1][-1].end : line.start].strip():
                runs[-1].append(line)
            else:
                runs.append([line])
        for run in runs:
            yield self.found(document, Span(run[0].start, run[-1].end), "lines", n=len(run))
