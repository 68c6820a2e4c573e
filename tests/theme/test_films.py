"""Films are published with every picture and sound as it was, and with nothing that tells a place or a camera."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klartext.film_metadata import ENDINGS, FilmMetadata, read_film
from klartext.theme_support.pictures import UnusablePictureError
from klartext.theme_support.published_films import publish_film

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build

PLACE = b"+48.1351+011.5820/"
FTYP = struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0)
POST = "Title: Film\nDate: 2026-01-02\nSlug: film\n\n![Von oben]({static}/bilder/flug.mp4)\n"


def box(kind: bytes, *parts: bytes, wide: bool = False) -> bytes:
    body = b"".join(parts)
    if wide:
        return struct.pack(">I4sQ", 1, kind, 16 + len(body)) + body
    return struct.pack(">I4s", 8 + len(body), kind) + body


def full(kind: bytes, *parts: bytes) -> bytes:
    return box(kind, bytes(4), *parts)


def handler(kind: bytes) -> bytes:
    return full(b"hdlr", bytes(4), kind, bytes(13))


def apple(values: dict[bytes, bytes]) -> bytes:
    """Return Apple's metadata: keys by number, values below."""
    keys = [box(b"mdta", key) for key in values]
    items = [
        box(number.to_bytes(4), box(b"data", struct.pack(">II", 1, 0), value))
        for number, value in enumerate(values.values(), 1)
    ]
    return handler(b"mdta") + full(b"keys", struct.pack(">I", len(keys)), *keys) + box(b"ilst", *items)


def track(kind: bytes, description: bytes, samples: list[tuple[int, int]], *more: bytes) -> bytes:
    """Return a track whose chunks, (offset, length), hold one sample each."""
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), box(description, bytes(8))),
        full(b"stsz", struct.pack(">II", 0, len(samples)), *(struct.pack(">I", size) for _, size in samples)),
        full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full(b"stco", struct.pack(">I", len(samples)), *(struct.pack(">I", at) for at, _ in samples)),
    )
    return box(b"trak", box(b"mdia", handler(kind), box(b"minf", table)), *more)


