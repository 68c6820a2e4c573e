"""Quotes through Pelican: page, feed, summary, cache."""

import html
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from pelican import Pelican
from pelican.settings import read_settings

from klartext.click_to_tweet.tweets import tweets
from klartext.site import load_site

CONFIGURATION = """
SITENAME = "Malerbetrieb Sommer"
SITEURL = {siteurl!r}
AUTHOR = "Petra Sommer"
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = "cache"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS = ["klartext.click_to_tweet"]
KLARTEXT = {{"click_to_tweet": {tweets!r}}}
CACHE_CONTENT = LOAD_CONTENT_CACHE = {cache!r}
RELATIVE_URLS = {relative!r}
"""

TITLE = "Wer „A & B“ mischt"
POST = """Title: {title}
Date: 2026-03-14
Slug: mischen
{more}
Am Anfang steht der Eimer. [bctt tweet=“Farbe braucht Zeit!“ via=“no“] Danach kommt [Putz]({{filename}}putz.md).

[bctt]

[bctt tweet="Farbe braucht Zeit!" by="Petra Ruh" url="https://ruh.example/?a=1&b=2"]

Man schreibt [[bctt tweet="x"]], und dies ist [bctt tweet="kaputt
"""


def build(
    root: Path,
    *,
    siteurl="https://sommer-maler.example",
    title=TITLE,
    more="",
    cache=False,
    relative=False,
    **tweets,
):
    content = root / "content"
    content.mkdir(exist_ok=True)
    (content / "mischen.md").write_text(POST.format(title=title, more=f"{more}\n" if more else ""), "utf-8")
    (content / "putz.md").write_text("Title: Putz\nDate: 2026-03-15\n\nPutz ohne Zitat.\n", "utf-8")
    file = root / "pelicanconf.py"
    file.write_text(
        CONFIGURATION.format(
            siteurl=siteurl, cache=cache, relative=relative, tweets={"username": "sommer", **tweets}
        ),
        "utf-8",
    )
    run(root)
    return root / "output"


def run(root: Path):
    Pelican(read_settings(str(root / "pelicanconf.py"), override={"CACHE_PATH": str(root / "cache")})).run()


def quotes(page: Path):
    return BeautifulSoup(page.read_text("utf-8"), "html.parser").select("figure.quote")


def addresses(figure):
    return {link.text: link["href"] for link in figure.select("a")}


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    return build(tmp_path_factory.mktemp("site"))


def test_page(output):
    first, title, third = quotes(output / "mischen.html")
    assert first.blockquote.text == "Farbe braucht Zeit!"
    assert first["id"] == "zitat-farbe-braucht-zeit"
    assert third["id"] == "zitat-farbe-braucht-zeit-2"
    assert title.blockquote.text == "Wer ‚A & B‘ mischt"
    assert third.cite.text == "Petra Ruh"
    query = parse_qs(urlsplit(addresses(first)["X"]).query)
    assert query == {
        "text": ["Farbe braucht Zeit!"],
        "url": ["https://sommer-maler.example/mischen.html#zitat-farbe-braucht-zeit"],
    }
    query = parse_qs(urlsplit(addresses(third)["X"]).query)
    assert query == {
        "text": ["Farbe braucht Zeit! — Petra Ruh"],
        "url": ["https://ruh.example/?a=1&b=2"],
        "via": ["sommer"],
    }
    assert [link["aria-label"] for link in first.select("a")][:2] == ["Bei X teilen", "Bei Bluesky teilen"]
    assert all(link["rel"] == ["noopener", "noreferrer"] for link in first.select("a"))


def test_nothing_leaks(output):
    for file in output.rglob("*"):
        if file.suffix in {".html", ".xml"}:
            text = file.read_text("utf-8")
            assert "[bctt" not in text
            assert "data-klartext" not in text
            assert "<script" not in text.partition("<figure")[2]
            assert "style=" not in text.partition("<figure")[2].partition("</figure>")[0]


def test_feeds_have_a_plain_form(output):
    atom = (output / "feeds" / "all.atom.xml").read_text("utf-8")
    for text in (atom, (output / "feeds" / "all.rss.xml").read_text("utf-8")):
        ET.fromstring(text)  # noqa: S314 — our own output; well-formed is what is tested
        assert "&lt;figure" not in text
        assert "x.com/intent" not in text
    body = html.unescape(atom)
    assert "<blockquote><p>Farbe braucht Zeit!</p></blockquote>" in body
    target = "https://sommer-maler.example/mischen.html#zitat-farbe-braucht-zeit"
    assert f'<a href="{target}">Diesen Satz teilen</a>' in body


def test_summary_has_the_words_around(output):
    root = ET.fromstring((output / "feeds" / "all.rss.xml").read_text("utf-8"))  # noqa: S314 — our own output
    summary = next(text for item in root.iter("description") if "Am Anfang" in (text := item.text or ""))
    words = " ".join(BeautifulSoup(summary, "html.parser").text.split())
    assert words == "Am Anfang steht der Eimer. Danach kommt Putz. Man schreibt , und dies ist"
    assert 'href="https://sommer-maler.example/putz.html"' in summary
    page = BeautifulSoup((output / "mischen.html").read_text("utf-8"), "html.parser")
    assert 'Man schreibt [bctt tweet="x"], und dies ist [bctt tweet="kaputt' in page.text


def test_summary_of_ones_own(tmp_path):
    output = build(tmp_path, more='Summary: Kurz [bctt tweet="nicht hier"] gesagt')
    for file in (output / "index.html", output / "mischen.html", output / "feeds" / "all.atom.xml"):
        text = file.read_text("utf-8")
        assert "nicht hier" not in text
        assert "data-klartext" not in text


