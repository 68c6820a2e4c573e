"""Knows which answers are refused at the door: too many links, too long, words that are barred, sent twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klartext.answers.answer import Answer
    from klartext.settings import AnswersSettings

_LINK = re.compile(r"https?://|\bwww\.|\bhref\s*=", re.IGNORECASE)


def refusal(
    answer: Answer, others: Iterable[Answer], settings: AnswersSettings
) -> tuple[str, dict[str, object]] | None:
    """Return why an answer is not taken, as a phrase's key and values, or None where it is."""
    links = len(_LINK.findall(answer.text))
    if links > settings.max_links:
        return "too_many_links", {"n": links, "limit": settings.max_links}
    if len(answer.text) > settings.max_characters:
        return "too_long", {"length": len(answer.text), "limit": settings.max_characters}
    said = f"{answer.name}\n{answer.text}\n{answer.site.address if answer.site else ''}".casefold()
    barred = next((word for word in settings.barred_words if word.casefold() in said), None)
    if barred is not None:
        return "barred_word", {"word": barred}
    words = answer.text.split()
    twin = next((other for other in others if other.text.split() == words), None)
    return ("sent_twice", {"path": twin.path}) if twin else None
