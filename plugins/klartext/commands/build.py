"""``klartext build``: Pelican's build, where every error fails it and is told in lines that a writer can read."""

from __future__ import annotations

import logging
import os
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.build_site import LANG, output_files
from klartext.checking import Checker
from klartext.collector import collector_paused
from klartext.commands.input_errors import print_errors, problem_lines
from klartext.commands.wording import PHRASES as COMMAND_PHRASES
from klartext.lint.diagnostic import Severity
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import Problem
from klartext.lint.messages.sentence import sentence
from klartext.registry import RuleChoice, all_rules
from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES
from klartext.site import load_configuration, site_of
from klartext.site_settings import check_site_settings

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser
    from klartext.site import Configuration

PREVIEW = Path(".klartext/preview")
"""Where the preview is built: drafts must not end up in the folder that is published."""

_UNREAD = "Could not process %s"
_PELICAN_SAYS = {
    _UNREAD: ("unreadable_post", ("file",)),
    "Skipping %s: could not find information about '%s'": ("no_line", ("file", "line")),
    "Skipping %s: file %r would be written outside output path": ("outside_output", ("file", "address")),
    "Unable to find '%s', skipping url replacement.": ("leads_nowhere", ("address",)),
    "Cannot get modification stamp for %s\n\t%s": ("no_such_file", ("file", "detail")),
    "Other resources were not found and their urls not replaced": ("more_lead_nowhere", ()),
    "Replacement Indicator %r not recognized in %r, skipping replacement": (
        "no_placeholder",
        ("sign", "address"),
    ),
    "Unknown status '%s' for file %s, skipping it. (Not in %s)": ("no_status", ("status", "file", "known")),
    "Removed extraneous trailing slash from SITEURL.": ("slash_removed", ()),
    "Feeds generated without SITEURL or FEED_DOMAIN set properly may not be valid": ("no_feed_address", ()),
}
"""What Pelican logs, as it stands in its source, by the key of our words for it and the names of its values."""

_SAME_SLUG = "There are %s items"
_NO_ORIGINAL = "There are %s original (not translated) items"
_ALL_TRANSLATED = 'All items ("%s")'
"""How Pelican begins, in lines of their own, what it says of posts with one slug; of some it says several things."""
_OF_ONE_SLUG = {
    _SAME_SLUG: ("same_slug", 3),
    _NO_ORIGINAL: ("no_original", 2),
    _ALL_TRANSLATED: ("all_translated", 2),
}
"""By these beginnings, the key of our words and where the files begin among the values."""

_LEVELS = {"CRITICAL": "FEHLER", "ERROR": "FEHLER", "WARNING": "WARNUNG", "INFO": "HINWEIS"}
"""In German, how a line of the log begins."""


def add_arguments(parser: Parser) -> None:
    """Add the options of ``klartext build``."""
    parser.add_argument("--output", type=Path, metavar=parser.say("DIR"), help=parser.say("output_folder"))
    parser.add_argument("--preview", action="store_true", help=parser.say("build_preview", folder=PREVIEW))


def run(arguments: argparse.Namespace) -> int:
    """Build the site; return 2 where something of it could not be built."""
    configuration = load_configuration(arguments.settings)
    if configuration.file is None:
        raise SettingsError(PHRASES["no_site"])
    lang = choose_language(arguments.lang, os.environ, configuration.default_lang)
    start = time.monotonic()
    code = build(configuration, arguments.output, lang, preview=arguments.preview)
    if code == 0:
        print(sentence(COMMAND_PHRASES["built"], lang, seconds=time.monotonic() - start), flush=True)
    return code


def _pelican_arguments(
    configuration: Configuration, output: Path | None, lang: str, *, preview: bool
) -> list[str]:
    """Return Pelican's command line for a site; the build speaks ``lang``."""
    arguments = [
        *(str(configuration.content), "--settings", str(configuration.file)),
        # Pelican logs a plugin or a post that fails and goes on; a site without them must not be published.
        *("--fatal", "errors"),
    ]
    if preview:
        output = configuration.root / PREVIEW
    if output:
        arguments += ["--output", str(output)]
    # Last and in one: Pelican takes all words that follow, and a second option of this name replaces the first.
    arguments += ["--extra-settings", f'{LANG}="{lang}"']
    return [*arguments, 'SITEURL=""', "KLARTEXT_PREVIEW=true"] if preview else arguments


