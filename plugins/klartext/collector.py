"""Python's search for cycles among objects, kept from work that makes many objects and no cycles."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python from looking for cycles meanwhile: classes that are made and posts that are parsed are none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What there is by now goes to the oldest objects unseen; else all of it would be looked through at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
