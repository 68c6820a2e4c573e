"""What every reporter is given, and which formats there are."""

from __future__ import annotations

import importlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from klartext.lint.diagnostic import Diagnostic, Place, Severity
    from klartext.lint.messages.catalogue import Catalogue
    from klartext.lint.rule import Rule

FORMATS: Mapping[str, str] = {
    "text": "klartext.lint.reporters.as_text",
    "json": "klartext.lint.reporters.as_json",
    "sarif": "klartext.lint.reporters.as_sarif",
    "github": "klartext.lint.reporters.as_github",
    "gitlab": "klartext.lint.reporters.as_gitlab",
    "checkstyle": "klartext.lint.reporters.as_checkstyle",
    "junit": "klartext.lint.reporters.as_junit",
    "rdjson": "klartext.lint.reporters.as_rdjson",
}
"""The formats and the modules that write them."""


class Report(NamedTuple):
    """The findings of one run with all that reporters need to tell of them.

    ``text_of`` returns a file's text by its path as diagnostics have it, empty where there is none;
    ``url_of`` returns the address of a rule's page by the rule's name, empty where there is none;
    ``root`` is the folder from which paths are relative; ``docs_url`` is where the pages of all rules have been
    published, empty where they have not been; ``errors`` are input errors, one line each; ``columns`` is the width
    of the terminal.
    """

    diagnostics: Sequence[Diagnostic]
    checked: Sequence[str]
    rules: Mapping[str, type[Rule]]
    catalogue: Catalogue
    text_of: Callable[[str], str]
    url_of: Callable[[str], str]
    root: Path
    version: str
    docs_url: str = ""
    errors: Sequence[str] = ()
    colour: bool = False
    columns: int = 100

    def told(self, diagnostic: Diagnostic) -> str:
        """Return a finding's sentence, and its rule's page where anyone can open it, for forms without a link."""
        message, url = self.catalogue.message(diagnostic), self.url_of(diagnostic.rule)
        return f"{message} {url}" if url.startswith("http") else message

    def from_repository(self) -> Report:
        """Return the report with paths as code hosts name files: from the folder that holds ``.git``.

        Paths outside it stay as they are, and all do where there is no such folder.
        """
        folders = (self.root, *self.root.parents)
        repository = next((folder for folder in folders if (folder / ".git").exists()), self.root)

        def moved(place: Place) -> Place:
            file = self.root / place.path
            inside = file.is_relative_to(repository)
            return place._replace(path=file.relative_to(repository).as_posix()) if inside else place

        diagnostics = [
            found._replace(
                place=moved(found.place),
                related=tuple(related._replace(place=moved(related.place)) for related in found.related),
            )
            for found in self.diagnostics
        ]
        return self._replace(diagnostics=diagnostics, root=repository)

    def counts(self) -> Counter[Severity]:
        """Return how many findings there are of each severity."""
        return Counter(diagnostic.severity for diagnostic in self.diagnostics)


def render(form: str, report: Report) -> str:
    """Return a report in one of ``FORMATS``, its last line ended; text may be empty."""
    text: str = importlib.import_module(FORMATS[form]).render(report)
    return text
