"""The engine's own rules: suppressions that are wrong or idle, and posts that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rules.expired_suppression import ExpiredSuppression
from klartext.lint.rules.incomplete_suppression import IncompleteSuppression
from klartext.lint.rules.unknown_rule_allowed import UnknownRuleAllowed
from klartext.lint.rules.unused_suppression import UnusedSuppression

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = (
    UnusedSuppression,
    IncompleteSuppression,
    UnknownRuleAllowed,
    ExpiredSuppression,
)
"""Every rule of the engine, in the order of its codes."""
