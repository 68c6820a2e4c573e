"""Findings as Checkstyle's XML, which Jenkins and many other services read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from klartext.lint.reporters.xml_text import attributes

if TYPE_CHECKING:
    from klartext.lint.reporters.report import Report


def render(report: Report) -> str:
    """Return one XML document with an element a file."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for path, group in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.place.path):
        lines.append(f"  <file{attributes(name=path)}>")
        for diagnostic in group:
            written = attributes(
                line=diagnostic.place.line,
                column=diagnostic.place.column,
                severity=diagnostic.severity.value,
                message=report.told(diagnostic),
                source=f"klartext.{diagnostic.rule}",
            )
            lines.append(f"    <error{written}/>")
        lines.append("  </file>")
    lines.append("</checkstyle>")
    return "\n".join(lines) + "\n"
