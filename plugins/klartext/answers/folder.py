"""Knows where answers lie: ``content/antworten/<slug of the post>/<id>.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.answers.answer import Answer, AnswerProblem, UnreadableAnswerError, parse_answer
from klartext.lint.messages.problem import reason

if TYPE_CHECKING:
    from pathlib import Path


def read_answers(folder: Path, root: Path) -> tuple[dict[str, list[Answer]], list[AnswerProblem]]:
    """Return the answers by the slug of their post, and the files that cannot be read as answers.

    Args:
        folder: the folder of all answers; without it there are none.
        root: the folder of the settings file, from which paths are shown.
    """
    answers: dict[str, list[Answer]] = {}
    problems: list[AnswerProblem] = []
    if not folder.is_dir():
        return answers, problems
    for path in sorted(folder.rglob("*.md")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            answer = read_answer(path, folder, root)
        except UnreadableAnswerError as error:
            problems.append(error.problem)
        else:
            answers.setdefault(path.parent.name, []).append(answer)
    return answers, problems


def read_answer(path: Path, folder: Path, root: Path) -> Answer:
    """Return the answer in one file.

    Raises:
        UnreadableAnswerError: it cannot be read or shown.
    """
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    if path.parent.parent != folder:
        raise UnreadableAnswerError(shown, 1, "bad_place", folder=folder.name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableAnswerError(shown, 1, "unreadable", found=reason(error)) from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableAnswerError(shown, line, "not_utf8") from error
    return parse_answer(text, path.stem, shown)
