"""The extension for VS Code: which server it starts, when it starts it again, and that the server answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from klartext import __version__

HERE = Path(__file__).parent
EXTENSION = HERE.parents[1] / "editors/vscode"

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")


def run(**scene) -> dict:
    command = ["node", str(HERE / "vscode_harness.js"), str(EXTENSION / "extension.js"), json.dumps(scene)]
    done = subprocess.run(
        command, check=False, capture_output=True, timeout=60, text=True, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def blog(folder: Path) -> str:
    program = folder / ".venv/bin/klartext"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m klartext "$@"\n')
    program.chmod(0o755)
    (folder / "pelicanconf.py").write_text("PATH = 'content'\nDEFAULT_LANG = 'de'\n")
    (folder / "content").mkdir()
    (folder / "content/hof.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "content/hof.md").write_text("Title: Hof\nDate: 2026-03-15\n\n\U0001f3a8 ![](hof.svg)\n")
    return str(folder / "pelicanconf.py")


def test_the_server_of_the_blog_below_the_open_folder_answers(tmp_path: Path):
    folder = tmp_path / "unser blog"
    settings = blog(folder)
    done = run(folder=str(tmp_path), blog=settings, open=str(folder / "content/hof.md"))
    (client,) = done["clients"]
    assert client["server"] == {
        "command": str(folder / ".venv/bin/klartext"),
        "args": ["lsp"],
        "options": {"cwd": str(folder)},
    }
    assert client["options"]["documentSelector"] == [{"scheme": "file", "language": "markdown"}]
    assert (client["started"], client["stopped"], done["subscriptions"]) == (1, 1, 1)
    places = [d["range"]["start"] for d in done["diagnostics"] if d["code"] == "missing-alternative-text"]
    assert client["closed"] == "as usual"
    assert done["messages"] == ["crashed"], "of one that ran the library tells as it does"
    assert places == [{"line": 3, "character": 7}]  # in UTF-16, the paint box counts two


def test_a_blog_that_is_the_open_folder_is_not_searched_for(tmp_path: Path):
    blog(tmp_path)
    done = run(folder=str(tmp_path))
    assert done["clients"][0]["server"]["command"] == str(tmp_path / ".venv/bin/klartext")
    assert "search" not in done


def test_without_an_environment_the_command_on_the_path_is_taken(tmp_path: Path):
    (client,) = run(folder=str(tmp_path))["clients"]
    assert client["server"] == {"command": "klartext", "args": ["lsp"], "options": {"cwd": str(tmp_path)}}


def test_a_changed_command_starts_the_server_again(tmp_path: Path):
    done = run(
        folder=str(tmp_path), configured="/opt/klartext", changes=["editor.fontSize", "klartext.command"]
    )
    assert [(c["server"]["command"], c["started"], c["stopped"]) for c in done["clients"]] == [
        ("/opt/klartext", 1, 1),
        ("/opt/klartext", 1, 1),
    ]


@pytest.mark.parametrize(
    ("language", "says"), [("de", "lässt sich nicht starten"), ("en", "cannot be started")]
)
@pytest.mark.parametrize("fails", ["is missing", "ends"])
def test_a_server_that_does_not_start_is_one_message(tmp_path: Path, language: str, says: str, fails: str):
    done = run(folder=str(tmp_path), fails=fails, language=language)
    (message,) = done["messages"]
    assert done["clients"][0]["closed"] == {"action": 1, "handled": True}
    assert says in message
    assert "pygls" in message


def test_the_manifest_names_what_is_there():
    manifest = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert manifest["version"] == __version__
    assert (EXTENSION / manifest["main"]).is_file()
    assert manifest["contributes"]["configuration"]["properties"].keys() == {"klartext.command"}
    # The first is a look at one file; the search that the second asks for can time out in a large folder.
    assert manifest["activationEvents"] == [
        f"workspaceContains:{place}" for place in ("pelicanconf.py", "**/pelicanconf.py")
    ]
