"""Bad picture files: each gives one problem, never an exception, never much memory."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from PIL import Image, features

from klartext.metadata_reader import read_svg_metadata
from klartext.stock_photos.fingerprint import hamming_distance
from klartext.stock_photos.index import analyse
from klartext.stock_photos.picture_file import SIDE, PictureProblemError, read_picture
from klartext.stock_photos.wording import problem_text


def problem_of(path):
    return analyse(path).problem


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(side: int) -> bytes:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compressobj(9)
    data = b"".join([rows.compress(b"\0" * 1_000_000) for _ in range(20)]) + rows.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")
    )


def test_damaged_files_have_one_problem_each(tmp_path, scene):
    whole = io.BytesIO()
    scene(1).save(whole, "JPEG")
    png = io.BytesIO()
    scene(1, 200, 150).save(png, "PNG")
    files = {
        "truncated.jpg": (whole.getvalue()[: len(whole.getvalue()) // 2], "truncated"),
        "truncated.png": (png.getvalue()[: len(png.getvalue()) // 2], "truncated"),
        "only-a-header.jpg": (whole.getvalue()[:200], "truncated"),
        "zero.jpg": (b"", "empty"),
        "text.jpg": (b"Das ist kein Bild.", "not-a-picture"),
        "page.jpg": (b"<!DOCTYPE html><html><body>404</body></html>", "not-a-picture"),
        "bomb.png": (png_bomb(30_000), "too-large"),
        "phone.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100, "no-decoder"),
        "broken.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><path", "truncated"),
        "entities.svg": (
            b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>",
            "script",
        ),
    }
    avif = io.BytesIO()
    scene(1, 200, 150).save(avif, "AVIF")
    at = avif.getvalue().index(b"mdat") + 8
    files["flipped.avif"] = (avif.getvalue()[:at] + b"\xff" * 400 + avif.getvalue()[at + 400 :], "truncated")
    for name, (data, expected) in files.items():
        (tmp_path / name).write_bytes(data)
        record = analyse(tmp_path / name)
        assert record.problem == expected, name
        assert record.fingerprints is None, name


def test_script_in_an_svg_is_a_problem_and_a_drawing_is_none(tmp_path):
    start = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 20 10'>"
    for name, body, expected in (
        ("script", "<script>alert(1)</script>", "script"),
        ("handler", "<rect onload='alert(1)'/>", "script"),
        ("link", "<a xlink:href=' javascript:alert(1)'/>", "script"),
        ("broken-link", "<a href='java&#10;script:alert(1)'/>", "script"),
        ("animation", "<a><set attributeName='href' to='javascript:alert(1)'/></a>", "script"),
        ("frame", "<foreignObject><iframe src='https://frame.example'/></foreignObject>", "script"),
        ("words", "<foreignObject><p>Wand</p></foreignObject>", None),
        ("drawing", "<path d='M0 0h4v4z'/>", None),
    ):
        (tmp_path / f"{name}.svg").write_text(f"<?xml version='1.0'?>{start}{body}</svg>")
        record = analyse(tmp_path / f"{name}.svg")
        assert (record.problem, record.width, record.height) == (expected, 20, 10), name


def test_a_bomb_says_how_large_it_is(tmp_path):
    (tmp_path / "bombe.png").write_bytes(png_bomb(30_000))
    assert analyse(tmp_path / "bombe.png").problem_detail == "> 178 MP"


class CountedElement(Element):
    """An element that counts how often all text below it is asked for."""

    asked = 0

    def itertext(self):
        CountedElement.asked += 1
        return super().itertext()


def test_credits_nested_in_each_other_are_read_in_time_that_grows_with_the_file():
    root = inner = CountedElement("svg")
    for tag in ["g"] * 2_000 + ["{http://purl.org/dc/elements/1.1/}rights"] * 2_000:
        outer, inner = inner, CountedElement(tag)
        outer.append(inner)
    inner.text = "Jana"
    fields = read_svg_metadata(root).fields
    assert [field.value for field in fields] == ["Jana"]
    assert 0 < CountedElement.asked < 100


def test_files_that_cannot_be_opened(tmp_path):
    assert problem_of(tmp_path / "fort.jpg") == "missing"
    loop = tmp_path / "schleife.jpg"
    loop.symlink_to(loop)
    assert problem_of(loop) == "unreadable"
    folder = tmp_path / "ordner.jpg"
    folder.mkdir()
    assert problem_of(folder) == "no-file"
    if hasattr(os, "mkfifo"):
        pipe = tmp_path / "rohr.jpg"
        os.mkfifo(pipe)
        assert problem_of(pipe) == "no-file"
    if os.geteuid() != 0:
        locked = tmp_path / "gesperrt.jpg"
        locked.write_bytes(b"x")
        locked.chmod(0)
        assert problem_of(locked) == "barred"


def test_what_may_not_be_read_is_told_in_the_readers_language(tmp_path, monkeypatch):
    def refuse(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    path = tmp_path / "gesperrt.jpg"
    path.write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refuse)
    assert problem_text(analyse(path), "de") == "der Zugriff auf die Datei ist nicht erlaubt"


def test_a_name_with_a_newline_is_only_a_name(tmp_path, scene):
    path = tmp_path / "zwei\nzeilen.jpg"
    scene(1).save(path, "JPEG")
    assert problem_of(path) is None


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "RGBA", "LA", "CMYK", "I;16", "I", "F", "PA"])
def test_every_colour_mode_is_read_as_the_same_grey_picture(tmp_path, scene, mode):
    picture = scene(3, 320, 240)
    if mode == "I;16":
        picture = picture.convert("L").convert("I").point(lambda v: v * 256).convert("I;16")
    elif mode in {"I", "F"}:
        picture = picture.convert("L").convert(mode)
    elif mode == "PA":
        picture = picture.quantize(64).convert("PA")
    else:
        picture = picture.convert(mode)
    path = tmp_path / f"bild.{'jpg' if mode == 'CMYK' else 'tif' if mode in {'F', 'I', 'PA'} else 'png'}"
    try:
        picture.save(path)
    except OSError:
        pytest.skip(f"Pillow writes no {mode} picture")
    small = read_picture(path).small
    assert small is not None
    assert small.mode == "L"
    assert max(small.size) == SIDE
    plain = tmp_path / "plain.png"
    scene(3, 320, 240).save(plain)
    record, reference = analyse(path), analyse(plain)
    distance = int(hamming_distance(record.fingerprints[0], reference.fingerprints[0]))
    assert distance < (90 if mode == "1" else 30), distance


def test_transparency_is_seen_on_white(tmp_path):
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (20, 20, 60, 60))
    picture.save(tmp_path / "a.png")
    picture.quantize(8).save(tmp_path / "p.png", transparency=0)
    small = read_picture(tmp_path / "a.png").small
    assert small.getpixel((0, 0)) == 255


def test_an_animation_counts_with_its_first_frame(tmp_path, scene):
    frames = [scene(seed, 320, 240) for seed in (1, 2, 3)]
    frames[0].save(tmp_path / "film.gif", save_all=True, append_images=frames[1:])
    content = read_picture(tmp_path / "film.gif")
    assert content.animated
    assert (content.width, content.height) == (320, 240)


def test_orientation_is_applied(tmp_path, scene):
    picture = scene(5, 400, 300)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "turned.jpg", exif=exif, quality=95)
    content = read_picture(tmp_path / "turned.jpg")
    assert (content.width, content.height) == (400, 300)
    assert content.small.width > content.small.height


def test_the_ending_may_lie(tmp_path, scene):
    scene(1).save(tmp_path / "gelogen.jpg", "PNG")
    record = analyse(tmp_path / "gelogen.jpg")
    assert record.format == "PNG"
    assert record.fingerprints is not None


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
def test_avif_is_read(tmp_path, scene):
    scene(1).save(tmp_path / "bild.avif")
    assert analyse(tmp_path / "bild.avif").format == "AVIF"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc")
@pytest.mark.parametrize(
    ("mode", "side", "name", "options"),
    [
        ("RGBA", 4080, "klar.png", {"compress_level": 1}),
        ("RGB", 6120, "voll.png", {"compress_level": 1}),
        ("RGB", 3530, "voll.webp", {"quality": 10, "method": 0}),
        ("RGB", 5000, "stufen.jpg", {"progressive": True}),
    ],
)
def test_memory_stays_bounded(tmp_path, mode, side, name, options):
    """The largest pictures that are opened need less than 300 MB in all."""
    Image.new(mode, (side, side), (10, 20, 30, 200)[: len(mode)]).save(tmp_path / name, **options)
    status = Path("/proc/self/status")
    if not status.is_file():
        pytest.skip("reads the peak of memory from /proc")
    # Not ru_maxrss: a child starts with its parent's, and the test runner is large by now.
    code = (
        "import sys; from pathlib import Path; from klartext.stock_photos.index import analyse; "
        "assert analyse(Path(sys.argv[1])).problem is None; "
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / name)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) / 1024 < 300


def test_problem_errors_are_one_line():
    assert "\n" not in str(PictureProblemError("truncated", "a b"))
