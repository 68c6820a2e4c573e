"""What a rule's docstring says, section by section; pages, ``explain`` and tests all read it here."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

SECTIONS = ("Why", "Bad", "Good", "Options", "Source", "Kurz", "Warum", "Optionen")
"""The sections of a rule's docstring; ``Kurz``, ``Warum`` and ``Optionen`` say in German what the first line,
``Why`` and ``Options`` say in English."""

_HEADING = re.compile(rf"^({'|'.join(SECTIONS)}):[ \t]*$")
_MARKER = re.compile(r"^\[(de|en)(?: path=(\S+))?\]$")


class RuleDocError(ValueError):
    """A docstring lacks a section or an example cannot be read; the text names the rule and the way out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that shows a rule at work: its body, or a whole file where it begins with ``Title:``."""

    lang: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """A rule's documentation; the texts are Markdown, by language where they are prose."""

    summary: dict[str, str]
    why: dict[str, str]
    options: dict[str, str]
    source: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def rule_doc(rule: type[Rule]) -> RuleDoc:
    """Return the documentation in a rule's docstring.

    The first line is the English summary. ``Bad`` and ``Good`` hold one or more drafts; each may begin with
    a line ``[de]``, ``[en]`` or ``[de path=content/x.md]``, and drafts with paths in one section form one
    site.

    Raises:
        RuleDocError: a section is missing.
    """
    text = inspect.cleandoc(rule.__doc__ or "")
    summary, _, rest = text.partition("\n")
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in rest.splitlines():
        heading = _HEADING.match(line)
        if heading:
            current = sections.setdefault(heading[1], [])
        else:
            current.append(line)
    bodies = {name: inspect.cleandoc("\n".join(["", *lines])).strip("\n") for name, lines in sections.items()}
    for needed in ("Why", "Bad", "Good", "Kurz", "Warum"):
        if not bodies.get(needed):
            raise RuleDocError(f"{rule.name}: the docstring has no section {needed!r}")
    return RuleDoc(
        summary={"en": summary.strip(), "de": " ".join(bodies["Kurz"].split())},
        why={"en": bodies["Why"], "de": bodies["Warum"]},
        options={"en": bodies.get("Options", ""), "de": bodies.get("Optionen", "")},
        source=bodies.get("Source", ""),
        bad=_examples(bodies["Bad"]),
        good=_examples(bodies["Good"]),
    )


def _examples(body: str) -> tuple[Example, ...]:
    found: list[Example] = []
    lang, path, lines = "de", "", list[str]()
    for line in body.splitlines():
        marker = _MARKER.match(line)
        if not marker:
            lines.append(line)
            continue
        if any(lines):
            found.append(Example(lang, path, "\n".join(lines).strip("\n") + "\n"))
        lang, path, lines = marker[1], marker[2] or "", []
    found.append(Example(lang, path, "\n".join(lines).strip("\n") + "\n"))
    return tuple(found)
