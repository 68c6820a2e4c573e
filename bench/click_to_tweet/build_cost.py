"""What quotes cost a build: CPU seconds of 1,000 posts with three quotes each against the same posts without.

    python bench/click_to_tweet/build_cost.py [--posts 1000] [--rounds 3]

Both are built by Pelican with its theme "simple"; the one without quotes has the same sentences as block quotes and no
plugin. The least of several rounds counts, and whether two builds with quotes are equal byte for byte.
"""

from __future__ import annotations

import argparse
import filecmp
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = (
    "Wand Putz Kalk Farbe Pinsel Rolle Eimer Gerüst Fassade Sockel Decke Kante Grund Anstrich wir die der das und mit "
    "auf nach vor ohne zwei drei trocken feucht rau glatt hält löst deckt misst streicht – „ja“ 5 € z. B."
).split(" ")
SETTINGS = (
    "PATH = 'content'\nSITENAME = 'Bench'\nSITEURL = 'https://bench.example'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'de'\n"
    "THEME = 'simple'\nFEED_ALL_ATOM = 'feed.xml'\nPLUGINS = {plugins!r}\n"
)


def main() -> None:
    """Build both sites in turns and print the difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plain, quoted = Path(folder) / "plain", Path(folder) / "quoted"
        write_site(plain, arguments.posts, "> {}", [])
        write_site(quoted, arguments.posts, '[bctt tweet="{}"]', ["klartext.click_to_tweet.pelican_plugin"])
        rounds = [
            (build(plain, "output"), build(quoted, f"output{number % 2}"))
            for number in range(arguments.rounds)
        ]
        without, with_quotes = (min(seconds) for seconds in zip(*rounds, strict=True))
        print(f"{arguments.posts} posts, bare: {without:.2f} CPU s")
        print(
            f"with three quotes each: {with_quotes:.2f} CPU s, {with_quotes - without:+.2f} s (bar: at most 1 s)"
        )
        if arguments.rounds > 1:
            print(
                f"files that differ between two builds: {differing(quoted / 'output0', quoted / 'output1')}"
            )


def write_site(folder: Path, posts: int, form: str, plugins: list[str]) -> None:
    """Write the posts and the settings of one site."""
    chance = random.Random(2026)  # noqa: S311 — the same sentences in both sites
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(SETTINGS.format(plugins=plugins), encoding="utf-8")
    for number in range(posts):
        parts = [
            f"Title: Beitrag {number}\nDate: 2026-01-{number % 28 + 1:02}\nSlug: beitrag-{number}\nCategory: Thema"
        ]
        for _ in range(3):
            parts += [f"{_sentence(chance, 60)}", form.format(_sentence(chance, chance.randint(8, 30)))]
        (content / f"{number:05}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def build(folder: Path, output: str) -> float:
    """Build a site in a process of its own and return its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "pelican",
        "-s",
        "pelicanconf.py",
        "-o",
        output,
        "--fatal",
        "errors",
        "-q",
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def differing(first: Path, second: Path) -> int:
    """Return how many files of two folders differ."""
    names = {path.relative_to(root) for root in (first, second) for path in root.rglob("*") if path.is_file()}
    return sum(
        not ((first / name).is_file() and (second / name).is_file())
        or not filecmp.cmp(first / name, second / name, shallow=False)
        for name in names
    )


if __name__ == "__main__":
    main()
