"""Builds small sites with the theme, through Pelican's own interface and the project's pelicanconf.py."""

from __future__ import annotations

import functools
import http.server
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pelican import Pelican
from pelican.settings import read_settings

ROOT = Path(__file__).parents[2]
CONTENT = Path(__file__).parent / "content"

AUTHORS = {
    "Jana Sommer": {
        "role": "Malermeisterin",
        "biography": "Streicht Treppenhäuser.",
        "picture": "bilder/treppe.png",
    },
    "Deniz Kaya": {"role": "Geselle", "biography": "Misst zweimal.", "email": "deniz@sommer-maler.example"},
}

Build = Callable[..., Path]


class Recorder(logging.Handler):
    """Collects what Pelican logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build_site(
    output: Path,
    content: Path = CONTENT,
    theme: dict[str, Any] | None = None,
    legal: dict[str, Any] | None = None,
    answers: dict[str, Any] | None = None,
    **overrides: Any,
) -> Path:
    """Build ``content`` into ``output`` with the plugin ``theme_support`` alone; a logged error fails the test."""
    settings = read_settings(
        str(ROOT / "pelicanconf.py"),
        override={
            "PATH": str(content),
            "OUTPUT_PATH": str(output),
            "PLUGINS": ["klartext.theme_support"],
            "CACHE_CONTENT": False,
            "LOAD_CONTENT_CACHE": False,
            "SEARCH_SAVE_AS": "",
            "KLARTEXT_LANG": "de",
            **overrides,
        },
    )
    klartext = settings["KLARTEXT"]
    settings["KLARTEXT"] = {**klartext, "theme": {**klartext["theme"], "authors": AUTHORS, **(theme or {})}}
    given = {"legal": legal, "answers": answers}
    settings["KLARTEXT"] |= {name: values for name, values in given.items() if values is not None}
    recorder = Recorder()
    logging.getLogger().addHandler(recorder)
    try:
        Pelican(settings).run()
    finally:
        logging.getLogger().removeHandler(recorder)
    assert not recorder.messages, "\n".join(recorder.messages)
    return output


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small site, built once."""
    return build_site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds posts given as ``name=text`` pairs with further settings."""

    def build_posts(posts: dict[str, str], **options: Any) -> Path:
        content = tmp_path / "content"
        for name, text in posts.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return build_site(tmp_path / "output", content, **options)

    return build_posts


def parse(path: Path) -> BeautifulSoup:
    """Return the parsed page."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


class SilentHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a folder on this machine and returns its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(SilentHandler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
