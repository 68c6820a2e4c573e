"""Knows an answer and its file: header, Markdown, and what is wrong with a header."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.answers.links import Link, safe_link
from klartext.lint.document import parse_date
from klartext.lint.front_matter import parse_front_matter
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.source import LineIndex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ID = lazy_regex(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
"""What an answer's file name, without its ending, looks like; it becomes a part of addresses."""
KEYS = ("name", "date", "site", "reply-to", "kind", "status")
"""The keys of the header."""
MAX_NAME = 80
MAX_TEXT = 50_000
"""Characters of one answer; what is longer is a file that got here by mistake."""

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNWANTED = frozenset(f"{_TURNING}\u2028\u2029\ufffe\uffff")  # the last two must not stand in XML


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a reader or of the author.

    ``date`` is local, without time zone. ``reply_to`` is the id of another answer to the same post, or ``""``.
    ``waiting`` answers have not been reviewed and are not shown. ``line`` is that of ``Reply-To``, 1 without one.
    """

    id: str
    path: str
    name: str
    date: datetime
    text: str
    site: Link | None = None
    reply_to: str = ""
    by_author: bool = False
    waiting: bool = False
    line: int = 1


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Something wrong with an answer's file; ``key`` names the sentence in `klartext.answers.wording`."""

    path: str
    line: int
    key: str
    values: Mapping[str, object]


class UnreadableAnswerError(Exception):
    """An answer cannot be shown."""

    def __init__(self, path: str, line: int, key: str, **values: object) -> None:
        super().__init__(path, line, key, values)
        self.problem = AnswerProblem(path, line, key, values)


def harmless(text: str, *, one_line: bool = False) -> str:
    r"""Return a text without characters that turn others around or control a machine.

    Bidirectional embeddings, overrides and isolates (U+202A–202E, U+2066–2069) and control characters other than
    tab and newline go; letters of every script, joiners and emoji stay. ``one_line`` makes white space single blanks.
    Source: "Unicode Bidirectional Algorithm", UAX #9, https://www.unicode.org/reports/tr9/.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in text if char in "\t\n" or not _is_control(char))
    return " ".join(kept.split()) if one_line else kept


def parse_answer(text: str, answer_id: str, path: str) -> Answer:
    """Return the answer that a file holds.

    Args:
        text: the file's text.
        answer_id: the file's name without its ending.
        path: the file as messages name it.

    Raises:
        UnreadableAnswerError: the header or the text cannot be used.
    """
    if not ID.fullmatch(answer_id):
        raise UnreadableAnswerError(path, 1, "bad_id", id=answer_id)
    header = parse_front_matter(text)
    lines = LineIndex(text)
    if header.unclosed or header.unreadable:
        offset = header.unreadable[0].start if header.unreadable else header.span.start
        raise UnreadableAnswerError(path, lines.position(offset).line, "bad_header")
    where = {field.key: lines.position(field.key_span.start).line for field in header.fields}
    for field in header.fields:
        if field.key not in KEYS:
            raise UnreadableAnswerError(path, where[field.key], "unknown_key", found=field.key)
    body = harmless(text[header.span.end :]).strip("\n")
    name = harmless(header.get("name"), one_line=True)
    date = parse_date(header.get("date"))
    kind, status = header.get("kind").lower(), header.get("status").lower()
    site = header.get("site")
    link = safe_link(site) if site else None
    reply_to = header.get("reply-to")
    complaints: tuple[tuple[bool, str, str, dict[str, str]], ...] = (
        (not name, "name", "no_name", {}),
        (len(name) > MAX_NAME, "name", "long_name", {"limit": str(MAX_NAME)}),
        (date is None, "date", "bad_date", {"found": header.get("date")}),
        (bool(site) and link is None, "site", "bad_site", {"found": site}),
        (bool(reply_to) and not ID.fullmatch(reply_to), "reply-to", "bad_reply_to", {"found": reply_to}),
        (kind not in ("", "reader", "author"), "kind", "bad_kind", {"found": kind}),
        (status not in ("", "published", "draft"), "status", "bad_status", {"found": status}),
        (not body.strip(), "", "no_text", {}),
        (len(body) > MAX_TEXT, "", "long_text", {"limit": str(MAX_TEXT)}),
    )
    for wrong, key, complaint, values in complaints:
        if wrong:
            shown = {name: harmless(value, one_line=True)[:80] for name, value in values.items()}
            raise UnreadableAnswerError(path, where.get(key, 1), complaint, **shown)
    assert date is not None  # noqa: S101 — complained about above
    return Answer(
        id=answer_id,
        path=path,
        name=name,
        date=date,
        text=body,
        site=link,
        reply_to=reply_to,
        by_author=kind == "author",
        waiting=status == "draft",
        line=where.get("reply-to", 1),
    )


def answer_file(answer: Answer) -> str:
    """Return the text of an answer's file; ``parse_answer`` reads it back."""
    header = {
        "Name": answer.name,
        "Date": answer.date.strftime("%Y-%m-%d %H:%M"),
        "Site": answer.site.address if answer.site else "",
        "Reply-To": answer.reply_to,
        "Kind": "author" if answer.by_author else "",
        "Status": "draft" if answer.waiting else "published",
    }
    lines = [f"{key}: {value}" for key, value in header.items() if value]
    return "\n".join([*lines, "", answer.text, ""])


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in _UNWANTED
