"""How long a post takes to write: an honest estimate with its range, what is left to do, and a plan in half-hours."""

from __future__ import annotations


def register() -> None:
    """Connect the plugin to Pelican, and the checks that report its findings."""
    from klartext.pelican_plugin import connect_checks  # noqa: PLC0415 — the command goes without Pelican
    from klartext.writing_effort.pelican_plugin import register as connect  # noqa: PLC0415 — as above

    connect()
    connect_checks()
