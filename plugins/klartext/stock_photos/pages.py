"""Self-contained HTML pages: pairs of pictures side by side, and a contact sheet by origin."""

from __future__ import annotations

import base64
import io
import warnings
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps

from klartext.metadata_reader import DAMAGE
from klartext.picture_depth import eight_bits
from klartext.stock_photos.picture_file import PictureProblemError, peak_memory_bytes
from klartext.stock_photos.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_THUMBNAIL_SIDE = 480
_QUALITY = 72


def pairs_page(report: dict[str, Any], folder: Path, compared: int, lang: str) -> str:
    """Return the page for a report of ``klartext photos pairs``.

    Args:
        report: as its JSON, each pair with ``edit`` beside.
        folder: the one that the report's paths are relative to.
        compared: how many pictures there were.
        lang: ``de`` or ``en``.
    """
    sides: dict[str, dict[str, str]] = {}
    for pair in report["pairs"]:
        for name in (pair["a"], pair["b"]):
            if name not in sides:
                sides[name] = {"name": name, "thumbnail": thumbnail(folder / name)}
    pairs = [
        {
            "a": sides[pair["a"]],
            "b": sides[pair["b"]],
            "edit": say(pair["edit"], lang),
            "bits": say("bits", lang, n=pair["distance_bits"]),
        }
        for pair in report["pairs"]
    ]
    found = say("pairs-found", lang, n=len(pairs)) if pairs else say("no-pairs", lang, n=compared)
    return _page(lang, "pairs-title", lead=found, pairs=pairs, skipped=report["skipped"])


def contact_sheet(groups: Sequence[tuple[str, Sequence[dict[str, Any]]]], lang: str) -> str:
    """Return the page for pictures in groups; each has ``name``, ``lines`` and the file's ``path`` or None."""
    shown = [
        {
            "title": title,
            "count": say("pictures", lang, n=len(pictures)),
            "pictures": [{**p, "thumbnail": thumbnail(p["path"]) if p["path"] else ""} for p in pictures],
        }
        for title, pictures in groups
    ]
    total = sum(len(pictures) for _, pictures in groups)
    return _page(lang, "sheet-title", lead=say("pictures", lang, n=total), groups=shown)


def thumbnail(path: Path) -> str:
    """Return a small copy of a picture as a ``data:`` address, empty where the file cannot be shown."""
    buffer = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # large pictures and odd metadata were reported already
            with Image.open(path) as picture:
                peak_memory_bytes(picture)
                picture.draft("RGB", (_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
                small = eight_bits(ImageOps.exif_transpose(picture)).convert("RGBA")
        small.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
        ground = Image.new("RGBA", small.size, "white")
        ground.alpha_composite(small)
        ground.convert("RGB").save(buffer, "JPEG", quality=_QUALITY)
    except (*DAMAGE, PictureProblemError):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"


def _page(lang: str, title: str, **values: object) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 — only where a page is written

    environment = Environment(
        loader=PackageLoader("klartext.stock_photos"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    empty: dict[str, object] = {"pairs": [], "groups": [], "skipped": []}
    given = {
        **empty,
        **values,
        "lang": lang,
        "title": say(title, lang),
        "skipped_title": say("skipped", lang),
    }
    return environment.get_template("page.html").render(given)
