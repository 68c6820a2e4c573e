"""Bad input through the command, as a writer meets it: one clear line each, the rest still linted, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG, DEFAULT_THEME

from klartext.settings import SettingsError
from klartext.site import load_configuration
from klartext.site_settings import check_site_settings

THEME = Path(__file__).parents[1] / "theme"
CONF = (
    "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
    "PATH = 'content'\nDEFAULT_LANG = 'de'\nSITENAME = 'Blog'\nTIMEZONE = 'Europe/Berlin'\nPLUGINS = ['klartext']\n"
    "KLARTEXT = {'company': {'name': 'Malerbetrieb Sommer'}}\n"
)
GOOD = "Title: Kalk\nDate: 2026-03-14\n\nKalkputz nimmt Feuchte auf. Wir sind weltweit führend im Putz.\n"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "gut.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def klartext(site: Path, *arguments: str, stdin: str | None = None):
    return subprocess.run(
        [sys.executable, "-m", "klartext", "--lang", "de", *arguments],
        cwd=site, capture_output=True, text=True, encoding="utf-8", input=stdin, check=False, timeout=120,
    )  # fmt: skip


def findings(result) -> list[dict]:
    return json.loads(result.stdout)["diagnostics"]


def assert_clear(result):
    assert "Traceback" not in result.stdout + result.stderr
    assert "internal error" not in result.stderr


def write(site: Path, name: str, data: bytes | str) -> Path:
    path = site / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        (
            "latin1.md",
            "Title: T\nDate: 2026-01-01\n\nÜber Böden\n".encode("latin-1"),
            "content/latin1.md:4: ",
        ),
        ("leer.md", b"", "content/leer.md: "),
        ("nur-leerraum.md", b"\xef\xbb\xbf \r\n\r\n", "content/nur-leerraum.md: "),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_the_rest_is_linted(site, name, data, expected):
    write(site, name, data)
    result = klartext(site, "lint", "--format", "json")
    assert_clear(result)
    assert result.returncode == 2
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert expected in lines[0]
    assert [d["path"] for d in findings(result) if d["rule"] == "boastful-superlative"] == ["content/gut.md"]


@pytest.mark.parametrize(
    ("name", "text", "rule", "line"),
    [
        ("ohne-titel.md", "Date: 2026-01-01\n\nText.\n", "missing-title", 1),
        ("ohne-datum.md", "Title: T\n\nText.\n", "missing-date", 1),
        ("datum.md", "Title: T\nDate: gestern\n\nText.\n", "unreadable-date", 2),
        (
            "kopf.md",
            "---\nTitle: T\nDate: 2026-01-01\n\nEin Absatz ohne Ende des Kopfes.\n",
            "unreadable-header",
            1,
        ),
        ("sprache.md", "Title: T\nDate: 2026-01-01\nLang: klingonisch\n\nText.\n", "unknown-language", 3),
        ("status.md", "Title: T\nDate: 2026-01-01\nStatus: entwurf\n\nText.\n", "unknown-status", 3),
        (
            "offen.md",
            'Title: T\nDate: 2026-01-01\n\nText.\n\n[bctt tweet="offen\n\nMehr Text.\n',
            "unreadable-shortcode",
            6,
        ),
        ("bild.md", "Title: T\nDate: 2026-01-01\n\n![Hof]({static}bilder/fehlt.jpg)\n", "missing-picture", 4),
    ],
)
def test_a_flaw_in_a_post_is_a_finding_with_its_line(site, name, text, rule, line):
    write(site, name, text)
    result = klartext(site, "lint", "--format", "json")
    assert_clear(result)
    assert result.returncode == 1, result.stderr
    assert [(d["rule"], d["line"]) for d in findings(result) if d["path"] == f"content/{name}"] == [
        (rule, line)
    ]
    assert any(d["path"] == "content/gut.md" for d in findings(result))


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("abgeschnitten.png", PNG),
        ("leer.jpg", b""),
        ("luege.jpg", b"<html>kein Bild</html>"),
        ("text.webp", b"Das ist nur Text."),
    ],
)
def test_a_picture_that_is_none_is_one_finding(site, name, data):
    write(site, f"bilder/{name}", data)
    write(
        site,
        "bild.md",
        f"Title: T\nDate: 2026-01-01\n\n![Der Hof im Mai nach dem Streichen]({{static}}bilder/{name})\n",
    )
    result = klartext(site, "lint", "--format", "json")
    assert_clear(result)
    assert result.returncode == 1, result.stderr
    assert [(d["rule"], d["line"]) for d in findings(result) if d["path"] == "content/bild.md"] == [
        ("unreadable-picture", 4)
    ]


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        ("PATH = (\n", "pelicanconf.py:1: diese Zeile ist nicht zu verstehen"),
        (
            "x = 1\nraise RuntimeError('kaputt')\n",
            "pelicanconf.py:2: die Einstellungen brechen hier ab mit RuntimeError: kaputt. Stehen alle Texte",
        ),
        (
            CONF + "KLARTEXT['firma'] = 1\n",
            "pelicanconf.py: KLARTEXT['firma'] ist keine Einstellung; möglich sind: company, lint, ",
        ),
        (
            CONF + "KLARTEXT['lint'] = {'rules': {'gibt-es-nicht': {}}}\n",
            "['gibt-es-nicht'] ist keine Regel; »klartext explain«",
        ),
        (CONF + "KLARTEXT['company']['name'] = 7\n", "KLARTEXT['company']['name'] = 7 muss ein Text in"),
    ],
)
@pytest.mark.parametrize("command", ["lint", "inspect", "build"])
def test_settings_that_cannot_be_used_are_one_line(site, conf, expected, command):
    if command == "inspect" and "'lint'" in conf:
        pytest.skip("figures need no rules")
    (site / "pelicanconf.py").write_text(conf, encoding="utf-8")
    result = klartext(site, command)
    assert_clear(result)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert expected in result.stderr
    assert not (site / "output").exists()


def test_a_path_that_does_not_exist_is_one_line(site):
    result = klartext(site, "lint", "content/fehlt.md")
    assert_clear(result)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "content/fehlt.md: diese Datei oder diesen Ordner gibt es nicht" in result.stderr


def test_a_post_of_five_megabytes_is_linted(site):
    write(site, "gross.md", GOOD + "Ein Satz über Kalk und Putz, der nichts Besonderes sagt. " * 90_000)
    begin = time.monotonic()
    result = klartext(site, "lint", "--format", "json")
    assert_clear(result)
    assert result.returncode == 1, result.stderr
    assert {d["path"] for d in findings(result)} == {"content/gut.md", "content/gross.md"}
    assert time.monotonic() - begin < 100  # far above what it takes; a quadratic scan would take hours


def test_the_build_names_a_post_that_it_cannot_build_and_writes_nothing(site):
    write(site, "ohne-titel.md", "Date: 2026-01-01\n\nText.\n")
    result = klartext(site, "build")
    assert_clear(result)
    assert result.returncode == 2
    assert "ohne-titel.md" in result.stderr
    assert not (site / "output" / "index.html").exists()


@pytest.mark.parametrize(
    ("lang", "locale", "expected"),
    [
        (
            "de",
            "en_US.UTF-8",
            ("Series_index: zwei – hierher gehört eine Zahl", "Eigenlob ohne Beleg", "Ein Entwurf"),
        ),
        (
            "en",
            "de_DE.UTF-8",
            ("Series_index: zwei – a number such as 2", "praise without proof", "One draft"),
        ),
    ],
)
def test_the_whole_build_speaks_the_language_that_was_asked_for(site, monkeypatch, lang, locale, expected):
    monkeypatch.setenv("LC_ALL", locale)
    write(site, "reihe.md", "Title: Reihe\nDate: 2026-03-15\nSeries: Putz\nSeries_index: 1\n\nKalk.\n")
    write(site, "entwurf.md", "Title: Entwurf\nDate: 2026-03-16\nStatus: draft\n\nKalk.\n")
    built = klartext(site, "--lang", lang, "build")
    assert built.returncode == 0, built.stderr
    write(site, "reihe.md", "Title: Reihe\nDate: 2026-03-15\nSeries: Putz\nSeries_index: zwei\n\nKalk.\n")
    failed = klartext(site, "--lang", lang, "build")
    assert failed.returncode == 2
    said = built.stdout + built.stderr + failed.stderr
    assert [words for words in expected if words not in said] == []


def test_a_plugin_that_does_not_load_fails_the_build(site):
    (site / "pelicanconf.py").write_text(
        CONF.replace("['klartext']", "['klartext', 'gibt_es_nicht']"), encoding="utf-8"
    )
    result = klartext(site, "build")
    assert_clear(result)
    assert result.returncode == 2
    assert "gibt_es_nicht" in result.stderr


def test_findings_do_not_stop_the_build_and_carry_their_place(site):
    result = klartext(site, "build")
    assert_clear(result)
    assert result.returncode == 0, result.stderr
    assert "content/gut.md:4:38: " in result.stderr
    assert (site / "output" / "index.html").is_file()


def test_build_and_command_find_the_same(site):
    listed = findings(klartext(site, "lint", "--format", "json"))
    built = klartext(site, "build").stderr
    assert listed
    for diagnostic in listed:
        place = f"{diagnostic['path']}:{diagnostic['line']}:{diagnostic['column']}: "
        assert f"{place}{diagnostic['message']}" in built


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Title: Bad\n\nText.\n",
            ("FEHLER", "content/bad.md: im Kopf fehlt die Zeile »date:«, ohne die kein Beitrag erscheint"),
        ),
        (
            "Title: Bad\nDate: 2026-03-02\nSlug: ../../boese\n\nText.\n",
            (
                "FEHLER",
                "content/bad.md: die Adresse »../../boese.html« führt aus dem Ordner der Website hinaus",
            ),
        ),
        (
            "Title: Bad\nDate: 2026-03-02\n\n[Hof]({filename}hof.md)\n",
            ("WARNUNG", "Ein Verweis auf »hof.md« führt ins Leere: »make publish« nennt Datei und Zeile"),
        ),
        (
            "Title: Bad\nDate: 2026-13-40\n\nText.\n",
            ("klartext: content/bad.md:2: »2026-13-40« ist kein eindeutiges Datum", ""),
        ),
        (
            "Title: Bad\nDate: 2026-03-02\nStatus: fertig\n\nText.\n",
            ("FEHLER content/bad.md: den Status »fertig« gibt es nicht: schreiben Sie »draft«", ""),
        ),
        (
            "Title: Bad\nDate: 2026-03-02\nSlug: kalk\n\nText.\n",
            ("WARNUNG content/bad.md, content/gut.md haben denselben Slug", ""),
        ),
    ],
)
def test_what_pelican_says_of_mistakes_is_told_in_plain_words(
    site: Path, text: str, said: tuple[str, str]
) -> None:
    (site / "content/bad.md").write_text(text)
    result = klartext(site, "--lang", "de", "build")
    level, line = said
    assert any(found.startswith(level) and line in found for found in result.stderr.splitlines()), (
        result.stderr
    )
    assert result.returncode == (0 if line.startswith("Ein Verweis") else 2)
    assert "There are" not in result.stderr
    assert "FEHLER ./" not in result.stderr
    assert "Processed" not in result.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("SITENAME = ''", "SITENAME ist leer"),
        ("SITESUBTITEL = 'Was wir lernen'", "SITESUBTITEL kennt niemand: meinten Sie SITESUBTITLE?"),
        ("DEFAULT_LANG = 'deutsch'", "DEFAULT_LANG = 'deutsch' ist kein Sprachkürzel"),
        ("TIMEZONE = 'Europa/Berlin'", "TIMEZONE = 'Europa/Berlin' ist keine Zeitzone"),
        ("SITEURL = 'http://[blog'", "SITEURL = 'http://[blog' ist keine vollständige"),
        ("FEED_DOMAIN = 'blog.sommer.example'", "FEED_DOMAIN = 'blog.sommer.example' ist keine vollständige"),
        (
            "FEED_DOMAIN = 'https://a.example/'",
            "FEED_DOMAIN = 'https://a.example/' endet mit einem Schrägstrich",
        ),
        ("DEFAULT_PAGINATION = '10'", "DEFAULT_PAGINATION = '10' muss eine ganze Zahl"),
        ("THEME = 'tema'", "THEME = 'tema': diesen Ordner gibt es nicht"),
        (
            "MENUITEMS = (('Archiv'),)",
            "MENUITEMS = ('Archiv',): jeder Eintrag braucht Beschriftung und Seite",
        ),
        (
            "KLARTEXT['theme'] = {'logo': 'logo.svg'}",
            "KLARTEXT['theme']['logo'] = 'logo.svg': diese Datei gibt es",
        ),
        (
            "KLARTEXT['theme'] = {'authors': {'Eva': {'picture': 'eva.jpg'}}}",
            "KLARTEXT['theme']['authors']['Eva']['picture'] = 'eva.jpg': diese Datei gibt es",
        ),
    ],
)
def test_settings_of_pelican_that_cannot_be_used_are_one_line(site: Path, line: str, said: str) -> None:
    (site / "pelicanconf.py").write_text(f"{CONF}{line}\n")
    result = klartext(site, "--lang", "de", "build")
    assert result.returncode == 2
    assert result.stderr.startswith(f"klartext: pelicanconf.py: {said}"), result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (site / "output").exists()


def test_what_stops_the_build_is_told_with_the_post_that_may_be_the_cause(site: Path) -> None:
    (site / "pelicanconf.py").write_text(f"{CONF}THEME = {str(THEME)!r}\n")
    write(site, "bad.md", "Title: Bad\nDate: 2026-03-02\nLang: deutsch\n\nText.\n")
    result = klartext(site, "build")
    assert result.returncode == 2
    assert "klartext: content/bad.md:3: »deutsch« ist kein Sprachkürzel" in result.stderr


def test_placeholders_and_translations_are_told_in_german(site: Path) -> None:
    write(site, "a.md", f"{GOOD.replace('Kalk', 'Lehm')}\n[x]({{bild}}a.jpg)\n")
    write(site, "b.md", "Title: T\nDate: 2026-03-02\nTranslation: true\nLang: en\n\nText.\n")
    stderr = klartext(site, "build").stderr
    assert "WARNUNG »{bild}a.jpg«: den Platzhalter »bild« kennt Pelican nicht" in stderr
    assert "WARNUNG content/b.md: jede Fassung nennt sich Übersetzung" in stderr


def test_what_stops_a_post_is_told_in_pythons_words_where_we_have_none(site: Path) -> None:
    (site / "pelicanconf.py").write_text(f"{CONF}DEFAULT_CATEGORY = None\n")
    result = klartext(site, "build")
    assert result.returncode == 2
    assert "FEHLER content/gut.md lässt sich nicht lesen" in result.stderr
    assert "klartext: content/gut.md: AttributeError: " in result.stderr
    assert_clear(result)


def test_pelican_speaks_of_the_address_in_german(site: Path) -> None:
    conf = CONF.replace("FEED_ALL_ATOM = ", "")
    (site / "pelicanconf.py").write_text(conf)
    assert "WARNUNG SITEURL ist leer, damit sind Feeds ungültig" in klartext(site, "build").stderr
    (site / "pelicanconf.py").write_text(f"{conf}SITEURL = 'http://localhost:8000/'\n")
    stderr = klartext(site, "build").stderr
    assert "WARNUNG SITEURL endet mit einem Schrägstrich; gebaut wird ohne ihn" in stderr
    assert "SITEURL ist leer" not in stderr


def test_translations_without_an_original_are_told(site: Path) -> None:
    for lang in ("en", "fr"):
        write(site, f"{lang}.md", f"Title: T\nDate: 2026-03-02\nSlug: kalk-2\nLang: {lang}\n\nText.\n")
    stderr = klartext(site, "build").stderr
    assert "WARNUNG content/en.md, content/fr.md haben denselben Slug, und keiner davon gilt als" in stderr
    write(site, "fr.md", "Title: T\nDate: 2026-03-02\nSlug: kalk-2\nLang: fr\nTranslation: true\n\nText.\n")
    assert "denselben Slug" not in klartext(site, "build").stderr


def test_settings_that_pelican_and_others_know_are_taken(site: Path) -> None:
    lines = (
        "AUTHORS_SAVE_AS = 'namen.html'",
        "TAGS_SAVE_AS = TAGS_URL = 'schlagworte.html'",
        "CATEGORY_FEED_ATOM_URL = 'feeds/{slug}.xml'",
        "AUTHORS = {'Eva': 'eva.html'}",
        "SITEMAP = {'format': 'xml'}",
        "SITEURL = 'https://blog.sommer.example/'",
        "TIMEZONE = 'US/Eastern'",
        "DEFAULT_LANG = 'de_AT'",
        "DEFAULT_PAGINATION = MENUITEMS = None",
        "THEME = 'notmyidea'",
    )
    (site / "pelicanconf.py").write_text("\n".join((CONF, *lines)))
    configuration = load_configuration(site / "pelicanconf.py")
    check_site_settings(configuration, DEFAULT_CONFIG, Path(DEFAULT_THEME).parent)


def test_a_menu_is_judged_by_what_its_theme_reads(site: Path) -> None:
    triples = f"{CONF}MENUITEMS = [('Archiv', 'archives.html', 'box')]\n"
    (site / "pelicanconf.py").write_text(f"{triples}THEME = 'notmyidea'\n")
    configuration = load_configuration(site / "pelicanconf.py")
    check_site_settings(configuration, DEFAULT_CONFIG, Path(DEFAULT_THEME).parent)
    (site / "pelicanconf.py").write_text(f"{triples}THEME = {str(THEME)!r}\n")
    configuration = load_configuration(site / "pelicanconf.py")
    with pytest.raises(SettingsError):
        check_site_settings(configuration, DEFAULT_CONFIG, Path(DEFAULT_THEME).parent)


def test_a_missing_content_folder_is_told_before_pelican_is_asked(site: Path) -> None:
    (site / "pelicanconf.py").write_text(f"{CONF}PATH = 'inhalt'\n")
    result = klartext(site, "--lang", "de", "build")
    assert result.returncode == 2
    assert "inhalt: den Ordner für Inhalte (PATH in den Einstellungen) gibt es nicht" in result.stderr


def test_names_of_settings_that_are_like_none_of_pelicans_stop_nothing(site: Path) -> None:
    (site / "pelicanconf.py").write_text(f"{CONF}SITEMAP = {{}}\nMY_AUTHORS = ['Eva']\n")
    assert klartext(site, "build").returncode == 0


@pytest.mark.parametrize("name", ["brief.docx", "kalk.md.txt", "team/kalk.ODT"])
def test_a_text_in_another_form_among_the_posts_is_told(site: Path, name: str) -> None:
    write(site, name, b"PK\x03\x04")
    write(site, "images/preise.docx", b"PK\x03\x04")
    result = klartext(site, "--lang", "de", "build")
    assert result.returncode == 0
    told = [line for line in result.stderr.splitlines() if "erscheint nicht im Blog" in line]
    assert told == [line for line in told if line.startswith(f"WARNUNG content/{name}: ")]
    assert len(told) == 1
    assert klartext(site, "lint").returncode == 2


def test_texts_that_readers_can_download_or_that_are_ignored_are_no_posts(site: Path) -> None:
    write(site, "Preise 2026.docx", b"PK\x03\x04")
    write(site, "alt.odt", b"PK\x03\x04")
    write(site, "ablage/brief.docx", b"PK\x03\x04")
    write(site, "gut.md", f"{GOOD}\n[Preise]({{attach}}Preise%202026.docx), [Kalk]({{static}}/gut.md)\n")
    more = "IGNORE_FILES = ['.*', '*.odt']\nARTICLE_PATHS = ['gut.md', 'texte']\n"
    (site / "pelicanconf.py").write_text(f"{CONF}{more}")
    assert "erscheint nicht im Blog" not in klartext(site, "lint").stderr
    (site / "pelicanconf.py").write_text(CONF)
    told = [line for line in klartext(site, "lint").stderr.splitlines() if "erscheint nicht im Blog" in line]
    assert [line.partition(": ")[2].partition(": ")[0] for line in told] == [
        "content/ablage/brief.docx",
        "content/alt.odt",
    ]


def test_pages_of_a_build_that_broke_off_are_removed_when_they_are_old(site: Path) -> None:
    (site / "vorlagen").mkdir()
    template = site / "vorlagen" / "tags.html"
    template.write_text("{{ 1 // 0 }}")
    (site / "pelicanconf.py").write_text(f"{CONF}THEME_TEMPLATES_OVERRIDES = ['vorlagen']\n")
    assert klartext(site, "build").returncode == 2
    assert (site / "output" / "kalk.html").is_file()
    template.unlink()
    write(site, "gut.md", GOOD.replace("Title: Kalk", "Title: Lehm"))
    assert klartext(site, "build").returncode == 0
    assert not (site / "output" / "kalk.html").exists()
    assert (site / "output" / "lehm.html").is_file()
