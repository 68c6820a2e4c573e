"""``klartext lint`` as a subprocess: exit codes, choices, baseline, changed lines, cache, processes."""

from __future__ import annotations

import json
import subprocess

import pytest

RULE = "missing-alternative-text"


def rules_of(done) -> list[str]:
    assert done.stdout, done.stderr
    return [entry["rule"] for entry in json.loads(done.stdout)["diagnostics"]]


def lint(site, *arguments: str, **more):
    return site.run("lint", "--select", f"{RULE},KT", "--format", "json", *arguments, **more)


def test_nothing_found_is_0(site, good):
    site.write("content/a.md", good)
    done = site.run("lint")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Nichts gefunden: 1 Beitrag geprüft.\n", "")


def test_findings_are_1_and_their_places_hold(site, bad):
    text = bad.replace("Davor.", "Davor: \U0001f3a8 Größe.").replace("\n", "\r\n")
    site.write("content/a.md", text)
    done = lint(site)
    assert done.returncode == 1
    (entry,) = json.loads(done.stdout)["diagnostics"]
    assert text[entry["start"] : entry["end"]] == entry["evidence"]
    assert (entry["path"], entry["line"], entry["rule"]) == ("content/a.md", 6, RULE)
    assert entry["url"].endswith(f"/{RULE}.md")


def test_notes_alone_are_0(site, bad):
    site.write("content/a.md", bad)
    site.write(
        "pelicanconf.py",
        f"PATH = 'content'\nKLARTEXT = {{'lint': {{'rules': {{'{RULE}': {{'severity': 'info'}}}}}}}}\n",
    )
    done = lint(site)
    assert (done.returncode, rules_of(done)) == (0, [RULE])


@pytest.mark.parametrize(
    ("arguments", "code"), [((), 1), (("--max-warnings", "1"), 0), (("--exit-zero",), 0)]
)
def test_exit_codes_may_be_chosen(site, bad, arguments, code):
    site.write("content/a.md", bad)
    assert lint(site, *arguments).returncode == code


def test_more_warnings_than_allowed_are_1(site, bad):
    site.write("content/a.md", f"{bad}\n![](hof.svg)\n")
    assert lint(site, "--max-warnings", "1").returncode == 1


def test_max_warnings_allow_no_error(site):
    site.write("content/a.md", "Kein Titel.\n")
    assert lint(site, "--max-warnings", "9").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--select", "missing-alternativ-text"), "meinten Sie 'missing-alternative-text'?"),
        (("--lang", "en", "--select", "missing-alternativ-text"), "did you mean 'missing-alternative-text'?"),
        (("--ignore", "XX999"), "'XX999' ist keine Regel und kein Anfang eines Kürzels"),
        (("--format", "yaml"), "--format: 'yaml' gibt es hier nicht; möglich sind"),
        (("--max-warnings", "-1"), "--max-warnings: '-1' ist keine ganze Zahl ab 0"),
        (("nirgends.md",), "nirgends.md: diese Datei oder diesen Ordner gibt es nicht"),
        (("--changed", "nirgends"), "'nirgends' ist kein Stand eines Git-Archivs"),
        (
            ("--baseline", "nirgends.json"),
            "nirgends.json: die Merkliste alter Befunde ist nicht lesbar: das gibt",
        ),
        (("--fix", "--stdin-filename", "content/a.md"), "--fix braucht eine Datei und keine Standardeingabe"),
        (
            ("--output", "nirgends/bericht.txt"),
            "nirgends/bericht.txt lässt sich nicht schreiben: das gibt es nicht",
        ),
    ],
)
def test_wrong_use_is_2_and_one_line(site, good, arguments, says):
    site.write("content/a.md", good)
    done = site.run("lint", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr


@pytest.mark.parametrize(
    ("lint_settings", "says"),
    [
        ("{'rules': {'missing-alternativ-text': {}}}", "did you mean 'missing-alternative-text'"),
        ("{'rules': {'missing-title': {'words': 3}}}", "['words'] is not a setting; valid keys: none"),
        (
            "{'rules': {'missing-title': {'severity': 'schlimm'}}}",
            "must be one of 'error', 'warning', 'info'",
        ),
        ("{'paths': {'content/archiv/*': {'ignore': ['nix']}}}", "'nix' is no rule"),
        ("{'selekt': []}", "valid keys: select, ignore"),
    ],
)
def test_wrong_settings_are_2_and_one_line(site, good, lint_settings, says):
    site.write("content/a.md", good)
    site.write("pelicanconf.py", f"PATH = 'content'\nKLARTEXT = {{'lint': {lint_settings}}}\n")
    done = site.run("lint")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert says in done.stderr


def test_a_file_that_is_not_utf8_is_2_and_the_rest_is_checked(site, bad):
    site.write("content/kaputt.md", b"Title: Gr\xf6\xdfe\n\nx\n")
    site.write("content/a.md", bad)
    done = lint(site, "--exit-zero")
    assert (done.returncode, rules_of(done)) == (2, [RULE])
    assert done.stderr.startswith("klartext: content/kaputt.md:1: die Datei ist nicht in UTF-8 kodiert")


@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        (("--lang", "en"), {"LANG": "de_DE.UTF-8"}, "Nothing found"),
        ((), {"LANG": "en_GB.UTF-8"}, "Nothing found"),
        ((), {"LC_ALL": "de_AT", "LANG": "en_GB"}, "Nichts gefunden"),
        ((), {"LANG": "C.UTF-8"}, "Nichts gefunden"),
        ((), {"LANG": "fr_FR.UTF-8"}, "Nichts gefunden"),
    ],
)
def test_language(site, good, arguments, environment, says):
    site.write("content/a.md", good)
    assert says in site.run("lint", *arguments, **environment).stdout


