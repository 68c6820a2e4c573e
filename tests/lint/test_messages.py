"""Every sentence is there in German and in English, with the same values, in the forms for one and for many."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from fractions import Fraction
from pathlib import Path

import pytest
from babel import Locale

import klartext
from klartext.lint.diagnostic import Severity
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import Problem
from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message
from klartext.lint.rule_doc import rule_doc
from klartext.registry import all_rules

SOURCES = Path(klartext.__file__).parent


def tables() -> dict[str, dict[str, Message]]:
    """Return every table of messages: one a rule, and ``PHRASES`` of every module that has one of its own."""
    found = {f"rule {rule.name}": dict(rule.messages) for rule in all_rules()}
    for module in pkgutil.walk_packages(klartext.__path__, "klartext."):
        source = SOURCES.joinpath(*module.name.split(".")[1:]).with_suffix(".py")
        if source.is_file() and re.search(
            r"^PHRASES\b.*= \{", source.read_text(encoding="utf-8"), re.MULTILINE
        ):
            found[module.name] = dict(importlib.import_module(module.name).PHRASES)
    return found


TABLES = tables()
ALL = [(f"{table}.{key}", message) for table, messages in TABLES.items() for key, message in messages.items()]
_ENGLISH = re.compile(
    r"\b(?:the|is|are|not|with|your|this|and|or|of|for|from|has|cannot|there)\b", re.IGNORECASE
)
_GERMAN = re.compile(
    r"\b(?:der|die|das|ist|sind|nicht|und|oder|mit|Ihre?n?|Sie|ein|eine|für|aus|wird|gibt)\b|[äöüß]"
)
_QUOTED = re.compile(
    r"»[^»«]*«|\"[^\"]*\"|\[[^\]]*\]|<!--.*?-->|`[^`]*`|KLARTEXT\S+|--\S+|\w+=\"[^\"]*\"|https?:\S*"
)


def forms(message: Message, lang: str) -> list[str]:
    """Return the templates of one language that are there."""
    return [form for form in (getattr(message, lang), getattr(message, f"{lang}_one")) if form]


def names(template: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(template) if name}


def test_the_tables_are_found():
    assert len(ALL) > 400
    assert {
        "klartext.lint.messages.interface",
        "klartext.answers.wording",
        "klartext.commands.migrate",
    } <= set(TABLES)


@pytest.mark.parametrize(("key", "message"), ALL, ids=[key for key, _ in ALL])
def test_both_languages_say_the_same(key: str, message: Message):
    assert message.de.strip()
    assert message.en.strip()
    # German may say more, for instance a readability formula of its own.
    assert names(message.en) <= names(message.de)
    for one, many in ((message.de_one, message.de), (message.en_one, message.en)):
        assert names(one) <= names(many) | {"n"}
    # "n" is what is counted, and nothing is: both forms or neither, in both languages.
    counts = "n" in names(message.de) | names(message.en)
    assert (bool(message.de_one), bool(message.en_one)) == (counts, counts)


@pytest.mark.parametrize(("key", "message"), ALL, ids=[key for key, _ in ALL])
def test_each_language_is_itself(key: str, message: Message):
    for german in forms(message, "de"):
        assert not set(german) & set("„“”"), "German quotations stand in »…«"
        assert '"' not in re.sub(
            r'\w+="[^"]*"|"[\w.{}]+"|\[bctt [^\]]*\]|klartext\[\w+\]"|install "', "", german
        )
        left = _QUOTED.sub("", german)
        assert not (_ENGLISH.search(left) and not _GERMAN.search(left)), "English left in German"
    for english in forms(message, "en"):
        assert not set(english) & set("„“”»«"), 'English quotations stand in "…"'
        assert not _GERMAN.search(_QUOTED.sub("", english).replace("die ", "")), "German left in English"


def test_no_sentence_hides_elsewhere():
    """A dict with German has English too, with the same keys and values."""
    found = 0
    for source in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Dict):
                continue
            entries = {
                k.value: v for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant)
            }
            if "de" in entries:
                assert "en" in entries, f"{source}:{node.lineno}"
                texts = [
                    v.value
                    for v in entries.values()
                    if isinstance(v, ast.Constant) and isinstance(v.value, str)
                ]
                assert len({frozenset(names(text)) for text in texts}) <= 1, f"{source}:{node.lineno}"
                assert not any(isinstance(v, ast.Dict) for v in entries.values()), (
                    f"{source}:{node.lineno}: use Message"
                )
                found += 1
    assert found


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_forms_are_those_of_unicode(lang: str):
    message = Message(de="many", en="many", de_one="one", en_one="one")
    form = {"one": "one", "other": "many"}
    for n in range(250):
        assert sentence(message, lang, n=n) == form[Locale(lang).plural_form(n)]
    # "1.0 hours": what is written with a decimal is many.
    assert sentence(message, lang, n=1.0) == "many"
    assert sentence(message, lang, n=float(Fraction(3, 2))) == "many"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_is_named_and_described_as_the_house_has_it(rule):
    words = rule.name.split("-")
    assert rule.__name__ == "".join(word.capitalize() for word in words)
    assert rule.__module__.rsplit(".", 1)[1] == "_".join(words)
    assert re.fullmatch(r"(SP|PH|WE|CT|KT|PG)\d{3}", rule.code)
    doc = rule_doc(rule)
    assert doc.summary["de"].endswith(".")
    assert doc.summary["en"].endswith(".")


def test_codes_and_names_are_unique():
    codes = [rule.code for rule in all_rules()]
    assert len(set(codes)) == len(codes)
    assert len({rule.name for rule in all_rules()}) == len(codes)


@pytest.mark.parametrize("table", [name for name in TABLES if not name.startswith("rule ")])
def test_every_phrase_is_used(table: str):
    """A key stands somewhere as a string, or a string with values in it can become the key."""
    own = SOURCES.joinpath(*table.split(".")[1:]).with_suffix(".py")
    folder = SOURCES if own.is_relative_to(SOURCES / "lint") or own.parent.name == "commands" else own.parent
    sources = [*folder.rglob("*.py"), *folder.rglob("*.html"), *(SOURCES / "commands").glob("*.py")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources if source != own)
    head, _, tail = own.read_text(encoding="utf-8").partition("PHRASES")
    text += head + tail[tail.index("\n}\n") :]
    made = {
        re.sub(r"\\\{[^{}]*\\\}", ".+", re.escape(template))
        for template in re.findall(r"""f["']([\w-]*\{[^{}]+\}[\w-]*)["']""", text)
        if len(re.sub(r"\{[^{}]*\}", "", template)) > 1
    }
    idle = {
        key
        for key in TABLES[table]
        if not re.search(rf"""["'.]{re.escape(key)}\b""", text)
        and not any(re.fullmatch(m, key) for m in made)
    }
    levels = {level.value for level in Severity}
    assert not idle - levels - {f"{level}s" for level in levels}


