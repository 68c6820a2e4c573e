"""What a quote's attributes mean, and the links made of them."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from klartext.click_to_tweet.networks import NETWORKS
from klartext.click_to_tweet.quote import quote_of, share_links
from klartext.click_to_tweet.shortening import shorten
from klartext.click_to_tweet.weighted_length import byte_count, grapheme_count, weighted_length
from klartext.settings import ClickToTweetSettings, SettingsError, parse_settings

ADDRESS = "https://sommer-maler.example/farbe/"
SETTINGS = ClickToTweetSettings(networks=tuple(NETWORKS), username="sommer")
AWKWARD = 'Fünf % & mehr; # + "so" <b> \' / ? = …\nzweite Zeile 👩‍🎨'


def quote(text="Farbe braucht Zeit", settings=SETTINGS, **attributes):
    attributes = {"tweet": text, **attributes}
    return quote_of(
        attributes, attributes.get("quote") or text, title="Der Titel", lang="de", settings=settings
    )


def links(text="Farbe braucht Zeit", settings=SETTINGS, image="", lang="de", **attributes):
    made = quote(text, settings, **attributes)
    return {
        link.network: link
        for link in share_links(
            made, address=ADDRESS, title="Der Titel", image=image, label_lang=lang, settings=settings
        )
    }


def parameters(address):
    parts = urlsplit(address)
    return {
        key: values[0] for key, values in parse_qs(parts.query or parts.fragment, strict_parsing=True).items()
    }


@pytest.mark.parametrize(
    ("attributes", "handle"),
    [
        ({}, "sommer"),
        ({"via": "yes"}, "sommer"),
        ({"via": "no"}, ""),
        ({"via": "No"}, ""),
        ({"via": ""}, ""),
        ({"via": "@ruh"}, "ruh"),
        ({"via": "nicht doch"}, ""),
        ({"username": "@ruh"}, "ruh"),
        ({"username": "https://x.com/ruh"}, "ruh"),
        ({"username": ""}, ""),
        ({"username": "ruh", "via": "no"}, ""),
    ],
)
def test_who_is_named(attributes, handle):
    assert quote(**attributes).handle == handle


@pytest.mark.parametrize(
    ("url", "shared"),
    [
        ("yes", f"{ADDRESS}#zitat-farbe-braucht-zeit"),
        ("", f"{ADDRESS}#zitat-farbe-braucht-zeit"),
        ("no", None),
        ("NO", None),
        ("https://ruh.example/a?b=c&d=e#f", "https://ruh.example/a?b=c&d=e#f"),
        ("//ruh.de", "https://ruh.de"),
        ("ruh.de/weg", "https://ruh.de/weg"),
        ("https://münchen.de/ä", "https://münchen.de/ä"),
        ("javascript:alert(1)", None),
        ("ruh@ruh.de", None),
        ("zwei Wörter", None),
    ],
)
def test_what_is_shared(url, shared):
    assert parameters(links(url=url)["x"].address).get("url") == shared


def test_every_network_carries_the_text():
    made = links(AWKWARD, image="https://sommer-maler.example/hof.jpg", via="no")
    assert set(made) == set(NETWORKS)
    address = f"{ADDRESS}#{quote(AWKWARD).id}"
    assert parameters(made["x"].address) == {"text": AWKWARD, "url": address}
    for name in ("bluesky", "mastodon", "whatsapp"):
        assert parameters(made[name].address) == {"text": f"{AWKWARD} {address}"}
    assert parameters(made["threads"].address) == {"text": AWKWARD, "url": address}
    assert parameters(made["telegram"].address) == {"text": AWKWARD, "url": address}
    assert parameters(made["linkedin"].address) == {"url": address}
    assert parameters(made["facebook"].address) == {"u": address}
    assert parameters(made["pinterest"].address)["media"] == "https://sommer-maler.example/hof.jpg"
    subject, body = made["mail"].address.removeprefix("mailto:?subject=").split("&body=")
    assert unquote(subject) == "Der Titel"
    assert unquote(body) == AWKWARD.replace("\n", "\r\n") + f"\r\n\r\n{address}"
    assert "+" not in made["mail"].address


def test_networks_that_need_something():
    assert "pinterest" not in links()
    assert set(links(url="no")) == {"x", "bluesky", "mastodon", "threads", "whatsapp", "mail"}


def test_own_instance():
    settings = ClickToTweetSettings(networks=("mastodon",), mastodon_instance="ruhr.social")
    assert links(settings=settings)["mastodon"].address.startswith("https://ruhr.social/share?text=Farbe")


def test_shown_and_shared_text_differ():
    assert quote("Lang", quote="Kurz").text == "Kurz"
    assert quote("Lang", quote="Kurz").post_text == "Lang"
    assert quote("Lang", post="Kurz").text == "Lang"
    assert quote("Lang", post="Kurz").post_text == "Kurz"
    assert quote("Lang", by="Petra Ruh").post_text == "Lang — Petra Ruh"


def test_hashtags_and_networks():
    made = links(hashtags="#kalk, farbe", networks="X; Bluesky, gibtsnicht")
    assert list(made) == ["x", "bluesky"]
    assert parameters(made["x"].address)["hashtags"] == "kalk,farbe"
    assert parameters(made["bluesky"].address)["text"].startswith("Farbe braucht Zeit #kalk #farbe https://")


def test_ids():
    assert quote("Größe & Maß: ein Überblick über alles, was zählt").id == "zitat-groesse-mass-ein-ueberblick"
    assert quote("日本語").id == quote("日本語").id != quote("日本").id
    assert quote(id="mein zitat").id == "mein-zitat"
    english = quote_of({}, "Paint takes time", title="", lang="en", settings=SETTINGS)
    assert english.id == "quote-paint-takes-time"


def test_labels():
    assert [link.label for link in links(networks="linkedin,mail").values()] == [
        "Bei LinkedIn teilen",
        "Per E-Mail versenden",
    ]
    assert [link.label for link in links(networks="linkedin,mail", lang="en").values()] == [
        "Share on LinkedIn",
        "Send by email",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Farbe braucht Zeit und Putz noch mehr. " * 12,
        "€ " * 200,
        "日本語の文章は長い。" * 40,
        "👨‍👩‍👧‍👦" * 150,
        "x" * 400,
        "Siehe https://sommer-maler.de/ein/langer/weg und dann " * 12,
    ],
)
def test_too_long_is_cut_for_that_link_alone(text):
    made = links(text, hashtags="farbe")
    assert quote(text).text == text
    x = parameters(made["x"].address)
    composed = f"{x['text']} {x['url']} #farbe via @sommer"
    assert weighted_length(composed) <= 280
    assert made["x"].over == weighted_length(f"{text} {x['url']} #farbe via @sommer") - 280 > 0
    assert x["text"].endswith("…")
    assert text.startswith(x["text"][:-1])
    bluesky = parameters(made["bluesky"].address)["text"]
    assert grapheme_count(bluesky) <= 300
    assert byte_count(bluesky) <= 3000
    assert parameters(made["whatsapp"].address)["text"].startswith(text)


def test_cut_at_a_word_outside_addresses_and_graphemes():
    def longest(characters):
        return lambda text: len(text) <= characters

    assert shorten("Farbe braucht Zeit", longest(14)) == "Farbe braucht…"
    assert shorten("Farbe, braucht Zeit", longest(9)) == "Farbe…"
    assert shorten("ab https://ruh.de/lang", longest(12)) == "ab…"
    assert shorten("https://ruh.de/lang x", longest(12)) == "…"
    assert shorten("👩‍🎨👩‍🎨", longest(5)) == "👩‍🎨…"
    assert shorten("Straßenbahn", longest(6)) == "Straß…"


def test_bad_settings_name_the_choices():
    with pytest.raises(SettingsError, match="'xing' is not a network; choose from x, bluesky"):
        parse_settings({"click_to_tweet": {"networks": ["xing"]}})
