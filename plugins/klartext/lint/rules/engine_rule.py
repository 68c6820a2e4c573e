"""What the engine's own rules share: the engine makes their findings in the course of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Diagnostic, Place, Value
from klartext.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class EngineRule(Rule):
    """A rule whose findings the engine or the reader of the site makes."""

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — see the class
        """Yield nothing: the engine calls ``at``."""
        return iter(())

    def at(self, place: Place, evidence: str, message: str = "found", /, **values: Value) -> Diagnostic:
        """Return a diagnostic of this rule at a place whose text is ``evidence``."""
        return Diagnostic(self.name, self.active_severity, place, evidence, message, tuple(values.items()))
