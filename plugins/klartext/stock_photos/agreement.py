"""Whether two pictures agree where one lies on the other: block by block, and what an edit could have laid over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from klartext.stock_photos.sketch import Sketch

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
_NEAR_AGREEING, _NEAR_DIFFERING = 4, 5
"""Pixels around agreeing places where colours are compared, and around differing ones where they are not: a pixel of
chroma is as wide, and a banner's colour would run into the picture."""
_COLOURED = 3.0
"""Standard deviation of chroma, beyond what brightness explains, from which a picture has colours of its own; a tinted
or duotone picture has 0 to 2 from JPEG's rounding."""
_TONE_SLACK = 4
"""Grey values on either side that still count as one tone."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two pictures agree in the area that they share; values are 0–1 unless said otherwise.

    ``share``: of the places with detail in either, those that agree. ``beside_banner``: the same without the strip
    along the upper or lower edge that agrees least, ``beside_panel``: without the one along the left or right edge.
    ``two_sided``: whether the places that disagree are brighter in one picture (0), as under words of one colour that
    were laid over it, or now in one and now in the other (0.5), as where two pictures have words of their own.
    ``covered``: how much of those places differs clearly in brightness.
    ``lost``: detail of each picture of which the other one shows nothing, the smaller share of both.
    ``banner_ground``: grey values, 0–255, by which the commonest tone of the strip left out for ``beside_banner``
    differs in both: a banner brings its own ground, a strip with other words does not.
    ``colour``: correlation, −1 to 1, of the colours where the pictures agree, and 1 where one of them has none.
    """

    share: float
    beside_banner: float
    beside_panel: float
    two_sided: float
    covered: float
    lost: float
    banner_ground: float
    colour: float


@dataclass(frozen=True, slots=True)
class _Laid:
    """What two pictures show of the area they share, at the scale of the coarser one, and where to compare them."""

    under: Grey
    over: Grey
    chroma_under: Grey
    chroma_over: Grey
    inside: Mask


def agreement(a: Sketch, b: Sketch, matrix: NDArray[np.float64]) -> Agreement | None:
    """Return how far two pictures agree, or None where they share too little detail to tell.

    Places are compared by normalised cross-correlation, which changes of brightness, contrast and colour leave alone.
    So two flags may agree; their colours are then compared all at once: edits make them paler or stronger, tint them
    or take them away, but leave their pattern.

    Args:
        a: a picture.
        b: another.
        matrix: maps grey pixels of ``b`` to grey pixels of ``a``, shape (2, 3).
    """
    laid = _lay(a, b, matrix)
    if laid is None:
        return None
    under, over, inside = laid.under, laid.over, laid.inside
    correlation, contrast_a, contrast_b, shifted = _correlate(under, over)
    detailed = (np.maximum(contrast_a, contrast_b) > _DETAIL) & inside
    count = int(detailed.sum())
    if count < _LEAST_DETAILED_PIXELS:
        return None
    agreeing = detailed & (correlation > _LEAST_CORRELATION)
    differing = detailed & ~agreeing
    lost_a = int((differing & (contrast_b < _LOST * contrast_a)).sum())
    lost_b = int((differing & (contrast_a < _LOST * contrast_b)).sum())
    trusted = inside & ~_near(differing, 1)
    beside_banner, banner = _beside_strip(agreeing.sum(axis=1), detailed.sum(axis=1), _STRIPS)
    beside_panel, _ = _beside_strip(agreeing.sum(axis=0), detailed.sum(axis=0), _SIDES)
    return Agreement(
        int(agreeing.sum()) / count,
        beside_banner,
        beside_panel,
        *_differences(under, shifted, trusted, differing),
        min(lost_a, lost_b) / count,
        _ground_difference(under, over, trusted, banner),
        _colour(laid, inside & _near(agreeing, _NEAR_AGREEING) & ~_near(differing, _NEAR_DIFFERING)),
    )