def test_settings_by_path(site, bad):
    site.write("content/a.md", bad)
    site.write("content/archiv/b.md", bad)
    site.write("content/archiv/neu/c.md", bad)
    site.write(
        "pelicanconf.py",
        "PATH = 'content'\nKLARTEXT = {'lint': {'paths': {\n"
        f"  'content/archiv/*': {{'ignore': ['{RULE}']}},\n"
        f"  'content/archiv/neu/*': {{'rules': {{'{RULE}': {{'severity': 'error'}}}}}},\n}}}}}}\n",
    )
    assert [entry["path"] for entry in json.loads(lint(site).stdout)["diagnostics"]] == ["content/a.md"]


def test_output_writes_a_file_and_nothing_else(site, bad):
    site.write("content/a.md", bad)
    done = lint(site, "--output", "bericht.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((site.root / "bericht.json").read_text())["version"] == 1
    assert sorted(path.name for path in site.root.iterdir() if path.is_file()) == [
        "bericht.json",
        "pelicanconf.py",
    ]


def test_standard_input_takes_the_place_of_a_file(site, good, bad):
    site.write("content/a.md", good)
    done = lint(site, "--stdin-filename", "content/a.md", stdin=bad.encode())
    assert (done.returncode, rules_of(done)) == (1, [RULE])
    assert (site.content / "a.md").read_text() == good
    assert lint(site, "--stdin-filename", "content/a.md", stdin=b"Gr\xf6\xdfe").returncode == 2


def test_baseline_holds_moved_findings_and_reports_new_ones(site, bad):
    site.write("content/a.md", bad)
    assert lint(site, "--write-baseline").returncode == 0
    site.write("content/a.md", bad.replace("Davor.", "\n".join(f"Zeile {i}." for i in range(50))))
    assert lint(site).returncode == 0
    site.write("content/a.md", bad.replace("Davor.", "![](hof.svg)"))
    assert rules_of(lint(site)) == [RULE]
    assert rules_of(lint(site, "--no-baseline")) == [RULE, RULE]


def test_baseline_survives_a_renamed_file(site, bad):
    file = site.write("content/a.md", bad)
    lint(site, "--write-baseline")
    file.rename(site.content / "b.md")
    assert lint(site).returncode == 0


def test_stale_baseline_entries_fail_and_name_the_way_out(site, good, bad):
    site.write("content/a.md", bad)
    lint(site, "--write-baseline")
    site.write("content/a.md", good)
    done = lint(site)
    assert (done.returncode, rules_of(done)) == (1, ["stale-baseline-entry"])
    (entry,) = json.loads(done.stdout)["diagnostics"]
    assert "klartext lint --write-baseline" in entry["message"]
    text = (site.root / "klartext-baseline.json").read_text()
    assert text[entry["start"] : entry["end"]] == entry["evidence"] != ""
    lint(site, "--write-baseline")
    assert lint(site).returncode == 0


def test_writing_the_baseline_for_one_file_keeps_the_others(site, good, bad):
    site.write("content/a.md", bad)
    site.write("content/b.md", bad)
    lint(site, "--write-baseline")
    site.write("content/a.md", good)
    lint(site, "content/a.md", "--write-baseline")
    assert lint(site).returncode == 0


def test_a_baseline_moves_with_content_beside_the_blogs_folder(site, bad, good):
    settings = (site.root / "pelicanconf.py").read_text().replace('"content"', '"../texte"')
    site.write("haus/blog/pelicanconf.py", settings)
    site.write("haus/texte/a.md", bad)
    site.write("haus/texte/hof.svg", (site.content / "hof.svg").read_bytes())
    old, site.root = site.root, site.root / "haus/blog"
    assert lint(site, "--write-baseline").returncode == 0
    assert '"path": "../texte/a.md"' in (site.root / "klartext-baseline.json").read_text()
    (old / "haus").rename(old / "umzug")
    site.root = old / "umzug/blog"
    assert lint(site).returncode == 0
    (old / "umzug/texte/a.md").write_text(good)
    (entry,) = json.loads(lint(site).stdout)["diagnostics"]
    assert entry["evidence"].startswith('{"path": "../texte/a.md"')


def test_a_damaged_baseline_is_2(site, bad):
    site.write("content/a.md", bad)
    for text in ("{", '{"version": 1, "findings": [{"path": 1, "rule": "x", "evidence": "x", "count": 1}]}'):
        site.write("klartext-baseline.json", text)
        done = lint(site)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert lint(site, "--write-baseline").returncode == 0


def git(site, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@sommer-maler.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=site.root, check=True, capture_output=True)


def test_changed_lines_only(site, bad):
    site.write("content/Größe.md", bad)
    git(site, "init", "-q", "-b", "main")
    git(site, "add", ".")
    assert rules_of(lint(site, "--changed", "HEAD")) == [RULE]
    git(site, "commit", "-q", "-m", "Anfang")
    assert rules_of(lint(site, "--changed", "HEAD")) == []
    site.write("content/Größe.md", f"{bad}\n![](hof.svg)\n")
    done = lint(site, "--changed", "main")
    assert [entry["line"] for entry in json.loads(done.stdout)["diagnostics"]] == [8]
    site.write("content/neu.md", bad)
    assert len(rules_of(lint(site, "--changed", "main"))) == 2


def test_changed_lines_of_renamed_files_and_lines_that_look_like_a_diff(site, bad):
    file = site.write("content/alt.md", f"{bad}\n" + "Eine Zeile.\n" * 20)
    git(site, "init", "-q", "-b", "main")
    git(site, "config", "diff.noprefix", "true")
    git(site, "config", "diff.renames", "false")
    git(site, "add", ".")
    git(site, "commit", "-q", "-m", "Anfang")
    file.rename(site.content / "neu.md")
    git(site, "add", "-A")
    assert rules_of(lint(site, "--changed", "main")) == []
    site.write(
        "content/neu.md", file_text := (site.content / "neu.md").read_text() + "++ b/x\n\n![](hof.svg)\n"
    )
    (entry,) = json.loads(lint(site, "--changed", "main").stdout)["diagnostics"]
    assert (entry["path"], entry["line"]) == ("content/neu.md", len(file_text.splitlines()))


def test_output_is_the_same_with_and_without_cache_and_processes(site, bad, good):
    for number in range(30):
        site.write(f"content/{number:02}.md", f"{bad}\n<!-- lint: allow {RULE} -->\n" if number % 3 else good)
    runs = [site.run("lint", "--format", "json", "--jobs", str(jobs), "--no-cache") for jobs in (1, 2, 4)]
    runs += [site.run("lint", "--format", "json", "--jobs", str(jobs)) for jobs in (3, 1, 1)]
    assert len({run.stdout for run in runs}) == 1
    assert runs[0].returncode == 1


def test_the_cache_sees_changed_posts_settings_and_suppressions(site, bad):
    site.write("content/a.md", bad)
    assert rules_of(lint(site)) == [RULE]
    site.write("content/a.md", bad.replace("![]", f"<!-- lint: allow {RULE} — Schmuck -->\n![]"))
    assert rules_of(lint(site)) == []
    assert rules_of(lint(site)) == []
    site.write("content/a.md", bad)
    assert rules_of(lint(site)) == [RULE]
    site.write("pelicanconf.py", f"PATH = 'content'\nKLARTEXT = {{'lint': {{'ignore': ['{RULE}']}}}}\n")
    assert rules_of(lint(site)) == []


@pytest.mark.parametrize("damage", ["empty", "foreign", "cut", "flipped", "binary", "folder"])
def test_a_damaged_cache_is_ignored(site, bad, damage):
    site.write("content/a.md", bad)
    before = lint(site)
    (file,) = (site.root / ".klartext").glob("lint-*.cache")
    whole = file.read_bytes()
    damaged = {
        "empty": b"",
        "foreign": b"klartext cache 0 x\n" + whole.split(b"\n", 1)[1],
        "cut": whole[: len(whole) * 2 // 3],
        "flipped": whole.replace(b"missing-alternative", b"missing-alternatxve"),
        "binary": b"\xff\xfe\x00" * 100,
    }
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(damaged[damage])
    after = lint(site)
    assert (after.returncode, after.stdout, after.stderr) == (1, before.stdout, "")


def test_a_reader_that_stops_early_is_no_error(site, bad):
    for number in range(40):
        site.write(f"content/{number}.md", bad * 3)
    command = f"{__import__('sys').executable} -m klartext lint | head -n 1"
    done = subprocess.run(["sh", "-c", command], check=False, cwd=site.root, capture_output=True)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
