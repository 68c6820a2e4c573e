"""What each kind of page says and how it is marked up."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree


def parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 12
    return found


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(element.get_text().split()) for element in page.select(selector)]


def linked_data(page: BeautifulSoup) -> dict[str, object]:
    script = page.select_one('script[type="application/ld+json"]')
    return json.loads((script and script.string) or "")


def test_every_page_has_the_frame(site: Path) -> None:
    for path in pages(site):
        page = parse(path)
        name = str(path.relative_to(site))
        assert page.html is not None, name
        assert page.html["lang"] == ("en" if name.startswith("en/") else "de"), name
        assert len(page.select("h1")) == 1, name
        assert len(page.select("main#main")) == 1, name
        assert page.select("a")[0]["href"] == "#main", name
        assert texts(page, "title") != [""], name
        (description,) = page.select("meta[name=description]")
        assert len(description["content"]) > 20, name
        (policy,) = page.select('meta[http-equiv="Content-Security-Policy"]')
        assert str(policy["content"]).startswith("default-src 'self'"), name
        assert page.select("link[rel=icon]"), name
        assert page.select('link[rel=alternate][type="application/atom+xml"]'), name
        identifiers = [element["id"] for element in page.select("[id]")]
        assert len(identifiers) == len(set(identifiers)), name


def test_nothing_inline_and_nothing_from_elsewhere(site: Path) -> None:
    for path in pages(site):
        page = parse(path)
        assert not page.select("[style], style, iframe, script:not([type='application/ld+json'])"), path
        for element in page.select("[src], link[rel=stylesheet], link[rel=icon], source, use"):
            address = str(element.get("src") or element.get("srcset") or element.get("href"))
            assert "://" not in address, (path, address)
            assert not address.startswith("//"), (path, address)


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    for path in pages(site):
        page = parse(path)
        for element in page.select("[href], [src]"):
            address = str(element.get("href") or element.get("src"))
            if urlsplit(address).scheme or element.get("rel") == ["canonical"]:
                continue
            target, fragment = urldefrag(urljoin(path.as_uri(), address))
            file = Path(unquote(urlsplit(target).path))
            assert file.is_file(), (path.name, address)
            if fragment:
                assert parse(file).find(id=unquote(fragment)), (path.name, address)


def test_the_footer_marks_the_page_that_is_open_and_no_other(build: Any) -> None:
    post = "Title: Kalk\nDate: 2026-03-01\nCategory: Wand\nSlug: kalk\n\nText.\n"
    pages = {
        "seiten/wir.md": "Title: Wir\nSlug: wir\n\nText.\n",
        "seiten/anderswo.md": "Title: Anderswo\nsave_as:\nurl: laden/\n\nText.\n",
    }
    site = build({"kalk.md": post} | pages)
    current = {
        name: [link.get_text() for link in parse(site / name).select(".site-footer [aria-current]")]
        for name in ("kalk.html", "index.html", "wir.html")
    }
    assert current == {"kalk.html": [], "index.html": [], "wir.html": ["Wir"]}


def test_headings_never_skip_a_level(site: Path) -> None:
    for path in pages(site):
        levels = [int(heading.name[1]) for heading in parse(path).select("h1, h2, h3, h4")]
        main = levels[levels.index(1) :]
        assert all(after <= before + 1 for before, after in itertools.pairwise(main)), (path, levels)


def test_home(site: Path) -> None:
    page = parse(site / "index.html")
    assert texts(page, ".card__title")[0] == "Warum ein Treppenhaus drei Farben braucht und keine vierte"
    assert texts(page, ".swatches__name") == ["Fassade", "Innenräume"]
    assert texts(page, ".swatches__count") == ["2 Beiträge", "1 Beitrag"]
    assert "14. September 2026" in texts(page, ".card .meta")[0]
    assert texts(page, ".person__name") == ["Deniz Kaya", "Jana Sommer"]
    assert linked_data(page)["@type"] == ["WebSite", "Blog"]


def test_article(site: Path) -> None:
    page = parse(site / "treppenhaus.html")
    assert texts(page, "h1") == ["Warum ein Treppenhaus drei Farben braucht und keine vierte"]
    assert texts(page, ".byline time") == ["14. September 2026", "2. Oktober 2026"]
    assert "aktualisiert am" in texts(page, ".byline")[0]
    assert "1\N{NO-BREAK SPACE}Minute\N{NO-BREAK SPACE}Lesezeit" in str(page.select_one(".byline"))
    assert texts(page, ".contents li") == [
        "Der Sockel nimmt die Stöße",
        "Die Wand bleibt hell",
        "Die Decke macht den Raum",
    ]
    assert page.select_one('.contents a[href="#der-sockel-nimmt-die-stoesse"]')
    assert texts(page, ".prose figure.picture figcaption") == [
        "Sockel, Wand, Decke: von unten nach oben wird es empfindlicher."
    ]
    assert page.select_one(".prose td.align-right")
    assert page.select_one('.table-scroll[tabindex="0"][aria-label="Tabelle 1"]')
    assert texts(page, ".person__name") == ["Jana Sommer"]
    assert texts(page, ".tags a") == ["Latexfarbe", "Sockel", "Treppenhaus"]
    data = linked_data(page)
    assert data["@type"] == "BlogPosting"
    assert data["dateModified"] == "2026-10-02T00:00:00+02:00"
    assert data["author"] == [
        {
            "@type": "Person",
            "name": "Jana Sommer",
            "jobTitle": "Malermeisterin",
            "url": "https://blog.sommer-maler.example/von/jana-sommer.html",
        }
    ]
    _, trail = (json.loads(script.string or "") for script in page.select("script"))
    assert [(step["name"], step.get("item", "")) for step in trail["itemListElement"]] == [
        ("Innenräume", "https://blog.sommer-maler.example/thema/innenraeume.html"),
        ("Warum ein Treppenhaus drei Farben braucht und keine vierte", ""),
    ]
    (title,) = page.select('meta[property="og:title"]')
    assert title["content"] == "Warum ein Treppenhaus drei Farben braucht und keine vierte"
    assert {link["hreflang"] for link in page.select("link[hreflang]")} == {"de", "en"}
    (canonical,) = page.select("link[rel=canonical]")
    assert canonical["href"] == "https://blog.sommer-maler.example/treppenhaus.html"


def test_related_posts_share_something_and_neighbours_follow_in_time(site: Path) -> None:
    page = parse(site / "treppenhaus.html")
    assert texts(page, ".related .card__title") == [
        "Der Grünton, den wir zweimal streichen mussten",
        'Herbstpreise für "Fassade & Sockel" <nur> bis November',
    ]
    assert [a["href"] for a in page.select(".neighbours a")] == [
        "./der-gruenton-den-wir-zweimal-streichen-mussten.html"
    ]
    middle = parse(site / "der-gruenton-den-wir-zweimal-streichen-mussten.html")
    assert [a["href"] for a in middle.select(".neighbours a")] == ["./aktion.html", "./treppenhaus.html"]


def test_share_links_are_plain_and_carry_title_and_address(site: Path) -> None:
    links = [str(a["href"]) for a in parse(site / "aktion.html").select(".share a")]
    assert [link.split("?")[0] for link in links] == [
        "mailto:",
        "https://wa.me/",
        "https://www.linkedin.com/sharing/share-offsite/",
        "https://bsky.app/intent/compose",
    ]
    for link in links:
        assert "https://blog.sommer-maler.example/aktion.html" in unquote(link)
    assert 'Herbstpreise für "Fassade & Sockel" <nur>' in unquote(links[0])


def test_advertising_is_labelled(site: Path) -> None:
    assert texts(parse(site / "aktion.html"), ".article__category .advertisement") == ["Anzeige"]
    assert not parse(site / "treppenhaus.html").select(".article__category .advertisement")
    labelled = [c for c in parse(site / "index.html").select(".card") if c.select(".advertisement")]
    assert [texts(card, ".card__title a") for card in labelled] == [
        ['Herbstpreise für "Fassade & Sockel" <nur> bis November']
    ]


def test_translation_speaks_its_own_language(site: Path) -> None:
    english = parse(site / "en/treppenhaus.html")
    assert texts(english, ".byline time") == ["September 14, 2026"]
    assert "1 minute to read" in texts(english, ".byline")[0]
    assert texts(english, ".share h2") == ["Pass it on"]
    (back,) = english.select(".article__translation a")
    assert (back["lang"], back["href"]) == ("de", "../treppenhaus.html")
    german = parse(site / "treppenhaus.html")
    (there,) = german.select(".article__translation a")
    assert (there["lang"], there["href"]) == ("en", "./en/treppenhaus.html")


def test_draft_is_marked_kept_from_search_engines_and_from_lists(site: Path) -> None:
    draft = parse(site / "entwuerfe/silikat.html")
    assert texts(draft, ".draft h2") == ["Entwurf – noch nicht veröffentlicht"]
    assert draft.select_one('meta[name=robots][content="noindex"]')
    assert not draft.select(".share")
    for path in [*pages(site), *site.rglob("*.xml")]:
        if path.name != "silikat.html":
            assert "silikat" not in path.read_text("utf-8"), path


def test_author_page_has_face_biography_and_posts(site: Path) -> None:
    jana = parse(site / "von/jana-sommer.html")
    assert str(jana.select(".profile img")[0]["src"]).endswith("bilder/treppe.png")
    assert texts(jana, ".profile__biography") == ["Streicht Treppenhäuser."]
    assert len(jana.select(".card")) == 2
    deniz = parse(site / "von/deniz-kaya.html")
    assert texts(deniz, ".profile .face--initials") == ["DK"]
    assert deniz.select_one('a[href="mailto:deniz@sommer-maler.example"]')


def test_archive_goes_back_in_time(site: Path) -> None:
    page = parse(site / "archiv.html")
    assert texts(page, ".archive h2") == ["2026", "2025"]
    assert texts(page, ".archive time") == ["14. Sept.", "2. Aug.", "20. Okt."]
    assert texts(parse(site / "archiv/2025.html"), ".archive__list a") == [
        'Herbstpreise für "Fassade & Sockel" <nur> bis November'
    ]


def test_feed_is_whole_and_absolute(site: Path) -> None:
    feed = ElementTree.fromstring((site / "feeds/alle.atom.xml").read_text("utf-8"))
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert len(feed.findall("a:entry", atom)) == 4
    contents = [entry.findtext("a:content", "", atom) for entry in feed.findall("a:entry", atom)]
    assert any("Nassabriebklasse 1" in content for content in contents)
    assert any('href="treppenhaus.html#fn:norm"' in content for content in contents)
    assert not [content for content in contents if 'href="#' in content]


def test_each_feed_has_its_own_id_page_and_language(build) -> None:  # type: ignore[no-untyped-def]
    head = "Date: 2026-01-0{n}\nAuthor: Jana Sommer\nCategory: Kalk\nTags: Kalk\nSlug: {slug}\nLang: {lang}\n\nText.\n"
    site = build(
        {
            "a.md": "Title: A\n" + head.format(n=1, slug="a", lang="de"),
            "a.en.md": "Title: A\n" + head.format(n=1, slug="a", lang="en"),
            "b.md": "Title: B\n" + head.format(n=2, slug="b", lang="de"),
            "seiten/impressum.md": "Title: Impressum\nTemplate: imprint\n\nText.\n",
        },
        SITEURL="https://x.example/blog",
        FEED_DOMAIN="https://x.example/blog",
        RELATIVE_URLS=False,
        FEED_ATOM="feeds/einsprachig.atom.xml",
        TAG_FEED_ATOM="feeds/stichwort-{slug}.atom.xml",
        TAG_FEED_RSS="feeds/stichwort-{slug}.rss.xml",
        TRANSLATION_FEED_ATOM="feeds/{lang}.atom.xml",
    )
    home = "https://x.example/blog"
    pages = {
        "alle": ("", None),
        "einsprachig": ("", "de"),
        "thema-kalk": ("thema/kalk.html", "de"),
        "stichwort-kalk": ("stichwort/kalk.html", "de"),
        "von-jana-sommer": ("von/jana-sommer.html", "de"),
        "en": ("", "en"),
    }
    atom = "{http://www.w3.org/2005/Atom}"
    for name, (page, language) in pages.items():
        feed = ElementTree.parse(site / f"feeds/{name}.atom.xml").getroot()
        address = f"{home}/feeds/{name}.atom.xml"
        assert feed.findtext(f"{atom}id") == address
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{atom}link")}
        assert links == {"self": address, "alternate": f"{home}/{page}"}, name
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language, name
    rss = ElementTree.parse(site / "feeds/stichwort-kalk.rss.xml").getroot()
    assert rss.findtext("channel/link") == f"{home}/stichwort/kalk.html"
    offered = parse(site / "stichwort/kalk.html").select('link[type="application/atom+xml"]')
    assert f"{home}/feeds/stichwort-kalk.atom.xml" in [link["href"] for link in offered]


HOSTILE = [
    '"><script>alert(1)</script>',
    "A" * 500,
    "🎨 🖌️ ja!",
    "🎨",
    "../../etc/passwd",
    "..",
    "{{ 7*7 }}",
    "{% raise %}",
    "x' onload='y",
    "</title><img src=x onerror=alert(1)>",
    "\u202egnp.exe",
    "&amp;lt;b&amp;gt;",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_titles_and_names_stay_text(build, name: str) -> None:  # type: ignore[no-untyped-def]
    head = (
        f"Title: {name}\nDate: 2026-01-01\nAuthor: {name}\nTags: {name}\nCategory: {name}\nSeries: {name}\n"
    )
    site = build({"a.md": f"{head}Slug: a\n\nText.\n", "b.md": f"{head}Slug: b\n\nText.\n"})
    page = parse(site / "a.html")
    assert texts(page, "h1") == [" ".join(name.split())]
    assert linked_data(page)["headline"] == name
    for path in site.rglob("*.html"):
        assert "alert(1)</script>" not in path.read_text("utf-8")
        assert not parse(path).select("[onload], [onerror]")
        assert path.stem, "a page must have a name"
        assert len(path.name) < 140
    for feed in site.rglob("*.xml"):
        ElementTree.parse(feed)
    assert {path.name for path in site.parent.iterdir()} <= {"content", "output", ".klartext"}


@pytest.mark.parametrize(
    ("posts", "line"),
    [
        ({"a.md": "gleich", "b.md": "gleich"}, r"a\.md und .*b\.md wollen beide gleich\.html werden"),
        ({"a.md": "index"}, r"die Seite »index« und .*a\.md wollen beide index\.html werden"),
        ({"a.md": "archiv"}, r"die Seite »archives« und .*a\.md wollen beide archiv\.html werden"),
        ({"a.md": "404"}, r"die Seite »404« und .*a\.md wollen beide 404\.html werden"),
        ({"a.md": "x", "seiten/b.md": "x"}, r"a\.md und .*b\.md wollen beide x\.html werden"),
        (
            {"a.md": "../../boese"},
            r"a\.md: file '\.\./\.\./boese\.html' would be written outside output path",
        ),
        ({"a.md": "/etc/x"}, r"a\.md: file '/etc/x\.html' would be written outside output path"),
    ],
)
def test_pages_at_one_address_or_outside_are_named_with_their_files(build, caplog, posts, line) -> None:  # type: ignore[no-untyped-def]
    text = "Title: A\nDate: 2026-01-01\nSlug: {slug}\n\nText.\n"
    with pytest.raises((AssertionError, RuntimeError)):
        build({name: text.format(slug=slug) for name, slug in posts.items()})
    assert re.search(line, "\n".join(record.getMessage() for record in caplog.records))


def test_a_template_that_does_not_exist_names_the_post(build, caplog) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((AssertionError, RuntimeError, Exception)):
        build({"a.md": "Title: A\nDate: 2026-01-01\nTemplate: ../../etc/passwd\n\nText.\n"})
    assert "a.md: Template: ../../etc/passwd ist keine Vorlage des Themes" in caplog.text


def test_names_that_share_a_page_by_mistake_are_told(build, caplog) -> None:  # type: ignore[no-untyped-def]
    head = "Title: {0}\nDate: 2026-01-01\nSlug: {0}\nTags: {1}\n\nText.\n"
    build({"a.md": head.format("a", "C++, Kalk"), "b.md": head.format("b", "C#, kalk")})
    assert "die Stichwörter »C#«, »C++« teilen sich die Seite stichwort/c.html" in caplog.text
    assert "»Kalk«" not in caplog.text, "capitals make no difference"


def test_more_than_one_list_page(build) -> None:  # type: ignore[no-untyped-def]
    posts = {
        f"{n}.md": f"Title: Beitrag {n}\nDate: 2026-01-{n:02}\nSlug: p{n}\nTags: Thema 1, Thema 15\n\nText.\n"
        for n in range(1, 28)
    }
    site = build(posts)
    assert texts(parse(site / "index.html"), ".pagination span") == ["Seite 1 von 3"]
    third = parse(site / "seite/3.html")
    assert third.select_one('.pagination a[rel=prev][href="../seite/2.html"]')
    assert not third.select(".hero")
    second = parse(site / "seite/2.html")
    assert second.select_one('.pagination a[rel=prev][href="../index.html"]')
    assert (site / "stichwort/thema-1/seite/2.html").is_file()
