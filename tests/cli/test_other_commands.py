"""``klartext`` itself, ``new``, ``explain`` and ``inspect`` as subprocesses."""

from __future__ import annotations

import json

import pytest

from klartext.cli import COMMANDS
from klartext.commands.new import slugify
from klartext.registry import all_rules


def test_help_names_every_command(site):
    done = site.run("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"  {command}" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(site, command):
    assert site.run(command, "--help").returncode == 0


@pytest.mark.parametrize("arguments", [("lnt",), ("--nix",), ("lint", "--nix")])
def test_wrong_use_is_one_line(site, arguments):
    done = site.run(*arguments)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


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
