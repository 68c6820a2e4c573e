"""A real WordPress moves in: everything it shows its readers is compared with the built blog that came out.

Run: python bench/moving_in/real_wordpress.py [--keep FOLDER]
Needs Debian's packages wordpress, php-cli, php-mysql, php-gd, php-xml, php-mbstring and mariadb-server; without
them it says so and ends with 2. It installs a fresh blog (``wordpress/blog.php``) on a database that listens on a
socket in a temporary folder, exports it with WordPress's own exporter, runs ``klartext import``, ``build --fatal
errors`` and ``lint``, and compares. Prints a table, then what differs; ends with 1 if anything does.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
WORDPRESS = Path("/usr/share/wordpress")
HOST = "http://sommer-maler.example"
_WORDPRESS_CONF = """<?php
define( 'DB_NAME', 'blog' ); define( 'DB_USER', 'root' ); define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:%s' ); define( 'DB_CHARSET', 'utf8mb4' ); define( 'DB_COLLATE', '' );
define( 'WP_HOME', '%s' ); define( 'WP_SITEURL', '%s' ); define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true ); define( 'WP_DEBUG', false ); define( 'WP_CONTENT_DIR', __DIR__ . '/wp-content' );
ini_set( 'display_errors', '0' );
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY' ) as $key ) { define( $key, 'nur-hier' ); }
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', __DIR__ . '/' ); }
require_once ABSPATH . 'wp-settings.php';
"""
_CONF = """
SITENAME = "Malerbetrieb Sommer"
SITEURL = ""
PATH = "content"
DEFAULT_LANG = "de"
TIMEZONE = "Europe/Berlin"
PAGE_PATHS = ["seiten"]
STATIC_PATHS = ["bilder"]
ARTICLE_PATHS = ["beitraege"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{slug}.html"
PLUGINS = ["klartext"]
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = ["templates"]
FEED_ALL_ATOM = "feeds/alle.atom.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
KLARTEXT = {"company": {"name": "Malerbetrieb Sommer"}}
"""


@dataclass
class Tally:
    """How many of what WordPress holds came over, and which did not."""

    found: dict[str, list[int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def count(self, kind: str, what: str, right: object, expected: object = "", got: object = "") -> None:
        """Count one thing."""
        have = self.found.setdefault(kind, [0, 0])
        have[1] += 1
        if right:
            have[0] += 1
        else:
            self.missing.append(f"{kind}: {what}: expected {expected!r}, got {got!r}"[:600])

    def same(self, kind: str, what: str, expected: object, got: object) -> None:
        """Count one thing that must be equal."""
        self.count(kind, what, expected == got, expected, got)


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it")
    arguments = parser.parse_args()
    needed = {"php": "php-cli php-mysql php-gd php-xml php-mbstring", "mariadbd": "mariadb-server"}
    absent = [package for program, package in needed.items() if not _program(program)]
    if not (WORDPRESS / "wp-load.php").is_file():
        absent.insert(0, "wordpress")
    if absent:
        print(f"skipped: needs Debian's packages; apt-get install --no-install-recommends {' '.join(absent)}")
        return 2
    with contextlib.ExitStack() as stack:
        if arguments.keep:
            folder = arguments.keep.resolve()
            folder.mkdir(parents=True, exist_ok=True)
        else:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="moving-in-")))
        state = _wordpress(folder)
        site = folder / "site"
        _move(folder, site)
        tally = Tally()
        _compare(state, site, tally)
    print(f"WordPress {state['version']}")
    for kind, (right, all_) in tally.found.items():
        print(f"{kind:<28}{right:>5} of {all_:>5}  {right / all_:7.2%}")
    print("\n".join(tally.missing))
    return 1 if tally.missing else 0


def _program(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin") or ""


def _wordpress(folder: Path) -> dict[str, Any]:
    """Fill a fresh WordPress; leaves ``export.xml``, ``users.json`` and ``wordpress/wp-content/uploads`` behind."""
    blog = folder / "wordpress"
    if not blog.is_dir():
        shutil.copytree(WORDPRESS, blog, ignore_dangling_symlinks=True)
    socket = folder / "db.sock"
    (blog / "wp-config.php").write_text(_WORDPRESS_CONF % (socket, HOST, HOST), encoding="utf-8")
    shutil.copy(HERE / "wordpress" / "blog.php", blog / "blog.php")
    shutil.rmtree(blog / "wp-content" / "uploads", ignore_errors=True)
    with _database(folder, socket):

        def php(step: str) -> str:
            done = subprocess.run(
                [_program("php"), "-d", "memory_limit=512M", "blog.php", step],
                cwd=blog,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            if done.returncode:
                sys.exit(
                    f"blog.php {step} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
                )
            return done.stdout

        php("fill")
        (folder / "export.xml").write_text(php("export"), encoding="utf-8")
        (folder / "users.json").write_text(php("users"), encoding="utf-8")
        state: dict[str, Any] = json.loads(php("state"))
        (folder / "state.json").write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
    return state


@contextlib.contextmanager
def _database(folder: Path, socket: Path) -> Iterator[None]:
    """Run a database that hears nothing but a socket in this folder."""
    data = folder / "database"
    shutil.rmtree(data, ignore_errors=True)
    user = [f"--user={'root' if os.geteuid() == 0 else os.environ.get('USER', 'mysql')}"]
    common = ["--no-defaults", f"--datadir={data}", *user]
    subprocess.run(
        [
            _program("mariadb-install-db"),
            *common,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = subprocess.Popen(
        [
            _program("mariadbd"),
            *common,
            f"--socket={socket}",
            "--skip-networking",
            f"--pid-file={folder / 'db.pid'}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    client = [_program("mariadb"), "--no-defaults", f"--socket={socket}", "-uroot", "-e"]
    try:
        for _ in range(150):
            if not subprocess.run([*client, "select 1"], check=False, capture_output=True).returncode:
                break
            time.sleep(0.2)
        subprocess.run([*client, "create database blog character set utf8mb4"], check=True)
        yield
    finally:
        server.terminate()
        server.wait(30)


def _move(folder: Path, site: Path) -> None:
    shutil.rmtree(site, ignore_errors=True)
    (site / "content").mkdir(parents=True)
    (site / "pelicanconf.py").write_text(_CONF, encoding="utf-8")
    (site / "templates").mkdir()
    for kind in ("article", "page"):
        bare = f"<title>{{{{ {kind}.title }}}}</title><main>{{{{ {kind}.content }}}}</main>"
        (site / "templates" / f"{kind}.html").write_text(bare, encoding="utf-8")
    klartext = [sys.executable, "-m", "klartext"]
    uploads = folder / "wordpress" / "wp-content" / "uploads"
    moving = [
        "import",
        "wordpress",
        folder / "export.xml",
        "--media",
        uploads,
        "--authors",
        folder / "users.json",
    ]
    for command, fine in (
        ([*moving, "--field", "untertitel"], {0, 1}),
        (["build"], {0}),
        (["lint", "--format", "json"], {0, 1}),
    ):
        done = subprocess.run(
            [*klartext, *map(str, command)], cwd=site, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode not in fine:
            sys.exit(f"klartext {command[0]} ended with {done.returncode}\n{done.stdout}{done.stderr}")


def _header(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").partition("\n\n")[0].split("\n")
    return {key: value for key, _, value in (line.partition(": ") for line in lines)}


def _words(source: str) -> list[str]:
    """Return the words that readers see; what stands in the new blog as a link or a caption counts as text."""
    soup = BeautifulSoup(source, "html.parser")
    for tag in soup.select("script, style, form, .klartext-draft"):
        tag.decompose()
    for tag in soup.find_all("pre"):
        tag.string = tag.get_text()  # colours cut words in pieces
    text = soup.get_text(" ").replace("\N{SOFT HYPHEN}", "").replace("\xa0", " ")
    # We set a dash before the source of a quotation, as a theme's style sheet does.
    return re.findall(r"[^\s—]+", re.sub(r"([^\w])", r" \1 ", text))


def _compare(state: dict[str, Any], site: Path, tally: Tally) -> None:
    report = json.loads((site / "umzug" / "report.json").read_text(encoding="utf-8"))
    manifest = json.loads((site / "umzug" / "manifest.json").read_text(encoding="utf-8"))["files"]
    moved_to = _redirects(site)
    public = [e for e in state["entries"] if e["status"] == "publish" and not e["password"]]
    for entry in state["entries"]:
        _entry(entry, manifest, site, moved_to, tally)
    paths = report["categories"]
    for category in state["categories"]:
        tally.count(
            "categories with parents",
            category["path"][-1],
            category["path"] in paths,
            category["path"],
            paths,
        )
        if any(category["path"][-1] in entry["categories"] for entry in public):
            _address("addresses of categories", category["link"], site, moved_to, tally)
    for tag in state["tags"]:
        if any(tag["name"] in entry["tags"] for entry in public):
            _address("addresses of tags", tag["link"], site, moved_to, tally)
    known = {author["name"]: author for author in report["authors"]}
    for author in state["authors"]:
        found = known.get(author["name"], {})
        tally.count("authors", author["name"], found, author["name"], sorted(known))
        biography = html.unescape(author["biography"])
        tally.same("biographies", author["name"], " ".join(biography.split()), found.get("biography"))
        _address("addresses of authors", author["link"], site, moved_to, tally)
    for picture in state["media"]:
        file = site / "content" / "bilder" / picture["file"]
        tally.count("media files", picture["file"], file.is_file() or "-scaled" in picture["file"])
        _address("addresses of pictures", picture["address"], site, moved_to, tally)
        _address("attachment pages", picture["link"], site, moved_to, tally)
    _address("feed", f"{HOST}/feed/", site, moved_to, tally)
    left = report["not_imported"]
    # WordPress itself leaves spam out of its exports.
    for key, ours in (("pending", "answers_pending"), ("pingbacks", "pingbacks")):
        tally.same("left out, and counted", key, state["left"][key], left.get(ours, 0))


def _entry(
    entry: dict[str, Any], manifest: dict[str, Any], site: Path, moved_to: dict[str, str], tally: Tally
) -> None:
    kind, name = f"{entry['kind']}s", f"{entry['id']} {entry['title']!r}"
    path = site / manifest.get(f"entry-{entry['id']}", [""])[0]
    tally.count(kind, name, path.is_file())
    if not path.is_file():
        return
    header = _header(path)
    public = entry["status"] == "publish" and not entry["password"]
    tally.same("titles", name, " ".join(entry["title"].split()) or entry["slug"], header["Title"])
    tally.same("dates", name, entry["date"][:16], header["Date"][:16])
    tally.same("status", name, "published" if public else "draft", header["Status"])
    if entry["slug"]:
        tally.same("slugs", name, unquote(entry["slug"]), header["Slug"])
    if entry["kind"] == "post":
        tally.same("authors of posts", name, entry["author"], header["Author"])
        tally.same("sticky", name, entry["sticky"], header.get("Sticky") == "yes")
        if entry["subtitle"]:
            tally.same("custom fields", name, entry["subtitle"], header.get("untertitel"))
        _terms(entry, header, name, tally)
    if entry["excerpt"]:
        tally.same("excerpts", name, html.unescape(entry["excerpt"]), header.get("Summary"))
    if entry["cover"]:
        tally.same("featured pictures", name, entry["cover"], header.get("Cover", "").rpartition("/")[2])
        tally.same("alternative texts", name, entry["cover_alt"], header.get("Cover_alt", ""))
    page = _page(site, header["Slug"], entry["kind"], public=public)
    body = _body(page)
    if entry["title"]:
        expected = _shown(entry["html"])
        got = _shown(body)
        changes = [line for line in difflib.ndiff(expected, got) if line[0] in "+-"]
        tally.count("texts, word for word", name, not changes, "the same words", " ".join(changes))
        _pictures(entry["html"], body, name, tally)
    if public:
        _address("addresses", entry["link"], site, moved_to, tally)
        _address("plain addresses (?p=)", f"{HOST}/?p={entry['id']}", site, moved_to, tally)
    _answers(entry, site, header["Slug"], tally)


def _terms(entry: dict[str, Any], header: dict[str, str], name: str, tally: Tally) -> None:
    separator = ";" if header.get("Tags", "").endswith(";") or ";" in header.get("Tags", "") else ","
    tags = {tag.strip() for tag in header.get("Tags", "").split(separator)}
    for tag in entry["tags"]:
        tally.count("tags of posts", f"{name} {tag}", tag in tags, tag, tags)
    named = {
        part.rpartition(" > ")[2] for part in header.get("Categories", header.get("Category", "")).split("; ")
    }
    for category in entry["categories"]:
        tally.count("categories of posts", f"{name} {category}", category in named, category, named)


def _page(site: Path, slug: str, kind: str, *, public: bool) -> str:
    folder = "pages/" if kind == "page" else ""
    drafts = "" if public else "drafts/"
    file = site / "output" / drafts / folder / f"{slug}.html"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _body(page: str) -> str:
    """Return the text of a post without the links with which a quote is shared."""
    content = BeautifulSoup(page, "html.parser").find("main")
    if not isinstance(content, Tag):
        return ""
    for extra in content.select(".quote-prompt, .quote-links"):
        extra.decompose()
    return str(content)


def _shown(source: str) -> list[str]:
    """Return the words; a caption is a picture's title in Markdown."""
    soup = BeautifulSoup(source, "html.parser")
    for picture in soup.find_all("img"):
        picture.replace_with(f" {picture.get('title') or ''} ")
    return _words(str(soup))


def _pictures(expected: str, got: str, name: str, tally: Tally) -> None:
    def texts(source: str) -> list[str]:
        return [str(tag.get("alt") or "") for tag in BeautifulSoup(source, "html.parser").find_all("img")]

    ours = texts(got)
    for number, text in enumerate(texts(expected)):
        # Where a post names none, the media library's word may stand in.
        same = number < len(ours) and (ours[number] == text or not text)
        tally.count("alternative texts", f"{name} picture {number + 1}", same, text, ours)


def _answers(entry: dict[str, Any], site: Path, slug: str, tally: Tally) -> None:
    import markdown  # noqa: PLC0415 — as answers are rendered

    for comment in entry["comments"]:
        name = f"{slug} {comment['id']}"
        path = site / "content" / "antworten" / slug / f"wp-{comment['id']}.md"
        tally.count("comments", name, path.is_file())
        if not path.is_file():
            continue
        header = _header(path)
        parent = f"wp-{comment['parent']}" if comment["parent"] else ""
        tally.same("threads", name, parent, header.get("Reply-To", ""))
        tally.same("names of those who answer", name, comment["author"], header["Name"])
        tally.same("dates of comments", name, comment["date"][:16], header["Date"][:16])
        body = markdown.markdown(path.read_text(encoding="utf-8").partition("\n\n")[2])
        tally.same("texts of comments", name, _words(comment["html"]), _words(body))


def _redirects(site: Path) -> dict[str, str]:
    moved: dict[str, str] = {}
    for line in (site / "output" / "_redirects").read_text(encoding="utf-8").splitlines():
        old, *query, new, _ = line.split(" ")
        moved[unquote(f"?{query[0]}" if query else old).rstrip("/")] = unquote(new)
    return moved


def _address(kind: str, address: str, site: Path, moved_to: dict[str, str], tally: Tally) -> None:
    """An old address is answered by a file or by a redirect that leads to a file."""
    parts = urlsplit(address)
    old = unquote(f"?{parts.query}" if parts.query else parts.path).rstrip("/")
    new = moved_to.get(old, unquote(parts.path))
    target = site / "output" / urlsplit(new).path.strip("/")
    found = target.is_file() or (target / "index.html").is_file()
    tally.count(kind, address, found and (old in moved_to or not parts.query), "a page", new)


if __name__ == "__main__":
    sys.exit(main())
