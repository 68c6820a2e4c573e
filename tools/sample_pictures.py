"""The drawings of the sample blog: every picture under ``content/bilder`` is made here, from fixed seeds.

Run ``python -m tools.sample_pictures [NAME …]`` in the root of the repository; without names all are drawn.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from tools.drawing_board import INK, Board, Point, arc, box, curve, mixed, oval, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LARGEST_BYTES = 145_000
GRAIN_STRENGTH = 1.6
PICTURES = Path(__file__).parent.parent / "content" / "bilder"
OWN = "eigene"

CHALK = "#faf6ee"
PLASTER = "#ece3d4"
SAND = "#d8c7a8"
CLAY = "#b9603f"
BRICK = "#a8553a"
OCHRE = "#d9a13b"
SAGE = "#8ba48c"
MOSS = "#5d7657"
SKY = "#c8dbe2"
BLUE = "#5b7f98"
DEEP = "#21495a"
WOOD = "#b98654"
DARK_WOOD = "#7c5433"
ZINC = "#a9b3b6"


# --- things -----------------------------------------------------------------------------------------------


def draw_brush(  # noqa: PLR0913 — place, size and look of a brush
    board: Board, x: float, y: float, width: float, *, degrees: float = 0, paint: str = "", slanted: float = 0
) -> None:
    """Draw a flat brush, bristles down; (x, y) is the middle of the ferrule's lower edge."""
    middle = (x, y)
    half = width / 2
    handle = curve(
        [
            (x - half * 0.72, y - 70),
            (x - half * 0.34, y - 150),
            (x - 16, y - 260),
            (x - 17, y - 400),
            (x, y - 440),
            (x + 17, y - 400),
            (x + 16, y - 260),
            (x + half * 0.34, y - 150),
            (x + half * 0.72, y - 70),
        ]
    )
    bristles = [
        (x - half * 0.94, y - 4),
        (x + half * 0.94, y - 4),
        (x + half * 0.86, y + width * 0.85 - slanted),
        *[
            (x + half * (0.8 - 0.2 * i), y + width * (0.9 + 0.05 * math.sin(i * 2.6)) - slanted * (8 - i) / 8)
            for i in range(9)
        ],
        (x - half * 0.86, y + width * 0.84),
    ]
    tip = [p for p in bristles if p[1] > y + 10]
    dipped = [(x - half * 0.9, y + width * 0.5), (x + half * 0.9, y + width * 0.46 - slanted / 2), *tip]
    board.shape(turned(handle, degrees, middle), WOOD, shadow=9, streaks="down", strength=9)
    board.shape(turned(bristles, degrees, middle), "#4c4038", shadow=7, streaks="down", strength=16)
    if paint:
        board.shape(turned(dipped, degrees, middle), paint, streaks="down", strength=8)
    ferrule = box(x - half, y - 78, width, 82, 5)
    board.shape(turned(ferrule, degrees, middle), ZINC, streaks="across", strength=8)
    for line in (0.2, 0.8):
        rim = [(x - half, y - 78 + 82 * line), (x + half, y - 78 + 82 * line)]
        board.stroke(turned(rim, degrees, middle), "#7f898c", 3)
    hole = turned(oval(x, y - 405, 6, 9), degrees, middle)
    board.shape(hole, DARK_WOOD)


def draw_pot(board: Board, cx: float, cy: float, radius: float, paint: str) -> None:
    """Draw an open paint pot seen from above."""
    board.shape(oval(cx, cy, radius, radius), "#c9cfd0", shadow=12)
    board.shape(oval(cx, cy, radius * 0.93, radius * 0.93), "#8b9598")
    board.shape(oval(cx, cy, radius * 0.86, radius * 0.86), paint, streaks="across", strength=6)
    board.stroke(arc(cx, cy, radius * 0.6, radius * 0.6, 200, 285), mixed(paint, "#ffffff", 0.45), 5)


def draw_frame(board: Board, x: float, y: float, width: float, height: float) -> None:
    """Draw a window with cross bars."""
    board.shape(box(x, y, width, height), "#f3eee4", shadow=4)
    pane_w, pane_h = (width - 36) / 2, (height - 36) / 2
    for i in (0, 1):
        for j in (0, 1):
            px, py = x + 12 + i * (pane_w + 12), y + 12 + j * (pane_h + 12)
            board.shape(box(px, py, pane_w, pane_h), "#5f7c88")
            board.shape([(px, py + pane_h), (px, py + pane_h * 0.4), (px + pane_w * 0.7, py)], "#7f9aa4")


# --- pictures ---------------------------------------------------------------------------------------------


def colour_fan(board: Board) -> None:
    """A fan of six whites and five colours before a grey-green wall."""
    board.wall("#a9b3a4", 6)
    strips = [
        "#fbfaf6",
        "#f4efe2",
        "#eef0ee",
        "#f1e9e2",
        "#e9ebe3",
        "#f6f1d9",
        OCHRE,
        CLAY,
        "#8c4a45",
        BLUE,
        DEEP,
    ]
    pivot = (700.0, 850.0)
    for i, colour in enumerate(strips):
        angle = -62 + i * 12.4
        board.shape(turned(box(628, 110, 144, 770, 20), angle, pivot), CHALK, shadow=8)
        for row in range(5):
            tint = mixed(colour, "#fffdf8" if i > 5 else "#b9b4a6", row * (0.17 if i > 5 else 0.055))
            chip = box(640, 124 + row * 112, 120, 102, 8)
            board.shape(turned(chip, angle, pivot), tint, streaks="across", strength=3)
    board.shape(oval(*pivot, 26, 26), ZINC, shadow=4)
    board.stroke([(pivot[0] - 13, pivot[1] - 8), (pivot[0] + 13, pivot[1] + 8)], "#6e787b", 5)


