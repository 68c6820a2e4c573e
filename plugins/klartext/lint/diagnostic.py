"""What a rule finds: one diagnostic with its place, its evidence and the values its message speaks of."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters; all three make ``klartext lint`` exit 1 except ``INFO``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


Value = str | int | float


class Place(NamedTuple):
    """A span of one file, in characters and in lines and columns that count from 1."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Related(NamedTuple):
    """A second place that explains a diagnostic, for instance the first use of a picture."""

    place: Place
    message: str
    """The key of a message of the same rule."""
    values: tuple[tuple[str, Value], ...] = ()


class Diagnostic(NamedTuple):
    """A finding. ``text[place.start:place.end] == evidence`` always holds.

    It carries a message key and values instead of a sentence, so that one cached finding can be told in every
    language; ``klartext.lint.messages`` makes the sentence.
    """

    rule: str
    severity: Severity
    place: Place
    evidence: str
    message: str
    """The key of one of the rule's messages."""
    values: tuple[tuple[str, Value], ...] = ()
    related: tuple[Related, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by path, place and rule, the same in every run."""
        return (self.place.path, self.place.start, self.place.end, self.rule, repr(self.values))
