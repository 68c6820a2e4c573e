"""The site as one build knows it: read once, shared by the plugins through Pelican's context."""

from __future__ import annotations

import contextlib
import logging
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.checking import CACHE_FOLDER, Checker, cached_site
from klartext.lint.messages.language import choose_language
from klartext.publishing.output_files import OutputFiles, record_of
from klartext.registry import RuleChoice
from klartext.settings import SettingsError, parse_settings
from klartext.settings_file import find_settings
from klartext.site import Configuration, site_of
from klartext.writing_effort.features import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping

    from klartext.settings import Settings
    from klartext.site import LoadedSite

_KEY = "klartext_site"
_OUTPUT = "KLARTEXT_OUTPUT_FILES"
LANG = "KLARTEXT_LANG"
"""The setting that holds the language chosen for one build."""


def build_checker(settings: Mapping[str, Any], context: MutableMapping[str, Any]) -> Checker:
    """Return what checks the site of the build that runs; ``context`` is the one that its generators share.

    Raises:
        SettingsError: a setting cannot be used.
    """
    if _KEY not in context:
        site = cached_site(site_of(build_configuration(settings)))
        rules = RuleChoice(site.configuration.plugins, site.settings.lint)
        today = date.today()  # noqa: DTZ011 — a writer's day, not UTC's
        # The pages tell how long a post takes to read.
        context[_KEY] = Checker(site, rules, today, facts=(COUNTS,))
    checker: Checker = context[_KEY]
    return checker


def build_site(settings: Mapping[str, Any], context: MutableMapping[str, Any]) -> LoadedSite:
    """Return the site of the build that runs, its posts parsed as far as processes have begun to; as above.

    Raises:
        SettingsError: a setting cannot be used.
    """
    checker = build_checker(settings, context)
    checker.finish()
    return checker.site


def output_files(settings: MutableMapping[str, Any]) -> OutputFiles:
    """Return where a build notes the files that it writes, so that the next one can remove those left over.

    Pelican makes new settings for every build.
    """
    if _OUTPUT not in settings:
        output = Path(settings["OUTPUT_PATH"])
        workspace = Path(settings["PATH"]).resolve().parent / CACHE_FOLDER
        settings[_OUTPUT] = OutputFiles(output, record_of(output, workspace))
    files: OutputFiles = settings[_OUTPUT]
    return files


def build_configuration(settings: Mapping[str, Any]) -> Configuration:
    """Return the configuration of the site that Pelican builds, from Pelican's own settings.

    Raises:
        SettingsError: a setting cannot be used.
    """
    file = find_settings(Path(settings["PATH"]).absolute()) or Path.cwd() / "pelicanconf.py"
    return Configuration(file, file.parent, settings, klartext_settings(settings))


def klartext_settings(settings: Mapping[str, Any]) -> Settings:
    """Return what Pelican's settings say to us, checked.

    Raises:
        SettingsError: a setting cannot be used.
    """
    return parse_settings(settings.get("KLARTEXT", {}))


def message_language(settings: Mapping[str, Any]) -> str:
    """Return the language in which a build speaks to the person who runs it.

    ``klartext build --lang`` tells it in the setting ``KLARTEXT_LANG``.
    """
    return choose_language(settings.get(LANG), os.environ, str(settings["DEFAULT_LANG"]))


@contextlib.contextmanager
def usable_settings(settings: Mapping[str, Any]) -> Iterator[None]:
    """End the build with one line where something in the block finds that a setting cannot be used."""
    try:
        yield
    except SettingsError as error:
        logging.getLogger("klartext").critical("%s", error.told(message_language(settings)))
        raise SystemExit(2) from error
