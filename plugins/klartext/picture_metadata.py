"""What is written inside a picture file, as values; reading them needs Pillow and stands in ``metadata_reader``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One value: its standard (``IPTC``, ``XMP``, ``EXIF``, ``PNG``, ``SVG``, ``C2PA``), its name there, its text."""

    standard: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything read. ``camera`` is maker and model, empty unless exposure data stand beside them."""

    fields: tuple[MetadataField, ...] = ()
    camera: str = ""
    has_location: bool = False
    has_content_credentials: bool = False

    def of(self, *names: str) -> Iterator[MetadataField]:
        """Yield the fields with one of these names, in the given order of names."""
        for name in names:
            yield from (field for field in self.fields if field.name == name)
