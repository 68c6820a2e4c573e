"""What keeps the work from being done: an error that carries its message and is told in the reader's language."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: Mapping[str, Message] = {
    "refused": Message(de="{path}: {why}", en="{path}: {why}"),
    "is_missing": Message(de="das gibt es nicht", en="it does not exist"),
    "is_barred": Message(de="der Zugriff ist nicht erlaubt", en="access is not allowed"),
    "is_folder": Message(de="das ist ein Ordner", en="it is a folder"),
    "is_no_folder": Message(
        de="ein Teil des Pfades ist eine Datei und kein Ordner",
        en="a part of the path is a file and not a folder",
    ),
    "is_full": Message(de="der Datenträger ist voll", en="the disk is full"),
    "is_in_use": Message(de="ein anderes Programm benutzt das schon", en="another program uses it"),
    "is_read_only": Message(de="der Datenträger ist schreibgeschützt", en="the disk is read-only"),
}

_REASONS = {
    errno.ENOENT: "is_missing",
    errno.EACCES: "is_barred",
    errno.EPERM: "is_barred",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "is_no_folder",
    errno.ENOSPC: "is_full",
    errno.EROFS: "is_read_only",
    errno.EADDRINUSE: "is_in_use",
}


class Problem(Exception):  # noqa: N818 — it is told to people, and may stand in another one
    """Something that the person must mend. ``str()`` tells it in English, ``told`` in either language.

    Args:
        message: the message; a text is one that has been made in the person's language already.
        values: what stands in it; a ``Message`` or ``Problem`` among them is told in the same language.
    """

    def __init__(self, message: Message | str, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values
        self.place = ""

    def told(self, lang: str) -> str:
        """Return the sentence in German (``de``) or else in English."""
        if isinstance(self.message, str):
            told = self.message
        else:
            told = sentence(
                self.message, lang, **{name: _told(value, lang) for name, value in self.values.items()}
            )
        return f"{self.place}: {told}" if self.place else told

    def __str__(self) -> str:
        return self.told("en")


def refusal(error: OSError) -> Problem:
    """Return what is said where the system refused a file and nobody has said it better."""
    if error.filename is None:
        return Problem(str(error))
    return Problem(PHRASES["refused"], path=error.filename, why=reason(error))


def _told(value: object, lang: str) -> object:
    return value.told(lang) if isinstance(value, Problem) else value


def reason(error: OSError) -> Message | str:
    """Return why the system refused a file; what is rare stays in the words of the system."""
    key = _REASONS.get(error.errno or 0)
    return PHRASES[key] if key else (error.strerror or type(error).__name__)
