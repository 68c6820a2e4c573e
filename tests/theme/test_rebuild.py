"""Building again: what is unchanged is neither read nor written again, and nothing stale survives."""

from __future__ import annotations

import functools
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageColor

from klartext.theme_support.reader_cache import KEPT, cache_key, prepare
from klartext.theme_support.steady_writer import SteadyFile

THEME = Path(__file__).parents[2] / "theme/static"

POSTS = {
    "a.md": "Title: Erster\nDate: 2026-01-01\nSlug: a\nTags: Kalk\n\nText eins.\n",
    "b.md": "Title: Zweiter\nDate: 2026-01-02\nSlug: b\nTags: Kalk\n\nText zwei.\n",
}


def snapshot(site: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in site.rglob("*") if path.is_file()]
    return {str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture
def cached(build: Any, tmp_path: Path) -> Any:
    """Return a function that builds with a reader's cache of the test's own."""

    def build_cached(posts: dict[str, str], **options: Any) -> Path:
        folder = str(tmp_path / "cache")
        return build(posts, CACHE_CONTENT=True, LOAD_CONTENT_CACHE=True, CACHE_PATH=folder, **options)

    return build_cached


def test_nothing_is_written_again_when_nothing_changed(cached: Any) -> None:
    before = snapshot(cached(POSTS))
    after = snapshot(cached(POSTS))
    # Pelican copies a theme's files every time.
    for file in (path for folder in ("images", "script") for path in (THEME / folder).iterdir()):
        name = f"theme/{file.name}"
        assert before.pop(name)[0] == after.pop(name)[0] == file.read_bytes()
    assert after == before


def test_a_warm_build_is_the_cold_one_byte_for_byte(build: Any, cached: Any) -> None:
    cached(POSTS)
    warm = snapshot(
        cached(POSTS | {"c.md": POSTS["b.md"].replace("Zweiter", "Dritter").replace(": b", ": c")})
    )
    cold = snapshot(build({}))
    assert {name: content for name, (content, _) in warm.items()} == {
        name: content for name, (content, _) in cold.items()
    }


def test_a_change_that_keeps_the_files_date_is_seen(cached: Any, tmp_path: Path) -> None:
    site = cached(POSTS)
    post = tmp_path / "content/a.md"
    date = post.stat().st_mtime_ns
    other = snapshot(site)["archiv.html"]
    changed = POSTS["a.md"].replace("eins", "neu!")
    post.write_text(changed, "utf-8")
    os.utime(post, ns=(date, date))
    site = cached({})
    assert "Text neu!." in (site / "a.html").read_text("utf-8")
    assert snapshot(site)["archiv.html"] == other


def test_a_changed_icon_is_seen(cached: Any, tmp_path: Path) -> None:
    own = tmp_path / "content/bilder/icon.png"
    own.parent.mkdir(parents=True)
    for color in ("red", "blue"):
        Image.new("RGB", (512, 512), color).save(own)
        site = cached(POSTS, theme={"icon": "bilder/icon.png"})
        for name in ("theme/icon-192.png", "favicon.ico"):
            with Image.open(site / name) as drawn:
                assert drawn.convert("RGB").getpixel((9, 9)) == ImageColor.getrgb(color), name


def test_a_changed_setting_is_seen(cached: Any) -> None:
    assert (cached(POSTS) / "stichwort/kalk.html").is_file()
    site = cached(POSTS, TAG_URL="wort/{slug}.html", TAG_SAVE_AS="wort/{slug}.html")
    assert 'href="./wort/kalk.html"' in (site / "a.html").read_text("utf-8")


def test_a_cache_cut_off_half_way_is_forgotten(cached: Any, tmp_path: Path) -> None:
    cached(POSTS)
    files = [path for path in (tmp_path / "cache").glob("*/*") if path.is_file()]
    assert files
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert (cached(POSTS) / "a.html").is_file()


def test_pages_without_a_post_disappear_and_files_of_others_stay(cached: Any, tmp_path: Path) -> None:
    site = cached(POSTS)
    for name in ("CNAME", "stichwort/von-hand.html"):
        (site / name).write_text("x", "utf-8")
    (tmp_path / "content/a.md").unlink()
    before = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    cached({"b.md": POSTS["b.md"].replace("Kalk", "Putz")})
    after = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    assert before - after == {"a.html", "stichwort/kalk.html"}
    assert after - before == {"stichwort/putz.html"}


def test_old_caches_are_cleared_away(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / str(number)).mkdir()
        os.utime(tmp_path / str(number), (number, number))
    prepare(tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["7", "8", "9"]
    assert KEPT == 4


def test_the_key_knows_settings_and_sources_and_nothing_accidental(tmp_path: Path) -> None:
    source = tmp_path / "plugin.py"
    source.write_text("a = 1\n")
    settings = {
        "SITENAME": "x",
        "NAMES": {"b", "a"},
        "FILTERS": {"f": len, "o": object()},
        "OUTPUT_PATH": "one",
    }
    key = cache_key(settings, [source])
    assert cache_key(settings | {"FILTERS": {"o": object(), "f": len}, "OUTPUT_PATH": "two"}, [source]) == key
    assert cache_key(settings | {"SITENAME": "y"}, [source]) != key
    assert cache_key(settings | {"FILTERS": {"f": max, "o": object()}}, [source]) != key
    values: list[object] = [date(2026, 1, 1), date(2026, 1, 2), re.compile("a"), re.compile("b")]
    values += [functools.partial(round, ndigits=number) for number in (1, 2)]
    assert len({cache_key(settings | {"NAMES": value}, [source]) for value in values}) == len(values)
    closures = [functools.partial(lambda: None) for _ in range(2)]
    assert len({cache_key(settings | {"NAMES": value}, [source]) for value in closures}) == 1
    source.write_text("a = 2\n")
    assert cache_key(settings, [source]) != key


def test_two_pages_at_one_address_are_refused(build: Any) -> None:
    with pytest.raises(RuntimeError, match=r"zwei Seiten wollen .*a\.html werden"):
        build({"a.md": POSTS["a.md"], "seiten/a.md": "Title: Seite\nSlug: a\n\nText.\n"})


def test_a_steady_file_is_written_when_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for text, written in (("eins\r\nzwei", True), ("eins\r\nzwei", False), ("drei", True)):
        if path.exists():
            os.utime(path, (1, 1))
        with SteadyFile(path, "utf-8") as file:
            file.write(text)
        assert path.read_bytes() == text.encode()
        assert (path.stat().st_mtime != 1) is written
