"""The search finds published posts in the page's language, and nothing of it comes from elsewhere."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from klartext.theme_support import search_index
from klartext.theme_support.search_index import FOLDER, available, build_index

from .conftest import build_site

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not available(), reason="Pagefind is not installed (the extra 'search')")


@pytest.fixture(scope="session")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("searchable"), SEARCH_SAVE_AS="suche.html")


@pytest.fixture(scope="session")
def in_parts(searchable: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same site and twelve more pages, with an index in four parts."""
    site = tmp_path_factory.mktemp("parts") / "site"
    shutil.copytree(searchable, site)
    for number in range(12):
        write_page(
            site, f"seite-{number}.html", f"Blatt {number}. Aus Holz sind Treppen und Treppengeländer."
        )
    write_page(site, "seite-5.html", "Blatt 5. Ein Auswanderer nahm Leinölkitt und Leinöl mit.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "PAGES_A_PART", 4)
        build_index(site)
    return site


def write_page(site: Path, name: str, text: str, lang: str = "de") -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    body = f"<main data-pagefind-body><h1>{text.partition('.')[0]}</h1>{text}</main>"
    (site / name).write_text(f'<html lang="{lang}"><body>{body}', "utf-8")


def index_of(site: Path) -> dict[str, bytes]:
    files = [path for path in (site / FOLDER).rglob("*") if path.is_file()]
    return {path.relative_to(site / FOLDER).as_posix(): path.read_bytes() for path in files}


def test_only_the_search_page_may_run_a_script(searchable: Path) -> None:
    for path in searchable.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        (policy,) = page.select('meta[http-equiv="Content-Security-Policy"]')
        is_search = path.name == "suche.html"
        assert ("wasm-unsafe-eval" in str(policy["content"])) is is_search, path
        assert bool(page.select("script[src]")) is is_search, path
        assert page.select('.site-menu a[href$="suche.html"]'), path


def test_drafts_and_lists_are_not_indexed(searchable: Path) -> None:
    indexed = {
        path.name
        for path in searchable.rglob("*.html")
        if BeautifulSoup(path.read_text("utf-8"), "html.parser").select("[data-pagefind-body]")
    }
    assert indexed == {
        "aktion.html",
        "der-gruenton-den-wir-zweimal-streichen-mussten.html",
        "impressum.html",
        "treppenhaus.html",
    }
    assert not list((searchable / "pagefind").glob("*ui*"))


def test_the_index_is_the_same_from_run_to_run(searchable: Path) -> None:
    def index() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in (searchable / FOLDER).rglob("*") if path.is_file()}

    before = index()
    assert any(name.endswith(".pf_fragment") for name in before)
    for _ in range(3):
        (searchable / FOLDER / "indexed-pages.txt").unlink()
        build_index(searchable)
        assert index() == before


def test_the_index_is_made_again_when_a_page_changed_and_only_then(tmp_path: Path) -> None:
    page = '<html lang="de"><body><main data-pagefind-body><h1>{0}</h1>{0}</main></body></html>'
    (tmp_path / "a.html").write_text(page.format("Kalk"), "utf-8")
    entry = tmp_path / FOLDER / "pagefind-entry.json"
    build_index(tmp_path)
    made = entry.stat().st_mtime_ns
    build_index(tmp_path)
    assert entry.stat().st_mtime_ns == made
    (tmp_path / "b.html").write_text(page.format("Leinöl"), "utf-8")
    build_index(tmp_path)
    assert '"page_count": 2' in entry.read_text("utf-8")
    (tmp_path / "a.html").unlink()
    build_index(tmp_path)
    assert '"page_count": 1' in entry.read_text("utf-8")
    assert len(list((tmp_path / FOLDER / "fragment").iterdir())) == 1


