"""What stays the same of a finding when lines move: rule, path, passage, and which of several equal ones it is."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klartext.lint.diagnostic import Diagnostic


class Identity(NamedTuple):
    """A finding without its place. ``evidence`` has its white space made single; ``occurrence`` counts from 1."""

    path: str
    rule: str
    evidence: str
    occurrence: int

    @property
    def fingerprint(self) -> str:
        """Return 32 hexadecimal digits that no other finding of the run has."""
        parts = "\0".join((self.path, self.rule, self.evidence, str(self.occurrence)))
        return hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def identities(diagnostics: Iterable[Diagnostic]) -> list[Identity]:
    """Return the identity of each finding; the findings must be sorted."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found: list[Identity] = []
    for diagnostic in diagnostics:
        evidence = " ".join(diagnostic.evidence.split())
        key = (diagnostic.place.path, diagnostic.rule, evidence)
        seen[key] += 1
        found.append(Identity(*key, seen[key]))
    return found
