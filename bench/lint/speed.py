"""How long a check takes: ours beside proselint's on the same posts in the same run.

``python bench/lint/speed.py FOLDER [--posts 1000]`` copies Markdown files from a folder into a temporary site (some
twice, where there are too few), checks it cold, warm, with one post changed and one post alone, each on one process,
and runs proselint from an environment of its own over the same files. Printed are CPU seconds of the process and its
children, wall seconds, and the largest memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

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
    parser.add_argument("--no-proselint", action="store_true")
    arguments = parser.parse_args()
    sources = sorted(arguments.folder.rglob("*.md"))
    if not sources:
        parser.error(f"{arguments.folder}: no Markdown files")
    with tempfile.TemporaryDirectory() as name:
        site = Path(name).resolve()
        content = site / "content"
        content.mkdir()
        (site / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
        for number in range(arguments.posts):
            source = sources[number % len(sources)]
            (content / f"{number:05}-{source.name}").write_bytes(source.read_bytes())
        posts = sorted(content.iterdir())
        print(f"{len(posts)} posts, {sum(post.stat().st_size for post in posts) / 1e6:.1f} MB")
        lint = [sys.executable, "-m", "klartext", "lint", "--jobs", "1", "--format", "json"]
        measure("klartext, cold", lint, site)
        measure("klartext, warm", lint, site)
        posts[0].write_bytes(posts[0].read_bytes() + b"\nNoch ein Satz.\n")
        measure("klartext, one post changed", lint, site)
        measure("klartext, one file of the site", [*lint, str(posts[1])], site)
        alone = site / "alone"
        alone.mkdir()
        (alone / "pelicanconf.py").write_text(SETTINGS.replace('"content"', '"."'), encoding="utf-8")
        (alone / "post.md").write_bytes(posts[1].read_bytes())
        measure("klartext, a site of one file", lint, alone)
        if not arguments.no_proselint:
            proselint(site, posts)
    return 0


def proselint(site: Path, posts: list[Path]) -> None:
    """Install proselint into an environment of its own and measure it."""
    environment = site / "proselint-venv"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "proselint"], check=False, capture_output=True
    )
    if done.returncode:
        print(f"proselint, skipped: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
        return
    version = subprocess.run(
        [python, "-m", "pip", "show", "proselint"], check=True, capture_output=True, text=True
    )
    number = version.stdout.split("Version: ")[1].split()[0]
    help_text = subprocess.run(
        [environment / "bin" / "proselint", "--help"], check=False, capture_output=True, text=True
    )
    command = ["check"] if "check" in help_text.stdout else []
    measure(f"proselint {number}", [str(environment / "bin" / "proselint"), *command, *map(str, posts)], site)


def measure(label: str, command: list[str], folder: Path) -> None:
    """Run a command and print what it took."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    note = "" if code in {0, 1} else f"  exit {code}: {told.decode(errors='replace').strip()[-120:]}"
    print(f"{label:<32} {cpu:7.2f} CPU s {wall:7.2f} s {usage.ru_maxrss / 1024:7.0f} MiB{note}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
