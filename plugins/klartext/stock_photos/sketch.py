"""A picture's sketch: grey values and colours so small that the index can keep them, to compare pictures by places."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

SIDE = 128
"""Longest side of the grey values in pixels; twice as many tell pictures apart no better."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A small picture.

    ``grey``: uint8 array, shape (height, width), at most ``SIDE`` long. ``chroma``: int8 array, shape (height, width,
    2), the colour differences Cb and Cr of the same picture, a few dozen pixels long; 0 is grey.
    """

    grey: NDArray[np.uint8]
    chroma: NDArray[np.int8]

    def to_bytes(self) -> bytes:
        """Return the sketch as ``from_bytes`` reads it, some 5 to 10 kilobytes."""
        sizes = bytes([*self.grey.shape, *self.chroma.shape[:2]])
        return sizes + zlib.compress(self.grey.tobytes() + self.chroma.tobytes(), 1)

    @classmethod
    def from_bytes(cls, data: bytes) -> Sketch:
        """Return the sketch written by ``to_bytes``.

        Raises:
            ValueError: the data are no sketch.
        """
        try:
            height, width, rows, columns = data[:4]
            values = zlib.decompress(data[4:])
        except (zlib.error, ValueError) as error:
            raise ValueError("no sketch") from error
        grey = np.frombuffer(values, np.uint8, height * width).reshape(height, width)
        return cls(grey, np.frombuffer(values, np.int8, -1, height * width).reshape(rows, columns, 2))


def sketch(grey: Image.Image, colour: Image.Image) -> Sketch:
    """Return the sketch of a picture.

    Args:
        grey: its grey values.
        colour: the same picture in YCbCr, as small as its colours are to be kept.
    """
    from PIL import Image as PillowImage  # noqa: PLC0415 — Pillow is only needed where pictures are decoded

    scale = min(1.0, SIDE / max(grey.size))
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    small = grey.convert("L").resize(size, PillowImage.Resampling.BOX)
    chroma = np.asarray(colour, np.int16)[:, :, 1:] - 128
    return Sketch(np.asarray(small), chroma.astype(np.int8))
