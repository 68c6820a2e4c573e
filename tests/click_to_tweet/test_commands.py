"""The commands count and migrate, as people and scripts call them."""

import json
import os
import subprocess
import sys

import pytest

from klartext.click_to_tweet.clean_form import clean_form, rewritten
from klartext.click_to_tweet.shortcode import scan

OLD = '\ufeffTitle: Farbe\r\nDate: 2026-03-14\r\n\r\n\\[bctt tweet=\\"Er sagte \\"Nein\\" & ging\\" via=\\"no\\"\\]\r\n'
NEW = '\ufeffTitle: Farbe\r\nDate: 2026-03-14\r\n\r\n[bctt tweet=\'Er sagte "Nein" & ging\' via="no"]\r\n'


def run(*arguments, cwd=None, stdin=b""):
    return subprocess.run(
        [sys.executable, "-m", "klartext", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "LANG": "de_DE.UTF-8", "LC_ALL": ""},
        check=False,
    )


def test_count_json():
    texts = ["Grüße €", "https://sommer-maler.de/ein-langer-weg-zur-farbe 👩‍🎨", ""]
    done = run("count", "--format", "json", stdin=json.dumps(texts).encode())
    assert done.returncode == 0
    first, second, empty = json.loads(done.stdout)
    assert first["x"] == {"length": 8, "limit": 280}
    assert first["bluesky"] == {"length": 7, "limit": 300, "bytes": 11, "byte_limit": 3000}
    assert first["mastodon"] == first["threads"] == {"length": 7, "limit": 500}
    assert second["x"]["length"] == second["mastodon"]["length"] + 1 == 26
    assert empty["x"]["length"] == 0


def test_count_for_people():
    done = run("count", "€" * 141)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[0].split(maxsplit=4) == ["X", "282", "/", "280", "2 zu lang"]
    assert run("count", "kurz").returncode == 0
    assert run("count", stdin=b"kurz\n").returncode == 0


@pytest.mark.parametrize("stdin", [b"kein JSON", b'{"a": 1}', b"[1]", b"\xff", b"[" * 100_000])
def test_count_refuses_bad_input_in_one_line(stdin):
    done = run("count", "--format", "json", stdin=stdin)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert "Standardeingabe" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.fixture
def site(tmp_path):
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\nDEFAULT_LANG = 'de'\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "alt.md").write_bytes(OLD.encode())
    (tmp_path / "content" / "neu.md").write_text('Title: Neu\nDate: 2026-03-14\n\n[bctt tweet="Farbe"]\n')
    return tmp_path


def test_migrate_shows_a_diff_and_writes_nothing(site):
    done = run("migrate", "shortcodes", cwd=site)
    assert done.returncode == 1
    assert '+[bctt tweet=\'Er sagte "Nein" & ging\' via="no"]' in done.stdout.decode()
    assert "neu.md" not in done.stdout.decode()
    assert (site / "content" / "alt.md").read_bytes() == OLD.encode()
    assert len(list((site / "content").iterdir())) == 2


def test_migrate_writes_keeps_a_backup_and_is_idempotent(site):
    done = run("migrate", "shortcodes", "--write", cwd=site)
    assert done.returncode == 0
    assert (site / "content" / "alt.md").read_bytes() == NEW.encode()
    assert (site / "content" / "alt.md.bak").read_bytes() == OLD.encode()
    again = run("migrate", "shortcodes", "--write", cwd=site)
    assert (again.returncode, again.stdout) == (0, b"")
    assert (site / "content" / "alt.md").read_bytes() == NEW.encode()


def git(site, *arguments):
    identity = ["-c", "user.name=Petra", "-c", "user.email=petra@sommer-maler.example"]
    subprocess.run(["git", *identity, *arguments], cwd=site, check=True, capture_output=True)


