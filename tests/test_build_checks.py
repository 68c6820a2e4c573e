"""The checks of a build begin in processes of their own while Pelican reads, and find what they always found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

POSTS = 160
"""More than processes pay from."""
SETTINGS = """
SITENAME, PATH, TIMEZONE, DEFAULT_LANG, THEME = "Kalk", "content", "Europe/Berlin", "de", "simple"
KLARTEXT = {"company": {"name": "Malerbetrieb Sommer"}}
PLUGINS = [f"klartext.{name}" for name in ("self_promotion", "stock_photos", "writing_effort", "click_to_tweet")]
"""
POST = """Title: Wand {n}
Date: 2026-03-{day:02}
{status}
Malerbetrieb Sommer ist weltweit führend bei Wand {n}. ![Hof](hof.jpg)

- Kalk *{n}*
- [Putz](https://putz.example/{n})

[bctt tweet="Kalk atmet, Leim nicht, sagt Wand {n}."]
"""
BUILD = """
import os, sys
cores = set(range(int(sys.argv[1])))
os.sched_getaffinity = lambda _: cores
fork, forked = os.fork, []
def counted():
    process = fork()
    forked.append(process)
    return process
os.fork = counted
from klartext.cli import main
code = main(["build"])
print("forked", len(forked))
sys.exit(code)
"""
STOPS = """
from pelican import signals
def stop(generator):
    raise ValueError("bis hierher")
def register():
    signals.article_generator_preread.connect(stop)
"""


def built(site: Path, cores: int) -> tuple[int, list[str], str]:
    """Return the exit code of a build, its lines and the number of processes; returns when all of them have ended."""
    command = [sys.executable, "-c", BUILD, str(cores)]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    lines = done.stdout.partition("Fertig in ")[0].splitlines()  # behind it stands how long it took
    # Pelican reads in any order, and says what it minds as it reads.
    return (
        done.returncode,
        sorted([*lines, *done.stderr.splitlines()]),
        done.stdout.rpartition("forked ")[2].strip(),
    )


def pages_and_cache(site: Path) -> tuple[dict[str, bytes], list[object]]:
    """Return what a build wrote, and remove it; facts stand in the cache as they came to be known, in any order."""
    pages = {
        str(file.relative_to(site)): file.read_bytes() for file in site.rglob("output/**/*") if file.is_file()
    }
    _, *lines = (site / ".klartext/lint-pelicanconf.cache").read_text("utf-8").splitlines()
    entries = [(line[:32], *map(json.loads, line[66:].split("\t"))) for line in lines]
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".klartext")
    return pages, entries


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, "utf-8")
    for n in range(POSTS):
        status = "" if n % 9 else "Status: draft\n"
        text = POST.format(n=n, day=n % 28 + 1, status=status)
        (tmp_path / f"content/{n}.md").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_findings_pages_and_cache_are_the_same(site: Path) -> None:
    code, alone, forked = built(site, 1)
    assert (code, forked) == (0, "0")
    pages, entries = pages_and_cache(site)
    code, together, forked = built(site, 2)
    assert (code, forked) == (0, "1")
    assert together == alone
    assert sum("[boastful-superlative]" in line for line in alone) == POSTS
    assert len(entries) == POSTS
    assert pages_and_cache(site) == (pages, entries)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_build_that_stops_early_leaves_no_process(site: Path) -> None:
    (site / "stops.py").write_text(STOPS, "utf-8")
    (site / "pelicanconf.py").write_text(
        f"{SETTINGS}PLUGINS.append('stops')\nPLUGIN_PATHS = ['.']\n", "utf-8"
    )
    code, lines, forked = built(site, 2)
    assert (code, forked) == (2, "1")
    assert [line for line in lines if line.startswith("klartext: die Website wurde nicht gebaut")]
