"""The rule for generated pictures that the post passes off as photos."""

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


_MESSAGES = {EvidenceKind.FILE_NAME: "file_name", EvidenceKind.ADDRESS: "address"}


class UnlabelledGeneratedPicture(PictureRule):
    """A picture was made by a generator and the post does not say so.

    Why:
        A workshop that does not exist is a promise that you cannot keep. Pictures that look real must be labelled
        as generated: Article 50 of the EU AI Act, in force since August 2026. Say it in the caption or in the
        alternative text, "KI-Bild" or "AI-generated" is enough.

    Bad:
        ![Die Werkstatt am Morgen](bilder/midjourney-werkstatt.png)

    Good:
        ![Die Werkstatt am Morgen, KI-Bild](bilder/midjourney-werkstatt.png)

    Kurz:
        Ein Bild stammt aus einem Bildgenerator, und der Beitrag sagt es nicht.

    Warum:
        Eine Werkstatt, die es nicht gibt, ist ein Versprechen, das Sie nicht halten können. Echt wirkende Bilder aus
        dem Generator müssen gekennzeichnet sein: Artikel 50 der KI-Verordnung der EU, seit August 2026. Ein Wort in
        der Bildunterschrift oder im Alternativtext genügt: »KI-Bild«.

    Source:
        Regulation (EU) 2024/1689, Article 50(4); IPTC NewsCodes, Digital Source Type,
        https://cv.iptc.org/newscodes/digitalsourcetype/
    """

    code = "PH007"
    name = "unlabelled-generated-picture"
    messages = {
        "file_name": Message(
            de="Der Dateiname »{value}« verrät ein Bild aus einem Bildgenerator: schreiben Sie »KI-Bild« dazu, oder "
            "zeigen Sie ein eigenes Foto.",
            en='The file name "{value}" gives away a generated picture: label it "AI-generated", or show a photo of '
            "your own.",
        ),
        "address": Message(
            de="Das Bild kommt aus einem Bildgenerator ({value}): schreiben Sie »KI-Bild« dazu, oder zeigen Sie ein "
            "eigenes Foto.",
            en='The picture comes from a generator ({value}): label it "AI-generated", or show a photo of your own.',
        ),
        "metadata": Message(
            de="In der Bilddatei steht, dass sie aus einem Bildgenerator stammt ({field}: »{value}«): schreiben Sie "
            "»KI-Bild« dazu, oder zeigen Sie ein eigenes Foto.",
            en='The picture file says that it was generated ({field}: "{value}"): label it "AI-generated", or show a '
            "photo of your own.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each generated picture without a label near it."""
        for picture in self.pictures(document, site).pictures:
            if picture.origin.origin is not Origin.GENERATED or picture.is_labelled:
                continue
            sign = next(e for e in picture.origin.evidence if e.origin is Origin.GENERATED)
            key = _MESSAGES.get(sign.kind, "metadata")
            yield self.found(document, picture.reference.span, key, field=sign.field, value=sign.value)
