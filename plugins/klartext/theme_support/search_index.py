"""Knows how the search index is made: by Pagefind, from the finished pages, without anything from elsewhere.

Pagefind indexes words anew with every run. A large site's index is therefore several, between which the pages'
addresses decide: a changed page has only its own part made again. The search page reads them as one.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import importlib.util
import itertools
import json
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.lint.messages.problem import Problem, refusal
from klartext.lint.rule import Message
from klartext.publishing.output_files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = "pagefind"
"""The folder of the index in the output."""

_MARK = "indexed-pages.txt"
_ENTRY = "pagefind-entry.json"
_INDEXED = b"data-pagefind-body"
_TIME_LIMIT_SECONDS = 300
_UNUSED = ("pagefind-*.css", "pagefind-*ui.js", "pagefind-highlight.js")
_PROGRAM = ("*.js", "wasm.*")
"""The search itself, which readers load from the first part."""
PAGES_A_PART = 250
"""So many pages at least; fewer than twice as many have one index."""
_MOST_PARTS = 4
"""Readers load some 40 KB from each part for a word."""
_AT_ONCE = 2
"""Pagefind by itself uses several processors for half of its work; more at once only need more memory."""
_PARTS = "parts.json"
"""Tells the search page, by language, the folders of the parts after the first."""

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


def build_index(output: Path, without: Iterable[str] = ()) -> None:
    """Index the pages in ``output`` that carry ``data-pagefind-body``, each language by itself.

    Nothing is done for a part of the index none of whose pages has changed since it was made.

    Args:
        output: the finished site.
        without: files in it, by their names there, that are about to be removed: posts withdrawn are not to be found.

    Raises:
        SearchIndexError: Pagefind did not finish.
    """
    pages = _indexed_pages(output, frozenset(without))
    folder = output / FOLDER
    if not pages:
        shutil.rmtree(folder, ignore_errors=True)
        return
    count = min(_MOST_PARTS, len(pages) // PAGES_A_PART) or 1
    folders = [folder, *(folder / f"part-{number}" for number in range(2, _MOST_PARTS + 1))]
    for left_over in folders[count:]:
        shutil.rmtree(left_over, ignore_errors=True)
    parts: dict[Path, dict[str, str]] = {part: {} for part in folders[:count]}
    for name, digest in pages.items():
        parts[folders[int(hashlib.sha256(name.encode()).hexdigest(), 16) % count]][name] = digest
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(partial(_build_part, output), parts, parts.values()))
    languages: dict[str, list[str]] = {}
    for part in folders[1:count]:
        for path in itertools.chain.from_iterable(map(part.glob, _PROGRAM)):
            path.unlink()
        for language in json.loads((part / _ENTRY).read_bytes())["languages"]:
            languages.setdefault(language, []).append(part.name)
    write_if_changed(folder / _PARTS, json.dumps(languages, sort_keys=True).encode())


def _build_part(output: Path, folder: Path, pages: Mapping[str, str]) -> None:
    """Index some pages, whose digests are given by their names in ``output``, into a folder."""
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
    _run_pagefind(output, sorted(pages), folder)
    entry = folder / _ENTRY
    content = json.loads(entry.read_bytes())
    # Pagefind writes its languages in an order that changes from run to run.
    entry.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    _remove_left_over(folder, content["languages"])
    mark.write_text(state, encoding="utf-8")


def _run_pagefind(output: Path, names: Iterable[str], folder: Path) -> None:
    """Index pages, named in ``output``; Pagefind takes all that lie in a folder, so they get one of their own."""
    program = str(importlib.import_module("pagefind_bin").get_executable())
    try:
        with tempfile.TemporaryDirectory() as site:
            for name in names:
                copy = Path(site, name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(output / name, copy)
            subprocess.run(  # noqa: S603 — a fixed command
                [program, "--site", site, "--output-path", str(folder.absolute())],
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


def _indexed_pages(output: Path, without: frozenset[str]) -> dict[str, str]:
    """Return the digest of each page that is searched, by its name in the output."""
    pages = {}
    for path in output.rglob("*.html"):
        content, name = path.read_bytes(), path.relative_to(output)
        if _INDEXED in content and str(name) not in without:
            pages[name.as_posix()] = hashlib.sha256(content).hexdigest()
    return pages


def _made(folder: Path) -> list[Path]:
    """Return the files of an index that are named by their content."""
    patterns = ("pagefind.*.pf_meta", "fragment/*", "index/*", "filter/*")
    return [path for pattern in patterns for path in folder.glob(pattern)]


def _remove_left_over(folder: Path, languages: Mapping[str, Mapping[str, object]]) -> None:
    """Remove what earlier runs left in the index and this one does not name, and what our own page does not use."""
    named = b"".join(gzip.decompress(meta.read_bytes()) for meta in folder.glob("pagefind.*.pf_meta"))
    for path in _made(folder):
        if path.suffix != ".pf_meta" and path.stem.encode() not in named:
            path.unlink()
    stems = {"unknown", *(language["wasm"] for language in languages.values())}
    for path in folder.glob("wasm.*.pagefind"):
        if path.name.split(".")[1] not in stems:
            path.unlink()
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
