"""Findings as the command's own JSON, version 1: the form that scripts rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.reporters.report import Report


def render(report: Report) -> str:
    """Return one JSON object with every finding."""
    # One finding a line: the standard library indents ten times more slowly than it writes. And one join: a report of
    # many megabytes should not stand in memory twice.
    encode = json.JSONEncoder(ensure_ascii=False).encode
    parts = ['{"version": 1, "diagnostics": [']
    for number, diagnostic in enumerate(report.diagnostics):
        parts += (",\n" if number else "\n", encode(_entry(diagnostic, report)))
    parts.append("\n]}\n" if report.diagnostics else "]}\n")
    return "".join(parts)


def _entry(diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    place = diagnostic.place
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": place.start,
        "end": place.end,
        "evidence": diagnostic.evidence,
        "message": report.catalogue.message(diagnostic),
        "url": report.url_of(diagnostic.rule),
        "related": [
            {
                "path": related.place.path,
                "line": related.place.line,
                "column": related.place.column,
                "start": related.place.start,
                "end": related.place.end,
                "message": report.catalogue.related(diagnostic, related),
            }
            for related in diagnostic.related
        ],
    }
