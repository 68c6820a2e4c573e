"""Measure what browsers, screen readers and validators say of the finished pages, beside another theme.

Usage: python bench/site/quality.py [--tools FOLDER] [--only ours|peer]

Builds the sample blog as ``make publish`` does, with one more post that has ten answers and three quote blocks, and
the same posts with the theme "Engineering" from PyPI and no plugins. Then, in one run for both:

- Lighthouse on the front page, that post, a page and the search,
- axe and pa11y on the same pages, light and dark,
- the Nu HTML checker over every file,
- weight, requests and third parties of a post without pictures,
- links and fragments inside the site that lead nowhere.

Needs Chromium, node with npm, and Java; the tools are installed into a folder of their own. Ends with code 1 where
ours misses a bar.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
NPM_TOOLS = ("lighthouse@12.8.2", "axe-core@4.11.0", "pa11y@9.1.1", "vnu-jar@26.9.27")
NETLIFY = ("@netlify/headers-parser@9.0.3", "netlify-redirector@0.5.0")
"""What Netlify itself reads our files with; tests/publishing/test_hosts.py uses them where they are installed."""
PEER = "pelican-engineering-theme==0.1.0"
CHROMIUM = os.environ.get("CHROME_PATH") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
OURS = "from publishconf import *\nSITEURL = FEED_DOMAIN = {address!r}\nPATH = {content!r}\n"
THEIRS = (
    "from pelicanconf import *\nSITEURL = FEED_DOMAIN = {address!r}\nRELATIVE_URLS = False\nPATH = {content!r}\n"
    "THEME = {theme!r}\nTHEME_TEMPLATES_OVERRIDES = [{templates!r}]\nPLUGINS = []\nMENUITEMS = ()\n"
    "MARKDOWN = {{'output_format': 'html5'}}\nTHEME_STATIC_PATHS = ['static']\n"
    "CACHE_CONTENT = LOAD_CONTENT_CACHE = False\nJINJA_ENVIRONMENT = {{'trim_blocks': True, 'lstrip_blocks': True}}\n"
    "DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = ''\nYEAR_ARCHIVE_SAVE_AS = ''\n"
)
POST = """Title: Was zehn Leute über Leinöl wissen
Date: 2026-11-20 08:00
Category: Holz
Author: Jonas Sommer
Slug: leinoel
Lang: de

Leinöl trocknet nicht, es wird fest. Das dauert, und es riecht.

## Wie lange

[bctt tweet="Leinöl trocknet nicht, es wird fest."]

Bei 20 Grad und trockener Luft sind es drei Tage, im November eher neun.

## Wie dünn

[bctt tweet="Was nach zwanzig Minuten noch steht, gehört abgenommen."]

Was nach zwanzig Minuten noch steht, gehört abgenommen.

## Womit

[bctt tweet="Lappen ausbreiten, nie knüllen: Sie entzünden sich von selbst."]

Lappen ausbreiten, nie knüllen: Sie entzünden sich von selbst. Womit arbeiten Sie?
"""
PAGES = {"home": "", "article": "leinoel.html", "page": "ueber-uns.html", "search": "suche.html"}
LIGHT_ARTICLE = "leinoel.html"
TEXT_TYPES = {".html", ".css", ".js", ".xml", ".svg", ".webmanifest"}


class Server(http.server.ThreadingHTTPServer):
    """Takes no notice of browsers that hang up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a web server would: texts compressed, the site's own page where there is none."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        target = path if found else Path(str(self.directory)) / "404.html"
        body = target.read_bytes() if target.is_file() else b"not found"
        self.send_response(200 if found else 404)
        if target.suffix in TEXT_TYPES and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(target)) + self._charset(target))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""

    @staticmethod
    def _charset(path: Path) -> str:
        return "; charset=utf-8" if path.suffix in TEXT_TYPES else ""


def install(tools: Path) -> None:
    """Install the npm tools and the peer's theme into ``tools``."""
    wanted = "\n".join((*NPM_TOOLS, *NETLIFY, PEER))
    mark = tools / "installed.txt"
    if mark.is_file() and mark.read_text("utf-8") == wanted:
        return
    tools.mkdir(parents=True, exist_ok=True)
    (tools / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", *NPM_TOOLS, *NETLIFY]
    subprocess.run(npm, cwd=tools, check=True)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(tools / "peer"),
        PEER,
    ]
    subprocess.run(pip, check=True)
    mark.write_text(wanted, encoding="utf-8")


