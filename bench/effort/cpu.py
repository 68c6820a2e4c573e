"""Measure the CPU seconds of estimates, readability and git history.

usage: cpu.py FOLDER [--posts N] [--commits N]

The Markdown files below FOLDER are read as the posts of one site, again and again until there are N. The history is
a generated repository with as many commits.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.checking import cached_site
from klartext.lint.cache import Cache
from klartext.settings import Settings, WritingEffortSettings
from klartext.site import Configuration, site_of
from klartext.writing_effort.constants import load_constants
from klartext.writing_effort.history import read_history
from klartext.writing_effort.model import estimator
from klartext.writing_effort.readability import readability

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=5000)
    arguments = parser.parse_args()
    sources = sorted(arguments.folder.rglob("*.md"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        for number in range(arguments.posts):
            shutil.copy(sources[number % len(sources)], root / "content" / f"{number}.md")
        for with_readability in (False, True):
            shutil.rmtree(root / ".klartext", ignore_errors=True)
            label = "estimates and readability" if with_readability else "estimates"
            work = partial(run, root, readable=with_readability)
            measure(f"{label} of {arguments.posts} posts, cold", work)
            measure("  the next run, cached", work)
    with tempfile.TemporaryDirectory() as folder:
        history(Path(folder), arguments.commits)


def run(root: Path, *, readable: bool) -> None:
    """Load the site and estimate every post, as a run of the command does."""
    settings = Settings(writing_effort=WritingEffortSettings(git=False))
    configuration = Configuration(root / "pelicanconf.py", root, {"PATH": "content"}, settings)
    site = cached_site(site_of(configuration))
    shown = site.shared(estimator)
    for document in site.documents:
        shown.estimate(document)
        if readable:
            readability(document, site, 100)
    if isinstance(site.cache, Cache):
        site.cache.save(site.documents)


def history(root: Path, commits: int) -> None:
    """Make a repository and read its history."""
    commands: list[str] = []
    for number in range(commits):
        text = f"Title: {number}\n\n" + "Wort " * (number % 300)
        commands.append(
            f"commit refs/heads/main\nauthor A <a@x.example> {1_700_000_000 + number * 900} +0000\n"
            f"committer A <a@x.example> {1_700_000_000 + number * 900} +0000\ndata 1\nx\n"
            f"M 100644 inline content/{number % 400}.md\ndata {len(text)}\n{text}\n"
        )
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(
        ["git", "-C", str(root), "fast-import", "--quiet"], input="".join(commands).encode(), check=True
    )
    subprocess.run(["git", "-C", str(root), "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    constants = load_constants(WritingEffortSettings())
    started = time.perf_counter()
    found = read_history(root, root / "content", constants, 2e9)
    print(
        f"{f'git history of {commits} commits, {len(found.work)} posts':<50}{time.perf_counter() - started:6.2f} s"
    )


def measure(label: str, work: Callable[[], None]) -> None:
    """Run something and print its CPU seconds."""
    started = time.process_time()
    work()
    print(f"{label:<50}{time.process_time() - started:6.2f} s CPU")


if __name__ == "__main__":
    main()
