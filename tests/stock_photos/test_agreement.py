"""Two pictures that were laid on each other agree, or one shows why it does not."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from klartext.stock_photos.agreement import agreement
from klartext.stock_photos.index import PictureIndex
from klartext.stock_photos.picture_file import COLOUR_SIDE
from klartext.stock_photos.sketch import SIDE, Sketch, sketch

SAME_PLACE = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
WORDS = "Farbe Termin Kunde Lager Projekt Stunden Plan Sommer Holz Kalk Fenster Wand Boden Licht".split()


def sketched(picture: Image.Image) -> Sketch:
    small = ImageOps.contain(picture.convert("RGB"), (COLOUR_SIDE, COLOUR_SIDE))
    return sketch(picture.convert("L"), small.convert("YCbCr"))


def with_words(picture: Image.Image, seed: int, top: int = 180) -> Image.Image:
    choose, changed = random.Random(seed), picture.copy()
    font = ImageFont.load_default(size=56)
    for line in range(3):
        words = " ".join(choose.sample(WORDS, 4))
        ImageDraw.Draw(changed).text((40, top + 75 * line), words, font=font, fill="white")
    return changed


def card(seed: int) -> Image.Image:
    """Return the card of a post: one layout, one background, its own words."""
    picture = Image.new("RGB", (1200, 630), (20, 70, 80))
    draw = ImageDraw.Draw(picture)
    for at in range(9):
        draw.ellipse(
            (780 + 40 * at, -80 + 60 * at, 1060 + 40 * at, 200 + 60 * at), outline="#d0a040", width=7
        )
    for at in range(14):
        draw.rectangle((60 + 78 * at, 560, 100 + 78 * at, 575 + 3 * at), fill="#80b0a0")
    return with_words(picture, seed)


def scrolled(top: int) -> Image.Image:
    """Return a window on a long page of lines, ``top`` pixels down."""
    choose = random.Random(5)
    page = Image.new("RGB", (900, 1800), "white")
    for line in range(64):
        text = " ".join(choose.sample(WORDS, 6))
        ImageDraw.Draw(page).text((30, 28 * line), text, font=ImageFont.load_default(size=22), fill="#222222")
    return page.crop((0, top, 900, top + 600))


def found_in(tmp_path, pictures: dict[str, Image.Image]) -> set[tuple[str, str]]:
    paths = []
    for name, picture in pictures.items():
        paths.append(tmp_path / f"{name}.png")
        picture.save(paths[-1])
    with PictureIndex(None) as index:
        names = list(pictures)
        return {(names[m.a], names[m.b]) for m in index.matches([index.record(path) for path in paths])}


def test_a_sketch_is_small_and_survives_bytes(scene):
    made = sketched(scene(1))
    assert made.grey.shape == (96, 128)
    assert max(made.grey.shape) == SIDE
    assert made.chroma.shape == (24, 32, 2)
    assert len(made.to_bytes()) < 96 * 128
    read = Sketch.from_bytes(made.to_bytes())
    assert np.array_equal(read.grey, made.grey)
    assert np.array_equal(read.chroma, made.chroma)
    for damaged in (b"", made.to_bytes()[:4], made.to_bytes()[:-40]):
        with pytest.raises(ValueError, match="no sketch"):
            Sketch.from_bytes(damaged)


def test_a_sketch_knows_colours_without_their_brightness():
    red, grey = Image.new("RGB", (64, 64), "#c02020"), Image.new("L", (64, 64), 90)
    assert not sketched(grey).chroma.any()
    blue, towards_red = sketched(red).chroma[0, 0]
    assert blue < 0 < towards_red


def test_a_recoloured_picture_agrees_everywhere_and_another_nowhere(scene):
    pale = ImageEnhance.Contrast(ImageEnhance.Brightness(scene(1)).enhance(0.6)).enhance(0.6)
    assert agreement(sketched(scene(1)), sketched(pale), SAME_PLACE).share > 0.97
    assert agreement(sketched(scene(1)), sketched(scene(2)), SAME_PLACE).share < 0.1


def test_the_map_is_followed_in_either_direction(scene):
    part = scene(3).crop((200, 150, 600, 450))  # of 800 × 600, so half its side
    matrix = np.array([[0.5, 0.0, 32.0], [0.0, 0.5, 24.0]])
    back = np.array([[2.0, 0.0, -64.0], [0.0, 2.0, -48.0]])
    assert agreement(sketched(scene(3)), sketched(part), matrix).share > 0.95
    assert agreement(sketched(part), sketched(scene(3)), back).share > 0.95
    turned = np.array([[-0.5, 0.0, 96.0], [0.0, 0.5, 24.0]])
    assert agreement(sketched(scene(3)), sketched(ImageOps.mirror(part)), turned).share > 0.95


def test_words_over_a_picture_change_it_to_one_side_only(scene):
    plain = scene(4).point(lambda value: value // 2)
    one = agreement(sketched(plain), sketched(with_words(plain, 1)), SAME_PLACE)
    assert 0.3 < one.share < 0.9
    assert one.two_sided < 0.05
    both = agreement(sketched(with_words(plain, 1)), sketched(with_words(plain, 2)), SAME_PLACE)
    assert both.two_sided > 0.2


def test_a_banner_leaves_the_rest(scene):
    picture = scene(6)
    covered = picture.copy()
    ImageDraw.Draw(covered).rectangle((0, 440, 800, 600), fill="#336699")
    found = agreement(sketched(picture), sketched(covered), SAME_PLACE)
    assert found.share < 0.85
    assert found.beside_banner > 0.95


@pytest.mark.parametrize("change", ["grey", "duotone", "tint", "strong", "pale", "rough"])
def test_edits_of_all_colours_leave_their_pattern(scene, change):
    edits = {
        "grey": lambda p: p.convert("L"),
        "duotone": lambda p: ImageOps.colorize(p.convert("L"), "#102040", "#f0d090"),
        "tint": lambda p: Image.blend(p, Image.new("RGB", p.size, "#208040"), 0.4),
        "strong": lambda p: ImageEnhance.Color(p).enhance(2),
        "pale": lambda p: ImageEnhance.Color(p).enhance(0.3),
        "rough": lambda p: p.quantize(32),
    }
    assert agreement(sketched(scene(8)), sketched(edits[change](scene(8))), SAME_PLACE).colour > 0.8


def tiles(*colours: str) -> Image.Image:
    """Return a pattern of tiles, the same for any three colours."""
    picture, choose = Image.new("RGB", (600, 400)), random.Random(3)
    for left in range(0, 600, 50):
        for top in range(0, 400, 50):
            ImageDraw.Draw(picture).rectangle((left, top, left + 49, top + 49), fill=choose.choice(colours))
    return picture


def test_patterns_that_are_equal_in_grey_are_told_apart_by_colour(tmp_path):
    blue, green = tiles("#2040a0", "#ffffff", "#d02030"), tiles("#804000", "#ffffff", "#009000")
    found = agreement(sketched(blue), sketched(green), SAME_PLACE)
    assert found.share > 0.95
    assert found.colour < 0.8
    pictures = {"blue": blue, "green": green, "pale": ImageEnhance.Color(blue).enhance(0.5)}
    assert found_in(tmp_path, pictures) == {("blue", "pale")}


def test_a_banner_brings_its_own_ground():
    first, second, covered = card(1), card(2), card(1)
    ImageDraw.Draw(covered).rectangle((0, 0, 1200, 180), fill="#e0e0e0")
    assert agreement(sketched(first), sketched(covered), SAME_PLACE).banner_ground > 100
    assert agreement(sketched(first), sketched(second), SAME_PLACE).banner_ground < 10


def test_plain_areas_say_nothing():
    plain = sketched(Image.new("L", (400, 300), 90))
    assert agreement(plain, plain, SAME_PLACE) is None


def test_cards_of_one_layout_do_not_match_by_their_background(tmp_path):
    assert not found_in(tmp_path, {f"card{seed}": card(seed) for seed in range(8)})


def test_a_card_matches_itself_smaller_mirrored_and_with_a_logo(tmp_path):
    marked = card(1)
    ImageDraw.Draw(marked).ellipse((20, 480, 130, 590), fill="white")
    pictures = {
        "card": card(1),
        "small": card(1).resize((600, 315)),
        "turned": ImageOps.mirror(card(1)),
        "marked": marked,
        "other": card(2),
    }
    found = found_in(tmp_path, pictures)
    assert {("card", "small"), ("card", "turned"), ("card", "marked")} <= found
    assert not any("other" in pair for pair in found)


def test_a_page_scrolled_down_is_another_picture(tmp_path):
    pages = {"top": scrolled(0), "down": scrolled(300), "small": scrolled(0).resize((600, 400))}
    assert found_in(tmp_path, pages) == {("top", "small")}


def test_photos_beside_the_same_words_do_not_match(tmp_path, scene):
    def panel(picture: Image.Image) -> Image.Image:
        sheet = with_words(Image.new("RGB", (1200, 630), (20, 80, 90)), 7)
        sheet.paste(ImageOps.fit(picture, (420, 630)), (780, 0))
        return sheet

    assert not found_in(tmp_path, {f"panel{seed}": panel(scene(seed)) for seed in range(50, 56)})


def badge(word: str, year: int, colour: str) -> Image.Image:
    picture = Image.new("RGB", (400, 400), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 380, 380), fill=colour)
    draw.ellipse((45, 45, 355, 355), outline="white", width=8)
    for text, size, y in (("* * *", 40, 110), (word, 52, 180), (str(year), 44, 250)):
        draw.text((200, y), text, font=ImageFont.load_default(size=size), fill="white", anchor="mm")
    return picture


def test_badges_with_other_words_do_not_match(tmp_path):
    badges = {
        "summer": badge("Sommer", 2021, "#203060"),
        "winter": badge("Winter", 2024, "#603020"),
        "autumn": badge("Herbst", 2023, "#206030"),
    }
    assert not found_in(tmp_path, badges)
    badges["small"] = badge("Sommer", 2021, "#203060").resize((300, 300))
    assert found_in(tmp_path, badges) == {("summer", "small")}
