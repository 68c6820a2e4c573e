"""How long a check takes: ours beside proselint's on the same posts in the same run.

``python bench/lint/speed.py FOLDER [--posts 1000]`` makes a site of the Markdown files in a folder (where there are too
few, they come again with another title and other numbers), checks it cold, warm, with one post changed and one post
alone, each on one process, and runs proselint from an environment of its own over the same files. Printed are CPU
seconds of the process and its children, wall seconds, the largest memory, and the CPU seconds of proselint's that each
takes. ``--rounds 3`` runs all three times and prints the best: on a shared machine the others measure the neighbours.
Our modules are compiled before, as ``pip install`` and ``make`` leave them.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import klartext

if TYPE_CHECKING:
    from collections.abc import Iterator

PEER = "proselint"

SETTINGS = """
PATH = "content"
DEFAULT_LANG = "de"
PLUGINS = ["klartext"]
KLARTEXT = {"company": {"name": "Malerbetrieb Sommer", "domains": ["sommer-maler.example"]}}
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with Markdown posts")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--no-proselint", action="store_true")
    arguments = parser.parse_args()
    sources = sorted(arguments.folder.rglob("*.md"))
    if not sources:
        parser.error(f"{arguments.folder}: no Markdown files")
    compileall.compile_dir(Path(klartext.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        site = Path(name).resolve()
        content = site / "content"
        content.mkdir()
        (site / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
        for number in range(arguments.posts):
            source = sources[number % len(sources)]
            again = number // len(sources)
            (content / f"{number:05}-{source.name}").write_bytes(varied(source.read_bytes(), again))
        posts = sorted(content.iterdir())
        words = sum(len(post.read_bytes().split()) for post in posts)
        print(
            f"{len(posts)} posts, {words:,} words, {sum(post.stat().st_size for post in posts) / 1e6:.1f} MB"
        )
        peer = None if arguments.no_proselint else proselint(site, posts)
        best: dict[str, Usage] = {}
        for _ in range(arguments.rounds):
            for label, usage in one_round(site, posts, peer):
                best[label] = min(usage, best.get(label, usage))
        for label, usage in best.items():
            share = f"{usage.cpu_seconds / best[PEER].cpu_seconds:7.2f}" if PEER in best else ""
            cost = f"{usage.cpu_seconds:7.2f} CPU s {usage.wall_seconds:7.2f} s {usage.mebibytes:6.0f} MiB"
            print(f"{label:<38} {cost} {share}")
    return 0


def varied(source: bytes, again: int) -> bytes:
    """Return a post as it is the first time, and with another title and other numbers when it comes again."""
    if not again:
        return source
    text = re.sub(rb"(?im)^(title:.*)$", rb"\1 (%d)" % again, source, count=1)
    return re.sub(rb"\b(\d{2,3})\b", lambda match: b"%d" % (int(match[1]) + again), text)


def one_round(site: Path, posts: list[Path], peer: list[str] | None) -> Iterator[tuple[str, Usage]]:
    """Yield what each way of checking takes, from a cold cache on."""
    klartext = [sys.executable, "-m", "klartext"]
    lint = [*klartext, "lint", "--jobs", "1", "--format", "json"]
    shutil.rmtree(site / ".klartext", ignore_errors=True)
    yield "lint, cold", measure(lint, site)
    yield "lint, warm", measure(lint, site)
    posts[0].write_bytes(posts[0].read_bytes() + b"\nNoch ein Satz.\n")
    yield "lint, one post changed", measure(lint, site)
    yield "lint, one file of the site, warm", measure([*lint, str(posts[1])], site)
    yield "inspect, after lint", measure([*klartext, "inspect", "--format", "json"], site)
    yield "inspect, warm", measure([*klartext, "inspect", "--format", "json"], site)
    alone = site / "alone"
    alone.mkdir(exist_ok=True)
    (alone / "pelicanconf.py").write_text(SETTINGS.replace('"content"', '"."'), encoding="utf-8")
    (alone / "post.md").write_bytes(posts[1].read_bytes())
    yield "lint --no-cache, a site of one file", measure([*lint, "--no-cache"], alone)
    if peer:
        yield "proselint, one file", measure([*peer, str(posts[1])], site)
        yield PEER, measure([*peer, *map(str, posts)], site)


def proselint(site: Path, posts: list[Path]) -> list[str] | None:
    """Install proselint into an environment of its own and return its command, None where that is impossible."""
    environment = site / "proselint-venv"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "proselint"], check=False, capture_output=True
    )
    if done.returncode:
        print(f"proselint, skipped: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
        return None
    program = str(environment / "bin" / "proselint")
    help_text = subprocess.run([program, "--help"], check=False, capture_output=True, text=True).stdout
    command = [program, *(["check"] if "check" in help_text else [])]
    measure([*command, str(posts[0])], site)  # its modules are compiled
    return command


@dataclass(frozen=True, order=True)
class Usage:
    """What a command took."""

    cpu_seconds: float
    wall_seconds: float
    mebibytes: float


def measure(command: list[str], folder: Path) -> Usage:
    """Run a command and return what it took; one that fails ends the measurement."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = code = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if code not in {0, 1}:
            told.seek(0)
            sys.exit(f"{command[:4]} … exit {code}: {told.read()[-300:].decode(errors='replace')}")
    return Usage(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
