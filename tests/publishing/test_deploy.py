"""The ready targets of the Makefile, against folders and repositories on this machine."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(folder: Path, *arguments: str, site: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run one target of the Makefile in a folder whose "klartext" publishes one page, or a site that was built."""
    (folder / ".venv/bin").mkdir(parents=True, exist_ok=True)
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    command = folder / ".venv/bin/klartext"
    publish = f"cp -r {shlex.quote(str(site))}/. output" if site else "echo neu > output/index.html"
    command.write_text(f"#!/bin/sh\nmkdir -p output && test ! -e fault && {publish}\n")
    command.chmod(0o755)
    for name in ("python", "ghp-import"):
        link = folder / ".venv/bin" / name
        if not link.exists():
            link.symlink_to(ROOT / ".venv/bin" / name)
    for mark in (".site", ".deploy"):
        (folder / ".venv" / mark).touch()
    return subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.skipif(shutil.which("rsync") is None, reason="needs rsync")
def test_rsync_uploads_and_deletes_only_when_told(tmp_path: Path) -> None:
    target = tmp_path / "ziel mit 'Zeichen"
    target.mkdir()
    (target / "alt.html").write_text("alt")
    done = make(tmp_path, "deploy-rsync", f"TARGET={target}/")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in target.iterdir()} == {"alt.html", "index.html"}
    assert make(tmp_path, "deploy-rsync", f"TARGET={target}/", "DELETE=1").returncode == 0
    assert {path.name for path in target.iterdir()} == {"index.html"}


@pytest.mark.skipif(shutil.which("rsync") is None, reason="needs rsync")
def test_nothing_is_uploaded_after_a_fault_or_without_a_target(tmp_path: Path) -> None:
    (tmp_path / "ziel").mkdir()
    (tmp_path / "fault").touch()
    assert make(tmp_path, "deploy-rsync", f"TARGET={tmp_path}/ziel/").returncode != 0
    assert list((tmp_path / "ziel").iterdir()) == []
    done = make(tmp_path, "deploy-rsync")
    assert done.returncode != 0
    assert "TARGET=" in done.stderr


@pytest.mark.skipif(not (ROOT / ".venv/bin/ghp-import").exists(), reason="needs ghp-import")
def test_github_pages_gets_the_last_state_alone(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
        return subprocess.run(
            ["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    git("init", "--quiet", "--bare", "fern.git")
    git("init", "--quiet", ".")
    git("config", "user.name", "x")
    git("config", "user.email", "x@x.example")
    git("commit", "--quiet", "--allow-empty", "-m", "x")
    git("remote", "add", "origin", "fern.git")
    for _ in range(2):
        done = make(tmp_path, "deploy-github")
        assert done.returncode == 0, done.stderr
    assert git("--git-dir=fern.git", "ls-tree", "--name-only", "gh-pages").split() == [
        ".nojekyll",
        "index.html",
    ]
    assert git("--git-dir=fern.git", "rev-list", "--count", "gh-pages").strip() == "1"
