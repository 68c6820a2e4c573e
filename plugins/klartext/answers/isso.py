"""Knows how Isso, a comment server of one's own, is set up beside the blog: its configuration and its address.

Isso is off unless ``KLARTEXT["answers"]["isso"]`` names a path on the blog's own host. A web server (or the preview)
hands that path on to Isso, so pages still talk to their own host alone and need no exception in their policy.
Source: Isso's documentation, https://isso-comments.de/docs/reference/server-config/.
"""

from __future__ import annotations

import io
import secrets
import sqlite3
from configparser import ConfigParser, Error
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from klartext.settings import AnswersSettings

PORT = 8001
"""Where Isso listens, on this machine alone."""
FOLDER = "isso"
"""Below the settings file; it holds readers' data and is nobody else's."""
DATABASE = "answers.sqlite3"
"""In that folder."""
_RELEASED = "SELECT uri, COUNT(*) FROM comments JOIN threads ON threads.id = tid WHERE mode = 1 GROUP BY uri"


def isso_configuration(settings: AnswersSettings, sites: Sequence[str], database: Path, salt: str) -> str:
    """Return the text of Isso's configuration file.

    Every answer waits for review. Isso shortens readers' addresses before it stores them, and forgets after fifteen
    minutes who wrote what.

    Args:
        settings: with the path and the limits.
        sites: the addresses of the blog's pages; the first one is where Isso says it is to be found.
        database: the SQLite file, absolute.
        salt: goes into the marks that readers' mail addresses are stored as.
    """
    config = ConfigParser(interpolation=None)
    config["general"] = {
        "dbpath": str(database),
        "host": "\n" + "\n".join(_origin(site) + "/" for site in sites),
        "max-age": "15m",
        "notify": "stdout",
        "gravatar": "false",
    }
    config["moderation"] = {"enabled": "true", "purge-after": "90d"}
    config["server"] = {
        "listen": f"http://127.0.0.1:{PORT}/",
        "public-endpoint": f"{_origin(sites[0])}{settings.isso}",
    }
    config["guard"] = {
        "enabled": "true",
        "ratelimit": "2",
        "direct-reply": "3",
        "require-author": "true",
        "require-email": "false",
    }
    config["hash"] = {"salt": salt, "algorithm": "pbkdf2"}
    # No raw HTML, no pictures: the same as in answers by mail.
    config["markup"] = {"allowed-elements": "", "allowed-attributes": ""}
    text = io.StringIO()
    config.write(text)
    return text.getvalue()


def salt_of(file: Path) -> str:
    """Return the salt of an earlier configuration, else a new one: with another salt readers would look like others."""
    config = ConfigParser(interpolation=None)
    try:
        config.read(file, encoding="utf-8")
        return config["hash"]["salt"]
    except (Error, KeyError, UnicodeDecodeError):
        return secrets.token_hex(16)


def released_answers(database: Path) -> dict[str, int]:
    """Return how many answers Isso shows in each page, by the page's path; nothing where there is no database.

    Raises:
        sqlite3.Error: the file is no database of Isso's.
    """
    if not database.is_file():
        return {}
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        return dict(opened.execute(_RELEASED))


def _origin(site: str) -> str:
    parts = urlsplit(site)
    return f"{parts.scheme}://{parts.netloc}"
