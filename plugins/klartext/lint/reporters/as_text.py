"""Findings for people at a terminal: by file, the passage underlined in its line, a summary at the end."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.reporters.report import Report

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM, _RESET = "1", "2", "\x1b[0m"
_RELATED_SHOWN = 5
_LINE_BREAKS = "\r\n"
_ELLIPSIS = "…"


def render(report: Report) -> str:
    """Return the findings as text."""
    lines: list[str] = []
    for path, group in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.place.path):
        text = report.text_of(path)
        for diagnostic in group:
            lines.extend(_finding(diagnostic, text, report))
        lines.append("")
    lines.extend(_summary(report))
    return "\n".join(lines) + "\n"


def _finding(diagnostic: Diagnostic, text: str, report: Report) -> Iterator[str]:
    place, say = diagnostic.place, report.catalogue
    where = _paint(f"{place.path}:{place.line}:{place.column}", _BOLD, report)
    level = _paint(say.phrase(diagnostic.severity.value), _COLOURS[diagnostic.severity], report)
    name = _link(f"[{diagnostic.rule}]", report.url_of(diagnostic.rule), report)
    yield f"{where}: {level}: {_printable(say.message(diagnostic))} {_paint(name, _DIM, report)}"
    yield from _excerpt(diagnostic, text, report)
    for related in diagnostic.related[:_RELATED_SHOWN]:
        at = related.place
        yield f"    → {at.path}:{at.line}:{at.column}: {_printable(say.related(diagnostic, related))}"
    more = len(diagnostic.related) - _RELATED_SHOWN
    if more > 0:
        yield f"    → {say.phrase('more_places', n=more)}"


def _excerpt(diagnostic: Diagnostic, text: str, report: Report) -> Iterator[str]:
    """Yield the source line with the passage underlined, cut to the width of the terminal."""
    place = diagnostic.place
    first = place.start - place.column + 1
    last = first
    while last < len(text) and text[last] not in _LINE_BREAKS:
        last += 1
    if first == last or not diagnostic.evidence:
        return
    gutter = f"{place.line:>5} │ "
    room = max(report.columns - len(gutter), 30)
    begin, end = place.start, min(max(place.end, place.start + 1), last)
    if _width(text[first:last]) > room:
        # A paragraph is often one long line: keep a third of the room for what stands before the passage.
        lead = max(first, begin - room // 3)
        first_shown = lead
        last_shown = first_shown
        used = 2
        while last_shown < last and used + _width(text[last_shown]) <= room:
            used += _width(text[last_shown])
            last_shown += 1
        before = _ELLIPSIS if first_shown > first else ""
        after = _ELLIPSIS if last_shown < last else ""
        first, last, end = first_shown, last_shown, min(end, last_shown)
    else:
        before = after = ""
    shown = before + _printable(text[first:last]) + after
    pad = " " * (len(before) + _width(_printable(text[first:begin])))
    mark = "‾" * max(_width(_printable(text[begin:end])), 1)
    yield _paint(gutter, _DIM, report) + shown
    bar = " " * (len(gutter) - 2) + "│ "
    yield _paint(bar, _DIM, report) + pad + _paint(mark, _COLOURS[diagnostic.severity], report)


def _summary(report: Report) -> Iterator[str]:
    say = report.catalogue
    found = len(report.diagnostics)
    if not found:
        yield _paint(say.phrase("nothing_found", n=len(report.checked)), "32", report)
        return
    posts = len({diagnostic.place.path for diagnostic in report.diagnostics})
    counts = report.counts()
    parts = [say.phrase(f"{level.value}s", n=counts[level]) for level in Severity if counts[level]]
    total = f"{say.phrase('findings', n=found)} {say.phrase('in_posts', n=posts, all=len(report.checked))}"
    yield _paint(f"{total}: {', '.join(parts)}.", _BOLD, report)
    rules = Counter(diagnostic.rule for diagnostic in report.diagnostics)
    for rule, times in sorted(rules.items(), key=lambda item: (-item[1], item[0])):
        url = report.url_of(rule)
        plain = f"  {url}" if url.startswith("http") and not report.colour else ""
        yield f"{times:>5}  {_link(rule, url, report)}{plain}"
    yield _paint(say.phrase("explain_hint"), _DIM, report)


def _width(text: str) -> int:
    """Return how many columns a terminal needs for a text."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200b\u200d\ufe0f\u00ad"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def _printable(text: str) -> str:
    """Return a text without characters that would move the cursor or colour the terminal."""
    if text.isprintable():
        return text
    return "".join(
        " " if c in "\t\r\n" else c if unicodedata.category(c) not in {"Cc", "Cs"} else "\ufffd" for c in text
    )


def _paint(text: str, code: str, report: Report) -> str:
    return f"\x1b[{code}m{text}{_RESET}" if report.colour and text else text


def _link(text: str, url: str, report: Report) -> str:
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if report.colour and url else text
