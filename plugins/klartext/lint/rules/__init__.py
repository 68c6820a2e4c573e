"""The engine's own rules: suppressions that are wrong or idle, and posts that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = ()
"""Every rule of the engine, in the order of its codes."""
