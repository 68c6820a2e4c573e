"""A site to move into, and exports to move."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from klartext.cli import main

HERE = Path(__file__).parent
HEAD = (HERE / "head.xml").read_text(encoding="utf-8")
CONF = """
SITENAME = "Sommer"
SITEURL = ""
AUTHOR = "Katrin Sommer"
PATH = "content"
DEFAULT_LANG = "de"
TIMEZONE = "Europe/Berlin"
PAGE_PATHS = ["seiten"]
STATIC_PATHS = ["bilder"]
ARTICLE_EXCLUDES = ["antworten"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{slug}.html"
PLUGINS = ["klartext.click_to_tweet"]
THEME = "simple"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "uploads"
    for name in ("2014/03/eimer.jpg", "2015/07/wand-scaled.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 30), "#b5482e").save(folder / name)
    return folder


@pytest.fixture
def export(tmp_path):
    return Path(shutil.copy(HERE / "export.xml", tmp_path / "export.xml"))


@pytest.fixture
def move(site, capsys):
    """Run the command and return its exit code and what it printed."""

    def run(*arguments):
        code = main(["--lang", "en", "import", "wordpress", *map(str, arguments)])
        return code, capsys.readouterr()

    return run


@pytest.fixture
def written(tmp_path):
    """Write an export of the given items, text or bytes."""

    def write(*items, head=HEAD, tail="</channel></rss>"):
        path = tmp_path / "klein.xml"
        parts = [part if isinstance(part, bytes) else part.encode() for part in (head, *items, tail)]
        path.write_bytes(b"".join(parts))
        return path

    return write


@pytest.fixture
def item():
    """Return the XML of a post."""

    def make(number, content="Text.", title=None, slug=None, more=""):
        return (
            f"<item><title>{title or f'Beitrag {number}'}</title><link>https://sommer-maler.example/{number}/</link>"
            f"<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
            "<wp:post_date>2020-01-02 03:04:00</wp:post_date>"
            f"<wp:post_name>{slug or f'beitrag-{number}'}</wp:post_name>"
            f"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{more}</item>\n"
        )

    return make
