"""The site as one build knows it: read once, shared by the plugins through Pelican's context."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.checking import cached_site
from klartext.settings import parse_settings
from klartext.site import Configuration, find_settings, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from klartext.site import LoadedSite

_KEY = "klartext_site"


def build_site(settings: Mapping[str, Any], context: MutableMapping[str, Any]) -> LoadedSite:
    """Return the site of the build that runs; ``context`` is the one that its generators share.

    Raises:
        SettingsError: a setting cannot be used.
    """
    if _KEY not in context:
        context[_KEY] = cached_site(site_of(build_configuration(settings)))
    site: LoadedSite = context[_KEY]
    return site


def build_configuration(settings: Mapping[str, Any]) -> Configuration:
    """Return the configuration of the site that Pelican builds, from Pelican's own settings.

    Raises:
        SettingsError: a setting cannot be used.
    """
    file = find_settings(Path(settings["PATH"]).absolute()) or Path.cwd() / "pelicanconf.py"
    return Configuration(file, file.parent, settings, parse_settings(settings.get("KLARTEXT", {})))
