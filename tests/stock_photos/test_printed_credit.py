"""Credit lines from the pictures themselves: what is printed, when the author's own words suffice, and where."""

from __future__ import annotations

import pytest
from pelican import Pelican
from pelican.settings import read_settings

from klartext.picture_rights import name
from klartext.stock_photos import register
from klartext.stock_photos.pictures import gallery
from klartext.stock_photos.printed_credit import printed_credit
from klartext.stock_photos.rules.uncredited_picture import UncreditedPicture

HEAD = "Title: Hof\nDate: 2026-03-02\nSlug: hof\n\n"
LONG = "Ein Absatz dazwischen, der lang genug ist, um das Bild klar von allem zu trennen, was weiter unten folgt.\n\n"


@pytest.fixture
def printed(make_site, photo, tmp_path):
    """Return what is printed at the first picture of a post, by the metadata of ``hof.jpg``."""

    def look(text="![Hof](bilder/hof.jpg)\n", file="bilder/hof.jpg", *, lang="de", settings=None, **metadata):
        photo(tmp_path / "content" / file, **metadata)
        site = make_site(
            {"content/a.md": HEAD.replace("Slug", f"Lang: {lang}\nSlug") + text}, stock_photos=settings or {}
        )
        document = site.documents[0]
        return printed_credit(gallery(site).of(document).pictures[0], document)

    return look


@pytest.mark.parametrize(
    ("metadata", "line"),
    [
        ({"creator": "Jana Beispiel"}, "Bild: Jana Beispiel"),
        ({"creator": "Jana Beispiel", "camera": "Kamera 1"}, "Foto: Jana Beispiel"),
        ({"creator": "Jana Beispiel", "credit": "Bildhaus"}, "Bild: Jana Beispiel/Bildhaus"),
        ({"creator": "Jana Beispiel", "credit": "Jana Beispiel/Bildhaus"}, "Bild: Jana Beispiel/Bildhaus"),
        ({"credit": "Foto: Bildhaus"}, "Foto: Bildhaus"),
        ({"notice": "Bildhaus 2026"}, "© Bildhaus 2026"),
        ({"notice": "© Bildhaus"}, "© Bildhaus"),
        ({"creator": "Jana Beispiel, jana@beispiel.example"}, "Bild: Jana Beispiel"),
        ({"creator": "jana@beispiel.example"}, ""),
        ({"creator": "Sonya Canonica"}, "Bild: Sonya Canonica"),
        ({"creator": "Picasa"}, ""),
        ({"creator": "unknown"}, ""),
        ({"creator": "12345"}, ""),
        ({"creator": "A" * 200}, ""),
        ({}, ""),
    ],
)
def test_the_file_tells_who_made_it(printed, metadata, line):
    assert printed(**metadata) == line


def test_english_posts_say_it_in_english(printed):
    assert printed(lang="en", creator="Jana Beispiel") == "Picture: Jana Beispiel"


def test_an_agency_gets_the_credit_that_it_demands(printed):
    file = "bilder/AdobeStock_305245557.jpg"
    text = f"![Hof]({file})\n"
    assert printed(text, file, creator="Jana Beispiel") == "© Jana Beispiel – stock.adobe.com"
    assert printed(text, file, creator="Adobe Stock") == "", "an agency is no photographer"
    assert printed(text, file) == ""


def test_a_free_archive_that_demands_none_gets_the_makers_name(printed):
    file = "bilder/russ-ward-aMlbxs8SYig-unsplash.jpg"
    assert printed(f"![Tisch]({file})\n", file, creator="Russ Ward") == "Bild: Russ Ward"


