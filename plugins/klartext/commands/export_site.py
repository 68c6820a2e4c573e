"""``klartext export``: this site as a file that another system reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from klartext.commands.errors import InputError
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message
from klartext.site import load_site

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser

PHRASES = {
    "exists": Message(
        de="{path} gibt es schon; --force überschreibt, -o nennt eine andere Datei",
        en="{path} is there already; --force overwrites it, -o names another file",
    ),
    "no_address": Message(
        de="die Website hat keine Adresse: tragen Sie SITEURL in pelicanconf.py oder publishconf.py ein, sonst führen "
        "im Export alle Verweise ins Leere (dann: klartext -s publishconf.py export wordpress)",
        en="the site has no address: write SITEURL into pelicanconf.py or publishconf.py, or all links in the export "
        "lead nowhere (then: klartext -s publishconf.py export wordpress)",
    ),
    "done": Message(
        de="{path}: Beiträge {posts}, Seiten {pages}, Antworten {answers}, Themen {categories}, Stichworte {tags}, "
        "Autorinnen und Autoren {authors}, Bilder und Dateien {pictures}.",
        en="{path}: posts {posts}, pages {pages}, answers {answers}, categories {categories}, tags {tags}, "
        "authors {authors}, pictures and files {pictures}.",
    ),
    "next": Message(
        de="In WordPress: Werkzeuge → Daten importieren → WordPress. Bilder lädt WordPress von {address}; die Website "
        "muss dafür noch im Netz stehen.",
        en="In WordPress: Tools → Import → WordPress. WordPress downloads the pictures from {address}; the site must "
        "still be online for that.",
    ),
    "lost": Message(de="Verweise auf Dateien, die es nicht gibt:", en="Links to files that are not there:"),
    "unreadable": Message(
        de="Antworten, die nicht zu lesen waren und fehlen:",
        en="Answers that could not be read and are missing:",
    ),
}


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext export`` takes."""
    parser.add_argument("kind", choices=("wordpress",), help=parser.say("export_kind"))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("wordpress.xml"),
        metavar=parser.say("FILE"),
        help=parser.say("export_file"),
    )
    parser.add_argument("--force", action="store_true", help=parser.say("export_force"))


def run(arguments: argparse.Namespace) -> int:
    """Write the export; returns 0, or 1 where something could not go out.

    Raises:
        InputError: the file exists, or the site has no address.
    """
    from klartext.moving_out.wordpress import WordPressExport, write_export  # noqa: PLC0415 — the help need not wait

    site = load_site(arguments.settings)
    configuration = site.configuration
    lang = choose_language(arguments.lang, os.environ, configuration.default_lang)
    if arguments.output.exists() and not arguments.force:
        raise InputError(sentence(PHRASES["exists"], lang, path=arguments.output))
    if not site.address():
        raise InputError(sentence(PHRASES["no_address"], lang))
    try:
        zone = ZoneInfo(configuration.text("TIMEZONE", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    export = WordPressExport(site, zone)
    write_export(export, arguments.output)
    names = ("posts", "pages", "answers", "categories", "tags", "authors", "pictures")
    counts = {name: export.counts[name] for name in names}
    print(sentence(PHRASES["done"], lang, path=arguments.output, **counts))
    print(sentence(PHRASES["next"], lang, address=site.address()))
    for key, lines in (("lost", [f"{p}: {a}" for p, a in export.lost]), ("unreadable", export.unreadable)):
        if lines:
            print(sentence(PHRASES[key], lang), *(f"  {line}" for line in lines), sep="\n", file=sys.stderr)
    unread = [problem.path for problem in site.problems]
    if unread:
        print(*unread, sep="\n", file=sys.stderr)
    return 1 if export.lost or export.unreadable or unread else 0
