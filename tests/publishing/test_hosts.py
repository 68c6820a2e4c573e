"""The sample blog in a folder of its host, as on GitHub Pages: pushed, checked out, served, every address asked for."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from pelican import Pelican
from pelican.settings import read_settings

from klartext.publishing.release_checks import Release
from klartext.theme_support.law.policy import header_policy
from klartext.theme_support.search_index import available

from .test_deploy import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".klartext/quality-tools"
FOLDER = "/mein-blog"
POST = """Title: Leinöl
Date: 2026-11-20 08:00
Category: Holz
Author: Jonas Sommer
Slug: leinoel
Aliases: {folder}/2019/öl/, {folder}/?p=12, /ganz-alt/

[bctt tweet="Leinöl trocknet nicht, es wird fest."]

Siehe [Pinsel]({{filename}}fuenf-pinsel.md) und ![Pinsel]({{static}}/bilder/eigene/pinsel.jpg).
"""
MOVED = f"{FOLDER}/tag/kalk/ /stichworte.html\n{FOLDER}/alt.jpg /bilder/eigene/pinsel.jpg\n"


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves as GitHub Pages does: a folder's index, and the project's own 404 page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(str(self.directory)) / FOLDER.strip("/") / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port(free_port: Callable[[], int]) -> int:
    return free_port()


@pytest.fixture(scope="module")
def built(port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample blog, built for the folder, with old addresses."""
    work = tmp_path_factory.mktemp("hosts")
    content, output = work / "content", work / "output"
    shutil.copytree(ROOT / "content", content)
    (content / "beitraege/leinoel.md").write_text(POST.format(folder=FOLDER), "utf-8")
    (content / "redirects.txt").write_text(MOVED, "utf-8")
    address = f"http://127.0.0.1:{port}{FOLDER}"
    overrides = {
        "PATH": str(content), "OUTPUT_PATH": str(output), "CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False,
        "SITEURL": address, "FEED_DOMAIN": address, "RELATIVE_URLS": False,
        "DRAFT_SAVE_AS": "", "DRAFT_LANG_SAVE_AS": "", "DRAFT_PAGE_SAVE_AS": "",
    }  # fmt: skip
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=overrides)).run()
    return output


@pytest.fixture(scope="module")
def site(built: Path, port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the blog's address after ``make deploy-github`` to a bare repository, checked out and served."""
    if shutil.which("git") is None or not (ROOT / ".venv/bin/ghp-import").exists():
        pytest.skip("needs git and ghp-import")
    work, web = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("web")

    def git(*arguments: str, folder: Path = work) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "--quiet", "--bare", str(work / "fern.git"))
    git("init", "--quiet", ".")
    git("config", "user.name", "x")
    git("config", "user.email", "x@x.example")
    git("commit", "--quiet", "--allow-empty", "-m", "x")
    git("remote", "add", "origin", "fern.git")
    done = make(work, "deploy-github", site=built)
    assert done.returncode == 0, done.stderr
    git("clone", "--quiet", "--branch", "gh-pages", str(work / "fern.git"), str(web / FOLDER.strip("/")))
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", port), functools.partial(Pages, directory=str(web))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{port}{FOLDER}"
    server.shutdown()
    server.server_close()