def write_content(content: Path) -> None:
    """Copy the sample blog and add the post with ten answers and three quotes."""
    shutil.copytree(ROOT / "content", content)
    (content / "beitraege/leinoel.md").write_text(POST, encoding="utf-8")
    answers = content / "antworten/leinoel"
    answers.mkdir()
    for number in range(10):
        reply = f"Reply-To: 2026-11-21-leser-{number - 1}\n" if number % 3 == 1 else ""
        head = f"Name: Leserin {number}\nDate: 2026-11-21 {8 + number}:00\n{reply}"
        text = f"{head}\nBei mir waren es {number + 2} Tage.\n"
        (answers / f"2026-11-21-leser-{number}.md").write_text(text, encoding="utf-8")


def build(name: str, settings: str, work: Path) -> Path:
    """Build one site and return its folder."""
    conf, output = work / f"{name}_conf.py", work / name
    conf.write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "pelican", "-s", str(conf), "-o", str(output), "-q", "--fatal", "errors"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    return output


def lighthouse(tools: Path, address: str, report: Path) -> dict[str, Any]:
    """Return the four scores, 0–100, and the names of the audits that failed."""
    command = [str(tools / "node_modules/.bin/lighthouse"), address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={FLAGS}"]
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": CHROMIUM}, stderr=subprocess.DEVNULL)
    found = json.loads(report.read_text("utf-8"))
    scores = [round(100 * (found["categories"][name]["score"] or 0)) for name in CATEGORIES]
    failed = {
        reference["id"]
        for name in CATEGORIES
        for reference in found["categories"][name]["auditRefs"]
        if reference["weight"]
        and (found["audits"][reference["id"]]["score"] or 0) < 0.9
        and found["audits"][reference["id"]]["scoreDisplayMode"] != "notApplicable"
    }
    return {"scores": scores, "failed": sorted(failed)}


def axe(tools: Path, browser: Browser, address: str, scheme: Any) -> Counter[str]:  # noqa: ANN401 — a literal of Playwright's
    """Return how many elements violate each of axe's rules."""
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.add_script_tag(path=str(tools / "node_modules/axe-core/axe.min.js"))
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.length]))")
    context.close()
    return Counter(dict(found))


def pa11y(tools: Path, address: str, scheme: str, work: Path) -> Counter[str]:
    """Return how often pa11y (HTML CodeSniffer, WCAG 2 AA) finds each error."""
    dark = ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    config = work / f"pa11y-{scheme}.json"
    launch = {"executablePath": CHROMIUM, "args": [*FLAGS.split(), *dark]}
    config.write_text(json.dumps({"chromeLaunchConfig": launch}), encoding="utf-8")
    command = [str(tools / "node_modules/.bin/pa11y"), "--config", str(config), "--reporter", "json", address]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"pa11y: {done.stderr.strip()[:300]}")
    return Counter(issue["code"].rpartition("WCAG2AA.")[2] for issue in json.loads(done.stdout or "[]"))


def validate(tools: Path, output: Path) -> list[str]:
    """Return the Nu HTML checker's errors over every HTML, CSS and SVG file."""
    jar = next((tools / "node_modules/vnu-jar").rglob("vnu.jar"))
    errors = []
    for skip in ("--skip-non-html", "--skip-non-css", "--skip-non-svg"):
        command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", skip, str(output)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        for message in json.loads(done.stderr)["messages"]:
            file = message.get("url", "").partition(f"{output.name}/")[2]
            errors.append(f"{file}:{message.get('lastLine', 0)}: {message['message']}")
    return errors