@pytest.mark.parametrize(
    "text",
    [
        "![Hof](bilder/hof.jpg)\n*Foto: Jana Beispiel*\n",
        "![Hof](bilder/hof.jpg)\n\n*Foto: Anna Anders*\n",
        '![Hof](bilder/hof.jpg "Der Hof, fotografiert von Jana Beispiel")\n',
        '![Hof](bilder/hof.jpg "Foto: Anna Anders")\n',
        "![Hof](bilder/hof.jpg)\n*© Jana Beispiel – stock.adobe.com*\n",
        f"![Hof](bilder/hof.jpg)\n\n{LONG}## Bildnachweis\n\nHof: Jana Beispiel, Tor: Anna Anders\n",
        f"![Hof](bilder/hof.jpg)\n\n{LONG}Alle Fotos: Anna Anders\n",
        f"![Hof](bilder/hof.jpg)\n\n{LONG}Bildnachweis: Jana Beispiel\n",
        '<figure><img src="bilder/hof.jpg" alt="Hof"><figcaption>Foto: Jana Beispiel</figcaption></figure>\n',
    ],
)
def test_what_the_author_wrote_is_not_said_twice(printed, text):
    assert printed(text, creator="Jana Beispiel") == ""


@pytest.mark.parametrize(
    "text",
    [
        f"![Hof](bilder/hof.jpg)\n\n{LONG}Bildnachweis: Tor: Anna Anders\n",
        f"![Hof](bilder/hof.jpg)\n\n{LONG}Jana Beispiel hat uns im Hof besucht und viel gelacht.\n",
        "![Hof von Jana Beispiel](bilder/hof.jpg)\n",
    ],
)
def test_other_words_are_no_credit(printed, text):
    assert printed(text, creator="Jana Beispiel") == "Bild: Jana Beispiel"


def test_it_can_be_switched_off_and_generated_pictures_have_their_label(printed):
    assert printed(creator="Jana Beispiel", settings={"credit_lines": False}) == ""
    file = "bilder/midjourney-hof.jpg"
    assert printed(f"![Hof, KI-Bild]({file})\n", file, creator="Jana Beispiel") == ""


def test_a_credit_that_pages_print_is_not_missed(make_site, photo, tmp_path):
    for file, creator in (("AdobeStock_305245557.jpg", "Jana Beispiel"), ("AdobeStock_305245558.jpg", "")):
        photo(tmp_path / "content/bilder" / file, creator=creator)
        site = make_site({"content/a.md": f"{HEAD}![Hof](bilder/{file})\n"})
        found = list(UncreditedPicture({}).check(site.documents[0], site))
        assert len(found) == (0 if creator else 1), file


def test_names_lose_addresses():
    assert name("Jana Beispiel <jana@b.example> https://b.example") == "Jana Beispiel"
    assert name("Microsoft Office User") == ""


def test_pages_covers_and_feeds_print_it(tmp_path, photo):
    content = tmp_path / "content"
    photo(content / "bilder/hof.jpg", creator="Jana &lt;b&gt; Beispiel")
    photo(content / "bilder/tor.jpg", creator="Anna Anders", seed=2)
    head = HEAD.replace("Date", "Cover: bilder/tor.jpg\nDate")
    (content / "hof.md").write_text(head + '![Hof]({static}/bilder/hof.jpg "Der Hof")\n', encoding="utf-8")
    settings = read_settings(
        override={
            "PATH": str(content), "OUTPUT_PATH": str(tmp_path / "output"), "CACHE_PATH": str(tmp_path / "cache"),
            "PLUGINS": [], "STATIC_PATHS": ["bilder"], "DEFAULT_LANG": "de", "SITEURL": "https://hof.example",
            "FEED_ALL_ATOM": "feed.xml", "KLARTEXT": {},
        }
    )  # fmt: skip
    register()
    Pelican(settings).run()
    line = '<small class="picture-credit">Bild: Jana &lt;b&gt; Beispiel</small>'
    page = (tmp_path / "output/hof.html").read_text("utf-8")
    assert line in page
    assert "Anna Anders" not in page, "the theme prints the cover's"
    feed = (tmp_path / "output/feed.xml").read_text("utf-8")
    assert '&lt;small class="picture-credit"&gt;Bild: Jana' in feed
