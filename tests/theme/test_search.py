"""The search finds published posts in the page's language, and nothing of it comes from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from klartext.theme_support.search_index import FOLDER, available, build_index

from .conftest import build_site

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not available(), reason="Pagefind is not installed (the extra 'search')")


@pytest.fixture(scope="session")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("searchable"), SEARCH_SAVE_AS="suche.html")


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
    def write(site: Path, name: str, text: str) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        body = f"<main data-pagefind-body><h1>{text}</h1>{text}</main>"
        (site / name).write_text(f'<html lang="de"><body>{body}', "utf-8")

    def index(site: Path) -> dict[str, bytes]:
        files = [path for path in (site / FOLDER).rglob("*") if path.is_file()]
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}

    edited, fresh = tmp_path / "edited", tmp_path / "fresh"
    for site, text in ((edited, "Kalk"), (fresh, "Kreide")):
        write(site, "a.html", text)
        write(site, "tief/[unten], (b)/b.html", "Leinöl")
        (site / "liste.html").write_text("<html><body>Kalk", "utf-8")
        build_index(site)
    fragments = edited / FOLDER / "fragment"
    before = {path.name: path.stat().st_mtime_ns for path in fragments.iterdir()}
    write(edited, "a.html", "Kreide")
    build_index(edited)
    kept = [path for path in fragments.iterdir() if before.get(path.name) == path.stat().st_mtime_ns]
    assert len(kept) == 1
    assert index(edited) == index(fresh)
    # A list says nothing to the search.
    (edited / "liste.html").write_text("<html><body>Kreide", "utf-8")
    made = (edited / FOLDER / "pagefind.js").stat().st_mtime_ns
    build_index(edited)
    assert (edited / FOLDER / "pagefind.js").stat().st_mtime_ns == made
    # A run that was cut short left no mark, and maybe half a file.
    kept[0].write_bytes(kept[0].read_bytes()[:20])
    (edited / FOLDER / "indexed-pages.txt").unlink()
    build_index(edited)
    assert index(edited) == index(fresh)


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
    address = serve(searchable)
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on(
        "request", lambda request: noise.append(request.url) if not request.url.startswith(address) else None
    )
    page.goto(address + "suche.html")
    page.get_by_label("Wonach suchen Sie?").fill(query)
    page.get_by_role("status").get_by_text(status).wait_for()
    assert page.locator(".search__results h2").all_inner_texts() == titles
    assert page.url.startswith(address + "suche.html?q=")
    assert noise == []
    page.close()


@pytest.mark.browser
def test_the_search_says_why_it_does_not_work_from_a_folder(browser: Any, searchable: Path) -> None:
    page = browser.new_page()
    page.goto((searchable / "suche.html").as_uri())
    # Browsers load no module from a folder; so the reason stands in the page until the script takes it away.
    assert "make serve" in page.get_by_role("status").inner_text()
    page.close()
