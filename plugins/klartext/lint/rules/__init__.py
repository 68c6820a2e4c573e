"""The engine's own rules: suppressions that are wrong or idle, and posts that Pelican would drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rules.expired_suppression import ExpiredSuppression
from klartext.lint.rules.incomplete_suppression import IncompleteSuppression
from klartext.lint.rules.missing_date import MissingDate
from klartext.lint.rules.missing_title import MissingTitle
from klartext.lint.rules.stale_baseline_entry import StaleBaselineEntry
from klartext.lint.rules.unknown_language import UnknownLanguage
from klartext.lint.rules.unknown_rule_allowed import UnknownRuleAllowed
from klartext.lint.rules.unknown_status import UnknownStatus
from klartext.lint.rules.unreadable_date import UnreadableDate
from klartext.lint.rules.unreadable_header import UnreadableHeader
from klartext.lint.rules.unused_suppression import UnusedSuppression

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = (
    UnusedSuppression,
    IncompleteSuppression,
    UnknownRuleAllowed,
    ExpiredSuppression,
    MissingTitle,
    MissingDate,
    UnreadableDate,
    UnreadableHeader,
    UnknownLanguage,
    UnknownStatus,
    StaleBaselineEntry,
)
"""Every rule of the engine, in the order of its codes."""
