from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klartext.lint.document import Document
from klartext.self_promotion.features import features
from klartext.self_promotion.reading import read
from klartext.self_promotion.score import MARKS, judge, promotion
from klartext.settings import Company, Settings, SettingsError, parse_settings

from .texts import ADVERT, HELP

SOMMER = Settings(company=Company(name="Malerbetrieb Sommer", products=("SommerWeiss 3000",)))


def scored(document: Document, site_settings: Settings = SOMMER):
    return promotion(document, site_settings, read(document, site_settings.company))


def test_an_advert_and_help(post):
    advert, helping = scored(post(ADVERT)), scored(post(HELP))
    assert advert["verdict"] == "excessive"
    assert helping["verdict"] == "helpful"
    assert helping["score"] < 0.1
    assert advert["score"] > 0.9


def test_contributions_sum_up_to_the_score(post):
    for body in (ADVERT, HELP, ADVERT + HELP):
        found = scored(post(body))
        assert sum(found["contributions"].values()) == pytest.approx(found["score"], abs=0.002)


def test_evidence_is_in_the_text(post):
    document = post(ADVERT)
    evidence = scored(document)["evidence"]
    assert 0 < len(evidence) <= MARKS
    for mark in evidence:
        assert document.text[mark["start"] : mark["end"]] == mark["text"]
        assert document.text.count("\n", 0, mark["start"]) + 1 == mark["line"]
    assert {mark["kind"] for mark in evidence} >= {"offer", "praise"}


@pytest.mark.parametrize(
    "body", ["", "Kurz.", "Malerbetrieb Sommer! " * 10, "> " + ADVERT, "```\n" + ADVERT + "```\n"]
)
def test_what_is_too_short_gets_no_verdict(post, body):
    found = scored(post(body))
    assert found == {"score": None, "verdict": None, "contributions": {}, "evidence": []}


def test_a_language_without_lists_gets_no_verdict(post):
    assert scored(post(ADVERT, lang="fr"))["score"] is None


def test_german_lists_are_not_applied_to_english_text_nor_the_other_way_round(post):
    document = post(ADVERT, lang="en")
    german_only = [p for p in read(document, SOMMER.company).passages if p.entry.family == "offer"]
    assert german_only == []
    english = post("We are thrilled to announce our world-class paint. " * 8, lang="de")
    assert not [p for p in read(english, SOMMER.company).passages if p.entry.family in {"joy", "praise"}]


def test_soft_hyphens_and_hard_spaces_change_nothing(post):
    plain = scored(post(ADVERT))
    dressed = ADVERT.replace("maßgeschneiderte", "maß\u00adgeschneiderte").replace(
        "noch heute", "noch\u00a0heute"
    )
    found = scored(post(dressed))
    assert found["score"] == plain["score"]
    assert [mark["kind"] for mark in found["evidence"]] == [mark["kind"] for mark in plain["evidence"]]


def test_quotations_do_not_count(post):
    assert scored(post(HELP + "\n> " + ADVERT))["score"] == scored(post(HELP))["score"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("„Mit Malerbetrieb Sommer war alles an einem Tag fertig“, sagt der Hausmeister.", 1),
        ("Der Hausmeister nannte das „an einem einzigen Tag fertig gemacht“, sagt Malerbetrieb Sommer.", 0),
        ("„Auf der Leiter stand an diesem Tag niemand, der es konnte“, sagt der Hausmeister.", 0),
    ],
)
def test_others_are_made_to_speak_of_the_company(post, sentence, expected):
    reading = read(post(f"{sentence} Danach war Pause."), SOMMER.company)
    assert [s.speech for s in reading.sentences if s.zone == "text"].count(True) == expected
    assert (features(post(sentence), reading)["speech"] > 0) == bool(expected)


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Chalk or Malerbetrieb Sommer vs. Brush & Co", {"rival", "versus"}),
        ("Malerbetrieb Sommer as a cheaper alternative to Brush & Co", {"rival", "versus"}),
        ("How to strip a door with Brush & Co", {"lesson"}),
        ("Tom and Malerbetrieb Sommer", set()),
        ("How Brush & Co built a hall with Malerbetrieb Sommer", {"story"}),
    ],
)
def test_what_an_english_title_promises(post, title, kinds):
    document = post("The wall is dry.", title=title, lang="en")
    found = features(document, read(document, SOMMER.company))
    assert {
        name.removeprefix("title_") for name in found if name.startswith("title_") and found[name]
    } == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Painters like open source, and a limited run is taken care of.",
        "We produced it, provided it and customised the production, of course.",
        "Keep in mind that you can now see our own integration opening.",
    ],
)
def test_words_that_share_a_stem_or_a_place_are_told_apart(post, text):
    passages = read(post(text, lang="en"), SOMMER.company).passages
    counted = {"limit", "source", "steps", "service", "belief", "value-words", "level", "our-people"}
    assert [p.entry.name for p in passages if p.entry.name in counted] == []


