"""Measure how long a site of many posts takes to build: cold, warm and with one post touched.

Usage: python bench/site/build_speed.py [--posts 1000] [--words 800] [--seed 1]

Builds the same generated posts with bare Pelican (its theme "simple", no plugins), with this theme, and with
this theme and all plugins; prints wall and CPU seconds and peak memory of each build.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = (
    "Wand Putz Kalk Farbe Pinsel Rolle Eimer Gerüst Fassade Sockel Decke Kante Grund Anstrich Spachtel Leinöl "
    "wir die der das und mit auf nach vor ohne zwei drei trocken feucht rau glatt hält löst deckt misst streicht"
).split()
BARE = "PATH = {content!r}\nSITENAME = 'x'\nTIMEZONE = 'UTC'\nTHEME = 'simple'\nPLUGINS = []\nFEED_DOMAIN = 'https://x.example'\n"
OURS = (
    "import sys\nsys.path.insert(0, {root!r})\nfrom pelicanconf import *\nPATH = {content!r}\nTHEME = {theme!r}\n"
    "PLUGINS = {plugins!r}\nCACHE_PATH = {cache!r}\n"
)


def write_posts(folder: Path, posts: int, words: int, chance: random.Random) -> None:
    """Write ``posts`` posts of about ``words`` words."""
    folder.mkdir(parents=True)
    for number in range(posts):
        lines = [
            f"Title: Beitrag {number}",
            f"Date: {2015 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            f"Category: Thema {number % 8}",
            f"Tags: {', '.join(chance.sample(WORDS[:16], 3))}",
            "Author: Katrin Sommer",
            f"Slug: beitrag-{number}",
            "",
        ]
        for paragraph in range(max(1, words // 80)):
            if paragraph % 3 == 1:
                lines += [f"## {' '.join(chance.sample(WORDS, 4))}", ""]
            sentences = [" ".join(chance.choices(WORDS, k=10)).capitalize() + "." for _ in range(8)]
            lines += [" ".join(sentences).replace("Kalk", "**Kalk**", 1), ""]
        (folder / f"{number:05}.md").write_text("\n".join(lines), encoding="utf-8")


def build(settings: Path, output: Path) -> tuple[float, float, float]:
    """Build once and return wall seconds, CPU seconds and peak memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "pelican",
        "-s",
        str(settings),
        "-o",
        str(output),
        "--fatal",
        "errors",
        "-q",
    ]
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=settings.parent
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu, after.ru_maxrss / 1024


def main() -> None:
    """Run the builds and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(f"{arguments.posts} posts of {arguments.words} words, seed {arguments.seed}, {os.cpu_count()} CPUs")
    print(f"{'site':22} {'build':8} {'wall s':>7} {'CPU s':>7} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("bare Pelican", "theme", "theme and all plugins"):
            root = Path(folder) / name.replace(" ", "_")
            content = root / "content"
            write_posts(content, arguments.posts, arguments.words, random.Random(arguments.seed))  # noqa: S311 — made-up posts, no secrets
            shutil.copytree(ROOT / "content/bilder/eigene", content / "bilder/eigene")
            values = {
                "content": str(content),
                "root": str(ROOT),
                "theme": str(ROOT / "theme"),
                "plugins": ["klartext"] if "all" in name else ["klartext.theme_support"],
                "cache": str(root / "cache"),
            }
            settings = root / "settings.py"
            settings.write_text((BARE if "bare" in name else OURS).format(**values), encoding="utf-8")
            for state in ("cold", "warm", "touched"):
                if state == "touched":
                    post = content / "00500.md" if arguments.posts > 500 else content / "00000.md"
                    post.write_text(post.read_text("utf-8") + "\nNoch ein Satz.\n", encoding="utf-8")
                wall, cpu, memory = build(settings, root / "output")
                print(f"{name:22} {state:8} {wall:7.1f} {cpu:7.1f} {memory:6.0f}", flush=True)


if __name__ == "__main__":
    main()
