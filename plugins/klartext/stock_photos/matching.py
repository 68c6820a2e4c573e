"""Which pictures of a collection show the same: identical files, and pictures that one edit turns into another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from klartext.stock_photos.alignment import align
from klartext.stock_photos.candidates import candidate_pairs
from klartext.stock_photos.fingerprint import BITS, hamming_distance
from klartext.stock_photos.picture_match import ContentMatch, Edit
from klartext.stock_photos.same_picture import common_shares, is_one_picture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from klartext.stock_photos.picture_record import PictureRecord

    _Places = dict[bytes, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Link:
    """Two files found to show the same. ``matrix`` maps pixels of ``b`` to pixels of ``a`` (float64, shape (2, 3))."""

    a: bytes
    b: bytes
    matrix: NDArray[np.float64]

    def to_bytes(self) -> bytes:
        """Return the matrix as ``link_from_bytes`` reads it."""
        return self.matrix.astype("<f8").tobytes()


def link_from_bytes(a: bytes, b: bytes, matrix: bytes) -> Link:
    """Return a link with a matrix written by ``Link.to_bytes``."""
    return Link(a, b, np.frombuffer(matrix, "<f8").reshape(2, 3))


RESAVED_BITS = 24
"""Distance of 256 bits up to which two fingerprints mean one picture; unrelated pictures lie at 128 ± 8, and pages
with the same frame were seen at 56 and more."""
RESAVED_GRAPHIC_BITS = 10
"""The same for two graphics: logos and slides of one kind come nearer to each other than photos do."""
SIMILAR_BITS = 64
"""Distance up to which two pictures are worth comparing closely."""
_CONFIRMED_BITS, _CONFIRMED_SHARE = 40, 0.3
"""Without sketches, fingerprints so near count if so many of the similar features lay the whole of one picture on the
whole of the other as well: neither would be enough alone."""

_DETAILED = 60
"""Features with which a picture can be compared closely; with fewer the fingerprint decides alone."""
_STRETCHED = 1.08
"""A change of proportions that SIFT's round surroundings no longer follow, but the fingerprint does."""
_WHOLE = 0.85
"""Share of both pictures that the other one shows when neither is a detail of the other."""
_CROWD, _ASKED = 3, 3
"""Pictures that a group has before it is asked whether it agrees with another, and how many of it are asked."""
_LEAST_COMMON = 0.05
"""Two pictures known only through a third must share so much of the smaller one."""


def find_links(
    records: Sequence[PictureRecord], compared: Collection[bytes], known: Sequence[Link]
) -> Iterator[Link]:
    """Yield links between the pictures that were not compared yet and all others.

    Pictures that already hang together are not compared again, so the links form trees. One wrong link would join all
    edits of one picture with all of another; so two groups are only joined where others of them agree as well.

    Args:
        records: one record for each content, with fingerprints.
        compared: the digests among which all links are known.
        known: those links.
    """
    fresh = np.array([record.digest not in compared for record in records], np.bool_)
    if not fresh.any():
        return
    groups = _Groups({record.digest: record for record in records})
    for link in known:
        groups.join(link)
    for a, b, is_mirrored in _pairs_to_compare(records, fresh):
        first, second = records[a], records[b]
        if groups.same(first.digest, second.digest):
            continue
        matrix = compare(first, second, is_mirrored=is_mirrored)
        if matrix is not None:
            link = Link(first.digest, second.digest, matrix)
            if groups.agree(link):
                groups.join(link)
                yield link


def content_matches(records: Mapping[bytes, PictureRecord], links: Sequence[Link]) -> Iterator[ContentMatch]:
    """Yield the pairs of contents that show the same.

    Two pictures that are linked through others match if they have enough of the motif in common: the left and the
    right half of a photo do not.

    Args:
        records: by their digests.
        links: those found between them, and perhaps others.
    """
    for tree in _trees(links):
        present = sorted(digest for digest in tree if digest in records)
        for a, b in combinations(present, 2):
            first, second = records[a], records[b]
            edit = edit_between(first, second, (np.linalg.inv(tree[a]) @ tree[b])[:2])
            if edit:
                yield ContentMatch(a, b, edit, _distance_bits(first, second))


