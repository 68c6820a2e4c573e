import os
import stat
from pathlib import Path

import pytest

from klartext.lint.whole_file import where_it_leads, whole_file


def test_the_new_content_is_there_at_the_end(tmp_path: Path):
    target = tmp_path / "a.txt"
    target.write_text("alt")
    with whole_file(target) as part:
        part.write_text("neu")
        assert target.read_text() == "alt"
    assert target.read_text() == "neu"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt])
def test_what_fails_leaves_the_old_content_and_nothing_else(tmp_path: Path, failure: type[BaseException]):
    target = tmp_path / "a.txt"
    target.write_text("alt")

    def fail() -> None:
        with whole_file(target) as part:
            part.write_text("ha")
            raise failure

    with pytest.raises(failure):
        fail()
    assert target.read_text() == "alt"
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_is_none_is_told_as_the_system_tells_it(tmp_path: Path):
    (tmp_path / "datei").write_text("")
    with pytest.raises(NotADirectoryError), whole_file(tmp_path / "datei/a.txt") as part:
        part.write_text("neu")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path):
    pipe = tmp_path / "leitung"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with whole_file(where_it_leads(pipe)) as part:
            part.write_text("neu")
        assert os.read(reader, 10) == b"neu"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_that_somebody_names_stays_one(tmp_path: Path):
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    target.write_text("alt")
    link.symlink_to(target)
    with whole_file(where_it_leads(link)) as part:
        part.write_text("neu")
    assert target.read_text() == "neu"
    assert link.is_symlink()
