"""The sample blog as a new user builds it: every promise of the README on real posts."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DELIBERATE = {"content/entwuerfe/sommerweiss-3000-ist-da.md", "content/entwuerfe/altbau-im-herbst.md"}


def klartext(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "klartext", "--lang", "de", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    output = tmp_path_factory.mktemp("blog")
    return output, klartext("build", "--output", output)


def test_it_builds_without_a_complaint_besides_the_findings(built):
    output, result = built
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    others = [
        line for line in result.stderr.splitlines() if not re.match(r"WARNUNG content/\S+:\d+:\d+: ", line)
    ]
    assert others == []
    for page in (
        "index.html",
        "404.html",
        "impressum.html",
        "datenschutz.html",
        "en/weiss-ist-nicht-weiss.html",
    ):
        assert (output / page).is_file(), page


def test_no_shortcode_and_no_foreign_request_is_left_in_any_page(built):
    pages = list(built[0].rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "[bctt" not in text, page
        assert "klartext-draft" not in text, "our theme's drafts have a note of their own"
        loaded = re.findall(
            r"<(?:img|script|iframe|source|video|audio)\b[^>]*?\b(?:src|srcset)=\"(https?:[^\"]+)", text
        )
        loaded += re.findall(
            r"<link\b[^>]*rel=\"(?:stylesheet|preload|icon)\"[^>]*href=\"(https?:[^\"]+)", text
        )
        assert loaded == [], page
        assert not re.search(r"<[a-z][^>]*\sstyle=", text), page


def test_only_the_deliberate_drafts_are_warned_of():
    result = klartext("lint", "--format", "json")
    assert result.returncode == 1, result.stderr
    findings = json.loads(result.stdout)["diagnostics"]
    warned = [d for d in findings if d["severity"] != "info"]
    assert {d["path"] for d in warned} == DELIBERATE
    assert {
        "boastful-superlative",
        "call-to-action",
        "company-named-too-densely",
        "reused-picture",
        "stock-picture",
    } <= {d["rule"] for d in warned}
    for diagnostic in findings:
        text = (ROOT / diagnostic["path"]).read_bytes().decode("utf-8")
        assert text[diagnostic["start"] : diagnostic["end"]] == diagnostic["evidence"]


def test_the_words_we_lint_are_the_words_pelican_renders():
    spec = importlib.util.spec_from_file_location("parity", ROOT / "bench" / "lint" / "parity.py")
    parity = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(parity)
    posts = [
        p for folder in ("beitraege", "entwuerfe", "seiten") for p in (ROOT / "content" / folder).glob("*.md")
    ]
    assert len(posts) > 15
    for post in posts:
        source = post.read_bytes().decode("utf-8")
        assert parity.linted_words(source) == parity.rendered_words(source), post


def test_single_plugins_report_their_findings_in_the_build(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(
        "PATH = 'content'\nDEFAULT_LANG = 'de'\nTIMEZONE = 'Europe/Berlin'\nPLUGINS = ['klartext.self_promotion']\n",
        encoding="utf-8",
    )
    (tmp_path / "content" / "a.md").write_text(
        "Title: Kalk\nDate: 2026-03-14\n\nWir sind weltweit führend im Putz. ![](fehlt.png)\n",
        encoding="utf-8",
    )
    result = subprocess.run(
        [sys.executable, "-m", "klartext", "--lang", "de", "build"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "[boastful-superlative]" in result.stderr
    assert "[missing-picture]" not in result.stderr