def test_title_keeps_the_words_around(tmp_path):
    output = build(tmp_path, title='Wer [bctt tweet="Im Titel"] mischt, [bctt]')
    page = BeautifulSoup((output / "mischen.html").read_text("utf-8"), "html.parser")
    assert page.title.text.endswith("Wer mischt,")
    assert [figure.p.text for figure in quotes(output / "mischen.html")][1] == "Wer mischt,"
    test_nothing_leaks(output)


def test_two_builds_are_equal(tmp_path):
    def content():
        files = sorted(file for file in (tmp_path / "output").rglob("*") if file.is_file())
        return {file: file.read_bytes() for file in files}

    build(tmp_path)
    first = content()
    build(tmp_path)
    assert content() == first


def test_cache_keeps_neither_address_nor_settings(tmp_path):
    build(tmp_path, cache=True)
    output = build(
        tmp_path, cache=True, siteurl="https://anderswo.example", networks=("mail",), username="ruh"
    )
    first = quotes(output / "mischen.html")[0]
    assert list(addresses(first)) == ["E-Mail"]
    assert "https%3A%2F%2Fanderswo.example%2Fmischen.html" in addresses(first)["E-Mail"]
    assert "sommer-maler" not in str(first)


def test_theme_may_bring_its_own_template(tmp_path):
    (tmp_path / "overrides" / "klartext").mkdir(parents=True)
    (tmp_path / "overrides" / "klartext" / "quote.html").write_text("<figure>{{ quote.text }} eigen</figure>")
    file = tmp_path / "pelicanconf.py"
    build(tmp_path)
    file.write_text(
        file.read_text("utf-8") + f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path / 'overrides')!r}]\n"
    )
    run(tmp_path)
    assert "Farbe braucht Zeit! eigen" in (tmp_path / "output" / "mischen.html").read_text("utf-8")


def test_the_firms_domain_stands_in_for_an_empty_siteurl(tmp_path):
    build(tmp_path)
    file = tmp_path / "pelicanconf.py"
    file.write_text(
        file.read_text("utf-8")
        + 'SITEURL = ""\nKLARTEXT["company"] = {"domains": ["sommer-maler.example"]}\n'
    )
    run(tmp_path)
    first = quotes(tmp_path / "output" / "mischen.html")[0]
    shared = parse_qs(urlsplit(addresses(first)["X"]).query)["url"]
    assert shared == ["https://sommer-maler.example/mischen.html#zitat-farbe-braucht-zeit"]


def test_script_is_off_by_default(output):
    assert not (output / "klartext").exists()
    assert "<button" not in (output / "mischen.html").read_text("utf-8")


def test_script_on_demand(tmp_path):
    output = build(tmp_path, share_script=True)
    script = output / "klartext" / "quote.js"
    assert len(script.read_bytes()) < 1500
    first = quotes(output / "mischen.html")[0]
    assert first.script["src"] == "https://sommer-maler.example/klartext/quote.js"
    assert {button["data-quote"]: button.text for button in first.select("button[hidden]")} == {
        "copy": "In die Zwischenablage kopieren",
        "share": "Mit dem Gerät teilen",
    }
    assert "<script" not in html.unescape((output / "feeds" / "all.atom.xml").read_text("utf-8"))


def test_script_beside_relative_pages(tmp_path):
    output = build(tmp_path, relative=True, share_script=True)
    assert quotes(output / "mischen.html")[0].script["src"] == "klartext/quote.js"


def test_pinterest_gets_the_posts_picture(tmp_path):
    output = build(tmp_path, networks=("pinterest", "mail"))
    assert list(addresses(quotes(output / "mischen.html")[0])) == ["E-Mail"]
    for more, media in (
        ("Cover: {static}/bilder/hof.jpg", "https://sommer-maler.example/bilder/hof.jpg"),
        ("Image: https://ruh.example/hof.jpg", "https://ruh.example/hof.jpg"),
        ("\n![Hof]({static}bilder/hof tor.jpg)", "https://sommer-maler.example/bilder/hof%20tor.jpg"),
    ):
        output = build(tmp_path, more=more, networks=("pinterest",))
        first = quotes(output / "mischen.html")[0]
        assert parse_qs(urlsplit(addresses(first)["Pinterest"]).query)["media"] == [media]


def test_inspect_shows_the_links_of_the_page(tmp_path):
    output = build(
        tmp_path,
        siteurl="https://sommer-maler.example/blog",
        more="Lang: en\nCover: {static}/bilder/hof.jpg\nCategory: Farbe & Putz",
        networks=("x", "pinterest", "mail"),
    )
    file = tmp_path / "pelicanconf.py"
    file.write_text(
        file.read_text("utf-8") + "ARTICLE_URL = ARTICLE_LANG_URL = '{category}/{date:%Y}/{slug}/'\n"
    )
    file.write_text(
        file.read_text("utf-8") + "ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = ARTICLE_URL + 'index.html'\n"
    )
    run(tmp_path)
    page = next(path for path in output.rglob("index.html") if path.parent.name == "mischen")
    site = load_site(file)
    document = next(document for document in site.documents if document.slug == "mischen")
    shown = [list(tweet["links"].values()) for tweet in tweets(document, site)]
    assert shown == [list(addresses(figure).values()) for figure in quotes(page)]
    assert "https%3A%2F%2Fsommer-maler.example%2Fblog%2Fbilder%2Fhof.jpg" in shown[0][1]
