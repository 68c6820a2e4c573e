import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from klartext.cli import main
from klartext.writing_effort.timer import Timers

from .conftest import post

PLUGINS = Path(__file__).parents[2] / "plugins"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site with recorded posts, a draft and a page, in the current folder."""
    files = {
        "pelicanconf.py": 'PATH = "content"\nDEFAULT_LANG = "de"\nKLARTEXT = {"writing_effort": {"region": "BY"}}\n',
        "content/alt.md": post(600, title="Alt", date="2026-01-01", effort="4h"),
        "content/neu.md": post(600, title="Neu", date="2026-02-01", effort="20 min"),
        "content/offen.md": post(600, title="Offen", date="2026-03-01"),
        "content/entwurf.md": post(
            300, title="=Entwurf, mit Komma", status="draft", target=900, due="2026-12-01"
        ),
        "content/pages/seite.md": post(100, title="Seite"),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return tmp_path


def test_the_plan_for_people(site, capsys):
    assert main(["effort", "--from", "2026-11-30"]) == 0
    out, err = capsys.readouterr()
    assert "content/entwurf.md" in out
    assert "aus 2 eigenen Beiträgen" in out
    assert "Achtung: =Entwurf, mit Komma: fällig am 1. Dezember" in out
    assert "Mo. 30. November" in out
    assert "alt.md" not in out
    assert "seite.md" not in out
    assert err == ""


def test_the_plan_in_english(site, capsys):
    assert main(["--lang", "en", "effort", "--from", "2026-11-30"]) == 0
    out = capsys.readouterr().out
    assert "Attention: =Entwurf, mit Komma: due on 1 December" in out
    assert "from 2 posts of your own" in out


def test_the_plan_for_scripts(site, capsys):
    assert main(["effort", "--json", "--from", "2026-11-30", "--per-day", "2"]) == 0
    found = json.loads(capsys.readouterr().out)
    (draft,) = found["drafts"]
    assert (found["version"], found["sittings_per_day"], draft["path"]) == (1, 2, "content/entwurf.md")
    assert sum(draft["remaining_phases"].values()) == draft["effort"]["remaining_minutes"]
    assert sum(sitting["minutes"] for sitting in draft["sittings"]) == draft["effort"]["remaining_minutes"]
    assert draft["fits"] is (draft["ready"] <= draft["due"])
    assert draft["effort"]["basis"] == "2 recorded"


def test_the_plan_for_spreadsheets_runs_no_formula(site, capsys):
    assert main(["effort", "--csv", "--from", "2026-11-30"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["title"] == "'=Entwurf, mit Komma"
    assert row["fits"] == "no"


def test_the_sittings_as_calendar_events(site, capsys):
    assert main(["effort", "--ics", "plan.ics", "--from", "2026-11-30", "--at", "16:45"]) == 0
    events = Calendar.from_ical((site / "plan.ics").read_bytes()).walk("VEVENT")
    assert events[0].decoded("DTSTART").isoformat() == "2026-11-30T16:45:00"
    assert f"{len(events)} Termine stehen in plan.ics." in capsys.readouterr().err


def test_a_calendar_that_cannot_be_written_leaves_nothing(site, capsys):
    assert main(["effort", "--ics", "fehlt/plan.ics"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_accuracy(site, capsys):
    assert main(["effort", "accuracy"]) == 0
    out = capsys.readouterr().out
    assert "2 Beiträge mit aufgezeichneter Zeit" in out
    assert "In einer halben Stunde fertig: 1 von 2 Beiträgen (50 %)." in out
    assert "entwurf" not in out
    assert main(["effort", "accuracy", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["recorded_posts"], found["half_hour_share"]) == (2, 0.5)
    assert [post["path"] for post in found["posts"]] == ["content/alt.md", "content/neu.md"]
    assert [post["basis"] for post in found["posts"]] == ["prior", "1 recorded"]
    assert main(["effort", "accuracy", "--csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "path,estimated,low,high,actual,source,inside"


def test_accuracy_without_times(site, capsys):
    assert main(["effort", "accuracy", "content/offen.md"]) == 0
    assert "Effort: 3h 30m" in capsys.readouterr().out


def test_no_drafts(site, capsys):
    assert main(["effort", "content/alt.md"]) == 0
    assert capsys.readouterr().out == "Es gibt keine Entwürfe.\n"


class TestTimer:
    def test_start_and_stop_write_into_the_draft(self, site, capsys, monkeypatch):
        clock = iter([1_790_000_000.0, 1_790_000_000.0 + 29.6 * 60])
        monkeypatch.setattr("klartext.commands.effort.time.time", lambda: next(clock))
        before = (site / "content/entwurf.md").read_text()
        assert main(["effort", "start", "content/entwurf.md"]) == 0
        assert main(["effort", "stop"]) == 0
        assert "30 Min. gearbeitet, zusammen 30 Min." in capsys.readouterr().out
        after = (site / "content/entwurf.md").read_text()
        assert after.replace("\nEffort: 30m", "") == before
        assert Timers(site).running() == []

    def test_a_stated_time_replaces_the_measured_one(self, site):
        main(["effort", "start", "content/entwurf.md"])
        assert main(["effort", "stop", "--minutes", "1h 15m"]) == 0
        assert "Effort: 1h 15m" in (site / "content/entwurf.md").read_text()

    def test_discard(self, site):
        before = (site / "content/entwurf.md").read_bytes()
        main(["effort", "start", "content/entwurf.md"])
        assert main(["effort", "stop", "content/entwurf.md", "--discard"]) == 0
        assert (site / "content/entwurf.md").read_bytes() == before
        assert Timers(site).running() == []

    @pytest.mark.parametrize(
        ("arguments", "needle"),
        [
            (["start"], "genau einen Entwurf"),
            (["start", "content"], "genau einen Entwurf"),
            (["start", "content/alt.md"], "kein Entwurf"),
            (["stop"], "es läuft keine Zeit"),
            (["stop", "content/entwurf.md"], "läuft keine Zeit"),
            (["start", "content/gibtsnicht.md"], "gibtsnicht"),
        ],
    )
    @pytest.mark.usefixtures("site")
    def test_what_cannot_be_done_is_one_line(self, capsys, arguments, needle):
        assert main(["effort", *arguments]) == 2
        err = capsys.readouterr().err
        assert needle in err
        assert err.count("\n") == 1

    def test_a_failing_stop_keeps_the_timer(self, site, capsys):
        draft = site / "content/entwurf.md"
        draft.write_text(draft.read_text().replace("Target: 900", "Effort: viel"))
        main(["effort", "start", "content/entwurf.md"])
        assert main(["effort", "stop"]) == 2
        assert len(Timers(site).running()) == 1
        assert "viel" in capsys.readouterr().err

    @pytest.mark.parametrize("value", ["0", "-5", "bald", "0 min"])
    def test_minutes_must_make_sense(self, site, value):
        main(["effort", "start", "content/entwurf.md"])
        assert main(["effort", "stop", f"--minutes={value}"]) == 2
        assert len(Timers(site).running()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["effort", "--per-day", "0"],
        ["effort", "--from", "morgen"],
        ["effort", "--at", "25:00"],
        ["effort", "--json", "--csv"],
        ["effort", "acuracy"],
        ["effort", "--per-day", "x"],
    ],
)
@pytest.mark.usefixtures("site")
def test_a_wrong_call_is_one_line(capsys, arguments):
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_wrong_setting_is_one_line(site, capsys):
    (site / "pelicanconf.py").write_text('KLARTEXT = {"writing_effort": {"constants": {"speed": 1}}}\n')
    assert main(["effort"]) == 2
    err = capsys.readouterr().err
    assert "'speed' ist keine der Zahlen der Schätzung" in err
    assert err.count("\n") == 1


def test_an_unreadable_post_is_said_and_the_others_are_planned(site, capsys):
    (site / "content/kaputt.md").write_bytes(b"Title: \xff\n\nx")
    assert main(["effort", "--from", "2026-11-30"]) == 2
    out, err = capsys.readouterr()
    assert "content/entwurf.md" in out
    assert "kaputt.md" in err


def test_as_a_process_without_git(site):
    done = subprocess.run(
        [sys.executable, "-m", "klartext", "effort", "--json"],
        env={"PATH": "/nowhere", "PYTHONPATH": str(PLUGINS), "LANG": "C", "HOME": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["drafts"][0]["path"] == "content/entwurf.md"
