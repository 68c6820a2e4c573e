"""Knows how the search index is made: by Pagefind, from the finished pages, without anything from elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import importlib
import importlib.util
import json
import re
import subprocess
from importlib.metadata import version
from typing import TYPE_CHECKING

from klartext.lint.messages.problem import Problem, refusal
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDER = "pagefind"
"""The folder of the index in the output."""

_MARK = "indexed-pages.txt"
_INDEXED = b"data-pagefind-body"
_TIME_LIMIT_SECONDS = 300
_UNUSED = ("pagefind-*.css", "pagefind-*ui.js", "pagefind-highlight.js")
_ANYWHERE = "**/*.html"
_MOST_FOLDERS = 50

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
    """Tell whether Pagefind is installed with its program (the extra ``search``)."""
    return importlib.util.find_spec("pagefind_bin") is not None


def build_index(output: Path) -> None:
    """Index the pages in ``output`` that carry ``data-pagefind-body``, each language by itself.

    Nothing is done where no such page has changed since the index was made.

    Raises:
        SearchIndexError: Pagefind did not finish.
    """
    pages = _indexed_pages(output)
    folder = output / FOLDER
    mark, program = folder / _MARK, version("pagefind_bin")
    state = f"{program} {hashlib.sha256(repr(sorted(pages.items())).encode()).hexdigest()}"
    known = mark.read_text("utf-8") if mark.is_file() else ""
    if known == state:
        return
    mark.unlink(missing_ok=True)
    # Pagefind names its files by their content and writes none twice: those of a whole index stay, since most posts
    # have not changed. Without the mark the run before was cut short, and so may be a file.
    for old in folder.glob("pagefind.*.pf_meta") if known.startswith(f"{program} ") else _made(folder):
        old.unlink()
    options = ["--site", str(output), "--output-subdir", FOLDER, "--glob", _places(pages)]
    try:
        subprocess.run(  # noqa: S603 — a fixed command
            [str(importlib.import_module("pagefind_bin").get_executable()), *options],
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
    _remove_left_over(folder)
    mark.write_text(state, encoding="utf-8")


def _indexed_pages(output: Path) -> dict[str, str]:
    """Return the digest of each page that is searched, by its name in the output."""
    pages = {}
    for path in output.rglob("*.html"):
        content = path.read_bytes()
        if _INDEXED in content:
            pages[path.relative_to(output).as_posix()] = hashlib.sha256(content).hexdigest()
    return pages


def _places(pages: Iterable[str]) -> str:
    """Return a glob for the folders in which searched pages lie, so that Pagefind does not read hundreds of lists."""
    folders = sorted({name.rpartition("/")[0] for name in pages})
    if not 0 < len(folders) <= _MOST_FOLDERS:
        return _ANYWHERE
    # The signs with a meaning in Pagefind's globs: https://docs.rs/wax
    escaped = (re.sub(r"[?*$:<>()\[\]{},\\]", r"\\\g<0>", f"{folder}/".lstrip("/")) for folder in folders)
    return f"{{{','.join(f'{folder}*.html' for folder in escaped)}}}"


def _made(folder: Path) -> list[Path]:
    """Return the files of an index that are named by their content."""
    patterns = ("pagefind.*.pf_meta", "fragment/*", "index/*", "filter/*")
    return [path for pattern in patterns for path in folder.glob(pattern)]


def _remove_left_over(folder: Path) -> None:
    """Remove what earlier runs left in the index and this one does not name, and what our own page does not use."""
    named = b"".join(gzip.decompress(meta.read_bytes()) for meta in folder.glob("pagefind.*.pf_meta"))
    for path in _made(folder):
        if path.suffix != ".pf_meta" and path.stem.encode() not in named:
            path.unlink()
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
