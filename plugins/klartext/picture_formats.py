"""Which file endings mean a picture, and which format each of them promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EXTENSIONS = frozenset(
    ".jpg .jpeg .jpe .jfif .png .apng .webp .avif .gif .tif .tiff .svg .heic .heif .bmp".split()
)
"""File endings that count as pictures when a folder is searched."""

_FORMAT_OF = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".jpe": "JPEG", ".jfif": "JPEG", ".png": "PNG", ".apng": "PNG", ".webp": "WEBP",
    ".avif": "AVIF", ".gif": "GIF", ".tif": "TIFF", ".tiff": "TIFF", ".svg": "SVG", ".heic": "HEIF", ".heif": "HEIF",
    ".bmp": "BMP",
}  # fmt: skip


def is_mislabelled(path: Path, kind: str) -> bool:
    """Tell whether a file's ending promises another format than the one found inside."""
    return _FORMAT_OF.get(path.suffix.lower(), kind) != kind
