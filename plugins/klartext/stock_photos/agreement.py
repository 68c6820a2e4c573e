"""Whether two pictures agree where one lies on the other: block by block, and what an edit could have laid over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[np.float32]
    Mask = NDArray[np.bool_]

_WINDOW = 9
"""Side, in pixels of a sketch, of the surroundings in which two pictures are correlated."""
_SHIFT = 2
"""Pixels by which a place may lie elsewhere than the map says; maps of few features are a little off at the rim."""
_LEAST_CORRELATION = 0.85
_DETAIL = 8.0
"""Standard deviation, in grey values, from which a place has detail that can agree or not."""
_LEAST_DETAILED_PIXELS = 200
_LOST = 0.35
"""A place of one picture is lost in the other if that one has less than this share of its contrast there."""
_STRIPS = (0.2, 0.25, 0.3, 0.34)
"""Shares of the common height that a banner may cover; that of a page of text is higher."""
_SIDES = (0.2, 0.35, 0.5)
"""Shares of the common width that a panel beside a picture may cover."""
_LEAST_REST = 0.25
"""Share of all detail that must lie outside a strip that is left out."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two pictures agree in the area that they share, all values 0–1.

    ``share``: of the places with detail in either, those that agree. ``beside_banner``: the same without the strip
    along the upper or lower edge that agrees least, ``beside_panel``: without the one along the left or right edge.
    ``two_sided``: whether the places that disagree are brighter in one picture (0), as under words of one colour that
    were laid over it, or now in one and now in the other (0.5), as where two pictures have words of their own.
    ``covered``: how much of those places differs clearly in brightness.
    ``lost``: detail of each picture of which the other one shows nothing, the smaller share of both.
    """

    share: float
    beside_banner: float
    beside_panel: float
    two_sided: float
    covered: float
    lost: float


def agreement(a: NDArray[np.uint8], b: NDArray[np.uint8], matrix: NDArray[np.float64]) -> Agreement | None:
    """Return how far two pictures agree, or None where they share too little detail to tell.

    Places are compared by normalised cross-correlation, which changes of brightness, contrast and colour leave alone.

    Args:
        a: grey values, shape (height, width).
        b: grey values of the other picture.
        matrix: maps pixels of ``b`` to pixels of ``a``, shape (2, 3).
    """
    laid = _lay(a, b, matrix)
    if laid is None:
        return None
    under, over, inside = laid
    correlation, contrast_a, contrast_b, shifted = _correlate(under, over)
    detailed = (np.maximum(contrast_a, contrast_b) > _DETAIL) & inside
    count = int(detailed.sum())
    if count < _LEAST_DETAILED_PIXELS:
        return None
    agreeing = detailed & (correlation > _LEAST_CORRELATION)
    differing = detailed & ~agreeing
    lost_a = int((differing & (contrast_b < _LOST * contrast_a)).sum())
    lost_b = int((differing & (contrast_a < _LOST * contrast_b)).sum())
    return Agreement(
        int(agreeing.sum()) / count,
        _share_beside_strip(agreeing.sum(axis=1), detailed.sum(axis=1), _STRIPS),
        _share_beside_strip(agreeing.sum(axis=0), detailed.sum(axis=0), _SIDES),
        *_differences(under, shifted, inside, differing),
        min(lost_a, lost_b) / count,
    )


def _lay(
    a: NDArray[np.uint8], b: NDArray[np.uint8], matrix: NDArray[np.float64]
) -> tuple[Grey, Grey, Mask] | None:
    """Return what both show of the area they share, at the scale of the coarser one, and where to compare them."""
    import cv2  # noqa: PLC0415 — OpenCV takes 0.1 s to import and is only needed where two pictures may be one

    full = np.vstack([matrix, [0.0, 0.0, 1.0]])
    if abs(np.linalg.det(full)) > 1:
        a, b, full = b, a, np.linalg.inv(full)
    scale = float(np.sqrt(abs(np.linalg.det(full))))
    height, width = a.shape
    high, wide = b.shape
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)]) @ full[:2, :2].T + full[:2, 2]
    left, top = np.floor(corners.min(axis=0).clip(0, (width, height))).astype(int)
    right, bottom = np.ceil(corners.max(axis=0).clip(0, (width, height))).astype(int)
    size = (int(right - left), int(bottom - top))
    if min(size) < 2 * _WINDOW:
        return None
    # The map takes corners of pixels, warpAffine their centres.
    place = full[:2].copy()
    place[:, 2] += place[:, :2] @ (0.5, 0.5) - 0.5 - (left, top)
    fine: NDArray[Any] = b.astype(np.float32)
    if scale < 1:
        fine = cv2.GaussianBlur(fine, (0, 0), max(0.1, 0.5 * float(np.sqrt(1 / scale**2 - 1))))
    over = cv2.warpAffine(fine, place, size, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpAffine(np.ones(b.shape, np.uint8), place, size, flags=cv2.INTER_NEAREST)
    # A window that reaches beyond the common area would see a frame that only one picture has.
    reach = _WINDOW // 2 + 1
    inside = cv2.erode(
        inside,
        np.ones((2 * reach + 1, 2 * reach + 1), np.uint8),
        borderType=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    under = a[top:bottom, left:right].astype(np.float32)
    return _softened(under), _softened(over), inside > 0


def _softened(values: NDArray[Any]) -> Grey:
    import cv2  # noqa: PLC0415

    return np.asarray(cv2.GaussianBlur(values, (0, 0), 0.7), np.float32)


def _correlate(a: Grey, b: Grey) -> tuple[Grey, Grey, Grey, Grey]:
    """Return the best correlation of each place within the shift, both contrasts, and ``b`` shifted accordingly."""
    import cv2  # noqa: PLC0415

    def mean(values: Grey) -> Grey:
        return np.asarray(cv2.blur(values, (_WINDOW, _WINDOW), borderType=cv2.BORDER_REFLECT), np.float32)

    def variance(values: Grey, average: Grey) -> Grey:
        return np.maximum(mean(values * values) - average * average, 0)

    height, width = a.shape
    mean_a = mean(a)
    variance_a = variance(a, mean_a)
    padded = np.pad(b, _SHIFT, mode="edge")
    mean_b = mean(padded)
    variance_b = variance(padded, mean_b)
    deviation_a, deviation_b = np.sqrt(np.maximum(variance_a, 1)), np.sqrt(np.maximum(variance_b, 1))
    best, shifted = np.full(a.shape, -1, np.float32), b.copy()
    for down in range(2 * _SHIFT + 1):
        for along in range(2 * _SHIFT + 1):
            at = (slice(down, down + height), slice(along, along + width))
            correlation = (mean(a * padded[at]) - mean_a * mean_b[at]) / (deviation_a * deviation_b[at])
            better = correlation > best
            best[better], shifted[better] = correlation[better], padded[at][better]
    middle = (slice(_SHIFT, _SHIFT + height), slice(_SHIFT, _SHIFT + width))
    return best, np.sqrt(variance_a), np.sqrt(variance_b[middle]), shifted


def _share_beside_strip(
    agreeing: NDArray[np.int64], detailed: NDArray[np.int64], strips: tuple[float, ...]
) -> float:
    """Return the highest share that agrees when a strip at either end of the lines is left out."""
    least, shares = _LEAST_REST * detailed.sum(), [0.0]
    for cut in (int(strip * len(detailed)) for strip in strips):
        rests = (slice(cut, None), slice(0, len(detailed) - cut))
        shares += [
            float(agreeing[rest].sum() / detailed[rest].sum())
            for rest in rests
            if detailed[rest].sum() >= least
        ]
    return max(shares)


def _differences(a: Grey, b: Grey, inside: Mask, differing: Mask) -> tuple[float, float]:
    """Return ``two_sided`` and ``covered``."""
    import cv2  # noqa: PLC0415

    near = cv2.dilate(differing.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    trusted = inside & ~near
    if trusted.sum() < _LEAST_DETAILED_PIXELS // 4:
        return 0.5, 0.0
    # A shade may grow darker from top to bottom, so brightness and contrast may as well.
    depth = np.broadcast_to(np.linspace(0, 1, a.shape[0], dtype=np.float32)[:, None], a.shape)
    terms = np.stack([a, np.ones_like(a), depth * a, depth], axis=-1)
    tones, *_ = np.linalg.lstsq(terms[trusted], b[trusted], rcond=None)
    apart = b - terms @ tones
    noise = max(4.0, 2 * float(apart[trusted].std()))
    clear = apart[differing & (np.abs(apart) >= noise)]
    up, down = float(clear[clear > 0].sum()), float(-clear[clear < 0].sum())
    return min(up, down) / max(1.0, up + down), len(clear) / max(1, int(differing.sum()))
