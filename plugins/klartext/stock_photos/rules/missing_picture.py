"""The rule for pictures whose file is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message
from klartext.stock_photos.references import similar_picture
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class MissingPicture(PictureRule):
    """A post names a picture that does not exist.

    Why:
        Readers see a torn icon in its place. Often only a letter or the capitals differ: on your computer both
        spellings may open the file, on the web server they do not.

    Bad:
        ![Der Hof nach dem Anstrich](bilder/hof-fertig.jpg)

    Good:
        ![Der Hof nach dem Anstrich](bilder/hof.jpg)

    Kurz:
        Ein Beitrag nennt ein Bild, das es nicht gibt.

    Warum:
        Ihre Leser sehen an der Stelle ein zerrissenes Symbol. Oft unterscheidet sich nur ein Buchstabe oder die
        Großschreibung: Auf Ihrem Rechner öffnen vielleicht beide Schreibweisen die Datei, auf dem Webserver nicht.
    """

    code = "PH003"
    name = "missing-picture"
    severity = Severity.ERROR
    messages = {
        "found": Message(
            de="Das Bild »{src}« gibt es nicht: legen Sie die Datei dorthin oder berichtigen Sie den Pfad.",
            en='The picture "{src}" does not exist: put the file there or correct the path.',
        ),
        "similar": Message(
            de="Das Bild »{src}« gibt es nicht, wohl aber »{similar}«: berichtigen Sie den Pfad.",
            en='The picture "{src}" does not exist, but "{similar}" does: correct the path.',
        ),
        "spelled_apart": Message(
            de="Das Bild »{src}« gibt es nur mit anders gespeicherten Umlauten, wie sie ein Mac schreibt; auf dem "
            "Webserver fehlt es: benennen Sie die Datei um, am besten ohne Umlaute.",
            en='The picture "{src}" exists only with umlauts stored in another way, as a Mac writes them; on the web '
            "server it is missing: rename the file, best without umlauts.",
        ),
        "empty": Message(
            de="Hier fehlt der Pfad des Bildes: tragen Sie ihn ein oder löschen Sie das Bild.",
            en="The path of the picture is missing here: fill it in or delete the picture.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each reference without a file."""
        for picture in self.pictures(document, site).pictures:
            reference, target = picture.reference, picture.target
            if target.kind != "missing":
                continue
            if not reference.src.strip():
                yield self.found(document, reference.span, "empty")
            elif similar := similar_picture(reference.src, document, site):
                src = unquote(reference.src)
                # Two spellings that look the same: a Mac may take "ö" apart into "o" and its dots.
                same_letters = normalize("NFC", src).endswith(normalize("NFC", similar))
                key = "spelled_apart" if same_letters and not src.endswith(similar) else "similar"
                yield self.found(document, reference.span, key, src=reference.src, similar=similar)
            else:
                yield self.found(document, reference.span, src=reference.src)
