"""One picture file on disk: what it really is, whether it can be trusted, and its pixels decoded small."""

from __future__ import annotations

import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from PIL import Image, ImageOps, UnidentifiedImageError

from klartext.metadata_reader import DAMAGE, read_metadata, read_svg_metadata
from klartext.picture_depth import stretched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from klartext.picture_metadata import Metadata
    from klartext.stock_photos.picture_record import ProblemCode

SIDE = 256
"""Longest side, in pixels, at which pictures are compared; more adds cost, not recognition."""

COLOUR_SIDE = 32
"""Longest side at which colours are compared: finer than that, JPEG has lost them in many published pictures."""

MEMORY_LIMIT_BYTES = 150_000_000
"""Memory that decoding one picture may take; a file that would need more is not opened."""

_PEAK_BYTES = {"1": 2, "L": 1, "RGB": 4, "CMYK": 4}
"""Bytes a pixel at the peak of decoding a PNG, TIFF or BMP; other modes pass through a copy."""
_PEAK_BYTES_WITH_COPY, _PEAK_BYTES_OTHER_FORMATS = 9, 12
_PEAK_BYTES_JPEG, _PEAK_BYTES_PROGRESSIVE_JPEG = 1.5, 6.0
"""A JPEG is decoded small, but a progressive one keeps all its coefficients until the end."""
SVG_BYTES_LIMIT = 5_000_000
_ACTIVE_ELEMENTS = frozenset({"script", "iframe", "object", "embed"})
_ACTIVE_ADDRESSES = ("javascript:", "data:text/html")
_BLANKS = re.compile(r"[\x00-\x20]+")

_ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


