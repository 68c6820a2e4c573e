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
        file = find_settings(Path(settings["PATH"]).absolute()) or Path.cwd() / "pelicanconf.py"
        parsed = parse_settings(settings.get("KLARTEXT", {}))
        context[_KEY] = cached_site(site_of(Configuration(file, file.parent, settings, parsed)))
    site: LoadedSite = context[_KEY]
    return site
