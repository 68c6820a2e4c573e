"""Posts read in several processes are those that one process reads, byte for byte."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from klartext.lint import workers

if TYPE_CHECKING:
    from pathlib import Path

POST = "Title: Beitrag {n}\nDate: 2026-01-{day:02}\nSlug: b{n}\nTags: Kalk, Putz {n}\nCategory: Wand\n"
POST += "Summary: Kurz *{n}*\n\n## Eins\n\nText **{n}** mit `code`.\n\n"
POST += "    a = {n}\n\n| a | b |\n|---|---|\n| 1 | {n} |\n"


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def posts() -> dict[str, str]:
    return {f"p{n}.md": POST.format(n=n, day=n % 28 + 1) for n in range(40)}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many posts each build read ahead; two processes pay from few posts on."""
    from klartext.theme_support import pelican_plugin, read_ahead  # noqa: PLC0415

    monkeypatch.setattr(workers, "PAYS_FROM", 10)
    monkeypatch.setattr(workers.os, "sched_getaffinity", lambda _: {0, 1})
    counts: list[int] = []
    monkeypatch.setattr(
        pelican_plugin, "read_ahead", lambda *given: counts.append(read_ahead.read_ahead(*given))
    )
    return counts


def test_the_pages_are_the_same(
    build: Any, posts: dict[str, str], counted: list[int], tmp_path: Path
) -> None:
    cache = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CACHE_PATH": str(tmp_path / "cache")}
    site = build(posts, **cache)
    ahead = contents(site)
    build({"p3.md": posts["p3.md"] + "\nMehr.\n"}, **cache)
    assert counted == [40, 0]
    (tmp_path / "content/p3.md").write_text(posts["p3.md"], "utf-8")
    shutil.rmtree(site)
    assert contents(build({})) == ahead


def test_a_post_that_complains_is_left_to_pelican(
    build: Any, posts: dict[str, str], counted: list[int], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CACHE_PATH": str(tmp_path / "cache")}
    build(posts | {"bild.md": POST.format(n=99, day=1) + "\n![](b.png)\n"}, **cache)
    assert counted == [40]
    assert any("Empty alt attribute" in record.getMessage() for record in caplog.records)
