"""Knows how the search index is made: by Pagefind, from the finished pages, without anything from elsewhere."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from klartext.lint.messages.problem import Problem, refusal
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "pagefind"
"""The folder of the index in the output."""

_MARK = "indexed-pages.txt"
_TIME_LIMIT_SECONDS = 300
_UNUSED = ("pagefind-*.css", "pagefind-*ui.js", "pagefind-highlight.js")

PHRASES: Mapping[str, Message] = {
    "no_index": Message(
        de="das Verzeichnis für die Suche ist nicht entstanden: {detail}",
        en="the search index was not made: {detail}",
    ),
    "took_too_long": Message(
        de="Pagefind war nach {seconds} Sekunden nicht fertig",
        en="Pagefind had not finished after {seconds} seconds",
    ),
    "no_reason": Message(de="Pagefind nannte keinen Grund", en="Pagefind gave no reason"),
}


class SearchIndexError(Problem):
    """Pagefind failed; told in one line."""


def available() -> bool:
    """Tell whether Pagefind is installed with its program (``pip install klartext[search]``)."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin"))


def build_index(output: Path) -> None:
    """Index the pages in ``output`` that carry ``data-pagefind-body``, each language by itself.

    Nothing is done where no page has changed since the index was made.

    Raises:
        SearchIndexError: Pagefind did not finish.
    """
    folder = output / FOLDER
    mark, state = folder / _MARK, _state_of(output)
    if mark.is_file() and mark.read_text("utf-8") == state:
        return
    mark.unlink(missing_ok=True)
    for old in (*folder.glob("fragment/*"), *folder.glob("index/*"), *folder.glob("pagefind.*.pf_meta")):
        old.unlink()
    command = [sys.executable, "-m", "pagefind", "--site", str(output), "--output-subdir", FOLDER]
    try:
        subprocess.run(  # noqa: S603 — a fixed command
            command,
            check=True,
            capture_output=True,
            text=True,
            timeout=_TIME_LIMIT_SECONDS,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise SearchIndexError(PHRASES["no_index"], detail=refusal(error)) from error
    except subprocess.TimeoutExpired as error:
        late = Problem(PHRASES["took_too_long"], seconds=_TIME_LIMIT_SECONDS)
        raise SearchIndexError(PHRASES["no_index"], detail=late) from error
    except subprocess.CalledProcessError as error:
        lines = (error.stderr.strip() or error.stdout.strip()).splitlines()
        detail = lines[-1] if lines else PHRASES["no_reason"]
        raise SearchIndexError(PHRASES["no_index"], detail=detail) from error
    entry = folder / "pagefind-entry.json"
    # Pagefind writes its languages in an order that changes from run to run.
    entry.write_text(json.dumps(json.loads(entry.read_bytes()), sort_keys=True), encoding="utf-8")
    for pattern in _UNUSED:
        for file in folder.glob(pattern):
            file.unlink()  # we bring our own page
    mark.write_text(state, encoding="utf-8")


def _state_of(output: Path) -> str:
    """Return a digest of the pages' names and contents."""
    digest = hashlib.sha256()
    for path in sorted(output.rglob("*.html")):
        digest.update(f"{path.relative_to(output).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
