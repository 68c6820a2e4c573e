"""Knows how the search index is made: by Pagefind, from the finished pages, without anything from elsewhere."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pagefind"
"""The folder of the index in the output."""

_MARK = "indexed-pages.txt"
_TIME_LIMIT_SECONDS = 300
_UNUSED = ("pagefind-*.css", "pagefind-*ui.js", "pagefind-highlight.js")


class SearchIndexError(RuntimeError):
    """Pagefind failed; the text is one line."""


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
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchIndexError(str(error)) from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip() or error.stdout.strip() or "no message").splitlines()[-1]
        raise SearchIndexError(last) from error
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
