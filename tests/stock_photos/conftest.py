"""Pictures drawn by code: scenes with the detail of a photo, the same for the same seed."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from klartext.settings import parse_settings
from klartext.site import Configuration, site_of

COMPANY = {
    "name": "Malerbetrieb Sommer",
    "aliases": ["Sommer Maler"],
    "products": ["SommerWeiss 3000"],
    "domains": ["sommer-maler.example"],
}


def draw_scene(seed: int, width: int = 800, height: int = 600) -> Image.Image:
    """Return a scene of overlapping shapes on a clouded ground; no two seeds share a shape."""
    noise = np.random.default_rng(seed)
    scene = np.zeros((height, width, 3))
    for cells in (3, 9, 27, 81):
        coarse = noise.integers(0, 256, (cells * 3 // 4 + 1, cells, 3), dtype=np.uint8)
        layer = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
        scene += np.asarray(layer) / 255 * (120 / cells**0.5)
    picture = Image.fromarray(np.clip(scene * 255 / scene.max(), 0, 255).astype(np.uint8))
    choose = random.Random(seed)
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y = choose.randint(0, width), choose.randint(0, height)
        size = choose.randint(width // 60, width // 8)
        corners = [
            (x + choose.randint(-size, size), y + choose.randint(-size, size))
            for _ in range(choose.randint(3, 6))
        ]
        draw.polygon(corners, fill=tuple(choose.randint(0, 255) for _ in range(3)))
    return picture


@pytest.fixture
def scene():
    return draw_scene


@pytest.fixture
def make_site(tmp_path):
    """Return a function that writes drafts and gives back the loaded site."""

    def make(drafts: dict[str, str], **settings):
        for path, text in drafts.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (tmp_path / "content").mkdir(exist_ok=True)
        values = {"PATH": "content", "DEFAULT_LANG": "de"}
        parsed = parse_settings({"company": COMPANY, **settings})
        return site_of(Configuration(tmp_path / "pelicanconf.py", tmp_path, values, parsed))

    return make
