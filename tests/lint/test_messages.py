"""Every sentence is there in German and in English, with the same values in both."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import klartext
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.interface import PHRASES
from klartext.lint.messages.language import choose_language
from klartext.lint.rule_doc import rule_doc
from klartext.registry import all_rules

SOURCES = Path(klartext.__file__).parent
ALL = [(f"{rule.name}.{key}", message) for rule in all_rules() for key, message in rule.messages.items()]
ALL += [(f"phrase.{key}", message) for key, message in PHRASES.items()]


def names(template: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(("key", "message"), ALL, ids=[key for key, _ in ALL])
def test_both_languages_say_the_same(key, message):
    assert message.de.strip()
    assert message.en.strip()
    # German may say more, for instance a readability formula of its own.
    assert names(message.en) <= names(message.de)
    for one, many in ((message.de_one, message.de), (message.en_one, message.en)):
        assert names(one) <= names(many) | {"n"}
        if one:
            assert "n" in names(many) | names(one)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_is_named_and_described_as_the_house_has_it(rule):
    words = rule.name.split("-")
    assert rule.__name__ == "".join(word.capitalize() for word in words)
    assert rule.__module__.rsplit(".", 1)[1] == "_".join(words)
    assert re.fullmatch(r"(SP|PH|WE|CT|KT|RA)\d{3}", rule.code)
    doc = rule_doc(rule)
    assert doc.summary["de"].endswith(".")
    assert doc.summary["en"].endswith(".")


def test_codes_and_names_are_unique():
    codes = [rule.code for rule in all_rules()]
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in all_rules()}) == len(codes)


def test_every_phrase_is_used_and_every_used_phrase_is_there():
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if path.stem != "interface"
    )
    used = set(re.findall(r"""phrase\(\s*["']([\w-]+)["']""", text))
    made = {f"{prefix}_" for prefix in re.findall(r"""phrase\(\s*f["'](\w+?)_\{""", text)}
    assert used <= set(PHRASES)
    levels = {"error", "warning", "info"}
    problems = {"unreadable", "not-utf8", "empty"}
    known = used | levels | problems | {f"{level}s" for level in levels}
    idle = {key for key in PHRASES if key not in known and not any(key.startswith(prefix) for prefix in made)}
    assert not idle


def test_german_numbers_have_a_comma():
    assert Catalogue((), "de").phrase("score", score=0.25) == "0,25"
    assert Catalogue((), "en").phrase("score", score=0.25) == "0.25"
    assert Catalogue((), "de").phrase("findings", n=1) == "1 Befund"


@pytest.mark.parametrize(
    ("option", "environment", "site", "expected"),
    [
        ("en", {"LANG": "de_DE"}, "de", "en"),
        (None, {"LC_ALL": "en_US.UTF-8", "LANG": "de_DE"}, "de", "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "de_CH", "LANG": "en_US"}, "en", "de"),
        (None, {"LANG": "POSIX"}, "de", "de"),
        (None, {}, "de-AT", "de"),
        (None, {}, "fr", "en"),
    ],
)
def test_language(option, environment, site, expected):
    assert choose_language(option, environment, site) == expected
