"""Compare estimates with the hours that authors state, beside simple baselines.

usage: accuracy.py POSTS.tsv [--learn]

The table has a header line and, in any order, the columns ``words`` and ``hours`` (or ``minutes``); ``author``,
``lang``, ``photos`` (own ones), ``people`` and ``date`` (ISO) are used where they are there. ``--learn`` also shows
the model after learning from each author's earlier posts, for which the dates must be given.

Printed for each model: median absolute percentage error, mean of |ln error| with every author weighing the same,
share of posts within a factor of two, and the share inside the 80 % range (for models that have one).
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING

from klartext.settings import WritingEffortSettings
from klartext.writing_effort.calibration import Actual, team_level
from klartext.writing_effort.constants import load_constants
from klartext.writing_effort.model import writing_phases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CONSTANTS = load_constants(WritingEffortSettings())


@dataclass(frozen=True)
class Post:
    """A post with what its author says it took."""

    author: str
    lang: str
    words: int
    photos: int
    date: str
    minutes: float

    @property
    def model_minutes(self) -> float:
        """The estimate before any learning."""
        return sum(writing_phases(self.words, self.photos, self.lang, CONSTANTS).values())


@dataclass(frozen=True)
class Guess:
    """An estimate in minutes and the factor of its range, 0 where it has none."""

    minutes: float
    spread: float = 0.0


def main() -> None:
    """Read the table and print the comparison."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("--learn", action="store_true", help="also learn from each author's earlier posts")
    arguments = parser.parse_args()
    posts = list(read_posts(arguments.table))
    if not posts:
        sys.exit(f"{arguments.table}: no post with words and hours")
    prior = team_level([], CONSTANTS).spread
    models: dict[str, Callable[[Post], Guess]] = {
        "half an hour": lambda _: Guess(30),
        "19 words a minute": lambda post: Guess(post.words / 19),
        "constant 3 h 25": lambda _: Guess(205),
        "340 words an hour": lambda post: Guess(post.words / 340 * 60),
        "Klartext": lambda post: Guess(post.model_minutes, prior),
    }
    if arguments.learn:
        learnt = learn(posts)
        models["Klartext, learning"] = lambda post: learnt[post]
    print(f"{len(posts)} posts, {len({post.author for post in posts})} authors")
    print(f"{'model':<20}{'median error':>14}{'mean |ln|':>12}{'within x2':>12}{'in range':>12}")
    for name, model in models.items():
        print(f"{name:<20}{line([(post, model(post)) for post in posts])}")


def line(guesses: list[tuple[Post, Guess]]) -> str:
    """Return the four figures of one model."""
    errors = [abs(guess.minutes - post.minutes) / post.minutes for post, guess in guesses]
    logs = [(post, math.log(max(guess.minutes, 1e-9) / post.minutes)) for post, guess in guesses]
    by_author: dict[str, list[float]] = defaultdict(list)
    for post, log in logs:
        by_author[post.author].append(abs(log))
    balanced = fmean(map(fmean, by_author.values()))
    within = fmean(abs(log) <= math.log(2) for _, log in logs)
    inside = ""
    if all(guess.spread for _, guess in guesses):
        hits = [
            guess.minutes / guess.spread <= post.minutes <= guess.minutes * guess.spread
            for post, guess in guesses
        ]
        inside = f"{fmean(hits):.0%}"
    return f"{median(errors):>14.2f}{balanced:>12.2f}{within:>12.0%}{inside:>12}"


def learn(posts: list[Post]) -> dict[Post, Guess]:
    """Return the estimates when each author is a team and only earlier posts are known."""
    result: dict[Post, Guess] = {}
    for author in {post.author for post in posts}:
        past: list[Actual] = []
        for post in sorted((p for p in posts if p.author == author), key=lambda p: p.date):
            level = team_level(past, CONSTANTS)
            result[post] = Guess(post.model_minutes * level.factor, level.spread)
            past.append(Actual(math.log(post.minutes / post.model_minutes)))
    return result


def read_posts(table: Path) -> Iterable[Post]:
    """Yield the posts of a table; lines without words or hours are left out."""
    with table.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t"), start=2):
            try:
                hours = row.get("hours")
                minutes = float(hours) * 60 if hours else float(row.get("minutes") or 0)
                words = int(float(row.get("words") or 0))
                photos = int(row.get("photos") or 0)
            except ValueError:
                sys.exit(f"{table}:{number}: words, hours and photos must be numbers")
            if words > 0 and minutes > 0:
                lang, author = row.get("lang") or "en", row.get("author") or ""
                yield Post(author, lang, words, photos, f"{row.get('date') or ''}#{number:06}", minutes)


if __name__ == "__main__":
    main()
