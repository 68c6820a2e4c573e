"""Every plugin brings the reader along, and a bare blog's pages stay what they are."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLUGINS = [
    f"klartext.{name}" for name in ("self_promotion", "stock_photos", "writing_effort", "click_to_tweet")
]
WHICH = """
import importlib, sys
from pelican import signals
from pelican.readers import Readers
from pelican.settings import DEFAULT_CONFIG
for name in sys.argv[1:]:
    signals.readers_init.receivers.clear()
    importlib.import_module(name).register()
    print(type(Readers(DEFAULT_CONFIG).readers["md"]).__module__)
"""
SETTINGS = """
SITENAME, PATH, TIMEZONE, DEFAULT_LANG, THEME = "Kalk", "content", "Europe/Berlin", "de", "simple"
PLUGINS = {plugins}
"""
POSTS = {
    "eins": "## Kalk\n\nText[^1] *so* und `so`, [Putz](https://putz.example/) & KBE.\n\n[^1]: Note\n*[KBE]: Beton\n",
    "zwei": "Text[^1] mit [Putz] und KBE.\n\n```\n#!/bin/sh\necho 1\n```\n\n    def f(): pass\n\n[^1]: Andere\n",
}


def pages(site: Path, plugins: list[str]) -> dict[str, bytes]:
    (site / "settings.py").write_text(SETTINGS.format(plugins=plugins), "utf-8")
    output = site / f"output-{len(plugins)}"
    command = [sys.executable, "-m", "pelican", "-q", "-s", "settings.py", "-o", str(output)]
    subprocess.run(command, cwd=site, check=True)
    return {str(file.relative_to(output)): file.read_bytes() for file in output.rglob("*") if file.is_file()}


def test_every_plugin_brings_the_reader_along() -> None:
    names = [*PLUGINS, "klartext.theme_support"]
    done = subprocess.run([sys.executable, "-c", WHICH, *names], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["klartext.markdown_reader.pelican_plugin"] * len(names)


def test_the_pages_of_a_bare_blog_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name, text in POSTS.items():
        head = f"Title: {name}\nDate: 2026-01-01\nCategory: Wand\n\n"
        (tmp_path / f"content/{name}.md").write_text(head + text, "utf-8")
    assert pages(tmp_path, []) == pages(tmp_path, PLUGINS)
