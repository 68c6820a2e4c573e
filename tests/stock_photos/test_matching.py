"""Pictures are recognised after the edits that blogs make, and never by their frame, logo or words."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from klartext.stock_photos import matching
from klartext.stock_photos.index import PictureIndex
from klartext.stock_photos.library import Library, build_library
from klartext.stock_photos.picture_match import Edit

FONT = ImageFont.load_default(size=40)


def crop(picture, share, x=0.5, y=0.5):
    side = share**0.5
    width, height = int(picture.width * side), int(picture.height * side)
    left, top = int((picture.width - width) * x), int((picture.height - height) * y)
    return picture.crop((left, top, left + width, top + height))


def card(picture):
    dark = Image.blend(crop(picture, 0.8), Image.new("RGB", crop(picture, 0.8).size, (10, 20, 60)), 0.35)
    dark = ImageOps.fit(dark, (1200, 630))
    ImageDraw.Draw(dark).multiline_text(
        (60, 300), "Warum Kalkfarbe atmet\nund was das heißt", font=FONT, fill="white"
    )
    return dark


def page(picture):
    sheet = Image.new("RGB", (1280, 900), "white")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 1280, 70), fill="#f1f3f4")
    draw.rounded_rectangle((180, 18, 900, 52), 16, fill="white")
    draw.text((200, 90), "Unser Blog", font=FONT, fill="black")
    small = picture.copy()
    small.thumbnail((820, 480))
    sheet.paste(small, (200, 170))
    return sheet


def panel(picture):
    sheet = Image.new("RGB", (1200, 630), (20, 80, 90))
    sheet.paste(ImageOps.fit(picture, (630, 630)), (0, 0))
    ImageDraw.Draw(sheet).multiline_text(
        (680, 200), "Fünf Fragen\nan unseren Meister", font=FONT, fill="white"
    )
    return sheet


EDITS = {
    "smaller": (lambda p: p.resize((300, 225)), Edit.RESAVED),
    "grey": (lambda p: p.convert("L").convert("RGB"), Edit.RESAVED),
    "dark": (lambda p: ImageEnhance.Brightness(p).enhance(0.6), Edit.RESAVED),
    "pale": (lambda p: ImageEnhance.Contrast(p).enhance(0.55), Edit.RESAVED),
    "blurred": (lambda p: p.filter(ImageFilter.GaussianBlur(3)), Edit.RESAVED),
    "stretched": (lambda p: p.resize((1000, 560)), Edit.RESAVED),
    "mirrored": (ImageOps.mirror, Edit.MIRRORED),
    "tilted": (lambda p: crop(p.rotate(4, Image.Resampling.BICUBIC), 0.7), Edit.CROPPED),
    "cropped": (lambda p: crop(p, 0.5, 0.2, 0.7), Edit.CROPPED),
    "corner": (lambda p: crop(p, 0.3, 0.9, 0.1), Edit.CROPPED),
    "mirrored and cropped": (lambda p: ImageOps.mirror(crop(p, 0.6, 0.3)), Edit.MIRRORED_AND_CROPPED),
    "border": (lambda p: ImageOps.expand(p, 60, fill="#336699"), Edit.CROPPED),
    "banner": (lambda p: ImageOps.fit(p, (900, 300)), Edit.CROPPED),
    "card": (card, Edit.CROPPED),
    "page": (page, Edit.CROPPED),
    "panel": (panel, Edit.CROPPED),
}


def found_in(tmp_path, pictures: dict[str, Image.Image]):
    paths = []
    for name, picture in pictures.items():
        path = tmp_path / f"{name}.jpg"
        picture.save(path, quality=82)
        paths.append(path)
    with PictureIndex(None) as index:
        records = [index.record(path) for path in paths]
        names = list(pictures)
        return {(names[m.a], names[m.b]): m for m in index.matches(records)}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_recognised_and_named(tmp_path, scene, name):
    edit, expected = EDITS[name]
    original = scene(21)
    found = found_in(tmp_path, {"original": original, "edited": edit(original), "other": scene(22)})
    assert list(found) == [("original", "edited")]
    assert found["original", "edited"].edit is expected


@pytest.mark.parametrize("frame", [card, page, panel, lambda p: ImageOps.expand(p, 90, fill="#336699")])
def test_frames_and_words_alone_are_no_match(tmp_path, scene, frame):
    assert not found_in(tmp_path, {f"bild{seed}": frame(scene(seed)) for seed in range(30, 38)})


def test_charts_do_not_match_each_other(tmp_path):
    charts = {}
    for seed in range(6):
        values = np.random.default_rng(seed).integers(20, 400, 12)
        chart = Image.new("RGB", (800, 500), "white")
        draw = ImageDraw.Draw(chart)
        for at, value in enumerate(values):
            draw.rectangle((60 + at * 58, 450 - int(value), 100 + at * 58, 450), fill="#0b5a63")
            draw.text((62 + at * 58, 460), str(2010 + at), fill="black")
        draw.line((50, 20, 50, 450, 780, 450), fill="black", width=3)
        charts[f"chart{seed}"] = chart
    assert not found_in(tmp_path, charts)


def window(seed: int) -> Image.Image:
    """Return a window of a program: always the same frame, bar and entries, other rows in its table."""
    choose, words = (
        random.Random(seed),
        "Angebot Farbe Termin Kunde Rechnung Lager Projekt Stunden Plan".split(),
    )
    picture = Image.new("RGB", (1200, 700), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=20)
    draw.rectangle((0, 0, 1200, 56), fill="#20304a")
    draw.text((20, 14), "Werkstattplaner", font=font, fill="white")
    draw.rectangle((0, 56, 220, 700), fill="#eef1f5")
    for at, word in enumerate(words):
        draw.rectangle((20, 90 + at * 44, 38, 108 + at * 44), fill="#8899aa")
        draw.text((50, 86 + at * 44), word, font=font, fill="#223344")
    for row in range(13):
        for left in (250, 480, 710, 940):
            text = f"{choose.choice(words)} {choose.randint(1, 9999)}"
            draw.text((left, 90 + row * 44), text, font=font, fill="#334455")
    return picture


def test_windows_of_one_program_do_not_match_by_their_frame(tmp_path):
    assert not found_in(tmp_path, {f"window{seed}": window(seed) for seed in range(6)})


def test_a_window_saved_anew_matches(tmp_path):
    small = window(1).resize((800, 467))
    found = found_in(tmp_path, {"window": window(1), "small": small, "other": window(2)})
    assert list(found) == [("window", "small")]


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: p.resize((p.width // 4, p.height // 4)),
        lambda p: p.filter(ImageFilter.GaussianBlur(3)),
    ],
    ids=["smaller", "blurred"],
)
def test_a_library_without_sketches_knows_each_window_of_a_program_again(tmp_path, edit):
    windows = {f"window{seed}": window(seed) for seed in range(6)}
    with PictureIndex(None) as index:

        def record(name, picture):
            path = tmp_path / f"{name}.jpg"
            picture.save(path, quality=82)
            return index.record(path)

        build_library(tmp_path / "a.klib", [(name, record(name, w)) for name, w in windows.items()])
        library = Library(tmp_path / "a.klib")
        for name, picture in windows.items():
            assert [hit.name for hit in library.search(record(f"{name}-edited", edit(picture)))] == [name]
        for seed in range(6, 12):
            assert not library.search(record("other", edit(window(seed))))


def register(seed: int) -> Image.Image:
    """Return an account's register: the same bars and rows in many colours, with entries of its own."""
    choose, words = random.Random(seed), "Lohn Miete Strom Farbe Pinsel Wagen Bank Steuer Putz Leiter".split()
    picture = Image.new("RGB", (1100, 620), "#ece9d8")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=20)
    for top in range(40):
        draw.line((0, top, 1100, top), fill=(60 + 2 * top, 90 + 2 * top, 150 + 2 * top))
    for at, word in enumerate("Datei Ansicht Buchung Konto Bericht Fenster Hilfe".split()):
        draw.text((20 + 150 * at, 60), word, font=font, fill="black")
        draw.rectangle(
            (40 + 150 * at, 92, 90 + 150 * at, 130), fill=["#c04040", "#40a040", "#4060c0"][at % 3]
        )
    rows = choose.randint(5, 13)
    for row in range(13):
        top = 150 + row * 34
        draw.rectangle((0, top, 1100, top + 33), fill="#bfdebf" if row % 2 else "#f6ffda", outline="#808080")
        if row < rows:
            for left in (10, 160, 420, 700, 900):
                text = f"{choose.choice(words)} {choose.randint(1, 999)}"
                draw.text((left, top + 4), text, font=font, fill="#202020")
    return picture


