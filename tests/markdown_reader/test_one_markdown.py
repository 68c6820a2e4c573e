"""One Markdown object reads post after post as a new one for each does."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from pelican.readers import MarkdownReader as PelicanMarkdownReader
from pelican.settings import read_settings

from klartext.click_to_tweet.pelican_plugin import add_extension
from klartext.markdown_reader.pelican_plugin import MarkdownReader

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from markdown import Markdown

ROOT = Path(__file__).parents[2]
HEAD = "Title: {0}\nDate: 2026-01-01\n"
POSTS = {
    "kalk.md": HEAD
    + "Lang: de\n\n## Eins\n\nText[^1] und [Verweis], **KBE**.\n\n## Eins\n\n<p>roh</p>\n\n"
    + "[^1]: Note {0}\n[Verweis]: https://kalk.example\n*[KBE]: Kalk {0}\n",
    "gleich.md": HEAD + 'Lang: en\n\n## Eins\n\nText[^1] und [Verweis] mit KBE, "so".\n\n<p>roh</p>\n',
    "leer.md": "Title: Leer\n\n",
    "kurz.md": HEAD + "Summary: Kurz *{0}*[^1]\n\nText[^1].\n\n[^1]: Note {0}\n",
    "zitat.md": HEAD + "Summary: [bctt tweet='Kurz']\n\nVorher.\n\n[bctt tweet='Kalk atmet.']\n",
    "html.md": HEAD
    + '\n<div markdown="1">\n*roh* {0}\n</div>\n\n3. drei\n4. vier\n\n```python\na = {0!r}\n```\n',
    "kein-kopf.md": "# Nur Text\n\n1. eins\n",
    "liste.md": HEAD
    + "\n1. eins\n\n    * tief\n\nBegriff\n:   Erklärung {{: .klasse }}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
}


class Breaks(BlockProcessor):
    """Fails in the middle of a list, once it has been told to."""

    armed = False

    def test(self, parent: ET.Element, block: str) -> bool:  # noqa: ARG002 — Markdown's interface
        return Breaks.armed and block == "tief"

    def run(self, parent: ET.Element, blocks: list[str]) -> bool:  # noqa: ARG002 — as above
        raise ValueError("broken")


class BreaksExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Markdown's name
        md.parser.blockprocessors.register(Breaks(md.parser), "breaks", 100)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    settings = read_settings(str(ROOT / "pelicanconf.py"), override={"PATH": str(tmp_path)})
    add_extension(SimpleNamespace(settings=settings))
    return settings


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in POSTS.items():
        (tmp_path / name).write_text(text.format(name), "utf-8")
    return [str(tmp_path / name) for name in POSTS]


def by_a_new_one(settings: dict[str, Any], file: str) -> str:
    return repr(PelicanMarkdownReader(settings).read(file))


@pytest.mark.parametrize("footnotes", [{}, {"UNIQUE_IDS": True}])
def test_posts_are_read_as_by_pelican_in_any_order(
    settings: dict[str, Any], files: list[str], footnotes: dict[str, bool]
) -> None:
    settings["MARKDOWN"]["extension_configs"]["markdown.extensions.extra"]["footnotes"] |= footnotes
    reader = MarkdownReader(settings)
    for file in [*files, *reversed(files), *files[::2]]:
        assert repr(reader.read(file)) == by_a_new_one(settings, file), file


def test_a_post_that_fails_leaves_nothing_behind(
    settings: dict[str, Any], files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Told to be one of ours: those of others are set up anew for each post.
    monkeypatch.setattr(BreaksExtension, "__module__", "klartext.breaks")
    settings["MARKDOWN"]["extensions"].append(BreaksExtension())
    reader = MarkdownReader(settings)
    reader.read(files[0])
    monkeypatch.setattr(Breaks, "armed", True)
    with pytest.raises(ValueError, match="broken"):
        reader.read(files[-1])
    monkeypatch.setattr(Breaks, "armed", False)
    for file in files:
        assert repr(reader.read(file)) == by_a_new_one(settings, file), file


def test_extensions_of_others_are_set_up_for_each_post(settings: dict[str, Any], files: list[str]) -> None:
    set_up: list[object] = []

    class Counted(Extension):
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — Markdown's name
            set_up.append(md)

    settings["MARKDOWN"]["extensions"].append(Counted())
    reader = MarkdownReader(settings)
    for file in files:
        reader.read(file)
    assert len(set_up) == len(files)
