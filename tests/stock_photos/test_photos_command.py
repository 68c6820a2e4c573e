"""``klartext photos`` as a person or a script runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ImageOps


def klartext(*arguments: str, cwd):
    return subprocess.run(
        [sys.executable, "-m", "klartext", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_pairs_as_json(tmp_path, scene):
    folder = tmp_path / "bilder"
    (folder / "x").mkdir(parents=True)
    (folder / "y").mkdir()
    scene(1).save(folder / "x" / "hof.jpg")
    scene(1).resize((400, 300)).save(folder / "y" / "hof-small.webp")
    (folder / "y" / "gleich.jpg").write_bytes((folder / "x" / "hof.jpg").read_bytes())
    scene(2).save(folder / "tor.jpg")
    (folder / "kaputt.jpg").write_bytes(b"\xff\xd8\xff\xe0abc")
    (folder / "zwei\nzeilen.jpg").write_bytes(b"")
    (folder / "kreis.jpg").symlink_to(folder / "kreis.jpg")
    (folder / "im kreis").symlink_to(folder)
    done = klartext("photos", "pairs", "bilder", "--format", "json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    report = json.loads(done.stdout)
    assert report["version"] == 1
    assert [(p["a"], p["b"], p["kind"]) for p in report["pairs"]] == [
        ("x/hof.jpg", "y/gleich.jpg", "exact"),
        ("x/hof.jpg", "y/hof-small.webp", "near"),
        ("y/gleich.jpg", "y/hof-small.webp", "near"),
    ]
    assert set(report["pairs"][0]) == {"a", "b", "kind", "distance_bits"}
    assert report["pairs"][0]["distance_bits"] == 0
    assert sorted(entry["path"] for entry in report["skipped"]) == [
        "kaputt.jpg",
        "kreis.jpg",
        "zwei\nzeilen.jpg",
    ]
    assert all(entry["reason"] for entry in report["skipped"])


def test_pairs_for_people(tmp_path, scene):
    scene(1).save(tmp_path / "a.jpg")
    scene(2).save(tmp_path / "b.jpg")
    done = klartext("--lang", "de", "photos", "pairs", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Kein Bild kommt zweimal vor: 2 Bilder verglichen.\n")
    scene(1).save(tmp_path / "c<b>.png")
    page = klartext("--lang", "de", "photos", "pairs", ".", "--format", "html", cwd=tmp_path)
    assert page.returncode == 1
    assert "c&lt;b&gt;.png" in page.stdout
    assert "<b>" not in page.stdout
    assert "http" not in page.stdout


def test_show(tmp_path, scene):
    scene(1).save(tmp_path / "AdobeStock_305245557.jpg")
    done = klartext("--lang", "de", "photos", "show", "AdobeStock_305245557.jpg", cwd=tmp_path)
    assert done.returncode == 0
    assert "Agentur oder Archiv (97 % sicher)" in done.stdout
    assert "Dateiname: AdobeStock_305245557.jpg (Adobe Stock)" in done.stdout


def test_show_names_the_posts_and_the_edit(tmp_path, scene):
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\nDEFAULT_LANG = 'de'\n")
    (tmp_path / "content" / "bilder").mkdir(parents=True)
    scene(1).save(tmp_path / "content" / "bilder" / "hof.jpg")
    for name, date in (("spaeter", "2026-05-02"), ("zuerst", "2026-03-02")):
        (tmp_path / "content" / f"{name}.md").write_text(
            f"Title: Hof\nDate: {date}\n\n![Der Hof](bilder/hof.jpg)\n", encoding="utf-8"
        )
    ImageOps.mirror(scene(1)).save(tmp_path / "neu.jpg")
    done = klartext("photos", "show", "neu.jpg", cwd=tmp_path)
    assert done.returncode == 0
    used = [line.split("  ")[-1].strip() for line in done.stdout.splitlines() if "content/" in line]
    assert used == [
        "content/zuerst.md (2026-03-02): seitenverkehrt",
        "content/spaeter.md (2026-05-02): seitenverkehrt",
    ]


def test_show_leaves_nothing_in_a_folder_that_is_no_site(tmp_path, scene):
    scene(1).save(tmp_path / "hof.jpg")
    assert klartext("photos", "show", "hof.jpg", cwd=tmp_path).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["hof.jpg"]


def test_wrong_use_is_one_line(tmp_path):
    (tmp_path / "kein.klib").write_text("kein")
    for arguments in (
        ("pairs", "fort"),
        ("show", "fort.jpg"),
        ("index", "check", "-i", "kein.klib", "kein.klib"),
        ("index", "build", "fort", "-o", "a.klib"),
    ):
        done = klartext("photos", *arguments, cwd=tmp_path)
        assert done.returncode == 2, arguments
        assert done.stderr.count("\n") == 1, done.stderr
        assert "Traceback" not in done.stderr


def test_sheet_and_libraries(tmp_path, scene):
    (tmp_path / "pelicanconf.py").write_text(
        "PATH = 'content'\nDEFAULT_LANG = 'de'\nKLARTEXT = {'stock_photos': {'indexes': ['gekauft.klib']}}\n"
    )
    (tmp_path / "content" / "bilder").mkdir(parents=True)
    (tmp_path / "stock").mkdir()
    scene(1).save(tmp_path / "stock" / "lager-1.jpg")
    scene(1).crop((100, 60, 700, 520)).save(tmp_path / "content" / "bilder" / "hof.jpg")
    (tmp_path / "content" / "post.md").write_text(
        "Title: Hof\nDate: 2026-03-02\n\n![Der Hof nach dem Anstrich](bilder/hof.jpg)\n", encoding="utf-8"
    )
    missing = klartext("--lang", "de", "lint", cwd=tmp_path)
    assert missing.returncode == 2
    assert "gekauft.klib" in missing.stderr
    assert klartext("photos", "index", "build", "stock", "-o", "gekauft.klib", cwd=tmp_path).returncode == 0
    found = klartext("--lang", "de", "lint", cwd=tmp_path)
    assert found.returncode == 1
    assert "gekauft.klib: lager-1.jpg" in found.stdout
    sheet = klartext("--lang", "de", "photos", "sheet", cwd=tmp_path)
    assert sheet.returncode == 0
    assert "Agentur oder Archiv" in sheet.stdout


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path, scene):
    (tmp_path / "lager").mkdir()
    scene(1).save(tmp_path / "lager" / "hof.jpg")
    scene(2).save(tmp_path / "lager" / "zwei\nzeilen\x1b[31m.jpg")
    (tmp_path / "lager" / "kaputt.jpg").write_bytes(b"kein Bild")
    built = klartext("--lang", "de", "photos", "index", "build", "lager", "-o", "lager.klib", cwd=tmp_path)
    assert (built.returncode, built.stderr) == (0, "kaputt.jpg: die Datei ist kein Bild\n")
    assert "2 Bilder" in built.stdout
    asked = klartext(
        "--lang", "de", "photos", "index", "check", "-i", "lager.klib", "lager/kaputt.jpg", "lager/hof.jpg",
        cwd=tmp_path,
    )  # fmt: skip
    assert (asked.returncode, asked.stderr) == (2, "lager/kaputt.jpg: die Datei ist kein Bild\n")
    assert asked.stdout == "lager/hof.jpg: dieselbe Datei in lager.klib: hof.jpg\n"
    scene(3).save(tmp_path / "lager" / "hof-als.jpg", "PNG")
    assert (
        "die Datei ist in Wahrheit PNG"
        in klartext("--lang", "de", "photos", "show", "lager/hof-als.jpg", cwd=tmp_path).stdout
    )
    shown = klartext("photos", "show", "lager/zwei\nzeilen\x1b[31m.jpg", cwd=tmp_path)
    assert shown.stdout.startswith("lager/zwei\\nzeilen\\x1b[31m.jpg\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps names that are no UTF-8")
def test_a_name_that_is_no_utf_8_is_only_a_name(tmp_path, scene):
    (tmp_path / "bilder").mkdir()
    scene(1).save(tmp_path / "bilder" / "hof.jpg")
    latin = os.fsencode(tmp_path / "bilder") + b"/h\xf6he.jpg"
    Path(os.fsdecode(latin)).write_bytes((tmp_path / "bilder" / "hof.jpg").read_bytes())
    found = klartext("photos", "pairs", "bilder", "--format", "json", cwd=tmp_path)
    assert [pair["kind"] for pair in json.loads(found.stdout)["pairs"]] == ["exact"]
    page = klartext("photos", "pairs", "bilder", "--format", "html", cwd=tmp_path)
    assert "h\\udcf6he.jpg" in page.stdout
    built = klartext("photos", "index", "build", "bilder", "-o", "lager.klib", cwd=tmp_path)
    assert (built.returncode, built.stderr) == (0, "")
