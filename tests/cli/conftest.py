"""A small site of the fictitious Malerbetrieb Sommer, and the command run in it as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
PATH = "content"
DEFAULT_LANG = "de"
AUTHOR = "Katrin Sommer"
PLUGINS = ["klartext"]
KLARTEXT = {"company": {"name": "Malerbetrieb Sommer", "domains": ["sommer-maler.example"]}}
"""
GOOD = "Title: Kalkputz im Bad\nDate: 2026-03-14\n\nKalkputz puffert Feuchte.\n"
BAD = "Title: Der Hof\nDate: 2026-03-15\n\nDavor.\n\n![](hof.svg)\n"
"""Has one finding without a picture file: missing-alternative-text; the file itself is there."""


class Site:
    """A site in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.content.mkdir()
        self.write("pelicanconf.py", SETTINGS)
        self.write("content/hof.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def run(
        self, *arguments: str, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        env = {k: v for k, v in os.environ.items() if k not in {"LANG", "LC_ALL", "LC_MESSAGES"}}
        done = subprocess.run(
            [sys.executable, "-m", "klartext", *arguments],
            check=False,
            cwd=self.root,
            input=stdin,
            capture_output=True,
            env={**env, **environment},
            timeout=60,
        )
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def good() -> str:
    return GOOD


@pytest.fixture
def bad() -> str:
    return BAD
