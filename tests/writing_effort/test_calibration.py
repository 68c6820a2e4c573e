import math
import random

import pytest

from klartext.settings import WritingEffortSettings
from klartext.writing_effort.calibration import Actual, student_t_quantile, team_level
from klartext.writing_effort.constants import load_constants

CONSTANTS = load_constants(WritingEffortSettings())


@pytest.mark.parametrize(
    ("probability", "degrees", "expected"),
    # Tables of Student's distribution.
    [(0.9, 6, 1.43976), (0.9, 16, 1.33676), (0.975, 10, 2.22814), (0.9, 1e9, 1.28155), (0.995, 6, 3.70743)],
)
def test_quantiles_of_student_t(probability, degrees, expected):
    assert student_t_quantile(probability, degrees) == pytest.approx(expected, rel=0.002)


def test_without_posts_the_range_is_the_measured_one():
    level = team_level([], CONSTANTS)
    assert level.factor == 1
    assert level.spread == pytest.approx(2.45, abs=0.02)


def test_git_alone_never_weighs_more_than_the_spread_of_its_habits_allows():
    many = load_constants(WritingEffortSettings(constants={"team_window": 1000}))
    level = team_level([Actual(1.0, from_git=True)] * 1000, many)
    assert math.log(level.factor) == pytest.approx(0.5**2 / 0.8**2, abs=0.01)


def test_one_recorded_post_teaches_more_than_three_from_git():
    recorded = team_level([Actual(0.5)], CONSTANTS)
    git = team_level([Actual(0.5, from_git=True)] * 3, CONSTANTS)
    assert recorded.factor > git.factor > 1
    assert recorded.spread < git.spread < team_level([], CONSTANTS).spread


def test_a_team_of_one_mind_gets_a_narrower_range_than_a_fickle_one():
    even = team_level([Actual(0.2)] * 10, CONSTANTS)
    fickle = team_level([Actual(0.2 + (-1) ** n) for n in range(10)], CONSTANTS)
    assert even.spread < fickle.spread


def test_only_the_latest_ten_count():
    assert team_level([Actual(5.0)] * 20 + [Actual(0.1)] * 10, CONSTANTS) == team_level(
        [Actual(0.1)] * 10, CONSTANTS
    )


@pytest.mark.parametrize("known", [0, 1, 3, 5, 10])
def test_the_range_holds_what_it_promises_on_simulated_teams(known):
    """Teams with the measured spreads: 80 of 100 posts fall into the range, however many posts are known."""
    chance = random.Random(known)
    inside = 0
    runs = 4000
    for _ in range(runs):
        team = chance.gauss(0, CONSTANTS.team_sd)
        past = [Actual(chance.gauss(team, CONSTANTS.author_sd)) for _ in range(known)]
        level = team_level(past, CONSTANTS)
        error = chance.gauss(team, CONSTANTS.author_sd) - math.log(level.factor)
        inside += abs(error) <= math.log(level.spread)
    assert 0.77 <= inside / runs <= 0.83
