"""What stands beside the pages: icons, manifest, pictures to share, series, old addresses, descriptions."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from klartext.redirect_table import RowError
from klartext.rule_examples import FILMS
from klartext.settings import parse_settings
from klartext.theme_support.findability.icons import icon_image
from klartext.theme_support.findability.linked_data import linked_data
from klartext.theme_support.findability.moved import AliasError, Moved, moved_addresses, with_table
from klartext.theme_support.findability.share_picture import SIZE, Card, Crop, Design, draw, make

from .conftest import CONTENT, parse

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://blog.sommer-maler.example"
DESIGN = Design("Frisch gestrichen", "#f2b51d", ("#b5482e", "#1f6f78"))
POST = (
    "Title: {title}\nDate: 2026-01-{day:02}\nAuthor: Jana Sommer\nSlug: {slug}\n{more}\n"
    "Ein Satz über Kalk und Wände.\n"
)
LEGAL = {
    "name": "Malerbetrieb Sommer", "street": "Mühlgasse 7", "town": "79999 Rebenau", "email": "hallo@sommer.example",
    "phone": "+49 30 23125 014", "responsible": "Jana Sommer", "hosting": "Beispielhoster GmbH", "log_days": 7,
}  # fmt: skip


def post(slug: str, day: int = 1, more: str = "", title: str = "") -> str:
    return POST.format(title=title or f"Beitrag {slug}", day=day, slug=slug, more=more + "\n" if more else "")


def meta(page: Any, name: str) -> str:
    found = page.select_one(f'meta[property="{name}"], meta[name="{name}"]')
    return str(found["content"]) if found else ""


def data(page: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(page.select_one('script[type="application/ld+json"]').string)
    return loaded


def test_icons_and_manifest_are_drawn_in_the_sites_colours(site: Path) -> None:
    manifest = json.loads((site / "site.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "Frisch gestrichen"
    assert manifest["theme_color"] == "#f2b51d"
    for icon in manifest["icons"]:
        with Image.open(site / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    with Image.open(site / "favicon.ico") as image:
        assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert "#f2b51d" in (site / "theme/icon.svg").read_text("utf-8")
    page = parse(site / "en/treppenhaus.html")
    for selector in ("link[rel=icon]", "link[rel=manifest]", 'link[rel="apple-touch-icon"]'):
        assert (site / "en" / str(page.select_one(selector)["href"])).is_file()


def test_an_own_icon_replaces_the_drawn_one(build: Any, tmp_path: Path) -> None:
    (tmp_path / "content/bilder").mkdir(parents=True)
    Image.new("RGB", (600, 600), "#336699").save(tmp_path / "content/bilder/icon.png")
    site = build({"a.md": post("a")}, theme={"icon": "bilder/icon.png"})
    with Image.open(site / "apple-touch-icon.png") as image:
        assert image.convert("RGB").getpixel((90, 90)) == (0x33, 0x66, 0x99)
    assert not (site / "theme/icon.svg").exists()
    assert str(parse(site / "a.html").select_one("link[rel=icon]")["href"]).endswith("icon-192.png")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("fehlt.png", "das gibt es nicht"),
        ("breit.png", "das Bild hat 600 × 400 Pixel; nötig ist ein Quadrat von 512 oder mehr"),
        ("icon.tiff", "TIFF bleibt, wie es ist: nur JPEG, PNG, WebP und AVIF bekommen andere Größen"),
    ],
)
def test_an_icon_that_is_none_is_one_clear_line(build: Any, tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "content/bilder").mkdir(parents=True)
    Image.new("RGB", (600, 400)).save(tmp_path / "content/bilder/breit.png")
    Image.new("RGB", (600, 600)).save(tmp_path / "content/bilder/icon.tiff")
    said = re.escape(f"KLARTEXT['theme']['icon'] = 'bilder/{name}' ist nicht zu gebrauchen: {why}")
    with pytest.raises((RuntimeError, AssertionError), match=said):
        build({"a.md": post("a")}, theme={"icon": f"bilder/{name}"})


@pytest.mark.parametrize("color", ["#f2b51d", "#000000", "#ffffff", "#204060"])
def test_the_icons_cards_differ_from_their_ground(color: str) -> None:
    theme = parse_settings({"theme": {"colors": {"brand": color}}}).theme
    colors = icon_image(theme, 64).convert("RGB").getcolors(10_000) or []
    assert len([count for count, _ in colors if count > 100]) >= 3


def test_published_posts_have_a_picture_to_share_and_the_preview_does_no_work_for_it(
    build: Any, site: Path
) -> None:
    assert not (site / "teilen").exists()
    assert not meta(parse(site / "treppenhaus.html"), "og:image")
    content = {
        path.relative_to(CONTENT).as_posix(): path.read_text("utf-8") for path in CONTENT.rglob("*.md")
    }
    published = build(content, SITEURL=SITE, RELATIVE_URLS=False, **published_settings())
    for name in ("index.html", "aktion.html", "en/treppenhaus.html"):
        page = parse(published / name)
        address = meta(page, "og:image")
        assert address.startswith(f"{SITE}/teilen/"), name
        with Image.open(published / address.removeprefix(f"{SITE}/")) as image:
            assert image.size == SIZE
            assert not image.getexif()
        assert meta(page, "twitter:card") == "summary_large_image"
    assert data(parse(published / "aktion.html"))["image"] == meta(
        parse(published / "aktion.html"), "og:image"
    )


def published_settings() -> dict[str, Any]:
    return {"DRAFT_SAVE_AS": "", "DRAFT_LANG_SAVE_AS": "", "legal": LEGAL}


@pytest.mark.parametrize(
    "title",
    ["Kurz", "Ein sehr langer Titel " * 12, "A" * 500, "🎨🖌️", "", '"><script>', "العربية " * 5, "ß" * 60],
)
def test_every_title_fits_the_drawn_picture_and_looks_the_same_each_time(title: str, tmp_path: Path) -> None:
    card = Card(DESIGN, title, "Jana Sommer · Innenräume", "#b5482e")
    image = draw(card)
    assert image.size == SIZE
    # Nothing is written into the fan, the margin or the coloured edge.
    empty = draw(Card(DESIGN, "", "Jana Sommer · Innenräume", "#b5482e"))
    for box in ((0, 0, 70, 602), (850, 0, 1200, 630), (0, 560, 1200, 630)):
        assert image.crop(box).tobytes() == empty.crop(box).tobytes(), box
    first = make(card, tmp_path / "one").read_bytes()
    assert make(card, tmp_path / "two").read_bytes() == first
    assert len(first) < 200_000


def test_umlauts_are_drawn(tmp_path: Path) -> None:
    def drawn(title: str) -> bytes:
        return draw(Card(DESIGN, title, "", "#b5482e")).tobytes()

    assert len({drawn(char) for char in ("", "a", "ä", "o", "ö", "u", "ü", "ß", "„", "“", "–", "€")}) == 12


def test_a_posts_own_picture_is_cropped_upright_and_without_a_place(tmp_path: Path) -> None:
    source = tmp_path / "hof.jpg"
    image = Image.new("RGB", (400, 800), "#aa0000")
    image.paste("#0000aa", (0, 0, 400, 400))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    exif.get_ifd(0x8825)[1] = "N"
    image.save(source, exif=exif)
    before = source.read_bytes()
    with Image.open(make(Crop(source, "x"), tmp_path / "cache")) as made:
        assert made.size == SIZE
        assert not made.getexif()
        red, _, blue = made.convert("RGB").getpixel((600, 20))
        assert red > blue, "the red half is on top when upright"
    assert source.read_bytes() == before


def test_series_show_where_a_post_stands_and_drafts_stay_out(build: Any) -> None:
    site = build(
        {
            "a.md": post("a", 3, "Series: Nordwand"),
            "b.md": post("b", 2, "Series: Nordwand\nSeries_index: 2"),
            "c.md": post("c", 1, "Series: Nordwand\nSeries_index: 1"),
            "d.md": post("d", 4, "Series: Nordwand\nStatus: draft"),
            "e.md": post("e", 5, "Series: Allein"),
        }
    )
    page = parse(site / "b.html")
    assert [item.get_text() for item in page.select(".series li")] == ["Beitrag c", "Beitrag b", "Beitrag a"]
    assert page.select_one(".series [aria-current=page]").get_text() == "Beitrag b"
    assert page.select_one(".series__title").get_text() == "Serie: Nordwand"
    assert len(parse(site / "entwuerfe/d.html").select(".series li")) == 4
    assert not parse(site / "e.html").select(".series")
    assert data(page)["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Nordwand"}


def test_a_wrong_series_index_names_the_file(build: Any) -> None:
    with pytest.raises(
        (RuntimeError, AssertionError), match=r"a\.md: Series_index: zwei – hierher gehört eine Zahl wie 2"
    ):
        build({"a.md": post("a", 1, "Series: N\nSeries_index: zwei"), "b.md": post("b", 1, "Series: N")})


def test_old_addresses_lead_on(build: Any) -> None:
    site = build(
        {
            "a.md": post("a", 1, "Aliases: /2019/03/kalk/, /alt.html"),
            "b.md": post("b", 1, f"Weiterleitung: {SITE}/über kalk/\n    /?p=12"),
        }
    )
    for name, target in {
        "2019/03/kalk/index.html": "../../../a.html",
        "alt.html": "a.html",
        "über kalk/index.html": "../b.html",
    }.items():
        page = parse(site / name)
        assert page.select_one('meta[http-equiv="refresh"]')["content"] == f"0; url={target}"
        assert page.select_one("a")["href"] == target
        assert page.select_one('meta[name=robots][content="noindex"]')
    netlify = (site / "_redirects").read_text("utf-8")
    assert "/2019/03/kalk/ /a.html 301!" in netlify
    assert "/ p=12 /b.html 301!" in netlify
    assert "alt.html" not in (site / "sitemap.xml").read_text("utf-8")


class Content:
    def __init__(self, url: str, **metadata: str) -> None:
        self.url, self.metadata, self.source_path = url, metadata, f"content/{url}.md"


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("../../etc/passwd", "leads out of the site"),
        ("/%2e%2e/x", "leads out of the site"),
        ("https://anderswo.example/x", "is not of this site"),
        ("javascript:alert(1)", "is not of this site"),
        ("/", "cannot lead on"),
        ("/x?y=1", "cannot lead on"),
        ("/x#y", "cannot lead on"),
        ("/x\x00y", "leads out of the site"),
        ("http://[", "is no address"),
    ],
)
def test_an_old_address_that_cannot_be_is_one_line_with_the_file(alias: str, message: str) -> None:
    with pytest.raises(AliasError, match=message) as caught:
        moved_addresses([Content("a.html", aliases=alias)], SITE)
    assert str(caught.value).startswith("content/a.html.md: ")
    assert "\n" not in str(caught.value)


def test_an_old_address_of_two_posts_or_of_a_page_is_refused(build: Any) -> None:
    with pytest.raises(AliasError, match=r"is an alias of content/a\.html\.md as well"):
        moved_addresses([Content("a.html", aliases="/x/"), Content("b.html", aliases="/x")], SITE)
    with pytest.raises((RuntimeError, AssertionError), match=r"/b\.html ist eine Seite dieser Website"):
        build({"a.md": post("a", 1, "Aliases: /b.html"), "b.md": post("b")})


def test_the_table_leads_on_too_and_a_page_stays_a_page(build: Any, caplog: pytest.LogCaptureFixture) -> None:
    site = build(
        {
            "a.md": post("a", 1, "Aliases: /alt/"),
            "redirects.txt": "# Listen\n/tag/kalk/ /stichworte.html\n/bild.jpg /neu.jpg\n/a.html /themen.html\n",
        }
    )
    assert parse(site / "tag/kalk/index.html").select_one("a")["href"] == "../../stichworte.html"
    told = (site / "_redirects").read_text("utf-8")
    assert told == "/alt/ /a.html 301!\n/bild.jpg /neu.jpg 301!\n/tag/kalk/ /stichworte.html 301!\n"
    assert '"/bild.jpg" "/neu.jpg";' in (site / "server/redirects.nginx.conf").read_text("utf-8")
    assert "Beitrag a" in (site / "a.html").read_text("utf-8")
    assert "redirects.txt:4: /a.html ist eine Seite dieser Website und bleibt es" in caplog.text
    assert not (site / "redirects.txt").exists()


def test_one_old_address_leads_to_one_place() -> None:
    moved = Moved({"/alt/": "/blog/a.html"})
    site = "https://sommer.example/blog"
    same = with_table(moved, "/alt /a.html\n/blog/x /b.html\n/y https://z.example/\n", site, ())
    assert same == (
        Moved({"/alt/": "/blog/a.html", "/blog/x": "/blog/b.html", "/y": "https://z.example/"}),
        [],
    )
    for text, line in (("/alt /b.html\n", 1), ("/c /a.html\n/c/ /b.html\n", 2)):
        with pytest.raises(AliasError, match=rf"redirects\.txt:{line}: .* leads to .* already"):
            with_table(moved, text, site, ())
    with pytest.raises(RowError, match=r"redirects\.txt:1: /nur: give an old address"):
        with_table(moved, "/nur\n", site, ())


def test_the_site_may_lie_in_a_folder_of_its_host() -> None:
    moved = moved_addresses(
        [Content("a.html", aliases="/blog/alt/, /ganz-alt/, /blog/?p=12")], "https://sommer.example/blog"
    )
    assert moved.numbers == {"12": "/blog/a.html"}
    assert moved.paths == {"/blog/alt/": "/blog/a.html", "/ganz-alt/": "/blog/a.html"}


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Der **erste** Satz, z. B. hier.\n\nDer zweite.", "Der erste Satz, z. B. hier."),
        ("## Gleich eine Überschrift\n\n![Bild](x.jpg)\n\nDann kommt der Satz.", "Dann kommt der Satz."),
        ("> Ein Zitat steht vorn, aber fremd.\n\nUnd hier fangen wir an.", "Und hier fangen wir an."),
        ("- nur\n- Liste", "Beitrag a"),
        ("Foto: Jana\n\nDas ist der Anfang dieses Textes.", "Das ist der Anfang dieses Textes."),
        ("Wort " * 100, f"{'Wort ' * 38}Wort…"),
    ],
)
def test_the_description_is_made_of_the_first_real_sentences(build: Any, text: str, description: str) -> None:
    page = parse(build({"a.md": post("a").rpartition("\n\n")[0] + f"\n\n{text}\n"}) / "a.html")
    assert meta(page, "description").startswith(description)
    assert data(page)["description"] == meta(page, "description") == meta(page, "og:description")
    assert not page.select(".article__lead"), "what the writer did not write as a summary is not repeated"


def test_linked_data_cannot_end_its_element_and_says_nothing_empty() -> None:
    written = str(linked_data({"a": "</script><b>&'", "b": None, "c": "", "d": [], "e": {"f": None}, "g": 0}))
    assert "<" not in written
    assert "&" not in written
    assert json.loads(written) == {"a": "</script><b>&'", "g": 0}


def test_the_firm_is_told_with_its_address(build: Any) -> None:
    site = build({"a.md": post("a")}, legal=LEGAL)
    publisher = data(parse(site / "a.html"))["publisher"]
    assert publisher["address"] == {
        "@type": "PostalAddress", "streetAddress": "Mühlgasse 7", "postalCode": "79999", "addressLocality": "Rebenau",
    }  # fmt: skip
    assert (site / publisher["logo"].removeprefix(f"{SITE}/")).is_file()


def test_films_of_the_site_wait_for_a_click_and_others_are_links(build: Any, tmp_path: Path) -> None:
    bilder = tmp_path / "content/bilder"
    bilder.mkdir(parents=True)
    (bilder / "kalk.mp4").write_bytes(FILMS["fassade.mp4"])
    shutil.copy(CONTENT / "bilder/treppe.png", bilder / "kalk.png")
    text = (
        '![Kalk wird gelöscht]({static}/bilder/kalk.mp4 "Unser Film")\n\n'
        "![Kalk löschen](https://youtu.be/abc-1_2)\n\n"
        '<iframe width="560" src="https://www.youtube-nocookie.com/embed/xyz?start=3" title="A & B"></iframe>\n\n'
        'Mitten <iframe src="//player.vimeo.com/video/123"></iframe> im Satz.\n\n'
        '<script async src="https://platform.example/widgets.js"></script>\n\n'
        '    <iframe src="https://code.example"></iframe>\n'
    )
    site = build({"a.md": post("a") + "\n" + text})
    page = parse(site / "a.html")
    film = page.select_one(".film video")
    assert (film["preload"], film["aria-label"]) == ("none", "Kalk wird gelöscht")
    assert str(film["poster"]).endswith("bilder/kalk.png")
    assert film["width"].isdecimal()
    assert page.select_one(".film figcaption").get_text() == "Unser Film"
    assert [a["href"] for a in page.select(".embed__link")] == [
        "https://www.youtube.com/watch?v=abc-1_2",
        "https://www.youtube.com/watch?v=xyz",
        "https://vimeo.com/123",
    ]
    assert page.select(".embed__title")[1].get_text() == "A & B"
    assert "youtube.com von Ihrem Besuch" in page.select_one(".embed__note").get_text()
    assert page.select_one(".prose p > a.embed__link"), "a link alone inside a sentence"
    assert not page.select(".prose iframe, .prose script")
    assert '<iframe src="https://code.example">' in page.select_one(".prose pre").get_text()
    assert (site / "bilder/kalk.mp4").is_file()
