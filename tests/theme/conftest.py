"""Builds a small site with the theme, through Pelican's own interface and the project's pelicanconf.py."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pelican import Pelican, log
from pelican.settings import read_settings

ROOT = Path(__file__).parents[2]
CONTENT = Path(__file__).parent / "content"


@pytest.fixture
def author_settings() -> dict[str, object]:
    return {}


def build(output: Path, content: Path = CONTENT, **overrides: object) -> Path:
    """Build ``content`` into ``output`` and return it; a logged error fails the build."""
    settings = read_settings(
        str(ROOT / "pelicanconf.py"),
        override={"PATH": str(content), "OUTPUT_PATH": str(output), "CACHE_CONTENT": False, **overrides},
    )
    errors: list[str] = []

    class Recorder(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR:
                errors.append(record.getMessage())

    recorder = Recorder()
    logging.getLogger().addHandler(recorder)
    try:
        Pelican(settings).run()
    finally:
        logging.getLogger().removeHandler(recorder)
    assert errors == []
    return output
