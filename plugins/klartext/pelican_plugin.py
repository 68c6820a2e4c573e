"""The checks of a build: in the preview beside each draft, at the end in the log, then the figures of the drafts."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import ArticlesGenerator

from klartext import answers, click_to_tweet, self_promotion, stock_photos, theme_support, writing_effort
from klartext.build_site import build_checker, build_configuration, message_language, usable_settings
from klartext.checking import load_baseline
from klartext.commands.input_errors import problem_lines
from klartext.draft_note import draft_note, has_own_note
from klartext.figures import figures_table, post_figures
from klartext.lint.diagnostic import Severity
from klartext.lint.messages.catalogue import Catalogue
from klartext.markdown_reader import pelican_plugin as markdown_reader
from klartext.registry import RuleChoice, all_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pelican import Pelican

    from klartext.checking import Checker
    from klartext.lint.diagnostic import Diagnostic


_CHECKED = "KLARTEXT_CHECKED"
"""The key under which a build keeps what was found; Pelican makes new settings for every build."""

_COLUMNS = ("post", "promotion", "verdict", "effort", "remaining")

_LEVELS = {
    Severity.ERROR: logging.WARNING,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.INFO,
}


@dataclass(frozen=True, slots=True)
class _Checked:
    checker: Checker
    diagnostics: Sequence[Diagnostic]
    say: Catalogue


def register() -> None:
    """Connect the four plugins, what the theme needs, and the checks."""
    for plugin in (
        self_promotion,
        stock_photos,
        writing_effort,
        click_to_tweet,
        answers,
        theme_support,
    ):
        plugin.register()
    connect_checks()


def connect_checks() -> None:
    """Connect the checks, for sites that enable single plugins, and the reader that leaves them more time."""
    markdown_reader.register()
    signals.initialized.connect(check_settings)
    signals.generator_init.connect(begin)
    signals.all_generators_finalized.connect(check)
    signals.finalized.connect(report)


def check_settings(pelican: Pelican) -> None:
    """Stop the build with one line where the settings cannot be used."""
    with usable_settings(pelican.settings):
        configuration = build_configuration(pelican.settings)
        RuleChoice(configuration.plugins, configuration.settings.lint)


def begin(generator: object) -> None:
    """Let processes parse the posts for the checks while Pelican reads them for the pages."""
    if isinstance(generator, ArticlesGenerator):
        build_checker(generator.settings, generator.context).begin()


def check(generators: Sequence[object]) -> None:
    """Check the site that has been read; the preview shows each draft's findings in its page.

    ``klartext_findings`` of a draft are dicts of ``line``, ``severity``, ``message`` and ``rule``.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            checked = _check(build_checker(generator.settings, generator.context))
            generator.settings[_CHECKED] = checked
            if generator.settings.get("KLARTEXT_PREVIEW"):
                _annotate(generator, checked)
            _add_notes(generator, checked.say)


def _check(checker: Checker) -> _Checked:
    configuration = checker.site.configuration
    diagnostics = checker.diagnostics()
    baseline = load_baseline(configuration)
    if baseline is not None:
        diagnostics = checker.new_since(baseline, diagnostics)
    say = Catalogue(all_rules(), message_language(configuration.values))
    return _Checked(checker, diagnostics, say)


def _annotate(generator: ArticlesGenerator, checked: _Checked) -> None:
    by_path: dict[str, list[dict[str, object]]] = {}
    for found in checked.diagnostics:
        told: dict[str, object] = {
            "line": found.place.line,
            "severity": found.severity.value,
            "message": checked.say.message(found),
            "rule": found.rule,
        }
        by_path.setdefault(str(checked.checker.site.root / found.place.path), []).append(told)
    for draft in (*generator.drafts, *generator.drafts_translations):
        draft.klartext_findings = by_path.get(str(draft.source_path), [])


def _add_notes(generator: ArticlesGenerator, say: Catalogue) -> None:
    """Put what is known of a draft at its head, unless the theme shows it."""
    settings, drafts = generator.settings, (*generator.drafts, *generator.drafts_translations)
    folders = [*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), Path(settings["THEME"]) / "templates"]
    if not drafts or has_own_note(folders):
        return
    for draft in drafts:
        promotion, effort = (getattr(draft, name, None) for name in ("klartext_promotion", "klartext_effort"))
        draft._content = draft_note(promotion, effort, say) + draft._content  # noqa: SLF001 — Pelican's own hook for plugins


def report(pelican: Pelican) -> None:
    """Log what the checks found, at the end, where writers look; nothing of it stops the build."""
    checked: _Checked | None = pelican.settings.get(_CHECKED)
    if checked is None:
        return
    site, say, log = checked.checker.site, checked.say, _log()
    for line in problem_lines(site.problems, say):
        log.warning("%s", line)
    for diagnostic in checked.diagnostics:
        place = diagnostic.place
        where = f"{place.path}:{place.line}:{place.column}"
        log.log(_LEVELS[diagnostic.severity], "%s: %s [%s]", where, say.message(diagnostic), diagnostic.rule)
    if drafts := [d for d in site.documents if d.status == "draft" and not d.is_page]:
        found = [post_figures(draft, site) for draft in drafts]
        # Not through the log, which would break the table's lines.
        sys.stdout.write(f"{say.phrase('drafts', n=len(drafts))}\n{figures_table(found, say, _COLUMNS)}\n")
    checked.checker.save_cache()


def _log() -> logging.Logger:
    """Return a logger that writes to Pelican's handlers but keeps every line.

    Pelican's own loggers drop a line they have written before, also in the next build of an autoreloading server,
    and stop the build at a warning under ``--fatal warnings``.
    """
    log = logging.Logger("klartext")  # noqa: LOG001 — getLogger() would give one of Pelican's
    log.parent = logging.getLogger()
    return log
