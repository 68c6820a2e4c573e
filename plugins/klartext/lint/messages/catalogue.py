"""How a finding becomes a sentence: templates filled in, numbers written as the language writes them."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

from klartext.lint.messages.interface import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from klartext.lint.diagnostic import Diagnostic, Related, Value
    from klartext.lint.rule import Message, Rule

_GERMAN_MARKS = str.maketrans(",.", ".,")


class _Formatter(string.Formatter):
    """``str.format`` with the decimal comma of German for numbers that are not whole."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 — as the base class has it
        text = format(value, format_spec)
        if self._lang == "de" and isinstance(value, (int, float)):
            return text.translate(_GERMAN_MARKS)
        return text


class Catalogue:
    """The sentences of one language for the findings of some rules and for the command itself."""

    def __init__(self, rules: Iterable[type[Rule]], lang: str) -> None:
        self.lang = lang
        self._messages = {rule.name: rule.messages for rule in rules}
        self._formatter = _Formatter(lang)

    def message(self, diagnostic: Diagnostic) -> str:
        """Return the sentence of a finding."""
        messages: Mapping[str, Message] = self._messages[diagnostic.rule]
        return self._fill(messages[diagnostic.message], dict(diagnostic.values))

    def related(self, diagnostic: Diagnostic, related: Related) -> str:
        """Return the sentence of a place that explains a finding."""
        messages: Mapping[str, Message] = self._messages[diagnostic.rule]
        return self._fill(messages[related.message], dict(related.values))

    def phrase(self, key: str, /, **values: Value) -> str:
        """Return a phrase of the command, ``klartext.lint.messages.interface`` holds them."""
        return self._fill(PHRASES[key], values)

    def _fill(self, message: Message, values: Mapping[str, Value]) -> str:
        one = values.get("n") == 1
        if self.lang == "de":
            template = (message.de_one if one else "") or message.de
        else:
            template = (message.en_one if one else "") or message.en
        return self._formatter.vformat(template, (), values)
