"""The forms in which findings are handed over: one module a format, each with ``render(report) -> str``."""
