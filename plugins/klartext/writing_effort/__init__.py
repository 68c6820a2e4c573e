"""How long a post takes to write: an honest estimate with its range, what is left to do, and a plan in half-hours."""

from __future__ import annotations


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    from klartext.writing_effort.pelican_plugin import register as connect  # noqa: PLC0415 — Pelican only in a build

    connect()
