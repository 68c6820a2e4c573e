"""Mending what can be mended without a person: edits of the source, applied together or not at all."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from klartext.lint.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Edit, Rule


def edits_for(
    document: Document, diagnostics: Iterable[Diagnostic], rules: Mapping[str, Rule]
) -> list[tuple[Diagnostic, tuple[Edit, ...]]]:
    """Return the findings in a document that their rules can mend, each with its edits.

    A finding whose edits touch those of an earlier one is left out; it is mended in the next round.
    """
    chosen: list[tuple[Diagnostic, tuple[Edit, ...]]] = []
    taken: list[Edit] = []
    for diagnostic in diagnostics:
        edits = rules[diagnostic.rule].fix(document, diagnostic) if diagnostic.rule in rules else ()
        if edits and not any(_clash(edit, other) for edit in edits for other in taken):
            chosen.append((diagnostic, edits))
            taken.extend(edits)
    return chosen


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied that do not touch each other; all else stays as it is."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def write_text(file: Path, text: str) -> None:
    """Replace a file's content in one step, with the rights it had; line ends are written as they are.

    Raises:
        OSError: it cannot be written; the file is then as it was.
    """
    target = file.resolve()
    with whole_file(target) as part:
        part.write_bytes(text.encode("utf-8"))
        part.chmod(stat.S_IMODE(target.stat().st_mode))


def line_removal(text: str, start: int, end: int) -> tuple[int, int]:
    """Return what to cut so that a passage goes: its whole line where nothing else stands there.

    Of two empty lines around such a line one goes too.
    """
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    if text[first:start].strip(" \t") or _rest_of_line(text, end).strip(" \t"):
        while start > first and text[start - 1] in " \t" and not _rest_of_line(text, end).strip(" \t"):
            start -= 1
        return start, end
    last = _line_break(text, end + len(_rest_of_line(text, end)))
    before = text[:first]
    if not before or before.endswith(("\n\n", "\r\n\r\n")):
        blank = _rest_of_line(text, last)
        if not blank.strip(" \t") and last < len(text):
            last = _line_break(text, last + len(blank))
    return first, last


def _rest_of_line(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    return text[at:end]


def _line_break(text: str, at: int) -> int:
    """Return where the next line starts after a line that ends at ``at``."""
    return at + 2 if text.startswith("\r\n", at) else min(at + 1, len(text))


def _clash(a: Edit, b: Edit) -> bool:
    return a.start <= b.end and b.start <= a.end


def mended(document: Document, fixes: Sequence[tuple[Diagnostic, tuple[Edit, ...]]]) -> str:
    """Return a document's text with some fixes applied."""
    return apply_edits(document.text, [edit for _, edits in fixes for edit in edits])
