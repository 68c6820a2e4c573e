"""Knows how a picture is published: upright, without place and camera, in several sizes and formats, made once."""

from __future__ import annotations

import hashlib
import shutil
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import ExifTags, Image, ImageOps, JpegImagePlugin, UnidentifiedImageError

from klartext.lint.messages.problem import Problem, reason
from klartext.lint.rule import Message
from klartext.lint.whole_file import remove_abandoned, whole_file
from klartext.lint.workers import all_done
from klartext.metadata_reader import DAMAGE, read_metadata
from klartext.picture_depth import eight_bits
from klartext.picture_formats import EXTENSIONS
from klartext.picture_rights import rights_of
from klartext.theme_support.animations import without_metadata
from klartext.theme_support.kept_rights import rights_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from PIL import ImageFile


FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif"}
"""Pillow's names of the formats that are published in several sizes, with the ending of a file."""

MODERN_FORMATS = ("AVIF", "WEBP")
"""Formats offered beside the picture's own, smallest first."""

PIXELS_LIMIT = 60_000_000
"""Larger pictures are not decoded: about 180 MB each; a 50-megapixel camera still fits."""

SIDE_LIMIT = 2400
"""Longest side, in pixels, of what is published; no page shows more."""

_RECIPE = "5"
"""Part of every cache key: raise it when the way pictures are made changes."""

_IN_CHUNKS = ("PNG", "WEBP")
"""Formats of which the metadata can be left out without a loss for the picture."""
_COLORED = ("RGB", "RGBA", "P")
_ORIENTATIONS_TURNED = (5, 6, 7, 8)

PHOTOGRAPHS = EXTENSIONS - {".svg"}
"""Endings of files that may carry a place and a camera; drawings and other files stay as they are."""


PHRASES: Mapping[str, Message] = {
    "other_format": Message(
        de="{format} bleibt, wie es ist: nur JPEG, PNG, WebP und AVIF bekommen andere Größen",
        en="{format} stays as it is: JPEG, PNG, WebP and AVIF alone are made in other sizes",
    ),
    "no_ending": Message(de="eine Datei ohne Endung", en="a file without ending"),
    "moving_avif": Message(
        de="aus einem bewegten AVIF lassen sich Ort und Kamera nicht entfernen: speichern Sie es als WebP",
        en="place and camera cannot be taken out of a moving AVIF: save it as WebP",
    ),
    "too_many_pixels": Message(
        de="{width} × {height} Pixel sind zu viele, höchstens {millions} Millionen: verkleinern Sie das Bild",
        en="{width} × {height} pixels are too many, at most {millions} million: make the picture smaller",
    ),
    "unknown_format": Message(
        de="die Datei ist beschädigt oder kein Bild: speichern Sie sie neu",
        en="the file is damaged or no picture: save it anew",
    ),
    "damaged": Message(
        de="die Datei ist beschädigt oder kein Bild ({detail}): speichern Sie sie neu",
        en="the file is damaged or no picture ({detail}): save it anew",
    ),
}


class UnusablePictureError(Problem):
    """A file cannot be published in several sizes; told in one line.

    ``as_it_is`` tells whether it may be published all the same: a drawing may, a photograph that nobody could take the
    place and the camera out of may not.
    """

    def __init__(self, message: Message | str, /, *, as_it_is: bool = False, **values: object) -> None:
        super().__init__(message, **values)
        self.as_it_is = as_it_is


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file: ``width`` and ``height`` are pixels as seen upright, ``digest`` names its content.

    One that ``moves`` is published in its own size and format alone; so are GIFs that do not.
    """

    path: Path
    digest: str
    format: str
    width: int
    height: int
    moves: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether it is a drawing, a diagram or a picture of a screen, as most PNGs are."""
        return self.format == "PNG"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file made of a picture: ``width`` pixels wide in ``format``."""

    picture: Picture
    width: int
    format: str

    @property
    def file_name(self) -> str:
        """The name in the cache."""
        ending = self.picture.path.suffix.lower() if self.picture.moves else FORMATS[self.format]
        return f"{self.picture.digest}-{_RECIPE}-{self.width}{ending}"

    @property
    def is_original(self) -> bool:
        """Whether size and format are the picture's own."""
        return (self.width, self.format) == (self.picture.width, self.picture.format)


