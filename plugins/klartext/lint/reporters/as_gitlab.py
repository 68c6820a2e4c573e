"""Findings as GitLab's Code Quality report.

Source: GitLab, Code Quality report format. GitLab drops all but one of several entries with equal fingerprints,
and takes paths from the repository's root alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.identity import identities

if TYPE_CHECKING:
    from klartext.lint.reporters.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return a JSON list with one object a finding."""
    report = report.from_repository()
    entries = [
        {
            "description": report.told(diagnostic),
            "check_name": diagnostic.rule,
            "fingerprint": identity.fingerprint,
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {
                "path": diagnostic.place.path,
                "lines": {"begin": diagnostic.place.line, "end": diagnostic.place.end_line},
            },
        }
        for diagnostic, identity in zip(report.diagnostics, identities(report.diagnostics), strict=True)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
