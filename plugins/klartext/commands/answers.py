"""``klartext answers``: takes a reader's mail as an answer to review, and lists what waits for review."""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from klartext.answers.answer import MAX_NAME, Answer, answer_file, harmless
from klartext.answers.folder import read_answers
from klartext.answers.intake import refusal
from klartext.answers.isso import DATABASE as ISSO_DATABASE
from klartext.answers.isso import FOLDER as ISSO_FOLDER
from klartext.answers.isso import PORT as ISSO_PORT
from klartext.answers.isso import isso_configuration, salt_of
from klartext.answers.links import safe_link
from klartext.answers.mail_file import MAX_BYTES, Mail, UnreadableMailError, read_mail
from klartext.answers.wording import problem_line, say
from klartext.commands.errors import InputError
from klartext.commands.input_errors import print_errors
from klartext.commands.wording import PHRASES
from klartext.lint.document import parse_date
from klartext.lint.messages.language import choose_language
from klartext.site import load_site
from klartext.slug import slugify

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser
    from klartext.site import LoadedSite

_EXCERPT = 72


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext answers`` takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|list|isso")
    add = actions.add_parser("add", help=parser.say("answers_add"))
    add.add_argument("file", metavar=parser.say("FILE"), help=parser.say("answers_file"))
    add.add_argument("--post", default="", metavar="SLUG", help=parser.say("answers_post"))
    add.add_argument("--reply-to", default="", metavar="ID", help=parser.say("answers_reply"))
    add.add_argument("--name", default="", metavar=parser.say("NAME"), help=parser.say("answers_name"))
    add.add_argument("--site", default="", metavar=parser.say("ADDRESS"), help=parser.say("answers_site"))
    add.add_argument("--date", type=_moment, metavar=parser.say("DATE"), help=parser.say("answers_date"))
    add.add_argument("--author", action="store_true", help=parser.say("answers_author"))
    listing = actions.add_parser("list", help=parser.say("answers_list"))
    listing.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("format"))
    isso = actions.add_parser("isso", help=parser.say("answers_isso"))
    isso.add_argument("--site", default="", metavar=parser.say("ADDRESS"), help=parser.say("answers_tried"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; 2 where files of answers cannot be read."""
    site = load_site(arguments.settings)
    lang = choose_language(arguments.lang, os.environ, site.configuration.default_lang)
    actions = {"add": _add, "list": _list, "isso": _isso}
    return actions[arguments.action](arguments, site, lang)


def _add(arguments: argparse.Namespace, site: LoadedSite, lang: str) -> int:
    try:
        mail = read_mail(_read(arguments.file))
    except UnreadableMailError as error:
        raise InputError(f"{arguments.file}: {say(str(error), lang)}") from error
    post = _post(arguments, mail, site, lang)
    folder = site.content / site.settings.answers.folder
    present, _ = read_answers(folder, site.root)
    answer = _answer(arguments, mail, site, lang)
    # The mail's own reference may be outdated; one given by hand must be right.
    ids = {other.id for other in present.get(post, ())}
    if arguments.reply_to and arguments.reply_to not in ids:
        _refuse(lang, "no_such_answer", found=arguments.reply_to, post=post)
    if answer.reply_to not in ids:
        answer = dataclasses.replace(answer, reply_to="")
    if refused := refusal(answer, present.get(post, ()), site.settings.answers):
        key, values = refused
        raise InputError(f"{arguments.file}: {say(key, lang, **values)}")
    path = _write(answer, folder / post)
    print(_shown(path))
    print(say("added", lang), file=sys.stderr)
    return 0


def _list(arguments: argparse.Namespace, site: LoadedSite, lang: str) -> int:
    answers, problems = read_answers(site.content / site.settings.answers.folder, site.root)
    waiting = [
        (post, answer)
        for post, found in sorted(answers.items())
        for answer in sorted(found, key=lambda answer: (answer.date, answer.id))
        if answer.waiting
    ]
    if arguments.format == "json":
        listed = [
            {
                "path": answer.path,
                "post": post,
                "id": answer.id,
                "name": answer.name,
                "date": answer.date.isoformat(timespec="minutes"),
                "reply_to": answer.reply_to,
                "text": answer.text,
            }
            for post, answer in waiting
        ]
        print(json.dumps({"version": 1, "waiting": listed}, ensure_ascii=False, indent=2))
    else:
        print(say("waiting" if waiting else "none_waiting", lang, n=len(waiting)))
        for _, answer in waiting:
            print(f"{answer.path}: {answer.name}, {answer.date:%Y-%m-%d}: {_excerpt(answer.text)}")
    print_errors([problem_line(problem, lang) for problem in problems])
    return 2 if problems else 0


def _isso(arguments: argparse.Namespace, site: LoadedSite, lang: str) -> int:
    settings = site.settings.answers
    if not settings.isso:
        raise InputError(say("isso_off", lang))
    values = site.configuration.values
    addresses = [arguments.site, str(values.get("SITEURL") or values.get("FEED_DOMAIN") or "")]
    sites = [address for address in addresses if address.startswith(("https://", "http://"))]
    if not sites:
        raise InputError(say("isso_nowhere", lang))
    folder = site.root / ISSO_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / "isso.cfg"
    text = isso_configuration(settings, sites, folder / ISSO_DATABASE, salt_of(file))
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    print(file)
    print(say("isso_ready", lang, port=ISSO_PORT, path=settings.isso), file=sys.stderr)
    return 0


def _read(file: str) -> bytes:
    # One byte more than is taken tells that there is too much.
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _post(arguments: argparse.Namespace, mail: Mail, site: LoadedSite, lang: str) -> str:
    """Return the slug of the post that is answered; only one that exists, so no path leads out of the folder."""
    wanted = arguments.post or mail.post
    posts = [document for document in site.documents if not document.is_page]
    if not wanted:
        newest = max(posts, key=lambda post: post.date or datetime.min, default=None)  # noqa: DTZ901 — as front matter has it
        _refuse(lang, "which_post", example=newest.slug if newest else "…")
    slugs = sorted({document.slug for document in posts})
    if wanted in slugs:
        return str(wanted)
    near = difflib.get_close_matches(wanted, slugs, n=1)
    key = "no_such_post_near" if near else "no_such_post"
    return _refuse(lang, key, found=harmless(wanted, one_line=True), near="".join(near))


def _answer(arguments: argparse.Namespace, mail: Mail, site: LoadedSite, lang: str) -> Answer:
    name = harmless(arguments.name, one_line=True) or mail.name
    if not name:
        _refuse(lang, "whose_name")
    if not mail.text.strip():
        _refuse(lang, "mail_no_text")
    address = arguments.site or mail.site
    link = safe_link(address if "://" in address else f"https://{address}") if address else None
    if arguments.site and link is None:
        _refuse(lang, "bad_site", found=arguments.site)
    date = arguments.date or _local(mail.date, site)
    return Answer(
        id="",
        path="",
        name=name[:MAX_NAME].rstrip(),
        date=date,
        text=mail.text,
        site=link,
        reply_to=arguments.reply_to or mail.reply_to,
        by_author=arguments.author,
        waiting=True,
    )


def _local(moment: datetime | None, site: LoadedSite) -> datetime:
    """Return a mail's date, or now, as the site's clock shows it, without time zone."""
    try:
        zone = ZoneInfo(site.configuration.text("TIMEZONE", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    if moment is None:
        return datetime.now(zone).replace(tzinfo=None)
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:  # the year 1 or 9999
        return moment.replace(tzinfo=None)


def _write(answer: Answer, folder: Path) -> Path:
    """Write the answer under a name that is not taken yet."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{answer.date:%Y-%m-%d}-{slugify(answer.name)[:40].strip('-') or 'gast'}"
    number = 1
    while True:
        path = folder / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(answer_file(answer))
        except FileExistsError:
            number += 1
        else:
            return path


def _moment(value: str) -> datetime:
    moment = parse_date(value)
    if moment is None:
        raise InputError(PHRASES["no_moment"], text=value)
    return moment


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _refuse(lang: str, key: str, **values: object) -> NoReturn:
    raise InputError(say(key, lang, **values))


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
