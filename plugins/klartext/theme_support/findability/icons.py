"""Knows the site's icon: three cards of the site's colour fan on its brand colour, as SVG, PNG, ICO and manifest."""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

from klartext.theme_support.palette import contrast_ratio, ink_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.settings import ThemeSettings

PNG_SIZES = (192, 512)
TOUCH_SIZE = 180
ICO_SIZES = (16, 32, 48)

_UNITS = 32
_CARD_WIDTH, _CARD_TOP, _CARD_BOTTOM = 8, 4.5, 28.5
_PIVOT = (16, 26)
_DEGREES = (-25, 0, 25)
_OVERSAMPLING = 4


def icon_svg(theme: ThemeSettings) -> str:
    """Return the icon as SVG."""
    ground, colors = _colors(theme)
    cards = [
        f'<rect x="{16 - _CARD_WIDTH / 2:g}" y="{_CARD_TOP}" width="{_CARD_WIDTH}" '
        f'height="{_CARD_BOTTOM - _CARD_TOP:g}" rx="1" fill="{color}" '
        f'transform="rotate({degrees} {_PIVOT[0]} {_PIVOT[1]})"/>'
        for degrees, color in zip(_order(_DEGREES), _order(colors), strict=True)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_UNITS} {_UNITS}">'
        f'<rect width="{_UNITS}" height="{_UNITS}" rx="5" fill="{ground}"/>{"".join(cards)}'
        f'<circle cx="{_PIVOT[0]}" cy="{_PIVOT[1]}" r="1.6" fill="{ground}"/></svg>\n'
    )


def icon_image(theme: ThemeSettings, size: int, *, rounded: bool = False) -> Image.Image:
    """Return the icon, ``size`` pixels wide; square to the edge unless ``rounded``: devices cut their own shape."""
    ground, colors = _colors(theme)
    scale = size * _OVERSAMPLING / _UNITS
    large = Image.new("RGBA", (size * _OVERSAMPLING,) * 2)
    draw = ImageDraw.Draw(large)
    draw.rounded_rectangle((0, 0, large.width, large.height), 5 * scale if rounded else 0, fill=ground)
    for degrees, color in zip(_order(_DEGREES), _order(colors), strict=True):
        draw.polygon([(x * scale, y * scale) for x, y in card_corners(degrees)], fill=color)
    x, y, radius = _PIVOT[0] * scale, _PIVOT[1] * scale, 1.6 * scale
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ground)
    return large.reduce(_OVERSAMPLING)


def card_corners(degrees: float) -> list[tuple[float, float]]:
    """Return the corners of a card turned about the pivot, in units of the icon."""
    turn = math.radians(degrees)
    left, right = 16 - _CARD_WIDTH / 2, 16 + _CARD_WIDTH / 2
    corners = [(left, _CARD_TOP), (right, _CARD_TOP), (right, _CARD_BOTTOM), (left, _CARD_BOTTOM)]
    return [
        (
            _PIVOT[0] + (x - _PIVOT[0]) * math.cos(turn) - (y - _PIVOT[1]) * math.sin(turn),
            _PIVOT[1] + (x - _PIVOT[0]) * math.sin(turn) + (y - _PIVOT[1]) * math.cos(turn),
        )
        for x, y in corners
    ]


def png(image: Image.Image) -> bytes:
    """Return an image as PNG."""
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def ico(image: Image.Image) -> bytes:
    """Return an image, 48 pixels or more, as an ICO file of the usual sizes."""
    target = io.BytesIO()
    image.save(target, "ICO", sizes=[(size, size) for size in ICO_SIZES])
    return target.getvalue()


def manifest(
    name: str, description: str, language: str, theme: ThemeSettings, icons: Sequence[dict[str, str]]
) -> str:
    """Return the web manifest; its addresses are relative to itself, in the site's root.

    Source: "Web Application Manifest", https://www.w3.org/TR/appmanifest/.
    """
    content: dict[str, Any] = {
        "name": name,
        "short_name": name if len(name) <= 12 else name.split(maxsplit=1)[0],
        "description": description,
        "lang": language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": theme.colors.brand,
        "background_color": theme.colors.paper,
        "icons": list(icons),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _colors(theme: ThemeSettings) -> tuple[str, list[str]]:
    """Return the ground and three card colours that stand out from it."""
    brand = theme.colors.brand
    ground = ink_on(brand)
    others = [color for color in dict.fromkeys(theme.swatches) if color.lower() != brand.lower()]
    others.sort(key=lambda color: -min(contrast_ratio(color, ground), 2.5))
    left, right = [*others, brand, brand][:2]
    return ground, [left, brand, right]


def _order(three: Sequence[Any]) -> list[Any]:
    """Return the outer two before the middle one, which lies on top."""
    return [three[0], three[2], three[1]]
