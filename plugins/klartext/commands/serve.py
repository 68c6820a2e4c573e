"""``klartext serve``: a preview with drafts on this machine, built again and reloaded in the browser on each change."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.commands.build import PREVIEW
from klartext.commands.errors import InputError
from klartext.commands.input_errors import print_errors
from klartext.commands.wording import PHRASES
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import reason
from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES as SETTINGS_PHRASES
from klartext.site import load_configuration

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from klartext.command_line import Parser
    from klartext.site import Configuration

_DEBOUNCE_MILLISECONDS = 300
_PACKAGE = Path(__file__).parents[1]


def add_arguments(parser: Parser) -> None:
    """Add the options of ``klartext serve``."""
    parser.add_argument("--port", type=int, metavar="N", default=8000, help=parser.say("serve_port"))


def watched_paths(configuration: Configuration) -> list[Path]:
    """Return the files and folders whose change builds the preview again."""
    candidates = [
        configuration.file,
        configuration.content,
        configuration.root / configuration.text("THEME", ""),
        *code_folders(configuration),
    ]
    return [path for path in candidates if path and path != configuration.root and path.exists()]


def code_folders(configuration: Configuration) -> list[Path]:
    """Return the folders whose Python files are plugins: the site's and our own."""
    return [
        _PACKAGE,
        *(configuration.root / path for path in configuration.texts("PLUGIN_PATHS", ("plugins",))),
    ]


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    configuration = load_configuration(arguments.settings)
    if configuration.file is None:
        raise SettingsError(SETTINGS_PHRASES["no_site"])
    if not 0 <= arguments.port <= 65535:
        raise InputError(PHRASES["no_port"], port=arguments.port)
    # Slow to import, and no other command needs them.
    from watchfiles import PythonFilter, watch  # noqa: PLC0415

    from klartext.answers.isso import PORT as ISSO_PORT  # noqa: PLC0415
    from klartext.preview.builder import Builder  # noqa: PLC0415
    from klartext.preview.server import PreviewServer  # noqa: PLC0415
    from klartext.theme_support.search_index import FOLDER  # noqa: PLC0415

    lang = choose_language(arguments.lang, os.environ, configuration.default_lang)
    command = ["--settings", str(configuration.file), "--lang", lang, "build", "--preview"]
    builder = Builder(command, Path.cwd())
    folder = configuration.root / PREVIEW
    try:
        isso = (configuration.settings.answers.isso, ISSO_PORT)
        server = PreviewServer(arguments.port, folder, FOLDER, _index(folder, lang), isso)
    except OSError as error:
        raise InputError(PHRASES["port_taken"], port=arguments.port, detail=reason(error)) from error
    builder.build()  # a failed build has said what is wrong; the preview waits for the next save
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://localhost:{server.server_port}/  (Strg+C / Ctrl+C)", file=sys.stderr, flush=True)
    code = [str(path) for path in code_folders(configuration)]
    is_code = PythonFilter()
    try:
        paths = watched_paths(configuration)
        for changes in watch(*paths, debounce=_DEBOUNCE_MILLISECONDS, raise_interrupt=False):
            if any(is_code(kind, path) and path.startswith(tuple(code)) for kind, path in changes):
                builder.forget_code()
            server.news.tell("built" if builder.build() else "failed")
    finally:
        server.shutdown()
        builder.forget_code()
    return 0


def _index(folder: Path, lang: str) -> Callable[[], None]:
    def make() -> None:
        from klartext.theme_support.search_index import SearchIndexError, available, build_index  # noqa: PLC0415

        if available():
            try:
                build_index(folder)
            except SearchIndexError as error:
                print_errors([error.told(lang)])

    return make
