"""The keyboard's marks become the language's own, and nothing in code does."""

from __future__ import annotations

import pytest
from markdown import Markdown


def rendered(text: str, lang: str) -> str:
    extensions = ["meta", "extra", "codehilite", "klartext.theme_support.markdown_extension"]
    html: str = Markdown(extensions=extensions, output_format="html").convert(f"Lang: {lang}\n\n{text}")
    return html.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ('Er sagte "ja" und ging.', "Er sagte „ja“ und ging.", "Er sagte “ja” und ging."),
        ('"Ja", sagte er.', "„Ja“, sagte er.", "“Ja”, sagte er."),
        ('Das ist ("so").', "Das ist („so“).", "Das ist (“so”)."),
        ('Er sagte "*ja*".', "Er sagte „<em>ja</em>“.", "Er sagte “<em>ja</em>”."),
        ('*"Ja"*, sagte er', "<em>„Ja“</em>, sagte er", "<em>“Ja”</em>, sagte er"),
        ("Wie geht's?", "Wie geht’s?", "Wie geht’s?"),
        ("Kalk -- nicht Gips", "Kalk – nicht Gips", "Kalk – nicht Gips"),
        ("3--4 Tage", "3–4 Tage", "3–4 Tage"),
        ("Und dann...", "Und dann…", "Und dann…"),
        ('Ein Rohr, 1/2" stark', 'Ein Rohr, 1/2" stark', 'Ein Rohr, 1/2" stark'),
        (r"Ein \"Strich", 'Ein "Strich', 'Ein "Strich'),
        ('Mit `--help` und `"x"`', 'Mit <code>--help</code> und <code>"x"</code>', None),
        ("Option --help bleibt", "Option --help bleibt", "Option --help bleibt"),
        ("„Schon richtig“", "„Schon richtig“", "„Schon richtig“"),
        ('Ein <span title="x">Wort</span> und "a".', 'Ein <span title="x">Wort</span> und „a“.', None),
        (
            '[Wort](https://a.example/x "Ein Titel")',
            '<a href="https://a.example/x" title="Ein Titel">Wort</a>',
            None,
        ),
    ],
)
def test_marks_go_by_the_language(text: str, german: str, english: str | None) -> None:
    assert rendered(text, "de") == german
    assert rendered(text, "en-GB") == (english or german.replace("“", "”").replace("„", "“"))


def test_code_blocks_stay_as_they_are() -> None:
    html = rendered('    print("a") # it\'s --\n\n```\n"b"...\n```\n', "de")
    assert "„" not in html
    assert "…" not in html
    assert "’" not in html
