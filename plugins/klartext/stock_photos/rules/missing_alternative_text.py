"""The rule for pictures that say nothing to those who cannot see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Edit, Message, Rule, Scope
from klartext.stock_photos.references import post_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class MissingAlternativeText(Rule):
    """A picture has no alternative text.

    Why:
        People who are blind, and everybody whose connection fails, read this text instead of the picture; so do
        search engines. A picture that only decorates is written as HTML with an empty text, ``<img alt="">``.

    Bad:
        ![](bilder/hof.jpg)

    Good:
        ![Der Innenhof mit frisch gekalkter Wand](bilder/hof.jpg)

    Kurz:
        Einem Bild fehlt der Alternativtext.

    Warum:
        Blinde Menschen und alle, deren Verbindung gerade hakt, lesen diesen Text statt des Bildes; Suchmaschinen
        ebenso. Ein reines Schmuckbild schreiben Sie als HTML mit leerem Text: ``<img alt="">``.

    Source:
        Web Content Accessibility Guidelines 2.2, success criterion 1.1.1
    """

    code = "PH004"
    name = "missing-alternative-text"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Dem Bild fehlt der Alternativtext, den alle brauchen, die es nicht sehen: schreiben Sie in einem Satz, "
            "was es zeigt.",
            en="The picture has no alternative text, which all who cannot see it need: say in one sentence what it "
            "shows.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each picture in the text without one; an empty ``alt`` in HTML marks decoration."""
        for reference in post_pictures(document, site).references:
            if reference.beside:
                continue
            missing = reference.alt is None if reference.html else not (reference.alt or "").strip()
            if missing:
                yield self.found(document, reference.span)

    def fix(self, document: Document, diagnostic: Diagnostic) -> tuple[Edit, ...]:
        """Return the edit that writes TODO where the text belongs, which is reported until somebody writes it."""
        for image in document.images:
            if image.src_span.start == diagnostic.place.start:
                if not image.html:
                    return (Edit(image.alt_span.start, image.alt_span.end, "TODO"),)
                if image.alt is None:
                    at = image.span.start + len("<img")
                    return (Edit(at, at, ' alt="TODO"'),)
        return ()
