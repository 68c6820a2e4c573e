"""``klartext explain``: what a rule finds, why that matters, how to do better; without a name, all rules."""

from __future__ import annotations

import os
import textwrap
from typing import TYPE_CHECKING

from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.rule_doc import rule_doc
from klartext.registry import all_rules, find_rule, option_fields
from klartext.settings import SettingsError
from klartext.site import load_configuration

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser
    from klartext.lint.rule import Rule
    from klartext.lint.rule_doc import Example

_WIDTH = 88


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext explain`` takes."""
    parser.add_argument("rule", nargs="?", metavar=parser.say("RULE"), help=parser.say("explain_rule"))


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation."""
    catalogue = Catalogue(all_rules(), choose_language(arguments.lang, os.environ, _site_language(arguments)))
    print(_explanation(find_rule(arguments.rule), catalogue) if arguments.rule else _list(catalogue))
    return 0


def _site_language(arguments: argparse.Namespace) -> str:
    try:
        return load_configuration(arguments.settings).default_lang
    except SettingsError:
        # Explaining a rule must work while the settings are being mended.
        if arguments.settings:
            raise
        return ""


def _list(catalogue: Catalogue) -> str:
    width = max(len(rule.name) for rule in all_rules())
    return "\n".join(
        f"{rule.code}  {rule.name:<{width}}  {rule_doc(rule).summary[catalogue.lang]}" for rule in all_rules()
    )


def _explanation(rule: type[Rule], catalogue: Catalogue) -> str:
    doc, lang = rule_doc(rule), catalogue.lang
    languages = ", ".join(sorted(rule.languages)) if rule.languages else catalogue.phrase("all_languages")
    parts = [
        f"{rule.name} ({rule.code})",
        _wrap(doc.summary[lang]),
        catalogue.phrase("rule_facts", severity=catalogue.phrase(rule.severity.value), languages=languages),
        _headed(catalogue.phrase("why"), _wrap(doc.why[lang])),
        _headed(catalogue.phrase("bad"), _drafts(doc.bad)),
        _headed(catalogue.phrase("good"), _drafts(doc.good)),
    ]
    options = "\n".join(f"  {name} = {default!r}" for name, default in option_fields(rule))
    if options:
        described = f"\n\n{_wrap(doc.options[lang])}" if doc.options[lang] else ""
        parts.append(_headed(catalogue.phrase("options"), options + described))
    if doc.source:
        parts.append(_headed(catalogue.phrase("source"), _wrap(doc.source)))
    parts.append(_wrap(catalogue.phrase("how_to_allow", rule=rule.name)))
    return "\n\n".join(parts)


def _headed(heading: str, body: str) -> str:
    return f"{heading}\n{body}"


def _wrap(text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(
        textwrap.fill(
            " ".join(paragraph.split()),
            _WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
            break_on_hyphens=False,
        )
        for paragraph in paragraphs
    )


def _drafts(examples: tuple[Example, ...]) -> str:
    shown = []
    for example in examples:
        head = f"  # {example.path}\n" if example.path else ""
        shown.append(head + textwrap.indent(example.text.rstrip("\n"), "  | ", lambda _: True))
    return "\n\n".join(shown)
