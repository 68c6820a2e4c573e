"""Every kind of page of a whole blog in a real browser: the sample blog, all plugins, one post with everything."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from defusedxml import ElementTree
from pelican import Pelican
from pelican.settings import read_settings

from klartext.rule_examples import FILMS
from klartext.theme_support.search_index import available

from .conftest import ROOT, Recorder, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

KINDS = {
    "home": "index.html",
    "second page": "seite/2.html",
    "article": "alles.html",
    "translation": "en/weiss-ist-nicht-weiss.html",
    "draft": "entwuerfe/sommerweiss-3000-ist-da.html",
    "imprint": "impressum.html",
    "privacy": "datenschutz.html",
    "page": "ueber-uns.html",
    "search": "suche.html",
    "category": "thema/innenraeume.html",
    "topics": "themen.html",
    "keyword": "stichwort/fehler.html",
    "keywords": "stichworte.html",
    "author": "von/katrin-sommer.html",
    "authors": "wer-schreibt.html",
    "archive": "archiv.html",
    "year": "archiv/2025.html",
    "missing": "404.html",
}
POST = """Title: Alles an einem Tag
Date: 2026-11-20 08:00
Modified: 2026-11-22 08:00
Category: Holz
Tags: Leinöl, Fehler
Authors: Jonas Sommer; Katrin Sommer
Series: Aus dem Berichtsheft
Promotional: ja
Slug: alles
Lang: de
Aliases: /2019/alles/

Leinöl trocknet nicht, es wird fest[^1]. Das dauert, und es riecht.

## Wie lange

[bctt tweet="Leinöl trocknet nicht, es wird fest."]

| Grad | Tage |
|:--|--:|
| 20 | 3 |

## Der Film

![Leinöl wird gestrichen]({static}/bilder/eigene/pinsel.mp4 "Unser Film. Foto: Jonas Sommer")

![Leinöl](https://youtu.be/abc "Ein anderer Film")

### Der Code

```python
tage = 3 if grad > 20 else 9
```

## Wie dünn

[bctt tweet="Was nach zwanzig Minuten noch steht, gehört abgenommen."]

Begriff
:   Erklärung

> Ein Zitat.

[bctt tweet="Lappen ausbreiten, nie knüllen: Sie entzünden sich von selbst."]

[^1]: Es nimmt Sauerstoff auf.
"""


@pytest.fixture(scope="session")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample blog with one more post that has everything, ten answers among it."""
    folder = tmp_path_factory.mktemp("blog")
    content, output = folder / "content", folder / "output"
    shutil.copytree(ROOT / "content", content)
    (content / "beitraege/alles.md").write_text(POST, "utf-8")
    (content / "bilder/eigene/pinsel.mp4").write_bytes(FILMS["fassade.mp4"])
    answers = content / "antworten/alles"
    answers.mkdir()
    for number in range(10):
        parent = f"Reply-To: 2026-11-21-leser-{number - 1}\n" if number % 3 == 1 else ""
        head = f"Name: Leserin {number}\nDate: 2026-11-21 {8 + number}:00\n{parent}"
        text = f"{head}\nBei mir waren es {number + 2} Tage. [Siehe](https://maler.example)\n"
        (answers / f"2026-11-21-leser-{number}.md").write_text(text, "utf-8")
    overrides = {
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "CACHE_CONTENT": False,
        "LOAD_CONTENT_CACHE": False,
    }
    recorder = Recorder()
    logging.getLogger().addHandler(recorder)
    try:
        Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=overrides)).run()
    finally:
        logging.getLogger().removeHandler(recorder)
    assert not recorder.messages, "\n".join(recorder.messages)
    return output


@pytest.fixture(scope="session")
def kinds(blog: Path) -> dict[str, str]:
    """Return the pages by kind; the search only where Pagefind is installed."""
    found = {kind: name for kind, name in KINDS.items() if kind != "search" or available()}
    for name in found.values():
        assert (blog / name).is_file(), name
    return found


@pytest.fixture(scope="session")
def address(blog: Path, serve: Any) -> str:
    return serve(blog)


