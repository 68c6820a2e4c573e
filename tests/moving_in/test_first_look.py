"""What the owner learns on the first day: advertising by year, pictures, findings."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from klartext.cli import main

ADVERT = (
    "Der Malerbetrieb Sommer ist weltweit führend. Malerbetrieb Sommer bietet den besten Service. Kaufen Sie jetzt bei "
    "Malerbetrieb Sommer! Unser Malerbetrieb Sommer ist die Nummer 1. Rufen Sie uns jetzt an, heute 20 % Rabatt!\n\n"
) * 8
HELP = (
    "Kalk braucht Luft und Zeit. Mischen Sie drei Teile Sand mit einem Teil Kalk und warten Sie einen Tag. Danach "
    "tragen Sie den Putz dünn auf die feuchte Wand auf, zuerst mit der Kelle, dann mit dem Brett.\n\n"
) * 8
PICTURE = (
    '<img src="https://sommer-maler.example/wp-content/uploads/shutterstock_2041883954.jpg" alt="Haus">\n\n'
)


@pytest.fixture
def blog(site, tmp_path, written, item):
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('PLUGINS = ["klartext"]\nKLARTEXT = {"company": {"name": "Malerbetrieb Sommer"}}\n')
    (tmp_path / "uploads").mkdir()
    Image.effect_noise((300, 200), 90).convert("RGB").save(tmp_path / "uploads/shutterstock_2041883954.jpg")
    posts = [item(1, PICTURE + ADVERT), item(2, HELP), item(3, PICTURE + HELP)]
    posts[0] = posts[0].replace("2020-01-02", "2014-01-02")
    return written(*posts)


def test_the_report_tells_the_truth_about_the_blog(site, blog, tmp_path, move):
    _, printed = move(blog, "--media", tmp_path / "uploads", "--format", "json")
    look = json.loads(printed.out)["first_look"]
    assert look["promotion_by_year"] == {"2014": [1, 1], "2020": [0, 2]}
    assert look["pictures"] == {"stock": 2}
    assert (look["posts_with_stock_pictures"], look["reused_pictures"]) == (2, 1)
    assert look["rules"]["excessive-self-promotion"] == 1
    text = (site / "umzug/report.txt").read_text(encoding="utf-8")
    assert "2014  ████████████████████  1 of 1 (100 %)" in text
    assert "2020  ····················  0 of 2 (0 %)" in text
    assert "Pictures in posts: 2 from agencies" in text


def test_the_figures_are_those_of_the_other_commands(blog, tmp_path, move, capsys):
    _, printed = move(blog, "--media", tmp_path / "uploads", "--format", "json")
    look = json.loads(printed.out)["first_look"]
    main(["--lang", "en", "lint", "--format", "json"])
    found = [d["rule"] for d in json.loads(capsys.readouterr().out)["diagnostics"]]
    assert sum(look["rules"].values()) == len(found)
    assert {rule: found.count(rule) for rule in found} == look["rules"]


def test_it_can_be_left_out(blog, move):
    _, printed = move(blog, "--no-lint", "--format", "json")
    assert json.loads(printed.out)["first_look"] == {}


def test_a_site_that_names_no_company_is_told_so(site, blog, move):
    conf = site / "pelicanconf.py"
    conf.write_text(conf.read_text(encoding="utf-8").rpartition("KLARTEXT")[0], encoding="utf-8")
    assert "names no company" in move(blog)[1].out
