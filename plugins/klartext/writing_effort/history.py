"""What git tells of the hours behind each post, read in one pass over the log."""

from __future__ import annotations

import os
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from klartext.lint.diagnostic import Value
    from klartext.writing_effort.constants import Constants

_RECORD = "\x01"
_POST_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_SQUASHED = lazy_regex(r"\(#\d+\)$|^Squashed commit of the following|\(!\d+\)$")
"""Subjects that GitHub, git itself and GitLab give to a squash merge."""
_DAY = 86_400
_HOUR = 3_600
_TIMEOUT_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the history that a reader of the figures must know; ``key`` names the sentence."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """The work on one post as its commits show it: minutes, commits, people."""

    minutes: float
    commits: int
    people: int


@dataclass(frozen=True, slots=True)
class History:
    """Work by the post's path relative to the site, and what limits the figures."""

    work: Mapping[str, Work] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Commit:
    time: int
    author: str
    subject: str
    changes: list[tuple[str, str]]
    """(path, the path it had before), the newest name first."""


def read_history(root: Path, content: Path, constants: Constants, now: float) -> History:
    """Return the work behind each file below the content folder; empty without git or outside a repository.

    Args:
        root: the site's folder.
        content: the content folder.
        constants: gap and first commit of a session, size of a bulk commit.
        now: the present, in seconds since 1970; commits after it are left out.
    """
    told = _git(root, "rev-parse", "--show-toplevel", "--is-shallow-repository")
    if told is None:
        return History()
    if told.returncode:
        message = told.stderr.strip().splitlines()[-1:] or [""]
        silent = "not a git repository" in message[0].lower()
        return History() if silent else History(notes=(Note("git-fails", (("detail", message[0]),)),))
    top, _, shallow = told.stdout.strip().partition("\n")
    log = _log(root, content)
    if log is None or log.returncode:
        if log is not None and "does not have any commits" in log.stderr:
            return History()
        detail = (log.stderr.strip().splitlines()[-1:] or [""])[0] if log else "timeout"
        return History(notes=(Note("git-fails", (("detail", detail),)),))
    return _measure(_parse(log.stdout), _Paths(Path(top), root), constants, now, is_shallow=shallow == "true")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        # A partial clone would fetch what it lacks; nothing here may use the network.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
    }
    command = [
        "git",
        "-C",
        str(folder),
        "-c",
        "core.quotePath=false",
        "-c",
        "log.showSignature=false",
        *arguments,
    ]
    try:
        return subprocess.run(  # noqa: S603 — fixed arguments, no shell
            command,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def _log(root: Path, content: Path) -> subprocess.CompletedProcess[str] | None:
    form = f"--format={_RECORD.replace(chr(1), '%x01')}%at%x09%ae%x09%s"
    for renames in ("--find-renames=50%", "--find-renames=100%"):  # the second needs no file's text
        log = _git(root, "log", "--no-merges", "--name-status", renames, form, "--", str(content))
        if log is None or log.returncode == 0:
            break
    return log


def _parse(text: str) -> list[_Commit]:
    commits: list[_Commit] = []
    for record in text.split(_RECORD)[1:]:
        head, _, rest = record.partition("\n")
        time, author, subject = (*head.split("\t", 2), "", "")[:3]
        changes: list[tuple[str, str]] = []
        for line in rest.splitlines():
            state, *names = line.split("\t")
            if names and state[:1] in "AMRC":
                changes.append((names[-1], names[0] if state[0] == "R" else names[-1]))
        commits.append(_Commit(int(time or 0), author.lower(), subject, changes))
    return commits


class _Paths:
    """Turns git's paths, relative to the repository, into the site's."""

    def __init__(self, top: Path, root: Path) -> None:
        self._root = os.path.relpath(os.path.realpath(root), os.path.realpath(top))

    def site_path(self, path: str) -> str:
        return Path(os.path.relpath(path, self._root)).as_posix() if self._root != "." else path


def _measure(
    commits: Sequence[_Commit], paths: _Paths, constants: Constants, now: float, *, is_shallow: bool
) -> History:
    times: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    written_out: set[str] = set()
    """Posts with a commit that is no squash merge."""
    limits: Counter[str] = Counter()
    newer = float("inf")
    for commit, names in _posts_by_commit(commits):
        limits["clock"] += commit.time > newer + _DAY
        newer = min(newer, commit.time)
        if len(names) >= constants.git_bulk_files:
            limits["bulk"] += 1
        elif commit.time > now + _HOUR:
            limits["future"] += 1
        else:
            for path in map(paths.site_path, names):
                times[path][commit.author].append(commit.time)
                if not _SQUASHED.search(commit.subject):
                    written_out.add(path)
    work: dict[str, Work] = {}
    for path, by_author in times.items():
        number = sum(map(len, by_author.values()))
        if number == 1:
            limits["single-commit"] += 1  # one commit says nothing of the hours before it
            continue
        if path not in written_out:
            limits["squash"] += 1
            continue
        minutes = sum(session_minutes(moments, constants) for moments in by_author.values())
        work[path] = Work(minutes, number, len(by_author))
    notes = [Note(key, (("n", number),)) for key, number in sorted(limits.items()) if number]
    if is_shallow:
        notes.insert(0, Note("shallow"))
    return History(work, tuple(notes))


def _posts_by_commit(commits: Iterable[_Commit]) -> Iterator[tuple[_Commit, list[str]]]:
    """Yield each commit, the newest first, with the names that the posts it changes have today."""
    current: dict[str, str] = {}
    for commit in commits:
        names: list[str] = []
        for path, before in commit.changes:
            if not path.lower().endswith(_POST_ENDINGS):
                continue
            name = current.get(path, path)
            names.append(name)
            if before != path:
                current[before] = name
        yield commit, names


def session_minutes(times: Iterable[int], constants: Constants) -> float:
    """Return the minutes of work behind one person's commits, given in seconds, in any order.

    Commits less than the gap apart belong to one session; before its first commit lies a fixed stretch.
    Source: the method of git-hours (Kimmo Brunfeldt, 2014), with the two numbers fitted to posts.
    """
    total = 0.0
    last: int | None = None
    for time in sorted(times):
        minutes = float("inf") if last is None else (time - last) / 60
        total += minutes if minutes < constants.git_gap_minutes else constants.git_first_commit_minutes
        last = time
    return total
