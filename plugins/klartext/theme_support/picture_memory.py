"""What was known of each picture in the build before: a file that has not changed since is not read again."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from klartext.lint.whole_file import whole_file
from klartext.theme_support.pictures import Picture, read_picture

if TYPE_CHECKING:
    from pathlib import Path

_LAYOUT = "2"
"""Part of the file's name: raise it when ``Picture`` or what is read of a picture changes."""


class PictureMemory:
    """The pictures of a build and of the one before it."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read what the build before kept in a folder; without one nothing is remembered."""
        self._file = folder / f"known-{_LAYOUT}.json" if folder else None
        self._before: dict[str, list[Any]] = {}
        self._now: dict[str, list[Any]] = {}
        if self._file:
            with suppress(OSError, ValueError):
                self._before = json.loads(self._file.read_text("utf-8"))

    def picture(self, path: Path) -> Picture:
        """Return what ``read_picture`` does, read now where the file is new or has changed.

        Raises:
            UnusablePictureError: as there.
        """
        try:
            state = path.stat()
        except OSError:
            return read_picture(path)
        # Who writes into a file and sets its time back cannot set back when the system last saw it change.
        stamp = [state.st_size, state.st_mtime_ns, state.st_ctime_ns]
        count = len(stamp)
        known = self._now.get(str(path)) or self._before.get(str(path))
        picture = Picture(path, *known[count:]) if known and known[:count] == stamp else read_picture(path)
        self._now[str(path)] = [*stamp, *astuple(picture)[1:]]
        return picture

    def save(self) -> None:
        """Keep what this build knows for the next one."""
        if self._file and self._now != self._before:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(self._file) as part:
                part.write_text(json.dumps(self._now), "utf-8")
