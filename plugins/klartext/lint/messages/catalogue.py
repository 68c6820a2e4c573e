"""How a finding becomes a sentence: templates filled in, numbers written as the language writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.messages.interface import PHRASES
from klartext.lint.messages.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from klartext.lint.diagnostic import Diagnostic, Related, Value
    from klartext.lint.rule import Message, Rule


class Catalogue:
    """The sentences of one language for the findings of some rules and for the command itself."""

    def __init__(self, rules: Iterable[type[Rule]], lang: str) -> None:
        self.lang = lang
        self._messages = {rule.name: rule.messages for rule in rules}

    def message(self, diagnostic: Diagnostic) -> str:
        """Return the sentence of a finding."""
        messages: Mapping[str, Message] = self._messages[diagnostic.rule]
        return sentence(messages[diagnostic.message], self.lang, **dict(diagnostic.values))

    def related(self, diagnostic: Diagnostic, related: Related) -> str:
        """Return the sentence of a place that explains a finding."""
        messages: Mapping[str, Message] = self._messages[diagnostic.rule]
        return sentence(messages[related.message], self.lang, **dict(related.values))

    def phrase(self, key: str, /, **values: Value | Message) -> str:
        """Return a phrase of the command, ``klartext.lint.messages.interface`` holds them."""
        return sentence(PHRASES[key], self.lang, **values)
