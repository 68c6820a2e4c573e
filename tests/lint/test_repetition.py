from __future__ import annotations

from klartext.lint.document import Document
from klartext.lint.repetition import ends_of, own_span, own_title_span, repeated_passages

FOOTER = "Der Malerbetrieb Sommer ist Ihr Partner.\nRufen Sie uns an!"


def posts(*bodies: str, title: str = "Titel") -> list[Document]:
    return [Document(f"{i}.md", f"Title: {title} {i}\n\n{body}") for i, body in enumerate(bodies)]


def own(document: Document, documents: list[Document]) -> str:
    span = own_span(document, repeated_passages(map(ends_of, documents)))
    return document.text[span.start : span.end]


def test_a_footer_of_three_posts_is_not_the_posts_own():
    documents = posts(*(f"Text {word}.\n\n---\n\n{FOOTER}\n" for word in ("eins", "zwei", "drei")))
    assert own(documents[0], documents).strip() == "Text eins."


def test_case_and_line_breaks_do_not_matter():
    other = FOOTER.replace("\n", "\r\n  ").upper()
    documents = posts(f"A.\n\n{FOOTER}", f"B.\n\n{FOOTER}\n\n", f"C.\r\n\r\n{other}\r\n")
    assert own(documents[2], documents).strip() == "C."


def test_two_posts_may_be_copies():
    documents = posts(f"A.\n\n{FOOTER}", f"B.\n\n{FOOTER}", "C.")
    assert FOOTER in own(documents[0], documents)


def test_what_stands_between_own_paragraphs_is_no_footer():
    documents = posts(
        *(f"Text {word}.\n\n{FOOTER}\n\nSchluss {word}.\n" for word in ("eins", "zwei", "drei"))
    )
    assert FOOTER in own(documents[0], documents)


def test_a_notice_at_the_beginning_counts_too():
    documents = posts(*(f"{FOOTER}\n\nText {word}.\n" for word in ("eins", "zwei", "drei")))
    assert own(documents[1], documents).strip() == "Text zwei."


def test_copies_of_a_whole_post_stay_whole():
    documents = posts(FOOTER, FOOTER, FOOTER)
    assert own(documents[0], documents).strip() == FOOTER


def test_a_long_paragraph_is_not_cut_in_two():
    documents = posts(*("wort " * 4000 + word for word in ("eins", "zwei", "drei")))
    assert own(documents[0], documents).endswith("eins")


def test_a_line_alone_is_no_footer():
    documents = posts(
        *(f"Text {word}.\n\n{FOOTER}\n" for word in ("eins", "zwei", "drei")), "Text vier.\n\n---\n"
    )
    assert own(documents[3], documents).strip() == "Text vier.\n\n---"


def test_an_ending_of_titles():
    documents = [
        Document(f"{i}.md", f"Title: {title} – Malerbetrieb Sommer\n\nText {title}.\n")
        for i, title in enumerate(("Kalk", "Leim", "Öl"))
    ]
    span = own_title_span(documents[0], repeated_passages(map(ends_of, documents)))
    assert documents[0].text[span.start : span.end] == "Kalk"
    assert own_title_span(documents[0], frozenset()) == documents[0].title_span
