"""Whether two pictures that were laid on each other are one, edited: what an edit may cover, and what it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from klartext.stock_photos.agreement import agreement
from klartext.stock_photos.alignment import SURE, common_area

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from klartext.stock_photos.agreement import Agreement
    from klartext.stock_photos.alignment import Alignment
    from klartext.stock_photos.local_features import LocalFeatures
    from klartext.stock_photos.picture_record import PictureRecord

_PHOTO_SHARE, _PHOTO_SHARE_OF_NEAR_FINGERPRINTS = 0.9, 0.6
"""Places that must agree in two photos, anyhow or beside a banner or panel, and where near fingerprints lay them on
each other."""
_GRAPHIC_SHARE = 0.96
"""The same of two graphics, for both."""
_LEAST_SHARE_BESIDE, _LEAST_SHARE_UNDER_WORDS = 0.4, 0.3
"""Places that must agree in all where a banner or panel covers some, and where words do."""
_GRAPHIC_CONTAINED, _GRAPHIC_BESIDE_PANEL, _GRAPHIC_SHARE_BESIDE_PANEL = 0.9, 0.5, 0.98
"""Share of one graphic that the other must show: a page scrolled down shares a part with the page before. A panel that
is put beside a graphic hides some of it, but then all the rest agrees."""
_PHOTO_WORDS_TWO_SIDED, _PHOTO_WORDS_LOST, _PHOTO_FEATURES = 0.12, 0.02, 0.5
_GRAPHIC_WORDS_TWO_SIDED, _GRAPHIC_WORDS_LOST, _GRAPHIC_FEATURES = 0.025, 0.005, 0.6
_WORDS_COVERED = 0.2
"""Words laid over a picture change it to one side only, hide little of it whole and leave its features; where two
pictures have words of their own in the same place, some is brighter in one and some in the other."""
_WHOLE_GRAPHIC_FEATURES = 0.55
"""Share of the similar features that must agree where neither graphic is a part of the other: of tables with many rows
and small words the sketches show only the rows."""
_SHARE_BESIDE_LOGO, _BANNER_GROUND = 0.9, 25
"""Places of a graphic that must agree in all where a logo covers some of a strip; or else, grey values by which the
strip's ground differs, as a banner brings its own. In two windows of one program, or two cards of one layout, a strip
with other words has the same ground."""
_PHOTO_COLOUR, _GRAPHIC_COLOUR = 0.6, 0.8
"""Correlation of the colours where two pictures agree. Edits leave 0.7 and more, except that words laid over a photo
bring colours of their own; flags that are equal in grey reach 0.7, but a graphic's colours are clean."""
_REPLACED_SHARE, _REPLACED_SIDES, _REPLACED_COVERED = 0.9, 0.25, 0.4
"""Where nearly all agrees and the rest is as much brighter as darker, words were replaced: two badges, two months."""


def is_one_picture(
    a: PictureRecord, b: PictureRecord, matrix: NDArray[np.float64], alignment: Alignment | None = None
) -> bool:
    """Tell whether two pictures agree where one lies on the other, but for what an edit lays over a picture.

    Two photos must agree nearly all over, or in most places where their fingerprints are near. Two graphics may share
    a frame, a background or a grid of axes, so all of one must agree. Words of one colour or a strip along an edge may
    hide the rest of either.

    Args:
        a: a picture with features and a sketch.
        b: another.
        matrix: maps pixels of ``b`` to pixels of ``a``, at the features' scale, shape (2, 3).
        alignment: how the map was found, None if only by the fingerprints.
    """
    if a.features is None or b.features is None or a.sketch is None or b.sketch is None:
        return False
    (height_a, width_a), (height_b, width_b) = a.sketch.grey.shape, b.sketch.grey.shape
    to_a = np.diag([width_a / a.features.width, height_a / a.features.height])
    to_b = np.diag([b.features.width / width_b, b.features.height / height_b])
    found = agreement(a.sketch, b.sketch, np.column_stack([to_a @ matrix[:, :2] @ to_b, to_a @ matrix[:, 2]]))
    if found is None:
        return False
    if a.features.is_graphic and b.features.is_graphic:
        shares = common_shares(a.features, b.features, matrix)
        return found.colour >= _GRAPHIC_COLOUR and _is_one_graphic(found, shares, alignment)
    return _is_one_photo(found, alignment)