def build(configuration: Configuration, output: Path | None, lang: str, *, preview: bool) -> int:
    """Run Pelican in this process and return 0, or 2 where an error stopped it."""
    # This command is the build: the one place besides the adapters that needs Pelican, and only when it runs.
    from pelican import get_instance, parse_arguments  # noqa: PLC0415, TID251
    from pelican import log as pelican_log  # noqa: PLC0415, TID251
    from pelican.settings import DEFAULT_CONFIG, DEFAULT_THEME  # noqa: PLC0415, TID251

    check_site_settings(configuration, DEFAULT_CONFIG, Path(DEFAULT_THEME).parent)
    parsed = parse_arguments(_pelican_arguments(configuration, output, lang, preview=preview))
    unread: list[str] = []
    pelican_log.init(
        level=parsed.verbosity,
        fatal=parsed.fatal,
        name="pelican",
        handler=_lines(configuration, lang, unread),
    )
    try:
        with collector_paused():
            pelican, _ = get_instance(parsed)
            pelican_log.console.quiet = True  # it counts posts in English, whatever the language
            try:
                pelican.run()
            except BaseException:
                output_files(pelican.settings).remember()
                raise
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except Problem:
        raise
    except Exception as error:
        if os.environ.get("KLARTEXT_TRACEBACK"):
            raise
        # Under --fatal Pelican has logged the error before it raises this.
        known = isinstance(error, RuntimeError) and "encountered" in str(error)
        why = COMMAND_PHRASES["see_above"] if known else _in_one_line(error)
        causes = _causes(configuration, lang) or (unread if known else [])
        print_errors([*causes, sentence(COMMAND_PHRASES["not_built"], lang, why=why)])
        return 2
    return 0


def _causes(configuration: Configuration, lang: str) -> list[str]:
    """Return what makes posts unfit for Pelican, each with its line: Pelican tells the name of the first file alone."""
    site, say = site_of(configuration), Catalogue(all_rules(), lang)
    checker = Checker(site, RuleChoice(None, configuration.settings.lint, select=("KT",)), date.today())  # noqa: DTZ011 — a writer's day
    errors = [found for found in checker.diagnostics() if found.severity is Severity.ERROR]
    places = (f"{found.place.path}:{found.place.line}" for found in errors)
    told = [f"{place}: {say.message(found)}" for place, found in zip(places, errors, strict=True)]
    unread = [problem for problem in site.problems if problem.key != "no-markdown"]
    return [*problem_lines(unread, say), *told]


def _in_one_line(error: BaseException | None) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def _lines(configuration: Configuration, lang: str, unread: list[str]) -> logging.Handler:
    """Return a handler that writes one unbroken line a message, so that editors and CI find ``file:line:column``.

    Files are named from the site's folder on. ``unread`` is filled with the posts that Pelican could not process, each
    with what Python says of it.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    handler.addFilter(partial(_note_unread, configuration, unread))
    handler.addFilter(partial(_in_plain_words, lang, set()))
    handler.addFilter(partial(_from_root, f"{configuration.root}{os.sep}"))
    if not os.environ.get("KLARTEXT_TRACEBACK"):
        handler.addFilter(_without_traceback)
    return handler


def _note_unread(configuration: Configuration, unread: list[str], record: logging.LogRecord) -> bool:
    if str(record.msg) == _UNREAD and isinstance(record.args, tuple):
        # Pelican names the file from the content folder on.
        file = os.path.relpath(configuration.content / str(record.args[0]), configuration.root)
        record.args = (file,)
        unread.append(f"{file}: {_in_one_line(sys.exc_info()[1])}")
    return True


def _in_plain_words(lang: str, told: set[str], record: logging.LogRecord) -> bool:
    """Say better what we know how to; ``told`` keeps the files of which it was said that they share a slug."""
    if (known := _PELICAN_SAYS.get(str(record.msg))) and isinstance(record.args, tuple):
        key, names = known
        if len(names) == len(record.args):  # another Pelican may tell more
            values = dict(zip(names, map(str, record.args), strict=True))
            record.msg, record.args = "%s", (sentence(COMMAND_PHRASES[key], lang, **values),)
    elif (begins := next(filter(str(record.msg).startswith, _OF_ONE_SLUG), None)) and record.args:
        key, first = _OF_ONE_SLUG[begins]
        files = sorted(map(str, record.args[first:])) if isinstance(record.args, tuple) else []
        if key == "no_original" and told.issuperset(files):
            return False
        told.update(files)
        record.msg, record.args = "%s", (sentence(COMMAND_PHRASES[key], lang, files=", ".join(files)),)
    if lang == "de":
        record.levelname = _LEVELS.get(record.levelname, record.levelname)
    return True


def _from_root(root: str, record: logging.LogRecord) -> bool:
    """Shorten the names of files, and begin each line of a message as the first."""
    message = record.getMessage().replace(root, "").replace("\n", f"\n{record.levelname} ")
    record.msg, record.args = "%s", (message,)
    return True


def _without_traceback(record: logging.LogRecord) -> bool:
    record.exc_info = None
    record.exc_text = None
    return True
