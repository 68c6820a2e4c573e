"""The rule for alternative texts that say nothing: the file's name, "Bild 1", "Foto"."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message, Rule, Scope
from klartext.stock_photos.references import post_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_EMPTY_WORDS = lazy_regex(
    r"\W*(?:(?:ein|das|unser|the|an?|our)\s+)?(?:bild|bilder|foto|fotos|photo|photos|image|images|img|picture|pic|grafik"
    r"|graphic|abbildung|abb|titelbild|beitragsbild|headerbild|header|cover|banner|thumbnail|screenshot|platzhalter"
    r"|placeholder|logo|icon|alt|alt[- ]?text|alternativtext|untitled|unbenannt|dsc|dscn|pxl|todo|tbd|xxx+)"
    r"[\W_]*\d*\W*",
    re.IGNORECASE,
)
_FILE_ENDING = lazy_regex(r"\.(?:jpe?g|png|webp|avif|gif|tiff?|svg|heic|bmp)$", re.IGNORECASE)
_CAMERA_NAME = lazy_regex(r"(?:IMG|DSC[NF]?|PXL|DJI|GOPR|P)[_-]?\d{4,}[\w-]*|\d{6,}[\w-]*", re.IGNORECASE)


class UselessAlternativeText(Rule):
    """An alternative text does not say what the picture shows.

    Why:
        A screen reader reads out "Bild eins" or a file's name; those who listen learn nothing and wonder what
        they miss.

    Bad:
        ![Bild1](bilder/hof.jpg)

    Good:
        ![Die Hofwand zwei Tage nach dem Kalkanstrich](bilder/hof.jpg)

    Kurz:
        Ein Alternativtext sagt nicht, was auf dem Bild zu sehen ist.

    Warum:
        Der Screenreader liest »Bild eins« oder einen Dateinamen vor; wer zuhört, erfährt nichts und fragt sich,
        was ihm entgeht.

    Source:
        Web Content Accessibility Guidelines 2.2, failure F30
    """

    code = "PH005"
    name = "useless-alternative-text"
    scope = Scope.POST
    messages = {
        "empty_words": Message(
            de="Der Alternativtext »{alt}« sagt nicht, was zu sehen ist: beschreiben Sie das Bild in einem Satz.",
            en='The alternative text "{alt}" does not say what there is to see: describe the picture in one sentence.',
        ),
        "file_name": Message(
            de="Der Alternativtext »{alt}« ist nur der Dateiname: beschreiben Sie das Bild in einem Satz.",
            en='The alternative text "{alt}" is only the file name: describe the picture in one sentence.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each alternative text without content."""
        for reference in post_pictures(document, site).references:
            alt = (reference.alt or "").strip()
            if not alt:
                continue
            span = reference.alt_span if len(reference.alt_span) else reference.span
            if _is_file_name(alt, reference.src):
                yield self.found(document, span, "file_name", alt=alt)
            elif _EMPTY_WORDS.fullmatch(alt):
                yield self.found(document, span, "empty_words", alt=alt)


def _is_file_name(alt: str, src: str) -> bool:
    """Tell whether a text is a file's name, with its ending, or as cameras write it, or with ``-`` and ``_`` kept."""
    if _FILE_ENDING.search(alt) or _CAMERA_NAME.fullmatch(alt):
        return True
    name = re.split(r"[?#]", unquote(src))[0].rsplit("/", 1)[-1]
    stem = _FILE_ENDING.sub("", unicodedata.normalize("NFC", name)).casefold()
    # "Hofwand" for hofwand.jpg is a description, if a short one; "hof-wand_2" is the name itself.
    return unicodedata.normalize("NFC", alt).casefold() == stem and not alt.replace(" ", "").isalpha()
