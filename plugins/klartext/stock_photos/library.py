"""Libraries: the fingerprints of a stock of pictures in one file that holds no picture, to be shared and searched."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from klartext.lint.messages.problem import Problem
from klartext.stock_photos.fingerprint import hamming_distance
from klartext.stock_photos.local_features import mirrored
from klartext.stock_photos.matching import SIMILAR_BITS, compare, edit_between
from klartext.stock_photos.picture_match import Edit
from klartext.stock_photos.picture_record import PictureRecord
from klartext.stock_photos.wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

VERSION = "2"
STORED_POINTS = 120
"""Features kept of each picture: two fifths of the file of all of them, and cards are still found."""
_FILED_POINTS = 48
"""The most telling features, by which a picture is found; the others only confirm it."""
_ASKED_POINTS = 120
_TABLES = 8
_NEAREST = 12
"""Pictures that are compared closely, for each of the two ways of finding them."""
_LEAST_VOTES = 6

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, name TEXT NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, fingerprints BLOB, features BLOB
);
CREATE TABLE fingerprints (id INTEGER PRIMARY KEY, pictures BLOB NOT NULL, data BLOB NOT NULL);
CREATE TABLE buckets (key INTEGER PRIMARY KEY, pictures BLOB NOT NULL);
"""


class LibraryError(Problem):
    """A file cannot be used as a library."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A picture of a library that shows the same as the one asked for."""

    name: str
    edit: Edit


class Library:
    """An open library."""

    def __init__(self, file: Path) -> None:
        """Open a library for reading.

        Raises:
            LibraryError: there is no such file, or it is no library.
        """
        self.name = file.name
        if not file.is_file():
            raise LibraryError(PHRASES["library-missing"], file=file)
        try:
            self._connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
            row = self._connection.execute("SELECT value FROM meta WHERE key = 'library'").fetchone()
            if row is None or row[0] != VERSION:
                raise LibraryError(PHRASES["library-outdated"], file=file)
            ids, prints = self._connection.execute("SELECT pictures, data FROM fingerprints").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise LibraryError(PHRASES["library-damaged"], file=file) from error
        self._ids = np.frombuffer(ids, "<u4")
        self._prints = np.frombuffer(prints, "<u8").reshape(-1, 4)

    def entries(self) -> Iterator[tuple[str, PictureRecord]]:
        """Yield all pictures with their names."""
        query = "SELECT digest, name, width, height, fingerprints, features FROM pictures ORDER BY id"
        for row in self._connection.execute(query):
            yield _named_record(row)

    def search(self, record: PictureRecord) -> list[Hit]:
        """Return the pictures that show the same as a given one, the surest first."""
        identical = self._connection.execute(
            "SELECT name FROM pictures WHERE digest = ?", (record.digest,)
        ).fetchone()
        if identical:
            return [Hit(identical[0], Edit.IDENTICAL)]
        hits: dict[int, Hit] = {}
        for identity, is_mirrored in dict.fromkeys(
            [*self._by_fingerprint(record), *self._by_features(record)]
        ):
            if identity in hits:
                continue
            query = "SELECT digest, name, width, height, fingerprints, features FROM pictures WHERE id = ?"
            name, other = _named_record(self._connection.execute(query, (identity,)).fetchone())
            matrix = compare(record, other, is_mirrored=is_mirrored)
            if matrix is not None and (edit := edit_between(record, other, matrix)):
                hits[identity] = Hit(name, edit)
        return list(hits.values())

    def _by_fingerprint(self, record: PictureRecord) -> Iterator[tuple[int, bool]]:
        if record.fingerprints is None or not len(self._prints):
            return
        for turned in (0, 1):
            bits = hamming_distance(record.fingerprints[turned], self._prints)
            near = np.flatnonzero(bits <= SIMILAR_BITS)
            for at in near[np.argsort(bits[near], kind="stable")][:_NEAREST]:
                yield int(self._ids[at]), bool(turned)

    def _by_features(self, record: PictureRecord) -> Iterator[tuple[int, bool]]:
        if record.features is None:
            return
        for is_mirrored in (False, True):
            codes = record.features.codes[:_ASKED_POINTS]
            keys = np.unique(_keys(mirrored(codes) if is_mirrored else codes)).tolist()
            marks = ",".join("?" * len(keys))
            rows = self._connection.execute(f"SELECT pictures FROM buckets WHERE key IN ({marks})", keys)  # noqa: S608 — only question marks
            met = [np.frombuffer(blob, "<u4") for (blob,) in rows]
            if not met:
                continue
            votes = np.bincount(np.concatenate(met))
            nearest = np.argsort(-votes, kind="stable")[:_NEAREST]
            yield from (
                (int(identity), is_mirrored) for identity in nearest if votes[identity] >= _LEAST_VOTES
            )


