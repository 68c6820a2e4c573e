"""Which pictures of a collection show the same: identical files, and pictures that one edit turns into another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from klartext.stock_photos.fingerprint import hamming_distance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.stock_photos.index import PictureRecord


class Edit(StrEnum):
    """How one picture differs from another."""

    IDENTICAL = "identical"
    RESAVED = "resaved"
    MIRRORED = "mirrored"
    CROPPED = "cropped"
    MIRRORED_AND_CROPPED = "mirrored-cropped"


@dataclass(frozen=True, slots=True)
class PictureMatch:
    """Two pictures that show the same; ``a`` and ``b`` are their places in the collection, ``a`` first."""

    a: int
    b: int
    edit: Edit
    distance_bits: int


RESAVED_BITS = 36
"""Distance up to which two fingerprints of 256 bits mean one picture; unrelated ones lie at 128 ± 8."""


def find_matches(records: Sequence[PictureRecord]) -> Iterator[PictureMatch]:
    """Yield the matching pairs of a collection, in order."""
    printed = [i for i, record in enumerate(records) if record.fingerprints is not None]
    pairs: dict[tuple[int, int], PictureMatch] = {}
    by_digest: dict[bytes, list[int]] = {}
    for i, record in enumerate(records):
        if record.digest and not (record.problem and record.fingerprints is None):
            by_digest.setdefault(record.digest, []).append(i)
    for same in by_digest.values():
        for at, a in enumerate(same):
            for b in same[at + 1 :]:
                pairs[a, b] = PictureMatch(a, b, Edit.IDENTICAL, 0)
    prints = np.array([records[i].fingerprints for i in printed]).reshape(-1, 2, 4)
    for at, a in enumerate(printed):
        for edit, turned in ((Edit.RESAVED, 0), (Edit.MIRRORED, 1)):
            bits = hamming_distance(prints[at, turned], prints[at + 1 :, 0])
            for found in np.flatnonzero(bits <= RESAVED_BITS):
                key = (a, printed[at + 1 + int(found)])
                pairs.setdefault(key, PictureMatch(*key, edit, int(bits[found])))
    yield from (pairs[key] for key in sorted(pairs))
