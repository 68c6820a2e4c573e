"""Pairs of pictures that show the same, and those among them that are one file twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.stock_photos.picture_record import PictureRecord


class Edit(StrEnum):
    """How one picture differs from another."""

    IDENTICAL = "identical"
    RESAVED = "resaved"
    MIRRORED = "mirrored"
    CROPPED = "cropped"
    MIRRORED_AND_CROPPED = "mirrored-cropped"


@dataclass(frozen=True, slots=True)
class PictureMatch:
    """Two pictures that show the same; ``a`` and ``b`` are their places in the collection, ``a`` first.

    ``distance_bits`` is the Hamming distance of their global fingerprints, mirrored where that is nearer.
    """

    a: int
    b: int
    edit: Edit
    distance_bits: int


def places_by_digest(records: Sequence[PictureRecord]) -> dict[bytes, list[int]]:
    """Return the places of each content in a collection, of the pictures that can be shown."""
    places: dict[bytes, list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        if record.digest and not (record.problem and record.stored_fingerprints is None):
            places[record.digest].append(at)
    return places


def identical_pictures(records: Sequence[PictureRecord]) -> Iterator[PictureMatch]:
    """Yield the pairs of a collection whose files are the same byte for byte."""
    for same in places_by_digest(records).values():
        for a, b in combinations(same, 2):
            yield PictureMatch(a, b, Edit.IDENTICAL, 0)
