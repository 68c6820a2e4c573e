"""Small sites made of posts given as texts."""

import socket
import subprocess
from pathlib import Path

import pytest

from klartext.settings import parse_settings
from klartext.site import Configuration, site_of


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Let every attempt to open a connection fail the test."""

    def refuse(*_arguments, **_options):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def make_site(tmp_path):
    """Return a function ``(posts by path, writing_effort settings) -> site``."""

    def make(posts, **writing_effort):
        for path, text in posts.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        settings = parse_settings({"writing_effort": {"git": False, **writing_effort}})
        values = {"PATH": "content", "DEFAULT_LANG": "de"}
        return site_of(Configuration(tmp_path / "pelicanconf.py", tmp_path, values, settings))

    return make


def post(words=400, *, title="Beitrag", date="2026-03-01", **header):
    """Return a post of so many words; further header lines by keyword."""
    lines = [f"Title: {title}", *([f"Date: {date}"] if date else [])]
    lines += [f"{key.capitalize()}: {value}" for key, value in header.items()]
    body = " ".join(["Wort"] * words)
    return "\n".join(lines) + f"\n\n{body}\n"


class Repository:
    """A git repository whose commits have chosen times."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=Jana", "-c", "user.email=jana@sommer-maler.example", *arguments],
            cwd=self.root,
            env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(self.root), **environment},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def commit(
        self,
        minute: float,
        files: dict[str, str],
        author: str = "jana@sommer-maler.example",
        subject: str = "Arbeit",
    ) -> None:
        """Write files and commit them so many minutes after 2026-01-05, 9:00 UTC."""
        for path, text in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.record(minute, author, subject)

    def record(
        self, minute: float, author: str = "jana@sommer-maler.example", subject: str = "Arbeit"
    ) -> None:
        """Commit what is staged."""
        moment = f"{1767603600 + round(minute * 60)} +0000"
        self.git(
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            subject,
            f"--author=Jana <{author}>",
            GIT_AUTHOR_DATE=moment,
            GIT_COMMITTER_DATE=moment,
        )


@pytest.fixture
def repository(tmp_path):
    """Return an empty repository in the site's folder."""
    return Repository(tmp_path)
