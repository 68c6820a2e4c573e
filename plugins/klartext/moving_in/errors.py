"""What stops an import before anything is written."""

from __future__ import annotations

from klartext.lint.messages.problem import Problem


class UnreadableLedgerError(Problem):
    """The record of earlier imports is damaged."""