def build_library(file: Path, named: Iterable[tuple[str, PictureRecord]]) -> int:
    """Write a library and return the number of its pictures; files that are no pictures are left out.

    The file appears whole or not at all.

    Args:
        file: where to write it.
        named: names and records of the pictures; of equal ones the first counts.
    """
    partial = file.with_name(file.name + ".partial")
    with contextlib.suppress(FileNotFoundError):
        partial.unlink()
    try:
        connection = sqlite3.connect(partial)
        try:
            with connection:
                connection.executescript(_SCHEMA)
                count = _fill(connection, named)
        finally:
            connection.close()
        partial.replace(file)
    except sqlite3.Error as error:
        raise LibraryError(PHRASES["library-unwritable"], file=file, detail=error) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
    return count


def merge_libraries(file: Path, libraries: Sequence[Path]) -> int:
    """Write the pictures of several libraries into one and return their number."""
    opened = [Library(path) for path in libraries]
    return build_library(file, (entry for library in opened for entry in library.entries()))


def _fill(connection: sqlite3.Connection, named: Iterable[tuple[str, PictureRecord]]) -> int:
    seen: set[bytes] = set()
    ids, prints, keys, owners = [], [], [], []
    for name, record in named:
        if not record.is_usable or record.digest in seen or record.features is None:
            continue
        seen.add(record.digest)
        identity = len(seen)
        features = record.features
        stored = replace(
            features, points=features.points[:STORED_POINTS], codes=features.codes[:STORED_POINTS]
        )
        connection.execute(
            "INSERT INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                identity,
                record.digest,
                name,
                record.width,
                record.height,
                record.stored_fingerprints,
                stored.to_bytes(),
            ),
        )
        if record.fingerprints is not None:
            ids.append(identity)
            prints.append(record.fingerprints[0])
        of_picture = np.unique(_keys(features.codes[:_FILED_POINTS]))
        keys.append(of_picture)
        owners.append(np.full(len(of_picture), identity, np.uint32))
    connection.execute(
        "INSERT INTO fingerprints VALUES (1, ?, ?)",
        (np.array(ids, "<u4").tobytes(), np.array(prints, "<u8").tobytes()),
    )
    if keys:
        connection.executemany(
            "INSERT INTO buckets VALUES (?, ?)", _buckets(np.concatenate(keys), np.concatenate(owners))
        )
    connection.execute("INSERT INTO meta VALUES ('library', ?)", (VERSION,))
    return len(seen)


def _buckets(keys: NDArray[np.int64], owners: NDArray[np.uint32]) -> Iterator[tuple[int, bytes]]:
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order].astype("<u4")
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    for start, end in zip(starts, np.r_[starts[1:], len(keys)], strict=True):
        yield int(keys[start]), owners[start:end].tobytes()


def _keys(codes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the buckets in which codes are filed: the number of one of eight 16-bit parts, and the part."""
    parts = np.ascontiguousarray(codes, "<u8").view("<u2").reshape(-1, _TABLES).astype(np.int64)
    return (parts + (np.arange(_TABLES) << 16)).ravel()


def _named_record(row: tuple[bytes, str, int, int, bytes | None, bytes]) -> tuple[str, PictureRecord]:
    digest, name, width, height, prints, features = row
    return name, PictureRecord(
        digest,
        format="?",
        width=width,
        height=height,
        stored_fingerprints=prints,
        stored_features=features,
    )
