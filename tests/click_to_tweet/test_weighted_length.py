"""Counting as each network counts."""

import unicodedata

import pytest

from klartext.click_to_tweet.web_addresses import find_addresses
from klartext.click_to_tweet.weighted_length import (
    byte_count,
    grapheme_count,
    mastodon_length,
    threads_length,
    weighted_length,
)

FAMILY = "👨\u200d👩\u200d👧\u200d👦"


@pytest.mark.parametrize("light", "aäß„“‚‘’”»«–—\u200b\u2037\u10ff\u0000")
def test_light(light):
    assert weighted_length(light) == 1


@pytest.mark.parametrize(
    "heavy",
    [*"…€‹›ẞ•→−™©®日本\u202f", FAMILY, "1️⃣", "🇩🇪", "👍🏽", "❤️", "🏴\U000e0067\U000e0062\U000e007f"],
)
def test_heavy(heavy):
    assert weighted_length(heavy) == 2


def test_normal_form_c():
    assert weighted_length(unicodedata.normalize("NFD", "Grüße")) == 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mehr: https://sommer-maler.de/farbe?a=b#c.", ["https://sommer-maler.de/farbe?a=b#c"]),
        ("Siehe (http://maler.de/a_(b)).", ["http://maler.de/a_(b)"]),
        ("„maler.de“ und www.maler.de/ä", ["maler.de", "www.maler.de/ä"]),
        ("Node.js, z.B. 3.Mai, u.U. a@maler.de", []),
        ("http://foo_bar.de", []),
        ("日本maler.deです", ["maler.de"]),
        ("https://münchen.de", ["https://münchen.de"]),
    ],
)
def test_addresses(text, found):
    assert [text[start:end] for start, end in find_addresses(text)] == found
    length = weighted_length(text)
    for address in sorted(found, key=len, reverse=True):
        text = text.replace(address, "x" * 23)
    assert length == weighted_length(text)


def test_the_others():
    text = f"Grüße {FAMILY} https://sommer-maler.de/ein-langer-weg @petra@social.example"
    assert grapheme_count(FAMILY) == 1
    assert byte_count("ä") == 2
    assert mastodon_length(text) == len("Grüße ") + 1 + 1 + 23 + 1 + len("@petra")
    assert threads_length(f"ä{FAMILY}") == 1 + len(FAMILY.encode())
