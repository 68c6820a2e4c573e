"""Knows which answer answers which, and in what order a conversation is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klartext.answers.answer import Answer, AnswerProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_LEVEL = 4
"""Levels that are shown one inside the other; deeper answers stand on the last one."""


@dataclass(slots=True)
class Node:
    """An answer in its conversation; ``level`` counts from 1, ``parent`` is the answer that it answers."""

    answer: Answer
    parent: Answer | None = None
    level: int = 1
    replies: list[Node] = field(default_factory=list)


def conversation(answers: Iterable[Answer]) -> tuple[list[Node], list[AnswerProblem]]:
    """Return the published answers to one post as trees, oldest first, and what was wrong with their references.

    An answer whose ``Reply-To`` leads nowhere or round in a circle stands at the top.
    """
    every = sorted(answers, key=lambda answer: (answer.date, answer.id))
    shown = {answer.id: answer for answer in every if not answer.waiting}
    waiting = {answer.id for answer in every if answer.waiting}
    parents: dict[str, str] = {}
    problems: list[AnswerProblem] = []
    for answer in shown.values():
        if not answer.reply_to:
            continue
        if answer.reply_to in shown:
            parents[answer.id] = answer.reply_to
        else:
            key = "reply_to_waiting" if answer.reply_to in waiting else "reply_to_missing"
            problems.append(AnswerProblem(answer.path, answer.line, key, {"found": answer.reply_to}))
    for looped in _cut_circles(shown, parents):
        answer = shown[looped]
        problems.append(
            AnswerProblem(answer.path, answer.line, "reply_to_circle", {"found": answer.reply_to})
        )
    return _trees(shown, parents), problems


def in_order(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node of the trees as they are read, from top to bottom."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.replies))


def _cut_circles(shown: Iterable[str], parents: dict[str, str]) -> Iterator[str]:
    """Take the reference out of the oldest answer of each circle, and yield its id."""
    rooted: set[str] = set()
    for start in shown:
        path: dict[str, None] = {}
        at = start
        while at in parents and at not in rooted and at not in path:
            path[at] = None
            at = parents[at]
        if at in path:
            members = list(path)
            circle = set(members[members.index(at) :])
            oldest = next(name for name in shown if name in circle)
            del parents[oldest]
            yield oldest
        rooted.update(path)


def _trees(shown: dict[str, Answer], parents: dict[str, str]) -> list[Node]:
    replies: dict[str, list[str]] = {}
    for child, parent in parents.items():
        replies.setdefault(parent, []).append(child)
    roots: list[Node] = []
    # Each entry: an answer and the list in which its node will stand, with the node that owns this list.
    stack: list[tuple[str, list[Node], int]] = [(name, roots, 1) for name in shown if name not in parents]
    stack.reverse()
    while stack:
        name, siblings, level = stack.pop()
        answered = parents.get(name)
        node = Node(shown[name], shown[answered] if answered else None, level)
        siblings.append(node)
        inner, inner_level = (node.replies, level + 1) if level < MAX_LEVEL else (siblings, level)
        stack.extend((reply, inner, inner_level) for reply in reversed(replies.get(name, ())))
    return roots
