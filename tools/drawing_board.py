"""A drawing board for flat illustrations: outlines, shapes with soft shadows, brush streaks, grain and text.

Coordinates are pixels of the finished picture; drawing happens at twice the size and is then reduced.
"""

from __future__ import annotations

import math
import unicodedata
import zlib
from typing import TYPE_CHECKING, Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

OVERSAMPLING = 2
INK = "#2b3136"

Point = tuple[float, float]
Outline = list[Point]


# --- outlines ---------------------------------------------------------------------------------------------


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> Outline:
    """Return a rectangle from its top left corner, its corners rounded by ``radius`` pixels."""
    if not radius:
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    outline: Outline = []
    for cx, cy, start in (
        (x + width - radius, y + radius, -90),
        (x + width - radius, y + height - radius, 0),
        (x + radius, y + height - radius, 90),
        (x + radius, y + radius, 180),
    ):
        outline += arc(cx, cy, radius, radius, start, start + 90)
    return outline


def arc(  # noqa: PLR0913, PLR0917 — an arc has six numbers
    cx: float, cy: float, rx: float, ry: float, start: float, end: float
) -> Outline:
    """Return points on an ellipse from ``start`` to ``end`` degrees, clockwise from three o'clock."""
    steps = max(4, int(abs(end - start) / 5))
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def oval(cx: float, cy: float, rx: float, ry: float) -> Outline:
    """Return a whole ellipse."""
    return arc(cx, cy, rx, ry, 0, 360)


