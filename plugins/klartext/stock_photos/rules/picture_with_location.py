"""The rule for pictures that carry the place where they were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class PictureWithLocation(PictureRule):
    """A picture carries the place where it was taken.

    Why:
        Telephones write the position into each photo. Published with the post, it tells everybody your
        customer's address, though the text only says "a house in the old town".

    Bad:
        ![Das fertige Treppenhaus](bilder/mit-standort.jpg)

    Good:
        ![Das fertige Treppenhaus](bilder/hof.jpg)

    Kurz:
        In einem Bild steht, wo es aufgenommen wurde.

    Warum:
        Telefone schreiben den Standort in jedes Foto. Mit dem Beitrag veröffentlicht, verrät er allen die Adresse
        Ihres Kunden, obwohl im Text nur »ein Haus in der Altstadt« steht.
    """

    code = "PH011"
    name = "picture-with-location"
    messages = {
        "found": Message(
            de="In der Bilddatei steht der Aufnahmeort (GPS): speichern Sie das Bild ohne Standort, sonst erfährt ihn "
            "jeder Leser.",
            en="The picture file holds the place where it was taken (GPS): save the picture without it, or every "
            "reader learns it.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each picture with a position."""
        for picture in self.pictures(document, site).pictures:
            if picture.record is not None and picture.record.metadata.has_location:
                yield self.found(document, picture.reference.span)
