"""The rule for picture files that are damaged, dangerous or not what their name says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UnreadablePicture(PictureRule):
    """A picture file is damaged, or is not what its name says.

    Why:
        Browsers show half a picture, none at all, or refuse it because its type is a lie. A script inside an SVG
        would run on your pages.

    Bad:
        [de path=content/hof.md]
        ![Der Hof nach dem Anstrich](hof.md)

    Good:
        ![Der Hof nach dem Anstrich](bilder/hof.jpg)

    Kurz:
        Eine Bilddatei ist beschädigt oder nicht, was ihr Name sagt.

    Warum:
        Der Browser zeigt ein halbes Bild oder gar keines, oder er weist es ab, weil der Typ gelogen ist. Ein Skript
        in einer SVG-Datei würde auf Ihren Seiten laufen.
    """

    code = "PH008"
    name = "unreadable-picture"
    severity = Severity.ERROR
    messages = {
        "no-file": Message(
            de="»{src}« ist ein Ordner oder etwas anderes, das sich nicht lesen lässt: nennen Sie ein Bild.",
            en='"{src}" is a folder or something else that cannot be read: name a picture.',
        ),
        "barred": Message(
            de="Der Zugriff auf die Datei »{src}« ist nicht erlaubt: prüfen Sie ihre Rechte.",
            en='Access to the file "{src}" is not allowed: check its permissions.',
        ),
        "unreadable": Message(
            de="Die Datei »{src}« lässt sich nicht lesen ({detail}): kopieren Sie das Bild noch einmal.",
            en='The file "{src}" cannot be read ({detail}): copy the picture again.',
        ),
        "empty": Message(
            de="Die Datei »{src}« ist leer: kopieren Sie das Bild noch einmal.",
            en='The file "{src}" is empty: copy the picture again.',
        ),
        "not-a-picture": Message(
            de="Die Datei »{src}« ist kein Bild, das Browser zeigen: speichern Sie es als JPEG, PNG oder WebP.",
            en='The file "{src}" is no picture that browsers show: save it as JPEG, PNG or WebP.',
        ),
        "truncated": Message(
            de="Das Bild »{src}« ist beschädigt oder abgeschnitten: kopieren Sie es noch einmal.",
            en='The picture "{src}" is damaged or cut off: copy it again.',
        ),
        "too-large": Message(
            de="Das Bild »{src}« ist riesig ({detail}) und wurde nicht geöffnet: verkleinern Sie es.",
            en='The picture "{src}" is huge ({detail}) and was not opened: make it smaller.',
        ),
        "no-decoder": Message(
            de="Das Bild »{src}« hat das Format {detail}, das Browser nicht zeigen: speichern Sie es als JPEG.",
            en='The picture "{src}" is in the format {detail}, which browsers do not show: save it as JPEG or WebP.',
        ),
        "mislabelled": Message(
            de="Das Bild »{src}« ist in Wahrheit {detail}: geben Sie ihm die richtige Endung.",
            en='The picture "{src}" really is {detail}: give it the right file ending.',
        ),
        "script": Message(
            de="Das Bild »{src}« enthält ein Skript oder fremde Verweise: entfernen Sie sie vor dem Veröffentlichen.",
            en='The picture "{src}" contains a script or foreign entities: remove them before you publish.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each file with a problem."""
        for picture in self.pictures(document, site).pictures:
            record = picture.record
            if record is not None and record.problem and record.problem in self.messages:
                detail = record.problem_detail or "?"
                yield self.found(
                    document, picture.reference.span, record.problem, src=picture.reference.src, detail=detail
                )
            elif record is not None and record.format == "TIFF":
                yield self.found(
                    document, picture.reference.span, "no-decoder", src=picture.reference.src, detail="TIFF"
                )
