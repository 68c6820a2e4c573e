"""``klartext`` itself, ``new``, ``explain`` and ``inspect`` as subprocesses."""

from __future__ import annotations

import json
import re

import pytest

from klartext.cli import COMMANDS, main
from klartext.commands.help_texts import PHRASES
from klartext.commands.new import slugify
from klartext.lint.messages import interface
from klartext.lint.messages.sentence import sentence
from klartext.registry import all_rules
from klartext.self_promotion.features import FAMILIES, FEATURES


def test_help_names_every_command(site):
    done = site.run("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"  {command}" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command, capsys):
    told = {}
    for lang, headings in (("de", ("Aufruf: ", "Optionen:")), ("en", ("usage: ", "options:"))):
        assert main([command, "--lang", lang, "--help"]) == 0
        told[lang] = capsys.readouterr().out
        assert told[lang].startswith(f"{headings[0]}klartext {command} ")
        assert f"\n{headings[1]}\n" in told[lang]
        assert sentence(PHRASES[f"command_{command}"], lang)[:60] in told[lang]
    german = {line.strip() for line in told["de"].splitlines()}
    prose = {line.strip() for line in told["en"].splitlines() if re.search(r"[a-z]{2} [a-z]{2}", line)}
    assert prose
    assert not {line for line in prose if "[-" not in line} & german


def test_the_help_of_an_action_is_german_too(site):
    assert "Optionen:\n  -h, --help" in site.run("photos", "pairs", "--help").stdout
    assert "usage: klartext photos pairs" in site.run("--lang", "en", "photos", "pairs", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "german", "english"),
    [
        (("lnt",), "'lnt' ist kein Befehl; möglich sind lint, ", "no command 'lnt'; commands: lint, "),
        (("--nix",), "--nix ist hier nicht vorgesehen", "--nix is not known here"),
        (("lint", "--nix"), "--nix ist hier nicht vorgesehen", "--nix is not known here"),
        (("lint", "--format", "yaml"), "gibt es hier nicht; möglich sind", "here; choose from "),
        (("lint", "--jobs", "viele"), "--jobs: 'viele' ist keine ganze Zahl", "--jobs: 'viele' is no whole"),
        (("lint", "--output"), "--output: hier fehlt ein Wert", "--output: a value is missing"),
        (("lint", "--fix=ja"), "--fix: der Wert 'ja' ist hier nicht", "--fix: takes no value, but has 'ja'"),
        (
            ("lint", "--no"),
            "--no ist nicht eindeutig",
            "--no is not clear: it may mean --no-baseline, --no-c",
        ),
        (("new",), "es fehlt noch: TITEL", "these are missing: TITLE"),
        (("photos", "nix"), "'nix' gibt es hier nicht; möglich sind", "no 'nix' here; choose from "),
        (("effort", "--json", "--csv"), "geht nicht zusammen mit --json", "not go together with --json"),
        (("effort", "--per-day", "x"), "--per-day 'x': es muss eine ganze", "--per-day 'x': must be a whole"),
        (("effort", "--from", "morgen"), "'morgen' ist kein Tag wie", "'morgen' is no day such as"),
        (("effort", "--at", "neun"), "'neun' ist keine Uhrzeit wie", "'neun' is no time such as"),
        (
            ("import", "hugo", ".", "--fetch-limit", "0"),
            "eine ganze Zahl von Megabytes",
            "number of megabytes",
        ),
        (("answers", "add", "x", "--date", "nie"), "'nie' ist kein Datum wie", "'nie' is no date such as"),
        (("photos", "pairs", "weg"), "weg: diesen Ordner gibt es nicht", "weg: there is no such folder"),
        (("serve", "--port", "70000"), "Ports reichen von 0 bis", "ports go from 0 to"),
        (("count", "--format"), "--format: hier fehlt ein Wert", "--format: a value is missing"),
    ],
)
def test_wrong_use_is_one_line(site, monkeypatch, capsys, arguments, german, english):
    monkeypatch.chdir(site.root)
    for lang, says in (("de", german), ("en", english)):
        assert main(["--lang", lang, *arguments]) == 2
        out, err = capsys.readouterr()
        assert (out, len(err.splitlines())) == ("", 1)
        assert says in err


