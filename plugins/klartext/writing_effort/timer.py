"""The timer of a draft: when it was started, and how the minutes get into the draft's header unharmed."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from klartext.lint.front_matter import parse_front_matter
from klartext.writing_effort.duration import front_matter_duration, parse_duration

LONGEST_SITTING_MINUTES = 12 * 60
"""What runs longer was forgotten, not worked."""


class TimerError(Exception):
    """The timer cannot do what was asked; ``key`` names the sentence, ``values`` fill it."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class RunningTimer:
    """A timer that runs: the draft's path relative to the site, and its start in seconds since 1970."""

    path: str
    started: float


class Timers:
    """The timers of a site, one file each in ``.klartext-timers``; they outlive a crash and a restart.

    Not below ``.klartext``, which holds only what can be made again.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / ".klartext-timers"

    def running(self) -> list[RunningTimer]:
        """Return the timers that run, by path; a file that cannot be read is left alone."""
        found: list[RunningTimer] = []
        for file in sorted(self._folder.glob("*.json")):
            with suppress(OSError, ValueError, TypeError, KeyError):
                state = json.loads(file.read_text(encoding="utf-8"))
                found.append(RunningTimer(str(state["path"]), float(state["started"])))
        return sorted(found, key=lambda timer: timer.path)

    def start(self, path: str, now: float) -> None:
        """Start the timer of a draft.

        Raises:
            TimerError: it runs already.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        ignore = self._folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        state = json.dumps({"path": path, "started": now})
        try:
            # "x" makes starting twice at the same moment fail for one of the two.
            with self._file(path).open("x", encoding="utf-8") as file:
                file.write(state)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError as error:
            if path in {timer.path for timer in self.running()}:
                raise TimerError("already-running", path=path) from error
            _replace(self._file(path), state.encode())  # a crash left half a file

    def elapsed_minutes(self, path: str, now: float) -> int:
        """Return the whole minutes since the start, at least 1.

        Raises:
            TimerError: the timer does not run, the clock went back, or it ran for longer than anyone works.
        """
        started = self.started(path)
        if now < started:
            raise TimerError("clock-went-back", path=path)
        minutes = max(1, round((now - started) / 60))
        if minutes > LONGEST_SITTING_MINUTES:
            raise TimerError("forgotten", path=path, hours=minutes // 60)
        return minutes

    def started(self, path: str) -> float:
        """Return the start of a draft's timer in seconds since 1970.

        Raises:
            TimerError: it does not run.
        """
        for timer in self.running():
            if timer.path == path:
                return timer.started
        raise TimerError("not-running", path=path)

    def forget(self, path: str) -> None:
        """End a timer without writing anything."""
        self._file(path).unlink(missing_ok=True)

    def _file(self, path: str) -> Path:
        return self._folder / f"{sha256(path.encode()).hexdigest()[:16]}.json"


def add_minutes(file: Path, minutes: int) -> int:
    """Add minutes to the ``Effort`` of a post's header and return the new sum; every other byte stays.

    The file is replaced in one step: a crash leaves the old one or the new one.

    Raises:
        TimerError: the header is missing, or its ``Effort`` cannot be read.
        OSError: the file cannot be read or written.
    """
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TimerError("not-utf8", path=str(file)) from error
    header = parse_front_matter(text)
    if not header.fields:
        raise TimerError("no-header", path=str(file))
    field = header.field("effort")
    if field and field.value:
        try:
            before = parse_duration(field.value)
        except ValueError as error:
            raise TimerError("unreadable-effort", path=str(file), value=field.value) from error
        total = round(max(0.0, before)) + minutes
        at, end, written = field.value_span.start, field.value_span.end, front_matter_duration(total)
    elif field:
        total = minutes
        colon = text.index(":", field.key_span.end) + 1
        at, end, written = colon, field.value_span.end, f" {front_matter_duration(total)}"
    else:
        total = minutes
        at = end = header.fields[-1].value_span.end
        while at < len(text) and text[at] not in "\r\n":  # behind a closing quote and trailing blanks
            at = end = at + 1
        newline = "\r\n" if "\r\n" in text[: header.span.end] else "\n"
        written = f"{newline}Effort: {front_matter_duration(total)}"
    _replace(file, (text[:at] + written + text[end:]).encode("utf-8"))
    return total


def _replace(file: Path, content: bytes) -> None:
    """Put new content in a file's place at once, with its permissions; a link keeps pointing where it did."""
    file = Path(os.path.realpath(file))
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            part.chmod(file.stat().st_mode & 0o7777)
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
