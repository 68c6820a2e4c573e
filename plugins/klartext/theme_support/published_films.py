"""Knows how a film is published: pictures and sound as they are, without place and camera."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from klartext.film_metadata import may_tell, read_film
from klartext.lint.messages.problem import reason
from klartext.lint.rule import Message
from klartext.lint.whole_file import whole_file
from klartext.theme_support.pictures import UnusablePictureError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from klartext.film_metadata import Blank

PHRASES: Mapping[str, Message] = {
    "damaged_film": Message(
        de="die Datei ist beschädigt oder kein Film ({detail}): speichern Sie sie neu",
        en="the file is damaged or no film ({detail}): save it anew",
    ),
    "place_stays": Message(
        de="aus dieser Datei lässt sich der Ort nicht entfernen: speichern Sie den Film als MP4",
        en="the place cannot be taken out of this file: save the film as MP4",
    ),
}


def publish_film(source: Path, target: Path) -> bool:
    """Write a copy of a film that tells neither place nor camera; return False where ``source`` is one already.

    Raises:
        UnusablePictureError: the film is damaged, or its place cannot be taken out.
    """
    if not may_tell(source.name):
        return False
    try:
        film = read_film(source)
        if film.stays:
            raise UnusablePictureError(PHRASES["place_stays"])
        if film.blanks and not _is_published(source, target, film.blanks):
            target.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(target) as part:
                shutil.copyfile(source, part)
                _silence(part, film.blanks)
                status = source.stat()
                os.utime(part, ns=(status.st_atime_ns, status.st_mtime_ns))
    except ValueError as error:
        raise UnusablePictureError(PHRASES["damaged_film"], detail=error) from error
    except OSError as error:
        raise UnusablePictureError(reason(error)) from error
    return bool(film.blanks)


def _is_published(source: Path, target: Path, blanks: Iterable[Blank]) -> bool:
    """Tell whether ``target`` is the silent copy; one with the place in it may have the same size and time."""
    if not target.is_file():
        return False
    old, new = target.stat(), source.stat()
    if (old.st_size, old.st_mtime_ns) != (new.st_size, new.st_mtime_ns):
        return False
    with target.open("rb") as file:
        return all(file.seek(at.start) >= 0 and file.read(at.end - at.start) == at.content for at in blanks)


def _silence(film: Path, blanks: Iterable[Blank]) -> None:
    with film.open("r+b") as file:
        for at in blanks:
            file.seek(at.start)
            file.write(at.content)