class PictureProblemError(Exception):
    """A file cannot be used as a picture; ``code`` says how, ``detail`` is one line for people."""

    def __init__(self, code: ProblemCode, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class PictureContent:
    """What one file holds. ``small`` is a grey picture of at most ``SIDE`` pixels, upright; None for an SVG.

    ``colour`` is the same picture of at most ``COLOUR_SIDE`` pixels in YCbCr. ``width`` and ``height`` are those of the
    file as shown, in pixels, 0 for an SVG without a size.
    """

    format: str
    width: int
    height: int
    animated: bool
    metadata: Metadata
    small: Image.Image | None
    colour: Image.Image | None
    has_script: bool = False


def read_picture(path: Path) -> PictureContent:
    """Return what a picture file holds.

    Raises:
        PictureProblemError: the file cannot be read, is no picture, is damaged or would need too much memory.
    """
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise refused(error) from None
    if not head:
        raise PictureProblemError("empty")
    if _looks_like_svg(head):
        return _read_svg(path)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS and b"avif" not in head[8:40]:
        raise PictureProblemError("no-decoder", "HEIC")
    with _opened(path) as picture:
        return _read_raster(path, picture)


def refused(error: OSError) -> PictureProblemError:
    """Return what is said of a file that the system refuses; what is rare stays in the words of the system."""
    if isinstance(error, FileNotFoundError):
        return PictureProblemError("missing")
    if isinstance(error, PermissionError):
        return PictureProblemError("barred")
    return PictureProblemError("unreadable", error.strerror or str(error))


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Open a raster picture; whatever Pillow raises while it is in use becomes a ``PictureProblemError``."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures and odd metadata; the limits here are our own and stricter.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_ACCEPTED) as picture:
                yield picture
    except PictureProblemError:
        raise
    except Image.DecompressionBombError:
        # Pillow gives up on its own before it tells the size.
        megapixels = 2 * (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
        raise PictureProblemError("too-large", f"> {megapixels} MP") from None
    except UnidentifiedImageError:
        raise PictureProblemError("not-a-picture") from None
    except MemoryError:
        raise PictureProblemError("too-large") from None
    except DAMAGE as error:
        raise PictureProblemError("truncated", " ".join(str(error).split())[:120]) from None


def _read_raster(path: Path, picture: Image.Image) -> PictureContent:
    kind = "JPEG" if picture.format == "MPO" else picture.format or ""
    peak_memory_bytes(picture)
    metadata = read_metadata(picture, path)
    # 5 to 8: the camera was held upright; width and height change places (EXIF 2.32, tag 0x0112).
    turned = picture.getexif().get(0x0112, 1) in range(5, 9)
    width, height = (picture.height, picture.width) if turned else picture.size
    animated = bool(getattr(picture, "is_animated", False))
    small, colour = _decode_small(picture)
    return PictureContent(kind, width, height, animated, metadata, small, colour)


def peak_memory_bytes(picture: Image.Image) -> float:
    """Return the memory that decoding an opened picture takes at its peak.

    Raises:
        PictureProblemError: that is more than may be taken.
    """
    pixels = picture.width * picture.height
    if picture.format in {"JPEG", "MPO"}:
        needed = pixels * (
            _PEAK_BYTES_PROGRESSIVE_JPEG if picture.info.get("progressive") else _PEAK_BYTES_JPEG
        )
    elif picture.format in {"PNG", "TIFF", "BMP"}:
        needed = pixels * _PEAK_BYTES.get(picture.mode, _PEAK_BYTES_WITH_COPY)
    else:
        needed = pixels * _PEAK_BYTES_OTHER_FORMATS
    if needed > MEMORY_LIMIT_BYTES:
        raise PictureProblemError("too-large", f"{picture.width} × {picture.height}")
    return needed


def _decode_small(picture: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Return the picture grey and in colour, upright, on white, at most ``SIDE`` and ``COLOUR_SIDE`` pixels long."""
    # A JPEG is decoded at a half, a quarter or an eighth, whichever still leaves half as much again as needed, and
    # without a change of colours: its brightness is the grey picture.
    picture.draft("YCbCr", (SIDE * 3 // 2, SIDE * 3 // 2))
    picture.load()
    # reduce() averages whole blocks of pixels and is many times faster than resampling all of them.
    factor = max(1, max(picture.size) // (2 * SIDE))
    image: Image.Image = picture
    if image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode.startswith(("I", "F")):
        image = stretched(image)
    if factor > 1:
        image = image.reduce(factor)
    image = ImageOps.exif_transpose(image)
    if image.mode in {"RGBA", "LA", "RGBa", "La"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGBA", layer.size, "white")
        image.alpha_composite(layer)
    small = image.convert("L")
    small.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    colour = image if image.mode == "YCbCr" else image.convert("RGB").convert("YCbCr")
    scale = min(1.0, COLOUR_SIDE / max(colour.size))
    size = (max(1, round(colour.width * scale)), max(1, round(colour.height * scale)))
    return small, colour.resize(size, Image.Resampling.BOX)


def _looks_like_svg(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return (
        start.startswith(b"<svg")
        or (start.startswith((b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in head)
        or (start.startswith(b"<?xml") and b"<html" not in head and b"<!DOCTYPE svg" in head)
    )


def _read_svg(path: Path) -> PictureContent:
    from defusedxml import DefusedXmlException  # noqa: PLC0415 — most pictures are no SVG
    from defusedxml.ElementTree import parse  # noqa: PLC0415

    try:
        if path.stat().st_size > SVG_BYTES_LIMIT:
            raise PictureProblemError("too-large", "SVG")
        root = parse(path).getroot()
    except DefusedXmlException:
        raise PictureProblemError("script", "SVG") from None
    except (ParseError, ValueError) as error:
        raise PictureProblemError("truncated", " ".join(str(error).split())[:120]) from None
    except OSError as error:
        raise refused(error) from None
    if root is None:
        raise PictureProblemError("truncated")
    width, height = _svg_size(root)
    metadata = read_svg_metadata(root)
    return PictureContent(
        "SVG",
        width,
        height,
        animated=False,
        metadata=metadata,
        small=None,
        colour=None,
        has_script=_has_script(root),
    )


def _has_script(root: Element) -> bool:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2].lower() in _ACTIVE_ELEMENTS:
            return True
        for name, value in element.attrib.items():
            # An animation may set a link as well, so every attribute counts; browsers skip blanks in an address.
            address = _BLANKS.sub("", value[:200]).lower()
            if name.rpartition("}")[2].lower().startswith("on") or address.startswith(_ACTIVE_ADDRESSES):
                return True
    return False


def _svg_size(root: Element) -> tuple[int, int]:
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (0, 0)
    except (ValueError, OverflowError):
        return (0, 0)
