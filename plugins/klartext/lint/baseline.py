"""Findings that a team has decided to live with for now: by rule, path and passage, whatever their line."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from klartext.lint.diagnostic import Place
from klartext.lint.identity import identities
from klartext.lint.messages.problem import Problem
from klartext.lint.rule import Message
from klartext.lint.source import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.identity import Identity

VERSION = 1
_SHOWN = 60

Key = tuple[str, str, str]
"""Path, rule, passage."""


PHRASES: Mapping[str, Message] = {
    "other_content": Message(de="ihr Inhalt ist ein anderer", en="its content is something else"),
    "other_version": Message(
        de="sie hat die Fassung {found}, gelesen wird {known}",
        en="it has version {found}, version {known} is read",
    ),
}


class BaselineError(Problem):
    """A baseline file cannot be read; the message says why."""


class StaleEntry(NamedTuple):
    """An entry of the file whose finding occurs no more, or less often; ``place`` is its line in the file."""

    rule: str
    path: str
    place: Place
    evidence: str


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline file: how often each finding was there when it was written."""

    counts: Counter[Key]
    root: Path
    path: str = ""
    text: str = ""

    def split(
        self,
        diagnostics: Sequence[Diagnostic],
        paths: Collection[str],
        rules: Collection[str],
        checked: Collection[str],
    ) -> tuple[list[Diagnostic], list[StaleEntry]]:
        """Return the findings that the baseline does not hold, and the entries that no finding answers to.

        A finding in a file that the baseline does not know is also held by an entry of a file that is gone: files
        are renamed.

        Args:
            diagnostics: the findings, sorted.
            paths: every file of the site.
            rules: the rules that ran.
            checked: the files in which they ran.
        """
        left = self.counts.copy()
        gone: dict[tuple[str, str], list[Key]] = {}
        for key in sorted(left):
            if key[0] not in paths:
                gone.setdefault(key[1:], []).append(key)
        new: list[Diagnostic] = []
        for diagnostic, identity in zip(diagnostics, identities(diagnostics), strict=True):
            key = _key(identity)
            holder = next((k for k in (key, *gone.get(key[1:], ())) if left[k] > 0), None)
            if holder is None:
                new.append(diagnostic)
            else:
                left[holder] -= 1
        whole_site = set(paths) <= set(checked)
        stale = [
            self._stale(key)
            for key, count in sorted(left.items())
            if count > 0 and key[1] in rules and (key[0] in checked or (whole_site and key[0] not in paths))
        ]
        return new, stale

    def _stale(self, key: Key) -> StaleEntry:
        line = _line(key, self.counts[key], self.root)
        start = max(self.text.find(line), 0)
        span = Span(start, start + len(line) if line in self.text else start)
        index = LineIndex(self.text)
        first, last = index.position(span.start), index.position(span.end)
        place = Place(self.path, span.start, span.end, first.line, first.column, last.line, last.column)
        return StaleEntry(key[1], key[0], place, self.text[span.start : span.end])


def read_baseline(file: Path, path: str, root: Path) -> Baseline:
    """Return the baseline in a file.

    Args:
        file: the file.
        path: how findings name it.
        root: the folder below which findings' paths begin.

    Raises:
        BaselineError: it is not one of ours.
        OSError: the file cannot be read.
    """
    try:
        text = file.read_bytes().decode("utf-8")
        data: Any = json.loads(text)
        counts: Counter[Key] = Counter()
        for entry in data["findings"]:
            found_in = _from_root(entry["path"], root)
            counts[found_in, entry["rule"], entry["evidence"]] += int(entry["count"])
        version = data["version"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(PHRASES["other_content"]) from error
    if version != VERSION:
        raise BaselineError(PHRASES["other_version"], found=version, known=VERSION)
    return Baseline(counts, root, path, text)


def baseline_text(diagnostics: Sequence[Diagnostic], root: Path, kept: Iterable[tuple[Key, int]] = ()) -> str:
    """Return the text of a baseline file with some findings, one a line so that changes read well.

    ``root`` is that of ``read_baseline``; ``kept`` are entries of an older file that this run knows nothing about.
    """
    counts: Counter[Key] = Counter(_key(identity) for identity in identities(diagnostics))
    counts.update(dict(kept))
    lines = ",\n".join(f"    {_line(key, counts[key], root)}" for key in sorted(counts))
    body = f"\n{lines}\n  " if lines else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{body}]\n}}\n'


def _line(key: Key, count: int, root: Path) -> str:
    path, rule, evidence = key
    path = _to_root(path, root)
    return json.dumps({"path": path, "rule": rule, "evidence": evidence, "count": count}, ensure_ascii=False)


def _key(identity: Identity) -> Key:
    evidence = identity.evidence
    if len(evidence) > _SHOWN:
        digest = hashlib.blake2b(evidence.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        evidence = f"{evidence[:_SHOWN]}… {digest}"
    return identity.path, identity.rule, evidence


def _to_root(path: str, root: Path) -> str:
    """Return the path of content that lies outside the site's folder as others find it who have both folders."""
    if not Path(path).is_absolute():
        return path
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive
        return path


def _from_root(path: str, root: Path) -> str:
    """Return a path as findings name it."""
    return Path(os.path.abspath(root / path)).as_posix() if path.startswith("../") else path  # noqa: PTH100 — links stay
