"""``klartext new``: starts a draft with a filled header, and never writes over a file."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.commands.errors import InputError
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import LANGUAGES, choose_language
from klartext.site import DRAFT_FOLDERS, load_configuration
from klartext.slug import slugify

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser
    from klartext.site import Configuration


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext new`` takes."""
    parser.add_argument("title", metavar=parser.say("TITLE"), help=parser.say("new_title"))
    parser.add_argument("--category", default="", metavar=parser.say("NAME"), help=parser.say("new_category"))
    parser.add_argument("--tags", default="", metavar=parser.say("NAMES"), help=parser.say("new_tags"))
    parser.add_argument("--author", default="", metavar=parser.say("NAME"), help=parser.say("new_author"))
    parser.add_argument("--slug", default="", metavar="SLUG", help=parser.say("new_slug"))
    parser.add_argument("--post-lang", choices=LANGUAGES, help=parser.say("new_language"))


def run(arguments: argparse.Namespace) -> int:
    """Write the draft and print its path."""
    configuration = load_configuration(arguments.settings)
    say = Catalogue((), choose_language(arguments.lang, os.environ, configuration.default_lang))
    title = " ".join(arguments.title.split())
    slug = slugify(arguments.slug or title)
    if not slug:
        raise InputError(say.phrase("no_slug", title=title))
    posts = configuration.articles
    if not posts.is_dir():
        raise InputError(say.phrase("no_content", path=_shown(posts)))
    drafts = (posts / name for name in DRAFT_FOLDERS.values())
    path = next((folder for folder in drafts if folder.is_dir()), posts) / f"{slug}.md"
    text = _draft(arguments, title, slug, configuration)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(say.phrase("exists", path=_shown(path))) from error
    print(_shown(path))
    return 0


def _draft(arguments: argparse.Namespace, title: str, slug: str, configuration: Configuration) -> str:
    lang = arguments.post_lang or configuration.default_lang
    say = Catalogue((), lang if lang in LANGUAGES else "en")
    now = datetime.now().astimezone()
    header = {
        "Title": title,
        "Date": now.strftime("%Y-%m-%d %H:%M"),
        "Category": arguments.category or configuration.text("DEFAULT_CATEGORY", ""),
        "Tags": arguments.tags,
        "Slug": slug,
        "Author": arguments.author or configuration.text("AUTHOR", ""),
        "Lang": lang,
        "Status": "draft",
    }
    lines = [f"{key}: {value}".rstrip() for key, value in header.items()]
    return "\n".join([*lines, "", say.phrase("draft_body"), ""])


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
