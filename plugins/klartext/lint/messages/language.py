"""In which language people are spoken to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("de", "en")
"""The languages of the catalogues."""


def choose_language(option: str | None, environment: Mapping[str, str], site: str) -> str:
    """Return ``de`` or ``en``: the option, else the environment's locale, else the site's, else English.

    A locale of another language (or ``C``, which names none) leaves the choice to the site.
    Source: the order of locale variables, POSIX.1-2024, chapter 8.2.
    """
    candidates = [option or ""]
    named = next((environment[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(v)), "")
    candidates += [named, site]
    for candidate in candidates:
        code = candidate.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"
