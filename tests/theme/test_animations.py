"""Animations are published with every frame as it was, and with nothing that tells a place or a camera."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import ExifTags, Image, ImageChops, PngImagePlugin

from klartext.metadata_reader import read_metadata
from klartext.picture_rights import Rights, rights_of
from klartext.theme_support.animations import without_metadata
from klartext.theme_support.picture_markup import PictureShelf, picture_html
from klartext.theme_support.pictures import Rendition, UnusablePictureError, make_all, read_picture

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 exif:GPSLatitude="48,8N"><dc:creator><rdf:Seq><rdf:li>Jana Beispiel</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
GIF_XMP = b"\x21\xff\x0bXMP DataXMP" + XMP.encode() + b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
SECRETS = (b"GPS", b"Kamerawerk", b"Geheim", b"48,8N")


def frames(mode: str = "RGBA") -> list[Image.Image]:
    found = []
    for number in range(3):
        frame = Image.new("RGBA", (64, 48), (200 - 60 * number, 40, 60 * number, 255))
        frame.paste((255, 255, 255, 255), (number * 10, 5, number * 10 + 12, 30))
        found.append(frame.convert(mode))
    return found


def exif() -> Image.Exif:
    metadata = Image.Exif()
    metadata[ExifTags.Base.Make] = "Kamerawerk"
    metadata[ExifTags.Base.ImageDescription] = "Geheim"
    metadata.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 0.0)
    return metadata


def animation(path: Path) -> Path:
    """Write an animation with a place, a camera, a comment and its maker's name in every way the format has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *rest = frames("P" if path.suffix == ".gif" else "RGBA")
    options: dict[str, Any] = {
        "save_all": True,
        "append_images": rest,
        "duration": [100, 200, 300],
        "loop": 3,
    }
    if path.suffix == ".webp":
        first.save(path, exif=exif(), xmp=XMP.encode(), lossless=True, **options)
    elif path.suffix == ".png":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", XMP)
        text.add_text("Comment", "Geheim")
        first.save(path, exif=exif(), pnginfo=text, **options)
    else:
        first.save(path, comment=b"Geheim", **options)
        data = path.read_bytes()
        at = data.index(b"\x21\xff\x0bNETSCAPE")
        path.write_bytes(data[:at] + GIF_XMP + data[at:] + b"Geheim nach dem Ende")
    return path


def seen(path: Path) -> list[tuple[bytes, object]]:
    with Image.open(path) as image:
        found = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
            found.append((image.convert("RGBA").tobytes(), image.info.get("duration")))
        return [*found, (b"loop", image.info.get("loop"))]


@pytest.mark.parametrize("name", ["lauf.webp", "lauf.png", "lauf.gif"])
def test_the_frames_stay_and_the_rest_goes(build: Any, tmp_path: Path, name: str) -> None:
    original = animation(tmp_path / "content/bilder" / name)
    assert sum(secret in original.read_bytes() for secret in SECRETS) >= 2, "there is something to take out"
    post = f"Title: A\nDate: 2026-01-01\nSlug: a\nAuthor: Jana Sommer\n\n![Läuft]({{static}}/bilder/{name})\n"
    site = build({"a.md": post})
    published = site / "bilder" / name
    assert seen(published) == seen(original)
    assert len(seen(published)) == 4
    content = published.read_bytes()
    for secret in SECRETS:
        assert secret not in content, secret
    assert b"Jana Beispiel" in content
    image = BeautifulSoup((site / "a.html").read_text("utf-8"), "html.parser").select_one(".prose figure img")
    assert image is not None
    assert (image["width"], image["height"], image.parent.name) == ("64", "48", "figure")
    assert [file.name for file in (site / "bilder").iterdir()] == [name]
    if name != "lauf.gif":
        with Image.open(published) as opened:
            assert rights_of(read_metadata(opened, published)).creator == "Jana Beispiel"
            assert not opened.getexif()


def test_a_gif_that_stands_still_is_cleaned_too(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    frames("P")[0].save(path, comment=b"Geheim")
    cleaned = without_metadata(path.read_bytes(), "GIF", Rights())
    assert b"Geheim" not in cleaned
    (tmp_path / "b.gif").write_bytes(cleaned)
    with Image.open(tmp_path / "b.gif") as image, Image.open(path) as before:
        assert ImageChops.difference(image.convert("RGB"), before.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("name", ["lauf.webp", "lauf.png", "lauf.gif"])
def test_a_damaged_animation_is_an_error_or_clean(tmp_path: Path, name: str) -> None:
    path = animation(tmp_path / name)
    whole, kind = path.read_bytes(), path.suffix[1:].upper()
    for length in range(0, len(whole), 7):
        try:
            cleaned = without_metadata(whole[:length], kind, Rights(creator="J"))
        except ValueError:
            continue
        assert not any(secret in cleaned for secret in SECRETS)
    with pytest.raises(ValueError, match="no "):
        without_metadata(b"anything else", kind, Rights())


def test_a_gif_without_its_last_byte_still_moves(tmp_path: Path) -> None:
    first, *rest = frames("P")
    first.save(tmp_path / "a.gif", save_all=True, append_images=rest)
    data = (tmp_path / "a.gif").read_bytes()
    assert data[-1:] == b";"
    assert without_metadata(data[:-1], "GIF", Rights()) == data


def test_a_moving_avif_with_a_place_in_it_is_not_published(tmp_path: Path) -> None:
    first, *rest = frames("RGB")
    first.save(tmp_path / "a.avif", save_all=True, append_images=rest, exif=exif())
    with pytest.raises(UnusablePictureError) as caught:
        read_picture(tmp_path / "a.avif")
    assert not caught.value.as_it_is
    first.save(tmp_path / "b.avif", save_all=True, append_images=rest, xmp=XMP.encode())
    with pytest.raises(UnusablePictureError) as caught:
        read_picture(tmp_path / "b.avif")
    assert not caught.value.as_it_is


def test_of_several_pictures_in_one_jpeg_the_first_is_published(tmp_path: Path) -> None:
    first, second, _ = frames("RGB")
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second], exif=exif())
    with Image.open(tmp_path / "a.jpg") as image:
        assert image.format == "MPO"
    picture = read_picture(tmp_path / "a.jpg")
    made = make_all([Rendition(picture, 64, kind) for kind in ("JPEG", "WEBP")], tmp_path / "cache")
    for file in made.values():
        assert isinstance(file, Path)
        assert not any(secret in file.read_bytes() for secret in SECRETS)
        with Image.open(file) as image:
            assert getattr(image, "n_frames", 1) == 1
            assert image.format in {"JPEG", "WEBP"}
    html = picture_html(PictureShelf({"a.jpg": tmp_path / "a.jpg"}), "a.jpg", "", "prose", {"alt": ""})
    assert "a-64.avif 64w" in html
