"""The one way in which a command gives up: a line for the person at the terminal."""

from __future__ import annotations


class InputError(Exception):
    """What was asked for cannot be done; the text is one line and the command exits 2."""
