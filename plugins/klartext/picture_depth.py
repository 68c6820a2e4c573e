"""Pictures of 16 and 32 bits, as scanners write them, in the 8 bits that screens show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


def eight_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits with its own brightness, and any other as it is.

    Pillow's own conversion turns all that is brighter than 255 of 65,535 white.
    """
    return _scaled(image, 0, 65_535) if image.mode.startswith("I;16") else image


def stretched(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 or 32 bits with its darkest value black and its brightest white."""
    low, high = image.convert("F").getextrema()
    if not (isinstance(low, float) and isinstance(high, float)) or high <= low:
        return image.convert("L").point(lambda _: 0)
    return _scaled(image, low, high)


def _scaled(image: Image.Image, low: float, high: float) -> Image.Image:
    scale = 255 / (high - low)
    return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")