def test_the_language_of_wrong_use_is_that_of_the_site(site):
    assert "ist kein Befehl" in site.run("lnt").stderr
    assert "there is no command" in site.run("lnt", LANG="en_GB.UTF-8").stderr
    site.write("pelicanconf.py", "DEFAULT_LANG = 'en'\n")
    assert "there is no command" in site.run("lnt").stderr


def test_no_command_shows_the_help_and_is_2(site):
    done = site.run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "lint" in done.stderr


def test_no_site_is_one_line(site):
    (site.root / "pelicanconf.py").unlink()
    done = site.run("lint")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_new_writes_a_draft_that_lints_clean(site):
    done = site.run("new", "Grüße aus der Werkstatt: 3 Böden & 1 Straße!")
    assert (done.returncode, done.stdout) == (0, "content/gruesse-aus-der-werkstatt-3-boeden-1-strasse.md\n")
    text = (site.root / done.stdout.strip()).read_text()
    assert "Title: Grüße aus der Werkstatt: 3 Böden & 1 Straße!\n" in text
    assert "Status: draft\n" in text
    assert "Author: Katrin Sommer\n" in text
    assert site.run("lint", "--select", "KT").returncode == 0


def test_new_never_writes_over_a_file(site):
    file = site.write("content/der-hof.md", "meins")
    done = site.run("new", "Der Hof")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert file.read_text() == "meins"


@pytest.mark.parametrize(
    ("settings", "folder", "expected"),
    [
        ("", "content/entwuerfe", "content/entwuerfe/der-hof.md"),
        ("", "content/drafts", "content/drafts/der-hof.md"),
        ("ARTICLE_PATHS = ['texte']\n", "content/texte", "content/texte/der-hof.md"),
        ("ARTICLE_PATHS = ['texte']\n", "content/texte/entwuerfe", "content/texte/entwuerfe/der-hof.md"),
        ("ARTICLE_PATHS = []\n", "content", "content/der-hof.md"),
    ],
)
def test_new_writes_where_drafts_lie_and_pelican_reads_posts(site, settings, folder, expected):
    conf = site.root / "pelicanconf.py"
    conf.write_text(conf.read_text() + settings)
    (site.root / folder).mkdir(parents=True, exist_ok=True)
    assert site.run("new", "Der Hof").stdout == f"{expected}\n"


def test_new_names_a_folder_that_is_not_there(site):
    conf = site.root / "pelicanconf.py"
    conf.write_text(conf.read_text() + "ARTICLE_PATHS = ['texte']\n")
    done = site.run("--lang", "de", "new", "Der Hof")
    assert (done.returncode, done.stderr.startswith("klartext: content/texte: den Ordner für Beiträge")) == (
        2,
        True,
    )


def test_new_without_letters_asks_for_a_slug(site):
    assert site.run("new", "???").returncode == 2
    assert site.run("new", "???", "--slug", "Fragen über Fragen").stdout == "content/fragen-ueber-fragen.md\n"


def test_a_title_cannot_leave_the_content_folder(site):
    assert site.run("new", "../../boese").stdout == "content/boese.md\n"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Äpfel, Öl & Übermut", "aepfel-oel-uebermut"),
        ("Gro\u0308\u00dfe", "groesse"),
        ("Crème brûlée", "creme-brulee"),
        ("  --  ", ""),
        ("Wort " * 40, "wort-" * 15 + "wort"),
    ],
)
def test_slugify(title, slug):
    assert slugify(title) == slug


