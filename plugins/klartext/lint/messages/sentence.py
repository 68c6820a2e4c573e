"""The one way in which a message becomes a sentence: its language, its form for one or many, its numbers."""

from __future__ import annotations

import string
from typing import Any

from klartext.lint.rule import Message

_GERMAN_MARKS = str.maketrans({",": ".", ".": ",", "%": "\N{NO-BREAK SPACE}%"})


class _Formatter(string.Formatter):
    """``str.format`` that writes numbers as a language does: German has a decimal comma and "12 %"."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 — as the base class has it
        if isinstance(value, Message):
            return sentence(value, self._lang)
        text = format(value, format_spec)
        if self._lang == "de" and isinstance(value, (int, float)):
            return text.translate(_GERMAN_MARKS)
        return text


_FORMATTERS = {lang: _Formatter(lang) for lang in ("de", "en")}


def sentence(message: Message, lang: str, /, **values: object) -> str:
    """Return a message in German (``de``) or else in English, with its values.

    A message among the values is told in the same language. The form for one is taken where the value ``n`` is the
    whole number 1: German and English have these two forms.
    Source: Unicode CLDR, plural rules for cardinals.
    """
    one = values.get("n") == 1 and isinstance(values["n"], int)
    if lang == "de":
        template = (message.de_one if one else "") or message.de
    else:
        template = (message.en_one if one else "") or message.en
    return _FORMATTERS["de" if lang == "de" else "en"].vformat(template, (), values)
