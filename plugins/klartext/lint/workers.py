"""Lets forked processes work beside this one: they begin at once, this one joins in when it likes and collects all."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import tempfile
import weakref
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Result = TypeVar("Result")

PAYS_FROM = 150
"""Below so many posts, starting processes takes longer than they save."""

_TOKEN_BYTES = 4
_TOKENS = 1000
"""What a pipe holds on any system: a page, 4 KiB, is what Linux gives to somebody who has very many of them."""


def jobs_for(posts: int, wanted: int | None) -> int:
    """Return how many processes to use: as many as wanted, else what pays."""
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return max(1, wanted)
    return min(4, _processors()) if posts >= PAYS_FROM else 1


def all_done(tasks: int, do: Callable[[int], Result]) -> list[Result]:
    """Do tasks that take long each on all processors; return what they gave, in their order.

    Args:
        tasks: their number.
        do: does one of them, numbered from 0 on; must give what can be pickled.
    """
    processes = min(tasks, _processors()) - 1
    if processes < 1:
        return [do(task) for task in range(tasks)]
    work = Work(tasks, do, processes)
    done = {task: do(task) for task in work.left()} | work.results()
    return [done[task] if task in done else do(task) for task in range(tasks)]


def _processors() -> int:
    """Return how many processes may work at a time."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Work:
    """Tasks, numbered from 0 on, that processes have begun to do.

    A process that fails leaves its task and goes: who asked for the work finds the task undone, does it and meets the
    error at its place. No process outlives this one by more than a task, nor this object.

    Args:
        tasks: their number.
        do: does one task and returns what ``results`` is to hand over; must be picklable.
        processes: how many to fork; no thread may run.
    """

    def __init__(self, tasks: int, do: Callable[[int], object], processes: int) -> None:
        self._tasks, self._step = tasks, 1 + tasks // _TOKENS
        self._queue, end = os.pipe()
        os.write(end, b"".join(n.to_bytes(_TOKEN_BYTES, "big") for n in range(0, tasks, self._step)))
        os.close(end)
        here = os.getpid()
        self._made: dict[int, IO[bytes]] = {}
        # What is there by now stays while the processes work: a search for cycles would take long and write to every
        # object's page, of which each process then needs a copy.
        gc.freeze()
        # A Ctrl+C meanwhile waits until the process can end at it without a word.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        for _ in range(processes):
            try:
                made = tempfile.TemporaryFile()  # noqa: SIM115 — open until the results are in
                process = os.fork()
            except OSError:
                break  # the system has no room for it: the others do its part
            if process == 0:
                self._run(do, made, here, mask)
            self._made[process] = made
        self._stop = weakref.finalize(self, _stop, self._queue, self._made, here)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def left(self) -> Iterator[int]:
        """Yield the tasks that nobody has begun; who takes one must do it."""
        while token := os.read(self._queue, _TOKEN_BYTES):
            start = int.from_bytes(token, "big")
            yield from range(start, min(start + self._step, self._tasks))

    def results(self) -> dict[int, Any]:
        """Wait for the processes, and return what they made by task."""
        found: dict[int, Any] = {}
        while self._made:
            process, file = next(iter(self._made.items()))
            _wait_for(process)
            del self._made[process]
            with file, suppress(EOFError, pickle.UnpicklingError):
                file.seek(0)
                while True:
                    found |= pickle.load(file)  # noqa: S301 — written by our own process
        self._stop()
        return dict(sorted(found.items()))

    def _run(
        self, do: Callable[[int], object], made: IO[bytes], parent: int, mask: set[signal.Signals | int]
    ) -> None:
        """Do tasks until none is left, in a process of its own that ends here."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            gc.disable()
            with made:
                for task in self.left():
                    if os.getppid() != parent:
                        break
                    pickle.dump({task: do(task)}, made)
        finally:
            os._exit(0)


def _stop(queue: int, processes: Mapping[int, object], parent: int) -> None:
    """End processes whose work nobody wants; one that was forked meanwhile knows of them too, but they are not its."""
    if os.getpid() == parent:
        gc.unfreeze()
        os.close(queue)
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            _wait_for(process)


def _wait_for(process: int) -> None:
    with suppress(ChildProcessError):  # where whoever started us lets the system forget ended processes
        os.waitpid(process, 0)