def read_picture(path: Path) -> Picture:
    """Return what is known of a picture without decoding its pixels.

    Raises:
        UnusablePictureError: missing, no picture, too large or of a format that browsers do not show.
    """
    if path.suffix.lower() not in PHOTOGRAPHS:
        kind = path.suffix or PHRASES["no_ending"]
        raise UnusablePictureError(PHRASES["other_format"], as_it_is=True, format=kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = _open(path)
        with image:
            _refuse_what_stays(image)
            turned = image.getexif().get(ExifTags.Base.Orientation) in _ORIENTATIONS_TURNED
            width, height = (image.height, image.width) if turned else image.size
            kind = str(image.format)
            moves = kind == "GIF" or bool(getattr(image, "is_animated", False))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:20]
    except DAMAGE as error:
        raise _unreadable(error) from error
    return Picture(path, digest, kind, width, height, moves)


def _refuse_what_stays(image: Image.Image) -> None:
    harmless = not image.getexif() and not image.info.get("xmp")
    if image.format not in (*FORMATS, "GIF"):
        raise UnusablePictureError(PHRASES["other_format"], as_it_is=harmless, format=image.format)
    if image.format == "AVIF" and getattr(image, "is_animated", False):
        raise UnusablePictureError(PHRASES["moving_avif"], as_it_is=harmless)
    if image.width * image.height > PIXELS_LIMIT:
        raise UnusablePictureError(
            PHRASES["too_many_pixels"],
            width=image.width,
            height=image.height,
            millions=PIXELS_LIMIT // 1_000_000,
        )


def _unreadable(error: Exception) -> UnusablePictureError:
    """Return what is said of a file that the system refuses or that Pillow cannot read."""
    if isinstance(error, OSError) and error.errno:
        return UnusablePictureError(reason(error))
    if isinstance(error, UnidentifiedImageError):  # it tells nothing but the file's name
        return UnusablePictureError(PHRASES["unknown_format"])
    return UnusablePictureError(PHRASES["damaged"], detail=f"{type(error).__name__}: {error}")


def _open(path: Path) -> ImageFile.ImageFile:
    """Open a picture; of several in one JPEG file (MPO: a telephone's depth, brightness or second eye) the first."""
    image = Image.open(path)
    if image.format != "MPO":
        return image
    image.close()
    return JpegImagePlugin.JpegImageFile(path)


