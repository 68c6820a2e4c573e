"""The posts on a writer's desk: the site's files with the open ones as they are being written, and what is found.

Knows nothing of the protocol: offsets are characters, paths are relative to the site.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from klartext.checking import Checker, cached_site, load_baseline
from klartext.figures import post_figures
from klartext.lint.cache import Cache
from klartext.lint.rule import Edit, Scope
from klartext.lint.source import Span
from klartext.picture_formats import EXTENSIONS as PICTURES
from klartext.registry import RuleChoice
from klartext.site import document_from_text, load_configuration, site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.lint.diagnostic import Diagnostic, Place
    from klartext.lint.document import Document
    from klartext.lint.rule import Rule
    from klartext.site import LoadedSite


@dataclass
class Desk:
    """One site with its open posts.

    Args:
        settings_file: the site's ``pelicanconf.py``.

    Raises:
        SettingsError: the settings cannot be used.
    """

    settings_file: Path
    site: LoadedSite = field(init=False)
    _choice: RuleChoice = field(init=False)
    _own_choice: RuleChoice = field(init=False)
    _across: dict[str, list[Diagnostic]] = field(default_factory=dict)
    """The last findings over several posts, by path."""

    def __post_init__(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Read the settings and every file again.

        Raises:
            SettingsError: the settings cannot be used; all stays as it was.
        """
        configuration = load_configuration(self.settings_file)
        choice = RuleChoice(configuration.plugins, configuration.settings.lint)
        self.site = cached_site(site_of(configuration))
        self._choice = choice
        self._own_choice = choice.without(Scope.SITE)
        self._across.clear()

    def put(self, path: str, text: str) -> Document:
        """Lay a post on the desk with its present text."""
        document = document_from_text(text, path, self.site.configuration)
        before = self.document(path)
        if before is not None and before.text != text and isinstance(self.site.cache, Cache):
            self.site.cache.forget(before)
        others = [other for other in self.site.documents if other.path != path]
        documents = tuple(sorted([*others, document], key=lambda d: d.path))
        # What rules share of the site rests on its documents and is made anew; facts stay in the cache.
        self.site = dataclasses.replace(self.site, documents=documents, selected=(), _facts={}, _shared={})
        return document

    def document(self, path: str) -> Document | None:
        """Return a post by its path."""
        return next((document for document in self.site.documents if document.path == path), None)

    def quick_findings(self, document: Document) -> list[Diagnostic]:
        """Return the findings of a post itself, with what was last found over several posts."""
        own = self._checker(document, self._own_choice)
        known = [d for d in self._across.get(document.path, ()) if self._still_there(d, document)]
        return self._new([*own.diagnostics(), *known])

    def all_findings(self, document: Document) -> list[Diagnostic]:
        """Return every finding in a post, those over several posts included."""
        found = self._checker(document, self._choice).diagnostics()
        across = {rule.name for rule in self.rules(document) if rule.scope is Scope.SITE}
        self._across[document.path] = [diagnostic for diagnostic in found if diagnostic.rule in across]
        return self._new(found)

    def rules(self, document: Document) -> Sequence[Rule]:
        """Return the rules that read a post."""
        return self._choice.for_path(document.path)

    def fix(self, document: Document, diagnostic: Diagnostic) -> tuple[Edit, ...]:
        """Return the edits that mend a finding, if its rule knows any."""
        rule = next((rule for rule in self.rules(document) if rule.name == diagnostic.rule), None)
        return rule.fix(document, diagnostic) if rule else ()

    def pictures(self) -> list[str]:
        """Return the paths of all pictures in the content folder, from there."""
        endings = tuple(PICTURES)
        content = self.site.content
        return sorted(
            (Path(folder) / name).relative_to(content).as_posix()
            for folder, _, names in os.walk(content)
            for name in names
            if name.lower().endswith(endings)
        )

    def file_of(self, document: Document, address: str) -> Path | None:
        """Return the file of the site to which an address leads, None where it leads elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        path = unquote(parts.path)
        for mark in ("{static}", "{filename}", "{attach}"):
            if path.startswith(mark):
                path = path.removeprefix(mark)
                break
        if parts.scheme or parts.netloc or not path:
            return None
        base = self.site.content if path.startswith("/") else (self.site.root / document.path).parent
        file = Path(os.path.normpath(base / path.lstrip("/")))
        return file if file.is_relative_to(self.site.root) and file.is_file() else None

    def figures(self, document: Document) -> dict[str, Any]:
        """Return every figure of a post."""
        return post_figures(document, self.site)

    def save(self) -> None:
        """Write the cache."""
        if isinstance(self.site.cache, Cache):
            self.site.cache.save(self.site.documents)

    def _checker(self, document: Document, choice: RuleChoice) -> Checker:
        today = date.today()  # noqa: DTZ011 — a writer's day, not UTC's
        return Checker(dataclasses.replace(self.site, selected=(document,)), choice, today, jobs=1)

    def _new(self, found: list[Diagnostic]) -> list[Diagnostic]:
        baseline = load_baseline(self.site.configuration)
        found.sort(key=lambda diagnostic: diagnostic.sort_key)
        if baseline is None:
            return found
        new, _ = baseline.split(found, {document.path for document in self.site.documents}, (), ())
        return new

    def _still_there(self, diagnostic: Diagnostic, document: Document) -> bool:
        place = diagnostic.place
        here: Place = document.place(Span(place.start, min(place.end, len(document.text))))
        return here == place and document.text[place.start : place.end] == diagnostic.evidence