def _pairs_to_compare(
    records: Sequence[PictureRecord], fresh: NDArray[np.bool_]
) -> Iterator[tuple[int, int, bool]]:
    """Yield pairs of places and whether to mirror the second: first those with similar fingerprints."""
    printed = [i for i, record in enumerate(records) if record.fingerprints is not None]
    if printed:
        prints = np.stack([p for i in printed if (p := records[i].fingerprints) is not None])
        places = np.array(printed)
        similar: list[tuple[int, int, int, bool]] = []
        for at, a in enumerate(printed):
            for turned in (0, 1):
                bits = hamming_distance(prints[at, turned], prints[at + 1 :, 0])
                near = np.flatnonzero((bits <= SIMILAR_BITS) & (fresh[a] | fresh[places[at + 1 :]]))
                similar.extend((int(bits[i]), a, printed[at + 1 + int(i)], bool(turned)) for i in near)
        for _, a, b, is_mirrored in sorted(similar):
            yield a, b, is_mirrored
    featured = [i for i, record in enumerate(records) if record.features is not None]
    codes = [f.codes for i in featured if (f := records[i].features) is not None]
    for a, b, is_mirrored, _ in candidate_pairs(codes, fresh[featured]):
        yield featured[a], featured[b], is_mirrored


def compare(a: PictureRecord, b: PictureRecord, *, is_mirrored: bool) -> NDArray[np.float64] | None:
    """Return the map of ``b``'s pixels to ``a``'s, shape (2, 3), or None unless both certainly show the same.

    Features or fingerprints say how one picture would lie on the other; whether it does, the sketches tell. Libraries
    hold none, so there features and fingerprints decide alone and ask for more.
    """
    if a.features is None or b.features is None:
        return None
    is_alone = a.sketch is None or b.sketch is None
    alignment = align(a.features, b.features, is_mirrored=is_mirrored, is_alone=is_alone)
    if alignment and (is_alone or is_one_picture(a, b, alignment.matrix, alignment)):
        return alignment.matrix
    if is_alone and (matrix := _confirmed_map(a, b, is_mirrored=is_mirrored)) is not None:
        return matrix
    matrix = _map_by_fingerprint(a, b, is_mirrored=is_mirrored, is_alone=is_alone)
    return matrix if matrix is not None and (is_alone or is_one_picture(a, b, matrix)) else None


def _confirmed_map(a: PictureRecord, b: PictureRecord, *, is_mirrored: bool) -> NDArray[np.float64] | None:
    """Return how the whole of one picture lies on the whole of the other, if fingerprints and features both say so."""
    if a.fingerprints is None or b.fingerprints is None or a.features is None or b.features is None:
        return None
    if hamming_distance(a.fingerprints[int(is_mirrored)], b.fingerprints[0]) > _CONFIRMED_BITS:
        return None
    alignment = align(a.features, b.features, is_mirrored=is_mirrored, is_alone=False)
    if alignment is None or alignment.agreeing < _CONFIRMED_SHARE * alignment.tried:
        return None
    whole = min(common_shares(a.features, b.features, alignment.matrix)) >= _WHOLE
    return alignment.matrix if whole else None


def _map_by_fingerprint(
    a: PictureRecord, b: PictureRecord, *, is_mirrored: bool, is_alone: bool
) -> NDArray[np.float64] | None:
    """Return the map that lays the whole of one picture on the whole of the other, if their fingerprints are near."""
    if a.fingerprints is None or b.fingerprints is None or a.features is None or b.features is None:
        return None
    both_graphic = a.features.is_graphic and b.features.is_graphic
    limit = RESAVED_GRAPHIC_BITS if is_alone and both_graphic else RESAVED_BITS
    if hamming_distance(a.fingerprints[int(is_mirrored)], b.fingerprints[0]) > limit:
        return None
    proportions = (a.width * b.height) / max(1, a.height * b.width)
    stretched = not 1 / _STRETCHED < proportions < _STRETCHED
    if is_alone and min(len(a.features.codes), len(b.features.codes)) >= _DETAILED and not stretched:
        return None  # both have detail enough to be recognised by it, and it differs
    wide, high = a.features.width / b.features.width, a.features.height / b.features.height
    if is_mirrored:
        return np.array([[-wide, 0.0, a.features.width], [0.0, high, 0.0]])
    return np.array([[wide, 0.0, 0.0], [0.0, high, 0.0]])


