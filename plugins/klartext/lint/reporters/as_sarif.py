"""Findings as SARIF 2.1.0, for GitHub code scanning and other services.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 2020; GitHub, SARIF support for code
scanning: at most 25,000 results a run, 100 related locations shown a result, paths from the repository's root.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from klartext.lint.diagnostic import Severity
from klartext.lint.identity import identities
from klartext.lint.rule_doc import rule_doc

if TYPE_CHECKING:
    from klartext.lint.diagnostic import Diagnostic, Place
    from klartext.lint.reporters.report import Report
    from klartext.lint.rule import Rule

MAX_RESULTS = 25_000
MAX_RELATED = 100

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """Return one SARIF log with one run."""
    report = report.from_repository()
    names = list(report.rules)
    found = list(zip(report.diagnostics, identities(report.diagnostics), strict=True))
    notes = [{"level": "error", "message": {"text": line}} for line in report.errors]
    if len(found) > MAX_RESULTS:
        text = report.catalogue.phrase("more_findings", n=len(found) - MAX_RESULTS)
        notes.append({"level": "warning", "message": {"text": text}})
    driver: dict[str, Any] = {
        "name": "Klartext",
        "semanticVersion": report.version,
        "rules": [_rule(rule, report) for rule in report.rules.values()],
    }
    if report.docs_url:
        driver["informationUri"] = report.docs_url
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not report.errors, "toolExecutionNotifications": notes}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"uri": f"{report.root.as_uri()}/"}},
        "results": [
            _result(diagnostic, identity.fingerprint, names.index(diagnostic.rule), report)
            for diagnostic, identity in found[:MAX_RESULTS]
        ],
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(rule: type[Rule], report: Report) -> dict[str, Any]:
    doc, lang = rule_doc(rule), report.catalogue.lang
    example = doc.bad[0].text.rstrip("\n")
    allow = report.catalogue.phrase("how_to_allow", rule=rule.name)
    entry: dict[str, Any] = {
        "id": rule.name,
        "name": rule.__name__,
        "shortDescription": {"text": doc.summary[lang]},
        "fullDescription": {"text": " ".join(doc.why[lang].split())},
        "help": {
            "text": f"{doc.why[lang]}\n\n{allow}",
            "markdown": f"{doc.why[lang]}\n\n````markdown\n{example}\n````\n\n{allow.replace('<!--', '`<!--')}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"code": rule.code, "tags": ["prose", rule.__module__.split(".")[1]]},
    }
    if url := report.url_of(rule.name):
        entry["helpUri"] = url
    return entry


def _result(diagnostic: Diagnostic, fingerprint: str, rule_index: int, report: Report) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": report.catalogue.message(diagnostic)},
        "locations": [{"physicalLocation": _location(diagnostic.place, diagnostic.evidence)}],
        "partialFingerprints": {"klartext/v1": fingerprint},
    }
    if diagnostic.related:
        entry["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": report.catalogue.related(diagnostic, related)},
                "physicalLocation": _location(related.place),
            }
            for number, related in enumerate(diagnostic.related[:MAX_RELATED], 1)
        ]
    return entry


def _location(place: Place, evidence: str = "") -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    if evidence:
        region["snippet"] = {"text": evidence}
    if place.path.startswith("/"):  # outside the repository
        artifact = {"uri": f"file://{quote(place.path)}"}
    else:
        artifact = {"uri": quote(place.path), "uriBaseId": "SRCROOT"}
    return {"artifactLocation": artifact, "region": region}
