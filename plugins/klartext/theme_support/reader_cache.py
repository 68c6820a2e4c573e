"""Knows when a post that was read before may be used again: same text, settings, plugins and versions."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.build_site import LANG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KEPT = 4
"""Caches kept beside each other: preview and publication, before and after a change of settings."""

_PACKAGES = ("pelican", "markdown", "pygments", "docutils", "jinja2", "markupsafe", "babel", "pillow")
WITHOUT_EFFECT = frozenset(
    {"CACHE_PATH", "OUTPUT_PATH", "DELETE_OUTPUT_DIRECTORY", "PORT", "BIND", "DEBUG", "AUTORELOAD", LANG}
)
"""Settings that do not change how a post is read."""

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")


def cache_key(settings: Mapping[str, Any], sources: Iterable[Path]) -> str:
    """Return 20 hexadecimal digits that change with whatever changes how a post is read.

    Pelican's cache knows a post's file alone, so a changed setting or plugin would go unnoticed.

    Args:
        settings: Pelican's settings.
        sources: the Python files of the plugins.
    """
    digest = hashlib.sha256(sys.version.encode())
    for package in _PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for key in sorted(settings):
        if key not in WITHOUT_EFFECT:
            digest.update(f"{key}={_described(settings[key])}\n".encode())
    for source in sorted(set(sources)):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:20]


def prepare(folder: Path) -> None:
    """Make ``folder`` fit to be loaded: no half-written file, no pile of old caches beside it."""
    for file in (path for path in folder.glob("*") if path.is_file()):
        with file.open("rb") as opened:
            # A pickle ends with its STOP code, a full stop; Pelican does not survive one that was cut off.
            opened.seek(max(0, file.stat().st_size - 1))
            whole = opened.read() == b"."
        if not whole:
            file.unlink()
    siblings = sorted(folder.parent.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in [path for path in siblings if path != folder][KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def plugin_sources(modules: Iterable[str]) -> list[Path]:
    """Return the Python files of loaded modules, a package with all that lies in it."""
    files: list[Path] = []
    for name in modules:
        origin = getattr(sys.modules.get(name), "__file__", None)
        if origin:
            path = Path(origin)
            files += path.parent.rglob("*.py") if path.name == "__init__.py" else [path]
    return files


def _described(value: object) -> str:
    """Return a text that is the same from run to run: no addresses of objects, no order of a set."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{_described(k)}:{_described(v)}" for k, v in value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(_described, value)) + "]"
    if isinstance(value, (set, frozenset)):
        return "{" + ",".join(sorted(map(_described, value))) + "}"
    is_named = callable(value) and hasattr(value, "__qualname__")
    if is_named or type(value).__repr__ is object.__repr__:
        kind = value if is_named else type(value)
        return f"<{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', '')}>"
    return _ADDRESS.sub("", repr(value))
