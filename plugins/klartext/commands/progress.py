"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 30


def progress_bar(what: str) -> Callable[[int, int], None] | None:
    """Return a function that draws ``done`` of ``total``, or None where nobody would see it."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        filled = _WIDTH * done // max(1, total)
        end = "\r\033[K" if done >= total else ""
        print(
            f"\r{what} [{'█' * filled}{'·' * (_WIDTH - filled)}] {done}/{total}{end}",
            end="",
            file=sys.stderr,
            flush=True,
        )

    return show