def test_registers_in_many_colours_do_not_match_by_their_rows(tmp_path):
    registers = {f"register{seed}": register(seed) for seed in (1, 2, 4, 5, 6, 7)}
    assert not found_in(tmp_path, registers)


def test_plain_areas_and_gradients_do_not_match(tmp_path):
    plain = {f"plain{v}": Image.new("RGB", (400, 300), (v, v, 200)) for v in (0, 90, 180)}
    gradient = Image.linear_gradient("L")
    plain |= {"down": gradient.convert("RGB"), "pale": gradient.point(lambda v: v // 2 + 60).convert("RGB")}
    assert not found_in(tmp_path, plain)


def test_two_halves_of_one_photo_do_not_match_through_the_whole(tmp_path, scene):
    original = scene(40, 1200, 600)
    halves = {
        "whole": original,
        "left": original.crop((0, 0, 590, 600)),
        "right": original.crop((610, 0, 1200, 600)),
    }
    assert set(found_in(tmp_path, halves)) == {("whole", "left"), ("whole", "right")}


def test_identical_files_match_even_without_detail(tmp_path):
    plain = Image.new("RGB", (400, 300), "white")
    found = found_in(tmp_path, {"a": plain, "b": plain})
    assert [match.edit for match in found.values()] == [Edit.IDENTICAL]


@pytest.mark.parametrize("seed", [41, 42])
def test_one_link_joins_two_groups_only_where_others_of_them_agree(tmp_path, monkeypatch, scene, seed):
    tones = (1.0, 0.8, 1.2)
    edits = [ImageEnhance.Brightness(scene(group)).enhance(tone) for group in (41, seed) for tone in tones]
    edits[3:] = [picture.resize((640, 480)) for picture in edits[3:]]
    inside = [(a, b, False) for at in (0, 3) for a, b in ((at, at + 1), (at, at + 2))]
    compare = matching.compare

    def compare_or_err(a, b, *, is_mirrored):
        if (a.width, b.width) == (800, 640):  # as two social cards with the same words might
            scale = a.features.width / b.features.width
            return np.array([[scale, 0.0, 0.0], [0.0, scale, 0.0]])
        return compare(a, b, is_mirrored=is_mirrored)

    monkeypatch.setattr(matching, "_pairs_to_compare", lambda *_: [*inside, (0, 3, False)])
    monkeypatch.setattr(matching, "compare", compare_or_err)
    found = found_in(tmp_path, {str(at): picture for at, picture in enumerate(edits)})
    assert (("0", "3") in found) == (("2", "5") in found) == (seed == 41)
    assert {("0", "1"), ("0", "2"), ("3", "4"), ("3", "5")} <= set(found)
