"""The rule against shortcodes that readers would see as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UnreadableShortcode(Rule):
    """A quote shortcode cannot be read and stays visible as code.

    Why:
        Readers see brackets and quotation marks instead of a quote. Most often the closing bracket or quotation
        mark was lost.

    Bad:
        [bctt tweet="Farbe braucht Zeit

        [BCTT tweet="Farbe braucht Zeit"]

    Good:
        [bctt tweet="Farbe braucht Zeit"]

        Wer den Kurzbefehl zeigen will, verdoppelt die Klammern: [[bctt tweet="Farbe braucht Zeit"]]

    Kurz:
        Ein Kurzbefehl für ein Zitat ist nicht lesbar und bleibt als Code im Text stehen.

    Warum:
        Wer den Beitrag liest, sieht Klammern und Anführungszeichen statt eines Zitats. Meist fehlt die schließende
        Klammer oder ein Anführungszeichen.

    Source:
        Old blogs after a move from WordPress.
    """

    code = "CT001"
    name = "unreadable-shortcode"
    scope = Scope.PARAGRAPH
    messages = {
        "unclosed": Message(
            de="Dieser Kurzbefehl ist nicht geschlossen und bleibt als Code im Text stehen: schreiben Sie "
            '[bctt tweet="…"] mit schließendem Anführungszeichen und schließender Klammer.',
            en="This shortcode is not closed and stays visible as code: write "
            '[bctt tweet="…"] with a closing quotation mark and a closing bracket.',
        ),
        "unreadable": Message(
            de="Die Angaben in diesem WordPress-Block sind beschädigt, das Zitat fehlt auf der Seite: schreiben "
            "Sie es "
            'neu als [bctt tweet="…"].',
            en="The data in this WordPress block is damaged and the quote is missing from the page: write it "
            "again as "
            '[bctt tweet="…"].',
        ),
        "upper-case": Message(
            de="Großgeschrieben ist das kein Kurzbefehl und bleibt als Code im Text stehen: schreiben Sie "
            "»bctt« klein.",
            en='In capitals this is no shortcode and stays visible as code: write "bctt" in small letters.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each shortcode that cannot be read."""
        for shortcode in document.shortcodes:
            if shortcode.problem in self.messages:
                yield self.found(document, shortcode.span, shortcode.problem)