def test_an_edited_page_leaves_the_others_files_and_the_index_that_a_first_run_makes(tmp_path: Path) -> None:
    edited, fresh = tmp_path / "edited", tmp_path / "fresh"
    for site, text in ((edited, "Kalk"), (fresh, "Kreide")):
        write_page(site, "a.html", text)
        write_page(site, "tief/[unten], (b)/b.html", "Leinöl")
        (site / "liste.html").write_text("<html><body>Kalk", "utf-8")
        build_index(site)
    fragments = edited / FOLDER / "fragment"
    before = {path.name: path.stat().st_mtime_ns for path in fragments.iterdir()}
    write_page(edited, "a.html", "Kreide")
    build_index(edited)
    kept = [path for path in fragments.iterdir() if before.get(path.name) == path.stat().st_mtime_ns]
    assert len(kept) == 1
    assert index_of(edited) == index_of(fresh)
    # A list says nothing to the search.
    (edited / "liste.html").write_text("<html><body>Kreide", "utf-8")
    made = (edited / FOLDER / "pagefind.js").stat().st_mtime_ns
    build_index(edited)
    assert (edited / FOLDER / "pagefind.js").stat().st_mtime_ns == made
    # A run that was cut short left no mark, and maybe half a file.
    kept[0].write_bytes(kept[0].read_bytes()[:20])
    (edited / FOLDER / "indexed-pages.txt").unlink()
    build_index(edited)
    assert index_of(edited) == index_of(fresh)


def test_a_large_site_has_an_index_in_parts_and_only_what_changed_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "PAGES_A_PART", 3)
    edited, fresh = tmp_path / "edited", tmp_path / "fresh"

    def parts() -> dict[str, int]:
        entries = (edited / FOLDER).rglob("pagefind-entry.json")
        return {path.parent.name: path.stat().st_mtime_ns for path in entries}

    def as_a_first_run_makes_it() -> bool:
        shutil.rmtree(fresh / FOLDER, ignore_errors=True)
        build_index(fresh)
        return index_of(edited) == index_of(fresh)

    for number in range(12):
        for site in (edited, fresh):
            write_page(site, f"seite-{number}.html", f"Blatt {number} mit Kalk")
    build_index(edited)
    before = parts()
    assert sorted(before) == [FOLDER, "part-2", "part-3", "part-4"]
    assert json.loads(index_of(edited)["parts.json"]) == {"de": ["part-2", "part-3", "part-4"]}
    assert sum(name.endswith(".pf_fragment") for name in index_of(edited)) == 12
    programs = [name for name in index_of(edited) if name.endswith(".js") or "wasm" in name]
    assert programs
    assert not [name for name in programs if "/" in name]
    assert as_a_first_run_makes_it()
    build_index(edited)
    assert parts() == before
    for site in (edited, fresh):
        write_page(site, "seite-7.html", "Blatt 7 mit Kreide")
    build_index(edited)
    assert sum(parts()[name] != time for name, time in before.items()) == 1
    assert as_a_first_run_makes_it()
    for site in (edited, fresh):
        (site / "seite-7.html").rename(site / "sieben.html")
        write_page(site, "seite-8.html", "Sheet 8 of chalk", lang="en")
    build_index(edited)
    (english,) = json.loads(index_of(edited)["parts.json"])["en"]
    assert '"en"' in (edited / FOLDER / english / "pagefind-entry.json").read_text("utf-8")
    assert as_a_first_run_makes_it()
    # A run that was cut short leaves a part without a mark; only that one is made again.
    (edited / FOLDER / "part-3/indexed-pages.txt").unlink()
    before = parts()
    build_index(edited)
    assert [name for name, time in parts().items() if time != before[name]] == ["part-3"]
    assert as_a_first_run_makes_it()
    for site in (edited, fresh):
        for number in range(7):
            (site / f"seite-{number}.html").unlink()
    build_index(edited)
    assert list(parts()) == [FOLDER]
    assert not list((edited / FOLDER).glob("part-*"))
    assert as_a_first_run_makes_it()


def test_a_site_without_a_published_page_has_no_index(tmp_path: Path) -> None:
    write_page(tmp_path, "a.html", "Kalk")
    build_index(tmp_path)
    assert index_of(tmp_path)
    (tmp_path / "a.html").write_text('<html lang="de"><body>Ein Entwurf', "utf-8")
    build_index(tmp_path)
    assert not (tmp_path / FOLDER).exists()