def edit_between(a: PictureRecord, b: PictureRecord, matrix: NDArray[np.float64]) -> Edit | None:
    """Return how ``b`` differs from ``a``, or None where they have too little in common.

    Args:
        a: one picture.
        b: the other.
        matrix: maps pixels of ``b`` to pixels of ``a``, at the features' scale, shape (2, 3).
    """
    if a.features is None or b.features is None:
        return None
    shares = common_shares(a.features, b.features, matrix)
    if max(shares) < _LEAST_COMMON:
        return None
    whole = min(shares) >= _WHOLE
    if np.linalg.det(matrix[:, :2]) < 0:
        return Edit.MIRRORED if whole else Edit.MIRRORED_AND_CROPPED
    return Edit.RESAVED if whole else Edit.CROPPED


def _distance_bits(a: PictureRecord, b: PictureRecord) -> int:
    if a.fingerprints is None or b.fingerprints is None:
        return BITS
    return int(hamming_distance(a.fingerprints, b.fingerprints[0]).min())


def _trees(links: Sequence[Link]) -> Iterator[Mapping[bytes, NDArray[np.float64]]]:
    """Yield each set of connected pictures with the maps of their pixels to those of one of them, shape (3, 3)."""
    groups = _Groups({})
    for link in links:
        groups.join(link)
    yield from groups.all()


class _Groups:
    """Which pictures hang together, and how each lies on one of its group.

    Args:
        records: the pictures by their digests, as far as they are there.
    """

    def __init__(self, records: Mapping[bytes, PictureRecord]) -> None:
        self._records = records
        self._group: dict[bytes, _Places] = {}

    def all(self) -> Iterator[Mapping[bytes, NDArray[np.float64]]]:
        """Yield each group: maps of pixels to those of one of the group, shape (3, 3)."""
        yield from {id(group): group for group in self._group.values()}.values()

    def same(self, a: bytes, b: bytes) -> bool:
        return a == b or (a in self._group and self._group[a] is self._group.get(b))

    def join(self, link: Link) -> None:
        """Join the groups of two pictures; a link inside a group tells nothing new."""
        if self.same(link.a, link.b):
            return
        a, b, moved = self._laid(link)
        if len(a) < len(b):
            a, b, moved = b, a, np.asarray(np.linalg.inv(moved), np.float64)
        for digest, place in b.items():
            a[digest] = moved @ place
            self._group[digest] = a

    def agree(self, link: Link) -> bool:
        """Tell whether more pictures of two groups are one when these are laid on each other as a link says.

        Groups of less than ``_CROWD`` have too few to ask.
        """
        a, b, moved = self._laid(link)
        if min(len(a), len(b)) < _CROWD:
            return True
        return any(
            is_one_picture(one, other, (np.linalg.inv(a[one.digest]) @ moved @ b[other.digest])[:2])
            for one, other in product(self._telling(a, link.a), self._telling(b, link.b))
        )

    def _telling(self, group: Mapping[bytes, object], apart_from: bytes) -> list[PictureRecord]:
        """Return the pictures of a group with the most features."""
        found = [
            r for d in group if d != apart_from and (r := self._records.get(d)) and r.features is not None
        ]
        found.sort(key=lambda r: (-len(r.features.codes) if r.features else 0, r.digest))
        return found[:_ASKED]

    def _laid(self, link: Link) -> tuple[_Places, _Places, NDArray[np.float64]]:
        """Return the groups of a link's two pictures, and the map that lays the second on the first."""
        a, b = self._of(link.a), self._of(link.b)
        return a, b, a[link.a] @ np.vstack([link.matrix, [0.0, 0.0, 1.0]]) @ np.linalg.inv(b[link.b])

    def _of(self, digest: bytes) -> _Places:
        return self._group.setdefault(digest, {digest: np.eye(3)})
