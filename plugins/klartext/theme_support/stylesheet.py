"""Knows how the site's one stylesheet is made: the site's colours first, then the theme's parts in their order."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import rcssmin

from klartext.theme_support.palette import ink_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from klartext.settings import ThemeSettings

# The cascade's order; a part that the theme does not have is left out, one not named here comes last.
PARTS = (
    "tokens",
    "base",
    "layout",
    "header",
    "cards",
    "article",
    "answers",
    "code",
    "quote",
    "print",
)
SEPARATE = ("draft", "search", "isso", "hero")
"""Parts that few pages need: files of their own, which those pages load besides."""


def build_stylesheet(theme: ThemeSettings, category_slugs: Iterable[str], parts: Path) -> str:
    """Return the text of the stylesheet, without comments and white space that browsers do not need.

    Args:
        theme: the site's colours and fonts.
        category_slugs: one class ``swatch-<slug>`` is made for each.
        parts: folder of the theme's ``.css`` files.
    """
    files = {path.stem: path for path in sorted(parts.glob("*.css"))}
    order = [name for name in PARTS if name in files]
    order += [name for name in files if name not in (*PARTS, *SEPARATE)]
    texts = [_variables(theme), *(files[name].read_text("utf-8") for name in order)]
    texts.append(_swatches(theme, category_slugs))
    return str(rcssmin.cssmin("\n".join(texts)))


def separate_stylesheets(parts: Path) -> dict[str, str]:
    """Return the texts of the parts that stand alone, by name; those that the theme does not have are empty."""
    files = {name: parts / f"{name}.css" for name in SEPARATE}
    return {
        name: str(rcssmin.cssmin(path.read_text("utf-8"))) if path.is_file() else ""
        for name, path in files.items()
    }


def fingerprint(text: str) -> str:
    """Return ten hexadecimal digits that change with the text: browsers may keep the file for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _variables(theme: ThemeSettings) -> str:
    colors = theme.colors
    light = {
        "brand": colors.brand,
        "on-brand": ink_on(colors.brand),
        "paper-light": colors.paper,
        "ink-light": colors.ink,
        "link-light": colors.link,
        "paper-dark": colors.paper_dark,
        "ink-dark": colors.ink_dark,
        "link-dark": colors.link_dark,
    }
    if theme.font_text:
        light["font-text"] = theme.font_text
    if theme.font_headings:
        light["font-headings"] = theme.font_headings
    lines = "".join(f"  --site-{name}: {value};\n" for name, value in light.items())
    return f"/* From pelicanconf.py, KLARTEXT['theme']. */\n:root {{\n{lines}}}\n"


def _swatches(theme: ThemeSettings, category_slugs: Iterable[str]) -> str:
    rules = ["/* One colour a category. */"]
    for index, slug in enumerate(sorted(category_slugs)):
        color = theme.category_colors.get(slug) or theme.swatches[index % len(theme.swatches)]
        rules.append(f".swatch-{slug} {{ --swatch: {color}; }}")
    for index, color in enumerate(theme.swatches, start=1):
        rules.append(f".chip-{index} {{ --swatch: {color}; }}")
    return "\n".join(rules) + "\n"
