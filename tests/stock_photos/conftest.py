"""Pictures drawn by code: scenes with the detail of a photo, the same for the same seed."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageDraw

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


@pytest.fixture
def photo(scene):
    """Return a function that writes a JPEG with a creator, a credit line and a copyright notice in its metadata."""

    def write(path, *, creator="", credit="", notice="", camera="", seed=1):
        metadata = Image.Exif()
        if camera:
            metadata[ExifTags.Base.Model] = camera
            metadata.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ExposureTime] = 0.01
        xmp = (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
            f"<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>"
            f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{notice}</rdf:li></rdf:Alt></dc:rights>'
            f"<photoshop:Credit>{credit}</photoshop:Credit></rdf:Description></rdf:RDF></x:xmpmeta>"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        scene(seed, 200, 150).save(path, exif=metadata, xmp=xmp.encode())
        return path

    return write
