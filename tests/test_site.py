"""Reading a site: settings files that fail, files that cannot be read, what counts as a post."""

from __future__ import annotations

from pathlib import Path

import pytest

from klartext.lint.rule import Fact
from klartext.settings import SettingsError
from klartext.settings_file import site_language
from klartext.site import MissingPath, load_configuration, load_site

CONF = "PATH = 'content'\nDEFAULT_LANG = 'de'\nPAGE_PATHS = ['seiten']\nARTICLE_EXCLUDES = ['antworten']\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    for name in (
        "a.md",
        "entwuerfe/b.md",
        "seiten/impressum.md",
        "antworten/c.md",
        ".versteckt.md",
        "notiz.txt",
    ):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Title: T\nDate: 2026-01-02\n\nText.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_posts_drafts_and_pages_are_content_and_the_rest_is_not(site):
    loaded = load_site()
    assert [(d.path, d.is_page) for d in loaded.documents] == [
        ("content/a.md", False),
        ("content/entwuerfe/b.md", False),
        ("content/seiten/impressum.md", True),
    ]
    assert loaded.selected == loaded.documents
    assert loaded.problems == ()


def test_the_settings_file_is_found_from_a_folder_below(site, monkeypatch):
    monkeypatch.chdir(site / "content" / "entwuerfe")
    loaded = load_site()
    assert loaded.root == site
    assert len(loaded.documents) == 3


def test_paths_select_but_the_whole_site_stays_known(site):
    loaded = load_site(paths=[Path("content/entwuerfe")])
    assert [d.path for d in loaded.selected] == ["content/entwuerfe/b.md"]
    assert len(loaded.documents) == 3
    loaded = load_site(paths=[Path("content/antworten/c.md")])
    assert [d.path for d in loaded.selected] == ["content/antworten/c.md"]


def test_files_without_any_site_can_be_checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("brief.md").write_text("Title: T\n\nText\n", encoding="utf-8")
    assert [d.path for d in load_site(paths=[Path("brief.md")]).selected] == ["brief.md"]
    with pytest.raises(SettingsError, match=r"no pelicanconf\.py here"):
        load_site()


def test_a_path_that_does_not_exist_is_named(site):
    with pytest.raises(MissingPath, match="fehlt"):
        load_site(paths=[Path("content/fehlt.md")])


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        ("SITENAME = 'x'\nPATH = (\n", "pelicanconf.py:2: "),
        ("A = 1\n\nB = A / 0\n", "pelicanconf.py:3: ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit('nein')\n", "pelicanconf.py:2: SystemExit: nein"),
        ("KLARTEXT = {'firma': 1}\n", "pelicanconf.py: KLARTEXT['firma'] is not a setting"),
        ("PATH = 3\n", "PATH = 3 must be a text"),
        ("PAGE_PATHS = 'seiten'\n", "PAGE_PATHS = 'seiten' must be a list of texts"),
    ],
)
def test_a_settings_file_that_fails_is_one_line_with_its_place(tmp_path, monkeypatch, conf, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    Path("pelicanconf.py").write_text(conf, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        load_site()
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        ("DEFAULT_LANG = 'de'\nPATH = (\n", "de"),
        ('DEFAULT_LANG="en-GB"\n', "en-GB"),
        ("# DEFAULT_LANG = 'de'\n", "en"),
        ("SITENAME = '\xff'\n", "en"),
    ],
)
def test_the_language_is_read_from_settings_with_faults(tmp_path, conf, expected):
    file = tmp_path / "pelicanconf.py"
    file.write_bytes(conf.encode("latin-1"))
    assert site_language(file) == expected
    assert site_language(tmp_path / "publishconf.py") == expected
    assert site_language(None) == "de"


def test_what_a_settings_file_prints_does_not_reach_standard_output(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("pelicanconf.py").write_text("print('Hallo')\nPATH = 'content'\n", encoding="utf-8")
    load_configuration()
    assert capsys.readouterr().out == ""


def test_a_publish_configuration_builds_on_the_first(site):
    Path("publishconf.py").write_text(
        "from pelicanconf import *\nSITEURL = 'https://x.example'\n", encoding="utf-8"
    )
    configuration = load_configuration(Path("publishconf.py"))
    assert configuration.values["SITEURL"] == "https://x.example"
    assert configuration.content == site / "content"


def test_unreadable_files_are_problems_and_the_rest_is_read(site):
    content = site / "content"
    (content / "latin1.md").write_bytes("Title: T\n\nFarbe für Böden\n".encode("latin-1"))
    (content / "leer.md").write_bytes(b"\xef\xbb\xbf \n")
    (content / "ins-leere.md").symlink_to(content / "gibt-es-nicht.md")
    loaded = load_site()
    assert [(p.path, p.line, p.key) for p in loaded.problems] == [
        ("content/ins-leere.md", 0, "unreadable"),
        ("content/latin1.md", 3, "not-utf8"),
        ("content/leer.md", 0, "empty"),
    ]
    assert len(loaded.documents) == 3


def test_a_loop_of_folders_ends(site):
    (site / "content" / "entwuerfe" / "schleife").symlink_to(site / "content")
    assert len(load_site().documents) == 3


def test_a_fact_is_computed_once_a_document(site):
    loaded = load_site()
    calls = []
    fact = Fact("words", 1, lambda document, _: calls.append(document.path) or document.word_count)
    assert [loaded.fact(fact, d) for d in loaded.documents * 2] == [1] * 6
    assert len(calls) == 3
