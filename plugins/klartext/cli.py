"""The command ``klartext``: finds the subcommand, imports it alone, turns every failure into one line."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from klartext import __version__
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import Problem, refusal

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


class _Parser(argparse.ArgumentParser):
    """Reports a wrong call in one line."""

    def error(self, message: str) -> NoReturn:
        line = " ".join(message.split())
        self.exit(2, f"{self.prog}: {line} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911 — one return a kind of failure
    """Run the command line ``argv`` and return its exit code: 0 fine, 1 findings, 2 wrong use or input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if argv is None else argv
    try:
        code = _dispatch(words)
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except Problem as error:
        return _fail(error.told(_spoken_language(words)))
    except BrokenPipeError:
        # The reader (head, a closed pager) has seen enough; keep the interpreter from flushing into nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _fail(refusal(error).told(_spoken_language(words)))
    except Exception as error:
        # The last line of defence: a writer never sees a traceback.
        if os.environ.get("KLARTEXT_TRACEBACK"):
            raise
        return _fail(
            f"internal error, please report it: {type(error).__name__}: {error} "
            "(KLARTEXT_TRACEBACK=1 shows where)"
        )
    return code


def _dispatch(argv: Sequence[str]) -> int:
    top = _Parser(
        prog="klartext",
        description="Truthful company blogs: lint drafts, show their figures, start new ones.",
        add_help=False,
    )
    _add_common(top)
    top.add_argument("-h", "--help", action="store_true", help="show this help")
    top.add_argument("--version", action="version", version=f"klartext {__version__}")
    top.add_argument("command", nargs="?", metavar="COMMAND")
    top.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    chosen = top.parse_args(argv)
    if chosen.command is None:
        print(_help(), file=sys.stdout if chosen.help else sys.stderr)
        return 0 if chosen.help else 2
    if chosen.command not in COMMANDS:
        top.error(f"there is no command {chosen.command!r}; commands: {', '.join(COMMANDS)}")
    rest = [*chosen.rest, *(["--help"] if chosen.help else [])]
    module = importlib.import_module(COMMANDS[chosen.command])
    parser = _Parser(prog=f"klartext {chosen.command}", description=module.HELP)
    _add_common(parser)
    module.add_arguments(parser)
    arguments = parser.parse_args(rest, argparse.Namespace(settings=chosen.settings, lang=chosen.lang))
    code: int = module.run(arguments)
    return code


def _spoken_language(words: Sequence[str]) -> str:
    """Return the language for a person whose command line need not be right."""
    from klartext.site import find_settings, site_language  # noqa: PLC0415 — only where something is wrong

    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("-s", "--settings", type=Path)
    early.add_argument("--lang")
    try:
        named, _ = early.parse_known_args(words, argparse.Namespace())
    except argparse.ArgumentError:
        named = argparse.Namespace(settings=None, lang=None)
    return choose_language(named.lang, os.environ, site_language(named.settings or find_settings(Path.cwd())))


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-s",
        "--settings",
        type=Path,
        metavar="FILE",
        default=None if parser.prog == "klartext" else argparse.SUPPRESS,
        help="settings file (default: pelicanconf.py here or in a folder above)",
    )
    parser.add_argument(
        "--lang",
        choices=("de", "en"),
        default=None if parser.prog == "klartext" else argparse.SUPPRESS,
        help="language of messages (default: the environment's, else the site's)",
    )


def _help() -> str:
    lines = ["usage: klartext [-s FILE] [--lang de|en] COMMAND …", "", "commands:"]
    for name, module in COMMANDS.items():
        lines.append(f"  {name:<10}{importlib.import_module(module).HELP}")
    lines += ["", "klartext COMMAND --help tells more; klartext --version names the version."]
    return "\n".join(lines)


def _fail(line: str) -> int:
    print(f"klartext: {' '.join(line.split())}", file=sys.stderr)
    return 2
