"""Work shared with processes: every task is done once, an error is met here, and no process stays behind."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from klartext.checking import Checker, cached_site
from klartext.lint.workers import Work, all_done
from klartext.registry import RuleChoice
from klartext.settings import Settings
from klartext.site import Configuration, site_of

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "linux":
    import fcntl

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
BEGUN = """
import os, signal, sys, time
from klartext.lint.workers import Work
work = Work(10**6, lambda task: time.sleep(0.01), 2)
"""


def square(task: int) -> int:
    return task * task


@pytest.mark.parametrize("tasks", [0, 1, 30, 9000])
def test_each_task_is_done_by_one(tasks: int) -> None:
    work = Work(tasks, square, 2)
    here = list(work.left())
    there = work.results()
    assert sorted([*here, *there]) == list(range(tasks))
    assert list(there) == sorted(there)
    assert all(made == square(task) for task, made in there.items())


@pytest.mark.skipif(sys.platform != "linux", reason="only there a pipe's size can be set")
def test_a_pipe_of_one_page_holds_all_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = os.pipe

    def small() -> tuple[int, int]:
        begin, end = pipe()
        fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, 4096)
        os.set_blocking(end, False)  # so that one too small fails and does not hang
        return begin, end

    monkeypatch.setattr(os, "pipe", small)
    work = Work(123_456, square, 0)
    assert list(work.left()) == list(range(123_456))


def test_without_room_for_processes_all_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    work = Work(3, square, 2)
    assert list(work.left()) == [0, 1, 2]
    assert work.results() == {}


def test_what_there_was_is_not_searched_for_cycles_meanwhile() -> None:
    before = gc.get_freeze_count()
    work = Work(3, square, 1)
    assert gc.get_freeze_count() > before
    work.results()
    assert gc.get_freeze_count() == 0


def test_what_a_process_did_before_it_failed_counts() -> None:
    def until_three(task: int) -> int:
        if task == 3:
            raise ValueError
        return task

    assert Work(9, until_three, 1).results() == {0: 0, 1: 1, 2: 2}


def test_what_a_process_leaves_undone_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def here_alone(task: int) -> int:
        if os.getpid() != here:
            raise MemoryError
        return task * task

    monkeypatch.setattr("klartext.lint.workers._processors", lambda: 4)
    assert all_done(9, here_alone) == all_done(9, square) == [square(task) for task in range(9)]
    assert all_done(0, square) == []
    # Windows forks no processes and has no masks for signals.
    monkeypatch.setattr("klartext.lint.workers._processors", lambda: 1)
    monkeypatch.delattr("signal.pthread_sigmask")
    assert all_done(9, square) == [square(task) for task in range(9)]


def test_an_error_is_met_in_this_process(tmp_path: Path) -> None:
    class Failing(Checker):
        def _alone(self, document, site):
            if document.path == "content/3.md":
                raise ArithmeticError(os.getpid())
            return super()._alone(document, site)

    for number in range(9):
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / f"content/{number}.md").write_text(f"Title: Wand {number}\n\nKalk atmet.\n", "utf-8")
    site = cached_site(site_of(Configuration(tmp_path / "pelicanconf.py", tmp_path, {}, Settings())))
    checker = Failing(site, RuleChoice(None, site.settings.lint), date(2026, 11, 26), jobs=2)
    with pytest.raises(ArithmeticError, match=str(os.getpid())):
        checker.diagnostics()


@pytest.mark.parametrize(
    "end",
    [
        "raise SystemExit(1)",
        "del work; sys.stdout.close(); sys.stderr.close(); os.close(1); os.close(2); sys.stdin.read()",
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.killpg(0, signal.SIGINT); work.results()",
    ],
)
def test_no_process_stays_behind(end: str) -> None:
    """The output ends when nobody holds it any more; the tasks would take hours."""
    begun = subprocess.Popen(
        [sys.executable, "-c", BEGUN + end],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert begun.stdout is not None
    assert begun.stdin is not None
    written = begun.stdout.read()
    assert written.count(b"Traceback") == ("SIGINT" in end), written
    begun.stdin.close()
    begun.wait()
