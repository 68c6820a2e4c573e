"""The one way in which a command gives up: a line for the person at the terminal."""

from __future__ import annotations

from klartext.lint.messages.problem import Problem


class InputError(Problem):
    """What was asked for cannot be done; told in one line, and the command exits 2."""
