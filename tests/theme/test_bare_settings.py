"""Our theme on a site that sets nothing of ours: what is not said is left out of the pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = """
SITENAME, SITEURL, FEED_DOMAIN = "Am Rand", "", "https://rand.example"
PATH, TIMEZONE, DEFAULT_LANG = "content", "Europe/Berlin", "de"
THEME, PLUGINS = {theme!r}, ["klartext"]
"""


@pytest.mark.parametrize("ours", ["", "KLARTEXT = {'theme': {'share': []}}\n"])
def test_a_site_without_our_settings_has_pages(tmp_path: Path, ours: str) -> None:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/kalk.md").write_text(
        "Title: Kalk\nDate: 2026-03-14\n\nKalk braucht Zeit.\n", "utf-8"
    )
    (tmp_path / "content/pages/datenschutz.md").write_text("Title: Datenschutz\nTemplate: privacy\n", "utf-8")
    (tmp_path / "pelicanconf.py").write_text(SETTINGS.format(theme=str(ROOT / "theme")) + ours, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "klartext", "build"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "output/index.html").read_text("utf-8")
    assert "Am Rand" in home
    assert "hero__from" not in home  # no firm is named, so none writes
    assert (tmp_path / "output/pages/datenschutz.html").is_file()
