"""Where the settings file lies, and what can be told of it without running it; imported by every command."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS_FILE = "pelicanconf.py"
_LANGUAGE = lazy_regex(r"""^DEFAULT_LANG\s*=\s*["']([\w-]+)["']""", re.MULTILINE)


def find_settings(start: Path) -> Path | None:
    """Return the settings file in a folder or the nearest one above it."""
    for folder in (start, *start.parents):
        candidate = folder / SETTINGS_FILE
        if candidate.is_file():
            return candidate
    return None


def site_language(settings_file: Path | None) -> str:
    """Return the language that a settings file names, read as text: it must be known while the file has a fault.

    A file that names none, such as ``publishconf.py``, takes that of the ``pelicanconf.py`` beside it. Without a
    file it is German, as for posts outside any site.
    """
    if settings_file is None:
        return "de"
    for file in (settings_file, settings_file.with_name(SETTINGS_FILE)):
        with contextlib.suppress(OSError):
            named = _LANGUAGE.search(file.read_text(encoding="utf-8", errors="replace"))
            if named:
                return named[1]
    return "en"
