import socket

import pytest
from textstat.backend import metrics

from klartext.lint.document import Document
from klartext.writing_effort.readability import measure, prose_sentences, syllables_of

PLAIN = [
    "Ein Fenster streicht man in dieser Reihenfolge.",
    "Wir nehmen dafür einen runden Pinsel.",
    "Vorher schleifen wir das Holz kurz an.",
    "Dann muss es trocken sein, sonst hält der Lack nicht.",
    "Das prüfen wir mit dem Messgerät.",
    "Die Feuchtigkeit des Untergrundes bestimmt die Haltbarkeit der Beschichtung.",
]


def tokens(sentences):
    return [sentence.split() for sentence in sentences]


@pytest.mark.parametrize(
    "word",
    """a-ber o-der Karls-ru-he ei-ne A-bend Na-ti-on Far-be Ma-ler-be-trieb Feuch-tig-keit ü-ber O-fen I-gel Re-gi-on
    ak-tu-ell Qua-li-tät The-a-ter Vi-de-o I-dee i-de-al Au-ge E-he Fei-er Bau-er neu-e se-hen Ru-he Boot See Ra-di-o
    Ma-te-ri-al Spe-zi-a-list Ze-ment Un-ter-grund Grun-die-rung Re-no-vie-rung al-so Ek-ke Eu-ro-pa Häu-ser Sys-tem
    Typ Ba-by Han-dy Ge-rüst Quel-le be-quem Trep-pen-haus""".split(),
)
def test_german_syllables(word):
    assert syllables_of(word.replace("-", "").lower(), "de") == word.count("-") + 1


@pytest.mark.parametrize(
    "word",
    """paint wall win-dow make made while used want-ed ta-ble lit-tle like-ly move-ment vid-e-o i-de-a na-tion spe-cial
    un-der o-ver-all re-al-i-ty cli-ent ac-tu-al build-ing go-ing time times box-es house hous-es plas-ter com-pa-ny
    sim-ple eas-i-er care-ful end-less some-thing frame-work pipe-line be-fore sci-ence na-tion-al-ly bas-ic-ally
    en-a-bled called ex-am-ples me-di-um peo-ple qual-i-ty""".split(),
)
def test_english_syllables(word):
    assert syllables_of(word.replace("-", ""), "en") == word.count("-") + 1


def test_the_formulas_are_those_of_textstat():
    """An independent implementation agrees where hyphenation counts the syllables right."""
    text = " ".join(PLAIN)
    found = measure(tokens(PLAIN), "de")
    assert found.words == sum(len(sentence.split()) for sentence in PLAIN)
    assert found.flesch == pytest.approx(metrics.flesch_reading_ease(text, "de_DE"), abs=4)
    assert found.wiener == pytest.approx(metrics.wiener_sachtextformel(text, 1, "de_DE"), abs=0.7)


def test_flesch_by_hand():
    # 6 words, 1 sentence, 7 syllables
    assert measure(tokens(["The old wall needs new plaster."]), "en").flesch == round(
        206.835 - 1.015 * 6 - 84.6 * 7 / 6, 1
    )


def test_only_sentences_count():
    text = """Title: T

# Überschrift ohne Punkt

Ein Satz steht hier. Noch einer, z. B. mit Abkürzung, am 3. Mai.

- Stichwort
- Dies ist ein ganzer Satz.

> Ein Zitat zählt nicht.

| A | B |
|---|---|
| c | d |

```
Code zählt nicht.
```
"""
    sentences = [sentence.text for sentence in prose_sentences(Document("a.md", text))]
    assert sentences == [
        "Ein Satz steht hier.",
        "Noch einer, z. B. mit Abkürzung, am 3. Mai.",
        "Dies ist ein ganzer Satz.",
    ]


@pytest.mark.parametrize(
    ("text", "lang"), [(["12 34 56."], "de"), ([], "en"), (["Une phrase."], "fr"), (["…"], "de")]
)
def test_what_cannot_be_judged(text, lang):
    assert measure(tokens(text), lang) is None


def test_what_is_spoken_as_several_words_or_none():
    assert (
        measure([["Maler:innen", "½", "3", "!"]], "de").words
        == measure([["Maler", "innen", "½"]], "de").words
        == 3
    )


def test_no_download_is_tried():
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("example.org", 80))
    assert measure(tokens(["The old wall needs new plaster."]), "en")


def test_longer_words_and_sentences_are_harder():
    hard = [
        "Die Durchführung der Untergrundvorbehandlungsmaßnahmen erfolgt entsprechend der Leistungsbeschreibung."
    ]
    assert measure(tokens(hard), "de").flesch < 0 < measure(tokens(PLAIN), "de").flesch
    assert measure(tokens(hard), "de").wiener > 15 > measure(tokens(PLAIN), "de").wiener
