"""The rules about pictures, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.stock_photos.rules.film_with_location import FilmWithLocation
from klartext.stock_photos.rules.hot_linked_picture import HotLinkedPicture
from klartext.stock_photos.rules.missing_alternative_text import MissingAlternativeText
from klartext.stock_photos.rules.missing_picture import MissingPicture
from klartext.stock_photos.rules.oversized_picture import OversizedPicture
from klartext.stock_photos.rules.picture_with_location import PictureWithLocation
from klartext.stock_photos.rules.reused_picture import ReusedPicture
from klartext.stock_photos.rules.stock_picture import StockPicture
from klartext.stock_photos.rules.uncredited_picture import UncreditedPicture
from klartext.stock_photos.rules.unlabelled_generated_picture import UnlabelledGeneratedPicture
from klartext.stock_photos.rules.unreadable_picture import UnreadablePicture
from klartext.stock_photos.rules.useless_alternative_text import UselessAlternativeText

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = (
    StockPicture,
    HotLinkedPicture,
    MissingPicture,
    MissingAlternativeText,
    UselessAlternativeText,
    ReusedPicture,
    UnlabelledGeneratedPicture,
    UnreadablePicture,
    UncreditedPicture,
    OversizedPicture,
    PictureWithLocation,
    FilmWithLocation,
)
