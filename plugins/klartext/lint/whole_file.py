"""Files that are there whole or not at all: whoever reads one sees the old content or the new one, never a half."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ABANDONED_SECONDS = 3600
"""Nothing takes so long to write."""


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Yield a path beside the target for the block to write to; that file takes the target's place at its end.

    Where the block fails, the target is as it was and nothing is left beside it. Devices and pipes are written to:
    a file in the place of ``/dev/null`` would take what every other program wants to lose.

    Raises:
        OSError: the file cannot take the place.
    """
    if target.exists() and not target.is_file():
        yield target
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def where_it_leads(target: Path) -> Path:
    """Return the file behind links, such as ``/dev/stdout``, that somebody names to be written to."""
    return target.resolve() if target.is_file() else target


def remove_abandoned(folder: Path) -> None:
    """Remove what processes had begun to write into a folder when they were killed."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):  # somebody else was quicker
            if time.time() - part.stat().st_mtime > _ABANDONED_SECONDS:
                part.unlink()
