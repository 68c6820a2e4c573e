"""How a command line is read and explained, in the language of the person: argparse in German and English."""

from __future__ import annotations

import argparse
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from klartext.commands.help_texts import PHRASES as HELP_TEXTS
from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PHRASES: Mapping[str, Message] = {
    "usage": Message(de="Aufruf: ", en="usage: "),
    "arguments": Message(de="Angaben", en="arguments"),
    "options": Message(de="Optionen", en="options"),
    "see_help": Message(
        de="{prog}: {problem} (siehe {prog} --help)", en="{prog}: {problem} (see {prog} --help)"
    ),
    "at_argument": Message(de="{argument}: {problem}", en="{argument}: {problem}"),
    "no_choice": Message(
        de="{value} gibt es hier nicht; möglich sind {choices}",
        en="there is no {value} here; choose from {choices}",
    ),
    "required": Message(de="es fehlt noch: {names}", en="these are missing: {names}"),
    "unknown": Message(
        de="{words} ist hier nicht vorgesehen: prüfen Sie die Schreibweise", en="{words} is not known here"
    ),
    "no_value": Message(de="hier fehlt ein Wert", en="a value is missing"),
    "needless_value": Message(
        de="der Wert {value} ist hier nicht vorgesehen", en="takes no value, but has {value}"
    ),
    "not_together": Message(de="geht nicht zusammen mit {other}", en="does not go together with {other}"),
    "no_number": Message(
        de="{value} ist keine ganze Zahl ab 0", en="{value} is no whole number from 0 upwards"
    ),
    "ambiguous": Message(
        de="{option} ist nicht eindeutig: gemeint sein kann {choices}",
        en="{option} is not clear: it may mean {choices}",
    ),
    "about": Message(
        de="Aufruf: klartext [-s DATEI] [--lang de|en] BEFEHL …\n\nBefehle:\n{commands}\n\n"
        "»klartext BEFEHL --help« sagt mehr; »klartext --version« nennt die Version.",
        en="usage: klartext [-s FILE] [--lang de|en] COMMAND …\n\ncommands:\n{commands}\n\n"
        "klartext COMMAND --help tells more; klartext --version names the version.",
    ),
    "internal": Message(
        de="das ist ein Fehler in Klartext, bitte melden Sie ihn: {kind}: {detail} (KLARTEXT_TRACEBACK=1 zeigt, wo)",
        en="internal error, please report it: {kind}: {detail} (KLARTEXT_TRACEBACK=1 shows where)",
    ),
    "no_command": Message(
        de="{name!r} ist kein Befehl; möglich sind {choices}",
        en="there is no command {name!r}; commands: {choices}",
    ),
}

_SAID_BY_ARGPARSE = {
    "no_choice": r"invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)",
    "required": r"the following arguments are required: (?P<names>.*)",
    "unknown": r"unrecognized arguments: (?P<words>.*)",
    "no_value": r"expected .*",
    "needless_value": r"ignored explicit argument (?P<value>.*)",
    "not_together": r"not allowed with argument (?P<other>.*)",
    "no_number": r"invalid \w+ value: (?P<value>.*)",
    "ambiguous": r"ambiguous option: (?P<option>.*) could match (?P<choices>.*)",
}
"""What argparse says, which knows a fault by its English sentence alone."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks German (``de``) or else English, and reports a wrong call in one line."""

    def __init__(self, *, lang: str, help_action: str = "help", **options: Any) -> None:  # noqa: ANN401 — argparse's
        options.setdefault("formatter_class", partial(_Formatter, lang=lang))
        super().__init__(add_help=False, **options)
        self.lang = lang
        self._positionals.title = sentence(PHRASES["arguments"], lang)
        self._optionals.title = sentence(PHRASES["options"], lang)
        self.add_argument("-h", "--help", action=help_action, help=self.say("help"))

    def say(self, key: str, /, **values: object) -> str:
        """Return a text of the help."""
        return sentence(HELP_TEXTS[key], self.lang, **values)

    def add_subparsers(self, **options: Any) -> Any:  # noqa: ANN401 — argparse keeps the class to itself
        """Return the subcommands, which speak the same language."""
        made_by = partial(Parser, lang=self.lang)
        return super().add_subparsers(parser_class=made_by, **options)  # type: ignore[call-overload] # is called only

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the call, and leave with 2."""
        self.fail(_said(" ".join(message.split()), self.lang))

    def fail(self, problem: str) -> NoReturn:
        """Leave with 2 and a line that names the help."""
        line = sentence(PHRASES["see_help"], self.lang, prog=self.prog, problem=problem)
        self.exit(2, f"{line}\n")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, *, lang: str) -> None:
        super().__init__(prog)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        prefix = prefix if prefix is not None else sentence(PHRASES["usage"], self._lang)
        super().add_usage(usage, actions, groups, prefix)


def _said(message: str, lang: str) -> str:
    """Return argparse's sentence in our words; one that we do not know stays as it is."""
    argument = re.fullmatch(r"argument (\S+): (.*)", message)
    if argument:
        problem = _said(argument[2], lang)
        return sentence(PHRASES["at_argument"], lang, argument=argument[1], problem=problem)
    for key, pattern in _SAID_BY_ARGPARSE.items():
        if found := re.fullmatch(pattern, message):
            return sentence(PHRASES[key], lang, **found.groupdict())
    return message
