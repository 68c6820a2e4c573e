"""The guides to the editors say the same in both languages, in forms that can be read."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from ruamel.yaml import YAML

DOCS = Path(__file__).parents[2] / "docs"


def blocks(name: str) -> list[tuple[str, str]]:
    return re.findall(r"```(\w+)\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


def test_both_guides_set_up_the_same():
    assert blocks("editoren.md") == blocks("editors.md")


def test_set_ups_can_be_read_and_start_the_language_server():
    found = dict(blocks("editors.md"))
    assert set(found) == {"lua", "toml", "elisp", "json", "vim", "yaml"}
    assert tomllib.loads(found["toml"])["language-server"]["klartext"]["args"] == ["lsp"]
    assert json.loads(found["json"])["servers"]["markdown"]["command"][1] == "lsp"
    (linter,) = YAML(typ="safe").load(found["yaml"])["languages"]["markdown"]
    assert "--stdin-filename" in linter["lint-command"]
    for quoted in ('{ ".venv/bin/klartext", "lsp" }', '".venv/bin/klartext" blog) "lsp")'):
        assert quoted in found["lua"] + found["elisp"]
