"""The rule for films that carry the place where they were shot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.film_metadata import may_tell, read_film
from klartext.lint.rule import Message
from klartext.stock_photos.references import post_pictures, resolve
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class FilmWithLocation(PictureRule):
    """A film carries the place where it was shot.

    Why:
        Telephones, drones and action cameras write their position into each film, some of them all along the way.
        Klartext takes it out of what it publishes; sent by mail or put on YouTube, the file still tells it.

    Bad:
        ![Die Fassade von oben](bilder/mit-standort.mp4)

    Good:
        ![Die Fassade von oben](bilder/fassade.mp4)

    Kurz:
        In einem Film steht, wo er gedreht wurde.

    Warum:
        Telefone, Drohnen und Helmkameras schreiben ihren Standort in jeden Film, manche den ganzen Weg. Klartext
        nimmt ihn aus dem, was es veröffentlicht; als Anhang einer Mail oder bei YouTube verrät ihn die Datei weiter.
    """

    code = "PH012"
    name = "film-with-location"
    messages = {
        "found": Message(
            de="In der Filmdatei steht, wo gedreht wurde (GPS): speichern Sie den Film ohne Standort, sonst erfährt "
            "ihn, wer die Datei bekommt.",
            en="The film file holds the place where it was shot (GPS): save the film without it, or whoever gets the "
            "file learns it.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each film with a position."""
        for src, span in post_pictures(document, site).films:
            path = resolve(src, document, site).path
            if path is not None and _tells_place(path):
                yield self.found(document, span)


def _tells_place(path: Path) -> bool:
    try:
        return may_tell(path.name) and read_film(path).has_location
    except (OSError, ValueError):
        return False  # a damaged film tells nothing, and the build says that it is damaged
