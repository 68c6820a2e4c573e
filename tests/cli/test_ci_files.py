"""The files that people copy into their own projects hold to the schemas of those who read them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from klartext.cli import main

ROOT = Path(__file__).parents[2]
GITHUB, GITLAB, HOOKS = (
    ROOT / "docs/ci/github.yml",
    ROOT / "docs/ci/gitlab.yml",
    ROOT / ".pre-commit-hooks.yaml",
)


def load(file: Path):
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("schema", "file"), [("github-workflows", GITHUB), ("gitlab-ci", GITLAB)])
def test_workflows_hold_to_their_schema(schema: str, file: Path, tmp_path: Path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, str(file)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    broken = tmp_path / file.name
    broken.write_text(
        file.read_text(encoding="utf-8").replace("script:", "skript:").replace("runs-on:", "run-on:")
    )
    assert subprocess.run([*command, str(broken)], check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("file", [GITHUB, GITLAB])
def test_workflows_cache_and_keep_the_report_and_lint_as_at_home(file: Path):
    text = file.read_text(encoding="utf-8")
    assert "make lint" in text
    assert ".klartext" in text
    assert "artifact" in text


def commands() -> list[list[str]]:
    """Every call of klartext in the files, as words."""
    found = [entry["entry"].split()[1:] for entry in load(HOOKS)]
    for file in (GITHUB, GITLAB):
        calls = re.findall(r"klartext lint (-.*)", file.read_text(encoding="utf-8"))
        found += [["lint", *call.split()] for call in calls]
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_in_them_is_understood(words: list[str], tmp_path: Path, monkeypatch):
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    (tmp_path / "content").mkdir()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    identity = ["-c", "user.name=x", "-c", "user.email=x@sommer-maler.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, "commit", "-q", "--allow-empty", "-m", "x"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0
