"""Isso beside the blog: off by default, on one's own host, and through the preview under the pages' policy."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from klartext.answers.isso import PORT, isso_configuration, released_answers, salt_of
from klartext.preview.server import PreviewServer
from klartext.settings import AnswersSettings, SettingsError, parse_settings

from .conftest import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
ISSO = ROOT / ".venv/isso/bin/isso"
POST = {"kalk.md": "Title: Kalk\nDate: 2026-03-14\nSlug: kalk\n\nText.\n"}


def test_pages_know_nothing_of_isso_by_default(build: Callable[..., Path]) -> None:
    page = (build(POST) / "kalk.html").read_text("utf-8")
    assert "isso" not in page


@pytest.mark.parametrize(
    "path", ["https://isso.example", "isso", "/isso/", "//isso.example", "/a b", "/../x"]
)
def test_only_a_path_on_the_own_host_is_taken(path: str) -> None:
    with pytest.raises(SettingsError, match=r"'isso'.*must be a path on your own host"):
        parse_settings({"answers": {"isso": path}})


def test_the_configuration_reviews_everything_and_keeps_its_salt(tmp_path: Path) -> None:
    file = tmp_path / "isso.cfg"
    text = isso_configuration(
        AnswersSettings(isso="/isso"),
        ["http://localhost:8000", "https://x.example/blog"],
        tmp_path / "a.db",
        salt_of(file),
    )
    file.write_text(text)
    assert salt_of(file) in text
    assert "host = \n\thttp://localhost:8000/\n\thttps://x.example/\n" in text
    assert "[moderation]\nenabled = true" in text
    assert f"listen = http://127.0.0.1:{PORT}/" in text
    assert "public-endpoint = http://localhost:8000/isso" in text
    file.write_text("[broken")
    assert len(salt_of(file)) == 32


def command(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "klartext", "--lang", "en", "answers", "isso", *arguments],
        cwd=root, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    settings = tmp_path / "pelicanconf.py"
    (tmp_path / "content").mkdir()
    settings.write_text("PATH = 'content'\n")
    done = command(tmp_path)
    assert (done.returncode, done.stderr.startswith("klartext: Isso is switched off")) == (2, True)
    settings.write_text("PATH = 'content'\nKLARTEXT = {'answers': {'isso': '/isso'}}\n")
    assert "at which address" in command(tmp_path).stderr
    done = command(tmp_path, "--site", "http://localhost:8000")
    assert done.returncode == 0
    file = Path(done.stdout.strip())
    assert file == tmp_path / "isso/isso.cfg"
    assert file.stat().st_mode & 0o077 == 0


def isso_database(file: Path, *comments: tuple[str, int]) -> None:
    """Write the tables of Isso 0.14 with comments, each the path of its page and its mode (1 shown, 2 waiting)."""
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(
            "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256))"
        )
        database.execute(
            "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, mode INTEGER)"
        )
        for number, uri in enumerate(dict.fromkeys(uri for uri, _ in comments)):
            database.execute("INSERT INTO threads VALUES (?, ?, '')", (number, uri))
        for uri, mode in comments:
            database.execute(
                "INSERT INTO comments (tid, mode) SELECT id, ? FROM threads WHERE uri = ?", (mode, uri)
            )


def test_answers_in_isso_are_counted_where_posts_are_listed(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    isso_database(
        tmp_path / "isso/answers.sqlite3",
        ("/kalk.html", 1),
        ("/kalk.html", 1),
        ("/kalk.html", 2),
        ("/fort.html", 1),
    )
    posts = POST | {
        "antworten/kalk/a.md": answer(),
        "lehm.md": POST["kalk.md"].replace("kalk", "lehm").replace("Kalk", "Lehm"),
    }
    output = build(posts, answers={"isso": "/isso"})
    counts = {card.select_one("a")["href"]: card.select_one(".meta").get_text() for card in cards(output)}
    assert "3 Antworten" in counts["./kalk.html"]
    assert "Antwort" not in counts["./lehm.html"]
    assert '"commentCount": 3' in (output / "kalk.html").read_text("utf-8")
    off = build(posts, answers={"mail": "a@sommer.example"})
    assert "1 Antwort" in cards(off)[0].get_text() + cards(off)[1].get_text()


def cards(output: Path) -> list[Any]:
    return BeautifulSoup((output / "index.html").read_text("utf-8"), "html.parser").select(".card")


def test_a_damaged_database_is_one_line_and_no_stop(
    build: Callable[..., Path],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "isso").mkdir()
    (tmp_path / "isso/answers.sqlite3").write_bytes(b"no database, however long it is")
    assert (build(POST, answers={"isso": "/isso"}) / "kalk.html").is_file()
    assert "die Antworten in Isso lassen sich nicht zählen" in caplog.text + capfd.readouterr().err
    assert released_answers(tmp_path / "nichts.sqlite3") == {}


# --- the real one, on this machine


@pytest.fixture
def served(
    build: Callable[..., Path], free_port: Callable[[], int], tmp_path: Path
) -> Iterator[tuple[str, Path]]:
    """Return the address of a preview with Isso behind it, and Isso's log."""
    if not ISSO.exists():
        if os.environ.get("KLARTEXT_REQUIRE_ISSO") == "1":
            pytest.fail("KLARTEXT_REQUIRE_ISSO=1, but there is no Isso: make .venv/isso/.ready")
        pytest.skip("no Isso here: make .venv/isso/.ready")
    output = build(POST, answers={"isso": "/isso", "mail": "antworten@sommer-maler.example"})
    port = free_port()
    server = PreviewServer(0, output, "pagefind", lambda: None, ("/isso", port))
    home = f"http://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    config = isso_configuration(AnswersSettings(isso="/isso"), [home], tmp_path / "a.sqlite3", "ab" * 16)
    (tmp_path / "isso.cfg").write_text(config.replace(f":{PORT}/", f":{port}/"))
    log = tmp_path / "isso.log"
    with log.open("w") as written:
        process = subprocess.Popen([ISSO, "-c", tmp_path / "isso.cfg", "run"], stdout=written, stderr=written)
    try:
        for _ in range(100):
            try:
                fetch(f"{home}/isso/js/embed.min.js")
                break
            except OSError:
                time.sleep(0.1)
        yield home, log
    finally:
        process.terminate()
        process.wait(20)
        server.shutdown()