def fetch(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 — our own server
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def addresses(page: BeautifulSoup, here: str) -> Iterator[str]:
    """Yield every address that a page names: links, files, every size of a picture, pages that lead on."""
    for element in page.select("[href], [src], [poster]"):
        for name in ("href", "src", "poster"):
            if name in element.attrs:
                yield urljoin(here, str(element[name]))
    for element in page.select("[srcset]"):
        for candidate in str(element["srcset"]).split(", "):
            yield urljoin(here, candidate.split(" ")[0])
    for element in page.select('meta[property^="og:image"], meta[property="og:url"]'):
        if str(element["content"]).startswith("http"):
            yield str(element["content"])


def test_every_address_of_every_page_answers_and_none_leaves_the_folder(site: str, port: int) -> None:
    waiting, seen, broken = [f"{site}/"], {f"{site}/"}, []
    while waiting:
        address = waiting.pop()
        status, body = fetch(address)
        if status != 200:
            broken.append(address)
        if not address.endswith((".html", "/")):
            continue
        page = BeautifulSoup(body, "html.parser")
        for found in addresses(page, address):
            bare = urldefrag(found)[0]
            if urlsplit(bare).netloc != f"127.0.0.1:{port}":
                continue
            if not bare.startswith((f"{site}/", site)):
                broken.append(f"{address} → {bare}")
            elif bare not in seen:
                seen.add(bare)
                waiting.append(bare)
    assert broken == []
    assert len(seen) > 150


def test_feeds_sitemap_and_manifest_name_only_what_is_there(site: str, built: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    named = []
    for file in sorted((built / "feeds").glob("*.xml")):
        root = ElementTree.fromstring(fetch(f"{site}/feeds/{file.name}")[1])
        assert root.findtext(f"{atom}id") == f"{site}/feeds/{file.name}"
        named += [link.get("href") for link in root.iter(f"{atom}link")]
        for content in root.iter(f"{atom}content"):
            page = BeautifulSoup(content.text or "", "html.parser")
            named += [str(image["src"]) for image in page.select("img[src]")]
    sitemap = ElementTree.fromstring(fetch(f"{site}/sitemap.xml")[1])
    named += [element.text for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    manifest = json.loads(fetch(f"{site}/site.webmanifest")[1])
    named += [urljoin(f"{site}/site.webmanifest", icon["src"]) for icon in manifest["icons"]]
    named.append(urljoin(f"{site}/site.webmanifest", manifest["start_url"]))
    assert len(named) > 100
    assert {str(address) for address in named if not str(address).startswith(f"{site}/")} == set()
    assert [address for address in dict.fromkeys(named) if fetch(urldefrag(str(address))[0])[0] != 200] == []


def test_old_addresses_and_the_missing_page_work_at_any_depth(site: str) -> None:
    for old, new in (
        ("/2019/%C3%B6l/", f"{site}/leinoel.html"),
        ("/tag/kalk/", f"{site}/stichworte.html"),
    ):
        status, body = fetch(site + old)
        page = BeautifulSoup(body, "html.parser")
        assert status == 200
        link = page.select_one("a[href]")
        assert link is not None
        assert urljoin(site + old, str(link["href"])) == new
    status, body = fetch(f"{site}/a/b/c/gibt-es-nicht.html")
    assert status == 404
    sheet = BeautifulSoup(body, "html.parser").select_one("link[rel=stylesheet]")
    assert sheet is not None
    assert fetch(str(sheet["href"]))[0] == 200


def test_our_own_checks_find_nothing(built: Path, port: int) -> None:
    assert Release(built, f"http://127.0.0.1:{port}{FOLDER}", (), {}).faults() == []


@pytest.mark.browser
def test_search_works_in_the_folder(browser: Any, site: str, port: int) -> None:
    if not available():
        pytest.skip("needs Pagefind: the extra 'search'")
    page = browser.new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url))
    page.goto(f"{site}/suche.html?q=Pinsel")
    page.wait_for_selector(".search__results a")
    for link in page.locator(".search__results a").all():
        assert urljoin(page.url, link.get_attribute("href")).startswith(f"{site}/")
    page.locator(".search__results a").first.click()
    page.wait_for_load_state()
    assert fetch(page.url)[0] == 200
    assert [url for url in foreign if not url.startswith(f"http://127.0.0.1:{port}/")] == []
    page.close()


def test_netlify_reads_our_files_as_they_are_meant(built: Path) -> None:
    if shutil.which("node") is None or not (TOOLS / "node_modules/netlify-redirector").is_dir():
        pytest.skip("needs node and Netlify's packages: python bench/site/quality.py installs them")
    sheet = next((built / "theme").glob("site.*.css")).name
    moved = {
        f"{FOLDER}/2019/%C3%B6l/": f"{FOLDER}/leinoel.html",
        f"{FOLDER}/2019/%C3%B6l": f"{FOLDER}/leinoel.html",
        f"{FOLDER}/?p=12": f"{FOLDER}/leinoel.html",
        f"{FOLDER}/tag/kalk/": f"{FOLDER}/stichworte.html",
        f"{FOLDER}/alt.jpg": f"{FOLDER}/bilder/eigene/pinsel.jpg",
        "/ganz-alt/": f"{FOLDER}/leinoel.html",
    }
    kept = [f"{FOLDER}/", f"{FOLDER}/leinoel.html", f"{FOLDER}/suche.html", f"{FOLDER}/theme/{sheet}"]
    script = Path(__file__).with_name("netlify.mjs")
    done = subprocess.run(
        ["node", str(script), str(TOOLS), str(built), *moved, *kept],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    read = json.loads(done.stdout)
    assert read["errors"] == []
    assert {path: (found["to"], found["status"]) for path, found in read["answers"].items()} == {
        **{old: (new, 301) for old, new in moved.items()},
        **dict.fromkeys(kept, ("", 0)),
    }
    for path in kept:
        headers = read["answers"][path]["headers"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == header_policy(search=available())
        assert ("immutable" in headers.get("Cache-Control", "")) == path.endswith(sheet)
    assert unquote(f"{FOLDER}/2019/%C3%B6l/") in POST.format(folder=FOLDER)
