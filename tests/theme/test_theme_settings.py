"""Colours, fonts and authors of KLARTEXT["theme"]: what is accepted, what is refused, what reaches the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klartext.settings import SettingsError, parse_settings
from klartext.theme_support.palette import contrast_ratio, ink_on, parse_color
from klartext.theme_support.reading import reading_minutes
from klartext.theme_support.related import related_posts
from klartext.theme_support.stylesheet import build_stylesheet

ROOT = Path(__file__).parents[2]
COLORS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def theme(**values: Any) -> Any:
    return parse_settings({"theme": values}).theme


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"colors": {"link": "#cccccc"}}, "is hard to read on paper '#fbfaf7': contrast 1.5, needed 4.5"),
        ({"colors": {"link": "blau"}}, "'blau' is not a colour such as '#f2b51d'"),
        ({"colors": {"akzent": "#000"}}, "valid keys: brand, paper, ink"),
        ({"swatches": []}, "needs at least one colour"),
        ({"swatches": ["#12345"]}, "'#12345' is not a colour"),
        ({"category_colors": {"farbe": "red"}}, "'red' is not a colour"),
        ({"font_text": "Georgia; } body { display: none"}, "is a list of font names"),
        ({"share": ["myspace"]}, "choose from mail, whatsapp"),
        ({"authors": {"Jana": {"rolle": "Chefin"}}}, "valid keys: role, role_en, biography"),
    ],
)
def test_a_bad_setting_is_one_clear_line(values: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        theme(**values)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("KLARTEXT['theme']")


def test_contrast_of_black_and_white_and_of_a_known_pair() -> None:
    assert contrast_ratio("#000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@given(COLORS)
def test_ink_on_any_colour_is_readable(color: str) -> None:
    assert contrast_ratio(ink_on(color), color) >= 4.0
    assert parse_color(color) == tuple(bytes.fromhex(color[1:]))


def test_the_stylesheet_carries_the_sites_colours_first_and_one_class_a_category() -> None:
    settings = theme(
        colors={"brand": "#004488"}, category_colors={"holz": "#7a4a21"}, font_text="Georgia, serif"
    )
    css = build_stylesheet(settings, ["farbe", "holz"], ROOT / "theme" / "static" / "css")
    assert css.index("--site-brand:#004488") < css.index("@media")
    assert "--site-on-brand:#ffffff" in css
    assert "--site-font-text:Georgia,serif" in css
    assert ".swatch-holz{--swatch:#7a4a21}" in css
    assert f".swatch-farbe{{--swatch:{settings.swatches[0]}}}" in css
    assert css.index("@media print") > css.index(".prose")
    assert css.count("{") == css.count("}")


def test_reading_takes_longer_in_german() -> None:
    assert reading_minutes(0, "de") == 1
    assert reading_minutes(1870, "de") == 10
    assert reading_minutes(2380, "en-GB") == 10


class Post:
    def __init__(self, category: str, *tags: str) -> None:
        self.category, self.tags = category, tags


def test_a_rare_shared_tag_relates_more_than_a_common_one() -> None:
    posts = [
        Post("A", "leinöl", "farbe"),
        Post("B", "farbe"),
        Post("C", "leinöl"),
        Post("A"),
        Post("D", "farbe"),
        Post("E", "anderes"),
    ]
    related = related_posts(posts, 3)
    assert related[0] == [posts[2], posts[1], posts[3]], (
        "rare tag, then common tag, then the far one of the category"
    )
    assert related[5] == []
    assert related_posts(posts, 3) == related


def test_own_templates_come_first_and_replace_only_what_they_name(build: Any, tmp_path: Path) -> None:
    folder = tmp_path / "vorlagen"
    folder.mkdir()
    own = '{% extends "!theme/article.html" %}{% block title %}{{ article.title }} | Sommer{% endblock %}'
    (folder / "article.html").write_text(own, "utf-8")
    post = "Title: A\nDate: 2026-01-01\nSlug: a\n\nText.\n"
    page = (build({"a.md": post}, THEME_TEMPLATES_OVERRIDES=[str(folder)]) / "a.html").read_text("utf-8")
    assert "<title>A | Sommer</title>" in page
    assert '<div class="prose">' in page
