"""Knows how to read many posts in several processes before Pelican asks for them one by one.

Each process reads as Pelican itself would, with the same reader and settings, and hands back what Pelican keeps in its
cache; Pelican then finds it there. A post that logs anything is left to Pelican, which says it at its place.
"""

from __future__ import annotations

import io
import logging
import pickle
from typing import TYPE_CHECKING, Any, Protocol

from klartext.lint.workers import Work, jobs_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SETTINGS = "settings"


class Readers(Protocol):
    """What is used of Pelican's readers."""

    settings: Mapping[str, Any]

    def get_cached_data(self, filename: str, default: Any = None) -> Any:  # noqa: ANN401 — Pelican's
        """Return what is known of a file."""

    def cache_data(self, filename: str, data: object) -> None:
        """Keep what was read of a file."""

    def read_file(self, **arguments: Any) -> object:  # noqa: ANN401 — Pelican's
        """Read a file, and keep what was read."""


class _Listener(logging.Handler):
    """Notices that something was said."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 — that there is one is enough
        self.heard = True


def read_ahead(readers: Readers, folder: str, paths: Sequence[str]) -> int:
    """Let processes read the files that the cache does not know, where that pays; return how many were read.

    Args:
        readers: those of a generator, with its cache.
        folder: the content folder.
        paths: absolute.
    """
    unknown = sorted(path for path in paths if readers.get_cached_data(path) is None)
    jobs = jobs_for(len(unknown), None)
    if jobs < 2:
        return 0

    def read(number: int) -> bytes | None:
        return _read(readers, folder, unknown[number])

    count = 0
    for number, stored in Work(len(unknown), read, jobs).results().items():
        if stored is not None:
            readers.cache_data(unknown[number], _unpacked(stored, readers.settings))
            count += 1
    return count


def _read(readers: Readers, folder: str, path: str) -> bytes | None:
    """Return what Pelican keeps of a file, in a process that says nothing."""
    log = _Listener()
    logging.getLogger().handlers = [log]
    try:
        readers.read_file(base_path=folder, path=path, content_class=_Unused)
    except Exception:  # noqa: BLE001 — whatever it is, Pelican meets it again and tells it
        return None
    return None if log.heard else _packed(readers.get_cached_data(path), readers.settings)


class _Unused:
    """Stands for the content that Pelican will make itself."""

    def __init__(self, **_given: object) -> None:
        pass


# Categories, tags and authors carry the settings with them, which every process has already.


class _Packer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, settings: Mapping[str, Any]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._settings = settings

    def persistent_id(self, found: object) -> str | None:
        return _SETTINGS if found is self._settings else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, settings: Mapping[str, Any]) -> None:
        super().__init__(file)
        self._settings = settings

    def persistent_load(self, found: object) -> Mapping[str, Any]:  # noqa: ARG002 — there is one alone
        return self._settings


def _packed(data: object, settings: Mapping[str, Any]) -> bytes:
    file = io.BytesIO()
    _Packer(file, settings).dump(data)
    return file.getvalue()


def _unpacked(stored: bytes, settings: Mapping[str, Any]) -> Any:  # noqa: ANN401 — as Pelican made it
    return _Unpacker(io.BytesIO(stored), settings).load()
