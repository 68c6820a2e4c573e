"""Writing a suppression for one finding, where it counts and breaks no form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Edit
from klartext.lint.suppression import FRONT_MATTER_KEY

if TYPE_CHECKING:
    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document


def suppression_edit(document: Document, diagnostic: Diagnostic, reason: str) -> Edit:
    """Return the edit that allows a finding: a field in the header, or a comment before its block.

    Within a table, a list or a quotation a comment on a line of its own would break the form; there it ends the
    line. A post without a header has a comment for the whole file.
    """
    text, start = document.text, diagnostic.place.start
    header, index = document.front_matter, document.line_index
    ends = "\r\n" if "\r\n" in text else "\n"
    allow = f"{diagnostic.rule} — {reason}"
    if header.fields and start < header.span.end:
        at = index.offset(index.position(header.fields[0].key_span.start).line)
        return Edit(at, at, f"{FRONT_MATTER_KEY.title()}: {allow}{ends}")
    if start == document.title_span.start:
        return Edit(start, start, f"<!-- lint: allow-file {allow} -->{ends}{ends}")
    comment = f"<!-- lint: allow {allow} -->"
    first = index.offset(diagnostic.place.line)
    tables, containers = document.tables, (*document.lists, *document.body.quotes)
    if any(span.start <= start < span.end for span in (*tables, *containers)):
        line = _line_at(text, first)
        end = len(line.rstrip())
        if line[:end].endswith("|") and any(span.start <= start < span.end for span in tables):
            end -= 1  # behind the last bar would be a cell that nobody reads
        before = "" if line[:end].endswith(" ") else " "
        return Edit(first + end, first + end, f"{before}{comment}{' ' if end < len(line.rstrip()) else ''}")
    while first > header.span.end:
        above = index.offset(index.position(first - 1).line)
        if not text[above:first].strip():
            break
        first = above
    line = _line_at(text, first)
    indent = line[: len(line) - len(line.lstrip(" \t"))]  # a footnote's later paragraphs are indented
    return Edit(first, first, f"{indent}{comment}{ends}")


def _line_at(text: str, start: int) -> str:
    return text[start:].partition("\n")[0].removesuffix("\r")
