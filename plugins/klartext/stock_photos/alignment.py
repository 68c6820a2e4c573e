"""Whether two pictures show the same motif: one map must carry many features of one onto the other, all over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from klartext.stock_photos.local_features import mirrored

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from klartext.stock_photos.local_features import LocalFeatures

MATCH_BITS, MATCH_RATIO = 36, 0.85
"""A feature's nearest code may differ in so many of 128 bits, and must be so much nearer than the second."""

LEAST = 8
"""Features that must follow one map for the pictures to be laid on each other and compared place by place."""
SURE, LEAST_ALONE = 24, 14
"""The same where features decide alone: enough in any case, and enough if few others contradict them."""
_LEAST_SHARE_OF_TRIED = 0.38
"""With fewer than ``SURE`` features, so many of the similar ones must follow the map; equal letters do not."""
_LEAST_EXPLAINED = 0.5
"""Regions of the common area, detailed in both pictures, in which features must agree; equal frames do not."""

_LEAST_SHARE_OF_GRAPHIC = 0.4
"""Of the features of two graphics, in their common area, so many must follow the map: a frame has fewer."""
_LEAST_EXPLAINED_OF_GRAPHIC = 0.6
"""Regions with detail in either of two graphics in which features must agree."""

_LEAST_EXPLAINED_IF_UNSURE = 0.36
"""The same for any two pictures with fewer than ``SURE`` features that follow the map: equal headlines have fewer."""

_TOLERANCE_PIXELS = 4.0
_ROUNDS = 800
_REGIONS = 6
_LOOSE_BITS = 40
_SCALES = (0.12, 8.0)
_LEAST_ROUNDNESS = 0.6
"""How much a map may squeeze one direction against the other; pictures are stretched, but never to a line."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How one picture lies on another.

    ``matrix``: float64 array, shape (2, 3), maps pixels of ``b`` to pixels of ``a``, both at the features' scale.
    ``agreeing``: the features that it carries onto each other, of the ``tried`` ones that look alike.
    """

    matrix: NDArray[np.float64]
    is_mirrored: bool
    agreeing: int
    tried: int


