"""The picture index: what is known of every picture's content, kept in SQLite between runs, never needed for truth."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from klartext.stock_photos.fingerprint import fingerprint
from klartext.stock_photos.metadata import NO_METADATA, Metadata, MetadataField
from klartext.stock_photos.picture_file import PictureProblemError, ProblemCode, is_mislabelled, read_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

SCHEMA = "1"
"""Raised whenever a table or the meaning of a stored value changes; an index of another schema is made anew."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pictures (digest BLOB PRIMARY KEY, facts TEXT NOT NULL, fingerprints BLOB);
"""
_BUSY_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """What is known of one file.

    ``problem`` leaves no fingerprint unless it is ``mislabelled`` or ``script``. ``fingerprints`` is a uint64
    array of shape (2, 4), the picture and its mirror image; None for an SVG and for an unreadable file.
    ``digest`` is the BLAKE2b hash of the file, 16 bytes, empty where it could not be read.
    """

    digest: bytes
    format: str = ""
    width: int = 0
    height: int = 0
    bytes: int = 0
    animated: bool = False
    problem: ProblemCode | None = None
    problem_detail: str = ""
    metadata: Metadata = NO_METADATA
    fingerprints: NDArray[np.uint64] | None = None


def analyse(path: Path) -> PictureRecord:
    """Return what a file holds, computed from the file itself; never raises for a bad file."""
    try:
        size = path.stat().st_size
        digest = _digest(path)
    except FileNotFoundError:
        return PictureRecord(b"", problem="missing")
    except OSError as error:
        return PictureRecord(b"", problem="unreadable", problem_detail=error.strerror or str(error))
    try:
        content = read_picture(path)
    except PictureProblemError as problem:
        return PictureRecord(digest, bytes=size, problem=problem.code, problem_detail=problem.detail)
    prints = None if content.small is None else fingerprint(content.small)
    return PictureRecord(
        digest,
        content.format,
        content.width,
        content.height,
        size,
        content.animated,
        "script" if content.has_script else None,
        "",
        content.metadata,
        prints,
    )


class PictureIndex:
    """An open index. Two processes may use one file at once; a damaged file is made anew."""

    def __init__(self, file: Path | None) -> None:
        """Open an index; None, or a place that cannot be written, keeps it in memory."""
        self._file = file
        self._connection = self._open()

    def record(self, path: Path) -> PictureRecord:
        """Return what is known of a file, computed now where it is new or has changed."""
        known = self.known(path)
        if known is None:
            known = analyse(path)
            self.store([(path, known)])
        return _judged(path, known)

    def known(self, path: Path) -> PictureRecord | None:
        """Return what the index knows of a file as it is now, or None."""
        state = _state(path)
        if state is None:
            return None
        row = self._rows(
            "SELECT p.digest, p.facts, p.fingerprints FROM files f JOIN pictures p USING (digest) "
            "WHERE f.path = ? AND f.size = ? AND f.mtime_ns = ?",
            (_key(path), *state),
        )
        return _judged(path, _from_row(row[0])) if row else None

    def store(self, records: Iterable[tuple[Path, PictureRecord]]) -> None:
        """Keep records; a file that cannot be read now is not remembered."""
        files, pictures = [], []
        for path, record in records:
            state = _state(path)
            if state is None or not record.digest:
                continue
            files.append((_key(path), *state, record.digest))
            pictures.append(_to_row(record))
        with contextlib.suppress(sqlite3.Error), self._connection:
            # An index that cannot be written (locked for long, disk full) only costs time in the next run.
            self._connection.executemany("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)", pictures)
            self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", files)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            return []  # locked for longer than we wait: go without
        except sqlite3.DatabaseError:
            self._rebuild()
            return []

    def _open(self) -> sqlite3.Connection:
        if self._file is not None:
            for _attempt in range(2):
                try:
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    return _connect(str(self._file))
                except sqlite3.OperationalError:
                    break
                except sqlite3.DatabaseError:
                    _remove(self._file)
                except OSError:
                    break
        return _connect(":memory:")

    def _rebuild(self) -> None:
        self._connection.close()
        if self._file is not None:
            _remove(self._file)
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _connect(where: str) -> sqlite3.Connection:
    connection = sqlite3.connect(where, timeout=_BUSY_SECONDS)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
        with connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
            if row and row[0] != SCHEMA:
                connection.executescript(
                    "DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS pictures;" + _TABLES
                )
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (SCHEMA,))
        connection.execute("SELECT facts FROM pictures LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            Path(f"{file}{suffix}").unlink()


def _key(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 — Path.absolute() keeps "..", which would make two names of one file


def _state(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()


def _judged(path: Path, record: PictureRecord) -> PictureRecord:
    """Return a record with the one problem that lies in the file's name and not in its content."""
    if record.problem is None and record.format and is_mislabelled(path, record.format):
        return replace(record, problem="mislabelled", problem_detail=record.format)
    return record


def _to_row(record: PictureRecord) -> tuple[bytes, str, bytes | None]:
    facts = {
        "format": record.format,
        "width": record.width,
        "height": record.height,
        "bytes": record.bytes,
        "animated": record.animated,
        "problem": None if record.problem == "mislabelled" else record.problem,
        "problem_detail": record.problem_detail,
        "metadata": asdict(record.metadata),
    }
    prints = None if record.fingerprints is None else record.fingerprints.astype("<u8").tobytes()
    return record.digest, json.dumps(facts, ensure_ascii=False), prints


def _from_row(row: tuple[Any, ...]) -> PictureRecord:
    digest, facts, prints = row
    values = json.loads(facts)
    metadata = values.pop("metadata")
    metadata["fields"] = tuple(MetadataField(**field) for field in metadata["fields"])
    fingerprints = None if prints is None else np.frombuffer(prints, "<u8").reshape(2, 4).astype(np.uint64)
    return PictureRecord(digest, metadata=Metadata(**metadata), fingerprints=fingerprints, **values)


def pictures_below(folder: Path) -> Iterator[Path]:
    """Yield the pictures below a folder by their endings, sorted; links to folders are not followed."""
    from klartext.stock_photos.picture_file import EXTENSIONS  # noqa: PLC0415

    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in EXTENSIONS:  # noqa: PTH122 — a name, not a path
                yield Path(parent, name)
