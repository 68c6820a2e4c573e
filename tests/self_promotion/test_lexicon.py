from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from klartext.lint.tokens import SENTENCE_END
from klartext.self_promotion.lexicon import PhraseListError, lexicon, read_lexicon

if TYPE_CHECKING:
    from pathlib import Path

CLASSES = """
we = ["wir", "uns"]
our = ["unser"]
number = ["zwei"]
currency = ["chf", "€"]
unit = ["ms"]
not = ["nicht"]
"""


def made(tmp_path: Path, text: str, lang: str = "de"):
    (tmp_path / "classes.toml").write_text(CLASSES, encoding="utf-8")
    (tmp_path / "praise.toml").write_text(text, encoding="utf-8")
    return read_lexicon(lang, sorted(tmp_path.iterdir()))


def found(lists, text: str) -> list[str]:
    forms = [*text.split(), SENTENCE_END]
    hits = lists.find(lists.look_up(forms))
    return [" ".join(forms[hit.start : hit.end]) for hit in hits]


def entry(phrases: str, more: str = "") -> str:
    return f'[[entry]]\nid = "x"\nstrength = 2\nphrases = [{phrases}]\n{more}'


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("massgeschneidert", "eine maßgeschneiderte Farbe", ["maßgeschneiderte"]),
        ("massgeschneidert", "eine massgeschneiderte Farbe", ["massgeschneiderte"]),
        ("unser experte", "unsere Expert:innen streichen", ["unsere Expert:innen"]),
        ("unser experte", "unsere Expert*innen streichen", ["unsere Expert*innen"]),
        ("unser experte", "unsere ExpertInnen streichen", ["unsere ExpertInnen"]),
        ("*partner", "der Ansprechpartner kommt", ["Ansprechpartner"]),
        ("*partner", "die Partnerschaft hält", []),
        ("zufriedenheit*", "die Zufriedenheitsgarantie gilt", ["Zufriedenheitsgarantie"]),
        ("bieten wir ..4 =an", "heute bieten wir einen neuen Kurs an", ["bieten wir einen neuen Kurs an"]),
        ("bieten wir ..1 =an", "heute bieten wir einen neuen Kurs an", []),
        ("kontaktieren +Sie uns", "Kontaktieren Sie uns", ["Kontaktieren Sie uns"]),
        ("kontaktieren +Sie uns", "dort kontaktieren sie uns", []),
        ("^ jetzt testen", "Jetzt testen", ["Jetzt testen"]),
        ("^ jetzt testen", "und jetzt testen", []),
        ("=führende", "der führende Betrieb", ["führende"]),
        ("=führende", "führen wir", []),
        ("kostet <price>", "das kostet 990 CHF heute", ["kostet 990 CHF"]),
        ("kostet <price>", "das kostet € 990 heute", ["kostet € 990"]),
        ("<unit>", "nach 30ms und 40 ms", ["30ms", "40 ms"]),
        ("noch? heute testen", "noch heute testen heute testen", ["noch heute testen", "heute testen"]),
        ("bereit ..6 ?", "sind Sie bereit für Farbe ?", ["bereit für Farbe ?"]),
    ],
)
def test_phrases(tmp_path: Path, phrase: str, text: str, expected: list[str]):
    assert found(made(tmp_path, entry(f'"{phrase}"')), text) == expected


def test_false_friends_win(tmp_path: Path):
    lists = made(tmp_path, entry('"führend"', 'false_friends = ["führend null"]\n'))
    assert found(lists, "eine führende Null und ein führender Betrieb") == ["führender"]


def test_no_phrase_crosses_a_sentence(tmp_path: Path):
    lists = made(tmp_path, entry('"kontaktieren ..3 uns"'))
    forms = "bitte kontaktieren heute uns".split()
    whole, cut = [*forms, SENTENCE_END], [*forms[:2], SENTENCE_END, *forms[2:], SENTENCE_END]
    assert lists.find(lists.look_up(whole))
    assert lists.find(lists.look_up(cut)) == []


def test_a_stem_that_joins_different_words_does_not(tmp_path: Path):
    lists = made(tmp_path, entry('"openness"'), "en")
    assert found(lists, "open openness") == ["openness"]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('whose = "theirs"\n' + entry('"gut"'), 1, "must be 'any' or 'ours'"),
        ('[[entry]]\nid = "x"\nphrases = ["gut"]\n', 2, "must be 1, 2 or 3"),
        ('[[entry]]\nid = "x"\nstrength = 2\nphrasen = ["gut"]\n', 4, "'phrasen' is not known"),
        (entry('"gut", "so <preis> gut"'), 4, "<preis> is no class"),
        (entry('"gut",\n  "a-b"'), 5, "is no word"),
        (entry('"gut ..3"'), 4, "needs words around it"),
        (entry('"*en"'), 4, "too short"),
        (entry('"x*"'), 4, "too short"),
        (entry('""'), 2, "is no phrase"),
        ('[[entry]]\nid = "x"\nstrength = 2\nphrases = []\n', 2, "must be a list of phrases"),
        ('whose = "ours"\n', 1, "no [[entry]]"),
        ("[[entry\n", 1, "at line 1"),
    ],
)
def test_a_bad_entry_is_named_with_its_line(tmp_path: Path, text: str, line: int, why: str):
    with pytest.raises(PhraseListError) as caught:
        made(tmp_path, text)
    message = str(caught.value)
    assert "phrases/de/praise.toml" in message
    assert why in message
    assert f"praise.toml:{line}:" in message or f"line {line}" in message
    assert "\n" not in message


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_shipped_lists_hold(lang: str):
    lists = lexicon(lang)
    assert lists is not None
    families = {entry.family for entry in lists.entries}
    assert families == {
        "praise",
        "call",
        "offer",
        "self",
        "award",
        "customer",
        "buzz",
        "joy",
        "help",
        "genre",
        "service",
    }
    names = [(entry.family, entry.name) for entry in lists.entries]
    assert len(names) == len(set(names))


def test_there_is_no_list_for_other_languages():
    assert lexicon("fr") is None


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "row", ["wir bieten", "we are", "jetzt", "kontaktieren Sie", "you can", "in der", "!"]
)
def test_hostile_repetition_stays_linear(lang: str, row: str):
    lists = lexicon(lang)
    assert lists is not None

    def seconds(times: int) -> float:
        forms = [*row.split() * times, SENTENCE_END]
        words = lists.look_up(forms)
        gc.collect()
        gc.disable()  # its pauses grow with all the objects of the test run
        try:
            start = time.process_time()
            lists.find(words)
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(100)
    small, large = (min(seconds(times) for _ in range(3)) for times in (2_000, 20_000))
    assert large < 12 * max(small, 0.02)
