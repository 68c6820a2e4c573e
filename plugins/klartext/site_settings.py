"""What Pelican's own settings must hold, so that a slip in them is told before Pelican stumbles over it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES
from klartext.site import MissingPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from klartext.settings import ThemeSettings
    from klartext.site import Configuration

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")


_MORE = frozenset(
    {"AUTHOR", "FEED_DOMAIN", "KLARTEXT", "MENUITEMS", "SEARCH_SAVE_AS", "SITESUBTITLE", "TIMEZONE"}
)
"""What Pelican, our theme and our plugins read besides the settings that have a default."""
_ALMOST = 0.9
"""Settings of other plugins differ more from Pelican's; ``SITESUBTITEL`` is above, ``SITEMAP`` below."""


def check_site_settings(configuration: Configuration, known: Iterable[str], themes: Path) -> None:
    """Stop at the first setting of Pelican that cannot be used.

    Args:
        configuration: the site's.
        known: the names of the settings for which Pelican has a default.
        themes: the folder of Pelican's own themes, which settings may name without a folder.

    Raises:
        SettingsError: a setting cannot be used.
        MissingPath: there is no content folder.
    """
    if not configuration.content.is_dir():
        raise MissingPath(PHRASES["no_content_folder"], path=configuration.content)
    file = configuration.file.name if configuration.file else ""
    unset = {*known, *_MORE} - set(configuration.values)
    for name in set(configuration.values) - {*known, *_MORE}:
        if close := get_close_matches(name, unset, n=1, cutoff=_ALMOST):
            raise SettingsError(PHRASES["misspelt"], where=f"{file}: {name}", close=close[0])
    for name, key in _faults(configuration, themes):
        raise SettingsError(PHRASES[key], where=f"{file}: {name}", value=configuration.values[name])
    for name, picture in _pictures(configuration.settings.theme):
        if not (configuration.content / picture).is_file():
            where = f"{file}: KLARTEXT['theme']{name}"
            raise SettingsError(PHRASES["no_picture"], where=where, value=picture)


def _pictures(theme: ThemeSettings) -> Iterator[tuple[str, str]]:
    """Yield the pictures of the whole site, each with its place in the settings."""
    if theme.logo:
        yield "['logo']", theme.logo
    for name, author in theme.authors.items():
        if author.picture:
            yield f"['authors'][{name!r}]['picture']", author.picture


def _faults(configuration: Configuration, themes: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of settings that cannot be used, each with the key of what is said of it."""
    values = configuration.values
    if not str(values.get("SITENAME", "?")).strip():
        yield "SITENAME", "no_site_name"
    if not _LANGUAGE.fullmatch(configuration.text("DEFAULT_LANG", "en")):
        yield "DEFAULT_LANG", "no_language"
    if (zone := values.get("TIMEZONE")) and not _is_zone(str(zone)):
        yield "TIMEZONE", "no_zone"
    for name in ("SITEURL", "FEED_DOMAIN"):
        if key := _address_fault(str(values.get(name) or "")):
            yield name, key
    if not isinstance(values.get("DEFAULT_PAGINATION", False), int):
        yield "DEFAULT_PAGINATION", "must_be_whole"
    theme = values.get("THEME")
    if theme and not (configuration.root / theme).is_dir() and not (themes / theme).is_dir():
        yield "THEME", "no_theme"
    if any(not _is_pair(item) for item in values.get("MENUITEMS", ())):
        yield "MENUITEMS", "no_pairs"


def _address_fault(address: str) -> str:
    if not address or address.startswith(("/", ".")):  # Pelican knows such a SITEURL as well
        return ""
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        return "no_address"
    return "slash_at_end" if address.endswith("/") else ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True


def _is_pair(item: object) -> bool:
    return isinstance(item, (list, tuple)) and len(item) == 2 and all(isinstance(part, str) for part in item)
