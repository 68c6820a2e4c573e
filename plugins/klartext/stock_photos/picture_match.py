"""Pairs of pictures that show the same, and those among them that are one file twice."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klartext.stock_photos.picture_record import PictureRecord


class Edit(StrEnum):
    """How one picture differs from another."""

    IDENTICAL = "identical"
    RESAVED = "resaved"
    MIRRORED = "mirrored"
    CROPPED = "cropped"
    MIRRORED_AND_CROPPED = "mirrored-cropped"


class PictureMatch(NamedTuple):
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


class ContentMatch(NamedTuple):
    """Two contents, by their digests, that show the same."""

    a: bytes
    b: bytes
    edit: Edit
    distance_bits: int


def picture_matches(records: Sequence[PictureRecord], contents: Iterable[ContentMatch]) -> list[PictureMatch]:
    """Return the pairs of a collection that show the same: files that are one byte for byte, and edited ones."""
    places = places_by_digest(records)
    found = [
        PictureMatch(a, b, Edit.IDENTICAL, 0) for same in places.values() for a, b in combinations(same, 2)
    ]
    found += [
        PictureMatch(min(a, b), max(a, b), match.edit, match.distance_bits)
        for match in contents
        for a in places.get(match.a, ())
        for b in places.get(match.b, ())
    ]
    return sorted(found, key=lambda match: (match.a, match.b))