def check_pixels(picture: Picture) -> None:
    """Decode a picture once, as small as its format allows.

    Raises:
        UnusablePictureError: the file is damaged.
    """
    try:
        with _open(picture.path) as image:
            image.draft("RGB", (picture.width // 8, picture.height // 8))
            image.load()
    except DAMAGE as error:
        raise _unreadable(error) from error


def made_before(cache: Path) -> frozenset[str]:
    """Return the digests of the pictures of which ``cache`` holds renditions."""
    return (
        frozenset(path.name.partition("-")[0] for path in cache.iterdir()) if cache.is_dir() else frozenset()
    )


def published_width(picture: Picture) -> int:
    """Return the width of the published picture: the original's, unless one side is too long."""
    longest = max(picture.width, picture.height)
    return (
        picture.width
        if picture.moves or longest <= SIDE_LIMIT
        else max(1, round(picture.width * SIDE_LIMIT / longest))
    )


def make_all(renditions: Iterable[Rendition], cache: Path) -> dict[Rendition, Path | UnusablePictureError]:
    """Return each rendition's file in ``cache``, made if it is not there, or what was wrong with its picture.

    Several pictures are worked on at a time; each is decoded once for all its renditions.
    """
    made: dict[Rendition, Path | UnusablePictureError] = {}
    missing: dict[Picture, list[Rendition]] = {}
    for item in sorted(set(renditions), key=lambda item: (str(item.picture.path), item.width, item.format)):
        made[item] = cache / item.file_name
        if not (cache / item.file_name).exists():
            missing.setdefault(item.picture, []).append(item)
    if missing:
        cache.mkdir(parents=True, exist_ok=True)
        remove_abandoned(cache)
    groups = list(missing.values())
    problems = all_done(len(groups), lambda number: _make_group(groups[number], cache))
    for group, problem in zip(groups, problems, strict=True):
        if problem:
            made.update(dict.fromkeys(group, problem))
    return made


def publish(made: Path, target: Path) -> None:
    """Copy a made file to ``target`` unless the same one is there: unchanged files keep their time."""
    source = made.stat()
    if target.is_file():
        present = target.stat()
        if (present.st_size, present.st_mtime_ns) == (source.st_size, source.st_mtime_ns):
            return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(made, target)


def _make_group(renditions: list[Rendition], cache: Path) -> UnusablePictureError | None:
    """Make the renditions of one picture, given by width; return what was wrong with it, if anything."""
    picture = renditions[0].picture
    try:
        with _open(picture.path) as opened:
            rights = rights_of(read_metadata(opened, picture.path))
            upright = not _turned(opened)
            whole = resized = None
            for rendition in renditions:
                # The maker and the rights stay, nothing else.
                kept = rights_options(rights, rendition.format)
                with whole_file(cache / rendition.file_name) as part:
                    if picture.moves or (rendition.is_original and upright and picture.format in _IN_CHUNKS):
                        part.write_bytes(without_metadata(picture.path.read_bytes(), picture.format, rights))
                    elif rendition.is_original:
                        _save_original(opened, picture, part, kept)
                    else:
                        whole = whole or _in_colors(opened)
                        if resized is None or resized.width != rendition.width:
                            resized = _resized(whole, rendition)
                        _save(resized, picture, rendition.format, part, kept)
    except DAMAGE as error:
        return _unreadable(error)
    return None


def _save_original(opened: ImageFile.ImageFile, picture: Picture, target: Path, kept: dict[str, Any]) -> None:
    """Write a picture in its own size, format and colours, upright."""
    if picture.format == "JPEG" and not _turned(opened):
        # The same quantisation tables: no visible loss, only the metadata goes.
        profile = opened.info.get("icc_profile")
        opened.save(target, "JPEG", quality="keep", optimize=True, comment=b"", icc_profile=profile, **kept)
        return
    upright = ImageOps.exif_transpose(opened)
    upright.info = {key: upright.info[key] for key in ("icc_profile", "transparency") if key in upright.info}
    _save(upright, picture, picture.format, target, kept)


def _in_colors(opened: ImageFile.ImageFile) -> Image.Image:
    """Return a picture upright, in red, green and blue, without anything that Pillow would write of its own accord."""
    upright = ImageOps.exif_transpose(opened)
    image = eight_bits(upright).convert("RGBA" if upright.has_transparency_data else "RGB")
    # A profile of inks or greys tells nothing true of a picture turned into red, green and blue.
    kept = ("icc_profile",) if upright.mode in _COLORED else ()
    image.info = {key: upright.info[key] for key in kept if key in upright.info}
    return image


def _resized(image: Image.Image, rendition: Rendition) -> Image.Image:
    picture = rendition.picture
    height = max(1, round(picture.height * rendition.width / picture.width))
    # Of a picture four times as large and more, whole blocks of pixels are averaged first: nobody can see it.
    return image.resize((rendition.width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _save(image: Image.Image, picture: Picture, kind: str, target: Path, kept: dict[str, Any]) -> None:
    profile = image.info.get("icc_profile")
    image.save(target, kind, icc_profile=profile, **_quality(kind, drawing=picture.is_drawing), **kept)


def _turned(image: Image.Image) -> bool:
    return bool(image.getexif().get(ExifTags.Base.Orientation, 1) != 1)


def _quality(kind: str, *, drawing: bool) -> dict[str, Any]:
    """Return Pillow's options; drawings and diagrams keep sharp coloured edges."""
    if kind == "AVIF":
        # By default the bytes hang on the number of the machine's processors. Speed 9 takes a third of the time, but
        # photographs become a seventh larger at equal quality (SSIMULACRA 2), drawings a third and more: readers pay
        # that at every visit, the writer waits once.
        always = {"speed": 8, "max_threads": 1}
        return always | ({"quality": 72, "subsampling": "4:4:4"} if drawing else {"quality": 60})
    if kind == "WEBP":
        # Method 4 would save a twenty-fifth of the bytes and take two and a half times as long.
        return {"quality": 86 if drawing else 80, "method": 2}
    return {"quality": 84, "progressive": True, "optimize": True} if kind == "JPEG" else {}