@pytest.fixture(params=["light", "dark"])
def tab(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a page in a window, light and dark."""
    context = browser.new_context(color_scheme=request.param, bypass_csp=True)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_kind_of_page(tab: Any, address: str, kinds: dict[str, str]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = {}
    for kind, name in kinds.items():
        tab.goto(address + name)
        results = axe.run(tab, options={"resultTypes": ["violations"]})
        if results.violations_count:
            found[kind] = [
                (v["id"], [node["html"][:120] for node in v["nodes"][:3]])
                for v in results.response["violations"]
            ]
    assert found == {}


def test_no_page_asks_anything_of_others_or_complains(browser: Any, blog: Path, address: str) -> None:
    page = browser.new_page()
    requests: list[str] = []
    noise: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: noise.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: noise.append(answer.url) if answer.status >= 400 else None)
    pages = sorted(path.relative_to(blog).as_posix() for path in blog.rglob("*.html"))
    assert len(pages) > 80
    for name in pages:
        page.goto(address + name)
        if name == "2019/alles/index.html":  # it leads on by itself
            page.wait_for_url(address + "alles.html")
    page.close()
    assert noise == []
    assert [url for url in requests if not url.startswith(address)] == []
    assert not [url for url in requests if url.endswith(".mp4")], "a film waits until somebody presses play"


def test_the_keyboard_goes_through_every_kind_of_page(
    browser: Any, address: str, kinds: dict[str, str]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    for kind, name in kinds.items():
        page.goto(address + name, wait_until="networkidle")  # the search takes its place when it is loaded
        expected = page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"], video')]
                .filter(e => e.checkVisibility() && !e.closest('details:not([open]) > :not(summary)')).length"""
        )
        stops = 0
        for _ in range(expected + 40):  # a player has stops of its own
            page.keyboard.press("Tab")
            stop = page.evaluate(
                """() => {
                    const e = document.activeElement, card = e.closest('.card');
                    if (e === document.body) return null;
                    if (e.dataset.met) return 'again';
                    e.dataset.met = '1';
                    const style = getComputedStyle(card || e), box = e.getBoundingClientRect();
                    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                    const outline = [style.outlineStyle, parseFloat(style.outlineWidth)];
                    return [e.outerHTML.slice(0, 90), e.tagName, ...outline, seen];
                }"""
            )
            if stop is None:
                break
            if stop == "again":  # inside a player
                continue
            html, tag, style, width, seen = stop
            stops += 1
            assert seen, (kind, html)
            assert tag == "VIDEO" or (style in ("solid", "auto") and width >= 2), (kind, html, style, width)
        assert stops == expected, (kind, stops, expected)
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1920])
def test_no_kind_of_page_scrolls_sideways(
    browser: Any, address: str, kinds: dict[str, str], width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for kind, name in kinds.items():
        page.goto(address + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
    page.close()


def test_without_scripts_everything_but_the_search_works(
    browser: Any, address: str, kinds: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "alles.html")
    assert page.locator(".answer").count() == 10
    assert page.locator("figure.quote").count() == 3
    assert page.locator(".share a").count() == 4
    page.locator(".contents a").nth(1).click()
    assert page.url.endswith("#der-film")
    if "search" in kinds:
        page.goto(address + "suche.html")
        assert "JavaScript" in page.get_by_role("status").inner_text()
        page.get_by_role("status").get_by_role("link").click()
        assert page.locator("h1").inner_text() == "Archiv"
    context.close()


def test_links_to_share_carry_what_they_should(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "alles.html")
    links = page.locator("figure.quote").first.locator(".quote-links a")
    hrefs = [link.get_attribute("href") for link in links.all()]
    page.close()
    hosts = [urlsplit(href).netloc or urlsplit(href).scheme for href in hrefs]
    assert hosts == ["x.com", "bsky.app", "share.joinmastodon.org", "www.linkedin.com", "wa.me", "mailto"]
    text = parse_qs(urlsplit(hrefs[0]).query)["text"][0]
    assert text == "Leinöl trocknet nicht, es wird fest."
    for href in hrefs:
        assert "alles.html#zitat-leinoel-trocknet-nicht-es-wird" in unquote(href)


def test_answers_are_threaded_and_can_be_answered_by_mail(browser: Any, address: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(address + "alles.html#antwort-2026-11-21-leser-1")
    assert page.locator("#answers-title").inner_text() == "10 Antworten"
    assert page.locator(".answers__list .answers__list .answer").count() == 3
    reply = page.get_by_role("link", name="Leserin 1 per Mail antworten")
    assert "subject=" in reply.get_attribute("href")
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top < innerHeight")
    page.close()


def test_every_kind_of_page_prints(browser: Any, address: str, kinds: dict[str, str]) -> None:
    page = browser.new_page()
    for name in kinds.values():
        page.goto(address + name)
        assert page.pdf(format="A4").startswith(b"%PDF"), name
        page.emulate_media(media="print")
        assert not page.locator(".site-menu").is_visible(), name
        assert page.locator("h1").first.is_visible(), name
        page.emulate_media(media="screen")
    page.goto(address + "alles.html")
    page.emulate_media(media="print")
    assert page.locator(".answer").first.is_visible(), "answers belong to the text"
    assert not page.locator(".answer__reply").first.is_visible(), "nothing to click on paper"
    page.close()


def test_more_contrast_and_forced_colours_keep_edges_and_words(browser: Any, address: str) -> None:
    more = browser.new_context(contrast="more").new_page()
    more.goto(address + "index.html")
    colors = more.evaluate(
        "['.card .meta', '.card__title'].map(s => getComputedStyle(document.querySelector(s)).color)"
    )
    assert colors[0] == colors[1], "no grey text for those who want more contrast"
    more.context.close()
    forced = browser.new_context(forced_colors="active").new_page()
    forced.goto(address + "index.html")
    borders = forced.evaluate(
        "['.swatches a', '.site-name'].map(s => getComputedStyle(document.querySelector(s)).borderTopStyle)"
    )
    assert borders == ["solid", "solid"]
    seen: set[str] = set()
    for name in ("index.html", "alles.html", "archiv.html", "thema/holz.html"):
        forced.goto(address + name)
        for part in (".fan span", ".card__field", ".swatches__color"):
            if forced.locator(part).count():
                adjusted = f"getComputedStyle(document.querySelector('{part}')).forcedColorAdjust"
                assert forced.evaluate(adjusted) == "none", f"the colours of {part} are what {name} shows"
                seen.add(f"{name} {part}")
    assert {"index.html .swatches__color", "alles.html .fan span", "thema/holz.html .card__field"} <= seen
    forced.context.close()


def test_paper_has_no_share_links_and_no_empty_heading(browser: Any, address: str) -> None:
    page = browser.new_page()
    for name in ("alles.html", "vier-bretter.html"):
        page.goto(address + name)
        assert page.locator(".answers").is_visible()
        page.emulate_media(media="print")
        shown = page.evaluate(
            "[...document.querySelectorAll('main a')].filter(a => a.checkVisibility()).map(a => a.href)"
        )
        assert [link for link in shown if urlsplit(link).netloc in {"x.com", "wa.me", "bsky.app"}] == []
        assert page.locator(".answers").is_visible() == (name == "alles.html")
        page.emulate_media(media="screen")
    page.close()


def test_an_answer_to_an_answer_is_set_in(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(address + "alles.html")
    left = "document.querySelector('{}').getBoundingClientRect().left"
    outer = page.evaluate(left.format(".answers__list > li > .answer"))
    assert page.evaluate(left.format(".answers__list .answers__list .answer")) >= outer + 10
    page.close()


HUGE = """Title: {title}
Date: 2026-11-23 08:00
Category: Holz
Tags: 🎨, {tag}
Author: Meryem Aydin
Slug: huge

Ein kurzer Satz.
"""


@pytest.mark.parametrize("width", [320, 1280])
def test_titles_topics_people_and_tags_of_hundreds_of_letters_stay_in_the_page(
    browser: Any, build: Any, serve: Any, width: int
) -> None:
    title = "Wie wir in einem sehr langen Sommer ein Treppenhaus gestrichen haben. " * 7
    text = HUGE.format(title=title, tag="Stichwortohneende" * 29)
    word = "Wortohneende" * 20
    more = (
        text.replace("huge", "wort").replace(title, word).replace("Holz", word).replace("Meryem Aydin", word)
    )
    short = text.replace("huge", "kurz").replace(title, "Kurz")
    output = build({"huge.md": text, "wort.md": more, "kurz.md": short})
    page = browser.new_page(viewport={"width": width, "height": 800})
    sizes = {}
    for file in sorted(output.rglob("*.html")):
        name = file.relative_to(output).as_posix()
        page.goto(serve(output) + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        sizes[name] = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    assert sizes["huge.html"] < sizes["kurz.html"]
    page.goto(serve(output) + "index.html")
    assert page.evaluate("document.querySelector('.card__title').getBoundingClientRect().height") < 400
    page.goto(serve(output) + "archiv.html")
    assert (
        page.evaluate("document.querySelector('.archive__list li:last-child').getBoundingClientRect().height")
        < 900
    )
    page.close()


def test_words_break_where_the_language_breaks_them(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "alles.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.prose p')).hyphens") == "auto"
    assert page.evaluate("document.documentElement.lang") == "de"
    page.goto(address + "en/weiss-ist-nicht-weiss.html")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.close()


def test_every_feed_is_sound(blog: Path) -> None:
    """RFC 4287: an id, a title and a date each, unique ids, an author, one link to itself, whole texts."""
    atom = "{http://www.w3.org/2005/Atom}"
    feeds = sorted((blog / "feeds").glob("*.xml"))
    assert len(feeds) > 8
    known = {ElementTree.parse(path).getroot().findtext(f"{atom}id") for path in feeds}
    assert len(known) == len(feeds), "no two feeds share an id"
    for path in feeds:
        feed = ElementTree.parse(path).getroot()
        ids = [element.findtext(f"{atom}id") for element in [feed, *feed.iter(f"{atom}entry")]]
        assert len(ids) == len(set(ids)), path.name
        assert all(ids), path.name
        assert [link.get("href") for link in feed.findall(f"{atom}link[@rel='self']")] == [
            f"https://blog.sommer-maler.example/feeds/{path.name}"
        ]
        for element in [feed, *feed.iter(f"{atom}entry")]:
            assert element.findtext(f"{atom}title"), path.name
            assert "T" in element.findtext(f"{atom}updated", ""), path.name
        for entry in feed.iter(f"{atom}entry"):
            assert entry.findtext(f"{atom}author/{atom}name"), path.name
            content = entry.findtext(f"{atom}content", "")
            assert content, path.name
            assert "<script" not in content
            assert "<iframe" not in content


def test_no_id_stands_twice_and_no_alternative_text_is_missing(blog: Path) -> None:
    for path in sorted(blog.rglob("*.html")):
        page = parse(path)
        identifiers = [element["id"] for element in page.select("[id]")]
        assert len(identifiers) == len(set(identifiers)), path
        assert not page.select("img:not([alt])"), path
