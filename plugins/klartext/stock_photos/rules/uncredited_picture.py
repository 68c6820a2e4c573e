"""The rule for pictures whose licence demands a credit that the post does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message
from klartext.stock_photos.origin import EvidenceKind, Origin
from klartext.stock_photos.printed_credit import printed_credit
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UncreditedPicture(PictureRule):
    """A picture's licence demands a credit and the post gives none.

    Why:
        Most agencies demand a credit in articles, and German courts award damages where it is missing, even if
        the picture was paid for. Unsplash, Pexels and Pixabay demand none. Where the file itself names the
        photographer, the build prints the credit, and there is no finding.

    Bad:
        ![Eine Altbaufassade](bilder/Fotolia_172803717_L.jpg)

    Good:
        ![Eine Altbaufassade](bilder/Fotolia_172803717_L.jpg)
        *© Jana Beispiel – Fotolia.com*

    Kurz:
        Die Lizenz eines Bildes verlangt einen Bildnachweis, und der Beitrag nennt keinen.

    Warum:
        Die meisten Agenturen verlangen in Artikeln einen Bildnachweis; fehlt er, sprechen deutsche Gerichte
        Schadensersatz zu, auch wenn das Bild bezahlt ist. Unsplash, Pexels und Pixabay verlangen keinen. Nennt die
        Datei selbst den Urheber, druckt der Bau den Nachweis, und es gibt keinen Fund.

    Source:
        § 13 UrhG; the licence terms of each agency
    """

    code = "PH009"
    name = "uncredited-picture"
    messages = {
        "found": Message(
            de="{source} verlangt in Artikeln einen Bildnachweis, und er fehlt: ergänzen Sie »{form}«.",
            en='{source} demands a credit in articles and there is none: add "{form}".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each such picture.

        A credit list anywhere in the post that names the agency counts, and so does the line that the build prints.
        """
        found = self.pictures(document, site)
        credited = {line.agency.name for line in found.loose_credits}
        credited |= {line.agency.name for picture in found.pictures for line in picture.credits}
        for picture in found.pictures:
            source = picture.origin.source
            if picture.origin.origin is not Origin.STOCK or source is None or source.credit == "never":
                continue
            has_credit = any(e.kind is EvidenceKind.CREDIT for e in picture.origin.evidence)
            if not has_credit and source.name not in credited and not printed_credit(picture, document):
                yield self.found(
                    document, picture.reference.span, source=source.name, form=source.credit_form
                )
