"""``klartext serve``: a real 404, word of each build to the browser, findings beside drafts, and a clean end."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from klartext.theme_support.search_index import available

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SETTINGS = """
import sys
sys.path.insert(0, {root!r})
from runpy import run_path
globals().update({{name: value for name, value in run_path({root!r} + "/pelicanconf.py").items() if name.isupper()}})
PATH, THEME, PLUGIN_PATHS, PLUGINS = "content", "theme", ["plugins"], ["klartext", "eigenes"]
SITENAME = "Probe"
"""
POST = "Title: Der Kalk\nDate: 2026-03-14\nSlug: kalk\nCategory: Farbe\n\nKalk puffert Feuchte.\n"
DRAFT = "Title: Idee\nDate: 2026-03-15\nSlug: idee\nCategory: Farbe\nStatus: draft\n\nWir sind weltweit führend.\n"
PLUGIN = """
from pelican import signals


def name(generator):
    generator.context["SITENAME"] = "Erster Name"


def register():
    signals.generator_init.connect(name)
"""


class Preview:
    """A served site."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-m", "klartext", "--lang", "de", "serve", "--port", "0"],
            cwd=root,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            # A test run in the background ignores Ctrl+C, and so would whatever it starts.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 — no threads here
        )
        self.lines: list[str] = []
        self.port = int(self.read_until(r"http://localhost:(\d+)/"))

    def read_until(self, pattern: str) -> str:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError("".join(self.lines))

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
        response = connection.getresponse()
        text = response.read().decode()
        assert response.getheader("Cache-Control") == "no-store"
        return response.status, text

    def events(self) -> Iterator[str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/-/changes", headers={"Host": f"localhost:{self.port}"})
        response = connection.getresponse()
        while line := response.readline().decode():
            if line.startswith("event: "):
                yield line.removeprefix("event: ").strip()

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, "utf-8")

    def end(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("preview")
    (root / "pelicanconf.py").write_text(SETTINGS.format(root=str(ROOT)))
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copytree(ROOT / "content/bilder/eigene", root / "content/bilder/eigene")
    (root / "plugins").mkdir()
    (root / "plugins/eigenes.py").write_text(PLUGIN)
    (root / "content/kalk.md").write_text(POST)
    (root / "content/idee.md").write_text(DRAFT)
    served = Preview(root)
    time.sleep(1)  # the watcher starts after the address has been printed
    yield served
    served.end()


def test_pages_and_drafts_are_shown_with_the_script_that_reloads_them(preview: Preview) -> None:
    status, text = preview.get("/")
    assert status == 200
    assert "Der Kalk" in text
    assert '<script type="module" src="/-/reload.js"></script></head>' in text
    assert preview.get("/-/reload.js")[0] == 200
    assert preview.get("/theme/search.js")[0] == 200


def test_what_is_not_there_is_not_found(preview: Preview) -> None:
    status, text = preview.get("/weg/ganz/weg.html")
    assert status == 404
    assert '<base href="/">' in text
    assert "404" in text
    assert preview.get("/../pelicanconf.py")[0] == 404
    assert preview.get("/%2e%2e/pelicanconf.py")[0] == 404


def test_other_sites_may_not_look(preview: Preview) -> None:
    assert preview.get("/", host="boese.example")[0] == 403
    assert preview.get("/", host="127.0.0.1")[0] == 200


def test_findings_stand_in_the_draft_and_nowhere_else(preview: Preview) -> None:
    draft = preview.get("/entwuerfe/idee.html")[1]
    assert "boastful-superlative" in draft
    assert "weltweit führend" in draft
    assert "draft__finding" not in preview.get("/kalk.html")[1]


@pytest.mark.skipif(not available(), reason="needs pagefind")
def test_the_search_index_is_made_when_it_is_asked_for(preview: Preview) -> None:
    assert not (preview.root / ".klartext/preview/pagefind/pagefind.js").exists()
    assert preview.get("/pagefind/pagefind.js")[0] == 200


def test_each_change_is_built_and_told(preview: Preview) -> None:
    events = preview.events()
    preview.write("content/idee.md", DRAFT.replace("Wir sind weltweit führend.", "Kalk puffert Feuchte."))
    assert next(events) == "built"
    assert "boastful-superlative" not in preview.get("/entwuerfe/idee.html")[1]
    footer = preview.root / "theme/templates/partials/footer.html"
    footer.write_text(footer.read_text("utf-8") + "<p>Neuer Fuß</p>", "utf-8")
    assert next(events) == "built"
    assert "Neuer Fuß" in preview.get("/kalk.html")[1]
    assert "Erster Name" in preview.get("/")[1]
    preview.write("plugins/eigenes.py", PLUGIN.replace("Erster", "Zweiter"))
    assert next(events) == "built"
    assert "Zweiter Name" in preview.get("/")[1]


def test_a_build_that_fails_leaves_the_last_good_state(preview: Preview) -> None:
    events = preview.events()
    preview.write("content/kalk.md", POST.replace("Title: Der Kalk\n", ""))
    assert next(events) == "failed"
    assert "Der Kalk" in preview.get("/kalk.html")[1]
    preview.write("content/kalk.md", POST.replace("Feuchte", "Dampf"))
    assert next(events) == "built"
    assert "Dampf" in preview.get("/kalk.html")[1]


def test_a_port_that_is_taken_is_told(preview: Preview) -> None:
    command = [sys.executable, "-m", "klartext", "serve", "--port"]
    for port in (str(preview.port), "70000"):
        done = subprocess.run(
            [*command, port], cwd=preview.root, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 2
        assert done.stderr.startswith("klartext: ")
        assert done.stderr.count("\n") == 1


@pytest.mark.browser
def test_the_browser_reloads_by_itself(browser: Any, preview: Preview) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"http://localhost:{preview.port}/kalk.html")
    preview.write("content/kalk.md", POST.replace("Feuchte", "Nässe"))
    page.wait_for_selector("text=Nässe", timeout=60_000)
    preview.write("content/kalk.md", POST.replace("Title: Der Kalk\n", ""))
    page.wait_for_selector("[data-preview-failure]", timeout=60_000)
    assert complaints == []
    page.close()


def test_interrupting_ends_it_and_its_helper(preview: Preview) -> None:
    children = Path(f"/proc/{preview.process.pid}/task/{preview.process.pid}/children")
    helpers = children.read_text().split() if children.exists() else []
    assert preview.end() == 0
    assert not [helper for helper in helpers if Path(f"/proc/{helper}").exists()]
