"""How fast this team writes, learnt from its own posts, and how far a single post may lie from the estimate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.writing_effort.constants import Constants


@dataclass(frozen=True, slots=True)
class Actual:
    """A finished post: how its real hours lie to the model's, ``ln(real / model)``."""

    residual: float
    from_git: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """What the team's posts say.

    ``factor`` multiplies the model's minutes; the range of a post is its minutes ``/ spread`` to ``* spread``.
    ``recorded`` and ``from_git`` are the numbers of posts behind it.
    """

    factor: float
    spread: float
    recorded: int
    from_git: int


def team_level(actuals: Sequence[Actual], constants: Constants) -> Level:
    """Return the team's level and the prediction interval after some finished posts, the latest last.

    The level has a normal prior around the model (``team_sd``). Recorded times carry the authors' spread. Times
    from git carry, beyond that, a bias that all posts of a team share, its habit of committing, so that no number
    of them tells more than the wider spread ``team_git_sd`` allows: in the limit they weigh
    ``team_sd² / team_git_sd²``. The spread of single posts has an inverse-gamma prior; together the interval is a
    sum of a Student-t and a normal variable, taken as one Student-t of the same variance and kurtosis.

    Source: Gelman et al.: Bayesian Data Analysis, 3rd edition, 2013, chapters 2 and 5.
    """
    latest = actuals[-int(constants.team_window) :]
    recorded = [actual.residual for actual in latest if not actual.from_git]
    git = [actual.residual for actual in latest if actual.from_git]
    noise = constants.author_sd**2
    precision = 1 / constants.team_sd**2
    pull = 0.0
    if recorded:
        precision += len(recorded) / noise
        pull += sum(recorded) / noise
    if git:
        trust = 1 / (noise / len(git) + constants.team_git_sd**2 - constants.team_sd**2)
        precision += trust
        pull += fmean(git) * trust
    spread = math.exp(_half_width(recorded, 1 / precision, constants))
    return Level(math.exp(pull / precision), spread, len(recorded), len(git))


def _half_width(recorded: Sequence[float], level_variance: float, constants: Constants) -> float:
    """Return half the prediction interval in log-hours."""
    prior_degrees = constants.author_sd_degrees
    # ``author_sd`` is the mean of the authors' standard deviations; this is the inverse-gamma's scale for it.
    scale = constants.author_sd * math.exp(
        math.lgamma(prior_degrees / 2) - math.lgamma((prior_degrees - 1) / 2)
    )
    scale /= math.sqrt(prior_degrees / 2)
    degrees = prior_degrees + max(0, len(recorded) - 1)
    mean = fmean(recorded) if recorded else 0.0
    squares = sum((residual - mean) ** 2 for residual in recorded)
    variance = (prior_degrees * scale**2 + squares) / degrees * degrees / (degrees - 2)
    total = variance + level_variance
    kurtosis = 6 / (degrees - 4) * (variance / total) ** 2
    matched = 4 + 6 / kurtosis
    quantile = student_t_quantile((1 + constants.coverage) / 2, matched)
    return quantile * math.sqrt(total * (matched - 2) / matched)


def student_t_quantile(probability: float, degrees: float) -> float:
    """Return a quantile of Student's t for 4 degrees of freedom and more; off by under 0.5 % up to 0.995.

    Source: Abramowitz, Stegun: Handbook of Mathematical Functions, 1964, 26.7.5.
    """
    z = NormalDist().inv_cdf(probability)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / degrees**power for power, term in enumerate(terms, 1))
