"""``klartext serve``: a preview with drafts on this machine, built again and reloaded in the browser on each change."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import TYPE_CHECKING

from klartext.commands.build import PREVIEW
from klartext.settings import SettingsError
from klartext.site import load_configuration

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from klartext.site import Configuration

HELP = "preview the site with its drafts, live"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``klartext serve``."""
    parser.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")


def watched_paths(configuration: Configuration) -> list[Path]:
    """Return the files and folders whose change builds the preview again."""
    candidates = [
        configuration.file,
        configuration.content,
        configuration.root / configuration.text("THEME", ""),
        *(configuration.root / path for path in configuration.texts("PLUGIN_PATHS", ("plugins",))),
    ]
    return [path for path in candidates if path and path != configuration.root and path.exists()]


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    configuration = load_configuration(arguments.settings)
    if configuration.file is None:
        raise SettingsError("no pelicanconf.py here or in a folder above; use -s FILE")
    try:
        from livereload import Server  # noqa: PLC0415 — an extra that only this command needs
    except ImportError as error:
        raise SettingsError('the preview needs the extra "serve": pip install "klartext[serve]"') from error

    def build() -> None:
        # A failed build has said what is wrong; the last good preview stays up until the next save.
        # A process of its own: a changed plugin or settings file must be read anew.
        command = [
            sys.executable,
            "-m",
            "klartext",
            "--settings",
            str(configuration.file),
            "build",
            "--preview",
        ]
        subprocess.run(command, check=False)  # noqa: S603 — our own command line

    build()
    server = Server()
    for path in watched_paths(configuration):
        server.watch(str(path), build, delay=0.3)
    logging.getLogger("livereload").setLevel(logging.WARNING)
    print(f"http://localhost:{arguments.port}/  (Strg+C / Ctrl+C)", file=sys.stderr)
    server.serve(root=str(configuration.root / PREVIEW), host="127.0.0.1", port=arguments.port)
    return 0