def _lay(a: Sketch, b: Sketch, matrix: NDArray[np.float64]) -> _Laid | None:
    """Lay one picture on the other, or return None where they share next to nothing."""
    import cv2  # noqa: PLC0415 — OpenCV takes 0.1 s to import and is only needed where two pictures may be one

    full = np.vstack([matrix, [0.0, 0.0, 1.0]])
    if abs(np.linalg.det(full)) > 1:
        a, b, full = b, a, np.linalg.inv(full)
    scale = float(np.sqrt(abs(np.linalg.det(full))))
    height, width = a.grey.shape
    high, wide = b.grey.shape
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)]) @ full[:2, :2].T + full[:2, 2]
    left, top = np.floor(corners.min(axis=0).clip(0, (width, height))).astype(int)
    right, bottom = np.ceil(corners.max(axis=0).clip(0, (width, height))).astype(int)
    size = (int(right - left), int(bottom - top))
    if min(size) < 2 * _WINDOW:
        return None
    # The map takes corners of pixels, warpAffine their centres.
    place = full[:2].copy()
    place[:, 2] += place[:, :2] @ (0.5, 0.5) - 0.5 - (left, top)

    def moved(values: NDArray[Any]) -> NDArray[Any]:
        if scale < 1:
            values = cv2.GaussianBlur(values, (0, 0), max(0.1, 0.5 * float(np.sqrt(1 / scale**2 - 1))))
        return np.asarray(cv2.warpAffine(values, place, size, borderMode=cv2.BORDER_REPLICATE))

    inside = cv2.warpAffine(np.ones(b.grey.shape, np.uint8), place, size, flags=cv2.INTER_NEAREST)
    # A window that reaches beyond the common area would see a frame that only one picture has.
    reach = _WINDOW // 2 + 1
    inside = cv2.erode(
        inside,
        np.ones((2 * reach + 1, 2 * reach + 1), np.uint8),
        borderType=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    under = a.grey[top:bottom, left:right].astype(np.float32)
    return _Laid(
        _softened(under),
        _softened(moved(b.grey.astype(np.float32))),
        _chroma(a)[top:bottom, left:right],
        moved(_chroma(b)),
        inside > 0,
    )


def _chroma(picture: Sketch) -> Grey:
    """Return a picture's colours as large as its grey values."""
    import cv2  # noqa: PLC0415

    height, width = picture.grey.shape
    return np.asarray(cv2.resize(picture.chroma.astype(np.float32), (width, height)), np.float32)


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


def _near(places: Mask, reach: int) -> Mask:
    """Return the places and those around them."""
    import cv2  # noqa: PLC0415

    return np.asarray(cv2.dilate(places.astype(np.uint8), np.ones((2 * reach + 1,) * 2, np.uint8)) > 0)


def _beside_strip(
    agreeing: NDArray[np.int64], detailed: NDArray[np.int64], strips: tuple[float, ...]
) -> tuple[float, slice]:
    """Return the highest share that agrees when a strip at either end of the lines is left out, and that strip."""
    least, size = _LEAST_REST * detailed.sum(), len(detailed)
    best, left_out = 0.0, slice(0, 0)
    for cut in (int(strip * size) for strip in strips):
        for strip, rest in (
            (slice(0, cut), slice(cut, size)),
            (slice(size - cut, size), slice(0, size - cut)),
        ):
            count = detailed[rest].sum()
            if count >= least and (share := float(agreeing[rest].sum() / count)) > best:
                best, left_out = share, strip
    return best, left_out


def _ground_difference(a: Grey, b: Grey, trusted: Mask, strip: slice) -> float:
    """Return ``banner_ground``."""
    if trusted.sum() < _LEAST_DETAILED_PIXELS // 4 or strip.stop == strip.start:
        return 0.0
    mean_a, mean_b = float(a[trusted].mean()), float(b[trusted].mean())
    slope = float(((a[trusted] - mean_a) * b[trusted]).sum() / max(1.0, ((a[trusted] - mean_a) ** 2).sum()))
    return abs(slope * (_commonest_tone(a[strip]) - mean_a) + mean_b - _commonest_tone(b[strip]))


def _commonest_tone(values: Grey) -> int:
    counts = np.bincount(values.clip(0, 255).astype(np.uint8).ravel(), minlength=256)
    return int(np.convolve(counts, np.ones(2 * _TONE_SLACK + 1), "same").argmax())


def _colour(laid: _Laid, places: Mask) -> float:
    """Return ``colour``."""
    if places.sum() < _LEAST_DETAILED_PIXELS:
        return 1.0
    chroma = []
    for grey, values in ((laid.under, laid.chroma_under), (laid.over, laid.chroma_over)):
        apart = values[places] - values[places].mean(axis=0)
        tone = (grey[places] - grey[places].mean())[:, None]
        own = apart - tone * (tone * apart).sum(axis=0) / max(1.0, float((tone**2).sum()))
        if np.sqrt((own**2).sum(axis=1).mean()) < _COLOURED:
            return 1.0
        chroma.append(apart)
    a, b = chroma
    return float((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()))


def _differences(a: Grey, b: Grey, trusted: Mask, differing: Mask) -> tuple[float, float]:
    """Return ``two_sided`` and ``covered``."""
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