def test_migrate_refuses_uncommitted_changes(site):
    git(site, "init")
    git(site, "add", ".")
    git(site, "commit", "-m", "Anfang")
    (site / "content" / "alt.md").write_bytes(OLD.encode() + b"mehr\n")
    done = run("migrate", "shortcodes", "--write", cwd=site)
    assert done.returncode == 2
    assert "content/alt.md" in done.stderr.decode()
    assert (site / "content" / "alt.md").read_bytes() == OLD.encode() + b"mehr\n"
    git(site, "commit", "-am", "mehr")
    assert run("migrate", "shortcodes", "--write", cwd=site).returncode == 0
    assert (site / "content" / "alt.md").read_bytes() == NEW.encode() + b"mehr\n"
    assert not (site / "content" / "alt.md.bak").exists()


FORMS = [
    "[bctt tweet=“Wer liest, lernt!“ via=“no“]",
    "[bctt tweet=&#8221;Wer liest&#8221; url=&#8221;no&#8221;]",
    r"\[bctt tweet=\"\*Stern\* und \_Strich\_\"\]",
    '[bctt tweet="A &amp;amp; B &lt;b&gt; C:\\\\neu" prompt="Teilen"]',
    "[bctt tweet='„Ja“, \"nein\" und &#39;so&#39;']",
    '[bctt tweet="Zeile 1\nZeile 2" via="no"]',
    '[bctt tweet="Liste [1] und ](x)"]',
    '<!-- wp:bctt/clicktotweet {"tweet":"A \\u0026amp; \\u0022B\\u0022","urlcustom":"https://ruh.de/"} /-->',
    '[clickToTweet tweet="Lang" quote="Kurz" theme="a"]',
    '[Tweet "Farbe braucht Zeit"]',
    "<span class='bctt-click-to-tweet'><span class='bctt-ctt-text'><a href='https://x.com/intent/tweet?url=https%3A%2F%2F"
    "ruh.de%2F&#038;text=Farbe&#038;via=ruh' target='_blank'>Farbe </a></span>"
    "<a href='#' class='bctt-ctt-btn'>Teilen</a></span>",
    "[bctt]",
]


@pytest.mark.parametrize("source", FORMS)
def test_the_clean_form_says_the_same(source):
    before = scan(source, [])
    after = scan(rewritten(source), [])
    assert [s.attributes for s in after] == [s.attributes for s in before]
    assert [s.text for s in after] == [s.text for s in before]
    assert after[0].form == "bctt"
    assert rewritten(rewritten(source)) == rewritten(source)


def test_code_and_literals_are_not_migrated():
    source = "`[bctt tweet=“x“]`\n\n    [bctt tweet=“x“]\n\n[[bctt tweet=“x“]]\n\n[bctt tweet=“x\n"
    assert rewritten(source) == source


@pytest.mark.parametrize(
    "value",
    ['"', "'", "\"'", "\\", '\\"', "&quot;", "<b>", "] [bctt]", "[/bctt]", "a\n\nb", "“x” y=z", "`", "Ende“"],
)
def test_values_survive_any_characters(value):
    attributes = {"tweet": f"a {value} b", "via": "no"}
    assert [s.attributes for s in scan(clean_form(attributes), [])] == [attributes]


def test_an_escaped_backslash_escapes_no_bracket():
    assert rewritten(r"\\[Tweet “x”]") == r"\\[bctt tweet=" + '"x"]'
    assert rewritten(rewritten(r"\\[Tweet “x”]")) == rewritten(r"\\[Tweet “x”]")


def test_what_cannot_be_written_plainly_stays():
    block = '<!-- wp:bctt/clicktotweet {"tweet":"a \\u0022 via=\\u0022no\\u0022] b"} /-->'
    (shortcode,) = scan(block, [])
    assert shortcode.text == 'a " via="no"] b'
    assert rewritten(block) == block


def test_migrate_names_a_file_that_it_cannot_read(site):
    (site / "content" / "kaputt.md").write_bytes("Title: Grün\n".encode("latin-1"))
    done = run("migrate", "shortcodes", cwd=site)
    assert done.returncode == 1  # there is something to rewrite
    assert "klartext: content/kaputt.md:1: die Datei ist nicht in UTF-8 kodiert" in done.stderr.decode()