def curve(points: Sequence[Point], *, closed: bool = True) -> Outline:
    """Return a smooth line through ``points``: a Catmull-Rom spline.

    Source: Catmull and Rom, A class of local interpolating splines, 1974.
    """
    count = len(points)
    outline: Outline = []
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        for step in range(16):
            t = step / 16
            outline.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    if not closed:
        outline.append(points[-1])
    return outline


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def turned(outline: Sequence[Point], degrees: float, around: Point) -> Outline:
    """Return the outline turned clockwise around a point."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    ox, oy = around
    return [
        (ox + (x - ox) * cosine - (y - oy) * sine, oy + (x - ox) * sine + (y - oy) * cosine)
        for x, y in outline
    ]


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour between two ``#rrggbb`` colours, ``share`` (0–1) of the way to the second."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


# --- the drawing board ------------------------------------------------------------------------------------


class Board:
    """A picture in the making: flat shapes with soft shadows, streaks of the brush and a paper grain."""

    def __init__(self, name: str, background: str, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self.rng = np.random.default_rng(zlib.crc32(name.encode()))
        self.image = Image.new("RGB", (self.width * OVERSAMPLING, self.height * OVERSAMPLING), background)

    def shape(  # noqa: PLR0913 — the names are given at every call
        self,
        outline: Sequence[Point],
        colour: str,
        *,
        shadow: float = 0,
        streaks: Literal["", "across", "down"] = "",
        strength: float = 10,
        opacity: float = 1,
    ) -> None:
        """Fill an outline; ``shadow`` is its depth in pixels, ``strength`` the streaks' depth (0–255)."""
        points = [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in outline]
        margin = int(shadow * 4 * OVERSAMPLING) + 2
        left = max(0, int(min(x for x, _ in points)) - margin)
        top = max(0, int(min(y for _, y in points)) - margin)
        right = min(self.image.width, int(max(x for x, _ in points)) + margin)
        bottom = min(self.image.height, int(max(y for _, y in points)) + margin)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in points], fill=255)
        if shadow:
            offset = int(shadow * OVERSAMPLING)
            cast = Image.new("L", mask.size, 0)
            cast.paste(mask, (offset // 2, offset))
            soft = cast.filter(ImageFilter.GaussianBlur(offset))
            self.image.paste("#1c2226", (left, top), soft.point([int(v * 0.33) for v in range(256)]))
        if opacity < 1:
            mask = mask.point([int(v * opacity) for v in range(256)])
        paint = Image.new("RGB", mask.size, colour)
        if streaks:
            paint = self._streaked(paint, streaks, strength)
        self.image.paste(paint, (left, top), mask)

    def _streaked(self, paint: Image.Image, direction: str, strength: float) -> Image.Image:
        width, height = paint.size
        coarse = (max(2, height // 5), max(2, width // 260))
        if direction == "down":
            coarse = (max(2, height // 260), max(2, width // 5))
        noise = self.rng.normal(0, strength, coarse).clip(-127, 127)
        field = Image.fromarray((noise + 128).astype(np.uint8)).resize(paint.size, Image.Resampling.BICUBIC)
        light = np.asarray(field, dtype=np.int16)[:, :, None] - 128
        return Image.fromarray((np.asarray(paint, dtype=np.int16) + light).clip(0, 255).astype(np.uint8))

    def stroke(self, points: Sequence[Point], colour: str, width: float = 3) -> None:
        """Draw a line with round ends and joints."""
        draw = ImageDraw.Draw(self.image)
        scaled = [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]
        thick = max(1, round(width * OVERSAMPLING))
        draw.line(scaled, fill=colour, width=thick, joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=colour)

    def dashes(self, start: Point, end: Point, colour: str, width: float = 3) -> None:
        """Draw a straight dashed line."""
        length = math.dist(start, end)
        for k in range(int(length // 26) + 1):
            a, b = k * 26 / length, min(1.0, (k * 26 + 14) / length)
            first = (start[0] + (end[0] - start[0]) * a, start[1] + (end[1] - start[1]) * a)
            second = (start[0] + (end[0] - start[0]) * b, start[1] + (end[1] - start[1]) * b)
            self.stroke([first, second], colour, width)

    def speckles(
        self, outline: Sequence[Point], colours: Sequence[str], count: int, sizes: tuple[float, float]
    ) -> None:
        """Strew grains of sand inside the outline's bounding box; keep the outline a rectangle."""
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        draw = ImageDraw.Draw(self.image)
        for _ in range(count):
            x = self.rng.uniform(min(xs), max(xs)) * OVERSAMPLING
            y = self.rng.uniform(min(ys), max(ys)) * OVERSAMPLING
            r = self.rng.uniform(*sizes) * OVERSAMPLING
            colour = colours[int(self.rng.integers(len(colours)))]
            draw.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.8), fill=colour)

    def text(  # noqa: PLR0913, PLR0917 — place, words and look of a label
        self, x: float, y: float, words: str, size: float = 30, colour: str = INK, align: float = 0
    ) -> None:
        """Write ``words`` with their vertical middle at ``y``; ``align`` 0 is left, 0.5 centred, 1 right.

        Pillow's own typeface keeps the pictures the same on every machine but knows plain letters alone, so
        umlauts get their dots and degrees their ring here.
        """
        font = ImageFont.load_default(size * OVERSAMPLING)
        draw = ImageDraw.Draw(self.image)
        plain = [unicodedata.normalize("NFD", c) for c in words]
        gap = size * OVERSAMPLING
        widths = [gap * 0.34 if c == "°" else font.getlength(c[0]) for c in plain]
        at = x * OVERSAMPLING - sum(widths) * align
        middle = y * OVERSAMPLING
        for letter, width in zip(plain, widths, strict=True):
            if letter == "°":
                ring = (at + gap * 0.05, middle - gap * 0.36, at + gap * 0.25, middle - gap * 0.16)
                draw.ellipse(ring, outline=colour, width=max(2, round(gap * 0.05)))
            else:
                draw.text((at, middle), letter[0], font=font, fill=colour, anchor="lm")
            if letter.endswith("\u0308"):
                height = 0.50 if letter[0].isupper() else 0.36
                for side in (0.32, 0.68):
                    dot_x, dot_y, r = at + width * side, middle - gap * height, gap * 0.055
                    draw.ellipse((dot_x - r, dot_y - r, dot_x + r, dot_y + r), fill=colour)
            at += width

    def wall(self, colour: str, strength: float = 5) -> None:
        """Cover the whole board with a mottled plaster of one colour."""
        self.shape(box(0, 0, self.width, self.height), colour)
        coarse = self.rng.normal(0, strength * 0.6, (self.height // 60, self.width // 60)).clip(-60, 60) + 128
        field = Image.fromarray(coarse.astype(np.uint8)).resize(self.image.size, Image.Resampling.BICUBIC)
        light = np.asarray(field, dtype=np.int16)[:, :, None] - 128
        self.image = Image.fromarray(
            (np.asarray(self.image, dtype=np.int16) + light).clip(0, 255).astype(np.uint8)
        )

    def finished(self, grain_strength: float) -> Image.Image:
        """Return the picture at its own size, with a fine grain (standard deviation, 0–255) over everything."""
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        grain = self.rng.normal(0, grain_strength, (self.height, self.width, 1))
        return Image.fromarray((np.asarray(small, dtype=np.float64) + grain).clip(0, 255).astype(np.uint8))