def test_explain_lists_and_explains_every_rule(site):
    listing = site.run("explain", "--lang", "de").stdout
    for rule in all_rules():
        assert f"{rule.code}  {rule.name}" in listing
    done = site.run("explain", "kt005", "--lang", "en")
    assert done.stdout.startswith("missing-title (KT005)\n")
    assert "Why\n" in done.stdout
    assert site.run("explain", "missing-titel").returncode == 2


def test_inspect_has_the_agreed_shape(site, good, bad):
    site.write("content/a.md", good)
    site.write("content/b.md", bad)
    found = json.loads(site.run("inspect", "--format", "json").stdout)
    assert found["version"] == 1
    assert found["site"]["posts"] == 2
    assert [post["path"] for post in found["posts"]] == ["content/a.md", "content/b.md"]
    keys = ["path", "title", "lang", "status", "words", "promotion", "effort", "pictures", "tweets"]
    for post in found["posts"]:
        assert list(post) == keys
        assert {"score", "verdict", "contributions", "evidence"} <= set(post["promotion"])
        assert {"minutes", "low", "high", "level", "phases", "sittings", "remaining_minutes"} <= set(
            post["effort"]
        )
    assert found["posts"][1]["pictures"][0]["src"] == "hof.svg"
    assert "content/a.md" in site.run("inspect").stdout
    assert site.run("inspect", "content/a.md").stdout.startswith("content/a.md\n")


def test_inspect_remembers_and_sees_every_change(site, good, bad):
    site.write("content/a.md", good)
    site.write("content/b.md", bad)
    first = site.run("inspect", "--format", "json").stdout
    (cache,) = (site.root / ".klartext").glob("*.cache")
    assert site.run("inspect", "--format", "json").stdout == first
    site.write(
        "content/a.md", f'{good}\n[bctt tweet="Kalkputz puffert Feuchte."]\n\nUnd noch vier Wörter mehr.\n'
    )
    changed = json.loads(site.run("inspect", "--format", "json").stdout)["posts"][0]
    assert changed["words"] == json.loads(first)["posts"][0]["words"] + 5
    assert [tweet["text"] for tweet in changed["tweets"]] == ["Kalkputz puffert Feuchte."]
    cache.write_bytes(b"\x00")
    assert json.loads(site.run("inspect", "--format", "json").stdout)["posts"][0] == changed


def test_inspect_speaks_german_in_full(site):
    post = (
        "Title: Farbe\nDate: 2026-01-02\n\n"
        + "Unsere führende Farbe begeistert jeden Kunden. Jetzt Angebot anfordern! " * 20
        + "\n\n![Ein Hof](AdobeStock_1234567.jpeg)\n"
    )
    site.write("content/a.md", post)
    told = site.run("--lang", "de", "inspect", "content/a.md").stdout
    assert "Planen und Recherchieren" in told
    assert "Lob +" in told
    assert ": Aufforderungen: " in told
    assert "Dateiname: AdobeStock_1234567.jpeg (Adobe Stock)" in told
    reasons = json.loads(site.run("--lang", "de", "inspect", "--format", "json").stdout)["posts"][0]
    assert "file name: AdobeStock_1234567.jpeg (Adobe Stock)" in reasons["pictures"][0]["reasons"]


def test_every_contribution_has_a_name():
    kinds = {feature.contribution for feature in FEATURES} | {*FAMILIES, "base", "brand"}
    assert not [kind for kind in kinds if f"contribution_{kind}" not in interface.PHRASES]


def test_a_build_says_why_a_file_cannot_be_read(site, good):
    site.write("content/a.md", good)
    site.write("content/kaputt.md", b"Title: Gr\xf6\xdfe\nDate: 2026-01-02\n\nx\n")
    done = site.run("--lang", "de", "build")
    assert done.returncode == 2
    assert "klartext: content/kaputt.md:1: die Datei ist nicht in UTF-8 kodiert" in done.stderr
    assert "Traceback" not in done.stderr
