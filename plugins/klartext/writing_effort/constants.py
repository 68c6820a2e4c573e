"""The numbers of the estimate: the data file with their sources, and what a site sets differently."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klartext.settings import WritingEffortSettings


@dataclass(frozen=True, slots=True)
class Constants:
    """The constants by name; ``constants.toml`` gives the unit and the source of each."""

    base_minutes: float
    words_per_hour: float
    publishing_minutes: float
    drafting_minutes_per_1000_words: float
    editing_minutes_per_1000_words: float
    photo_setup_minutes: float
    photo_minutes: float
    approval_reviewer_minutes: float
    approval_author_minutes: float
    approval_waiting_days: float
    people_2_waiting_days: float
    people_3_waiting_days: float
    people_4_waiting_days: float
    sharing_minutes: float
    comment_minutes: float
    sitting_minutes: float
    reading_words_per_minute_de: float
    reading_words_per_minute_en: float
    language_factor_de: float
    language_factor_en: float
    typical_words: float
    author_sd: float
    author_sd_degrees: float
    team_sd: float
    team_git_sd: float
    team_window: float
    coverage: float
    git_gap_minutes: float
    git_first_commit_minutes: float
    git_weight: float
    git_bulk_files: float
    longest_plausible_hours: float
    shortest_text_words: float
    done_at_25_percent: float
    done_at_50_percent: float
    done_at_75_percent: float
    done_at_90_percent: float
    done_at_100_percent: float

    @property
    def planning_minutes_per_1000_words(self) -> float:
        """What the all-in pace leaves for planning and research: minutes for 1,000 words."""
        pace = 60_000 / self.words_per_hour
        return pace - self.drafting_minutes_per_1000_words - self.editing_minutes_per_1000_words

    @property
    def planning_base_minutes(self) -> float:
        """Planning that every post takes: minutes."""
        return self.base_minutes - self.publishing_minutes

    @property
    def done_curve(self) -> tuple[tuple[float, float], ...]:
        """Share of the text that stands → share of the work that is done, ascending."""
        return (
            (0.0, 0.0),
            (0.25, self.done_at_25_percent),
            (0.5, self.done_at_50_percent),
            (0.75, self.done_at_75_percent),
            (0.9, self.done_at_90_percent),
            (1.0, self.done_at_100_percent),
        )

    def language_factor(self, lang: str) -> float:
        """Return the factor on the work for a language, 1 for one that has none."""
        return {"de": self.language_factor_de, "en": self.language_factor_en}.get(lang[:2], 1.0)

    def reading_words_per_minute(self, lang: str) -> float:
        """Return the reading pace for a language, the English one where there is none."""
        return self.reading_words_per_minute_de if lang[:2] == "de" else self.reading_words_per_minute_en


_POSITIVE = frozenset(
    {
        "words_per_hour",
        "sitting_minutes",
        "reading_words_per_minute_de",
        "reading_words_per_minute_en",
        "language_factor_de",
        "language_factor_en",
        "typical_words",
        "author_sd",
        "author_sd_degrees",
        "team_sd",
        "team_window",
        "git_gap_minutes",
        "git_bulk_files",
        "longest_plausible_hours",
    }
)


@lru_cache(maxsize=1)
def documented() -> Mapping[str, Mapping[str, Any]]:
    """Return the data file: ``{name: {"value", "unit", "source"}}``."""
    text = Path(__file__).with_name("constants.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def load_constants(settings: WritingEffortSettings) -> Constants:
    """Return the constants with the site's own values.

    Raises:
        BadValue: a name is unknown or a value makes no sense; the settings refuse such values when they are parsed.
    """
    return _load(tuple(sorted(settings.constants.items())))


@lru_cache(maxsize=16)
def _load(own: tuple[tuple[str, float], ...]) -> Constants:
    values = {name: float(entry["value"]) for name, entry in documented().items()}
    for name, value in own:
        if name not in values:
            raise _bad("no_constant", name=name, keys=", ".join(values))
        if not 0 <= value < float("inf") or (value == 0 and name in _POSITIVE):
            raise _bad("constant_above_0" if name in _POSITIVE else "constant_at_least_0", name=name)
        values[name] = value
    constants = Constants(**{field.name: values[field.name] for field in dataclasses.fields(Constants)})
    _check(constants)
    return constants


def _check(constants: Constants) -> None:
    """Refuse values that contradict each other."""
    if constants.planning_minutes_per_1000_words < 0:
        raise _bad("pace_exceeded", pace=constants.words_per_hour)
    if constants.publishing_minutes > constants.base_minutes:
        raise _bad("constant_not_above", name="publishing_minutes", other="base_minutes")
    if not 0.5 <= constants.coverage <= 0.99:
        raise _bad("constant_from_to", name="coverage", low=0.5, high=0.99)
    if constants.team_git_sd < constants.team_sd:
        raise _bad("constant_not_above", name="team_sd", other="team_git_sd")
    if constants.git_weight > 1:
        raise _bad("constant_from_to", name="git_weight", low=0, high=1)
    if constants.author_sd_degrees <= 4:
        raise _bad("constant_above", name="author_sd_degrees", low=4)
    shares = [share for _, share in constants.done_curve]
    if shares != sorted(shares) or shares[-1] > 1:
        raise _bad("curve_not_ascending")


def _bad(key: str, **values: object) -> BadValue:
    return BadValue("constants", PHRASES[key], **values)
