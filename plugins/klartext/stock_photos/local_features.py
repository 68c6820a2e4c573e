"""Local features: 250 points of a picture with 128 bits each, found again in crops, cards and screenshots of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

POINTS = 250
"""Features kept of one picture; text and logos laid over it take their share, so fewer would lose cards."""

CODE_BITS = 128
SIDE = 256
"""Longest side, in pixels, of the picture that is searched; SIFT doubles it once more for its finest level."""

_FEW_TONES, _FEW_TONES_AND_STRAIGHT = 0.55, 1.1
"""Nineteen photos of twenty stay below both, most screenshots, charts and logos lie above one: the share of the three
commonest tones, and that share plus ``_STRAIGHT_WEIGHT`` times the share of straight edges. The second finds tables and
windows in many colours."""
_STRAIGHT_WEIGHT = 1.5
_EDGE, _STRAIGHT = 48.0, 0.15
"""Sobel's gradient from which a pixel lies on an edge, and how far that may lean to count as upright or level."""
_CELLS = 6
_DESCRIBED = 300
"""Points described; those that look alike are then left out."""
_REPEATED_BITS = 16
_CONTRAST_THRESHOLD, _EDGE_THRESHOLD, _SIGMA, _LAYERS = 0.01, 10, 1.4, 3
_MIRROR = np.arange(128).reshape(4, 4, 8)[::-1][:, :, -np.arange(8) % 8].ravel()
"""Where each of SIFT's 4 × 4 × 8 bins goes when a picture is mirrored: rows turn round, angles change their sign."""


@dataclass(frozen=True, slots=True)
class LocalFeatures:
    """The features of one picture, the most telling of each region first.

    ``points``: uint16 array, shape (n, 2): x and y in 1/64 pixels of the picture scaled to ``SIDE``.
    ``codes``: uint64 array, shape (n, 2): 64 bits and the same 64 bits of the mirrored surroundings.
    ``width``, ``height``: of the scaled picture, in pixels. ``is_graphic``: whether it looks like a screenshot, a
    chart, a slide or a logo.
    """

    points: NDArray[np.uint16]
    codes: NDArray[np.uint64]
    width: int
    height: int
    is_graphic: bool = False

    @property
    def positions(self) -> NDArray[np.float32]:
        """The points in pixels, shape (n, 2)."""
        return self.points.astype(np.float32) / np.float32(64)

    def to_bytes(self) -> bytes:
        """Return the features as ``from_bytes`` reads them, 20 bytes each and 8 before them."""
        head = np.array([self.width, self.height, len(self.points), self.is_graphic], "<u2").tobytes()
        return head + self.points.astype("<u2").tobytes() + self.codes.astype("<u8").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> LocalFeatures:
        """Return the features written by ``to_bytes``.

        Raises:
            ValueError: the data are not such features.
        """
        width, height, count, graphic = (int(value) for value in np.frombuffer(data, "<u2", 4))
        points = np.frombuffer(data, "<u2", 2 * count, 8).reshape(count, 2)
        codes = np.frombuffer(data, "<u8", 2 * count, 8 + 4 * count).reshape(count, 2)
        return cls(
            points.astype(np.uint16, copy=False),
            codes.astype(np.uint64, copy=False),
            width,
            height,
            bool(graphic),
        )


def local_features(picture: Image.Image) -> LocalFeatures:
    """Return the local features of a picture.

    SIFT points are taken evenly from all regions, so that a headline or a logo laid over the picture cannot take
    them all. Each descriptor becomes bits by the signs of projections; mirroring a picture permutes the bins of a
    SIFT descriptor, so a second half of the bits, projected from the permuted bins, makes the code of the mirrored
    picture the same code with its halves exchanged.

    Args:
        picture: any grey picture.

    Source: David G. Lowe, "Distinctive Image Features from Scale-Invariant Keypoints", 2004; Relja Arandjelović and
        Andrew Zisserman, "Three things everyone should know to improve object retrieval", 2012 (square roots);
        Moses S. Charikar, "Similarity Estimation Techniques from Rounding Algorithms", 2002 (signs of projections).
    """
    import cv2  # noqa: PLC0415 — OpenCV takes 0.1 s to import and is only needed for pictures not yet known

    scaled = picture.convert("L")
    scaled.thumbnail((SIDE, SIDE))
    grey = np.asarray(scaled)
    detector = cv2.SIFT.create(0, _LAYERS, _CONTRAST_THRESHOLD, _EDGE_THRESHOLD, _SIGMA)
    found = detector.detect(grey, None)
    if not found:
        return LocalFeatures(
            np.zeros((0, 2), np.uint16), np.zeros((0, 2), np.uint64), *scaled.size, _is_graphic(grey)
        )
    positions = np.array([point.pt for point in found], np.float32)
    responses = np.array([point.response for point in found], np.float32)
    chosen = _spread(positions, responses, scaled.size)
    # Describing only the chosen points costs less than describing them all, although it blurs the picture again.
    _, described = detector.compute(grey, [found[i] for i in chosen])
    codes = _codes(np.asarray(described, np.float32))
    kept = np.flatnonzero(_is_unique(codes))[:POINTS]
    points = np.clip(np.rint(positions[chosen[kept]] * 64), 0, 65535).astype(np.uint16)
    return LocalFeatures(points, codes[kept], *scaled.size, _is_graphic(grey))


