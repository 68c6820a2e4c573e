"""The rule for pictures that an earlier post showed already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Related
from klartext.lint.rule import Message
from klartext.stock_photos.picture_match import Edit
from klartext.stock_photos.reuse import reuses
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.stock_photos.reuse import Reuse


class ReusedPicture(PictureRule):
    """A picture stood in an earlier post already, as it is or edited.

    Why:
        The same old picture tells regular readers that there is nothing new. It is recognised even when it was
        cropped, mirrored, recoloured or put behind a headline. Translations of one post, posts of one series,
        small pictures such as portraits and logos, and pictures named in ``recurring_pictures`` may recur.

    Bad:
        [de path=content/maerz.md]
        Title: Frühling im Hof
        Date: 2026-03-02

        ![Der Hof im Frühling](bilder/hof.jpg)
        [de path=content/juni.md]
        Title: Sommer im Hof
        Date: 2026-06-08

        ![Der Hof im Sommer](bilder/hof.jpg)

    Good:
        [de path=content/maerz.md]
        Title: Frühling im Hof
        Date: 2026-03-02

        ![Der Hof im Frühling](bilder/hof.jpg)
        [de path=content/juni.md]
        Title: Eine Fassade im Sommer
        Date: 2026-06-08

        ![Die Fassade nach dem Anstrich](bilder/fassade.jpg)

    Kurz:
        Ein Bild stand schon in einem früheren Beitrag, so oder bearbeitet.

    Warum:
        Dasselbe alte Bild sagt treuen Lesern, dass es nichts Neues gibt. Es wird auch dann erkannt, wenn es
        beschnitten, gespiegelt, umgefärbt oder hinter eine Überschrift gelegt wurde. Übersetzungen eines Beitrags,
        Beiträge einer Reihe, kleine Bilder wie Porträts und Logos und Bilder aus ``recurring_pictures`` dürfen
        wiederkehren.
    """

    code = "PH006"
    name = "reused-picture"
    messages = {
        Edit.IDENTICAL.value: Message(
            de="Dieses Bild steht schon in »{title}«{date}: zeigen Sie ein neues.",
            en='This picture already appears in "{title}"{date}: show a new one.',
        ),
        Edit.RESAVED.value: Message(
            de="Dieses Bild steht, anders gespeichert oder leicht bearbeitet, schon in »{title}«{date}: zeigen Sie ein "
            "neues.",
            en='This picture, saved differently or slightly edited, already appears in "{title}"{date}: show a '
            "new one.",
        ),
        Edit.MIRRORED.value: Message(
            de="Dieses Bild steht, seitenverkehrt, schon in »{title}«{date}: zeigen Sie ein neues.",
            en='This picture, mirrored, already appears in "{title}"{date}: show a new one.',
        ),
        Edit.CROPPED.value: Message(
            de="Dieses Bild steht, ganz oder als Ausschnitt, schon in »{title}«{date}: zeigen Sie ein neues.",
            en='Part of this picture or all of it already appears in "{title}"{date}: show a new one.',
        ),
        Edit.MIRRORED_AND_CROPPED.value: Message(
            de="Ein Ausschnitt dieses Bildes steht, seitenverkehrt, schon in »{title}«{date}: zeigen Sie ein neues.",
            en='Part of this picture, mirrored, already appears in "{title}"{date}: show a new one.',
        ),
        "first": Message(de="zuerst hier verwendet{date}", en="first used here{date}"),
        "also": Message(de="auch hier verwendet{date}", en="used here as well{date}"),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each picture that an earlier post showed, naming all of those posts."""
        for reuse in reuses(document, site):
            first = reuse.earlier[0][0]
            yield self.found(
                document,
                reuse.picture.reference.span,
                reuse.edit.value,
                related=tuple(self._related(reuse)),
                title=first.title or first.path,
                date=_date(first),
            )

    def _related(self, reuse: Reuse) -> Iterator[Related]:
        for at, (earlier, picture) in enumerate(reuse.earlier):
            place = earlier.place(picture.reference.span)
            yield Related(place, "also" if at else "first", (("date", _date(earlier)),))


def _date(document: Document) -> str:
    return f" ({document.date:%Y-%m-%d})" if document.date else ""
