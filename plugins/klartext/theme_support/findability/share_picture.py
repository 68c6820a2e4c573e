"""Knows the picture that networks show beside a shared link: the post's own, or its title on the site's colours."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import io
import math
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from klartext.lint.whole_file import whole_file
from klartext.picture_depth import eight_bits
from klartext.theme_support.palette import ink_on, parse_color

SIZE = (1200, 630)
"""Pixels; the shape that Facebook, LinkedIn, Mastodon, Bluesky and X all show uncut."""

_RECIPE = "1"
"""Part of every name: raise it when the drawing changes."""

_MARGIN = 72
_TITLE_WIDTH = 740
_TITLE_LENGTH = 180
_TITLE_HEIGHT = 330
_TITLE_SIZES = range(76, 35, -4)
_EDGE = 28
_FAN_PIVOT = (1128, 566)
_FAN_CARD = (70, 330)
_OVERSAMPLING = 2


@dataclass(frozen=True, slots=True)
class Design:
    """What all drawn pictures of a site share: its name and its colours."""

    site: str
    brand: str
    swatches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a drawn picture says: the title, and who and where below it; ``color`` is the topic's."""

    design: Design
    title: str
    below: str
    color: str

    @property
    def digest(self) -> str:
        """Ten digits that change with whatever changes the picture."""
        return _digest(repr(self))

    def jpeg(self) -> bytes:
        """Return the picture."""
        return _jpeg(draw(self))


@dataclass(frozen=True, slots=True)
class Crop:
    """The middle of a post's own picture; ``content`` names the file's content."""

    path: Path
    content: str

    @property
    def digest(self) -> str:
        """Ten digits that change with whatever changes the picture."""
        return _digest(self.content)

    def jpeg(self) -> bytes:
        """Return the picture, upright, without camera and place.

        Raises:
            any of ``DAMAGE``: the file cannot be read.
        """
        with Image.open(self.path) as opened:
            opened.draft("RGB", (SIZE[0] * 2, SIZE[1] * 2))
            upright = eight_bits(ImageOps.exif_transpose(opened)).convert("RGBA")
        ground = Image.new("RGBA", upright.size, "#ffffff")
        ground.alpha_composite(upright)
        return _jpeg(
            ImageOps.fit(ground.convert("RGB"), SIZE, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
        )


def make(picture: Card | Crop, cache: Path) -> Path:
    """Return the picture's file in ``cache``, made if it is not there."""
    target = kept_file(picture, cache)
    if not target.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as part:
            part.write_bytes(picture.jpeg())
    return target


def kept_file(picture: Card | Crop, cache: Path) -> Path:
    """Return where in ``cache`` a picture lies once it is made."""
    return cache / f"share-{picture.digest}.jpg"


def draw(card: Card) -> Image.Image:
    """Draw a picture: the title on the brand colour, the fan of the site's colours beside it."""
    image = _ground(card.design).copy()
    draw = ImageDraw.Draw(image)
    ink = ink_on(card.design.brand)
    name = _drawable(card.design.site)
    small = _font("Bold", 30)
    box = draw.textbbox((_MARGIN + 18, 62), name, font=small, anchor="lt")
    draw.rectangle((_MARGIN, 46, box[2] + 18, 104), fill="#ffffff", outline="#1d2120", width=3)
    draw.text((_MARGIN + 18, 75), name, font=small, fill="#1d2120", anchor="lm")
    draw.rectangle((_MARGIN, 148, _MARGIN + 110, 160), fill=_apart(card.color, card.design.brand))
    lines, font = _fitted(_drawable(card.title))
    height = round(font.size * 1.12)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, 184 + number * height), line, font=font, fill=ink)
    draw.text(
        (_MARGIN, SIZE[1] - _EDGE - 34),
        _drawable(card.below),
        font=_font("Semibold", 30),
        fill=ink,
        anchor="ls",
    )
    return image


