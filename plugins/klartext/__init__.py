"""Klartext: truthful company blogs with Pelican; the umbrella package of the four plugins and the engine."""

__version__ = "0.1.0"


def register() -> None:
    """Connect all four plugins and the checks at the end of a build; Pelican calls this."""
    from klartext import pelican_plugin  # noqa: PLC0415 — the command must not import Pelican

    pelican_plugin.register()
