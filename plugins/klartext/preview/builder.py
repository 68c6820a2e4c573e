"""Knows how to build again and again, each time in a fresh process that has everything loaded already.

A helper process imports Pelican and the plugins once and forks for each build: nothing of one build can leak into the
next, and none waits for imports. When the plugins' own code changes, the helper is replaced.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PRELOADED = (
    *("klartext.pelican_plugin", "klartext.lint.workers", "klartext.lint.cache", "klartext.figures"),
    *("markdown.extensions.extra", "markdown.extensions.codehilite", "markdown.extensions.toc"),
    *("markdown.extensions.meta", "pygments.lexers", "pygments.formatters.html", "babel.dates", "jinja2.ext"),
    *("concurrent.futures.process", "holidays.countries"),
)


class Builder:
    """Builds the preview of one site.

    Args:
        command: the arguments of ``klartext`` for one build.
        folder: where the command runs.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command = list(command)
        self._folder = folder
        self._helper: subprocess.Popen[str] | None = None

    def build(self) -> bool:
        """Build, and tell whether that went well; what is wrong has been written to stderr."""
        if not hasattr(os, "fork"):
            command = [sys.executable, "-m", "klartext", *self._command]
            return subprocess.run(command, check=False, cwd=self._folder).returncode == 0  # noqa: S603 — our own
        if self._helper is None or self._helper.poll() is not None:
            self._helper = subprocess.Popen(  # noqa: S603 — our own command line
                [sys.executable, "-m", "klartext.preview.builder", *self._command],
                cwd=self._folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,  # Ctrl+C is for us; the helper goes when its input ends
            )
        assert self._helper.stdin is not None  # noqa: S101 — a pipe was asked for
        assert self._helper.stdout is not None  # noqa: S101 — as above
        try:
            self._helper.stdin.write("build\n")
            self._helper.stdin.flush()
        except BrokenPipeError:
            return False
        return self._helper.stdout.readline() == "0\n"

    @property
    def process_id(self) -> int:
        """The helper's process; its children are the builds. 0 where there is none."""
        return self._helper.pid if self._helper else 0

    def forget_code(self) -> None:
        """Let the next build import everything anew."""
        helper, self._helper = self._helper, None
        if helper and helper.stdin:
            with contextlib.suppress(BrokenPipeError):
                helper.stdin.close()
            helper.wait()


def serve_builds(command: Sequence[str]) -> None:
    """Build once for each line of standard input and answer with the exit code."""
    from klartext.cli import main  # noqa: PLC0415 — only the helper process needs it

    for module in _PRELOADED:
        importlib.import_module(module)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a build prints is for people
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            code = main(command)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)  # the parent's open files are the parent's to flush
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


if __name__ == "__main__":
    serve_builds(sys.argv[1:])
