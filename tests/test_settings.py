"""The settings: strict, immutable, and clear about what is wrong."""

from __future__ import annotations

import dataclasses
import re

import pytest

from klartext.settings import Settings, SettingsError, parse_settings


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
