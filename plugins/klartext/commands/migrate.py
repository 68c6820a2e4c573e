"""``klartext migrate shortcodes``: old quote shortcodes in the source files become one clean form."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.click_to_tweet.clean_form import rewritten
from klartext.commands.errors import InputError
from klartext.commands.input_errors import print_errors, problem_lines
from klartext.lint.fixes import write_text
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message
from klartext.site import load_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from klartext.command_line import Parser
    from klartext.lint.document import Document

PHRASES = {
    "clean": Message(
        de="Alle Kurzbefehle haben schon die saubere Form.",
        en="Every shortcode has the clean form already.",
    ),
    "shown": Message(
        de="{n} Dateien würden geändert; mit --write wird geschrieben.",
        en="{n} files would change; --write writes them.",
        de_one="1 Datei würde geändert; mit --write wird geschrieben.",
        en_one="1 file would change; --write writes it.",
    ),
    "written": Message(
        de="{n} Dateien geändert.",
        en="{n} files changed.",
        de_one="1 Datei geändert.",
        en_one="1 file changed.",
    ),
    "backup": Message(de="Sicherung: {path}", en="Backup: {path}"),
    "dirty": Message(
        de="diese Dateien haben Änderungen, die noch nicht in git sind: {paths}; bitte zuerst committen oder "
        "--backup angeben",
        en="these files have changes that are not in git yet: {paths}; commit them first or give --backup",
    ),
}


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext migrate`` takes."""
    parser.add_argument("what", choices=("shortcodes",), help=parser.say("migrate_what"))
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar=parser.say("PATH"), help=parser.say("migrate_paths")
    )
    parser.add_argument("--write", action="store_true", help=parser.say("migrate_write"))
    parser.add_argument("--backup", action="store_true", help=parser.say("migrate_backup"))


def run(arguments: argparse.Namespace) -> int:
    """Show the diff, and with ``--write`` write; returns 1 where there is something left to write.

    Raises:
        InputError: a file to be written has changes that are not in git.
    """
    site = load_site(arguments.settings, arguments.paths)
    lang = choose_language(arguments.lang, os.environ, site.configuration.default_lang)
    changes = [
        (site.root / document.path, document, text)
        for document in site.selected
        if (text := rewritten(document.text)) != document.text
    ]
    for _, document, text in changes:
        sys.stdout.writelines(_diff(document, text))
    print_errors(problem_lines(site.problems, Catalogue((), lang)))
    if not changes:
        sys.stderr.write(sentence(PHRASES["clean"], lang) + "\n")
        return 2 if site.problems else 0
    if not arguments.write:
        sys.stderr.write(sentence(PHRASES["shown"], lang, n=len(changes)) + "\n")
        return 1
    tracked = {path: _git_state(path) for path, _, _ in changes}
    dirty = [document.path for path, document, _ in changes if tracked[path] == "dirty"]
    if dirty and not arguments.backup:
        raise InputError(sentence(PHRASES["dirty"], lang, paths=", ".join(dirty)))
    for path, _, text in changes:
        if arguments.backup or tracked[path] == "unknown":
            sys.stderr.write(sentence(PHRASES["backup"], lang, path=_back_up(path)) + "\n")
        write_text(path, text)
    sys.stderr.write(sentence(PHRASES["written"], lang, n=len(changes)) + "\n")
    return 2 if site.problems else 0


def _diff(document: Document, text: str) -> Iterator[str]:
    old, new = document.text.splitlines(keepends=True), text.splitlines(keepends=True)
    for line in difflib.unified_diff(old, new, f"a/{document.path}", f"b/{document.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _git_state(path: Path) -> str:
    """Return ``clean`` or ``dirty`` for a file that git keeps, else ``unknown``."""
    try:
        known = _git(path, ["ls-files", "--error-unmatch", "--", path.name])
        if known.returncode != 0:
            return "unknown"
        return "dirty" if _git(path, ["status", "--porcelain", "--", path.name]).stdout.strip() else "clean"
    except OSError:
        return "unknown"  # git is not installed


def _git(path: Path, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    # Fixed program, arguments without a shell; the file name stands behind "--".
    return subprocess.run(["git", *arguments], cwd=path.parent, capture_output=True, check=False)  # noqa: S603, S607 — as said


def _back_up(path: Path) -> Path:
    number = 0
    while True:
        backup = path.with_name(f"{path.name}.bak{number or ''}")
        try:
            with backup.open("xb") as file:
                file.write(path.read_bytes())
        except FileExistsError:
            number += 1
        else:
            return backup
