"""Small sites with answers, built through Pelican's own interface with the project's theme."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import read_settings

ROOT = Path(__file__).parents[2]
POST = "Title: Kalk im Keller\nDate: 2026-03-01 08:00\nAuthor: Jana Sommer\nSlug: kalk\n\nKalk hält.\n"

Build = Callable[..., Path]


class Log(logging.Handler):
    """Collects what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def log() -> Any:
    """Return the messages of the builds in this test."""
    handler = Log()
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Return a function that builds content files given as ``path=text`` pairs; a post ``kalk`` is there."""
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    def build_files(files: dict[str, str], answers: dict[str, Any] | None = None, **overrides: Any) -> Path:
        (tmp_path / "pelicanconf.py").write_text('PATH = "content"\n', encoding="utf-8")
        for name, text in {"kalk.md": POST, **files}.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        settings = read_settings(
            str(ROOT / "pelicanconf.py"),
            override={
                "PATH": str(tmp_path / "content"),
                "OUTPUT_PATH": str(tmp_path / "output"),
                "PLUGINS": ["klartext.answers", "klartext.theme_support"],
                "CACHE_CONTENT": False,
                "LOAD_CONTENT_CACHE": False,
                **overrides,
            },
        )
        chosen = {"mail": "antworten@sommer-maler.example"} if answers is None else answers
        settings["KLARTEXT"] = {**settings["KLARTEXT"], "answers": chosen}
        Pelican(settings).run()
        return tmp_path / "output"

    return build_files


def answer(text: str = "Bei mir auch.", **header: str) -> str:
    """Return the text of an answer's file; ``reply_to`` becomes ``Reply-To``."""
    fields = {"name": "Bernd", "date": "2026-03-02 09:00", **header}
    lines = [f"{key.replace('_', '-').title()}: {value}" for key, value in fields.items()]
    return "\n".join([*lines, "", text, ""])
