"""The settings: strict, immutable, and clear about what is wrong."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, get_args, get_type_hints

import pytest

from klartext.registry import all_rules
from klartext.settings import _KINDS, Settings, SettingsError, parse_settings


def test_no_settings_are_the_defaults():
    assert parse_settings({}) == Settings()


def test_the_company_of_the_documentation():
    company = parse_settings(
        {"company": {"name": "Malerbetrieb Sommer", "products": ["SommerWeiss 3000"]}}
    ).company
    assert company.name == "Malerbetrieb Sommer"
    assert company.products == ("SommerWeiss 3000",)


def test_settings_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse_settings({}).company.name = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ([], "KLARTEXT = [] must be a dict"),
        ({"firma": {}}, "KLARTEXT['firma'] is not a setting; valid keys: company, lint,"),
        ({"company": {"nam": "x"}}, "KLARTEXT['company']['nam'] is not a setting; valid keys: name, aliases"),
        ({"company": {"name": 3}}, "KLARTEXT['company']['name'] = 3 must be a text"),
        ({"company": {"name": None}}, "KLARTEXT['company']['name'] = None must be a text"),
        (
            {"company": {"domains": "a.example"}},
            "KLARTEXT['company']['domains'] = 'a.example' must be a list",
        ),
        ({"company": {"aliases": ["a", 7]}}, "KLARTEXT['company']['aliases'][1] = 7 must be a text"),
        ({"lint": {"rules": []}}, "KLARTEXT['lint']['rules'] = [] must be a dict"),
        ({"lint": {"rules": {3: {}}}}, "KLARTEXT['lint']['rules'] key = 3 must be a text"),
        ({"theme": {"swatches": []}}, "KLARTEXT['theme']['swatches'] = (): needs at least one colour"),
    ],
)
def test_a_bad_setting_is_told_in_one_line_with_key_value_and_choices(raw, message):
    with pytest.raises(SettingsError, match=re.escape(message)) as error:
        parse_settings(raw)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ([], "KLARTEXT = [] muss ein Verzeichnis in geschweiften Klammern sein, etwa {'name': 'Wert'}"),
        ({"firma": {}}, "KLARTEXT['firma'] ist keine Einstellung; möglich sind: company, lint,"),
        ({"company": {"name": 3}}, "KLARTEXT['company']['name'] = 3 muss ein Text in Anführungszeichen sein"),
        ({"answers": {"max_links": "3"}}, "['max_links'] = '3' muss eine ganze Zahl ohne Anführungszeichen"),
        ({"self_promotion": {"excessive": 2}}, "['excessive'] = 2.0: muss zwischen 0 und 1 liegen"),
        ({"theme": {"colors": {"ink": "rot"}}}, "['ink'] = 'rot': 'rot' ist keine Farbe wie '#f2b51d'"),
        (
            {"theme": {"colors": {"ink": "#cccccc"}}},
            "schlecht zu lesen: der Kontrast ist 1,5, nötig sind 4,5",
        ),
        ({"theme": {"share": ["xing"]}}, "'xing' ist kein bekanntes Netzwerk; möglich sind mail, whatsapp"),
        (
            {"writing_effort": {"working_days": ["montag"]}},
            "'montag' ist kein Wochentag; möglich sind mon, tue",
        ),
        ({"writing_effort": {"constants": {"coverage": 2}}}, "coverage muss von 0,5 bis 0,99 reichen"),
        (
            {"writing_effort": {"constants": {"seiten": 2}}},
            "'seiten' ist keine der Zahlen der Schätzung; möglich",
        ),
    ],
)
def test_a_bad_setting_is_told_in_german(raw, message):
    with pytest.raises(SettingsError) as error:
        parse_settings(raw)
    assert message in error.value.told("de")
    assert message not in error.value.told("en")


def test_there_is_a_message_for_each_kind_of_setting():
    """What is no plain value is a section, a list or a dict, whose own messages name it."""

    def plain(hint: object) -> set[object]:
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            return set().union(*(plain(each) for each in get_type_hints(hint).values()))
        return set().union(*(plain(each) for each in get_args(hint))) if get_args(hint) else {hint}

    kinds = set().union(*(plain(section) for section in (Settings, *(rule.Options for rule in all_rules()))))
    assert kinds - {Any, type(None), ...} == set(_KINDS)
