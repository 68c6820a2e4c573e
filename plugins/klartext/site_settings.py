"""What Pelican's own settings must hold, so that a slip in them is told before Pelican stumbles over it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES
from klartext.site import MissingPath

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klartext.settings import ThemeSettings
    from klartext.site import Configuration

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")

_MORE = frozenset(
    {"AUTHOR", "FEED_DOMAIN", "KLARTEXT", "MENUITEMS", "SEARCH_SAVE_AS", "SITESUBTITLE", "TIMEZONE"}
)
"""What Pelican, our theme and our plugins read besides the settings that have a default."""
_OF_OTHERS = re.compile(
    # Pelican reads SAVE_AS for each of DIRECT_TEMPLATES, and the old PLUGIN_PATH; themes read URL and the rest.
    "(?:ARCHIVES|AUTHORS|CATEGORIES|DRAFTS|TAGS)_(?:SAVE_AS|URL)|PLUGIN_PATH|AUTHORS|MENU_ITEMS|PAGES_ORDER_BY"
)
"""Names with a reader of their own, though they nearly are another's."""
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
        if name.removesuffix("_URL") in known or _OF_OTHERS.fullmatch(name):
            continue
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
    # Pelican itself takes the slash away from SITEURL, and says so.
    for name, address in (
        ("SITEURL", str(values.get("SITEURL") or "").removesuffix("/")),
        ("FEED_DOMAIN", str(values.get("FEED_DOMAIN") or "")),
    ):
        if key := _address_fault(address):
            yield name, key
    if not isinstance(values.get("DEFAULT_PAGINATION"), int | None):
        yield "DEFAULT_PAGINATION", "must_be_whole"
    theme = values.get("THEME")
    if theme and not (configuration.root / theme).is_dir() and not (themes / theme).is_dir():
        yield "THEME", "no_theme"
    if not _is_menu(values.get("MENUITEMS") or (), pairs=configuration.strict_pages):
        yield "MENUITEMS", "no_pairs"


def _address_fault(address: str) -> str:
    if not address or address.startswith(("/", ".")):  # Pelican knows such a SITEURL as well
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "no_address"
    if parts.scheme != "file" and (parts.scheme not in ("http", "https") or not parts.hostname):
        return "no_address"
    return "slash_at_end" if address.endswith("/") else ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True


def _is_menu(items: object, *, pairs: bool) -> bool:
    """Tell whether a theme can show a menu: ours wants pairs of texts, others may want more of each entry."""
    if not isinstance(items, Iterable) or isinstance(items, str):
        return False
    return all(_is_pair(item) if pairs else not isinstance(item, str) for item in items)


def _is_pair(item: object) -> bool:
    return isinstance(item, (list, tuple)) and len(item) == 2 and all(isinstance(part, str) for part in item)
