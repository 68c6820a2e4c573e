"""Findings a writer has allowed: where the directives stand, what they cover, and which of them are idle.

Three forms, each with a reason and, if wished, a last day (``until 2027-01-31`` or ``bis 2027-01-31``):

* ``<!-- lint: allow rule-name — reason -->`` alone on a line: the block that follows;
* the same comment within a line: that line;
* ``<!-- lint: allow-file rule-name — reason -->`` or, in the header, ``Lint-Allow: rule-name — reason``: the
  whole file.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.messages.interface import PHRASES
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.lint.diagnostic import Diagnostic, Place
    from klartext.lint.document import Comment, Document

FRONT_MATTER_KEY = "lint-allow"

_DIRECTIVE = lazy_regex(r"\s*lint:\s*(\S*)", re.IGNORECASE)
_REASON = lazy_regex(r"\s(?:—|–|--?)\s+(?=\S)|:\s+(?=\S)")
_UNTIL = lazy_regex(r"\b(?:until|bis)\s+(\S+)", re.IGNORECASE)
_NAME = lazy_regex(r"[^\s,;]+")
_WORD = lazy_regex(r"\w")
_HEADING = lazy_regex(r"[ \t>]*#")
_ITEM = lazy_regex(r"[ \t>]*(?:[-*+]|\d+[.)])\s")
_TO_REPLACE = {PHRASES["your_reason"].de, PHRASES["your_reason"].en}


class Allowed(NamedTuple):
    """One rule that a directive names: in lower case, as written, and where."""

    rule: str
    text: str
    place: Place


class Directive(NamedTuple):
    """A suppression as written.

    ``start`` and ``end`` are the characters it covers. ``problem`` is a message key of the rule
    ``incomplete-suppression`` where it cannot count; ``until`` is empty or an ISO date, the last day it
    counts.
    """

    place: Place
    evidence: str
    allowed: tuple[Allowed, ...]
    start: int
    end: int
    until: str = ""
    problem: str = ""

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding begins within the characters that the directive covers."""
        return self.start <= diagnostic.place.start < self.end

    def expired(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return bool(self.until) and date.fromisoformat(self.until) < today


def directives(document: Document) -> tuple[Directive, ...]:
    """Return the suppressions of a document, in the order of their places."""
    whole = Span(0, len(document.text) + 1)
    found = [
        _parse(document, field.value_span, field.value_span, whole)
        for field in document.front_matter.fields
        if field.key == FRONT_MATTER_KEY
    ]
    if "<!--" in document.text and "lint:" in document.text.lower():
        comments = document.comments
        for comment in comments:
            inner = Span(comment.span.start + 4, comment.span.end - 3)
            word = _DIRECTIVE.match(document.text, inner.start, inner.end)
            if not word:
                continue
            body = Span(word.end(), inner.end)
            if word[1].lower() == "allow-file":
                found.append(_parse(document, comment.span, body, whole))
            elif word[1].lower() == "allow":
                found.append(_parse(document, comment.span, body, _covered(document, comment, comments)))
            else:
                found.append(_directive(document, comment.span, (), Span(0, 0), problem="unknown_word"))
    return tuple(sorted(found, key=lambda directive: directive.place.start))


def _parse(document: Document, whole: Span, body: Span, covered: Span) -> Directive:
    text = document.text
    separator = _REASON.search(text, body.start, body.end)
    names_end = separator.start() if separator else body.end
    until, problem = "", ""
    limit = _UNTIL.search(text, body.start, names_end)
    if limit:
        names_end = limit.start()
        try:
            until = date.fromisoformat(limit[1]).isoformat()
        except ValueError:
            problem = "bad_date"
    allowed = tuple(
        Allowed(name[0].lower(), name[0], document.place(Span(*name.span())))
        for name in _NAME.finditer(text, body.start, names_end)
        if _WORD.search(name[0])
    )
    if not allowed:
        problem = "no_rule"
    elif not separator or not _is_reason(text[separator.end() : body.end]):
        problem = "no_reason"
    return _directive(document, whole, allowed, covered, until, problem)


def _is_reason(text: str) -> bool:
    """Tell whether a text says something; what an editor writes for the writer to replace does not."""
    return bool(_WORD.search(text)) and " ".join(text.split()) not in _TO_REPLACE


def _directive(  # noqa: PLR0913, PLR0917 — the parts of one record
    document: Document,
    whole: Span,
    allowed: Sequence[Allowed],
    covered: Span,
    until: str = "",
    problem: str = "",
) -> Directive:
    return Directive(
        place=document.place(whole),
        evidence=document.text[whole.start : whole.end],
        allowed=tuple(allowed),
        start=covered.start,
        end=covered.end,
        until=until,
        problem=problem,
    )


def _covered(document: Document, comment: Comment, comments: Sequence[Comment]) -> Span:
    """Return what a comment covers: its own line, or the block after it where it stands alone."""
    text = document.text
    first, last = _line_start(text, comment.span.start), _line_end(text, comment.span.end)
    marks = text[first : comment.span.start]
    if marks.strip(" \t>") or text[comment.span.end : last].strip():
        return Span(first, last)
    blank = " \t\r\n>" if ">" in marks else " \t\r\n"
    own_lines = {
        _line_start(text, other.span.start): other
        for other in comments
        if _DIRECTIVE.match(text, other.span.start + 4, other.span.end)
    }
    at = _next_line(text, last)
    while at < len(text):
        end = _line_end(text, at)
        if at in own_lines:
            other = own_lines[at]
            end = _line_end(text, other.span.end)
            if text[other.span.end : end].strip(blank):
                break
        elif text[at:end].strip(blank):
            break
        at = _next_line(text, end)
    return Span(at, _block_end(document, comment, at, blank))


def _block_end(document: Document, comment: Comment, start: int, blank: str) -> int:
    """Return the end of the block that begins on the line at ``start``.

    That is the next blank line, sooner for a heading or an item of the comment's own list, later where a list,
    table, quotation or code begins here.
    """
    text = document.text
    first_end = end = _line_end(text, start)
    if _HEADING.match(text, start):
        return end
    in_list = any(part.contains(comment.span) for part in document.lists)
    at = _next_line(text, end)
    while (
        at < len(text)
        and text[at : _line_end(text, at)].strip(blank)
        and not (in_list and _ITEM.match(text, at))
    ):
        end = _line_end(text, at)
        at = _next_line(text, end)
    for spans in (document.lists, document.tables, document.code, document.body.quotes):
        for part in spans:
            if start <= part.start < first_end and not part.contains(comment.span):
                end = max(end, part.end)
    return end


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Return where the line that holds ``at`` ends, its line break not counted."""
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return min(ends, default=len(text))


def _next_line(text: str, end: int) -> int:
    """Return the start of the line after the one that ends at ``end``."""
    return end + 2 if text.startswith("\r\n", end) else end + 1
