"""``klartext lsp``: the language server, which an editor starts and talks to over standard input and output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from klartext.collector import collector_paused
from klartext.commands.errors import InputError
from klartext.commands.wording import PHRASES

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext lsp`` takes: nothing but what some editors add to every server."""
    parser.add_argument("--stdio", action="store_true", help=parser.say("lsp_stdio"))


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 — see add_arguments
    """Serve until the editor closes."""
    try:
        with collector_paused():
            from klartext.editor.server import create_server  # noqa: PLC0415 — an extra, and slow to import
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise InputError(PHRASES["no_editor"], python=sys.executable) from error
    protocol = sys.stdout.buffer
    # Whatever else prints must not end up among the messages to the editor.
    sys.stdout = sys.stderr
    create_server().start_io(sys.stdin.buffer, protocol)
    return 0