def wall_section(board: Board) -> None:
    """A cut through a wall: brick, undercoat, gypsum patch, finishing coat, paint."""
    board.wall("#e7edee", 2)
    for row in range(9):
        for column in range(-1, 3):
            x, y = 40 + column * 226 + (row % 2) * 113, 40 + row * 98
            left, right = max(x, 40), min(x + 214, 560)
            if right - left > 8:
                board.shape(
                    box(left, y, right - left, min(86, 893 - y)), mixed(BRICK, SAND, 0.12 * (row % 3)),
                    streaks="across", strength=7,
                )  # fmt: skip
    under = box(566, 40, 250, 853)
    board.shape(under, "#b7b0a2")
    board.speckles(box(572, 46, 238, 841), ["#948c7c", "#cfc8b8", "#8a8375", "#d9d2c3"], 1500, (1.5, 5))
    board.shape(box(816, 40, 70, 853), "#d9d0bd")
    board.speckles(box(820, 46, 62, 841), ["#c4b99f", "#e8e0cf", "#b8ad95"], 700, (1, 3))
    patch = curve([(888, 300), (850, 330), (824, 430), (836, 540), (860, 600), (888, 625)])
    board.shape(patch, "#f7f7f4", streaks="down", strength=3)
    board.shape(box(886, 40, 20, 853), "#dfa63f", streaks="down", strength=8)
    for k, y in enumerate((352, 404, 452, 506, 566)):
        board.shape(turned(box(884, y, 30, 15), -18 + 9 * k, (899, y + 7)), "#e7edee")
        board.shape(turned(box(930 + 9 * k, y + 22, 24, 10), 30 - 14 * k, (941, y + 27)), "#dfa63f", shadow=2)
    labels = [
        (300, 130, "Ziegel", 980),
        (690, 235, "Unterputz 15 mm", 980),
        (850, 720, "Oberputz 4 mm", 980),
        (850, 470, "Gipsspachtel", 1010),
        (897, 830, "Silikatfarbe 0,2 mm", 980),
    ]
    for x, y, words, to in labels:
        board.shape(oval(x, y, 8, 8), INK)
        board.stroke([(x, y), (to, y)], INK, 2.5)
        board.shape(box(to, y - 30, 330, 60, 8), CHALK, shadow=3)
        board.text(to + 18, y, words, 32)


