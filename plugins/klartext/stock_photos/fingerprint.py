"""Global perceptual fingerprints: 256 bits for a whole picture, its mirror image computed from the same numbers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

BITS = 256
_SIZE, _FREQUENCIES = 64, 16
_NOISE, _LEAST_DETAIL = 24.0, 0.4
"""Amplitude of a frequency over 64 × 64 grey values that rounding can reach; the share that must exceed it."""


def fingerprint(picture: Image.Image) -> NDArray[np.uint64] | None:
    """Return the fingerprint of a picture and that of its mirror image, or None for a picture without detail.

    The picture is averaged to 64 × 64 grey values; of its discrete cosine transform the 16 × 16 lowest
    frequencies without the constant ones are kept, and each gives one bit: whether it lies above the median.
    Mirroring changes the sign of every second column, so both fingerprints come from one transform.

    Args:
        picture: any grey picture.

    Returns:
        uint64 array, shape (2, 4): the picture, its mirror image. None where fewer than two fifths of the frequencies
        rise above noise: the bits of a plain area, a soft gradient or a single line would be those of any other.

    Source: Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019,
        https://github.com/facebook/ThreatExchange/blob/main/hashing/hashing.pdf. Departs from it: plain area
        averaging instead of a Jarosz filter, one mirror image instead of all eight orientations (nobody turns a
        published photo by 90°).
    """
    from PIL import Image as PillowImage  # noqa: PLC0415 — Pillow is only needed where pictures are decoded

    grey = picture.convert("L").resize((_SIZE, _SIZE), PillowImage.Resampling.BOX)
    values = np.asarray(grey, dtype=np.float64)
    basis = _cosines()
    spectrum = basis @ values @ basis.T
    if (np.abs(spectrum) > _NOISE).mean() < _LEAST_DETAIL:
        return None
    signs = np.where(np.arange(_FREQUENCIES) % 2 == 0, -1.0, 1.0)  # frequencies count from 1
    return np.stack([_bits(spectrum), _bits(spectrum * signs)])


def hamming_distance(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the Hamming distance between fingerprints.

    Args:
        a: uint64 array, shape (…, 4).
        b: uint64 array that broadcasts against ``a``.

    Returns:
        Differing bits, 0–256, with the last axis summed away.

    Raises:
        ValueError: the last axes differ.
    """
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"fingerprints of {a.shape[-1] * 64} and {b.shape[-1] * 64} bits cannot be compared")
    distance: NDArray[np.int64] = np.bitwise_count(a ^ b).sum(axis=-1, dtype=np.int64)
    return distance


def fingerprints_to_bytes(fingerprints: NDArray[np.uint64]) -> bytes:
    """Return the two fingerprints of a picture as ``fingerprints_from_bytes`` reads them, 64 bytes."""
    return fingerprints.astype("<u8").tobytes()


def fingerprints_from_bytes(data: bytes) -> NDArray[np.uint64]:
    """Return the fingerprints written by ``fingerprints_to_bytes``."""
    return np.frombuffer(data, "<u8").reshape(2, 4).astype(np.uint64)


@cache
def _cosines() -> NDArray[np.float64]:
    """Return rows of the DCT-II basis for frequencies 1 to 16, shape (16, 64)."""
    frequency = np.arange(1, _FREQUENCIES + 1)[:, None]
    position = np.arange(_SIZE)[None, :]
    return np.cos(np.pi * frequency * (2 * position + 1) / (2 * _SIZE))


def _bits(spectrum: NDArray[np.float64]) -> NDArray[np.uint64]:
    above = spectrum > np.median(spectrum)
    return np.packbits(above.ravel()).view(">u8").astype(np.uint64)
