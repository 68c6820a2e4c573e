"""The rule for pictures from an agency or a free archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message
from klartext.stock_photos.origin import EvidenceKind, Origin
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_MESSAGES = {
    EvidenceKind.FILE_NAME: "file_name",
    EvidenceKind.ADDRESS: "address",
    EvidenceKind.METADATA: "metadata",
    EvidenceKind.CREDIT: "credit",
    EvidenceKind.LIBRARY: "library",
}
_UNNAMED = "?"


class StockPicture(PictureRule):
    """A picture comes from an agency or a free archive.

    Why:
        Readers have seen the smiling headset and the handshake a hundred times, and on your competitor's page
        too. A picture of your own yard, even one from a telephone, says that you were there. Credit lines and
        metadata also show where a licence may be owed.

    Bad:
        ![Zwei Menschen geben sich die Hand](bilder/AdobeStock_305245557.jpg)

    Good:
        ![Unser Lehrling streicht das Hoftor](bilder/hof.jpg)

    Kurz:
        Ein Bild stammt aus einer Bildagentur oder einem freien Bildarchiv.

    Warum:
        Den lächelnden Kopfhörer und den Händedruck haben Ihre Leser schon hundertmal gesehen, auch auf der Seite
        Ihrer Mitbewerber. Ein Bild vom eigenen Hof, und sei es vom Telefon, sagt: Wir waren dort. Bildnachweis
        und Metadaten zeigen außerdem, wo eine Lizenz fällig sein kann.

    Source:
        IPTC Photo Metadata Standard 2023.1, https://iptc.org/std/photometadata/specification/
    """

    code = "PH001"
    name = "stock-picture"
    messages = {
        "file_name": Message(
            de="Der Dateiname »{value}« verrät ein Bild von {source}: zeigen Sie lieber ein eigenes Foto.",
            en='The file name "{value}" gives away a picture from {source}: show a photo of your own instead.',
        ),
        "address": Message(
            de="Das Bild kommt von {source} ({value}): zeigen Sie lieber ein eigenes Foto.",
            en="The picture comes from {source} ({value}): show a photo of your own instead.",
        ),
        "metadata": Message(
            de="In der Bilddatei steht »{value}« ({field}), sie stammt von {source}: zeigen Sie lieber "
            "ein eigenes Foto.",
            en='The picture file says "{value}" ({field}), it comes from {source}: show a photo of your own instead.',
        ),
        "metadata_unnamed": Message(
            de="In der Bilddatei steht »{value}« ({field}), wie es Bildagenturen eintragen: zeigen Sie lieber ein "
            "eigenes Foto.",
            en='The picture file says "{value}" ({field}), as picture agencies write it: show a photo of your own '
            "instead.",
        ),
        "library": Message(
            de="Das Bild steht in der Sammlung »{value}«: zeigen Sie lieber ein eigenes Foto.",
            en='The picture is part of the library "{value}": show a photo of your own instead.',
        ),
        "credit": Message(
            de="Der Bildnachweis »{value}« nennt {source}: zeigen Sie lieber ein eigenes Foto.",
            en='The credit line "{value}" names {source}: show a photo of your own instead.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding a picture, and one a credit line that belongs to no picture in particular."""
        found = self.pictures(document, site)
        for picture in found.pictures:
            if picture.origin.origin is not Origin.STOCK:
                continue
            sign = next(e for e in picture.origin.evidence if e.origin is Origin.STOCK)
            message = _MESSAGES[sign.kind]
            if not sign.source and sign.kind is EvidenceKind.METADATA:
                message = "metadata_unnamed"
            yield self.found(
                document,
                picture.reference.span,
                message,
                value=_short(sign.value),
                source=sign.source or _UNNAMED,
                field=sign.field,
            )
        for line in found.loose_credits:
            if line.agency.kind != "generated":
                yield self.found(
                    document, line.span, "credit", value=_short(line.text), source=line.agency.name, field=""
                )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
