"""Knows what readers asked: the questions in their answers, which the next post could take up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.answers.thread import conversation, in_order
from klartext.lint.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from klartext.answers.answer import Answer

_SHORTEST_WORDS = 3
"""„Wie bitte?“ is no subject of a post."""


@dataclass(frozen=True, slots=True)
class Question:
    """A reader's question; ``answered`` tells that an answer of the author stands below it."""

    path: str
    post: str
    name: str
    date: str
    text: str
    answered: bool


def reader_questions(answers: Mapping[str, Sequence[Answer]], lang: str) -> list[Question]:
    """Return the questions in readers' published answers, open ones first, then the newest.

    Args:
        answers: by the slug of their post.
        lang: the language of the answers.
    """
    found: list[Question] = []
    for post, given in answers.items():
        nodes, _ = conversation(given)
        every = list(in_order(nodes))
        replied = {node.parent.id for node in every if node.parent and node.answer.by_author}
        for answer in (node.answer for node in every if not node.answer.by_author):
            date = answer.date.isoformat(timespec="minutes")
            found += [
                Question(answer.path, post, answer.name, date, text, answer.id in replied)
                for text in _questions(answer.text, lang)
            ]
    # Sorting keeps the order of what is equal: questions of one answer stay as they were asked.
    found.sort(key=lambda question: question.date, reverse=True)
    return sorted(found, key=lambda question: question.answered)


def _questions(text: str, lang: str) -> Iterator[str]:
    document = Document("", f"\n{text}", lang)
    for block in document.blocks:
        if not block.quoted:
            for sentence in block.sentences:
                if (
                    sentence.text.rstrip("»«“”\"' )").endswith("?")
                    and len(sentence.text.split()) >= _SHORTEST_WORDS
                ):
                    yield sentence.text
