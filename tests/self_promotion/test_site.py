from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from klartext.cli import main

from .texts import ADVERT, HELP

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
PATH = "content"
THEME = "theme"
DEFAULT_LANG = "de"
TIMEZONE = "Europe/Berlin"
AUTHOR = "Katrin Sommer"
PLUGINS = ["klartext.self_promotion"]
KLARTEXT = {"company": {"name": "Malerbetrieb Sommer", "products": ["SommerWeiss 3000"]}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    def write(name: str, body: str, **header: str) -> None:
        lines = [f"Title: {name}", "Date: 2026-03-14", f"Slug: {name}"]
        lines += [f"{key.capitalize()}: {value}" for key, value in header.items()]
        (tmp_path / f"content/{name}.md").write_text("\n".join(lines) + "\n\n" + body, encoding="utf-8")

    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    write("hilfe", HELP)
    write("werbung", ADVERT)
    write("anzeige", "Kurz.", promotional="yes")
    write("entwurf", ADVERT, status="draft")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    return tmp_path


def test_calibrate(folder, capsys):
    assert main(["calibrate"]) == 0
    out = capsys.readouterr().out
    assert "2 veröffentlichte Beiträge, 1 davon werblich" in out
    assert "werbung.md" in out
    assert "entwurf.md" not in out


def test_calibrate_in_english(folder, capsys):
    assert main(["calibrate", "--lang", "en"]) == 0
    assert "2 published posts, 1 of them promotional" in capsys.readouterr().out


def test_calibrate_json(folder, capsys):
    assert main(["calibrate", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["posts"] == 2
    assert set(found["percentiles"]["score"]) == {"10", "25", "50", "75", "90"}


def test_calibrate_without_posts(folder, capsys):
    for file in (folder / "content").iterdir():
        file.unlink()
    assert main(["calibrate"]) == 0
    assert "Noch kein veröffentlichter Beitrag" in capsys.readouterr().out


def test_a_declared_advert_counts_in_the_share(folder, capsys):
    assert main(["inspect", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["site"]["promotion_share"] == 0.75


def test_a_default_author_who_is_nobody_is_told_once_at_the_newest_post_without_author(folder, capsys):
    (folder / "content/mit-namen.md").write_text(
        f"Title: Putz\nDate: 2026-03-14\nAuthor: Jana Klee\n\n{HELP}", encoding="utf-8"
    )

    def told() -> list[str]:
        main(["lint", "--format", "json", "--exit-zero", "--lang", "de"])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        return [
            f"{d['path']}:{d['line']} {d['message']}" for d in found if d["rule"] == "byline-without-person"
        ]

    assert told() == []
    (folder / "pelicanconf.py").write_text(SETTINGS.replace("Katrin Sommer", "Redaktion"), encoding="utf-8")
    (finding,) = told()
    assert finding.startswith(
        "content/werbung.md:1 4 Beiträge nennen keinen Autor, und die Einstellung AUTHOR setzt"
    )
    for name in ("anzeige", "entwurf", "werbung"):
        file = folder / f"content/{name}.md"
        file.write_text(f"Author: Katrin Sommer\n{file.read_text('utf-8')}", encoding="utf-8")
    (finding,) = told()
    assert finding.startswith("content/hilfe.md:1 Der Beitrag nennt keinen Autor")
    main(["lint", "--write-baseline"])
    capsys.readouterr()
    assert told() == []
    (folder / "klartext-baseline.json").unlink()
    text = (folder / "content/hilfe.md").read_text("utf-8")
    allowed = f"Lint-Allow: byline-without-person — die ganze Werkstatt schreibt\n{text}"
    (folder / "content/hilfe.md").write_text(allowed, encoding="utf-8")
    assert told() == []


def test_footers_are_left_out_of_all_posts_one_file_and_a_text_alike(folder, capsys, monkeypatch):
    for number in range(3):
        text = f"Title: Fall {number} – Malerbetrieb Sommer\nDate: 2026-03-1{number}\n\nFall {number}: {HELP}\n{ADVERT}"
        (folder / f"content/fall{number}.md").write_text(text, encoding="utf-8")

    def findings(*arguments: str) -> list[tuple[int, str]]:
        main(["lint", "--format", "json", "--exit-zero", *arguments])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        return [(d["line"], d["rule"]) for d in found if d["path"] == "content/fall0.md"]

    together = findings()
    assert findings("content/fall0.md") == together
    stdin = io.TextIOWrapper(io.BytesIO((folder / "content/fall0.md").read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert findings("--stdin-filename", "content/fall0.md") == together
    told = {"excessive-self-promotion", "offer-or-urgency", "company-in-title"}
    assert not told & {rule for _, rule in together}
    for name in ("fall2", "werbung", "entwurf"):
        (folder / f"content/{name}.md").unlink()
    assert told <= {rule for _, rule in findings()}


def test_the_theme_sees_the_judgement_of_drafts_alone(folder):
    templates = folder / "theme/templates"
    templates.mkdir(parents=True)
    for name in ("index", "archives", "author", "authors", "category", "categories", "tag", "tags", "page"):
        (templates / f"{name}.html").write_text("")
    (templates / "article.html").write_text(
        "{{ article.title }}|{{ article.promotional }}|{{ (article.klartext_promotion or {})|tojson }}"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "--fatal", "errors", "-s", "pelicanconf.py"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {}
    for page in (folder / "output").rglob("*.html"):
        if text := page.read_text(encoding="utf-8"):
            title, promotional, judgement = text.split("|", 2)
            pages[title] = (promotional, json.loads(judgement).get("verdict"))
    assert pages == {
        "hilfe": ("", None),
        "werbung": ("", None),
        "anzeige": ("yes", None),
        "entwurf": ("", "excessive"),
    }
