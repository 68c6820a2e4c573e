"""Klartext: truthful company blogs with Pelican; the umbrella package of the four plugins and the engine."""

__version__ = "0.1.0"