@pytest.mark.parametrize(
    "text",
    [
        "Die Nutzer verlassen das Haus, dessen Räume zwei Etagen umfassen.",
        "In manchen Fällen leidet die Wand außen, und die Prüfer fehlen.",
        "Vertrauen wächst langsam. Was zählt, ist nur die Verwendung der Wahl.",
    ],
)
def test_german_words_that_share_a_stem_are_told_apart(post, text):
    assert read(post(text), SOMMER.company).passages == ()


def test_demands_in_a_title_are_no_alliance(post):
    passages = read(post("Kalk.", title="Anforderungen und Herausforderungen"), SOMMER.company).passages
    assert "alliance" not in {p.entry.name for p in passages}


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Vielen Dank für den Auftrag!", "commission"),
        ("Wir durften das Gasthaus Linde beim Umbau begleiten.", "commission"),
        ("Schicken Sie uns einfach ein Foto der Wand.", "contact-softly"),
        ("Besichtigungstermin vereinbaren", "act-now-softly"),
        ("Wir sind ein Familienbetrieb in dritter Generation.", "craft"),
        ("Bei uns sind Ihre Wände in guten Händen.", "good-hands"),
        ("Unser Farbmischer ist eine Eigenentwicklung.", "own-development"),
        ("Auf Wunsch streichen wir am Sonntag.", "we-offer"),
        ("Wir vertreten Ihre Interessen vor Gericht.", "we-offer"),
        ("Ihre Zufriedenheit liegt uns am Herzen.", "pledge"),
    ],
)
def test_what_firms_of_all_trades_say_of_themselves(post, text, entry):
    passages = read(post(text), SOMMER.company).passages
    assert entry in {p.entry.name for p in passages}
    assert "credit" not in {p.entry.name for p in passages}


def test_a_word_that_is_the_topic_counts_once(post):
    def buzz(body: str) -> float:
        document = post(body)
        return features(document, read(document, SOMMER.company))["buzz_density"]

    once = buzz("Die Resilienz der Netze war das Thema.")
    assert once > 0
    assert buzz("Die Resilienz der Netze war das Thema. " * 6) == once
    assert buzz("Die Resilienz der Netze war das Thema. Agilität auch.") > once


def test_weak_words_are_shown_and_displace_nothing(post):
    def shown(body: str) -> list[str]:
        return [mark["text"] for mark in scored(post(body))["evidence"]]

    filler = "Die Wand steht im Hof und trocknet seit dem Morgen in der Sonne. " * 5
    weak = "Das Ergebnis ist eine effiziente, bahnbrechende Technik."
    assert any("effiziente" in text for text in shown(filler + weak))
    assert set(shown(ADVERT)) <= set(shown(ADVERT + filler + 20 * f"{weak} "))


def test_praise_that_links_to_others_is_generosity(post):
    own = read(post("Unser Kurs bei Malerbetrieb Sommer ist herausragend."), SOMMER.company)
    other = read(post("Wir finden den Kurs bei [Ruh](https://ruh.example) herausragend."), SOMMER.company)
    assert [p.named for p in own.passages if p.entry.name == "glow"] == [True]
    assert not [p for p in other.passages if p.entry.name == "glow" and p.named]


def test_the_site_may_set_its_limits(post, site_with):
    strict = parse_settings(
        {"company": {"name": "Malerbetrieb Sommer"}, "self_promotion": {"excessive": 0.002}}
    )
    document = post(HELP)
    assert judge(document, site_with(strict, a=document))["verdict"] == "excessive"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({"excessive": 2.0}, "must be between 0 and 1"),
        ({"balanced": 0.5, "excessive": 0.4}, "must be below excessive"),
        ({"boilerplate": ["Über uns"]}, "at least three words"),
        ({"exessive": 0.4}, "valid keys: balanced, excessive, boilerplate"),
    ],
)
def test_bad_limits(raw, why):
    with pytest.raises(SettingsError, match=why):
        parse_settings({"self_promotion": raw})


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aeßSie uns wir\n.,!?#>*_`[]()<>&;:\u00ad\u00a0\ufeff😀-|0€%'’", max_size=400))
def test_any_text_is_read(text):
    document = Document("a.md", "Title: x\nDate: 2026-01-01\nLang: de\n\n" + text)
    for passage in read(document, SOMMER.company).passages:
        assert 0 <= passage.span.start < passage.span.end <= len(document.text)
    scored(document)


@pytest.mark.parametrize(
    "row",
    [
        ADVERT,
        "Wir bieten Ihnen " * 40 + ".\n",
        "!" * 200 + "\n",
        "Malerbetrieb " * 60,
        "Wir sehen [Ruh](https://ruh.example). " * 20,
    ],
)
def test_ten_times_the_text_takes_at_most_twelve_times_as_long(row):
    def seconds(times: int) -> float:
        document = Document("a.md", "Title: x\nLang: de\n\n" + (row + "\n") * times)
        _ = document.blocks, [block.sentences for block in document.blocks]
        gc.collect()
        gc.disable()  # its pauses grow with all the objects of the test run
        try:
            start = time.process_time()
            scored(document)
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(5)
    small, large = (min(seconds(times) for _ in range(3)) for times in (50, 500))
    assert large < 12 * max(small, 0.03)
