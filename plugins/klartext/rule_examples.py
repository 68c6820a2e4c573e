"""The examples in the rules' docstrings as small sites that can be checked, for the tests and for the pages."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from klartext.checking import Checker, load_baseline
from klartext.registry import RuleChoice, all_rules
from klartext.settings import parse_settings
from klartext.site import Configuration, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.rule import Rule
    from klartext.lint.rule_doc import Example

TODAY = date(2026, 11, 23)
"""The day on which examples are checked."""

COMPANY = {
    "name": "Malerbetrieb Sommer",
    "aliases": ["Sommer Maler"],
    "products": ["SommerWeiss 3000"],
    "domains": ["sommer-maler.example"],
}
"""Who writes the examples."""

PICTURES = ("hof.jpg", "fassade.jpg", "werkstatt.jpg", "kamera.jpg", "mit-standort.jpg")
"""The pictures under ``bilder/`` that examples may show: three small ones that look nothing like each other, one as
large as it came from the camera, one that tells where it was taken."""

FILMS = {
    "fassade.mp4": bytes.fromhex("00000010 66747970 69736f6d 00000000 00000008 6d6f6f76"),
    "mit-standort.mp4": bytes.fromhex(
        "00000010 66747970 69736f6d 000000000000002c 6d6f6f76 00000024 75647461 0000001c a978797a 0010 15c7"
    )
    + b"+48.13+011.57/  ",
}
"""Films beside them, the beginnings of two MP4 files: one tells where it was shot."""

STRICT_PAGE = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
"""The template of the examples' theme, as far as rules look at it."""

_WHOLE_FILE = ("Title:", "Date:", "Lang:", "---\n", "{")


def sites_of(examples: Sequence[Example]) -> list[list[Example]]:
    """Return the sites that examples form: those with paths are one together, the others one each."""
    together = [example for example in examples if example.path]
    return [*([together] if together else []), *([example] for example in examples if not example.path)]


def draft_of(example: Example) -> str:
    """Return an example as a whole file, with a header where it has none."""
    if example.text.startswith(_WHOLE_FILE):
        return example.text
    return f"Title: Beispiel\nDate: 2026-01-15\nLang: {example.lang}\n\n{example.text}"


def check_examples(rule: type[Rule], examples: Sequence[Example], root: Path) -> list[Diagnostic]:
    """Return what a rule finds in one site of examples, which is written below an empty folder."""
    for seed, name in enumerate(PICTURES):
        if any(f"bilder/{name}" in example.text for example in examples):
            _draw(root / "content" / "bilder" / name, seed)
    for name, content in FILMS.items():
        if any(f"bilder/{name}" in example.text for example in examples):
            film = root / "content" / "bilder" / name
            film.parent.mkdir(parents=True, exist_ok=True)
            film.write_bytes(content)
    for example in examples:
        file = root / (example.path or "content/beispiel.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(draft_of(example), encoding="utf-8", newline="")
    configuration = example_site(root, {})
    named = {other.name for other in all_rules() for e in examples if other.name in e.text}
    choice = RuleChoice(None, configuration.settings.lint, (rule.name, *sorted(named), "KT"))
    checker = Checker(site_of(configuration), choice, TODAY)
    found = checker.diagnostics()
    if baseline := load_baseline(configuration):
        found = checker.new_since(baseline, found)
    return [diagnostic for diagnostic in found if diagnostic.rule == rule.name]


def example_site(root: Path, settings: Mapping[str, Any], *, strict_pages: bool = True) -> Configuration:
    """Return the configuration of the site of the fictitious Malerbetrieb Sommer below a folder.

    Args:
        root: the folder.
        settings: what the ``KLARTEXT`` dict holds besides the company.
        strict_pages: whether the theme's pages have a policy.
    """
    template = root / "theme" / "templates" / "base.html"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(STRICT_PAGE if strict_pages else "", encoding="utf-8")
    values = {"PATH": "content", "DEFAULT_LANG": "de", "THEME": "theme"}
    return Configuration(
        root / "pelicanconf.py", root, values, parse_settings({"company": COMPANY, **settings})
    )


def _draw(path: Path, seed: int) -> None:
    from PIL import ExifTags, Image, ImageDraw  # noqa: PLC0415 — heavy, and only examples need it

    random = Random(seed)  # noqa: S311 — the same picture every time
    picture = Image.new("RGB", (320, 240), "white")
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = random.randrange(320), random.randrange(240)
        colour = (random.randrange(256), random.randrange(256), random.randrange(256))
        draw.rectangle((x, y, x + random.randrange(20, 120), y + random.randrange(20, 90)), fill=colour)
    exif = Image.Exif()
    if path.name == "kamera.jpg":
        picture = picture.resize((4000, 3000))
    if path.name == "mit-standort.jpg":
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 8.0, 0.0), 3: "E", 4: (11.0, 34.0, 0.0)})
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, exif=exif)
