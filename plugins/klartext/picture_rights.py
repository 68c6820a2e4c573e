"""Knows who made a picture and whose it is, as its metadata say.

Source: IPTC Photo Metadata Standard 2025.1 (Creator, Credit Line, Copyright Notice, Web Statement of Rights, Digital
Source Type), https://www.iptc.org/std/photometadata/specification/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from klartext.picture_metadata import Metadata

_CREATOR = ("By-line", "dc:creator", "plus:ImageCreatorName", "Artist", "Author", "creator")
_CREDIT = ("Credit", "photoshop:Credit", "pur:creditLine", "pur:CreditLine")
_NOTICE = ("CopyrightNotice", "dc:rights", "pur:copyright", "Copyright", "rights")
_STATEMENT = ("xmpRights:WebStatement",)
_SOURCE_TYPE = ("Iptc4xmpExt:DigitalSourceType", "digitalSourceType")
_VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_ADDRESS = lazy_regex(r"[<(\[]?\s*(?:mailto:)?[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\s*[>)\]]?|https?://\S+")
_NOBODY = lazy_regex(
    r"(?:un(?:known|bekannt)|n/?a|none|default|user|owner|admin|author|autor|photographer|fotograf(?:in)?|creator|me"
    r"|your name|(?:the )?camera|(?:picasa|microsoft|adobe|olympus|canon|nikon|sony|samsung|apple|iphone)\b.*)",
    re.IGNORECASE,
)
"""What cameras and programs write where a person's name belongs."""
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Rights:
    """What a picture's metadata say of its rights, as written there; ``source_type`` is an address of IPTC's."""

    creator: str = ""
    credit: str = ""
    notice: str = ""
    statement: str = ""
    source_type: str = ""


def rights_of(metadata: Metadata) -> Rights:
    """Return the rights of a picture, the first value of each kind."""

    def first(names: tuple[str, ...]) -> str:
        return next((field.value for field in metadata.of(*names) if field.value), "")

    kind = first(_SOURCE_TYPE)
    return Rights(
        first(_CREATOR),
        first(_CREDIT),
        first(_NOTICE),
        first(_STATEMENT),
        _VOCABULARY + kind.rpartition("/")[2] if kind else "",
    )


def name(text: str) -> str:
    """Return a name without mail and web addresses; ``""`` where it is nobody's, or too long to be one."""
    found = " ".join(_ADDRESS.sub(" ", text).split()).strip(" ,;/|-–")
    letters = any(char.isalpha() for char in found)
    return found if letters and len(found) <= _NAME_LIMIT and not _NOBODY.fullmatch(found) else ""
