"""Knows how a checked site becomes the published one: what is new is copied, what is old goes, the rest stays."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.lint.whole_file import whole_file
from klartext.publishing.output_files import OutputFiles, read_record, record_of, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the number of files, those copied, and the names of those removed."""

    files: int
    changed: int
    removed: Sequence[str]


def publish(built: Path, output: Path, workspace: Path) -> Published:
    """Make ``output`` hold what was built in ``built``, and what was put there by hand.

    Unchanged files keep their time, so that uploads are small. ``workspace`` is the folder ``.klartext``.
    """
    ours = OutputFiles(output, record_of(output, workspace))
    files = sorted(path.relative_to(built) for path in plain_files(built))
    changed = 0
    for name in files:
        source, target = built / name, output / name
        if not _same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(target) as part:
                shutil.copy2(source, part)
            changed += 1
    ours.note(files)
    return Published(len(files), changed, ours.remove_stale())


def _same(source: Path, target: Path) -> bool:
    there = stamp_of(target)
    # Pelican copies a theme's own files anew each time; what they hold is the same.
    return there is not None and (there == stamp_of(source) or source.read_bytes() == target.read_bytes())


def files_by_hand(output: Path, workspace: Path) -> set[str]:
    """Return the names of the files in ``output`` that no build wrote, or that were changed since."""
    known = read_record(record_of(output, workspace))
    found = {path.relative_to(output).as_posix(): path for path in plain_files(output)}
    return {name for name, path in found.items() if known.get(name) != stamp_of(path)}


def plain_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, those of version control left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        yield from (Path(place, name) for name in sorted(names))
