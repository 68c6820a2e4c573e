"""An answer of the old blog as a file of this one."""

from __future__ import annotations

import re

from klartext.moving_in.markdown_text import plain

_LONGEST_NAME = 80
_LONGEST_ANSWER = 50_000
_SITE = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")


def problem_with(number: str, date: str, body: str) -> str:
    """Return what an answer lacks: ``text``, ``date`` or ``number``; ``length`` where it is too long; nothing else."""
    if not body.strip():
        return "text"
    if not date:
        return "date"
    if not number:
        return "number"
    return "length" if len(body) > _LONGEST_ANSWER else ""


def answer_text(  # noqa: PLR0913 — the header of an answer
    name: str, date: str, body: str, *, site: str = "", reply_to: str = "", by_author: bool = False
) -> str:
    """Return the text of an answer's file; mail addresses never come over."""
    lines = [f"Name: {plain(name)[:_LONGEST_NAME].strip() or 'Anonym'}", f"Date: {date}"]
    if _SITE.fullmatch(site):
        lines.append(f"Site: {site}")
    if reply_to:
        lines.append(f"Reply-To: {reply_to}")
    if by_author:
        lines.append("Kind: author")
    return "\n".join([*lines, "Status: published", "", body.strip("\n"), ""])
