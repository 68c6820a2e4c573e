"""Pictures are published upright, without place and camera, in several sizes; originals stay as they are."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import AvifImagePlugin, ExifTags, Image, PngImagePlugin

from klartext.metadata_reader import read_metadata
from klartext.picture_rights import Rights, rights_of
from klartext.theme_support.picture_markup import PictureShelf, picture_html, with_pictures
from klartext.theme_support.picture_memory import PictureMemory
from klartext.theme_support.pictures import Rendition, UnusablePictureError, make_all, read_picture

POST = 'Title: A\nDate: 2026-01-01\nSlug: a\nAuthor: Jana Sommer\n\n![Ein Haus]({static}/bilder/haus.jpg "Das Haus")\n'


def photo(path: Path, size: tuple[int, int] = (900, 600), *, orientation: int = 1, **exif: Any) -> Path:
    """Write a JPEG, red on its left half and blue on its right, with place, camera and maker."""
    image = Image.new("RGB", size, "#c00000")
    image.paste("#0000c0", (size[0] // 2, 0, *size))
    metadata = Image.Exif()
    metadata[ExifTags.Base.Orientation] = orientation
    metadata[ExifTags.Base.Make] = "Kamerawerk"
    metadata[ExifTags.Base.Artist] = "Jana Sommer"
    metadata.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 0.0)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, exif=metadata, comment=b"geheim", **exif)
    return path


def published(build: Any, tmp_path: Path, post: str = POST) -> Path:
    return build({"a.md": post})


def test_camera_and_place_are_gone_and_the_maker_stays(build: Any, tmp_path: Path) -> None:
    original = photo(tmp_path / "content/bilder/haus.jpg")
    before = hashlib.sha256(original.read_bytes()).hexdigest()
    site = published(build, tmp_path)
    files = sorted((site / "bilder").iterdir())
    assert [file.name for file in files] == [
        "haus-480.avif",
        "haus-480.webp",
        "haus-800.avif",
        "haus-800.webp",
        "haus.jpg",
    ]
    for file in files:
        content = file.read_bytes()
        assert b"Kamerawerk" not in content
        assert b"geheim" not in content
        with Image.open(file) as image:
            exif = image.getexif()
            assert dict(exif.get_ifd(ExifTags.IFD.GPSInfo)) == {}
            assert exif.get(ExifTags.Base.Artist) == "Jana Sommer"
            assert exif.get(ExifTags.Base.Orientation, 1) == 1
    assert hashlib.sha256(original.read_bytes()).hexdigest() == before


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" exif:GPSLatitude="48,8N" photoshop:City="Geheimstadt"
 xmpRights:WebStatement="https://beispiel.example/rechte?a=1&amp;b=2"
 ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
<dc:creator><rdf:Seq><rdf:li>Jana &lt;Beispiel&gt;</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Jana</rdf:li></rdf:Alt></dc:rights>
<photoshop:Credit>Bildhaus</photoshop:Credit></rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "haus.jpg"), ("PNG", "haus.png"), ("WEBP", "haus.webp")])
def test_every_size_keeps_the_rights_and_no_place(tmp_path: Path, kind: str, name: str) -> None:
    options: dict[str, Any] = {"xmp": XMP.encode()}
    if kind == "PNG":
        options = {"pnginfo": PngImagePlugin.PngInfo()}
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP)
    Image.new("RGB", (600, 300)).save(tmp_path / name, kind, **options)
    picture = read_picture(tmp_path / name)
    wanted = [Rendition(picture, width, made) for width in (480, 600) for made in ("AVIF", "WEBP", kind)]
    made = make_all(wanted, tmp_path / "cache")
    assert len(made) >= 4
    for file in made.values():
        assert isinstance(file, Path)
        with Image.open(file) as image:
            assert rights_of(read_metadata(image, file)) == Rights(
                "Jana <Beispiel>",
                "Bildhaus",
                "© Jana",
                "https://beispiel.example/rechte?a=1&b=2",
                "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            )
        assert b"GPS" not in file.read_bytes()
        assert b"Geheimstadt" not in file.read_bytes()


def test_a_picture_is_the_same_from_every_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = read_picture(Path(__file__).parents[2] / "content/bilder/eigene/katrin-sommer.jpg")
    wanted, made = Rendition(picture, 480, "AVIF"), set()
    for processors in (1, 2, 4):
        monkeypatch.setattr(AvifImagePlugin, "DEFAULT_MAX_THREADS", processors)
        file = make_all([wanted], tmp_path / str(processors))[wanted]
        assert isinstance(file, Path)
        made.add(file.read_bytes())
    assert len(made) == 1


def test_a_size_is_the_same_whatever_else_is_made(tmp_path: Path) -> None:
    picture = read_picture(Path(__file__).parents[2] / "content/bilder/eigene/katrin-sommer.jpg")
    wanted = [
        Rendition(picture, width, kind) for width in (96, 480, 1200) for kind in ("AVIF", "WEBP", "JPEG")
    ]
    together = make_all(wanted, tmp_path / "together")
    for number, item in enumerate(wanted):
        alone = make_all([item], tmp_path / str(number))[item]
        assert alone.read_bytes() == together[item].read_bytes()  # type: ignore[union-attr] # all could be made


@pytest.mark.parametrize(
    ("kind", "options"), [("PNG", {}), ("WEBP", {"quality": 40}), ("WEBP", {"lossless": True})]
)
def test_what_can_be_freed_of_place_and_camera_without_loss_is(
    tmp_path: Path, kind: str, options: dict[str, Any]
) -> None:
    path, exif = tmp_path / f"a.{kind.lower()}", Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 0.0)
    exif[ExifTags.Base.Make] = "Kamerawerk"
    Image.effect_noise((300, 200), 60).convert("RGB").save(path, kind, exif=exif, **options)
    wanted = Rendition(read_picture(path), 300, kind)
    file = make_all([wanted], tmp_path / "cache")[wanted]
    assert isinstance(file, Path)
    with Image.open(path) as before, Image.open(file) as after:
        assert before.tobytes() == after.tobytes()
        assert len(before.getexif()) > len(after.getexif()) == 0
    assert b"Kamerawerk" not in file.read_bytes()


def test_a_profile_of_inks_does_not_stand_in_a_picture_of_light(tmp_path: Path) -> None:
    Image.new("CMYK", (600, 300), (0, 255, 255, 0)).save(tmp_path / "a.jpg", icc_profile=b"inks")
    picture = read_picture(tmp_path / "a.jpg")
    small, same = Rendition(picture, 480, "WEBP"), Rendition(picture, 600, "JPEG")
    made = make_all([small, same], tmp_path / "cache")
    for rendition, profile in ((small, None), (same, b"inks")):
        with Image.open(made[rendition]) as image:  # type: ignore[arg-type] # both could be made
            assert image.info.get("icc_profile") == profile


def test_a_scan_of_sixteen_bits_keeps_its_greys(tmp_path: Path) -> None:
    Image.linear_gradient("L").convert("I").point(lambda v: v * 257).convert("I;16").save(
        tmp_path / "scan.png"
    )
    wanted = Rendition(read_picture(tmp_path / "scan.png"), 128, "WEBP")
    made = make_all([wanted], tmp_path / "cache")
    with Image.open(made[wanted]) as image:  # type: ignore[arg-type] # it could be made
        greys = [image.convert("L").getpixel((64, row)) for row in (4, 64, 124)]
    assert greys == pytest.approx([8, 128, 248], abs=8)


def test_a_picture_lying_on_its_side_is_set_upright(build: Any, tmp_path: Path) -> None:
    photo(tmp_path / "content/bilder/haus.jpg", orientation=6)  # turn by 90° to the right: red ends up on top
    site = published(build, tmp_path)
    for name in ("haus.jpg", "haus-480.webp"):
        with Image.open(site / "bilder" / name) as image:
            assert image.width / image.height == pytest.approx(600 / 900, abs=0.01)
            top = image.convert("RGB").getpixel((image.width // 2, 10))
            bottom = image.convert("RGB").getpixel((image.width // 2, image.height - 10))
            assert top[0] > 150 > top[2]
            assert bottom[2] > 150 > bottom[0]


def test_markup_offers_sizes_and_keeps_the_layout_still(build: Any, tmp_path: Path) -> None:
    photo(tmp_path / "content/bilder/haus.jpg")
    site = published(build, tmp_path)
    page = BeautifulSoup((site / "a.html").read_text("utf-8"), "html.parser")
    (picture,) = page.select(".prose figure.picture picture")
    assert [source["type"] for source in picture.select("source")] == ["image/avif", "image/webp"]
    assert picture.source["srcset"] == "./bilder/haus-480.avif 480w, ./bilder/haus-800.avif 800w"
    image = picture.img
    assert (image["src"], image["width"], image["height"]) == ("./bilder/haus.jpg", "900", "600")
    assert (image["alt"], image["loading"]) == ("Ein Haus", "lazy")
    assert page.select(".prose figure.picture figcaption")[0].get_text() == "Das Haus"
    card = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser").select(".card picture img")[
        0
    ]
    assert card["fetchpriority"] == "high"
    feed = (site / "feeds/alle.atom.xml").read_text("utf-8")
    assert "&lt;picture" not in feed
    assert "bilder/haus.jpg" in feed


def test_a_second_build_changes_no_picture(build: Any, tmp_path: Path) -> None:
    photo(tmp_path / "content/bilder/haus.jpg")
    site = published(build, tmp_path)
    times = {file: file.stat().st_mtime_ns for file in (site / "bilder").iterdir()}
    assert published(build, tmp_path) == site
    assert {file: file.stat().st_mtime_ns for file in (site / "bilder").iterdir()} == times


def test_a_picture_is_read_again_only_where_its_file_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = photo(tmp_path / "haus.jpg"), tmp_path / "kept"
    first = PictureMemory(kept)
    seen = first.picture(path)
    first.save()
    with monkeypatch.context() as patch:
        patch.delattr("klartext.theme_support.picture_memory.read_picture")
        second = PictureMemory(kept)
        assert second.picture(path) == seen == second.picture(path)
    times = path.stat()
    path.write_bytes(b"x" * times.st_size)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(UnusablePictureError):
        PictureMemory(kept).picture(path)
    photo(path, (1000, 500))
    assert PictureMemory(kept).picture(path).width == 1000


def test_what_a_killed_process_had_begun_to_write_goes_with_the_next_pictures(tmp_path: Path) -> None:
    picture, cache = read_picture(photo(tmp_path / "haus.jpg")), tmp_path / "cache"
    cache.mkdir()
    begun, left_over = cache / ".a-480.avif.1.part", cache / ".b-480.avif.2.part"
    for part in (begun, left_over):
        part.write_bytes(b"half")
    os.utime(left_over, (0, 0))
    (file,) = make_all([Rendition(picture, 480, "JPEG")], cache).values()
    assert set(cache.iterdir()) == {file, begun}


def test_what_is_remembered_of_pictures_may_be_damaged(tmp_path: Path) -> None:
    path, kept = photo(tmp_path / "haus.jpg"), tmp_path / "kept"
    memory = PictureMemory(kept)
    seen = memory.picture(path)
    memory.save()
    (file,) = kept.iterdir()
    file.write_bytes(b"\xff{")
    assert PictureMemory(kept).picture(path) == seen


def test_a_changed_picture_is_made_again(build: Any, tmp_path: Path) -> None:
    photo(tmp_path / "content/bilder/haus.jpg")
    before = (published(build, tmp_path) / "bilder/haus-480.webp").read_bytes()
    photo(tmp_path / "content/bilder/haus.jpg", (1000, 500))
    site = published(build, tmp_path)
    assert (site / "bilder/haus-480.webp").read_bytes() != before


def damaged_avif() -> bytes:
    """Return a file whose damage the decoder tells with another exception than all others."""
    file = io.BytesIO()
    Image.effect_noise((200, 150), 60).convert("RGB").save(file, "AVIF")
    at = file.getvalue().index(b"mdat") + 8
    return file.getvalue()[:at] + b"\xff" * 400 + file.getvalue()[at + 400 :]


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>no picture</html>", b"\xff\xd8\xff\xe0broken", damaged_avif()],
    ids=["empty", "html", "truncated", "avif"],
)
def test_a_file_that_lies_is_not_published(
    build: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    path = tmp_path / "content/bilder/haus.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    site = published(build, tmp_path)
    assert not (site / "bilder/haus.jpg").exists()
    assert path.read_bytes() == content
    assert f"{path} wird nicht veröffentlicht" in caplog.text
    assert "die Datei ist beschädigt oder kein Bild" in caplog.text
    page = BeautifulSoup((site / "a.html").read_text("utf-8"), "html.parser")
    assert page.select(".prose figure img")[0]["src"] == "./bilder/haus.jpg"
    assert not page.select(".prose picture")


def test_a_picture_cut_off_in_its_middle_hands_on_no_place(build: Any, tmp_path: Path) -> None:
    path = photo(tmp_path / "content/bilder/haus.jpg")
    path.write_bytes(path.read_bytes()[:2500])
    site = published(build, tmp_path)
    assert not (site / "bilder/haus.jpg").exists()
    page = BeautifulSoup((site / "a.html").read_text("utf-8"), "html.parser")
    assert not page.select(".prose picture"), "no size is promised that cannot be made"


def test_what_needs_too_much_memory_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    Image.new("1", (9000, 9000)).save(path)
    with pytest.raises(UnusablePictureError, match="9000 × 9000 pixels are too many"):
        read_picture(path)


def test_animations_and_drawings_keep_moving(build: Any, tmp_path: Path) -> None:
    folder = tmp_path / "content/bilder"
    folder.mkdir(parents=True)
    frames = [Image.new("P", (20, 20), color) for color in (0, 1)]
    frames[0].save(folder / "a.gif", save_all=True, append_images=frames[1:])
    (folder / "b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    post = POST.replace("haus.jpg", "a.gif") + "\n![Zeichnung]({static}/bilder/b.svg)\n"
    site = published(build, tmp_path, post)
    for name in ("a.gif", "b.svg", "c.pdf"):
        assert (site / "bilder" / name).read_bytes() == (folder / name).read_bytes()


def test_a_format_that_browsers_do_not_show_hands_on_no_place(build: Any, tmp_path: Path) -> None:
    folder = tmp_path / "content/bilder"
    folder.mkdir(parents=True)
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 0.0)
    Image.new("RGB", (20, 20)).save(folder / "a.tif", exif=exif)
    assert not (published(build, tmp_path, POST.replace("haus.jpg", "a.tif")) / "bilder/a.tif").exists()


def test_what_is_wrong_with_a_picture_is_told_alike_from_another_process(tmp_path: Path) -> None:
    path = photo(tmp_path / "haus.jpg")
    renditions = [Rendition(read_picture(path), width, "WEBP") for width in (96, 192)]
    renditions += [Rendition(replace(renditions[0].picture, path=tmp_path / "fehlt.jpg"), 96, "AVIF")]
    path.write_bytes(path.read_bytes()[:2500])
    made = make_all(renditions, tmp_path / "cache")
    told = [str(made[item]) for item in renditions]
    assert told[0] == told[1]
    assert told[0].startswith("the file is damaged or no picture (OSError: ")
    assert told[2] == "it does not exist"


def test_transparency_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "mark.png"
    Image.new("RGBA", (600, 300), (200, 0, 0, 0)).save(path)
    picture = read_picture(path)
    made = make_all([Rendition(picture, 480, kind) for kind in ("AVIF", "WEBP", "PNG")], tmp_path / "cache")
    for file in made.values():
        assert isinstance(file, Path)
        with Image.open(file) as image:
            assert image.convert("RGBA").getpixel((10, 10))[3] == 0
            assert image.size == (480, 240)


def test_addresses_are_escaped_and_foreign_pictures_left_alone(tmp_path: Path) -> None:
    path = photo(tmp_path / "haus am see.jpg")
    shelf = PictureShelf({'bilder/haus "am" see.jpg': path})
    html = str(picture_html(shelf, 'bilder/haus "am" see.jpg', "..", "card", {"alt": '"><script>'}))
    assert "<script>" not in html
    assert "../bilder/haus%20%22am%22%20see-480.avif 480w" in html
    foreign = '<p>&lt;img <img src="https://example.org/x.jpg" alt="a > b"> <imgur> <img'
    assert str(with_pictures(shelf, foreign, "..", "prose")) == foreign


def test_a_picture_that_nobody_has_stops_no_build(build: Any, tmp_path: Path) -> None:
    missing = POST + "\n![Fehlt]({static}/bilder/fehlt.jpg) und [eine Liste]({static}/bilder/fehlt.pdf)\n"
    # Only a build that remembers pages looks at every file.
    remembers = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CACHE_PATH": str(tmp_path / "cache")}
    site = build({"a.md": missing}, **remembers)
    page = BeautifulSoup((site / "a.html").read_text("utf-8"), "html.parser")
    assert page.select_one('img[src$="bilder/fehlt.jpg"]')
    assert not list(site.rglob("fehlt*"))
