"""The theme's strings exist in every language, and every page speaks one language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment

from klartext.theme_support.translations import PageTranslator

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "theme" / "translations"


def strings_of_the_templates() -> dict[str | tuple[str, str], str]:
    """Return each string, singular and plural as a pair, with the place where it stands."""
    found = extract_from_dir(
        str(ROOT / "theme" / "templates"),
        method_map=[("**.html", "jinja2.ext:babel_extract")],
        options_map={"**.html": {"silent": "false", "trimmed": "true"}},
    )
    return {
        tuple(message[:2]) if isinstance(message, tuple) else message: f"{name}:{line}"
        for name, line, message, *_ in found
    }


def catalog(language: str) -> Catalog:
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def test_the_templates_have_strings() -> None:
    strings = strings_of_the_templates()
    assert len(strings) > 50
    assert ("%(count)s post", "%(count)s posts") in strings


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_translation_is_missing_or_left_over(language: str) -> None:
    strings = strings_of_the_templates()
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id): message
        for message in catalog(language)
        if message.id
    }
    assert set(strings) - set(known) == set(), "strings without translation"
    assert set(known) - set(strings) == set(), "translations that no template uses"
    for identifier, message in known.items():
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(forms), f"{identifier} is empty in {language}.po"
        assert not message.fuzzy, identifier
        assert not list(message.check()), f"placeholders differ in {identifier}"
        for form in forms:
            originals = [identifier] if isinstance(identifier, str) else list(identifier)
            assert any(form.count("%(") == original.count("%(") for original in originals), identifier


def test_german_differs_from_english() -> None:
    same = [m.id for m in catalog("de") if m.id and m.id == m.string]
    assert same == []


def test_the_short_form_says_what_gettext_says() -> None:
    env = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    translator = PageTranslator(TRANSLATIONS)
    env.install_gettext_callables(*translator.callables(), newstyle=True)  # type: ignore[attr-defined] # from i18n
    env.globals["_"] = translator.short()
    calls = ('("Topics")', '("Topics")', '("100 %% & <b>%(name)s</b>", name="<i>")', '("100 %%")')
    for language in ("de", "en"):
        said = [
            [env.from_string(f"{{{{ {n}{call} }}}}").render(DEFAULT_LANG=language) for call in calls]
            for n in ("_", "gettext")
        ]
        assert said[0] == said[1]
    assert said[0] == ["Topics", "Topics", "100 % & <b>&lt;i&gt;</b>", "100 %"]
