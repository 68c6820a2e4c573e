"""Knows how to leave a file alone that would not change: its time stays, and so do copies of it elsewhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from klartext.publishing.output_files import write_if_changed

if TYPE_CHECKING:
    from pathlib import Path


class SteadyFile(io.StringIO):
    """A text file that is written when it is closed, and only if its bytes differ from those on disk."""

    def __init__(self, path: Path, encoding: str) -> None:
        super().__init__(newline="")
        self._path = path
        self._encoding = encoding

    def close(self) -> None:
        """Write what has changed."""
        if not self.closed:
            content = self.getvalue().encode(self._encoding)
            super().close()
            write_if_changed(self._path, content)
