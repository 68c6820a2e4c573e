"""The command ``klartext``: finds the subcommand, imports it alone, turns every failure into one line."""

from __future__ import annotations

import argparse
import atexit
import gc
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from klartext import __version__
from klartext.collector import collector_paused
from klartext.command_line import PHRASES, Parser
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import Problem, refusal
from klartext.lint.messages.sentence import sentence
from klartext.settings_file import find_settings, site_language

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "lint": "klartext.commands.lint",
    "inspect": "klartext.commands.inspect",
    "explain": "klartext.commands.explain",
    "new": "klartext.commands.new",
    "build": "klartext.commands.build",
    "publish": "klartext.commands.publish",
    "serve": "klartext.commands.serve",
    "calibrate": "klartext.commands.calibrate",
    "effort": "klartext.commands.effort",
    "photos": "klartext.commands.photos",
    "count": "klartext.commands.count",
    "migrate": "klartext.commands.migrate",
    "import": "klartext.commands.import_site",
    "export": "klartext.commands.export_site",
    "lsp": "klartext.commands.lsp",
    "answers": "klartext.commands.answers",
}
"""The subcommands and the modules that hold them, in the order of the help."""

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911 — one return a kind of failure
    """Run the command line ``argv`` and return its exit code: 0 fine, 1 findings, 2 wrong use or input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Python looks for cycles once more when it ends: a quarter of a second with a thousand posts, for nothing.
    atexit.register(gc.freeze)
    words = sys.argv[1:] if argv is None else argv
    lang = _spoken_language(words)
    try:
        code = _dispatch(words, lang)
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except Problem as error:
        return _fail(error.told(lang))
    except BrokenPipeError:
        # The reader (head, a closed pager) has seen enough; keep the interpreter from flushing into nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _fail(refusal(error).told(lang))
    except Exception as error:
        # The last line of defence: a writer never sees a traceback.
        if os.environ.get("KLARTEXT_TRACEBACK"):
            raise
        return _fail(sentence(PHRASES["internal"], lang, kind=type(error).__name__, detail=error))
    return code


def _dispatch(argv: Sequence[str], lang: str) -> int:
    top = Parser(prog="klartext", lang=lang, help_action="store_true")
    _add_common(top)
    top.add_argument("--version", action="version", version=f"klartext {__version__}")
    top.add_argument("command", nargs="?", metavar=top.say("COMMAND"))
    top.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    chosen = top.parse_args(argv)
    if chosen.command is None:
        print(_help(top), file=sys.stdout if chosen.help else sys.stderr)
        return 0 if chosen.help else 2
    if chosen.command not in COMMANDS:
        top.fail(sentence(PHRASES["no_command"], lang, name=chosen.command, choices=", ".join(COMMANDS)))
    rest = [*chosen.rest, *(["--help"] if chosen.help else [])]
    with collector_paused():
        module = importlib.import_module(COMMANDS[chosen.command])
    parser = Parser(prog=f"klartext {chosen.command}", lang=lang)
    parser.description = parser.say(f"command_{chosen.command}")
    _add_common(parser)
    module.add_arguments(parser)
    arguments = parser.parse_args(rest, argparse.Namespace(settings=chosen.settings, lang=chosen.lang))
    code: int = module.run(arguments)
    return code


def _spoken_language(words: Sequence[str]) -> str:
    """Return the language for a person whose command line need not be right."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("-s", "--settings", type=Path)
    early.add_argument("--lang")
    try:
        named, _ = early.parse_known_args(words, argparse.Namespace())
    except argparse.ArgumentError:
        named = argparse.Namespace(settings=None, lang=None)
    return choose_language(named.lang, os.environ, site_language(named.settings or find_settings(Path.cwd())))


def _add_common(parser: Parser) -> None:
    parser.add_argument(
        "-s",
        "--settings",
        type=Path,
        metavar=parser.say("FILE"),
        default=None if parser.prog == "klartext" else argparse.SUPPRESS,
        help=parser.say("settings"),
    )
    parser.add_argument(
        "--lang",
        choices=("de", "en"),
        default=None if parser.prog == "klartext" else argparse.SUPPRESS,
        help=parser.say("lang"),
    )


def _help(top: Parser) -> str:
    commands = (f"  {name:<10}{top.say(f'command_{name}')}" for name in COMMANDS)
    return sentence(PHRASES["about"], top.lang, commands="\n".join(commands))


def _fail(line: str) -> int:
    print(f"klartext: {' '.join(line.split())}", file=sys.stderr)
    return 2
