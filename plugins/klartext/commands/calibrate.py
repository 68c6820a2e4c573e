"""``klartext calibrate``: how promotional a site's own posts are, its balance, and limits that fit it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from klartext.commands.input_errors import print_errors, problem_lines
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message
from klartext.self_promotion.calibration import calibration
from klartext.site import load_site

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser

_MONTHS = 12

PHRASES = {
    "none": Message(
        de="Noch kein veröffentlichter Beitrag ist lang genug für ein Urteil.",
        en="No published post is long enough to judge yet.",
    ),
    "head": Message(
        de="{n} veröffentlichte Beiträge, {promotional} davon werblich (Grenze {excessive:.2f}).",
        en="{n} published posts, {promotional} of them promotional (limit {excessive:.2f}).",
        de_one="Ein veröffentlichter Beitrag, {promotional} davon werblich (Grenze {excessive:.2f}).",
        en_one="One published post, {promotional} of them promotional (limit {excessive:.2f}).",
    ),
    "percentiles": Message(de="Perzentile", en="percentiles"),
    "score": Message(de="Eigenwerbung", en="self-promotion"),
    "names": Message(de="Firmennamen je 100 Wörter", en="company names per 100 words"),
    "links": Message(de="Links auf andere je Beitrag", en="links to others per post"),
    "balance": Message(
        de="Die neuesten {posts}: werblich {promotional}, mit Verweis auf andere {credited}, mit Einladung zum "
        "Antworten {inviting}.",
        en="The latest {posts}: promotional {promotional}, with a link to others {credited}, inviting an answer "
        "{inviting}.",
    ),
    "silence": Message(
        de="Alter des neuesten Beitrags in Wochen: {weeks}; längste Stille davor: {longest}.",
        en="Age of the newest post in weeks: {weeks}; longest silence before it: {longest}.",
    ),
    "month": Message(
        de="{month}: {promotional} von {posts} werblich", en="{month}: {promotional} of {posts} promotional"
    ),
    "most": Message(de="Am werblichsten:", en="The most promotional:"),
    "repeated": Message(
        de="Diese Absätze stehen in vielen Beiträgen; als »boilerplate« in den Einstellungen zählen sie nicht mit:",
        en='These paragraphs stand amid many posts; listed as "boilerplate" in the settings they do not count:',
    ),
    "few": Message(
        de="Für einen eigenen Grenzwert sind es noch zu wenige Beiträge (mindestens {minimum}); die "
        "mitgelieferten gelten.",
        en="There are too few posts for a limit of your own (at least {minimum}); the ones that ship apply.",
    ),
    "suggest": Message(
        de="Vorschlag für pelicanconf.py – so läge jeder fünfte Ihrer Beiträge darüber, höchstens:",
        en="Suggestion for pelicanconf.py, with which at most one in five of your posts is above the limit:",
    ),
}


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext calibrate`` takes."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say("format"))


def run(arguments: argparse.Namespace) -> int:
    """Print the site's percentiles; 2 where a file could not be read."""
    site = load_site(arguments.settings, ())
    lang = choose_language(arguments.lang, os.environ, site.configuration.default_lang)
    found = calibration(site)
    if arguments.format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(_text(found, lang))
    errors = problem_lines(site.problems, Catalogue((), lang))
    print_errors(errors)
    return 2 if errors else 0


def _text(found: dict[str, Any], lang: str) -> str:
    def say(key: str, **values: Any) -> str:  # noqa: ANN401 — whatever the phrase speaks of
        return sentence(PHRASES[key], lang, **values)

    if not found["posts"]:
        return say("none")
    lines = [
        say(
            "head", n=found["posts"], promotional=found["promotional"], excessive=found["limits"]["excessive"]
        )
    ]
    steps = list(found["percentiles"]["score"])
    width = max(len(say(key)) for key in ("score", "names", "links", "percentiles"))
    lines += ["", f"{say('percentiles'):<{width}}" + "".join(f"{step:>8}" for step in steps)]
    for key in ("score", "names", "links"):
        cells = "".join(f"{value:>8.2f}" for value in found["percentiles"][key].values())
        lines.append(f"{say(key):<{width}}{cells}")
    lines += ["", say("balance", **found["latest"]), say("silence", **found["silence"])]
    lines += [
        "  " + say("month", month=month["month"], promotional=month["promotional"], posts=month["n"])
        for month in found["months"][:_MONTHS]
        if month["promotional"]
    ]
    if found["most"]:
        lines += ["", say("most")]
        lines += [f"  {post['score']:.2f}  {post['path']}  {post['title']}" for post in found["most"]]
    if found["repeated"]:
        lines += ["", say("repeated")]
        lines += [
            f"  {paragraph['posts']:>4} × {paragraph['beginning']} …" for paragraph in found["repeated"]
        ]
    lines.append("")
    suggestion = found["suggestion"]
    if suggestion is None:
        lines.append(say("few", minimum=found["minimum"]))
    else:
        lines.append(say("suggest"))
        lines.append(f'  KLARTEXT["self_promotion"] = {json.dumps(suggestion)}')
    return "\n".join(lines)
