"""``klartext lint --fix`` and ``--diff``: rounds of fixes over a site until nothing is left to mend."""

from __future__ import annotations

import dataclasses
import difflib
from typing import TYPE_CHECKING

from klartext.commands.errors import InputError
from klartext.commands.wording import PHRASES
from klartext.lint.fixes import edits_for, mended, write_text
from klartext.lint.messages.problem import reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klartext.checking import Checker
    from klartext.lint.diagnostic import Diagnostic
    from klartext.site import LoadedSite

_ROUNDS = 10


def mended_texts(checker: Checker, diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    """Return the new texts of the documents that fixes change, by path; fixes that meet are applied one by one."""
    texts: dict[str, str] = {}
    for _ in range(_ROUNDS):
        changed = {}
        for document in checker.site.selected:
            own = [diagnostic for diagnostic in diagnostics if diagnostic.place.path == document.path]
            rules = {rule.name: rule for rule in checker.choice.for_path(document.path)}
            if own and (text := mended(document, edits_for(document, own, rules))) != document.text:
                changed[document.path] = text
        if not changed:
            break
        texts |= changed
        checker = dataclasses.replace(checker, site=with_texts(checker.site, changed))
        diagnostics = checker.diagnostics()
    return texts


def with_texts(site: LoadedSite, texts: Mapping[str, str]) -> LoadedSite:
    """Return a site in which some documents have other texts."""
    documents = {
        document.path: dataclasses.replace(document, text=texts.get(document.path, document.text))
        for document in site.documents
    }
    selected = tuple(documents[document.path] for document in site.selected)
    return dataclasses.replace(
        site, documents=tuple(documents.values()), selected=selected, cache=None, _facts={}, _shared={}
    )


def unified_diff(site: LoadedSite, texts: Mapping[str, str]) -> str:
    """Return the changes as a patch."""
    old = {document.path: document.text for document in site.documents}
    lines: list[str] = []
    for path, text in sorted(texts.items()):
        lines += difflib.unified_diff(
            old[path].splitlines(keepends=True), text.splitlines(keepends=True), f"a/{path}", f"b/{path}"
        )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def write_texts(site: LoadedSite, texts: Mapping[str, str]) -> None:
    """Write the new texts, file by file, each in one step.

    Raises:
        InputError: a file cannot be written.
    """
    for path, text in sorted(texts.items()):
        try:
            write_text(site.root / path, text)
        except OSError as error:
            raise InputError(PHRASES["unwritable"], file=path, why=reason(error)) from error