def test_every_used_phrase_of_the_interface_is_there():
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    used = set(
        re.findall(r"""say\.phrase\(\s*["']([\w-]+)["']|catalogue\.phrase\(\s*["']([\w-]+)["']""", text)
    )
    assert {a or b for a, b in used} <= set(TABLES["klartext.lint.messages.interface"])


def test_every_key_of_a_table_is_there():
    """``PHRASES["key"]`` names a key of the table that the module has or imports."""
    found = 0
    for source in SOURCES.rglob("*.py"):
        tree = ast.parse(source.read_text(encoding="utf-8"))
        table = ".".join(("klartext", *source.relative_to(SOURCES).with_suffix("").parts))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and "PHRASES" in {
                name.asname or name.name for name in node.names
            }:
                table = str(node.module)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.value, ast.Name)
                and node.value.id == "PHRASES"
                and isinstance(node.slice, ast.Constant)
            ):
                assert node.slice.value in TABLES[table], f"{source}:{node.lineno}"
                found += 1
    assert found > 50


def test_what_is_logged_or_refused_stands_in_the_tables():
    """No log line and no ``Problem`` has words of its own: those would be of one language."""
    refusals = {kind.__name__ for kind in kinds_of(Problem)}
    found: dict[str, int] = {"logged": 0, "refused": 0}
    for source in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            logs = isinstance(call.func, ast.Attribute) and re.fullmatch(
                r"(?:log|logger|_log\(\)|logging\.getLogger\(.*\))", ast.unparse(call.func.value)
            )
            if logs and named in {"debug", "info", "warning", "error", "critical", "exception", "log"}:
                kind, texts = "logged", call.args
            elif named in refusals:
                kind, texts = "refused", call.args[named == "BadValue" :][:1]  # its key comes first
            else:
                continue
            found[kind] += 1
            written = "".join(own_words(text) for text in texts)
            assert not re.search(r"[A-Za-zÄÖÜäöüß]", re.sub(r"%[srd]", "", written)), (
                f"{source}:{call.lineno}"
            )
    assert found["logged"] > 12
    assert found["refused"] > 60


def kinds_of(kind: type) -> list[type]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in kinds_of(child))]


def own_words(node: ast.expr) -> str:
    """Return what a text says without its placeholders; ``""`` for what is no text."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(
        part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


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
