"""The header of a post as Pelican's Markdown reader takes it, with the place of every key and value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.source import Span

if TYPE_CHECKING:
    import re

# The same shapes as Python-Markdown's "meta" extension, which Pelican uses.
_FIELD = lazy_regex(r"[ ]{0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
_MORE = lazy_regex(r"[ ]{4,}(\S.*)")
_OPEN = lazy_regex(r"-{3}(\s.*)?$")
_CLOSE = lazy_regex(r"(-{3}|\.{3})(\s.*)?$")
_LINE = lazy_regex(r"([^\r\n]*)(\r\n|\r|\n|$)")


class Field(NamedTuple):
    """One front-matter line. ``key`` is lower case; ``value`` has its outer white space and quotes removed."""

    key: str
    value: str
    key_span: Span
    value_span: Span


@dataclass(frozen=True)
class FrontMatter:
    """The header of a post: Pelican's ``Key: value`` lines, bare or between ``---`` lines.

    ``unreadable`` are lines of a fenced header that are no ``Key: value`` (YAML lists, for instance);
    ``unclosed`` tells that the opening ``---`` has no partner.
    """

    fields: tuple[Field, ...]
    span: Span
    unreadable: tuple[Span, ...] = ()
    unclosed: bool = False

    def get(self, key: str, default: str = "") -> str:
        """Return the last value of a key, which is asked for in lower case."""
        found = self.field(key)
        return found.value if found else default

    def field(self, key: str) -> Field | None:
        """Return the last field of a key, or None."""
        return self._last.get(key)

    @cached_property
    def _last(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}


def parse_front_matter(text: str) -> FrontMatter:  # noqa: C901 — one branch a kind of line
    """Return the header of a text; the span ends where the body begins."""
    start = 1 if text.startswith("\ufeff") else 0
    fields: list[Field] = []
    unreadable: list[Span] = []
    at, fenced, first = start, False, True
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # noqa: S101 — the pattern matches the empty line too
        line, after = match[1], match.end()
        if first and _OPEN.match(line):
            fenced, first, at = True, False, after
            continue
        first = False
        if line.startswith(("---", "...")) and (fenced or fields) and _CLOSE.match(line):
            return FrontMatter(tuple(fields), Span(start, after), tuple(unreadable))
        if not line.strip():
            if not fenced:
                return FrontMatter(tuple(fields), Span(start, after if fields else start))
            # Pelican ends the header at a blank line, YAML readers do not; a closing fence decides.
            if not _closes(text, after):
                break
        elif field := _field(line, at):
            fields.append(field)
        elif (more := _MORE.match(line)) and fields:
            fields[-1] = _continued(fields[-1], more, at)
        elif fenced:
            unreadable.append(Span(at, at + len(line)))
        else:
            return FrontMatter(tuple(fields), Span(start, at))
        at = after
    if fenced and at < len(text):  # stopped at a blank line with no closing fence anywhere
        return FrontMatter(tuple(fields), Span(start, at), tuple(unreadable), unclosed=True)
    return FrontMatter(tuple(fields), Span(start, at), tuple(unreadable), unclosed=fenced)


def _closes(text: str, at: int) -> bool:
    """Tell whether only header lines stand between here and a closing fence."""
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # noqa: S101 — the pattern matches the empty line too
        line = match[1]
        if _CLOSE.match(line):
            return True
        if line.strip() and not _FIELD.match(line) and not line.startswith((" ", "-", "#")):
            return False
        at = match.end()
    return False


def _field(line: str, at: int) -> Field | None:
    match = _FIELD.match(line)
    if match is None:
        return None
    value, start = _stripped(match[2], at + match.start(2))
    return Field(
        match[1].lower(), value, Span(at + match.start(1), at + match.end(1)), Span(start, start + len(value))
    )


def _continued(field: Field, more: re.Match[str], at: int) -> Field:
    value = more[1].rstrip()
    end = at + more.start(1) + len(value)
    return Field(
        field.key, f"{field.value}\n{value}".strip(), field.key_span, Span(field.value_span.start, end)
    )


def _stripped(value: str, start: int) -> tuple[str, int]:
    start += len(value) - len(value.lstrip())
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1], start + 1
    return value, start
