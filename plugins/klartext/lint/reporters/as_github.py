"""Findings as annotations of GitHub Actions, the gravest first.

Source: GitHub, Workflow commands for GitHub Actions. GitHub shows ten annotations of each kind a step, so only so many
are written as commands; all others stand in the log as plain lines, and their number in an annotation of its own.
Paths count from the repository's root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity

if TYPE_CHECKING:
    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.reporters.report import Report

SHOWN = 10

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return workflow commands, one a line, and plain lines for the rest."""
    report = report.from_repository()
    lines: list[str] = []
    rest: list[str] = []
    for severity in Severity:
        found = [diagnostic for diagnostic in report.diagnostics if diagnostic.severity is severity]
        # One notice is kept for the number of the rest.
        shown = SHOWN - 1 if severity is Severity.INFO else SHOWN
        lines.extend(_command(diagnostic, report) for diagnostic in found[:shown])
        rest.extend(_plain(diagnostic, report) for diagnostic in found[shown:])
    if rest:
        lines.append(f"::notice title=Klartext::{_data(report.catalogue.phrase('more_in_log', n=len(rest)))}")
    lines += [f"::error title=Klartext::{_data(line)}" for line in report.errors]
    return "".join(f"{line}\n" for line in [*lines, *rest])


def _command(diagnostic: Diagnostic, report: Report) -> str:
    place = diagnostic.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"Klartext: {diagnostic.rule}",
    }
    if place.line == place.end_line:
        properties |= {"col": str(place.column), "endColumn": str(max(place.column, place.end_column - 1))}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(report.told(diagnostic))}"


def _plain(diagnostic: Diagnostic, report: Report) -> str:
    place = diagnostic.place
    message = " ".join(report.told(diagnostic).split())
    return f"{place.path}:{place.line}:{place.column}: {message} [{diagnostic.rule}]"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
