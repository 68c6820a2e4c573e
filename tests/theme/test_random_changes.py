"""Whatever is changed in a site, building it again gives the pages of a build without any memory."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

HEADS: dict[str, tuple[str, ...]] = {
    "Title": ("Erster", "Ein <b>zweiter</b>", "Dritter & letzter"),
    "Date": ("2025-12-31 10:00", "2026-01-05", "2026-01-06"),
    "Modified": ("", "2026-02-01", "2026-03-01"),
    "Tags": ("", "Kalk", "Putz, Kalk", "Leim"),
    "Category": ("Wand", "Boden"),
    "Author": ("Jana Sommer", "Deniz Kaya", "Wer anders"),
    "Summary": ("", "Kurz gesagt.", "Siehe [b]({filename}b.md)."),
    "Series": ("", "Reihe", "Andere Reihe"),
    "Status": ("", "draft", "hidden"),
    "Cover": ("", "{static}bilder/treppe.png"),
    "Promotional": ("", "ja"),
    "Slug": ("", "eigener-{name}"),
}
TEXTS = (
    "Ein Satz. Noch einer.\n",
    "Siehe [c]({filename}c.md) und [f]({filename}f.md).\n",
    "## Eins\n\nText.\n\n## Zwei\n\nText.\n\n## Drei\n\n![Treppe]({static}bilder/treppe.png)\n",
    "Wort " * 450 + "\n",
)


class Site:
    """Posts, a page and answers in a folder, changed at random."""

    def __init__(self, content: Path, seed: int) -> None:
        self.content = content
        self.draw = random.Random(seed)
        self.heads: dict[str, dict[str, str]] = {}
        self.texts: dict[str, str] = {}
        for day, name in enumerate("abcdefgh", start=1):
            self._write(
                name, {"Title": name, "Date": f"2026-01-0{day}", "Slug": name, "Tags": "Kalk"}, TEXTS[0]
            )
        self._write("seiten/s", {"Title": "Seite", "Slug": "s"}, "Text.\n")
        (content / "bilder").mkdir()
        shutil.copy(Path(__file__).parent / "content/bilder/treppe.png", content / "bilder")

    def change(self) -> str:
        """Change one thing and say what."""
        name = self.draw.choice(sorted(self.heads))
        head, text = self.heads[name], self.texts[name]
        match self.draw.randrange(8):
            case 0:
                answer = {"Name": "Leserin", "Date": f"2026-02-0{self.draw.randint(1, 2)}"}
                self._write(
                    f"antworten/{head['Slug'] or name}/1", answer, self.draw.choice(("Ja.\n", "Nein.\n"))
                )
            case 1 if "-" not in name and "/" not in name:
                self._write(f"{name}-en", head | {"Lang": "en", "Title": f"English {name}"}, "A sentence.\n")
            case 2 | 3:
                self._write(name, head, self.draw.choice(TEXTS))
            case _:
                key = self.draw.choice(sorted(HEADS))
                self._write(
                    name, head | {key: self.draw.choice(HEADS[key]).replace("{name}", name[-1])}, text
                )
        return f"{name}: {head} -> {self.heads[name]}, {text[:9]} -> {self.texts[name][:9]}"

    def _write(self, name: str, head: dict[str, str], text: str) -> None:
        path = self.content / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{k}: {v}\n" for k, v in head.items() if v) + f"\n{text}", "utf-8")
        if not name.startswith("antworten"):
            self.heads[name], self.texts[name] = head, text


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(4))
def test_after_any_change_a_build_with_a_memory_is_the_plain_one(
    seed: int, build: Any, tmp_path: Path
) -> None:
    site = Site(tmp_path / "content", seed)
    plugins = ["klartext.theme_support", "klartext.answers"]
    cache = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CACHE_PATH": str(tmp_path / "cache")}
    options: dict[str, Any] = {"PLUGINS": plugins, "DEFAULT_PAGINATION": 3}
    done = []
    for _ in range(6):
        done += [site.change() for _ in range(site.draw.randint(1, 2))]
        remembering = contents(build({}, **options, **cache))
        shutil.rmtree(tmp_path / "plain", ignore_errors=True)
        build({}, **options, OUTPUT_PATH=str(tmp_path / "plain"))
        plain = contents(tmp_path / "plain")
        assert {name for name in plain | remembering if plain.get(name) != remembering.get(name)} == set(), (
            done
        )