def mp4(*moov: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return FTYP + before + box(b"moov", *moov) + after


def element(kind: bytes, *parts: bytes, width: int = 1) -> bytes:
    body = b"".join(parts)
    return kind + (len(body) | 1 << 7 * width).to_bytes(width) + body


def simple_tag(name: bytes, value: bytes, width: int = 1) -> bytes:
    return element(b"\x67\xc8", element(b"\x45\xa3", name), element(b"\x44\x87", value), width=width)


def webm(*tags: bytes, unknown: bool = False, checksum: bytes = b"") -> bytes:
    cluster = (
        b"\x1f\x43\xb6\x75\xff" + element(b"\xe7", b"\1") + element(b"\xa3", b"picture") if unknown else b""
    )
    body = cluster + element(b"\x12\x54\xc3\x67", checksum, element(b"\x73\x73", *tags, width=2), width=8)
    segment = b"\x18\x53\x80\x67\xff" + body if unknown else element(b"\x18\x53\x80\x67", body, width=8)
    return element(b"\x1a\x45\xdf\xa3", b"") + segment


def silenced(path: Path, content: bytes) -> tuple[FilmMetadata, bytes]:
    """Return what a film tells, and its published copy."""
    path.write_bytes(content)
    target = path.parent / "out" / path.name
    published = publish_film(path, target)
    assert path.read_bytes() == content, "the original is never touched"
    assert published == target.exists()
    copy = target.read_bytes() if published else content
    assert len(copy) == len(content)
    again = read_film(target if published else path)
    assert not again.has_location
    assert not again.blanks, "a silent film has nothing to be silenced"
    return read_film(path), copy


@pytest.mark.parametrize(
    "place",
    [
        box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7", PLACE)),
        box(b"udta", full(b"loci", b"\x15\xc7Mein Haus\0", bytes(12), PLACE)),
        box(b"udta", bytes(0), box(b"\xa9xyz", PLACE, wide=True)) ,
        box(b"trak", box(b"udta", box(b"\xa9xyz", PLACE))),
        box(b"meta", apple({b"com.apple.quicktime.location.ISO6709": PLACE})),
        full(b"meta", apple({b"com.apple.quicktime.location.ISO6709": PLACE})),
        box(b"udta", full(b"meta", handler(b"mdir"), box(b"ilst", box(b"\xa9xyz", box(b"data", bytes(8), PLACE))))),
        box(b"udta", box(b"XMP_", b"<exif:GPSLatitude>", PLACE)),
        box(b"uuid", bytes(16), b"<exif:GPSLatitude>", PLACE),
    ],
    ids=["xyz", "loci", "wide", "track", "apple", "apple-full", "itunes", "xmp-quicktime", "xmp"],
)  # fmt: skip
def test_the_place_goes_and_all_else_stays(tmp_path: Path, place: bytes) -> None:
    film, copy = silenced(tmp_path / "film.MOV", mp4(place, after=box(b"mdat", b"pictures and sound")))
    assert film.has_location
    assert PLACE not in copy
    assert b"GPSLatitude" not in copy
    assert copy.endswith(b"pictures and sound")
    assert copy.startswith(FTYP)


def test_maker_and_rights_stay_and_the_camera_goes(tmp_path: Path) -> None:
    words = box(b"\xa9cpy", "© Jana".encode()), box(b"\xa9mod", b"Kamerawerk 3"), box(b"name", b"Spur 1")
    keys = {b"com.apple.quicktime.author": b"Jonas", b"com.apple.quicktime.model": b"Telefon 5"}
    film, copy = silenced(tmp_path / "film.mov", mp4(box(b"udta", *words), box(b"meta", apple(keys))))
    assert not film.has_location
    assert all(
        kept in copy for kept in ("© Jana".encode(), b"Jonas", b"Spur 1", b"com.apple.quicktime.model")
    )
    assert not any(secret in copy for secret in (b"Kamerawerk", b"Telefon"))


def test_a_film_without_secrets_is_left_to_pelican(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(mp4(box(b"udta", box(b"\xa9cpy", b"Jana"))))
    assert not publish_film(path, tmp_path / "out.mp4")
    assert not (tmp_path / "out.mp4").exists()


@pytest.mark.parametrize(
    ("kind", "description", "sample", "tells"),
    [
        (b"meta", b"gpmd", PLACE, True),
        (b"meta", b"mebx", b"a face in the picture", False),
        (b"text", b"text", b"GPS(48.1351, 11.5820, 520)", True),
        (b"sbtl", b"tx3g", b"latitude: 48.1351", True),
    ],
)
def test_tracks_that_tell_the_way_go_with_their_samples(
    tmp_path: Path, kind: bytes, description: bytes, sample: bytes, tells: bool
) -> None:
    media = box(b"mdat", b"video", sample, b"sound", sample)
    at = len(FTYP) + 8
    places = [(at + 5, len(sample)), (at + 10 + len(sample), len(sample))]
    content = mp4(track(b"vide", b"avc1", [(at, 5)]), track(kind, description, places), before=media)
    film, copy = silenced(tmp_path / "film.mp4", content)
    assert film.has_location == tells
    assert sample not in copy
    assert copy[at : at + 5] == b"video"
    assert copy[at + 5 + len(sample) :].startswith(b"sound")
    assert b"avc1" in copy
    assert description not in copy


def test_subtitles_for_people_stay(tmp_path: Path) -> None:
    media = box(b"mdat", b"Guten Tag")
    content = mp4(track(b"sbtl", b"tx3g", [(len(FTYP) + 8, 9)]), before=media)
    film, copy = silenced(tmp_path / "film.mp4", content)
    assert film == FilmMetadata()
    assert copy == content


@pytest.mark.parametrize("unknown", [False, True])
def test_webm_keeps_its_rights_and_loses_its_place(tmp_path: Path, unknown: bool) -> None:
    checksum = element(b"\xbf", b"abcd")
    tags = (
        simple_tag(b"LOCATION-eng", PLACE),
        simple_tag(b"COPYRIGHT", b"Jana"),
        simple_tag(b"ENCODER", b"X", 8),
    )
    film, copy = silenced(tmp_path / "film.webm", webm(*tags, unknown=unknown, checksum=checksum))
    assert film.has_location
    assert PLACE not in copy
    assert b"Jana" in copy
    assert b"abcd" not in copy, "the checksum would be wrong"
    assert (b"picture" in copy) == unknown


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(UnusablePictureError) as caught:
        publish_film(path, path.with_name("out"))
    assert not path.with_name("out").exists()
    return caught.value.told("en")


def test_what_cannot_be_silenced_is_refused(tmp_path: Path) -> None:
    assert "save the film as MP4" in refusal(tmp_path / "a.ogv", b"OggS\0theora\0LOCATION=" + PLACE)
    fragments = mp4(track(b"meta", b"gpmd", []), after=box(b"moof", b""))
    assert "save the film as MP4" in refusal(tmp_path / "a.mp4", fragments)
    assert "no film (no MP4)" in refusal(tmp_path / "b.mp4", b"no film at all")
    assert "cut off" in refusal(tmp_path / "c.mp4", mp4(box(b"udta", box(b"\xa9xyz", PLACE)))[:-5])
    assert "no film (no WebM)" in refusal(tmp_path / "d.webm", b"no film at all")
    assert "damaged" in refusal(tmp_path / "e.webm", element(b"\x1a\x45\xdf\xa3", b"") + bytes(4))


def test_tables_of_contents_inside_each_other_are_not_followed(tmp_path: Path) -> None:
    nested = b""
    for _ in range(2000):
        nested = box(b"moov", nested)
    (tmp_path / "a.mp4").write_bytes(FTYP + nested)
    assert read_film(tmp_path / "a.mp4") == FilmMetadata()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=120), ending=st.sampled_from(ENDINGS), cut=st.integers(0, 400))
