"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 30
_SECONDS = 0.1
"""A bar that is drawn more often costs more than the work."""


def progress_bar(what: str | Callable[[], str]) -> Callable[[int, int], None] | None:
    """Return a function that draws ``done`` of ``total``, or None where nobody would see it.

    Args:
        what: the words before the bar; a function where they change.
    """
    if not sys.stderr.isatty():
        return None
    shown = 0.0

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done < total and now - shown < _SECONDS:
            return
        shown = now
        filled = _WIDTH * done // max(1, total)
        end = "\r\033[K" if done >= total else ""
        print(
            f"\r{what if isinstance(what, str) else what()} "
            f"[{'█' * filled}{'·' * (_WIDTH - filled)}] {done}/{total}{end}",
            end="",
            file=sys.stderr,
            flush=True,
        )

    return show
