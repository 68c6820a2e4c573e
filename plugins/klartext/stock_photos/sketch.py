"""A picture's sketch: its grey values so small that the index can keep them, to compare two pictures place by place."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

SIDE = 128
"""Longest side in pixels; twice as many tell pictures apart no better."""


def sketch(picture: Image.Image) -> bytes:
    """Return the sketch of a grey picture as ``sketch_from_bytes`` reads it, some 5 to 10 kilobytes."""
    from PIL import Image as PillowImage  # noqa: PLC0415 — Pillow is only needed where pictures are decoded

    scale = min(1.0, SIDE / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = picture.convert("L").resize(size, PillowImage.Resampling.BOX)
    return bytes([small.width, small.height]) + zlib.compress(small.tobytes(), 1)


def sketch_from_bytes(data: bytes) -> NDArray[np.uint8]:
    """Return the grey values written by ``sketch``, shape (height, width).

    Raises:
        ValueError: the data are no sketch.
    """
    try:
        return np.frombuffer(zlib.decompress(data[2:]), np.uint8).reshape(data[1], data[0])
    except (zlib.error, IndexError) as error:
        raise ValueError("no sketch") from error