def test_no_damage_is_fatal(tmp_path: Path, data: bytes, ending: str, cut: int) -> None:
    whole = mp4(track(b"meta", b"gpmd", [(3, 9)]), box(b"meta", apple({b"location": PLACE})))
    for content in (
        data,
        FTYP + data,
        whole[:cut] + data + whole[cut + len(data) :],
        webm(data),
        webm()[:cut],
    ):
        path = tmp_path / f"film{ending}"
        path.write_bytes(content)
        try:
            film = read_film(path)
        except ValueError:
            continue
        assert all(blank.start <= blank.end <= len(content) for blank in film.blanks)


def test_the_site_publishes_a_silent_copy_once(build: Build, tmp_path: Path) -> None:
    film = tmp_path / "content/bilder/flug.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(mp4(box(b"udta", box(b"\xa9xyz", PLACE)), after=box(b"mdat", b"pictures")))
    site = build({"film.md": POST})
    published = site / "bilder/flug.mp4"
    assert PLACE not in published.read_bytes()
    written = published.stat()
    build({"film.md": POST})
    assert published.stat().st_ino == written.st_ino, "an unchanged film is not written again"
    # What an earlier version copied as it was has the same size and time.
    published.write_bytes(film.read_bytes())
    os.utime(published, ns=(written.st_atime_ns, written.st_mtime_ns))
    build({"film.md": POST})
    assert PLACE not in published.read_bytes()
    film.unlink()
    build({"film.md": POST.replace("![Von oben]({static}/bilder/flug.mp4)", "Kein Film mehr.")})
    assert not published.exists(), "a film that is gone goes from the output as well"


def test_the_site_does_not_publish_a_damaged_film(
    build: Build, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    film = tmp_path / "content/bilder/flug.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"no film")
    site = build({"film.md": POST})
    assert not (site / "bilder/flug.mp4").exists()
    assert "flug.mp4 wird nicht veröffentlicht" in caplog.text
