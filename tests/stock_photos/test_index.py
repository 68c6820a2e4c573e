"""The index remembers, forgets what has changed, and is never needed: damaged, locked or read-only, all goes on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from klartext.stock_photos import index as index_module
from klartext.stock_photos import matching as matching_module
from klartext.stock_photos.index import PictureIndex
from klartext.stock_photos.library import Library, LibraryError, build_library, merge_libraries


@pytest.fixture
def pictures(tmp_path, scene):
    folder = tmp_path / "bilder"
    folder.mkdir()
    for seed in range(4):
        scene(seed, 400, 300).save(folder / f"{seed}.jpg")
    scene(0, 400, 300).resize((200, 150)).save(folder / "0-klein.jpg")
    return sorted(folder.iterdir())


def refuse(*_):
    raise AssertionError("the picture was read again")


def test_known_pictures_are_not_read_again(tmp_path, pictures, monkeypatch):
    file = tmp_path / "index.sqlite3"
    with PictureIndex(file) as index:
        first = index.records(pictures)
        pairs = index.matches(first)
    monkeypatch.setattr(index_module, "analyse", refuse)
    monkeypatch.setattr(matching_module, "find_links", refuse)
    with PictureIndex(file) as index:
        again = index.records(pictures)
        assert [r.digest for r in again] == [r.digest for r in first]
        assert [r.metadata for r in again] == [r.metadata for r in first]
        assert index.matches(again) == pairs
    assert [(m.a, m.b) for m in pairs] == [(0, 1)]


def test_known_pairs_need_neither_numpy_nor_opencv(tmp_path, pictures):
    file = tmp_path / "index.sqlite3"
    with PictureIndex(file) as index:
        index.matches(index.records(pictures))
    code = (
        "import sys; from pathlib import Path; from klartext.stock_photos.index import PictureIndex\n"
        "index = PictureIndex(Path(sys.argv[1]))\n"
        "pairs = index.matches(index.records([Path(name) for name in sys.argv[2:]]))\n"
        "print([(m.a, m.b, m.edit.value) for m in pairs], {'numpy', 'cv2', 'PIL'} & set(sys.modules))"
    )
    run = [sys.executable, "-c", code, str(file), *map(str, pictures)]
    assert subprocess.check_output(run, text=True) == "[(0, 1, 'resaved')] set()\n"


def test_a_changed_file_is_read_again(tmp_path, pictures, scene):
    with PictureIndex(tmp_path / "index.sqlite3") as index:
        before = index.record(pictures[1])
        scene(9, 410, 300).save(pictures[1])
        after = index.record(pictures[1])
    assert before.digest != after.digest
    assert after.width == 410


def test_a_new_picture_is_compared_with_the_known_ones(tmp_path, pictures, scene):
    file = tmp_path / "index.sqlite3"
    with PictureIndex(file) as index:
        index.matches(index.records(pictures))
    scene(3, 400, 300).transpose(0).save(pictures[0].parent / "neu.jpg")
    with PictureIndex(file) as index:
        paths = [*pictures, pictures[0].parent / "neu.jpg"]
        assert {(m.a, m.b) for m in index.matches(index.records(paths))} == {(0, 1), (4, 5)}


def test_a_picture_that_was_away_is_compared_when_it_returns(tmp_path, pictures, scene):
    file = tmp_path / "index.sqlite3"
    with PictureIndex(file) as index:
        index.matches(index.records(pictures))
        without = [p for p in pictures if p.name != "3.jpg"]
        new = pictures[0].parent / "neu.jpg"
        scene(3, 400, 300).resize((300, 225)).save(new)
        assert len(index.matches(index.records([*without, new]))) == 1
        assert {(m.a, m.b) for m in index.matches(index.records([*pictures, new]))} == {(0, 1), (4, 5)}


@pytest.mark.parametrize("damage", [b"", b"kein SQLite" * 100, None])
def test_a_damaged_index_is_made_anew(tmp_path, pictures, damage):
    file = tmp_path / "index.sqlite3"
    with PictureIndex(file) as index:
        index.records(pictures)
    for extra in ("-wal", "-shm"):
        if (path := tmp_path / f"index.sqlite3{extra}").exists():
            path.unlink()
    if damage is None:
        data = bytearray(file.read_bytes())
        data[4096:12288] = os.urandom(8192)
        file.write_bytes(data)
    else:
        file.write_bytes(damage)
    with PictureIndex(file) as index:
        assert all(r.fingerprints is not None for r in index.records(pictures))
        assert len(index.matches(index.records(pictures))) == 1


def test_an_index_of_another_version_is_made_anew(tmp_path, pictures):
    file = tmp_path / "index.sqlite3"
    connection = sqlite3.connect(file)
    connection.executescript(
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT); INSERT INTO meta VALUES ('schema', '0');"
        "CREATE TABLE pictures (digest TEXT);"
    )
    connection.close()
    with PictureIndex(file) as index:
        assert index.record(pictures[0]).width == 200


def test_a_place_that_cannot_be_written_only_costs_time(tmp_path, pictures):
    (tmp_path / "datei").write_text("kein Ordner")
    with PictureIndex(tmp_path / "datei" / "index.sqlite3") as index:
        assert index.record(pictures[0]).problem is None


def test_two_builds_at_once(tmp_path, pictures):
    file = tmp_path / "index.sqlite3"

    def build(_):
        with PictureIndex(file) as index:
            return len(index.matches(index.records(pictures)))

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(build, range(12))) == [1] * 12


def test_a_warm_lookup_is_fast(tmp_path, pictures):
    with PictureIndex(tmp_path / "index.sqlite3") as index:
        index.records(pictures)
        start = time.perf_counter()
        for _ in range(50):
            index.records(pictures)
        assert (time.perf_counter() - start) / (50 * len(pictures)) < 0.002


def test_a_library_knows_edited_pictures_and_holds_none(tmp_path, pictures, scene):
    with PictureIndex(None) as index:
        records = index.records(pictures)
        assert (
            build_library(tmp_path / "a.klib", [(p.name, r) for p, r in zip(pictures, records, strict=True)])
            == 5
        )
        library = Library(tmp_path / "a.klib")
        edited = tmp_path / "edited.jpg"
        scene(2, 400, 300).crop((40, 30, 340, 260)).transpose(0).save(edited)
        assert [(hit.name, hit.edit.value) for hit in library.search(index.record(edited))] == [
            ("2.jpg", "mirrored-cropped")
        ]
        scene(77, 400, 300).save(edited)
        assert library.search(index.record(edited)) == []
        assert library.search(records[2])[0].edit.value == "identical"
    assert merge_libraries(tmp_path / "b.klib", [tmp_path / "a.klib", tmp_path / "a.klib"]) == 5
    assert b"JFIF" not in (tmp_path / "b.klib").read_bytes()


def test_what_is_no_library_is_named(tmp_path, pictures):
    for path in (tmp_path / "fort.klib", pictures[0]):
        with pytest.raises(LibraryError, match=path.name):
            Library(path)
