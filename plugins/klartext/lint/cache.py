"""Findings and facts kept from run to run, so that only posts that have changed are parsed again.

One file: a line that names what the entries rest on (our own code, the settings), then one line an entry, with a
digest of the post's content and one of the line itself. An entry also holds what of the post other posts repeat;
where that is something else by now, the rest is made anew. Whatever does not fit is ignored and made anew; a run
replaces the file as a whole, so that two runs at once at worst forget what the other has learnt.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.lint.diagnostic import Diagnostic, Place, Related, Severity
from klartext.lint.engine import Findings
from klartext.lint.repetition import ends_of
from klartext.lint.suppression import Allowed, Directive
from klartext.lint.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from klartext.lint.document import Document
    from klartext.lint.rule import Fact, Rule

_PACKAGE = Path(__file__).parents[1]
_FORMAT = "klartext cache 2"
_DIGITS = 32
_JSON = json.JSONEncoder(separators=(",", ":"))


@dataclass(slots=True)
class Entry:
    """What is known of one content of one file.

    ``header`` is the document's, ``ends`` what `klartext.lint.repetition` compares; all behind it rests on ``shared``,
    those of them that other posts have too. ``rules`` is the digest of the rules that made the findings: rows of
    diagnostics and rows of directives. Findings and facts stay JSON until they are asked for: of most posts of a site
    a run wants little.
    """

    header: Mapping[str, str]
    ends: list[str]
    shared: list[str] = field(default_factory=list)
    rules: str = ""
    _findings: Any = ((), ())
    _facts: Any = field(default_factory=dict)

    @property
    def findings(self) -> Sequence[list[Any]]:
        """The rows of diagnostics, and those of directives."""
        if isinstance(self._findings, str):
            self._findings = json.loads(self._findings)
        found: Sequence[list[Any]] = self._findings
        return found

    @findings.setter
    def findings(self, rows: Sequence[list[Any]]) -> None:
        self._findings = rows

    @property
    def facts(self) -> dict[str, Any]:
        """The facts by name and version."""
        if isinstance(self._facts, str):
            self._facts = json.loads(self._facts)
        facts: dict[str, Any] = self._facts
        return facts

    def encoded(self) -> str:
        """Return the entry as one line."""
        parts = [self.header, self.ends, self.shared, self.rules], self._findings, self._facts
        return "\t".join(part if isinstance(part, str) else _JSON.encode(part) for part in parts)

    @classmethod
    def decoded(cls, line: str) -> Entry:
        """Return the entry of a line."""
        head, findings, facts = line.split("\t")
        header, ends, shared, rules = json.loads(head)
        return cls(header, ends, shared, rules, findings, facts)


class Cache:
    """The entries of one site, read from a file and written back.

    Args:
        file: where they are kept; None keeps them for this run alone.
        basis: text of everything besides the posts that findings and facts depend on.

    ``repeated`` is what posts share at their ends; it must be set before findings and facts are asked for.
    """

    def __init__(self, file: Path | None, basis: str) -> None:
        self._file = file
        self.repeated: frozenset[str] = frozenset()
        self._head = f"{_FORMAT} {_digest(basis, _code_digest())}" if file else ""
        self._lines = _read(file, self._head) if file else {}
        self._entries: dict[str, Entry] = {}
        self._keys: dict[str, tuple[Document, str]] = {}
        self._changed: set[str] = set()

    def findings(self, document: Document, rules: str) -> Findings | None:
        """Return the findings that some rules made in a document, or None."""
        entry = self.entry(document)
        if entry.rules != rules:
            return None
        diagnostics, written = entry.findings
        return Findings(
            tuple(_diagnostic(row, document) for row in diagnostics),
            tuple(_directive(row, document) for row in written),
        )

    def keep_findings(self, document: Document, rules: str, findings: Findings) -> None:
        """Remember what some rules found in a document."""
        entry = self.entry(document)
        entry.rules = rules
        entry.findings = [
            [_diagnostic_row(diagnostic) for diagnostic in findings.diagnostics],
            [_directive_row(directive) for directive in findings.directives],
        ]
        self._changed.add(self._key(document))

    def fact(self, fact: Fact, document: Document) -> tuple[Any, bool]:
        """Return a fact and whether it is known."""
        facts = self.entry(document).facts
        name = f"{fact.name}/{fact.version}"
        return facts.get(name), name in facts

    def keep_fact(self, fact: Fact, document: Document, value: object) -> None:
        """Remember a fact."""
        self.entry(document).facts[f"{fact.name}/{fact.version}"] = value
        self._changed.add(self._key(document))

    def entry(self, document: Document) -> Entry:
        """Return what is known of a document, to read or to fill."""
        entry = self._stored(document)
        shared = [end for end in entry.ends if end in self.repeated]
        if entry.shared != shared:
            entry = self._entries[self._key(document)] = Entry(entry.header, entry.ends, shared)
        return entry

    def ends(self, document: Document) -> list[str]:
        """Return the ``ends_of`` a document."""
        return self._stored(document).ends

    def forget(self, document: Document) -> None:
        """Let go of a content that is no more, such as what stood in an editor one letter ago."""
        key = self._key(document)
        if key not in self._lines:
            self._entries.pop(key, None)
            self._changed.discard(key)

    def encoded(self, document: Document) -> str:
        """Return a document's entry as text, to hand it to another process."""
        return self.entry(document).encoded()

    def take(self, document: Document, text: str) -> None:
        """Take over an entry that another process has made."""
        key = self._key(document)
        self._entries[key] = Entry.decoded(text)
        self._changed.add(key)

    def save(self, documents: Iterable[Document]) -> None:
        """Write the entries of a site's documents; entries of other contents are dropped.

        A cache that cannot be written is no error: the next run is slower, that is all.
        """
        if self._file is None or not self._changed:
            return
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            ignore = self._file.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            with whole_file(self._file) as part, part.open("w", encoding="utf-8", newline="\n") as file:
                file.write(f"{self._head}\n")
                for key in sorted({self._key(document) for document in documents}):
                    text = self._entries[key].encoded() if key in self._changed else self._lines.get(key)
                    if text:
                        file.write(f"{key} {_digest(text)} {text}\n")

    def _stored(self, document: Document) -> Entry:
        key = self._key(document)
        if key not in self._entries:
            if key in self._lines:
                entry = self._entries[key] = Entry.decoded(self._lines[key])
                document.recall(entry.header)
            else:
                self._entries[key] = Entry(document.header, ends_of(document))
                self._changed.add(key)
        return self._entries[key]

    def _key(self, document: Document) -> str:
        known = self._keys.get(document.path)
        if known is None or known[0] is not document:
            about = f"{document.path}\0{document.default_lang}\0{document.is_page}\0"
            known = (document, _digest(about, document.text))
            self._keys[document.path] = known
        return known[1]


