from __future__ import annotations

import pytest

from klartext.self_promotion.names import company_names
from klartext.settings import Company


def found(company: Company, text: str) -> list[str]:
    return [text[start:end] for start, end in company_names(company).named_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Malerbetrieb Sommer streicht", ["Malerbetrieb Sommer"]),
        ("Malerbetrieb Sommers Team", ["Malerbetrieb Sommers"]),
        ("Sommer Maler’s paint", ["Sommer Maler’s"]),
        ("die SommerWeiss-Farbe", ["SommerWeiss"]),
        ("SommerWeiss 3000 deckt", ["SommerWeiss 3000"]),
        ("sommerweiss deckt", ["sommerweiss"]),
        ("Sommerweissfarbe deckt", []),
        ("im Sommer streicht ein Malerbetrieb", []),
        ("das Sommerfest im Spätsommer", []),
        ("Malerbetrieb. Sommer ist es erst im Juni, sagt der Maler", ["Malerbetrieb. Sommer"]),
    ],
)
def test_names(company: Company, text: str, expected: list[str]):
    assert found(company, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Puzzle", "a puzzle by Puzzle", ["Puzzle"]),
        ("sty", "style and sty", ["sty"]),
        ("deepset", "Deepset und deepset", ["Deepset", "deepset"]),
        ("APPUiO", "appuio and APPUIO Cloud", ["appuio", "APPUIO"]),
        ("tim&koko", "bei tim & koko und tim&koko", ["tim & koko", "tim&koko"]),
        ("OPENGIS.ch", "von OPENGIS.ch gebaut", ["OPENGIS.ch"]),
        ("Let's Encrypt", "Let’s Encrypt issues", ["Let’s Encrypt"]),
        ("ConSol* GmbH", "die ConSol hat", ["ConSol"]),
        ("FOSSGIS e.V.", "der FOSSGIS lädt ein", ["FOSSGIS"]),
        ("", "nichts", []),
        ("!!!", "nichts !!!", []),
    ],
)
def test_all_kinds_of_names(name: str, text: str, expected: list[str]):
    assert found(Company(name=name), text) == expected