def mirrored(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the codes that the mirrored picture would have; both arrays have shape (n, 2)."""
    return codes[:, ::-1]


def _is_graphic(grey: NDArray[np.uint8]) -> bool:
    """Tell whether few tones cover the picture, or some and its edges stand upright or lie level."""
    tones = _share_of_common_tones(grey)
    return tones >= _FEW_TONES or (
        tones + _STRAIGHT_WEIGHT * _share_of_straight_edges(grey) >= _FEW_TONES_AND_STRAIGHT
    )


def _share_of_common_tones(grey: NDArray[np.uint8]) -> float:
    """Return the share of pixels that have one of the three commonest tones, five grey values each."""
    share = np.bincount(grey.ravel(), minlength=256) / grey.size
    covered = 0.0
    for _ in range(3):
        tone = int(np.convolve(share, np.ones(5), "same").argmax())
        covered += float(share[max(0, tone - 2) : tone + 3].sum())
        share[max(0, tone - 2) : tone + 3] = 0
    return covered


def _share_of_straight_edges(grey: NDArray[np.uint8]) -> float:
    """Return the share of the pixels on edges whose edge stands upright or lies level, 0 if there are no edges."""
    import cv2  # noqa: PLC0415

    across, down = (np.abs(cv2.Sobel(grey, cv2.CV_32F, *order)) for order in ((1, 0), (0, 1)))
    edges = np.hypot(across, down) >= _EDGE
    straight = edges & (np.minimum(across, down) <= _STRAIGHT * np.maximum(across, down))
    return float(straight.sum() / max(1, edges.sum()))


def _spread(
    positions: NDArray[np.float32], responses: NDArray[np.float32], size: tuple[int, int]
) -> NDArray[np.intp]:
    """Return the features to describe: the strongest of every cell first, then the second of each, and so on."""
    cells = (positions * _CELLS / np.array(size)).astype(np.intp).clip(0, _CELLS - 1)
    cell = cells[:, 1] * _CELLS + cells[:, 0]
    strongest_first = np.lexsort((positions[:, 0], positions[:, 1], -responses))
    order = strongest_first[np.argsort(cell[strongest_first], kind="stable")]
    in_order = cell[order]
    first_of_cell = np.searchsorted(in_order, in_order)
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order)) - first_of_cell
    return np.lexsort((positions[:, 0], positions[:, 1], -responses, rank))[:_DESCRIBED]


def _is_unique(codes: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which features look like no other of the same picture: letters, table cells and window grids go."""
    bits = np.bitwise_count(codes[:, None] ^ codes[None]).sum(axis=2, dtype=np.int16)
    np.fill_diagonal(bits, CODE_BITS)
    unique: NDArray[np.bool_] = bits.min(axis=1) > _REPEATED_BITS
    return unique


def _codes(descriptors: NDArray[np.float32]) -> NDArray[np.uint64]:
    import cv2  # noqa: PLC0415

    roots = np.sqrt(descriptors / np.maximum(descriptors.sum(axis=1, keepdims=True), 1e-6))
    projections = _projections()
    # OpenCV's product, because NumPy's would wake a thread on every core for a tenth of a millisecond's work.
    nothing = np.zeros((0, 0), np.float32)
    straight = cv2.gemm(roots, projections, 1, nothing, 0) > 0
    turned = cv2.gemm(np.ascontiguousarray(roots[:, _MIRROR]), projections, 1, nothing, 0) > 0
    bits = np.packbits(np.concatenate([straight, turned], axis=1), axis=1)
    return bits.view(">u8").astype(np.uint64)


@cache
def _projections() -> NDArray[np.float32]:
    """Return 64 orthonormal directions, shape (128, 64), at right angles to the average descriptor.

    A sign only tells two descriptors apart where the average lies on the border. That average hardly differs
    between sets of pictures: strongest in the four middle cells and along the point's own direction.
    """
    across = np.array([0.78, 1.0, 1.0, 0.78])
    around = np.array([1.57, 0.99, 0.71, 0.77, 0.98, 0.77, 0.71, 0.99])
    average = (across[:, None, None] * across[None, :, None] * around).ravel()
    # Computed with integers alone, so that every version of NumPy gives the same directions.
    state, values = 1, []
    for _ in range(64 * 128):
        state = state * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
        values.append((state >> 33) / 2**31 - 0.5)
    rows = [average / np.linalg.norm(average)]
    for row in np.array(values).reshape(64, 128):
        for other in rows:
            row -= (row @ other) * other  # noqa: PLW2901 — Gram–Schmidt
        rows.append(row / np.linalg.norm(row))
    return np.ascontiguousarray(np.array(rows[1:], np.float32).T)
