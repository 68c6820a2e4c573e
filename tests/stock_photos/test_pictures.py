"""The pictures of a post as ``inspect`` prints them, and the build's view of them."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from PIL import ExifTags, Image

from klartext.stock_photos.pictures import gallery, pictures
from klartext.stock_photos.rules.missing_picture import MissingPicture


def origins(site, path="content/post.md"):
    document = next(d for d in site.documents if d.path == path)
    return {entry["src"]: entry["origin"] for entry in pictures(document, site)}


def save(path, picture, **exif_values):
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    for tag, value in exif_values.items():
        exif[getattr(ExifTags.Base, tag)] = value
    if "Make" in exif_values:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FNumber] = 2.8
    picture.save(path, exif=exif)


def test_every_origin(tmp_path, scene, make_site):
    folder = tmp_path / "content" / "bilder"
    save(folder / "eigene" / "hof.jpg", scene(1))
    save(folder / "kamera.jpg", scene(2), Make="FUJIFILM", Model="X-T3")
    save(folder / "signiert.jpg", scene(3), Artist="Malerbetrieb Sommer")
    save(folder / "gekauft.jpg", scene(4), Copyright="©Halfpoint - stock.adobe.com", Make="Canon", Model="R5")
    save(folder / "irgendwas.jpg", scene(5))
    save(folder / "liste.jpg", scene(6), Copyright="Getty Images")
    save(folder / "fremd.jpg", scene(7), Copyright="Jana Beispiel")
    names = (
        "eigene/hof",
        "kamera",
        "signiert",
        "gekauft",
        "irgendwas",
        "liste",
        "fremd",
        "fort",
        "AdobeStock_12345678",
    )
    text = "Title: Hof\nDate: 2026-03-02\n\n" + "".join(
        f"![Ein Bild]({{static}}/bilder/{n}.jpg)\n\n" for n in names
    )
    text += "![Ein Bild](https://partner.example/a.jpg)\n\n![Ein Bild](https://cdn.pixabay.com/a.jpg)\n\n"
    text += "![Ein Bild](bilder/midjourney-hof.png)\n\n<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt='x'>\n"
    site = make_site({"content/post.md": text}, stock_photos={"own_pictures": ["bilder/liste*"]})
    found = {src.removeprefix("{static}/bilder/").removesuffix(".jpg"): o for src, o in origins(site).items()}
    inline = found.pop("data:image/gif;base64,R0lGODlhAQABAAAAACw=")
    assert inline == "unknown"
    assert found == {
        "eigene/hof": "own",
        "kamera": "own",
        "signiert": "own",
        "gekauft": "stock",
        "irgendwas": "unknown",
        "liste": "own",
        "fremd": "unknown",
        "fort": "missing",
        "AdobeStock_12345678": "stock",
        "https://partner.example/a": "remote",
        "https://cdn.pixabay.com/a": "stock",
        "bilder/midjourney-hof.png": "generated",
    }


def test_a_post_about_agencies_has_no_stock_pictures(tmp_path, scene, make_site):
    save(tmp_path / "content" / "bilder" / "preise.png", scene(1))
    text = (
        "Title: Was Bildagenturen kosten\nDate: 2026-03-02\n\n"
        "![Die Preise im Vergleich](bilder/preise.png)\n\n"
        "Shutterstock, iStock und Getty Images verlangen zwischen 3 und 300 Euro. "
        "Freie Fotos von Unsplash kennt jeder.\n\n"
        "- [Adobe Stock](https://stock.adobe.com/): 30 Euro\n- [Pexels](https://www.pexels.com/license/): nichts\n\n"
        "Mehr dazu in der [Lizenz von Unsplash](https://unsplash.com/license).\n"
    )
    site = make_site({"content/post.md": text})
    assert origins(site) == {"bilder/preise.png": "unknown"}
    assert gallery(site).of(site.documents[0]).loose_credits == ()


def test_reasons_name_the_evidence(tmp_path, scene, make_site):
    save(tmp_path / "content" / "a.jpg", scene(1), Copyright="Halfpoint - stock.adobe.com")
    site = make_site({"content/post.md": "Title: Hof\nDate: 2026-03-02\n\n![Hof](a.jpg)\n"})
    entry = pictures(site.documents[0], site)[0]
    assert entry == {
        "src": "a.jpg",
        "line": 4,
        "origin": "stock",
        "reasons": ["EXIF Copyright: Halfpoint - stock.adobe.com (Adobe Stock)"],
    }


def test_the_theme_learns_what_to_label(tmp_path, scene, make_site):
    site = make_site(
        {
            "content/post.md": "Title: Hof\nDate: 2026-03-02\nImage: bilder/midjourney-hof.png\n\n"
            "![Hof](bilder/hof.jpg)\n"
        }
    )
    found = gallery(site).of(site.documents[0]).pictures
    assert [(p.reference.beside, p.label("de")) for p in found] == [(True, "KI-Bild"), (False, "")]


def test_sizes_of_one_picture_count_once(tmp_path, scene, make_site):
    save(tmp_path / "content" / "bilder" / "hof.jpg", scene(1))
    text = (
        "Title: Hof\nDate: 2026-03-02\n\n"
        '<img src="bilder/hof.jpg" srcset="bilder/hof-300x200.jpg 300w, bilder/tor.jpg 600w" alt="Ein Hof">\n'
    )
    found = origins(make_site({"content/post.md": text}))
    assert found == {"bilder/hof.jpg": "unknown", "bilder/tor.jpg": "missing"}


def test_a_long_address_of_no_known_size_is_read_at_once(make_site):
    """Trying each of its ends would take minutes."""
    address = f"https://partner.example/{'a' * 100_000}.jpg"
    text = (
        f'Title: Hof\nDate: 2026-03-02\n\n<img src="bilder/hof.jpg" srcset="{address} quer" alt="Ein Hof">\n'
    )
    assert list(origins(make_site({"content/post.md": text}))) == ["bilder/hof.jpg", address]


def test_names_with_brackets_and_folders_of_other_plugins(tmp_path, scene, make_site):
    save(tmp_path / "content" / "bilder" / "hof (3).jpg", scene(1))
    text = "Title: Hof\nDate: 2026-03-02\n\n![Ein Hof](/bilder/hof (3).jpg)\n\n![Ein Hof]({photo}hof.jpg)\n"
    found = origins(make_site({"content/post.md": text}))
    assert found == {"/bilder/hof (3).jpg": "unknown", "{photo}hof.jpg": "unknown"}


def test_names_are_shown_as_people_write_them(make_site):
    site = make_site(
        {"content/post.md": "Title: Hof\nDate: 2026-03-02\n\n![Hof](b%C3%BCro_AdobeStock_305245557.jpg)\n"}
    )
    entry = pictures(site.documents[0], site)[0]
    assert entry["reasons"][0] == "file name: büro_AdobeStock_305245557.jpg (Adobe Stock)"


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ('Fotograf <a href="https://unsplash.com/@jana">Jana Beispiel</a>', "stock"),
        ("Image source: [here](https://pixabay.com/de/photos/hof-123)", "stock"),
        ("[Jana Stock on Pexels](https://www.pexels.com/photo/123)", "stock"),
        ("Mehr davon [bei Pexels](https://www.pexels.com/photo/123) und anderswo.", "unknown"),
        ("Fotografin [gesucht](https://example.org/stelle)", "unknown"),
    ],
)
def test_credits_that_are_links(tmp_path, scene, make_site, line, origin):
    save(tmp_path / "content" / "bilder" / "hof.jpg", scene(1))
    text = f"Title: Hof\nDate: 2026-03-02\n\n![Ein Hof](bilder/hof.jpg)\n\n{line}\n"
    assert origins(make_site({"content/post.md": text})) == {"bilder/hof.jpg": origin}


def test_the_credit_of_a_cover(tmp_path, scene, make_site):
    save(tmp_path / "content" / "bilder" / "hof.jpg", scene(1))
    text = (
        "Title: Hof\nDate: 2026-03-02\nCover: bilder/hof.jpg\nCover_caption: Foto: Jana / Unsplash\n\nText.\n"
    )
    assert origins(make_site({"content/post.md": text})) == {"bilder/hof.jpg": "stock"}


def test_umlauts_taken_apart_are_told(tmp_path, scene, make_site):
    save(tmp_path / "content" / "bilder" / unicodedata.normalize("NFD", "höhe.jpg"), scene(1))
    site = make_site({"content/post.md": "Title: Hof\nDate: 2026-03-02\n\n![Ein Hof](bilder/höhe.jpg)\n"})
    found = [d.message for d in MissingPicture().check(site.documents[0], site)]
    assert found == (["spelled_apart"] if sys.platform == "linux" else [])
