"""Findings as JUnit's XML: a suite a post, a failed case a finding, a passed case a post without any.

Notes do not fail; they are written to the case's output.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.reporters.xml_text import attributes, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.reporters.report import Report


def render(report: Report) -> str:
    """Return one XML document with a suite for every post that was checked."""
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in report.diagnostics:
        by_path[diagnostic.place.path].append(diagnostic)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<testsuites" + _totals("klartext", report.diagnostics) + ">",
    ]
    for path in sorted({*report.checked, *by_path}):
        lines.extend(_suite(path, by_path[path], report))
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _suite(path: str, found: Sequence[Diagnostic], report: Report) -> Iterator[str]:
    yield f"  <testsuite{_totals(path, found)}>"
    if not found:
        yield f"    <testcase{attributes(name='klartext', classname=path)}/>"
    for diagnostic in found:
        place = diagnostic.place
        name = f"{diagnostic.rule} ({place.line}:{place.column})"
        yield f"    <testcase{attributes(name=name, classname=path)}>"
        message = report.catalogue.message(diagnostic)
        if diagnostic.severity is Severity.INFO:
            yield f"      <system-out>{escaped(report.told(diagnostic))}</system-out>"
        else:
            # GitLab shows the text, Jenkins the attribute.
            text = escaped(f"{path}:{place.line}:{place.column}: {report.told(diagnostic)}")
            yield f"      <failure{attributes(message=message, type=diagnostic.rule)}>{text}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _totals(name: str, found: Sequence[Diagnostic]) -> str:
    failures = sum(diagnostic.severity is not Severity.INFO for diagnostic in found)
    return attributes(name=name, tests=max(len(found), 1), failures=failures, errors=0)
