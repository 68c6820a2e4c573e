"""Knows which files of an output folder we wrote, so that those left over can be removed, and no other ever is.

A file is ours as long as it is as we left it: same size, same time of its last change. Whatever else lies in the
folder, a ``CNAME`` or a proof of ownership, was put there by hand and stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.lint.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Stamp = tuple[int, int]


class OutputFiles:
    """The files that one build writes into a folder.

    Args:
        folder: the output.
        record: the file in which builds tell the next one what they wrote.
    """

    def __init__(self, folder: Path, record: Path) -> None:
        self._folder = folder.absolute()
        self._record = record
        self._written: set[str] = set()

    def note(self, paths: Iterable[Path]) -> None:
        """Tell that files, absolute or below the folder, belong to this build, whether or not they had changed."""
        self._written.update(map(self._name, paths))

    def _name(self, path: Path) -> str:
        written, start = os.fspath(path), f"{self._folder}{os.sep}"
        if written.startswith(start) and ".." not in path.parts:
            return written[len(start) :]  # relpath() is slow for many files
        return os.path.relpath(self._folder / path, self._folder)

    def write(self, path: Path, content: bytes) -> None:
        """Write a file of this build, unless it holds that content already; its folders are made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(path, content)
        self.note([path.absolute()])

    def stale(self) -> list[str]:
        """Return what an earlier build wrote and this one did not, so far and unchanged since, sorted."""
        left = (item for item in read_record(self._record).items() if item[0] not in self._written)
        return sorted(name for name, stamp in left if stamp_of(self._folder / name) == stamp)

    def remove_stale(self) -> list[str]:
        """Remove what an earlier build wrote and this one did not; return the names of the removed files, sorted."""
        removed = self.stale()
        for name in removed:
            (self._folder / name).unlink()
        for folder in {parent for name in removed for parent in Path(name).parents if parent.name}:
            _remove_empty(self._folder / folder, self._folder)
        self._save(self._stamps())
        return removed

    def remember(self) -> None:
        """Tell the next build of what was written so far, where this one breaks off; nothing is removed."""
        self._save({**read_record(self._record), **self._stamps()})

    def _stamps(self) -> dict[str, Stamp]:
        stamps = {name: stamp_of(self._folder / name) for name in sorted(self._written)}
        return {name: stamp for name, stamp in stamps.items() if stamp}

    def _save(self, stamps: Mapping[str, Stamp]) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(self._record) as part:
            part.write_text(json.dumps(stamps, indent=0), encoding="utf-8")


def write_if_changed(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` unless that is what the file holds."""
    if not path.is_file() or path.read_bytes() != content:
        path.write_bytes(content)


def record_of(output: Path, workspace: Path) -> Path:
    """Return the record of an output folder; ``workspace`` is the folder ``.klartext``."""
    name = hashlib.sha256(str(output.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return workspace / f"output-{name}.json"


def read_record(record: Path) -> dict[str, Stamp]:
    """Return size and time of the files that were written before, by name; a broken record knows none."""
    try:
        stored = json.loads(record.read_text("utf-8"))
        return {str(name): (int(size), int(time)) for name, (size, time) in stored.items() if _inside(name)}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def stamp_of(path: Path) -> Stamp | None:
    """Return size and time of a plain file, None for anything else."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return  # something lies in it, or it is gone already
        folder = folder.parent