def weigh(browser: Browser, address: str) -> tuple[float, int, int]:
    """Return KiB uncompressed, requests, and requests to others, of one page."""
    page = browser.new_page()
    sizes: list[int] = []
    hosts: list[str] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.on("request", lambda request: hosts.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.close()
    host = urlsplit(address).netloc
    return sum(sizes) / 1024, len(sizes), sum(urlsplit(url).netloc not in {host, ""} for url in hosts)


def broken_links(output: Path, address: str) -> list[str]:
    """Return the links inside the site whose file or fragment does not exist."""
    pages = {path: BeautifulSoup(path.read_bytes(), "html.parser") for path in output.rglob("*.html")}
    anchors = {path: {str(e["id"]) for e in page.select("[id]")} for path, page in pages.items()}
    broken = []
    for path, page in sorted(pages.items()):
        here = f"{address}/{path.relative_to(output).as_posix()}"
        for element in page.select("a[href], link[href], img[src], script[src], source[src], video[src]"):
            target, fragment = urldefrag(urljoin(here, str(element.get("href") or element.get("src"))))
            if not target.startswith(f"{address}/") and target != address:
                continue
            file = output / unquote(urlsplit(target).path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            gone = not file.is_file() or (
                fragment and file in anchors and unquote(fragment) not in anchors[file]
            )
            if gone:
                broken.append(f"{path.relative_to(output)} → {target}{'#' if fragment else ''}{fragment}")
    return broken


def measure(name: str, output: Path, address: str, tools: Path, work: Path) -> list[str]:
    """Print one site's figures and return what misses a bar."""
    missed: list[str] = []
    pages = {kind: file for kind, file in PAGES.items() if (output / (file or "index.html")).is_file()}
    print(f"\n{name}")
    for kind, file in pages.items():
        result = lighthouse(tools, f"{address}/{file}", work / "lighthouse.json")
        print(
            f"  Lighthouse {kind:8} {'/'.join(map(str, result['scores'])):18} {', '.join(result['failed'])}"
        )
        performance, *others = result["scores"]
        if performance < 99 or others != [100, 100, 100]:
            missed.append(f"Lighthouse {kind}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split()[1:])
        for scheme in ("light", "dark"):
            for kind, file in pages.items():
                for tool, found in (
                    ("axe", axe(tools, browser, f"{address}/{file}", scheme)),
                    ("pa11y", pa11y(tools, f"{address}/{file}", scheme, work)),
                ):
                    listed = ", ".join(f"{count} × {rule}" for rule, count in found.most_common(4))
                    print(f"  {tool:5} {kind:8} {scheme:6} {found.total():4} {listed}")
                    if found.total():
                        missed.append(f"{tool} {kind} {scheme}")
        kib, requests, foreign = weigh(browser, f"{address}/{LIGHT_ARTICLE}")
        browser.close()
    print(f"  article without pictures: {kib:.0f} KiB, {requests} requests, {foreign} third party")
    if kib > 60 or requests > 6 or foreign:
        missed.append("weight")
    for what, errors in (
        ("validator", validate(tools, output)),
        ("broken links", broken_links(output, address)),
    ):
        print(f"  {what}: {len(errors)}", *errors[:8], sep="\n    " if errors else "")
        if errors:
            missed.append(what)
    return missed


def main() -> int:
    """Build both sites, measure both, and return 1 where ours misses a bar."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tools", type=Path, default=ROOT / ".klartext/quality-tools")
    parser.add_argument("--only", choices=("ours", "peer"))
    arguments = parser.parse_args()
    tools = arguments.tools.resolve()
    install(tools)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        content = work / "content"
        write_content(content)
        theme = str(next((tools / "peer").glob("*/theme")))
        templates = work / "templates"  # the other theme has pages of one kind
        templates.mkdir()
        for name in ("imprint", "privacy"):
            (templates / f"{name}.html").write_text('{% extends "page.html" %}', encoding="utf-8")
        missed: list[str] = []
        for name, kind, settings in (("Klartext", "ours", OURS), (PEER, "peer", THEIRS)):
            if arguments.only not in (None, kind):
                continue
            handler = functools.partial(Pages, directory=str(work / kind))
            server = Server(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}"
            output = build(
                kind,
                settings.format(address=address, content=str(content), theme=theme, templates=str(templates)),
                work,
            )
            found = measure(name, output, address, tools, work)
            missed += found if kind == "ours" else []
            server.shutdown()
    if arguments.only != "peer":
        print("\nevery bar is met" if not missed else f"\nmissed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
