"""What came over from an export, what did not, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PROBLEMS = frozenset(
    "active-content after-the-end bad-header broken-entry broken-header control-characters cut-off duplicate-id "
    "dynamic-block fetch-broken-off fetch-elsewhere fetch-limit fetch-page fetch-refused fetch-unreachable kept "
    "left-shortcode media-missing no-number orphan-answer other-format password removed swallowed too-deep "
    "unknown-address unreadable-answer unreadable-file unwritable wrong-encoding".split()
)
"""Kinds of notes after which the owner has something to look at; the others only inform."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing worth knowing: ``path`` and ``line`` are in the new site, ``link`` is the old address."""

    kind: str
    detail: str = ""
    path: str = ""
    line: int = 0
    title: str = ""
    link: str = ""


@dataclass
class Report:
    """Counts and notes of one import."""

    export: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    not_imported: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    authors: list[dict[str, str]] = field(default_factory=list)
    categories: list[list[str]] = field(default_factory=list)
    unused_media: list[str] = field(default_factory=list)
    redirects: int = 0
    look: dict[str, Any] = field(default_factory=dict)
    """What the checks say of the posts, ``FirstLook.as_json``."""

    def note(self, kind: str, detail: str = "", **place: Any) -> None:  # noqa: ANN401 — the fields of a note
        """Add a note."""
        self.notes.append(Note(kind, detail, **place))

    def wrote(self, outcome: str, reason: str, place: Mapping[str, Any]) -> None:
        """Count what the ledger did with a file; ``reason`` is the disk's where it refused."""
        if reason:
            self.note("unwritable", reason, **place)
            return
        self.files[outcome] += 1
        if outcome in {"kept", "removed"}:
            self.note(outcome, **place)

    @property
    def has_problems(self) -> bool:
        """Whether there is something to look at."""
        return any(note.kind in PROBLEMS for note in self.notes)

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "version": 1,
            "export": self.export,
            "counts": dict(sorted(self.counts.items())),
            "files": dict(sorted(self.files.items())),
            "not_imported": dict(sorted(self.not_imported.items())),
            "redirects": self.redirects,
            "notes": [{**asdict(note), "problem": note.kind in PROBLEMS} for note in self.notes],
            "authors": self.authors,
            "categories": self.categories,
            "unused_media": self.unused_media,
            "first_look": self.look,
        }
