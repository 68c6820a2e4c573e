"""One check of a site as the command, the build and the editor make it: rules, cache, processes, baseline."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from klartext.collector import collector_paused
from klartext.lint.baseline import Baseline, BaselineError, read_baseline
from klartext.lint.cache import Cache, rules_digest
from klartext.lint.engine import Engine
from klartext.lint.messages.problem import reason
from klartext.lint.repetition import repeated_passages
from klartext.lint.rule import Scope
from klartext.lint.rules.stale_baseline_entry import StaleBaselineEntry
from klartext.lint.workers import Work, jobs_for
from klartext.registry import RuleChoice, known_names
from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.engine import Findings
    from klartext.lint.rule import Fact, Site
    from klartext.site import Configuration, LoadedSite

CACHE_FOLDER = ".klartext"
"""Below the settings file; it holds nothing that cannot be made again."""


@dataclass
class Checker:
    """Checks a site.

    Args:
        site: with its documents; ``cached_site`` gives it a cache.
        choice: the rules to run.
        today: the day on which suppressions end.
        jobs: the number of processes; None leaves it to what pays.
        facts: what else will be asked of each document, computed while it is parsed anyway.

    ``begin`` may be called long before ``diagnostics``; then processes parse the posts meanwhile.
    """

    site: LoadedSite
    choice: RuleChoice
    today: date
    jobs: int | None = None
    facts: tuple[Fact, ...] = ()
    _begun: tuple[Cache, Sequence[Document], Work] | None = field(default=None, init=False, repr=False)

    def begin(self) -> None:
        """Let processes begin to parse what the cache does not know, where that pays and they have not yet."""
        cache = self.site.cache
        if self._begun or not isinstance(cache, Cache):
            return
        unknown = [d for d in self.site.selected if cache.entry(d).rules != self._digest(d.path)]
        jobs = jobs_for(len(unknown), self.jobs)
        if jobs > 1:

            def parse(number: int) -> str:
                self._alone(unknown[number], self.site)
                return cache.encoded(unknown[number])

            self._begun = cache, unknown, Work(len(unknown), parse, jobs - 1)

    def finish(self) -> None:
        """Join in what processes have begun, until the cache knows all of it."""
        if self._begun:
            cache, unknown, work = self._begun
            self._begun = None
            for number in work.left():
                self._alone(unknown[number], self.site)
            for number, entry in work.results().items():
                cache.take(unknown[number], entry)

    def diagnostics(self) -> list[Diagnostic]:
        """Return the findings in the selected documents, without regard to a baseline."""
        engine = Engine(self.choice.for_path, known_names(), self.today, alone=self._alone)
        with collector_paused():
            self.begin()
            self.finish()
            return engine.lint(self.site.selected, self.site)

    def save_cache(self) -> None:
        """Write what has been learnt of the site's posts, for the next run."""
        if isinstance(self.site.cache, Cache):
            self.site.cache.save(self.site.documents)

    def new_since(self, baseline: Baseline, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return the findings that a baseline does not hold, and one for each of its stale entries."""
        paths = {document.path for document in self.site.documents}
        checked = {document.path for document in self.site.selected}
        rules = {rule.name: rule for path in checked or {""} for rule in self.choice.for_path(path)}
        found, stale = baseline.split(diagnostics, paths, rules, checked)
        reporter = rules.get(StaleBaselineEntry.name)
        if isinstance(reporter, StaleBaselineEntry):
            found.extend(reporter.at(e.place, e.evidence, rule=e.rule, path=e.path) for e in stale)
        return sorted(found, key=lambda diagnostic: diagnostic.sort_key)

    @cached_property
    def _digests(self) -> dict[int, str]:
        return {}

    def _digest(self, path: str) -> str:
        rules = self.choice.for_path(path)
        if id(rules) not in self._digests:
            self._digests[id(rules)] = rules_digest([rule for rule in rules if rule.scope is not Scope.SITE])
        return self._digests[id(rules)]

    @cached_property
    def _plain(self) -> Engine:
        return Engine(self.choice.for_path, known_names(), self.today, facts=self.facts)

    def _alone(self, document: Document, site: Site) -> Findings:
        cache = self.site.cache
        if not isinstance(cache, Cache):
            return self._plain.check_alone(document, site)
        digest = self._digest(document.path)
        found = cache.findings(document, digest)
        if found is None:
            found = self._plain.check_alone(document, site)
            cache.keep_findings(document, digest, found)
            document.forget()
        return found


def cached_site(site: LoadedSite, *, stored: bool = True) -> LoadedSite:
    """Return a site that keeps facts and findings; ``stored`` tells whether in a file, from run to run."""
    configuration = site.configuration
    file = None
    if stored and configuration.file:
        file = configuration.root / CACHE_FOLDER / f"lint-{configuration.file.stem}.cache"
    basis = repr(
        (
            configuration.settings,
            configuration.default_lang,
            configuration.default_author,
            configuration.strict_pages,
            str(configuration.content),
        )
    )
    cache = Cache(file, basis)
    passages = site.passages
    if passages is None:
        passages = repeated_passages(map(cache.ends, site.documents))
    cache.repeated = passages
    return dataclasses.replace(site, cache=cache, passages=passages)


def baseline_file(configuration: Configuration, file: Path | None = None) -> Path:
    """Return where the baseline lies: the file that was named, else the settings'."""
    return file or configuration.root / configuration.settings.lint.baseline


def load_baseline(configuration: Configuration, file: Path | None = None) -> Baseline | None:
    """Return the site's baseline, None where there is no such file and none was named.

    Raises:
        SettingsError: the file is not a baseline, or a named one does not exist.
    """
    path = baseline_file(configuration, file)
    if file is None and not path.is_file():
        return None
    inside = path.absolute().is_relative_to(configuration.root)
    shown = path.absolute().relative_to(configuration.root).as_posix() if inside else path.as_posix()
    try:
        return read_baseline(path, shown, configuration.root)
    except BaselineError as error:
        raise SettingsError(PHRASES["no_baseline"], file=shown, detail=error) from error
    except OSError as error:
        raise SettingsError(PHRASES["baseline_unreadable"], file=shown, why=reason(error)) from error
