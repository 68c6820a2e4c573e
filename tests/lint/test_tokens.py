from __future__ import annotations

import pytest

from klartext.lint.document import Document
from klartext.lint.tokens import SENTENCE_END

END = SENTENCE_END
POST = """Title: T

# Kalk

Kalk-Putz puffert z. B. Feuchte. Maler:innen wissen's!

- eins

> Zitat
"""


def test_every_sentence_is_closed():
    assert Document("a.md", POST).tokens.forms == [
        *("Kalk", END),
        *("Kalk", "Putz", "puffert", "z", "B", "Feuchte", END),
        *("Maler:innen", "wissen's", "!", END),
        *("eins", END, "Zitat", END),
    ]


def test_tokens_know_their_places():
    tokens = Document("a.md", POST).tokens
    for at, form in enumerate(tokens.forms):
        block = tokens.blocks[tokens.block_of(at)]
        start, end = tokens.place(at)
        assert block.prose.text[start:end] == ("" if form == END else form)
    assert [len(sentence) for sentence in tokens.sentences] == [2, 7, 4, 2, 2]
    assert tokens.firsts == [0, 1, 3, 4, 5]
    assert tokens.distinct == set(tokens.forms)


def test_some_blocks_can_be_chosen():
    tokens = Document("a.md", POST).tokens
    chosen = tokens.of_blocks([0, 3]) + tokens.of_blocks([2])
    assert chosen.forms == ["Kalk", END, "Zitat", END, "eins", END]
    assert chosen.starts == [0, 2, 4, 6]
    assert tokens.of_blocks(range(4)) is tokens


@pytest.mark.parametrize("text", ["", "…", "a\ue001b"])
def test_there_are_as_many_ends_as_sentences(text: str):
    document = Document("a.md", f"Title: T\n\n{text}")
    assert len(document.tokens.stops) == sum(len(block.sentences) for block in document.blocks)