def test_what_goes_from_the_site_goes_from_the_index(tmp_path: Path) -> None:
    edited, fresh = tmp_path / "edited", tmp_path / "fresh"
    for site in (edited, fresh):
        write_page(site, "a.html", "Kalk")
        write_page(site, "tief/b.html", "Leinöl")
    write_page(edited, "en/a.html", "Lime", lang="en")
    build_index(edited)
    build_index(edited, without=["en/a.html", "tief/b.html"])
    (fresh / "tief/b.html").unlink()
    build_index(fresh)
    assert index_of(edited) == index_of(fresh)


def test_a_post_that_is_withdrawn_is_not_found_from_the_next_build_on(build: Any, tmp_path: Path) -> None:
    head = "Title: {0}\nDate: 2026-03-0{1}\nCategory: Wand\nSlug: {0}\n\nVon {0} ist hier die Rede.\n"
    posts = {"kalk.md": head.format("kalk", 1), "putz.md": head.format("putz", 2)}
    site = build(posts, SEARCH_SAVE_AS="suche.html")
    assert sum(name.endswith(".pf_fragment") for name in index_of(site)) == 2
    (tmp_path / "content/putz.md").unlink()
    build({}, SEARCH_SAVE_AS="suche.html")
    assert sum(name.endswith(".pf_fragment") for name in index_of(site)) == 1
    assert '"page_count": 1' in (site / FOLDER / "pagefind-entry.json").read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "status", "titles"),
    [
        (
            "Treppenhäusern",
            "1 Beitrag gefunden",
            ["Warum ein Treppenhaus drei Farben braucht und keine vierte"],
        ),
        ("regnen", "1 Beitrag gefunden", ["Der Grünton, den wir zweimal streichen mussten"]),
        ("Silikatfarbe", "Nichts gefunden. Versuchen Sie ein kürzeres Wort.", []),
    ],
)
def test_searching_in_german(
    browser: Any, serve: Any, searchable: Path, query: str, status: str, titles: list[str]
) -> None:
    searched(browser, serve(searchable), query, status, titles)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "status", "titles"),
    [
        # By themselves the other three parts would find "aus" for it.
        ("Auswanderer", "1 Beitrag gefunden", ["Blatt 5"]),
        ("Auswand", "1 Beitrag gefunden", ["Blatt 5"]),
        ("auswandererholz", "1 Beitrag gefunden", ["Blatt 5"]),
        ("Leinölkitt Auswanderern", "1 Beitrag gefunden", ["Blatt 5"]),
        ('"Leinölkitt und Leinöl"', "1 Beitrag gefunden", ["Blatt 5"]),
        ("Auswanderer Treppengeländer", "Nichts gefunden. Versuchen Sie ein kürzeres Wort.", []),
        ("Treppengeländern", "11 Beiträge gefunden", None),
        ("Treppengel", "11 Beiträge gefunden", None),
    ],
)
def test_searching_an_index_in_parts(
    browser: Any, serve: Any, in_parts: Path, query: str, status: str, titles: list[str] | None
) -> None:
    assert len(list((in_parts / FOLDER).rglob("pagefind-entry.json"))) == 4
    found = searched(browser, serve(in_parts), query, status, titles)
    assert len(found) == len(set(found))


def searched(browser: Any, address: str, query: str, status: str, titles: list[str] | None) -> list[str]:
    """Type a query, check the answer and return the addresses of the posts found."""
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on(
        "request", lambda request: noise.append(request.url) if not request.url.startswith(address) else None
    )
    page.goto(address + "suche.html")
    page.get_by_label("Wonach suchen Sie?").fill(query)
    page.get_by_role("status").get_by_text(status).wait_for()
    if titles is not None:
        assert page.locator(".search__results h2").all_inner_texts() == titles
    assert page.url.startswith(address + "suche.html?q=")
    assert noise == []
    found = [link.get_attribute("href") for link in page.locator(".search__results h2 a").all()]
    page.close()
    return found


@pytest.mark.browser
def test_the_search_says_why_it_does_not_work_from_a_folder(browser: Any, searchable: Path) -> None:
    page = browser.new_page()
    page.goto((searchable / "suche.html").as_uri())
    # Browsers load no module from a folder; so the reason stands in the page until the script takes it away.
    assert "make serve" in page.get_by_role("status").inner_text()
    page.close()