def fetch(address: str, method: str = "GET") -> bytes:
    request = urllib.request.Request(address, method=method)  # noqa: S310 — our own server
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 — as above
        content: bytes = answer.read()
        return content


def shown(home: str) -> list[dict[str, Any]]:
    try:
        replies: list[dict[str, Any]] = json.loads(fetch(f"{home}/isso/?uri=%2Fkalk.html"))["replies"]
    except urllib.error.HTTPError:
        return []
    return replies


@pytest.mark.browser
def test_an_answer_is_written_reviewed_and_shown_under_the_pages_policy(
    browser: Any, served: tuple[str, Path], tmp_path: Path
) -> None:
    home, log = served
    page = browser.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{home}/kalk.html")
    page.fill(
        ".isso-textarea",
        "Wie lange?\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![b](https://b.example/x.png)",
    )
    page.fill("#isso-postbox-author", "Jutta <b>Brand</b>")
    page.click(".isso-post-action input[type=submit]")
    page.wait_for_selector(".isso-comment .isso-text p")
    assert shown(home) == []  # nobody else sees it before it was reviewed
    found = None
    for _ in range(50):
        if found := re.search(r"/isso/id/\d+/activate/\S+", log.read_text("utf-8")):
            break
        time.sleep(0.1)
    assert found is not None, log.read_text("utf-8")
    fetch(home + found[0], "POST")
    (reply,) = shown(home)
    assert "<script" not in reply["text"]
    assert "javascript:" not in reply["text"].replace("&#x27;", "").split("href=")[-1][:20]
    assert "<b>" not in reply["author"]
    page.reload()
    page.wait_for_selector("text=Wie lange?")
    assert page.locator(".isso-textarea").first.get_attribute("aria-label") == "Ihre Antwort"
    assert page.get_by_label("Ihre Antwort").count() == page.locator("textarea").count() > 0
    assert released_answers(tmp_path / "a.sqlite3") == {"/kalk.html": 1}
    assert (
        page.locator("script:not([src])").count()
        == page.locator("script[type='application/ld+json']").count()
    )
    assert {url for url in requests if not url.startswith(home)} == set()
    assert [line for line in complaints if "404" not in line] == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_issos_form(browser: Any, served: tuple[str, Path], scheme: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{served[0]}/kalk.html")
    page.wait_for_selector(".isso-textarea")
    page.wait_for_selector(".isso-thread-heading:not(:empty)")  # the number of answers comes last
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(v["id"], [node["html"][:150] for node in v["nodes"]]) for v in found] == []
    context.close()
