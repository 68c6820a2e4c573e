import json
import os
import subprocess
import sys

import pytest

from .conftest import post

TEMPLATE = """{{ article.title }}|{{ article.klartext_reading_minutes }}|
{{- (article.klartext_effort or {})|tojson }}"""


@pytest.fixture
def build(tmp_path):
    """Return a function that builds a site with Pelican and returns what the theme sees of each post."""

    def run(posts, **writing_effort):
        for path, text in posts.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        templates = tmp_path / "theme/templates"
        templates.mkdir(parents=True)
        (templates / "article.html").write_text(TEMPLATE)
        for name in (
            "index",
            "archives",
            "author",
            "authors",
            "category",
            "categories",
            "tag",
            "tags",
            "page",
        ):
            (templates / f"{name}.html").write_text("")
        settings = {"writing_effort": {"git": False, **writing_effort}}
        (tmp_path / "pelicanconf.py").write_text(
            f"PATH = 'content'\nTHEME = 'theme'\nDEFAULT_LANG = 'de'\nTIMEZONE = 'Europe/Berlin'\nAUTHOR = 'Jana'\n"
            f"PLUGINS = ['klartext.writing_effort']\nKLARTEXT = {settings!r}\n"
        )
        done = subprocess.run(
            [sys.executable, "-m", "pelican", "--fatal", "errors", "-s", "pelicanconf.py"],
            cwd=tmp_path,
            env=os.environ | {"COLUMNS": "500"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        pages = {}
        for page in (tmp_path / "output").rglob("*.html"):
            if text := page.read_text():
                title, minutes, effort = text.split("|", 2)
                pages[title] = (int(minutes), json.loads(effort))
        return pages

    return run


POSTS = {
    "content/a.md": post(900, title="A", effort="4h"),
    "content/b.md": post(10, title="B", date="2026-04-01", lang="en"),
    "content/d.md": post(450, title="D", status="draft", target=900),
}


def test_drafts_have_their_effort_and_readers_see_no_hours(build):
    pages = build(POSTS)
    assert pages["A"] == (5, {})
    assert pages["B"] == (1, {})
    minutes, effort = pages["D"]
    assert minutes == 3
    assert effort["basis"] == "1 recorded"
    assert sum(effort["phases"].values()) == effort["minutes"] > effort["remaining_minutes"] > 0
    assert effort["readability"].startswith("Lesbarkeit: sehr schwer (Flesch 0)")
    assert "halbe Stunden – bei einer pro Arbeitstag fertig am" in effort["summary"]


def test_hours_are_published_where_the_site_says_so(build):
    pages = build(POSTS, publish_hours=True)
    assert pages["A"][1]["minutes"] == 240
    assert pages["B"][1] == {}


@pytest.mark.parametrize(
    ("settings", "needle"),
    [
        ({"constants": {"speed": 1}}, "'speed' ist keine der Zahlen"),
        ({"region": "XX"}, "region = 'XX' sind keine Fei"),
    ],
)
def test_a_wrong_setting_fails_the_build_in_one_line(build, settings, needle):
    with pytest.raises(AssertionError) as caught:
        build(POSTS, **settings)
    said = str(caught.value)
    assert needle in " ".join(said.split())
    assert "Traceback" not in said
