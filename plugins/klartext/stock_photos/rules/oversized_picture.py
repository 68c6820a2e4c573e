"""The rule for pictures that make readers wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.rule import Message
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES
from klartext.stock_photos.rules.picture_rule import PictureRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class OversizedPicture(PictureRule):
    """A picture is far larger than any screen shows it.

    Why:
        A photo straight from the camera has 5 MB; on a telephone in the stairwell that is a wait of half a minute,
        for a picture shown 800 pixels wide.

    Bad:
        ![Das ganze Gerüst](bilder/kamera.jpg)

    Good:
        ![Das ganze Gerüst](bilder/hof.jpg)

    Options:
        ``megabytes``: the largest file allowed; ``pixels``: the longest side allowed.

    Kurz:
        Ein Bild ist viel größer, als irgendein Bildschirm es zeigt.

    Warum:
        Ein Foto frisch aus der Kamera hat 5 MB; auf dem Telefon im Treppenhaus heißt das eine halbe Minute warten,
        für ein Bild, das 800 Pixel breit gezeigt wird.

    Optionen:
        ``megabytes``: größte erlaubte Datei; ``pixels``: längste erlaubte Seite.
    """

    code = "PH010"
    name = "oversized-picture"
    messages = {
        "found": Message(
            de="Das Bild ist {width} × {height} Pixel groß und wiegt {megabytes:.1f} MB: verkleinern Sie es auf "
            "höchstens {pixels} Pixel und {limit:.1f} MB.",
            en="The picture measures {width} × {height} pixels and weighs {megabytes:.1f} MB: scale it down to at most "
            "{pixels} pixels and {limit:.1f} MB.",
        ),
    }

    @dataclass(frozen=True, slots=True)
    class Options:
        """The limits."""

        megabytes: float = 1.5
        pixels: int = 3000

        def __post_init__(self) -> None:
            """Reject limits that every picture would break."""
            if self.megabytes <= 0:
                raise BadValue("megabytes", PHRASES["above_0"])
            if self.pixels < 1:
                raise BadValue("pixels", PHRASES["at_least_1"])

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each picture above a limit; an SVG has no pixels of its own."""
        for picture in self.pictures(document, site).pictures:
            record = picture.record
            if record is None or record.problem:
                continue
            megabytes = record.size_bytes / 1_000_000
            side = 0 if record.format == "SVG" else max(record.width, record.height)
            if megabytes > self.options.megabytes or side > self.options.pixels:
                yield self.found(
                    document,
                    picture.reference.span,
                    width=record.width,
                    height=record.height,
                    megabytes=megabytes,
                    pixels=self.options.pixels,
                    limit=self.options.megabytes,
                )
