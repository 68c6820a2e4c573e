"""Measure what learning from a team's own posts is worth, on simulated teams with the measured spreads.

usage: simulated_team.py [--teams N] [--seed N]

Each team has a level, each post a deviation from it, both log-normal; three ways to draw the deviations: all authors
alike, every author with a spread of their own (as the model assumes), and teams that spread wider than measured.
Printed by number of recorded posts: median absolute percentage error, share inside the 80 % range, factor of the
range; and the bar for the error.
"""

from __future__ import annotations

import argparse
import math
import random
from statistics import fmean, median
from typing import TYPE_CHECKING

from klartext.settings import WritingEffortSettings
from klartext.writing_effort.calibration import Actual, team_level
from klartext.writing_effort.constants import load_constants

if TYPE_CHECKING:
    from collections.abc import Callable

CONSTANTS = load_constants(WritingEffortSettings())
BARS = {0: 0.60, 1: 0.45, 3: 0.42, 5: 0.40, 10: 0.38}


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--teams", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sd, degrees = CONSTANTS.author_sd, CONSTANTS.author_sd_degrees

    def own_spread(chance: random.Random) -> float:
        # An inverse-gamma variance whose square root has the mean ``author_sd``.
        scale = (
            sd * math.exp(math.lgamma(degrees / 2) - math.lgamma((degrees - 1) / 2)) / math.sqrt(degrees / 2)
        )
        return scale * math.sqrt(degrees / chance.gammavariate(degrees / 2, 2))

    scenarios: dict[str, tuple[float, Callable[[random.Random], float]]] = {
        "all authors alike": (CONSTANTS.team_sd, lambda _: sd),
        "authors differ in spread": (CONSTANTS.team_sd, own_spread),
        "teams differ as git says": (CONSTANTS.team_git_sd, lambda _: sd),
    }
    for name, (team_sd, spread_of) in scenarios.items():
        print(f"{name}\n{'posts':>7}{'median error':>14}{'bar':>7}{'in range':>10}{'range':>8}")
        for known, bar in BARS.items():
            chance = random.Random(arguments.seed + known)  # noqa: S311 — a simulation
            teams = [(chance.gauss(0, team_sd), spread_of(chance)) for _ in range(arguments.teams)]
            print(f"{known:>7}{simulate(known, teams, chance, bar)}")


def simulate(known: int, teams: list[tuple[float, float]], chance: random.Random, bar: float) -> str:
    """Return a line of the table for teams given by level and spread in log-hours, after so many known posts."""
    errors: list[float] = []
    inside: list[bool] = []
    spreads: list[float] = []
    for team, spread in teams:
        level = team_level([Actual(chance.gauss(team, spread)) for _ in range(known)], CONSTANTS)
        actual = math.exp(chance.gauss(team, spread))
        errors.append(abs(level.factor - actual) / actual)
        inside.append(level.factor / level.spread <= actual <= level.factor * level.spread)
        spreads.append(level.spread)
    return f"{median(errors):>14.2f}{bar:>7.2f}{fmean(inside):>10.1%}{median(spreads):>8.2f}"


if __name__ == "__main__":
    main()
