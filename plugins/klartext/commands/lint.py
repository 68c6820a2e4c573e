"""``klartext lint``: checks posts, reports the findings, says with its exit code how it went."""

from __future__ import annotations

import dataclasses
import os
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from klartext import __version__
from klartext.checking import Checker, baseline_file, cached_site, load_baseline
from klartext.collector import collector_paused
from klartext.commands.errors import InputError
from klartext.commands.input_errors import print_errors, problem_lines
from klartext.commands.wording import PHRASES
from klartext.lint.baseline import baseline_text
from klartext.lint.diagnostic import Severity
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import reason
from klartext.lint.reporters.report import FORMATS, Report, render
from klartext.lint.rules.stale_baseline_entry import StaleBaselineEntry
from klartext.lint.whole_file import where_it_leads, whole_file
from klartext.registry import RuleChoice, all_rules
from klartext.rule_address import rule_address
from klartext.settings import SettingsError
from klartext.site import LoadedSite, document_from_text, load_configuration, load_site, site_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from klartext.command_line import Parser
    from klartext.lint.diagnostic import Diagnostic

COLOURS = ("auto", "always", "never")


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext lint`` takes."""
    parser.add_argument("paths", nargs="*", type=Path, metavar=parser.say("PATH"), help=parser.say("paths"))
    parser.add_argument("--format", choices=FORMATS, default="text", help=parser.say("report_format"))
    parser.add_argument("--output", type=Path, metavar=parser.say("FILE"), help=parser.say("lint_output"))
    parser.add_argument(
        "--select",
        type=_names,
        default=(),
        metavar=parser.say("RULES"),
        help=parser.say("lint_select"),
    )
    parser.add_argument(
        "--ignore",
        type=_names,
        default=(),
        metavar=parser.say("RULES"),
        help=parser.say("lint_ignore"),
    )
    parser.add_argument("--max-warnings", type=_count, metavar="N", help=parser.say("lint_max_warnings"))
    parser.add_argument("--exit-zero", action="store_true", help=parser.say("lint_exit_zero"))
    parser.add_argument(
        "--changed",
        metavar=parser.say("REF"),
        help=parser.say("lint_changed"),
    )
    parser.add_argument(
        "--stdin-filename", type=Path, metavar=parser.say("PATH"), help=parser.say("lint_stdin")
    )
    parser.add_argument(
        "--write-baseline",
        action="store_true",
        help=parser.say("lint_write_baseline"),
    )
    parser.add_argument("--baseline", type=Path, metavar=parser.say("FILE"), help=parser.say("lint_baseline"))
    parser.add_argument("--no-baseline", action="store_true", help=parser.say("lint_no_baseline"))
    parser.add_argument("--fix", action="store_true", help=parser.say("lint_fix"))
    parser.add_argument("--diff", action="store_true", help=parser.say("lint_diff"))
    parser.add_argument("--no-cache", action="store_true", help=parser.say("lint_no_cache"))
    parser.add_argument("--jobs", type=_count, metavar="N", help=parser.say("lint_jobs"))
    parser.add_argument("--color", choices=COLOURS, default="auto", help=parser.say("lint_color"))


@collector_paused()
def run(arguments: argparse.Namespace) -> int:
    """Check, report, and return the exit code."""
    if arguments.fix and arguments.stdin_filename:
        raise InputError(PHRASES["fix_needs_file"])
    site = _site(arguments)
    configuration = site.configuration
    lang = choose_language(arguments.lang, os.environ, configuration.default_lang)
    catalogue = Catalogue(all_rules(), lang)
    choice = RuleChoice(configuration.plugins, site.settings.lint, arguments.select, arguments.ignore)
    checker = Checker(site, choice, date.today(), arguments.jobs)  # noqa: DTZ011 — a writer's day, not UTC's
    changed = _changed_lines(site.root, arguments.changed) if arguments.changed else None
    diagnostics = checker.diagnostics()
    checker.save_cache()
    if arguments.fix or arguments.diff:
        from klartext.commands.mending import mended_texts, unified_diff, with_texts, write_texts  # noqa: PLC0415

        texts = mended_texts(checker, diagnostics)
        if arguments.diff:
            sys.stdout.write(unified_diff(site, texts))
            return 1 if texts else 0
        write_texts(site, texts)
        checker = dataclasses.replace(checker, site=cached_site(with_texts(site, texts), stored=False))
        diagnostics = checker.diagnostics()
        print(catalogue.phrase("mended", n=len(texts)), file=sys.stderr)
    errors = problem_lines(site.problems, catalogue)
    if arguments.write_baseline:
        _write_baseline(arguments, checker, diagnostics, catalogue)
        print_errors(errors)
        return 2 if errors else 0
    texts = {document.path: document.text for document in checker.site.documents}
    baseline = None if arguments.no_baseline else load_baseline(configuration, arguments.baseline)
    if baseline is not None:
        texts[baseline.path] = baseline.text
        diagnostics = checker.new_since(baseline, diagnostics)
    if changed is not None:
        diagnostics = [d for d in diagnostics if _touches(d, changed) or d.rule == StaleBaselineEntry.name]
    report = Report(
        diagnostics=diagnostics,
        checked=[document.path for document in site.selected],
        rules={rule.name: rule for rule in all_rules()},
        catalogue=catalogue,
        text_of=lambda path: texts.get(path, ""),
        url_of=cache(lambda rule: rule_address(rule, lang, site.settings.lint.docs_url)),
        root=site.root,
        version=__version__,
        docs_url=site.settings.lint.docs_url,
        errors=errors,
        colour=_colour(arguments),
        columns=_columns() if arguments.format == "text" else 0,
    )
    _write(render(arguments.format, report), arguments.output)
    print_errors(errors)
    if errors:
        return 2
    return 0 if arguments.exit_zero else _exit_code(diagnostics, arguments.max_warnings)


def _site(arguments: argparse.Namespace) -> LoadedSite:
    """Return the site to check, with the text from standard input in the place of a file where one is named."""
    stdin = arguments.stdin_filename
    if stdin is None:
        return cached_site(load_site(arguments.settings, arguments.paths), stored=not arguments.no_cache)
    if arguments.paths:
        raise InputError(PHRASES["stdin_alone"])
    configuration = load_configuration(arguments.settings)
    site = site_of(configuration) if configuration.file else LoadedSite(configuration, (), (), ())
    shown = Path(os.path.abspath(stdin))  # noqa: PTH100 — links stay as they are
    path = shown.relative_to(site.root).as_posix() if shown.is_relative_to(site.root) else shown.as_posix()
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(PHRASES["stdin_not_utf8"], file=stdin, byte=error.start) from error
    document = document_from_text(text, path, configuration)
    others = [other for other in site.documents if other.path != path]
    documents = tuple(sorted([*others, document], key=lambda d: d.path))
    return cached_site(
        LoadedSite(configuration, documents, (document,), (), passages=site.repeated), stored=False
    )


def _changed_lines(root: Path, revision: str) -> Mapping[str, Sequence[range]]:
    from klartext.commands.revision import changed_lines  # noqa: PLC0415 — starts processes

    return changed_lines(root, revision)


def _touches(diagnostic: Diagnostic, changed: Mapping[str, Sequence[range]]) -> bool:
    place = diagnostic.place
    lines = range(place.line, place.end_line + 1)
    return any(c.start < lines.stop and lines.start < c.stop for c in changed.get(place.path, ()))


def _write_baseline(
    arguments: argparse.Namespace, checker: Checker, diagnostics: Sequence[Diagnostic], say: Catalogue
) -> None:
    """Write the baseline; entries of files that this run has not checked stay."""
    configuration = checker.site.configuration
    checked = {document.path for document in checker.site.selected}
    existing = {document.path for document in checker.site.documents}
    try:
        old = load_baseline(configuration, arguments.baseline)
    except SettingsError:
        old = None
    kept = [(k, n) for k, n in (old.counts if old else {}).items() if k[0] in existing - checked]
    file = baseline_file(configuration, arguments.baseline)
    _write(baseline_text(diagnostics, configuration.root, kept), file)
    print(say.phrase("baseline_written", n=len(diagnostics), path=file.name), file=sys.stderr)


def _exit_code(diagnostics: Sequence[Diagnostic], max_warnings: int | None) -> int:
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    warnings = sum(diagnostic.severity is Severity.WARNING for diagnostic in diagnostics)
    return 1 if errors or warnings > (max_warnings or 0) else 0


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with whole_file(where_it_leads(output)) as part:
            part.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(PHRASES["unwritable"], file=output, why=reason(error)) from error


def _columns() -> int:
    import shutil  # noqa: PLC0415 — loads every kind of archive

    return shutil.get_terminal_size().columns


def _colour(arguments: argparse.Namespace) -> bool:
    if arguments.color != "auto":
        return bool(arguments.color == "always")
    return arguments.output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