@functools.lru_cache(maxsize=4)
def _ground(design: Design) -> Image.Image:
    """Return what is the same in all pictures of a site."""
    scale = _OVERSAMPLING
    large = Image.new("RGB", (SIZE[0] * scale, SIZE[1] * scale), parse_color(design.brand))
    draw = ImageDraw.Draw(large)
    colors = design.swatches[:7]
    width, length = _FAN_CARD
    for number, color in enumerate(colors):
        turn = math.radians((number - (len(colors) - 1)) * 66 / max(len(colors), 3) + 7)
        for top, bottom, fill, inset in (
            (-length, 20, "#ffffff", 0),
            (-length + 6, -length + 138, color, 6),
            (-length + 144, -length + 196, _tint(color, 0.5), 6),
            (-length + 202, -length + 254, _tint(color, 0.25), 6),
        ):
            left, right = -width / 2 + inset, width / 2 - inset
            corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
            points = [
                (
                    (_FAN_PIVOT[0] + x * math.cos(turn) - y * math.sin(turn)) * scale,
                    (_FAN_PIVOT[1] + x * math.sin(turn) + y * math.cos(turn)) * scale,
                )
                for x, y in corners
            ]
            draw.polygon(points, fill=fill, outline="#c9c5ba" if not inset else None, width=scale)
    edge = SIZE[0] * scale / len(design.swatches)
    for number, color in enumerate(design.swatches):
        draw.rectangle(
            (number * edge, (SIZE[1] - _EDGE) * scale, (number + 1) * edge, SIZE[1] * scale), fill=color
        )
    return large.resize(SIZE, Image.Resampling.LANCZOS)


def _fitted(title: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the title in lines and the largest font in which they fit; what never fits ends in an ellipsis."""
    title = title if len(title) <= _TITLE_LENGTH else f"{title[:_TITLE_LENGTH].rstrip()}…"
    for size in _TITLE_SIZES:
        font = _font("Bold", size)
        lines = _wrapped(title, font)
        if len(lines) * size * 1.12 <= _TITLE_HEIGHT:
            return lines, font
    kept = lines[: int(_TITLE_HEIGHT / (size * 1.12))]
    while kept[-1] and font.getlength(f"{kept[-1]}…") > _TITLE_WIDTH:
        kept[-1] = kept[-1][:-1]
    kept[-1] = f"{kept[-1].rstrip()}…"
    return kept, font


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= _TITLE_WIDTH:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while font.getlength(word) > _TITLE_WIDTH:  # a word longer than a line is broken
            fits = next(
                n for n in range(len(word) - 1, 0, -1) if font.getlength(f"{word[:n]}-") <= _TITLE_WIDTH
            )
            lines[-1] = f"{word[:fits]}-"
            lines.append("")
            word = word[fits:]  # noqa: PLW2901 — what is left of it
        lines[-1] = word
    return lines


def _drawable(text: str) -> str:
    """Return ``text`` without what the font has no shape for: emoji, and what Unicode calls unassigned."""
    font = _font("Bold", 20)
    missing = bytes(font.getmask("\U0010ffff"))
    kept = "".join(
        char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or (unicodedata.category(char)[0] != "C" and bytes(font.getmask(char)) != missing)
    )
    return " ".join(kept.split())


@functools.lru_cache(maxsize=32)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    found = importlib.util.find_spec("font_source_sans_pro")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("the package font-source-sans-pro is not installed")
    return ImageFont.truetype(
        Path(found.submodule_search_locations[0]) / f"files/SourceSansPro-{weight}.ttf", size
    )


def _apart(color: str, ground: str) -> str:
    """Return ``color``, or ink where it would not be seen on ``ground``."""
    return ink_on(ground) if color.lower() == ground.lower() else color


def _tint(color: str, strength: float) -> tuple[int, int, int]:
    red, green, blue = (round(255 - (255 - value) * strength) for value in parse_color(color))
    return red, green, blue


def _jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=86, optimize=True, progressive=True)
    return target.getvalue()


def _digest(text: str) -> str:
    return hashlib.sha256(f"{_RECIPE} {text}".encode()).hexdigest()[:10]
