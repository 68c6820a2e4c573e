"""The rules of writing_effort: hours, dates and targets that make no sense, and texts that are hard to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.writing_effort.rules.future_date import FutureDate
from klartext.writing_effort.rules.hard_to_read_text import HardToReadText
from klartext.writing_effort.rules.implausible_effort import ImplausibleEffort
from klartext.writing_effort.rules.missed_due_date import MissedDueDate
from klartext.writing_effort.rules.unreadable_effort import UnreadableEffort
from klartext.writing_effort.rules.unreadable_plan_value import UnreadablePlanValue

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = (
    UnreadableEffort,
    ImplausibleEffort,
    UnreadablePlanValue,
    MissedDueDate,
    HardToReadText,
    FutureDate,
)
"""Every rule of the plugin, in the order of its codes."""
