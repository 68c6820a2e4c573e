"""The rule against typographic quotation marks around a shortcode's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.click_to_tweet.clean_form import clean_form, reads_as
from klartext.click_to_tweet.shortcode import typographic_marks
from klartext.lint.diagnostic import Severity
from klartext.lint.fixes import apply_edits
from klartext.lint.rule import Edit, Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class TypographicShortcode(Rule):
    """A shortcode's values stand in typographic quotation marks.

    Why:
        Word processors turn straight marks into curly ones. Klartext reads the quote all the same, WordPress and other
        programs do not, and a mark within the text can end it too soon. ``klartext lint --fix`` straightens them.

    Bad:
        [bctt tweet=„Farbe braucht Zeit“]

        [bctt tweet=&#8220;Farbe braucht Zeit&#8221; via=”no”]

    Good:
        [bctt tweet="Farbe braucht „viel“ Zeit"]

    Kurz:
        Die Angaben eines Kurzbefehls stehen in typografischen Anführungszeichen.

    Warum:
        Textverarbeitungen machen aus geraden Anführungszeichen typografische. Klartext liest das Zitat trotzdem,
        WordPress und andere Programme nicht, und ein Anführungszeichen im Text kann es zu früh beenden.
        ``klartext lint --fix`` schreibt gerade.

    Source:
        Old blogs after a move from WordPress.
    """

    code = "CT010"
    name = "typographic-shortcode"
    scope = Scope.PARAGRAPH
    severity = Severity.INFO
    messages = {
        "found": Message(
            de="Um die Angaben dieses Kurzbefehls stehen typografische Anführungszeichen ({mark}), die nicht jedes "
            'Programm versteht: schreiben Sie gerade, [bctt tweet="…"].',
            en="The values of this shortcode stand in typographic quotation marks ({mark}), which not every program "
            'understands: write straight ones, [bctt tweet="…"].',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each shortcode with such marks."""
        for shortcode in document.shortcodes:
            mark = next(typographic_marks(document.text, shortcode), None)
            if mark and not shortcode.problem and shortcode.form == "bctt":
                yield self.found(document, shortcode.span, mark=document.text[mark.start : mark.end])

    def fix(self, document: Document, diagnostic: Diagnostic) -> tuple[Edit, ...]:
        """Return the edits that straighten the marks, else the clean form, if the shortcode then reads the same."""
        for shortcode in document.shortcodes:
            span = shortcode.span
            if span.start != diagnostic.place.start:
                continue
            edits = [Edit(m.start, m.end, '"') for m in typographic_marks(document.text, shortcode)]
            moved = [Edit(e.start - span.start, e.end - span.start, e.text) for e in edits]
            source = document.text[span.start : span.end]
            within = any('"' in document.text[s.start : s.end] for s in shortcode.attribute_spans.values())
            if not within and reads_as(apply_edits(source, moved), shortcode.attributes):
                return tuple(edits)
            clean = clean_form(shortcode.attributes)
            if reads_as(clean, shortcode.attributes):
                return (Edit(span.start, span.end, clean),)
        return ()
