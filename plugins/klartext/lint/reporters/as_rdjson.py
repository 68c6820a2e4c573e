"""Findings in the Reviewdog Diagnostic Format, as one JSON object.

Source: reviewdog, proto/rdf/reviewdog.proto: columns count from 1 in bytes of UTF-8, an end is exclusive.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from klartext.lint.diagnostic import Severity

if TYPE_CHECKING:
    from klartext.lint.diagnostic import Diagnostic, Place
    from klartext.lint.reporters.report import Report

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report) -> str:
    """Return one DiagnosticResult."""
    result = {"source": {"name": "klartext"}, "diagnostics": [_entry(d, report) for d in report.diagnostics]}
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _entry(diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    code = {"value": diagnostic.rule}
    if url := report.url_of(diagnostic.rule):
        code["url"] = url
    entry: dict[str, Any] = {
        "message": report.catalogue.message(diagnostic),
        "location": _location(diagnostic.place, report),
        "severity": _SEVERITIES[diagnostic.severity],
        "code": code,
    }
    if diagnostic.related:
        entry["relatedLocations"] = [
            {"message": report.catalogue.related(diagnostic, r), "location": _location(r.place, report)}
            for r in diagnostic.related
        ]
    return entry


def _location(place: Place, report: Report) -> dict[str, Any]:
    text = report.text_of(place.path)
    return {
        "path": place.path,
        "range": {
            "start": {"line": place.line, "column": _byte_column(text, place.start, place.column)},
            "end": {"line": place.end_line, "column": _byte_column(text, place.end, place.end_column)},
        },
    }


def _byte_column(text: str, offset: int, column: int) -> int:
    return len(text[offset - column + 1 : offset].encode("utf-8", "surrogatepass")) + 1 if text else column
