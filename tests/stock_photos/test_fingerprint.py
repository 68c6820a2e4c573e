"""Fingerprints of fixed pictures are fixed: a library's update must not change them unseen."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageOps

from klartext.stock_photos.fingerprint import fingerprint, hamming_distance
from klartext.stock_photos.local_features import LocalFeatures, local_features, mirrored


def board(width: int = 64, height: int = 64) -> Image.Image:
    """Return a picture made of integer arithmetic alone, so that nothing but the fingerprint can change."""
    y, x = np.mgrid[0:height, 0:width]
    values = (x * x * 3 + y * y * 5 + x * y * 7 + (x * 12 // width) * 40 + (y * 9 // height) * 25) % 251
    return Image.fromarray(values.astype(np.uint8))


PINNED = "aa6c14362874f0064b6e347e1347a923005bbb2343b19d3725597dbee9b943bf"
PINNED_MIRRORED = "80a6be9caafe5aaea0c68ed4b9ab2388aab10189e99b2eb98ff3d734038ba916"


def test_fingerprint_is_pinned():
    found = ["".join(f"{int(part):016x}" for part in row) for row in fingerprint(board())]
    assert found == [PINNED, PINNED_MIRRORED]


def test_the_mirror_images_fingerprint_is_computed(scene):
    picture = scene(1).convert("L")
    straight, turned = fingerprint(picture), fingerprint(ImageOps.mirror(picture))
    assert hamming_distance(straight[1], turned[0]) <= 8
    assert hamming_distance(straight[0], turned[1]) <= 8
    assert hamming_distance(straight[0], turned[0]) > 60


def test_sizes_and_qualities_stay_near_and_others_far(scene):
    picture = scene(2).convert("L")
    small = picture.resize((200, 150))
    assert hamming_distance(fingerprint(picture)[0], fingerprint(small)[0]) <= 12
    for seed in range(3, 9):
        assert hamming_distance(fingerprint(picture)[0], fingerprint(scene(seed).convert("L"))[0]) > 70


@pytest.mark.parametrize(
    "picture", [Image.new("L", (300, 200), 120), Image.linear_gradient("L"), Image.radial_gradient("L")]
)
def test_a_plain_area_has_no_fingerprint(picture):
    assert fingerprint(picture) is None


def test_distances_need_equal_lengths():
    with pytest.raises(ValueError, match="256 and 128 bits"):
        hamming_distance(np.zeros(4, np.uint64), np.zeros(2, np.uint64))


def test_local_features_are_pinned():
    features = local_features(board(256, 192))
    assert len(features.codes) == 142
    # Points may move by a fraction where processors round differently; most codes must stay bit for bit.
    assert int(np.bitwise_xor.reduce(features.codes[:1].ravel())) == 4451541833417879763


def test_features_survive_bytes(scene):
    features = local_features(scene(1))
    again = LocalFeatures.from_bytes(features.to_bytes())
    assert (again.points == features.points).all()
    assert (again.codes == features.codes).all()
    assert (again.width, again.height) == (256, 192)


def test_mirroring_a_picture_exchanges_the_halves_of_its_codes(scene):
    picture = scene(4, 256, 192).convert("L")
    straight, turned = local_features(picture), local_features(ImageOps.mirror(picture))
    bits = np.bitwise_count(mirrored(straight.codes)[:, None] ^ turned.codes[None]).sum(axis=2)
    assert (bits.min(axis=1) <= 12).mean() > 0.7


def test_a_headline_does_not_take_all_features(scene):
    picture = scene(5, 800, 600).convert("L")
    for x in range(40, 760, 12):
        picture.paste(255 if x // 12 % 2 else 0, (x, 400, x + 8, 560))
    upper = (local_features(picture).positions[:, 1] < 120).mean()
    assert upper > 0.4


def test_a_picture_without_points():
    features = local_features(Image.new("L", (300, 200), 120))
    assert len(features.codes) == 0
    assert LocalFeatures.from_bytes(features.to_bytes()).codes.shape == (0, 2)
