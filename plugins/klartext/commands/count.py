"""``klartext count``: how long a text is for each network, by that network's own rules."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from klartext.click_to_tweet.networks import NETWORKS, Network
from klartext.commands.errors import InputError
from klartext.commands.wording import PHRASES
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.sentence import sentence

if TYPE_CHECKING:
    import argparse

    from klartext.command_line import Parser


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext count`` takes."""
    parser.add_argument("text", nargs="?", metavar=parser.say("TEXT"), help=parser.say("count_text"))
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=parser.say("count_format"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Count and print; returns 0, or 1 where a text for people is too long for a network.

    Raises:
        InputError: stdin holds no JSON list of texts, or is no UTF-8.
    """
    if arguments.format == "json":
        texts = [arguments.text] if arguments.text is not None else _texts(_stdin())
        json.dump([counts(text) for text in texts], sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return 0
    text = arguments.text if arguments.text is not None else _stdin().rstrip("\r\n")
    lang = choose_language(arguments.lang, os.environ, "de")
    too_long = False
    for network in NETWORKS.values():
        for limit, unit in zip(network.limits, ("", " (Bytes)"), strict=False):
            length = limit.count(text)
            over = length - limit.most
            too_long = too_long or over > 0
            verdict = sentence(PHRASES["over" if over > 0 else "fits"], lang, difference=abs(over))
            sys.stdout.write(f"{network.title + unit:<18}{length:>6} / {limit.most:<6}{verdict}\n")
    return 1 if too_long else 0


def counts(text: str) -> dict[str, dict[str, int]]:
    """Return what each network with a limit counts for a text."""
    return {network.name: _counts_of(network, text) for network in NETWORKS.values() if network.limits}


def _counts_of(network: Network, text: str) -> dict[str, int]:
    characters, *in_bytes = network.limits
    found = {"length": characters.count(text), "limit": characters.most}
    for limit in in_bytes:
        found |= {"bytes": limit.count(text), "byte_limit": limit.most}
    return found


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(PHRASES["stdin_not_utf8"], file="stdin", byte=error.start) from error


def _texts(source: str) -> list[str]:
    try:
        texts = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise InputError(PHRASES["stdin_no_json"], detail=error) from error
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise InputError(PHRASES["stdin_no_texts"])
    return texts