def common_shares(a: LocalFeatures, b: LocalFeatures, matrix: NDArray[np.float64]) -> tuple[float, float]:
    """Return the share of each picture's area that the other one covers."""
    common = common_area(matrix, (a.width, a.height), (b.width, b.height))
    scale = abs(float(np.linalg.det(matrix[:, :2])))
    return common / (a.width * a.height), common / max(1e-9, scale * b.width * b.height)


def _is_one_photo(found: Agreement, alignment: Alignment | None) -> bool:
    if alignment is None:
        return found.share >= _PHOTO_SHARE_OF_NEAR_FINGERPRINTS and found.colour >= _PHOTO_COLOUR
    agreeing = _agreeing(alignment)
    beside = max(found.beside_banner, found.beside_panel)
    under_words = (
        found.share >= _LEAST_SHARE_UNDER_WORDS
        and found.two_sided <= _PHOTO_WORDS_TWO_SIDED
        and found.lost <= _PHOTO_WORDS_LOST
        and found.covered >= _WORDS_COVERED
        and alignment.agreeing >= SURE
        and agreeing >= _PHOTO_FEATURES
    )
    # Two cards with the same words agree in those, and have few features in common besides.
    beside_strip = (
        found.share >= _LEAST_SHARE_BESIDE and beside >= _PHOTO_SHARE and agreeing >= _PHOTO_FEATURES
    )
    return under_words or ((found.share >= _PHOTO_SHARE or beside_strip) and found.colour >= _PHOTO_COLOUR)


def _is_one_graphic(found: Agreement, shares: tuple[float, float], alignment: Alignment | None) -> bool:
    contained, whole = max(shares), min(shares) >= _GRAPHIC_CONTAINED
    if contained < _GRAPHIC_CONTAINED:
        return (
            contained >= _GRAPHIC_BESIDE_PANEL
            and found.share >= _LEAST_SHARE_BESIDE
            and found.beside_panel >= _GRAPHIC_SHARE_BESIDE_PANEL
            and alignment is not None
            and alignment.agreeing >= SURE
            and _agreeing(alignment) >= _PHOTO_FEATURES
        )
    if (
        found.share >= _REPLACED_SHARE
        and found.two_sided >= _REPLACED_SIDES
        and found.covered >= _REPLACED_COVERED
    ):
        return False
    if found.share >= _GRAPHIC_SHARE:
        return not whole or alignment is None or _agreeing(alignment) >= _WHOLE_GRAPHIC_FEATURES
    under_words = (
        found.share >= _LEAST_SHARE_UNDER_WORDS
        and found.two_sided <= _GRAPHIC_WORDS_TWO_SIDED
        and found.lost <= _GRAPHIC_WORDS_LOST
        and found.covered >= _WORDS_COVERED
        and alignment is not None
        and alignment.agreeing >= SURE
    )
    beside_banner = (
        found.share >= _LEAST_SHARE_BESIDE
        and found.beside_banner >= _GRAPHIC_SHARE
        and (found.share >= _SHARE_BESIDE_LOGO or found.banner_ground >= _BANNER_GROUND)
    )
    return (under_words or beside_banner) and _agreeing(alignment) >= _GRAPHIC_FEATURES


def _agreeing(alignment: Alignment | None) -> float:
    """Return the share of the similar features that the map carries onto each other, 0 where none were asked."""
    return alignment.agreeing / alignment.tried if alignment else 0.0
