"""``klartext inspect``: every figure of every post, whether or not a rule fires."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.answers.folder import read_answers
from klartext.answers.questions import reader_questions
from klartext.checking import cached_site
from klartext.collector import collector_paused
from klartext.commands.input_errors import print_errors, problem_lines
from klartext.figures import figures, figures_in_full, figures_table
from klartext.lint.cache import Cache
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.site import load_site

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser
_DETAILED = 3
"""Up to so many posts are shown in full, more as a table."""


_QUESTIONS = 10
"""So many readers' questions are shown, the open and the newest ones; JSON has all."""


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext inspect`` takes."""
    parser.add_argument("paths", nargs="*", type=Path, metavar=parser.say("PATH"), help=parser.say("paths"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("format"))


@collector_paused()
def run(arguments: argparse.Namespace) -> int:
    """Print the figures; 2 where a file could not be read."""
    site = cached_site(load_site(arguments.settings, arguments.paths))
    named = {Path(os.path.abspath(path)) for path in arguments.paths}  # noqa: PTH100 — links stay as they are
    posts = [d for d in site.selected if not d.is_page or site.root / d.path in named]
    catalogue = Catalogue((), choose_language(arguments.lang, os.environ, site.configuration.default_lang))
    as_json = arguments.format == "json"
    found = figures(posts, site, "en" if as_json else catalogue.lang)
    answers, _ = read_answers(site.content / site.settings.answers.folder, site.root)
    questions = reader_questions(answers, site.configuration.default_lang)
    found["site"]["questions"] = [dataclasses.asdict(question) for question in questions]
    if isinstance(site.cache, Cache):
        site.cache.save(site.documents)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(_text(found, catalogue))
    errors = problem_lines(site.problems, catalogue)
    print_errors(errors)
    return 2 if errors else 0


def _text(found: dict[str, Any], say: Catalogue) -> str:
    posts = found["posts"]
    if not posts:
        return say.phrase("no_posts")
    body = (
        figures_table(posts, say)
        if len(posts) > _DETAILED
        else "\n\n".join(figures_in_full(p, say) for p in posts)
    )
    share = found["site"]["promotion_share"]
    total = say.phrase("posts", n=len(posts))
    if share is not None:
        total += " · " + say.phrase("promotion_share", share=share)
    if asked := found["site"]["questions"]:
        lines = [
            f"  {question['text']} ({question['name']}, {question['date'][:10]}, {question['path']})"
            + (f" · {say.phrase('question_answered')}" if question["answered"] else "")
            for question in asked[:_QUESTIONS]
        ]
        total += "\n\n" + "\n".join([say.phrase("reader_questions", n=len(asked)), *lines])
    return f"{body}\n\n{total}"