def align(a: LocalFeatures, b: LocalFeatures, *, is_mirrored: bool, is_alone: bool) -> Alignment | None:
    """Return how ``b`` lies on ``a`` if they show the same motif, else None.

    Features with nearly the same code are paired, RANSAC finds the affine map that most pairs follow, and it must
    neither squeeze nor turn inside out. If features decide alone, it must also explain the detail of most regions that
    both pictures share, which keeps apart what has only a frame, a logo or words in common.

    Args:
        a: the features of a picture.
        b: those of another.
        is_mirrored: whether to mirror ``b`` first.
        is_alone: whether nothing but features is known of one of them, so that they must make certain.

    Source: Martin A. Fischler and Robert C. Bolles, "Random Sample Consensus", 1981; the ratio test is Lowe's, 2004.
    """
    import cv2  # noqa: PLC0415 — OpenCV takes 0.1 s to import and is only needed where two pictures may be one

    if min(len(a.codes), len(b.codes)) < LEAST:
        return None
    codes = mirrored(b.codes) if is_mirrored else b.codes
    positions = b.positions
    if is_mirrored:
        positions = np.stack([b.width - positions[:, 0], positions[:, 1]], axis=1)
    bits = np.bitwise_count(codes[:, None] ^ a.codes[None]).sum(axis=2, dtype=np.int16)
    two = np.argpartition(bits, 1, axis=1)[:, :2]
    distance = np.take_along_axis(bits, two, axis=1)
    nearest = np.where(distance[:, 0] <= distance[:, 1], two[:, 0], two[:, 1])
    chosen = (distance.min(axis=1) <= MATCH_BITS) & (
        distance.min(axis=1) < MATCH_RATIO * distance.max(axis=1)
    )
    tried = int(chosen.sum())
    if tried < LEAST:
        return None
    matrix, follows = cv2.estimateAffine2D(
        positions[chosen],
        a.positions[nearest[chosen]],
        ransacReprojThreshold=_TOLERANCE_PIXELS,
        maxIters=_ROUNDS,
    )
    if matrix is None or not _is_plausible(matrix):
        return None
    agreeing = int(follows.sum())
    if agreeing < LEAST:
        return None
    if is_alone:
        many = agreeing >= SURE or agreeing >= max(LEAST_ALONE, _LEAST_SHARE_OF_TRIED * tried)
        if not many or not _is_explained(a, b, positions, matrix, bits, agreeing):
            return None
    if is_mirrored:
        matrix = matrix @ np.array([[-1.0, 0.0, b.width], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    return Alignment(matrix, is_mirrored, agreeing, tried)


def common_area(matrix: NDArray[np.float64], size_a: tuple[int, int], size_b: tuple[int, int]) -> float:
    """Return the area of ``a`` that ``b`` covers when laid on it, in pixels of ``a``."""
    import cv2  # noqa: PLC0415

    corners = _corners(size_b) @ matrix[:, :2].T + matrix[:, 2]
    area, _ = cv2.intersectConvexConvex(_corners(size_a).astype(np.float32), corners.astype(np.float32))
    return float(area)


def _corners(size: tuple[int, int]) -> NDArray[np.float64]:
    width, height = size
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)


def _is_plausible(matrix: NDArray[np.float64]) -> bool:
    large, small = (float(value) for value in np.linalg.svd(matrix[:, :2], compute_uv=False))
    inside_out = np.linalg.det(matrix[:, :2]) <= 0
    return (
        not inside_out and small >= _SCALES[0] and large <= _SCALES[1] and small >= _LEAST_ROUNDNESS * large
    )


def _is_explained(  # noqa: PLR0913, PLR0917 — all that the map was made of
    a: LocalFeatures,
    b: LocalFeatures,
    positions_b: NDArray[np.float32],
    matrix: NDArray[np.float64],
    bits: NDArray[np.int16],
    agreeing: int,
) -> bool:
    """Tell whether a map explains enough of what both pictures show where they overlap.

    In a photo, half of the regions with detail in both pictures are enough: no other photo has that much in common,
    unless both carry the same headline, which few features follow and which explains nothing outside it.
    Screenshots of one program, slides of one template and charts of one style share their frame; of those, regions
    with detail in only one of them count as well, and a good part of all features must agree.
    """
    laid = positions_b @ matrix[:, :2].T + matrix[:, 2]
    inside_b = ((laid >= 0) & (laid < (a.width, a.height))).all(axis=1)
    inverse = np.linalg.inv(matrix[:, :2])
    back = (a.positions - matrix[:, 2]) @ inverse.T
    inside_a = ((back >= 0) & (back < (b.width, b.height))).all(axis=1)
    if not inside_a.any() or not inside_b.any():
        return False
    points_a, points_b = a.positions[inside_a], laid[inside_b]
    reach = _TOLERANCE_PIXELS * max(1.0, float(np.linalg.norm(matrix[:, :2], 2)))
    apart = ((points_b[:, None] - points_a[None]) ** 2).sum(axis=2)
    agree = ((apart < reach**2) & (bits[inside_b][:, inside_a] <= _LOOSE_BITS)).any(axis=1)
    both = np.concatenate([points_a, points_b])
    low, high = both.min(axis=0), both.max(axis=0) + 1e-3

    def regions(points: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
        cells = ((points - low) / (high - low) * _REGIONS).astype(np.int64)
        return np.bincount(cells[:, 1] * _REGIONS + cells[:, 0], minlength=_REGIONS**2)

    in_a, in_b = regions(points_a) >= 2, regions(points_b) >= 2
    explained = regions(points_b[agree]) > 0
    detailed = in_a & in_b
    if not detailed.any() or float(explained[detailed].mean()) < _LEAST_EXPLAINED:
        return False
    explained_of_either = float(explained[in_a | in_b].mean())
    if a.is_graphic and b.is_graphic:
        least = _LEAST_SHARE_OF_GRAPHIC * min(len(points_a), len(points_b))
        return agreeing >= least and explained_of_either >= _LEAST_EXPLAINED_OF_GRAPHIC
    return agreeing >= SURE or explained_of_either >= _LEAST_EXPLAINED_IF_UNSURE
