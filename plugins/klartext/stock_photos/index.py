"""The picture index: what is known of every picture's content, kept in SQLite between runs, never needed for truth."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import stat
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from klartext.picture_formats import EXTENSIONS, is_mislabelled
from klartext.picture_metadata import Metadata, MetadataField
from klartext.stock_photos.picture_match import ContentMatch, Edit, PictureMatch, picture_matches
from klartext.stock_photos.picture_record import PictureRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from klartext.stock_photos.matching import Link

SCHEMA = "7"
"""Raised whenever a table or the meaning of a stored value changes; an index of another schema is made anew."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pictures (
    digest BLOB PRIMARY KEY, facts TEXT NOT NULL, fingerprints BLOB, features BLOB, sketch BLOB
);
CREATE TABLE IF NOT EXISTS compared (digest BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS library_hits (
    library TEXT NOT NULL, digest BLOB NOT NULL, name TEXT NOT NULL, PRIMARY KEY (library, digest)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (a BLOB NOT NULL, b BLOB NOT NULL, matrix BLOB NOT NULL, PRIMARY KEY (a, b));
"""
_BUSY_SECONDS = 20.0
_POOL_FROM = 24
"""New pictures from which starting a pool of processes pays; each takes half a second to start."""
_BATCH = 64


def analyse(path: Path) -> PictureRecord:
    """Return what a file holds, computed from the file itself; never raises for a bad file."""
    # Pillow, NumPy and OpenCV take longer to load than a post to check: only a picture that is new needs them.
    from klartext.stock_photos.fingerprint import fingerprint, fingerprints_to_bytes  # noqa: PLC0415
    from klartext.stock_photos.local_features import local_features  # noqa: PLC0415
    from klartext.stock_photos.picture_file import PictureProblemError, read_picture, refused  # noqa: PLC0415
    from klartext.stock_photos.sketch import sketch  # noqa: PLC0415

    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            # A pipe would keep us waiting for ever, a device might never end.
            return PictureRecord(b"", problem="no-file")
        size = state.st_size
        digest = _digest(path)
    except OSError as error:
        problem = refused(error)
        return PictureRecord(b"", problem=problem.code, problem_detail=problem.detail)
    try:
        content = read_picture(path)
    except PictureProblemError as problem:
        return PictureRecord(digest, size_bytes=size, problem=problem.code, problem_detail=problem.detail)
    small, colour = content.small, content.colour
    prints = None if small is None else fingerprint(small)
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
        None if prints is None else fingerprints_to_bytes(prints),
        None if small is None else local_features(small).to_bytes(),
        None if small is None or colour is None else sketch(small, colour).to_bytes(),
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
            "SELECT p.digest, p.facts, p.fingerprints, p.features, p.sketch "
            "FROM files f JOIN pictures p USING (digest) WHERE f.path = ? AND f.size = ? AND f.mtime_ns = ?",
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
            self._connection.executemany("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?)", pictures)
            self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", files)

    def records(
        self, paths: Sequence[Path], progress: Callable[[int, int], None] | None = None
    ) -> list[PictureRecord]:
        """Return what is known of many files, analysing new ones on all processors.

        Args:
            paths: the files.
            progress: called with the number of new files done and their total.
        """
        found = {path: self.known(path) for path in paths}
        unknown = [path for path, record in found.items() if record is None]
        for done, (path, new) in enumerate(self._analysed(unknown), 1):
            found[path] = _judged(path, new)
            if progress:
                progress(done, len(unknown))
        return [record for path in paths if (record := found[path]) is not None]

    def matches(self, records: Sequence[PictureRecord]) -> list[PictureMatch]:
        """Return the pairs of a collection that show the same; only pictures that are new to it are compared."""
        contents = {record.digest: record for record in records if record.stored_features is not None}
        compared = {digest for (digest,) in self._rows("SELECT digest FROM compared")}
        if contents.keys() <= compared:
            known = self._known_matches(contents)
            if known is not None:
                return picture_matches(records, known)
        from klartext.stock_photos.matching import content_matches, find_links, link_from_bytes  # noqa: PLC0415 — loads slowly

        links = [link_from_bytes(*row) for row in self._rows("SELECT a, b, matrix FROM links")]
        if not contents.keys() <= compared:
            fresh = list(find_links(list(contents.values()), compared, links))
            links += fresh
            self._keep_links(fresh, contents.keys())
        found = list(content_matches(contents, links))
        self._keep_matches(contents, found)
        return picture_matches(records, found)

    def _known_matches(self, contents: Collection[bytes]) -> list[ContentMatch] | None:
        """Return what the last run found in the same pictures, or None."""
        rows = self._rows("SELECT value FROM meta WHERE key = 'matches'")
        kept = json.loads(rows[0][0]) if rows else {}
        if kept.get("of") != _digest_of(contents):
            return None
        return [
            ContentMatch(bytes.fromhex(a), bytes.fromhex(b), Edit(edit), bits)
            for a, b, edit, bits in kept["found"]
        ]

    def _keep_matches(self, contents: Collection[bytes], found: Iterable[ContentMatch]) -> None:
        rows = [[match.a.hex(), match.b.hex(), match.edit.value, match.distance_bits] for match in found]
        value = json.dumps({"of": _digest_of(contents), "found": rows})
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('matches', ?)", (value,))

    def name_in_library(
        self, record: PictureRecord, library: str, search: Callable[[PictureRecord], str]
    ) -> str:
        """Return the name under which a library knows a picture, empty where it does not.

        Args:
            record: the picture.
            library: what changes whenever the library does.
            search: asks the library; called once for each picture and state of the library.
        """
        asked = (library, record.digest)
        rows = self._rows("SELECT name FROM library_hits WHERE library = ? AND digest = ?", asked)
        if rows:
            return str(rows[0][0])
        name = search(record)
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.execute("INSERT OR REPLACE INTO library_hits VALUES (?, ?, ?)", (*asked, name))
        return name

    def _keep_links(self, links: Iterable[Link], compared: Iterable[bytes]) -> None:
        """Keep new links and which pictures have all been compared with each other; others will be again."""
        rows = [(link.a, link.b, link.to_bytes()) for link in links]
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", rows)
            self._connection.execute("DELETE FROM compared")
            self._connection.executemany(
                "INSERT OR IGNORE INTO compared VALUES (?)", [(d,) for d in compared]
            )

    def _analysed(self, paths: Sequence[Path]) -> Iterator[tuple[Path, PictureRecord]]:
        """Yield new records and keep them, a batch at a time."""
        batch: list[tuple[Path, PictureRecord]] = []
        for path, record in zip(paths, _analyse_all(paths), strict=True):
            batch.append((path, record))
            yield path, record
            if len(batch) >= _BATCH:
                self.store(batch)
                batch = []
        self.store(batch)

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


def _analyse_all(paths: Sequence[Path]) -> Iterator[PictureRecord]:
    processors = os.cpu_count() or 1
    if len(paths) < _POOL_FROM or processors == 1:
        yield from map(analyse, paths)
        return
    import multiprocessing  # noqa: PLC0415 — only for many new pictures
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    done = 0
    try:
        # A fresh interpreter for each worker: a fork would copy threads and locks in an unknown state.
        with ProcessPoolExecutor(processors, multiprocessing.get_context("spawn"), _one_thread) as pool:
            for record in pool.map(analyse, paths, chunksize=8):
                yield record
                done += 1
    except BrokenProcessPool:
        # A worker was killed, for want of memory perhaps: the rest is done here, one picture at a time.
        yield from map(analyse, paths[done:])


def _one_thread() -> None:
    import cv2  # noqa: PLC0415

    cv2.setNumThreads(1)


def _connect(where: str) -> sqlite3.Connection:
    connection = sqlite3.connect(where, timeout=_BUSY_SECONDS)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
        with connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
            if row and row[0] != SCHEMA:
                tables = ("meta", "files", "pictures", "compared", "links", "library_hits")
                dropped = "".join(f"DROP TABLE IF EXISTS {name};" for name in tables)
                connection.executescript(dropped + _TABLES)
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
    """Return a path as SQLite can keep it: bytes of a name that are no UTF-8 are spelled out."""
    return os.path.abspath(path).encode("utf-8", "backslashreplace").decode()  # noqa: PTH100 — Path.absolute() keeps "..", which would make two names of one file


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()


def _digest_of(contents: Collection[bytes]) -> str:
    return hashlib.blake2b(b"".join(sorted(contents)), digest_size=16).hexdigest()


def _judged(path: Path, record: PictureRecord) -> PictureRecord:
    """Return a record with the one problem that lies in the file's name and not in its content."""
    if record.problem is None and record.format and is_mislabelled(path, record.format):
        return replace(record, problem="mislabelled", problem_detail=record.format)
    return record


def _to_row(record: PictureRecord) -> tuple[bytes, str, bytes | None, bytes | None, bytes | None]:
    facts = {
        "format": record.format,
        "width": record.width,
        "height": record.height,
        "size_bytes": record.size_bytes,
        "animated": record.animated,
        "problem": None if record.problem == "mislabelled" else record.problem,
        "problem_detail": record.problem_detail,
        "metadata": asdict(record.metadata),
    }
    return (
        record.digest,
        json.dumps(facts, ensure_ascii=False),
        record.stored_fingerprints,
        record.stored_features,
        record.stored_sketch,
    )


def _from_row(row: tuple[Any, ...]) -> PictureRecord:
    digest, facts, prints, features, sketch = row
    values = json.loads(facts)
    metadata = values.pop("metadata")
    metadata["fields"] = tuple(MetadataField(**field) for field in metadata["fields"])
    return PictureRecord(
        digest,
        metadata=Metadata(**metadata),
        stored_fingerprints=prints,
        stored_features=features,
        stored_sketch=sketch,
        **values,
    )


def pictures_below(folder: Path) -> Iterator[Path]:
    """Yield the pictures below a folder by their endings, sorted; links to folders are not followed."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in EXTENSIONS:  # noqa: PTH122 — a name, not a path
                yield Path(parent, name)