def brushes(board: Board) -> None:
    """Five brushes in a row on an ochre board, numbered."""
    board.wall("#d8b56a", 5)
    for y in range(0, 933, 156):
        board.shape(
            box(0, y, 1400, 152),
            mixed("#d3ad60", "#e0c07c", (y // 156 % 3) / 2),
            streaks="across",
            strength=5,
        )
    for i, (width, paint, slanted) in enumerate(
        ((118.0, "", 0.0), (84.0, CHALK, 0.0), (62.0, BLUE, 34.0), (176.0, SAGE, 0.0), (30.0, CLAY, 12.0))
    ):
        x = 170 + i * 262
        if i == 3:
            block = box(x - 100, 470, 200, 60, 14)
            board.shape(box(x - 22, 170, 44, 330, 20), WOOD, shadow=9, streaks="down")
            board.shape(box(x - 94, 520, 188, 150, 6), "#d7c7a0", shadow=6, streaks="down", strength=20)
            board.shape(box(x - 94, 622, 188, 52, 4), paint, streaks="down", strength=10)
            board.shape(block, DARK_WOOD, shadow=6, streaks="across")
        else:
            draw_brush(board, x, 560, width, paint=paint, slanted=slanted)
        board.shape(oval(x, 830, 40, 40), CHALK, shadow=3)
        board.text(x, 831, str(i + 1), 44, INK, 0.5)


def facade(board: Board) -> None:
    """A gabled house with a scaffold; the north side is half painted, green below."""
    board.wall(SKY, 3)
    for cx, cy, size in ((220, 150, 1.0), (1170, 110, 0.8)):
        for dx, dy, r in ((-70, 10, 46), (0, -12, 64), (72, 12, 44)):
            board.shape(oval(cx + dx * size, cy + dy * size, r * 1.5 * size, r * 0.7 * size), "#e6eff1")
    board.shape(
        curve(
            [
                (-80, 700),
                (140, 560),
                (420, 640),
                (800, 560),
                (1180, 610),
                (1500, 540),
                (1500, 1000),
                (-80, 1000),
            ]
        ),
        "#a7b89a",
    )
    board.shape(box(0, 810, 1400, 130), "#8b9a74", streaks="across", strength=8)
    board.shape(box(360, 330, 680, 510), "#d9d3c3", shadow=10, streaks="across", strength=4)
    board.shape([(360, 332), (700, 90), (1040, 332)], "#d9d3c3", streaks="across", strength=4)
    fresh = [(360, 332), (700, 90), (700, 640), (360, 640)]
    board.shape(fresh, "#f2e6c8", streaks="across", strength=5)
    for k in range(24):
        y = 96.0 + k * 23
        board.shape(
            box(690, y, 14 + 46 * abs(math.sin(k * 1.7)), 20, 8), "#f2e6c8", opacity=0.9 if y > 110 else 0
        )
    for _ in range(90):
        x, y = board.rng.uniform(712, 1030), 840 - abs(board.rng.normal(0, 95))
        board.shape(
            oval(x, min(y, 832), board.rng.uniform(8, 34), board.rng.uniform(6, 20)), MOSS, opacity=0.22
        )
    board.shape(
        [(318, 352), (700, 72), (1082, 352), (1062, 372), (700, 108), (338, 372)],
        "#8a4a39",
        shadow=8,
        streaks="across",
    )
    for x, y in ((460, 410), (640, 410), (850, 410), (460, 660), (850, 660)):
        draw_frame(board, x, y, 100, 140)
        for side in (-46, 104):
            board.shape(box(x + side, y, 42, 140, 3), DEEP, streaks="across", strength=12)
    draw_frame(board, 664, 215, 72, 84)
    board.shape(box(640, 650, 104, 190, 4), DARK_WOOD, streaks="down", strength=10)
    board.shape(oval(726, 750, 6, 6), OCHRE)
    for x in (330, 520, 700, 880, 1070):
        board.stroke([(x, 230 if x in (520, 880) else 320), (x, 850)], "#59646a", 6)
    for y in (392, 622):
        board.shape(box(316, y, 768, 16), WOOD, shadow=5, streaks="across", strength=10)
        board.stroke([(316, y - 62), (1084, y - 62)], "#59646a", 4)
    board.stroke([(330, 620), (520, 408)], "#59646a", 4)
    board.stroke([(880, 850), (1070, 640)], "#59646a", 4)
    board.shape(box(590, 350, 40, 44, 4), ZINC, shadow=3)
    board.shape(box(590, 350, 40, 9, 3), "#f2e6c8")
    board.shape(box(1188, 560, 30, 270, 8), DARK_WOOD)
    for dx, dy, r, tone in ((0, 0, 110, 0.0), (-62, 62, 84, 0.15), (68, 54, 88, 0.3), (10, -70, 78, 0.4)):
        board.shape(oval(1204 + dx, 500 + dy, r, r), mixed(MOSS, SAGE, tone), streaks="across", strength=6)


def lime_bucket(board: Board) -> None:
    """A zinc bucket of lime milk with a whitewash brush across it, on planks."""
    board.wall("#7b97a0", 6)
    for k in range(6):
        board.shape(
            box(0, 560 + k * 64, 1400, 61),
            mixed("#a97a4d", "#c09364", (k * 2 % 5) / 4),
            streaks="across",
            strength=9,
        )
    board.shape(oval(700, 826, 330, 46), "#3d2d20", opacity=0.4)
    body = [(430, 330), (970, 330), (905, 800), *arc(700, 800, 205, 40, 0, 180), (495, 800)]
    board.shape(body, ZINC, streaks="down", strength=14)
    board.shape([(430, 330), (520, 330), (560, 830), (495, 800)], "#8b979b", opacity=0.6)
    board.shape([(880, 330), (970, 330), (905, 800), (850, 822)], "#d3dadb", opacity=0.6)
    for y in (440, 700):
        inset = (y - 330) * 0.138
        board.stroke(arc(700, y, 270 - inset, 36, 0, 180), "#87949a", 7)
    board.shape(oval(700, 330, 272, 74), "#c6ced0", shadow=4)
    board.shape(oval(700, 334, 256, 64), "#8f999b")
    board.shape(oval(700, 346, 244, 54), "#f8f6f0", streaks="across", strength=4)
    board.stroke(curve([(560, 338), (640, 352), (720, 334), (820, 350)], closed=False), "#e2ded4", 6)
    board.stroke(curve([(600, 366), (690, 376), (790, 364)], closed=False), "#e2ded4", 5)
    board.stroke(arc(700, 330, 300, 290, 186, 354), "#59646a", 9)
    for x, length in ((500, 150), (560, 80), (842, 190), (900, 70)):
        board.shape(box(x, 372, 22, length, 11), "#f4f1e8", shadow=2)
        board.shape(oval(x + 11, 372 + length, 13, 16), "#f4f1e8")
    angle, hub = -17.0, (760.0, 300.0)
    board.shape(turned(box(790, 278, 470, 38, 18), angle, hub), WOOD, shadow=9, streaks="across", strength=8)
    board.shape(
        turned(box(520, 318, 252, 108, 10), angle, hub), "#e6dcc0", shadow=6, streaks="down", strength=20
    )
    board.shape(turned(box(520, 380, 252, 52, 10), angle, hub), "#faf8f2", streaks="down", strength=8)
    board.shape(
        turned(box(508, 262, 290, 68, 16), angle, hub), DARK_WOOD, shadow=8, streaks="across", strength=10
    )
    for x, y, r in ((250, 640, 24), (330, 760, 36), (1090, 700, 30), (1180, 850, 18), (180, 850, 16)):
        board.shape(
            curve([(x - r, y), (x - r * 0.2, y - r * 0.5), (x + r, y - r * 0.1), (x + r * 0.3, y + r * 0.5)]),
            "#f4f1e8",
        )


def dew_point_chart(board: Board) -> None:
    """Dew point over air temperature for five humidities, with the two mornings of the diary."""
    board.wall("#f5f1e8", 0)
    left, top, right, bottom = 150, 90, 1190, 800

    def at(air: float, dew: float) -> Point:
        return left + (right - left) * air / 24, bottom - (bottom - top) * (dew + 6) / 30

    for air in range(0, 25, 2):
        board.stroke([at(air, -6), at(air, 24)], "#d9d6cb" if air % 4 else "#c3c2b8", 2)
    for dew in range(-6, 25, 2):
        board.stroke([at(0, dew), at(24, dew)], "#d9d6cb" if dew % 6 else "#c3c2b8", 2)
    board.stroke([at(0, 24), at(0, -6), at(24, -6)], INK, 5)
    for humidity, colour in ((95, DEEP), (80, BLUE), (65, MOSS), (50, OCHRE), (35, CLAY)):
        line = [(half / 2, dew_point(half / 2, humidity)) for half in range(49)]
        points = [at(*pair) for pair in line if pair[1] > -6]
        board.stroke(points, colour, 8)
        board.text(right + 18, points[-1][1], f"{humidity} %", 34, colour)
    for morning, humidity, words in ((7.5, 91, "27. April"), (13.0, 62, "28. April")):
        x, y = at(morning, dew_point(morning, humidity))
        board.dashes((x, bottom), (x, y), INK, 3)
        board.shape(oval(x, y, 17, 17), CHALK, shadow=3)
        board.shape(oval(x, y, 11, 11), CLAY)
        label_x = x - 205 if morning < 10 else x + 30
        label_y = y - 34 if morning < 10 else y + 44
        board.shape(box(label_x, label_y - 27, 176, 54, 8), CHALK, shadow=3)
        board.text(label_x + 88, label_y, words, 30, INK, 0.5)
    for air in range(0, 25, 4):
        board.text(at(air, -6)[0], bottom + 36, f"{air}°", 32, INK, 0.5)
    for dew in range(0, 25, 6):
        board.text(left - 22, at(0, dew)[1], f"{dew}°", 32, INK, 1)
    board.text((left + right) / 2, bottom + 92, "Lufttemperatur", 32, INK, 0.5)
    board.text(left, top - 42, "Taupunkt", 32)
    board.text(right + 18, top - 42, "Feuchte", 32)


def dew_point(air_celsius: float, humidity_percent: float) -> float:
    """Return the dew point in °C.

    Source: Magnus formula over water, constants of Sonntag, 1990 (17.62 and 243.12 °C).
    """
    gamma = math.log(humidity_percent / 100) + 17.62 * air_celsius / (243.12 + air_celsius)
    return 243.12 * gamma / (17.62 - gamma)


def paint_layers(board: Board) -> None:
    """A window frame with a patch sanded through all its old coats, ring by ring."""
    board.wall("#93a4a6", 4)
    board.shape(box(720, -20, 760, 640), "#58737f", shadow=6)
    board.shape([(760, 620), (1180, -20), (1330, -20), (910, 620)], "#7890a0", opacity=0.5)
    board.shape(box(0, 610, 1400, 240), "#f1ece0", shadow=14, streaks="across", strength=5)
    board.shape(box(360, -20, 480, 980), "#f4efe4", shadow=12, streaks="down", strength=5)
    board.stroke([(404, 0), (404, 933)], "#d9d2c3", 4)
    board.stroke([(800, 0), (800, 933)], "#d9d2c3", 4)
    board.stroke([(846, 640), (1400, 640)], "#d9d2c3", 4)
    rings = [
        "#e9e4d4",
        "#f7f4ea",
        "#cfd8cf",
        "#9db3a0",
        "#e7dfc6",
        "#7a8f93",
        "#c9b27e",
        "#8a5a3c",
        "#f0ead6",
        WOOD,
    ]
    for i, colour in enumerate(rings):
        size = 1 - i * 0.088
        points = [
            (
                600 + math.cos(k * math.tau / 10) * 168 * size * (1 + 0.07 * math.sin(k * 2.1 + i * 0.5)),
                460 + math.sin(k * math.tau / 10) * 330 * size * (1 + 0.06 * math.cos(k * 1.7 + i * 0.4)),
            )
            for k in range(10)
        ]
        board.shape(
            curve(points), colour, streaks="down" if i == 9 else "across", strength=14 if i == 9 else 4
        )
    for i in range(7):
        y = 405 + i * 17
        board.stroke(curve([(582, y), (600, y + 7 * math.sin(i)), (620, y + 3)], closed=False), DARK_WOOD, 2)
    sander = box(930, 670, 300, 130, 14)
    board.shape(turned(sander, -9, (1080, 735)), OCHRE, shadow=10, streaks="across", strength=6)
    board.shape(turned(box(930, 776, 300, 26, 6), -9, (1080, 735)), "#8a4a39", streaks="across", strength=20)


def staircase(board: Board) -> None:
    """A stairwell with pale patches on the wall where the paint did not hold."""
    board.wall("#dcc9a2", 4)
    for cx, cy, rx, ry in ((330, 250, 120, 70), (640, 170, 90, 60), (560, 400, 70, 44), (930, 280, 66, 40)):
        points = [
            (
                cx + rx * math.cos(k * math.tau / 9) * (1 + 0.16 * math.sin(k * 2.3)),
                cy + ry * math.sin(k * math.tau / 9),
            )
            for k in range(9)
        ]
        board.shape(curve(points), "#efe7d3", streaks="across", strength=6)
        board.shape(
            curve([(cx + (x - cx) * 0.6, cy + (y - cy) * 0.6) for x, y in points]),
            "#f6f2e8",
            streaks="across",
            strength=4,
        )
    steps = 7
    for k in range(steps):
        x, y = 150 + k * 170, 845 - k * 96
        board.shape(box(x, y, 1400 - x, 96), mixed("#8d5f3d", "#a9774c", k % 2), streaks="across", strength=9)
        board.shape(
            box(x - 18, y - 4, 1440 - x, 20, 4), mixed(WOOD, "#d7ad78", 0.3), shadow=5, streaks="across"
        )
    board.shape(box(0, 845, 400, 100), "#6f7f80", streaks="across", strength=6)
    for k in range(steps):
        x, y = 216 + k * 170, 845 - k * 96
        board.shape(box(x, y - 250, 14, 250), "#3b454b")
    rail = [(178, 612), (1420, -90), (1420, -52), (186, 646)]
    board.shape(curve([(130, 640), (150, 606), (186, 606), (190, 640), (158, 664)]), DARK_WOOD, shadow=5)
    board.shape(rail, DARK_WOOD, shadow=7, streaks="across", strength=9)
    board.shape(box(52, 752, 96, 110, 10), ZINC, shadow=8, streaks="down")
    board.shape(oval(100, 754, 48, 13), "#f6f2e8")


def masking_tape(board: Board) -> None:
    """A straight edge between white and teal, the tape peeling off."""
    board.wall(CHALK, 3)
    board.shape(box(0, 470, 1400, 470), "#2c6470", streaks="across", strength=7)
    board.shape(box(0, 466, 1400, 10), "#2c6470")
    board.shape(box(0, 410, 830, 62), "#e8cf86", streaks="across", strength=5)
    for x in range(30, 820, 120):
        board.stroke([(x, 418), (x + 14, 464)], "#dcc074", 2)
    upper = curve([(828, 410), (900, 398), (1006, 346), (1072, 250), (1058, 150)], closed=False)
    lower = curve([(1002, 150), (1014, 240), (966, 318), (900, 372), (828, 472)], closed=False)
    lifted = upper + lower
    board.shape(lifted, "#d9bb6c", shadow=12, streaks="across", strength=5)
    curl = arc(1030, 150, 28, 16, 180, 540)
    board.shape(curl, "#f2e2b2", shadow=3)
    board.stroke(lower, "#f2e2b2", 5)
    draw_brush(board, 520, 262, 96, degrees=-78, paint="#2c6470")
    roll = (270.0, 740.0)
    board.shape(oval(*roll, 128, 128), "#d9bb6c", shadow=12)
    for r in (116, 104, 92):
        board.stroke(arc(*roll, r, r, 0, 360), "#c9a957", 2.5)
    board.shape(oval(*roll, 78, 78), "#f1ead8")
    board.shape(oval(*roll, 66, 66), "#24545f")


def weathered_boards(board: Board) -> None:
    """Four boards on a rack after a year outdoors: bare, oiled, clear glaze, pigmented glaze."""
    board.wall("#b9cbc4", 4)
    hedge = [(k * 100.0, 560 + 46 * math.sin(k * 1.9)) for k in range(-1, 16)]
    board.shape(
        [*curve(hedge, closed=False), (1500, 960), (-100, 960)], "#7f9772", streaks="across", strength=7
    )
    board.shape(box(0, 800, 1400, 133), "#6c8460", streaks="across", strength=9)
    for x in (90, 1270):
        board.shape(box(x, 120, 40, 730, 6), DARK_WOOD, shadow=8, streaks="down", strength=9)
    for y in (176, 690):
        board.shape(box(70, y, 1260, 34, 6), DARK_WOOD, shadow=7, streaks="across", strength=9)
    finishes = (("#a3a39c", 20.0, 9), ("#a08a6c", 15.0, 5), ("#c9a974", 11.0, 3), ("#8d4f2c", 8.0, 0))
    for i, (colour, strength, cracks) in enumerate(finishes):
        x = 190 + i * 272
        board.shape(box(x, 130, 200, 640, 4), colour, shadow=12, streaks="down", strength=strength)
        for knot, y in ((60, 270 + 70 * i), (140, 600 - 60 * i)):
            board.shape(oval(x + knot, y, 13, 19), mixed(colour, "#3d2a1c", 0.5))
            board.stroke(arc(x + knot, y, 22, 34, 0, 360), mixed(colour, "#3d2a1c", 0.25), 2.5)
        for _ in range(cracks):
            left, top = x + board.rng.uniform(14, 186), board.rng.uniform(150, 560)
            end = (left + board.rng.uniform(-6, 6), top + board.rng.uniform(60, 180))
            board.stroke([(left, top), end], mixed(colour, INK, 0.6), 3)
        if i == 2:
            for _ in range(16):
                cx, cy = x + board.rng.uniform(18, 182), board.rng.uniform(560, 760)
                flake = curve([(cx - 16, cy), (cx, cy - 11), (cx + 18, cy - 2), (cx + 4, cy + 12)])
                board.shape(flake, "#b0aca0", opacity=0.8)
        board.shape(box(x, 758, 200, 12, 3), mixed(colour, INK, 0.45))
        board.shape(oval(x + 100, 858, 36, 36), CHALK, shadow=4)
        board.text(x + 100, 859, str(i + 1), 40, INK, 0.5)


def cold_corner(board: Board) -> None:
    """A room corner from above with the temperatures of the wall, free and behind a cupboard."""
    board.wall("#f0dfc6", 2)
    for k in range(20):
        share = k / 19
        tone = mixed("#86a6bb", "#f0dfc6", share**0.7)
        inset = 110 + share * 330
        board.shape(
            [
                (1400, inset),
                (inset, inset),
                (inset, 933),
                (inset + 18, 933),
                (inset + 18, inset + 18),
                (1400, inset + 18),
            ],
            tone,
        )
    board.shape(box(0, 0, 1400, 112), "#8d8579", streaks="across", strength=7)
    board.shape(box(0, 0, 112, 933), "#8d8579", streaks="down", strength=7)
    board.speckles(box(6, 6, 1388, 98), ["#7a7368", "#a49c8e"], 500, (1.5, 4))
    board.speckles(box(6, 112, 98, 815), ["#7a7368", "#a49c8e"], 340, (1.5, 4))
    board.shape(box(100, 100, 1300, 14), CHALK)
    board.shape(box(100, 100, 14, 833), CHALK)
    for _ in range(70):
        x = 118 + abs(board.rng.normal(0, 150))
        board.shape(
            oval(x, 117 + abs(board.rng.normal(0, 4)), *board.rng.uniform(3, 9, 2)), "#3f4c44", opacity=0.55
        )
    board.shape(box(150, 126, 560, 214, 6), WOOD, shadow=12, streaks="across", strength=8)
    board.shape(box(164, 140, 532, 186, 4), "#c99a68", streaks="across", strength=6)
    board.stroke([(430, 140), (430, 326)], DARK_WOOD, 4)
    for x, y, words, colour, size in (
        (265, 560, "Ecke 10,9 °C", DEEP, 34),
        (560, 440, "hinter dem Schrank 12,1 °C", DEEP, 34),
        (985, 230, "freie Wand 16,8 °C", "#3c5a3a", 34),
        (900, 700, "Raumluft 20 °C, 55 %", CLAY, 44),
    ):
        wide = len(words) * size * 0.54 + 30
        board.shape(box(x - wide / 2, y - 32, wide, 64, 10), CHALK, shadow=4)
        board.text(x, y, words, size, colour, 0.5)
    board.dashes((136, 528), (121, 124), INK, 3)
    board.dashes((600, 408), (540, 122), INK, 3)
    board.dashes((985, 198), (985, 118), INK, 3)


def writing_table(board: Board) -> None:
    """A workshop table from above: notebook, pencil, coffee and paint pots."""
    board.wall("#a5734a", 3)
    for k in range(7):
        board.shape(
            box(0, k * 134, 1400, 131),
            mixed("#a06f46", "#b88758", (k * 3 % 5) / 4),
            streaks="across",
            strength=9,
        )
    page, spine = -7.0, (640.0, 480.0)
    for dx in (0, 1):
        board.shape(turned(box(270 + dx * 372, 200, 368, 540, 8), page, spine), "#fbf7ec", shadow=12)
        for row in range(11):
            y = 262 + row * 42
            length = (300, 288, 306, 240, 0, 296, 300, 210, 304, 170, 0)[(row + dx * 4) % 11]
            if length:
                waves = [
                    (302 + dx * 372 + t, y + 4 * math.sin(t / 7 + row) * math.cos(t / 23 + dx))
                    for t in range(0, length, 4)
                ]
                board.stroke(turned(waves, page, spine), "#48627a", 3)
    board.shape(turned(box(634, 200, 8, 540), page, spine), "#ddd5c2")
    pencil = 32.0
    board.shape(
        turned(box(720, 640, 400, 24, 3), pencil, (900, 650)), OCHRE, shadow=8, streaks="across", strength=7
    )
    board.shape(turned([(720, 640), (668, 652), (720, 664)], pencil, (900, 650)), "#ecd2a4")
    board.shape(turned([(684, 648), (668, 652), (684, 656)], pencil, (900, 650)), INK)
    draw_pot(board, 1170, 200, 120, CLAY)
    draw_pot(board, 1290, 430, 96, SAGE)
    board.shape(oval(170, 170, 116, 116), "#e9e4da", shadow=10)
    board.shape(oval(170, 170, 82, 82), "#cfc8bb", shadow=3)
    board.shape(oval(170, 170, 70, 70), "#4a2f20", streaks="across", strength=5)
    board.shape(box(244, 156, 54, 28, 14), "#e9e4da", shadow=3)
    board.stroke(arc(180, 790, 84, 84, 20, 330), "#82532f", 5)
    draw_brush(board, 1040, 862, 84, degrees=88, paint=CLAY)


def trowel(board: Board) -> None:
    """A plasterer's float in fresh lime plaster, with its arcs."""
    board.wall("#e3dac8", 6)
    for k in range(26):
        r = 260 + k * 46
        tone = mixed("#d6ccb7", "#f1eadb", (k * 7 % 10) / 9)
        board.stroke(arc(-120, 1080, r * 1.12, r * 0.92, -92, 4), tone, 5 + k % 4 * 3)
    wet = arc(-120, 1080, 1010, 960, -50, 6) + arc(-120, 1080, 600, 560, 6, -50)
    board.shape(wet, "#cdc2ac", streaks="across", strength=5)
    for k in range(12):
        board.stroke(
            arc(-120, 1080, 620 + k * 33, 578 + k * 32, -48, 6),
            mixed("#c3b7a0", "#d9cfbb", k * 5 % 12 / 11),
            6,
        )
    board.speckles(box(420, 560, 380, 330), ["#b6aa93", "#dcd2be", "#c2b69f"], 200, (1, 3.5))
    angle, hub = -50.0, (460.0, 500.0)
    board.shape(
        turned([(150, 420), (750, 420), (765, 580), (135, 580)], angle, hub),
        "#c3ccd0",
        shadow=16,
        streaks="across",
        strength=9,
    )
    board.shape(turned([(150, 420), (750, 420), (753, 446), (147, 446)], angle, hub), "#e3e9eb")
    board.shape(turned(box(290, 470, 34, 60, 6), angle, hub), "#6d777c", shadow=5)
    board.shape(turned(box(576, 470, 34, 60, 6), angle, hub), "#6d777c", shadow=5)
    board.shape(
        turned(box(250, 468, 400, 66, 33), angle, hub), DARK_WOOD, shadow=10, streaks="across", strength=11
    )
    board.stroke(turned([(290, 486), (610, 486)], angle, hub), "#a87b53", 7)


def testing_kit(board: Board) -> None:
    """Five things for testing a wall, laid out on green cloth: spray, tape, sponge, torch, screwdriver."""
    board.wall("#4f6f63", 5)
    board.shape(box(90, 330, 190, 460, 40), "#dfe9ea", shadow=12, streaks="down", strength=4)
    board.shape(box(90, 520, 190, 270, 40), "#a9cdd6")
    board.shape(box(150, 240, 70, 100, 8), "#eef2f2", shadow=4)
    board.shape([(110, 170), (300, 170), (300, 214), (230, 250), (140, 250)], CLAY, shadow=8)
    board.shape([(250, 214), (296, 214), (270, 320), (244, 312)], "#8f4530", shadow=3)
    for dx, dy in ((40, -20), (62, 6), (44, 32), (84, -30), (92, 26)):
        board.shape(oval(300 + dx, 190 + dy, 6, 6), "#dff0f4")
    board.shape(oval(560, 290, 150, 150), "#e6dcc4", shadow=12)
    board.stroke(arc(560, 290, 126, 126, 0, 360), "#cdbf9d", 4)
    board.stroke(arc(560, 290, 104, 104, 0, 360), "#cdbf9d", 4)
    board.shape(oval(560, 290, 84, 84), "#4f6f63")
    board.shape(box(558, 420, 190, 44, 2), "#e6dcc4", shadow=5)
    sponge = box(420, 610, 340, 200, 34)
    board.shape(sponge, "#e2b851", shadow=12, streaks="across", strength=6)
    board.speckles(box(444, 632, 290, 156), ["#c4983a", "#d4a844"], 130, (3, 9))
    board.shape(turned(box(830, 150, 130, 190, 16), -14, (895, 400)), "#30383d", shadow=10)
    board.shape(
        turned(box(852, 330, 86, 330, 18), -14, (895, 400)), "#464f55", shadow=10, streaks="down", strength=5
    )
    board.shape(turned(oval(895, 152, 65, 20), -14, (895, 400)), "#f7e7a8")
    board.shape(turned(box(876, 420, 38, 60, 16), -14, (895, 400)), OCHRE)
    tilt, hub = 11.0, (1190.0, 480.0)
    board.shape(turned(box(1180, 120, 22, 400, 4), tilt, hub), "#c3ccd0", shadow=7, streaks="down")
    board.shape(turned([(1176, 120), (1206, 120), (1200, 92), (1182, 92)], tilt, hub), "#c3ccd0")
    board.shape(turned(box(1146, 500, 90, 300, 40), tilt, hub), CLAY, shadow=12, streaks="down", strength=6)
    for k in range(3):
        groove = [(1168 + k * 23, 540), (1168 + k * 23, 750)]
        board.stroke(turned(groove, tilt, hub), "#8f4530", 6)


def drying_chart(board: Board) -> None:
    """The moisture of three gypsum plasters over forty days, as measured."""
    board.wall("#f3efe5", 0)
    left, top, right, bottom = 140, 120, 1330, 790

    def at(day: float, percent: float) -> Point:
        return left + (right - left) * day / 42, bottom - (bottom - top) * percent / 14

    board.shape([at(0, 1), at(42, 1), at(42, 0), at(0, 0)], "#cfdcc6")
    for percent in range(0, 15, 2):
        board.stroke([at(0, percent), at(42, percent)], "#d5d2c6", 2)
        board.text(left - 20, at(0, percent)[1], f"{percent} %", 28, INK, 1)
    for day in range(0, 43, 7):
        board.stroke([at(day, 0), at(day, -0.25)], INK, 4)
        board.text(at(day, 0)[0], bottom + 42, str(day), 30, INK, 0.5)
    board.stroke([at(0, 14), at(0, 0), at(42, 0)], INK, 5)
    for colour, name, values, label in (
        (CLAY, "Bad", ((0, 13.0), (7, 10.4), (14, 8.1), (21, 6.0), (28, 4.1), (35, 2.3), (41, 0.9)), (22.4, 7.1)),
        (BLUE, "Schlafzimmer", ((0, 12.8), (7, 8.0), (14, 4.6), (21, 2.2), (26, 0.9)), (17.4, 4.3)),
        (OCHRE, "Flur", ((0, 12.6), (7, 5.2), (11, 2.4), (15, 0.8)), (1.2, 4.6)),
    ):  # fmt: skip
        points = [at(*value) for value in values]
        board.stroke(curve(points, closed=False), colour, 8)
        for x, y in points:
            board.shape(oval(x, y, 13, 13), CHALK, shadow=2)
            board.shape(oval(x, y, 8, 8), colour)
        board.text(*at(*label), name, 34, colour)
    board.text(left, top - 50, "Feuchte im Putz (CM, Masseprozent)", 32)
    board.text(right, bottom + 96, "Tage nach dem Verputzen", 32, INK, 1)
    board.text(at(33.5, 0)[0], at(42, 0.5)[1], "streichbar: unter 1 %", 26, MOSS, 0.5)


def measured_room(board: Board) -> None:
    """The four walls of a room unfolded, with door, window and dimensions."""
    board.wall("#2f5468", 3)
    for line in range(0, 1400, 50):
        board.stroke([(line, 0), (line, 933)], "#385e73", 1)
    for line in range(0, 933, 50):
        board.stroke([(0, line), (1400, line)], "#385e73", 1)
    scale, x, top, bottom = 76.0, 96.0, 330.0, 520.0
    for k, metres in enumerate((4.2, 3.6, 4.2, 3.6)):
        width = metres * scale
        board.shape(
            box(x, top, width, bottom - top),
            mixed("#f3e7c9", "#e6d5ab", k % 2),
            shadow=6,
            streaks="across",
            strength=4,
        )
        board.stroke([*box(x, top, width, bottom - top), (x, top)], CHALK, 3)
        board.stroke([(x, 590), (x + width, 590)], CHALK, 3)
        for end in (x, x + width):
            board.stroke([(end - 9, 599), (end + 9, 581)], CHALK, 3)
        board.text(x + width / 2, 626, f"{metres:.2f}".replace(".", ","), 32, CHALK, 0.5)
        if k == 0:
            board.shape(box(x + 170, top + 34, 60, bottom - top - 34), "#8b5f3d", streaks="down")
            board.shape(oval(x + 182, top + 110, 4, 4), CHALK)
        if k == 2:
            draw_frame(board, x + 90, top + 36, 140, 94)
        x += width
    board.stroke([(60, top), (60, bottom)], CHALK, 3)
    for y in (top, bottom):
        board.stroke([(51, y + 9), (69, y - 9)], CHALK, 3)
    board.text(60, top - 40, "2,50", 32, CHALK, 0.5)
    board.text(96, 130, "Umfang 15,60 m x Höhe 2,50 m = 39,00 m", 44, CHALK)
    board.text(922, 112, "2", 26, CHALK)
    board.text(96, 200, "Tür und Fenster sind kleiner als 2,5 m", 34, "#cfe0e6")
    board.text(662, 186, "2", 20, "#cfe0e6")
    board.text(96, 740, "39 x 2 Anstriche : 7 = 11,1 Liter", 44, "#f3e7c9")
    board.text(96, 810, "und etwas für Rolle, Eimer und Untergrund", 34, "#cfe0e6")
    draw_brush(board, 1010, 800, 78, degrees=90, paint="#f3e7c9")


@dataclass(frozen=True)
class Face:
    """What tells one portrait from the other."""

    background: str
    skin: str
    hair: str
    clothes: str
    style: Literal["bun", "short", "scarf", "cap"]
    beard: bool = False
    glasses: bool = False


KATRIN = Face(OCHRE, "#f0c9a8", "#8c4f2b", DEEP, "bun")
JONAS = Face(SAGE, "#eebf9a", "#4f3524", "#7a5b3e", "short", beard=True)
MERYEM = Face(CLAY, "#dba97c", "#2f6a73", "#efe6d4", "scarf")
HARTMUT = Face(BLUE, "#f1c7ab", "#d9d6cf", "#56614f", "cap", glasses=True)


def draw_portrait(board: Board, face: Face) -> None:
    """Draw a stylised bust, 1200 × 1200 pixels."""
    board.wall(face.background, 5)
    board.shape(
        oval(600, 560, 470, 470), mixed(face.background, "#ffffff", 0.28), streaks="across", strength=4
    )
    dark_skin = mixed(face.skin, "#5a2f1c", 0.22)
    if face.style == "bun":
        board.shape(oval(600, 196, 92, 84), face.hair, streaks="across", strength=8)
        board.shape(
            curve([(396, 420), (430, 270), (600, 210), (770, 270), (804, 420), (790, 640), (410, 640)]),
            face.hair,
        )
    if face.style == "scarf":
        board.shape(
            curve(
                [
                    (388, 460),
                    (420, 280),
                    (600, 205),
                    (780, 280),
                    (812, 460),
                    (850, 800),
                    (600, 870),
                    (350, 800),
                ]
            ),
            face.hair,
            shadow=6,
        )
    shoulders = curve(
        [(160, 1260), (200, 1010), (400, 880), (600, 860), (800, 880), (1000, 1010), (1040, 1260)]
    )
    board.shape(shoulders, face.clothes, shadow=10, streaks="down", strength=5)
    board.shape([(520, 700), (680, 700), (700, 900), (600, 960), (500, 900)], dark_skin)
    if face.style != "scarf":
        board.shape(
            [(488, 880), (600, 1000), (560, 1080), (440, 900)], mixed(face.clothes, "#ffffff", 0.2), shadow=3
        )
        board.shape(
            [(712, 880), (600, 1000), (640, 1080), (760, 900)], mixed(face.clothes, "#ffffff", 0.2), shadow=3
        )
    for x in (330, 790):
        board.shape(box(x, 940, 74, 280), mixed(face.clothes, INK, 0.25), streaks="down", strength=5)
    head = curve(
        [
            (430, 470),
            (446, 330),
            (600, 262),
            (754, 330),
            (770, 470),
            (742, 640),
            (664, 752),
            (600, 776),
            (536, 752),
            (458, 640),
        ]
    )
    if face.style != "scarf":
        for x in (424, 776):
            board.shape(oval(x, 520, 34, 52), dark_skin)
    board.shape(head, face.skin, shadow=4)
    for x in (500, 700):
        board.shape(oval(x, 600, 46, 34), "#d9735a", opacity=0.22)
    _draw_features(board, face, dark_skin)
    _draw_hair(board, face)


def _draw_features(board: Board, face: Face, dark_skin: str) -> None:
    if face.beard:
        board.shape(
            curve(
                [
                    (440, 560),
                    (476, 612),
                    (540, 630),
                    (600, 618),
                    (660, 630),
                    (724, 612),
                    (760, 560),
                    (742, 690),
                    (668, 790),
                    (600, 812),
                    (532, 790),
                    (458, 690),
                ]
            ),
            face.hair,
            streaks="down",
            strength=10,
        )
        board.shape(curve([(548, 668), (600, 660), (652, 668), (600, 700)]), mixed(face.skin, "#a63f35", 0.5))
    else:
        board.stroke(arc(600, 640, 62, 46, 25, 155), "#8d3f35", 9)
    board.stroke(curve([(604, 490), (622, 560), (590, 580)], closed=False), dark_skin, 8)
    brow = mixed(face.hair, INK, 0.35) if face.style != "scarf" else "#2d211b"
    for x, side in ((510, -1), (690, 1)):
        board.shape(oval(x, 498, 15, 19), INK)
        board.shape(oval(x + 5, 491, 5, 6), "#ffffff")
        board.stroke(
            curve([(x - 44, 452 - 4 * side), (x, 438), (x + 44, 452 + 4 * side)], closed=False), brow, 11
        )
        if face.glasses:
            board.stroke(arc(x, 500, 66, 60, 0, 360), INK, 7)
    if face.glasses:
        board.stroke([(576, 494), (624, 494)], INK, 7)


def _draw_hair(board: Board, face: Face) -> None:
    if face.style == "bun":
        fringe = curve(
            [
                (420, 480),
                (430, 320),
                (600, 232),
                (770, 320),
                (780, 480),
                (740, 400),
                (640, 330),
                (520, 350),
                (452, 410),
            ]
        )
        board.shape(fringe, face.hair, streaks="across", strength=8)
        board.shape(turned(box(560, 150, 230, 20, 8), -28, (600, 196)), WOOD, shadow=3)
        board.shape(turned(box(780, 146, 46, 28, 4), -28, (600, 196)), CLAY)
    elif face.style == "short":
        top = curve(
            [
                (424, 470),
                (404, 330),
                (480, 232),
                (620, 206),
                (760, 250),
                (800, 360),
                (776, 470),
                (750, 380),
                (660, 350),
                (560, 372),
                (460, 372),
            ]
        )
        board.shape(top, face.hair, streaks="across", strength=10)
    elif face.style == "scarf":
        band = curve(
            [(426, 470), (424, 330), (600, 228), (776, 330), (774, 470), (748, 380), (600, 318), (452, 380)]
        )
        board.shape(band, face.hair, shadow=2, streaks="across", strength=5)
        fold = curve(
            [
                (440, 640),
                (500, 752),
                (600, 800),
                (700, 752),
                (760, 640),
                (800, 790),
                (700, 930),
                (560, 960),
                (400, 850),
            ]
        )
        board.shape(fold, mixed(face.hair, "#ffffff", 0.12), shadow=6, streaks="across", strength=6)
        board.stroke(curve([(470, 800), (560, 862), (690, 850)], closed=False), mixed(face.hair, INK, 0.2), 5)
    else:
        for x in (432, 768):
            board.shape(oval(x, 440, 26, 60), face.hair, streaks="down")
        board.shape(
            curve([(408, 400), (420, 270), (600, 186), (780, 270), (792, 400), (600, 350)]),
            CHALK,
            shadow=5,
            streaks="across",
            strength=4,
        )
        board.shape(
            curve([(396, 398), (600, 336), (804, 398), (840, 436), (600, 384), (360, 436)]),
            "#e2dccd",
            shadow=6,
        )
        for x, y, r, colour in ((520, 270, 12, BLUE), (650, 240, 8, CLAY), (700, 300, 14, OCHRE)):
            board.shape(oval(x, y, r, r * 0.8), colour)


def _portrait(face: Face) -> Callable[[Board], None]:
    return lambda board: draw_portrait(board, face)


def happy_home(board: Board) -> None:
    """The cliché of an agency: a heart painted with a roller on a perfect wall."""
    board.wall("#eaf3f8", 2)
    heart = []
    for a in (k * math.tau / 120 for k in range(120)):
        height = 13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)
        heart.append((700 + 16 * 19 * math.sin(a) ** 3, 400 - 19 * height))
    board.shape(heart, "#f0436a", streaks="across", strength=10)
    board.shape(
        turned(box(840, 560, 330, 120, 30), -20, (1000, 620)),
        "#ffd23d",
        shadow=10,
        streaks="down",
        strength=8,
    )
    board.stroke(
        turned([(1170, 620), (1215, 620), (1215, 760), (1010, 760), (1010, 800)], -20, (1000, 620)),
        "#7d8a90",
        13,
    )
    board.shape(turned(box(985, 790, 50, 180, 20), -20, (1000, 620)), "#2c6fd1", shadow=8)
    board.shape(box(0, 868, 1400, 65), "#d8b98c", streaks="across", strength=5)


@dataclass(frozen=True)
class Sheet:
    """One picture: where it goes, what draws it, on what size of board."""

    path: str
    draw: Callable[[Board], None]
    size: tuple[int, int] = (1400, 933)


SQUARE = (1200, 1200)
SHEETS = (
    Sheet(f"{OWN}/farbfaecher.jpg", colour_fan),
    Sheet(f"{OWN}/wandaufbau.jpg", wall_section),
    Sheet(f"{OWN}/pinsel.jpg", brushes),
    Sheet(f"{OWN}/fassade-nordwand.jpg", facade),
    Sheet(f"{OWN}/kalkeimer.jpg", lime_bucket),
    Sheet(f"{OWN}/taupunkt.png", dew_point_chart),
    Sheet(f"{OWN}/fenster-schichten.jpg", paint_layers),
    Sheet(f"{OWN}/treppenhaus.jpg", staircase),
    Sheet(f"{OWN}/klebeband.jpg", masking_tape),
    Sheet(f"{OWN}/kalte-ecke.jpg", cold_corner),
    Sheet(f"{OWN}/vier-bretter.jpg", weathered_boards),
    Sheet(f"{OWN}/schreibtisch.jpg", writing_table),
    Sheet(f"{OWN}/kelle.jpg", trowel),
    Sheet(f"{OWN}/pruefwerkzeug.jpg", testing_kit),
    Sheet(f"{OWN}/putz-trocknung.png", drying_chart),
    Sheet(f"{OWN}/aufmass.jpg", measured_room),
    Sheet(f"{OWN}/katrin-sommer.jpg", _portrait(KATRIN), SQUARE),
    Sheet(f"{OWN}/jonas-sommer.jpg", _portrait(JONAS), SQUARE),
    Sheet(f"{OWN}/meryem-aydin.jpg", _portrait(MERYEM), SQUARE),
    Sheet(f"{OWN}/hartmut-sommer.jpg", _portrait(HARTMUT), SQUARE),
    Sheet("AdobeStock_318204417.jpg", happy_home),
)


def write_picture(picture: Image.Image, path: Path) -> None:
    """Write JPEG at the best quality that stays small, or PNG in 128 colours.

    Raises:
        ValueError: the picture cannot be made smaller than ``LARGEST_BYTES``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        picture = picture.quantize(128, dither=Image.Dither.NONE)
    for quality in range(88, 50, -4):
        buffer = BytesIO()
        if path.suffix == ".png":
            picture.save(buffer, "PNG", optimize=True)
        else:
            picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() <= LARGEST_BYTES:
            path.write_bytes(buffer.getvalue())
            return
    raise ValueError(f"{path}: larger than {LARGEST_BYTES} bytes at every quality")


def write_edited_copy() -> None:
    """Write the reused picture of a draft: the published façade, mirrored, trimmed and made smaller."""
    with Image.open(PICTURES / OWN / "fassade-nordwand.jpg") as original:
        trimmed = original.transpose(Image.Transpose.FLIP_LEFT_RIGHT).crop((18, 12, 1382, 921))
        copy = trimmed.resize((1200, 800), Image.Resampling.LANCZOS)
    write_picture(copy, PICTURES / "herbst-haus.jpg")


def main(names: Sequence[str]) -> None:
    """Draw the named pictures, or all."""
    for sheet in SHEETS:
        path = PICTURES / sheet.path
        if not names or path.stem in names:
            board = Board(path.stem, PLASTER, sheet.size)
            sheet.draw(board)
            write_picture(board.finished(0 if path.suffix == ".png" else GRAIN_STRENGTH), path)
            sys.stderr.write(
                f"{path.relative_to(PICTURES.parent.parent)}: {path.stat().st_size // 1000} kB\n"
            )
    if not names or "fassade-nordwand" in names or "herbst-haus" in names:
        write_edited_copy()


if __name__ == "__main__":
    main(sys.argv[1:])
