"""Who answers whom: order, levels, circles and references that lead nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from klartext.answers.answer import Answer
from klartext.answers.thread import Node, conversation, in_order


def an_answer(name: str, to: str = "", minutes: int = 0, *, waiting: bool = False) -> Answer:
    date = datetime(2026, 3, 1) + timedelta(minutes=minutes)  # noqa: DTZ001 — answers' dates are local
    return Answer(name, f"{name}.md", name.title(), date, "Text", reply_to=to, waiting=waiting)


def shape(nodes: list[Node]) -> list[object]:
    return [[node.answer.id, *shape(node.replies)] if node.replies else node.answer.id for node in nodes]


def test_answers_stand_below_what_they_answer_oldest_first() -> None:
    nodes, problems = conversation(
        [an_answer("c", "a", 3), an_answer("b", "", 2), an_answer("a", "", 1), an_answer("d", "a", 2)]
    )
    assert shape(nodes) == [["a", "d", "c"], "b"]
    assert problems == []
    assert [node.parent.id if node.parent else "" for node in in_order(nodes)] == ["", "a", "a", ""]


def test_the_fifth_level_stands_on_the_fourth() -> None:
    chain = [an_answer(f"n{i}", f"n{i - 1}" if i else "", i) for i in range(3000)]
    nodes, problems = conversation(chain)
    levels = [node.level for node in in_order(nodes)]
    assert levels[:5] == [1, 2, 3, 4, 4]
    assert max(levels) == 4
    assert [node.answer.id for node in in_order(nodes)] == [a.id for a in chain]
    assert problems == []


def test_a_missing_answer_puts_the_reply_at_the_top_with_a_warning() -> None:
    nodes, problems = conversation(
        [an_answer("a", "weg"), an_answer("b", "c", 1), an_answer("c", waiting=True)]
    )
    assert shape(nodes) == ["a", "b"]
    assert [(p.path, p.key) for p in problems] == [("a.md", "reply_to_missing"), ("b.md", "reply_to_waiting")]


def test_a_circle_is_cut_at_its_oldest_answer() -> None:
    nodes, problems = conversation(
        [an_answer("x", "a", 0), an_answer("a", "c", 1), an_answer("b", "a", 2), an_answer("c", "b", 3)]
    )
    assert shape(nodes) == [["a", "x", ["b", "c"]]]
    assert [(p.path, p.key) for p in problems] == [("a.md", "reply_to_circle")]


def test_an_answer_to_itself_stands_at_the_top() -> None:
    nodes, problems = conversation([an_answer("a", "a")])
    assert shape(nodes) == ["a"]
    assert [p.key for p in problems] == ["reply_to_circle"]
