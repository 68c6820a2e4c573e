"""Which draft is written in which sitting on which working day, and when it will be finished."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from klartext.settings import WEEKDAYS, SettingsError, WritingEffortSettings
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from klartext.writing_effort.model import Estimate

_HORIZON_DAYS = 3660
_ANY_YEAR = 2026


class Calendar:
    """The firm's working days: its weekdays without public holidays and its own days off."""

    def __init__(self, settings: WritingEffortSettings) -> None:
        self._weekdays = frozenset(WEEKDAYS.index(day) for day in settings.working_days)
        self._off = frozenset(_days_off(settings.days_off))
        self._country, self._region = settings.country, settings.region
        self._holidays: dict[int, frozenset[date]] = {}

    def check(self) -> None:
        """Look the country and the region up.

        Raises:
            SettingsError: one of them is unknown.
        """
        default = WritingEffortSettings()
        # The default is known, and to look it up takes every build 0.1 s.
        if (self._country, self._region) != (default.country, default.region):
            self._public(_ANY_YEAR)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the firm works on a day.

        Raises:
            SettingsError: the country or region is unknown.
        """
        return day.weekday() in self._weekdays and day not in self._off and day not in self._public(day.year)

    def days_from(self, day: date) -> Iterator[date]:
        """Yield the working days from a day on, the day itself included; none after ten years."""
        for further in range(_HORIZON_DAYS):
            candidate = day + timedelta(days=further)
            if self.is_working_day(candidate):
                yield candidate

    def after(self, day: date, working_days: int) -> date:
        """Return the day so many working days later."""
        for number, candidate in enumerate(self.days_from(day + timedelta(days=1)), start=1):
            if number >= working_days:
                return candidate if working_days else day
        return day

    def _public(self, year: int) -> frozenset[date]:
        if not self._country:
            return frozenset()
        if year not in self._holidays:
            import holidays  # noqa: PLC0415 — takes 0.1 s, needed for plans only

            try:
                found = holidays.country_holidays(self._country, subdiv=self._region or None, years=year)
            except NotImplementedError as error:
                raise SettingsError(
                    PHRASES["no_holidays"], country=self._country, region=self._region
                ) from error
            self._holidays[year] = frozenset(found)
        return self._holidays[year]


@dataclass(frozen=True, slots=True)
class Task:
    """A draft to be planned; ``due`` is None where any day will do."""

    estimate: Estimate
    title: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting: which day, which place on that day from 0, which of how many, and what it is for."""

    day: date
    slot: int
    number: int
    of: int
    phase: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PlannedDraft:
    """A draft with its sittings, the day it is ready and the day by which it is if it takes long."""

    task: Task
    sittings: tuple[Sitting, ...]
    ready: date
    latest: date

    @property
    def is_late(self) -> bool:
        """Whether the plan misses the due date."""
        return self.task.due is not None and self.ready > self.task.due

    @property
    def is_tight(self) -> bool:
        """Whether the due date holds only if all goes as estimated."""
        return self.task.due is not None and self.ready <= self.task.due < self.latest


def make_plan(tasks: Sequence[Task], calendar: Calendar, start: date, per_day: int) -> list[PlannedDraft]:
    """Return the drafts with their sittings, the earliest due first, then those nearest to their end.

    Args:
        tasks: the drafts; those with nothing left are ready at once.
        calendar: the working days.
        start: the first day that may have a sitting.
        per_day: sittings a day.

    Source: earliest due date first keeps the greatest delay smallest (Jackson, 1955).
    """
    ordered = sorted(
        tasks, key=lambda task: (task.due or date.max, task.estimate.remaining_minutes, task.estimate.path)
    )
    usual = _schedule(
        [task.estimate.remaining_minutes for task in ordered], ordered, calendar, start, per_day
    )
    slow = _schedule([task.estimate.remaining_high for task in ordered], ordered, calendar, start, per_day)
    planned: list[PlannedDraft] = []
    for task, slots, late_slots in zip(ordered, usual, slow, strict=True):
        waiting = math.ceil(task.estimate.waiting_days) if slots else 0
        ready = calendar.after(slots[-1][0], waiting) if slots else start
        latest = calendar.after(late_slots[-1][0], waiting) if late_slots else ready
        planned.append(PlannedDraft(task, _sittings(task.estimate, slots), ready, max(ready, latest)))
    return planned


def sittings_needed(minutes: float, sitting_minutes: float) -> int:
    """Return the number of sittings that some minutes take."""
    return math.ceil(minutes / sitting_minutes)


def _schedule(
    minutes: Sequence[int], tasks: Sequence[Task], calendar: Calendar, start: date, per_day: int
) -> list[list[tuple[date, int]]]:
    free = ((day, slot) for day in calendar.days_from(start) for slot in range(per_day))
    last = (start, 0)
    result: list[list[tuple[date, int]]] = []
    for amount, task in zip(minutes, tasks, strict=True):
        slots = list(islice(free, sittings_needed(amount, task.estimate.sitting_minutes)))
        if amount and not slots:
            slots = [last]  # beyond the horizon of ten years everything falls on its last day
        last = slots[-1] if slots else last
        result.append(slots)
    return result


def _sittings(estimate: Estimate, slots: Sequence[tuple[date, int]]) -> tuple[Sitting, ...]:
    length = estimate.sitting_minutes
    left = estimate.remaining_minutes
    found: list[Sitting] = []
    for number, (day, slot) in enumerate(slots, start=1):
        minutes = min(length, left - (number - 1) * length)
        phase = _phase_at(estimate.remaining, (number - 1) * length + minutes / 2)
        found.append(Sitting(day, slot, number, len(slots), phase, math.ceil(minutes)))
    return tuple(found)


def _phase_at(phases: Mapping[str, int], minute: float) -> str:
    """Return the phase that a minute of the remaining work falls into."""
    passed = 0
    for name, minutes in phases.items():
        passed += minutes
        if minute < passed:
            return name
    return list(phases)[-1]


def _days_off(entries: Sequence[str]) -> Iterator[date]:
    for entry in entries:
        first, _, last = entry.partition("/")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += timedelta(days=1)
