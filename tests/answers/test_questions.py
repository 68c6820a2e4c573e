"""Readers' questions, which the next post could take up."""

from __future__ import annotations

from datetime import datetime

from klartext.answers.answer import Answer
from klartext.answers.questions import reader_questions


def answer(ident: str, text: str, day: int, **values: object) -> Answer:
    date = datetime(2026, 3, day)  # noqa: DTZ001 — answers have no zone
    return Answer(id=ident, path=f"{ident}.md", name="Jutta", date=date, text=text, **values)  # type: ignore[arg-type]


def test_open_questions_come_first_and_then_the_newest() -> None:
    given = [
        answer("a", "Danke! Wie lange muss Kalk trocknen? Bei uns war es feucht.", 1),
        answer("b", "Zwei Wochen reichen, oder nicht?", 2, reply_to="a", by_author=True),
        answer(
            "c", "> Wie lange muss Kalk trocknen?\n\nDas frage ich mich auch.\n\nWas kostet ein Messgerät?", 3
        ),
        answer("d", "„Hält das auf Holz?“ Wirklich?", 4),
        answer("e", "Geht das auch innen?", 5, waiting=True),
    ]
    found = [(q.path, q.text, q.answered) for q in reader_questions({"kalk": given}, "de")]
    assert found == [
        ("d.md", "„Hält das auf Holz?“", False),
        ("c.md", "Was kostet ein Messgerät?", False),
        ("a.md", "Wie lange muss Kalk trocknen?", True),
    ]


def test_no_answers_no_questions() -> None:
    assert reader_questions({}, "de") == []
