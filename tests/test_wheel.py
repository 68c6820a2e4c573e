"""The wheel in somebody else's Pelican site: installed into a bare environment, listed in PLUGINS, built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
POST = """Title: Kalkputz im Bad
Date: 2026-03-14
Category: Putz

Kalkputz nimmt Feuchte auf und gibt sie wieder ab. Das dauert, und es hilft nur, wenn Sie lüften.

[bctt tweet=“Kalkputz ersetzt kein Fenster.“ via=“no“]

Wir sind weltweit führend und die beste Firma überhaupt.
"""
DRAFT = """Title: Ein Entwurf
Date: 2026-03-15
Status: draft

Noch nicht fertig.
"""


def run(*command: str | Path, cwd: Path, answers: str = "") -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        input=answers,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A fresh environment with nothing but the wheel; the pinned dependencies are lent from the one we run in."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("klartext-*.whl")
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    installed = run(python, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet", wheel, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    # A .pth file adds the folder as it is: the editable install in there, itself a .pth file, stays out.
    own = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    )
    (own / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    where = run(python, "-c", "import klartext; print(klartext.__file__)", cwd=folder)
    assert str(own) in where.stdout, where.stdout + where.stderr
    return python


@pytest.fixture(scope="module")
def site(bare, tmp_path_factory):
    """A site as pelican-quickstart makes it, with our plugins added."""
    folder = tmp_path_factory.mktemp("quickstart")
    made = run(
        *(bare, "-m", "pelican.tools.pelican_quickstart", "--path", folder, "--title", "Ein Blog"),
        *("--author", "Katrin Sommer", "--lang", "de"),
        cwd=folder,
        answers="\n\n\n\nn\n" + "\n" * 20,
    )
    assert (folder / "pelicanconf.py").is_file(), made.stdout + made.stderr
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write("\nPLUGINS = ['klartext']\nKLARTEXT = {'company': {'name': 'Malerbetrieb Sommer'}}\n")
    (folder / "content" / "kalk.md").write_text(POST, encoding="utf-8")
    (folder / "content" / "entwurf.md").write_text(DRAFT, encoding="utf-8")
    return folder


def test_a_quickstart_site_builds_with_the_wheel(bare, site):
    built = run(bare, "-m", "pelican", "content", "--fatal", "errors", "-s", "pelicanconf.py", cwd=site)
    assert built.returncode == 0, built.stdout + built.stderr
    page = (site / "output" / "kalkputz-im-bad.html").read_text(encoding="utf-8")
    assert "[bctt" not in page
    assert "<blockquote" in page
    assert "Kalkputz ersetzt kein Fenster." in page
    assert "content/kalk.md:9:" in built.stdout + built.stderr


THEMES = {
    "simple": "simple",
    "notmyidea": "notmyidea",
    "pelican-theme-reflex": "reflex",
    "pelican-engineering-theme": f"{sysconfig.get_path('purelib')}/pelican_engineering_theme/theme",
}
"""Themes of others: Pelican's own two, and two public ones from PyPI."""


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_an_existing_site_keeps_its_theme(bare, site, tmp_path, theme):
    conf = site / "themaconf.py"
    answers = site / "content" / "antworten" / "kalkputz-im-bad"
    answers.mkdir(parents=True, exist_ok=True)
    (answers / "a.md").write_text("Name: Hannah\nDate: 2026-03-15 10:00\n\nDanke.\n", encoding="utf-8")
    conf.write_text(
        f"from pelicanconf import *\nTHEME = {theme!r}\nARTICLE_EXCLUDES = ['antworten']\n"
        "CC_LICENSE = {'name': 'Attribution', 'version': '4.0', 'slug': 'by'}  # reflex wants one\n",
        encoding="utf-8",
    )
    built = run(bare, "-m", "pelican", "content", "--fatal", "errors", "-s", conf, "-o", tmp_path, cwd=site)
    assert built.returncode == 0, built.stdout + built.stderr
    page = BeautifulSoup((tmp_path / "kalkputz-im-bad.html").read_text(encoding="utf-8"), "html.parser")
    quote = page.find("figure", class_="quote")
    assert quote.find("blockquote").get_text(strip=True) == "Kalkputz ersetzt kein Fenster."
    assert any("x.com/intent" in link["href"] for link in quote.find_all("a"))
    assert "[bctt" not in str(page)
    assert not page.find("figure", class_="quote").find("script")
    draft = (tmp_path / "drafts" / "ein-entwurf.html").read_text(encoding="utf-8")
    note = BeautifulSoup(draft, "html.parser").find("aside", class_="klartext-draft")
    assert "<p>Noch nicht fertig.</p>" in draft
    assert [p.get_text().split(":")[0] for p in note.find_all("p")][1:2] == ["Eigenwerbung"]
    assert "content/kalk.md:9:" in built.stdout + built.stderr, "findings stand in the log"


def test_the_command_comes_with_the_wheel(bare, site):
    linted = run(bare.parent / "klartext", "--lang", "de", "lint", "--format", "json", cwd=site)
    assert linted.returncode == 1, linted.stderr
    assert "boastful-superlative" in linted.stdout


def test_what_an_extra_needs_is_advised_as_it_is_declared() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    texts = [*(ROOT / "docs").glob("*.md"), *(ROOT / "editors").glob("vscode/*.*"), *ROOT.glob("README*.md")]
    texts += (ROOT / "plugins").rglob("*wording.py")
    advice = re.compile(r"pip install '([^']+)'")
    advised = {what for text in texts for what in advice.findall(text.read_text("utf-8"))}
    assert advised == {extras[name][0] for name in ("c2pa", "calendar", "editor", "search")}