def rules_digest(rules: Sequence[Rule]) -> str:
    """Return a digest of some rules with their options and severities."""
    return _digest("\n".join(f"{rule.code} {rule.active_severity} {rule.options!r}" for rule in rules))


def _digest(*texts: str) -> str:
    digest = hashlib.blake2b(digest_size=_DIGITS // 2)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _code_digest() -> str:
    """Return a digest of our own code and data: a cache made by another version is foreign."""
    files: list[str] = []
    folders = [str(_PACKAGE)]
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.name.endswith((".py", ".toml")):
                status = entry.stat()
                files.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                folders.append(entry.path)
    return _digest("\n".join(sorted(files)))


def _read(file: Path, head: str) -> dict[str, str]:
    """Return the lines of a cache file by their keys; lines that are damaged are left out."""
    try:
        first, *lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if first != head:
        return {}
    found: dict[str, str] = {}
    for line in lines:
        key, digest, text = line[:_DIGITS], line[_DIGITS + 1 : 2 * _DIGITS + 1], line[2 * _DIGITS + 2 :]
        if text and _digest(text) == digest:
            found[key] = text
    return found


def _place_row(place: Place, path: str) -> list[Any]:
    row = [place.start, place.end, place.line, place.column, place.end_line, place.end_column]
    return row if place.path == path else [*row, place.path]


def _place(row: list[Any], path: str) -> Place:
    start, end, line, column, end_line, end_column, *other = row
    return Place(other[0] if other else path, start, end, line, column, end_line, end_column)


def _diagnostic_row(diagnostic: Diagnostic) -> list[Any]:
    path = diagnostic.place.path
    related = [[_place_row(r.place, path), r.message, r.values] for r in diagnostic.related]
    place = _place_row(diagnostic.place, path)
    return [diagnostic.rule, diagnostic.severity.value, place, diagnostic.message, diagnostic.values, related]


def _diagnostic(row: list[Any], document: Document) -> Diagnostic:
    rule, severity, place_row, message, values, related = row
    place = _place(place_row, document.path)
    return Diagnostic(
        rule=rule,
        severity=Severity(severity),
        place=place,
        evidence=document.text[place.start : place.end],
        message=message,
        values=_values(values),
        related=tuple(Related(_place(r[0], document.path), r[1], _values(r[2])) for r in related),
    )


def _values(rows: list[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in rows)


def _directive_row(directive: Directive) -> list[Any]:
    path = directive.place.path
    allowed = [_place_row(allowed.place, path) for allowed in directive.allowed]
    place = _place_row(directive.place, path)
    return [place, allowed, directive.start, directive.end, directive.until, directive.problem]


def _directive(row: list[Any], document: Document) -> Directive:
    place_row, allowed_rows, start, end, until, problem = row
    place = _place(place_row, document.path)
    allowed = []
    for allowed_row in allowed_rows:
        name = _place(allowed_row, document.path)
        text = document.text[name.start : name.end]
        allowed.append(Allowed(text.lower(), text, name))
    evidence = document.text[place.start : place.end]
    return Directive(place, evidence, tuple(allowed), start, end, until, problem)
