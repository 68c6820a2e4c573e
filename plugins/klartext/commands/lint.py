"""``klartext lint``: checks posts, reports the findings, says with its exit code how it went."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from klartext import __version__
from klartext.commands.errors import InputError
from klartext.commands.input_errors import print_errors, problem_lines
from klartext.lint.diagnostic import Severity
from klartext.lint.engine import Engine
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.reporters.report import FORMATS, Report, render
from klartext.registry import RuleChoice, all_rules, known_names
from klartext.rule_address import rule_address
from klartext.site import load_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from klartext.lint.diagnostic import Diagnostic
    from klartext.site import LoadedSite

HELP = "check drafts and posts"

COLOURS = ("auto", "always", "never")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``klartext lint`` takes."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: the content folder)"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="form of the report (default: text)"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report to a file")
    parser.add_argument(
        "--select",
        type=_names,
        default=(),
        metavar="RULES",
        help="only these rules or codes, with commas between",
    )
    parser.add_argument(
        "--ignore",
        type=_names,
        default=(),
        metavar="RULES",
        help="not these rules or codes, with commas between",
    )
    parser.add_argument(
        "--max-warnings", type=_count, metavar="N", help="exit 0 with up to N warnings and no errors"
    )
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 although there are findings")
    parser.add_argument("--color", choices=COLOURS, default="auto", help="colours in text (default: auto)")


def run(arguments: argparse.Namespace) -> int:
    """Check, report, and return the exit code."""
    site = load_site(arguments.settings, arguments.paths)
    configuration = site.configuration
    rules = RuleChoice(configuration.plugins, site.settings.lint, arguments.select, arguments.ignore)
    engine = Engine(rules.for_path, known_names(), date.today())  # noqa: DTZ011 — a writer's day, not UTC's
    diagnostics = engine.lint(site.selected, site)
    lang = choose_language(arguments.lang, os.environ, configuration.default_lang)
    catalogue = Catalogue(all_rules(), lang)
    errors = problem_lines(site.problems, catalogue)
    report = Report(
        diagnostics=diagnostics,
        checked=[document.path for document in site.selected],
        rules={rule.name: rule for rule in all_rules()},
        catalogue=catalogue,
        text_of=partial(_text_of, site),
        url_of=lambda rule: rule_address(rule, lang, site.settings.lint.docs_url),
        root=site.root,
        version=__version__,
        errors=errors,
        colour=_colour(arguments),
        columns=shutil.get_terminal_size().columns,
    )
    _write(render(arguments.format, report), arguments.output)
    print_errors(errors)
    if errors:
        return 2
    return 0 if arguments.exit_zero else _exit_code(diagnostics, arguments.max_warnings)


def _exit_code(diagnostics: Sequence[Diagnostic], max_warnings: int | None) -> int:
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    warnings = sum(diagnostic.severity is Severity.WARNING for diagnostic in diagnostics)
    return 1 if errors or warnings > (max_warnings or 0) else 0


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"{output}: the report cannot be written: {error.strerror}") from error


def _text_of(site: LoadedSite, path: str) -> str:
    return next((document.text for document in site.documents if document.path == path), "")


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
