"""File names, addresses and credit lines: what agencies leave behind."""

from __future__ import annotations

import pytest

from klartext.stock_photos.agencies import load_agencies, match_file_name, match_host, normalised_stem
from klartext.stock_photos.credit_lines import credited_source

STOCK = {
    "AdobeStock_305245557.jpg": "Adobe Stock",
    "AdobeStock_490731056-scaleda86e.jpg": "Adobe Stock",
    "adobestock_305245557-1024x768.JPEG": "Adobe Stock",
    "Büro-AdobeStock_305245557.jpg": "Adobe Stock",
    "fotolia_186947815.jpg": "Fotolia",
    "Fotolia_172803717_L.jpg": "Fotolia",
    "fotolia_36158202_sw.jpg": "Fotolia",
    "iStock_000011455462XSmall_cloud_computing.jpg": "iStock",
    "istockphoto-1289963489-170667a.jpeg": "iStock",
    "team-istock-getty-images-plus-1235556451.jpg": "iStock",
    "gettyimages-1073019390.jpg": "Getty Images",
    "GettyImages-banner-low.jpg": "Getty Images",
    "Depositphotos_123753224_original.jpg": "Depositphotos",
    "shutterstock_123456789.jpg": "Shutterstock",
    "shutterstock_2041883954-1-e1650000000000.jpg": "Shutterstock",
    "stock-photo-happy-team-in-office-123456789.jpg": "Shutterstock",
    "dreamstime_xl_12345678.jpg": "Dreamstime",
    "bigstock-Painter-At-Work-12345678.jpg": "Bigstock",
    "panthermedia_B12345678.jpg": "PantherMedia",
    "pexels-wendy-van-zyl-1212179.jpg": "Pexels",
    "pexels-pixabay-158826.jpg": "Pexels",
    "person-holding-purple-crochet-hook-and-white-yarn-3945638.jpg": "Pexels",
    "orange-mug-near-macbook-3219546.jpg": "Pexels",
    "pile-3324375_1280.jpg": "Pixabay",
    "dancers-309871_1280.png": "Pixabay",
    "artificial-neural-network-3501528_640.png": "Pixabay",
    "russ-ward-aMlbxs8SYig-unsplash.jpg": "Unsplash",
    "georgie-cobbs-467924-unsplash.jpg": "Unsplash",
    "thomas-q-_fQ6zg_McEU-unsplash.jpg": "Unsplash",
    "speed.chuttersnap.unsplash.jpg": "Unsplash",
    "photo-1498050108023-c5249f4df085.jpg": "Unsplash",
    "rawpixel-com-351765.jpg": "rawpixel",
    "640px-Brandenburger_Tor.jpg": "Wikimedia Commons",
    "DALL·E-2022-07-25-22.07.54-werkstatt.png": "DALL·E",
    "DALL%C2%B7E%202023-01-02%2010.00.00.png": "DALL·E",
    "ChatGPT-Image-Jul-4-2025-09_22_43-PM.jpg": "ChatGPT",
    "Gemini_Generated_Image_x1y2z3.jpg": "Gemini",
    "Firefly_Maler auf Leiter 48291.jpg": "Adobe Firefly",
    "midjourney-werkstatt.webp": "Midjourney",
}


@pytest.mark.parametrize("name", STOCK)
def test_a_source_is_recognised_by_its_file_name(name):
    found = match_file_name(name)
    assert found is not None
    assert found.agency.name == STOCK[name]


def test_resizing_marks_do_not_matter():
    assert (
        normalised_stem("AdobeStock_1-1024x768.jpg")
        == normalised_stem("adobestock-1-scaled.JPG")
        == "adobestock-1"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://images.unsplash.com/photo-1?w=800", "Unsplash"),
        ("https://source.unsplash.com/random", "Unsplash"),
        ("https://cdn.pixabay.com/photo/2023/a.jpg", "Pixabay"),
        ("//images.pexels.com/photos/1/a.jpg", "Pexels"),
        ("https://upload.wikimedia.org/a.jpg", "Wikimedia Commons"),
        ("https://notunsplash.com/a.jpg", None),
        ("https://unsplash.com.example.org/a.jpg", None),
        ("http://[::1/a.jpg", None),
        ("bilder/hof.jpg", None),
    ],
)
def test_addresses(url, expected):
    found = match_host(url)
    assert (found.agency.name if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foto von Jana auf Pixabay", "Pixabay"),
        ("Photo by David Marcu on unsplash.com", "Unsplash"),
        ("Image source: Pixabay", "Pixabay"),
        ("Illustration created by freepik", "Freepik"),
        ("a-image/iStock/Thinkstock", "iStock"),
        ("Credit_chesky-fotolia.com_", "Fotolia"),
        ("© Jana Beispiel – stock.adobe.com", "Adobe Stock"),
        ("Bildnachweis: © Jana Beispiel - stock.adobe.com", "Adobe Stock"),
        ("Quelle: Wikimedia Commons, CC BY-SA 4.0", "Wikimedia Commons"),
        ("Photograph: NetPhotos/Alamy", "Alamy"),
        ("Titelbild: Getty Images", "Getty Images"),
        ("Bild: Midjourney", "Midjourney"),
        ("Fotos von Unsplash wirken austauschbar.", None),
        ("Wir kaufen nichts mehr bei Shutterstock.", None),
        ("Bilder von Adobe Stock kosten zwischen 3 und 30 Euro im Monat.", None),
        ("Foto: Malerbetrieb Sommer", None),
        ("© Malerbetrieb Sommer", None),
        ("Auf Unsplash finden Sie freie Fotos.", None),
        ("Die Quelle unserer Farben ist das Werk in Konstanz.", None),
        ("Ein Foto, das bei iStock läge, hätte hier nichts zu suchen.", None),
    ],
)
def test_credit_lines(text, expected):
    found = credited_source(text)
    assert (found.agency.name if found else None) == expected


def test_every_source_is_complete():
    agencies = load_agencies()
    assert len({agency.name for agency in agencies}) == len(agencies)
    for agency in agencies:
        assert agency.kind in {"paid", "free", "generated"}
        assert agency.words, agency.name
        if agency.credit != "never":
            assert agency.credit_form, agency.name
