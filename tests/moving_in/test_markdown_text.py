"""Whatever stands in a post: Python-Markdown shows the Markdown as the browser showed the HTML."""

from __future__ import annotations

import html
import re

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from klartext.moving_in.markdown_text import Picture, plain, plain_paragraphs, to_markdown
from klartext.moving_in.shortcodes import Slots, without_shortcodes

MARKUP = (
    "* _ ** __ ` [ ] ( ) # > + - ! : { } | ~~~ === --- \\ < & *** 12. 1. &#58; \\* [^1] <script> <b"
).split()
ATOMS = [
    *MARKUP,
    "- ",
    "+ ",
    "1. ",
    "> ",
    ": z",
    "[a]: b",
    "{: .c}",
    "{#i}",
    "*[A]: b",
    " ",
    "a",
    "b c",
    "x_y",
    "    q",
    "ä",
]
SHAPES = (
    "<p>{}</p>",
    "<p>vor</p><p>{}</p><p>nach</p>",
    "<p>a<br>{}</p>",
    "<ul><li>{}</li></ul>",
    "<ol><li>a<ul><li>{}</li></ul></li></ol>",
    "<h2>{}</h2>",
    "<blockquote><p>{}</p></blockquote>",
    "<p>x <strong>y</strong>{}</p>",
    '<p>{} <a href="http://e.example/">l</a></p>',
    "<table><thead><tr><th>k</th></tr></thead><tbody><tr><td>x{}</td></tr></tbody></table>",
)


class Addresses:
    def picture(self, address, attachment_id):  # noqa: ARG002 — the protocol's signature
        return Picture(address)

    def link(self, address):
        return address


def convert(source, *, classic=False):
    slots = Slots()
    clean = without_shortcodes(source, slots, lambda _: "")
    return to_markdown(clean, Addresses(), slots, classic=classic).text


def shown(source):
    return re.sub(r"\s+", "", BeautifulSoup(source, "html.parser").get_text())


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=7), st.sampled_from(SHAPES))
def test_text_is_never_taken_for_markup(atoms, shape):
    source = shape.format(html.escape("".join(atoms)))
    text = to_markdown(source, Addresses(), Slots(), classic=False).text
    assert shown(markdown.markdown(text, extensions=["extra"])) == shown(source), text


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*ATOMS, "\n", "\n\n"]), min_size=1, max_size=9))
def test_an_answer_without_tags_reads_as_it_was_written(atoms):
    source = "".join(atoms)
    assert shown(markdown.markdown(plain_paragraphs(source), extensions=["extra"])) == shown(
        html.escape(source)
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p><b>eins</b><b> zwei</b></p>", "**eins zwei**"),
        ("<strong><p>eins</p><p>zwei</p></strong>", "eins\n\nzwei"),
        ("<p>H<sub>2</sub>O und <s>alt</s></p>", "H<sub>2</sub>O und <del>alt</del>"),
        ("<ul><li><p>a</p><pre><code>x = 1</code></pre></li></ul>", "- a\n\n        x = 1"),
        ('<pre><code class="language-c++">a\n\n```\nb</code></pre>', "````c++\na\n\n```\nb\n````"),
        ('<h2 id="a">A</h2><p><a href="#a">hin</a></p>', "## A {#a}\n\n[hin](#a)"),
        ('<figure><img src="a b(1).jpg" alt="x"></figure>', "![x](a%20b%281%29.jpg)"),
        (
            '<figure><a href="a.jpg"><img src="a.jpg" alt="x"></a>'
            '<figcaption>Foto: <a href="/j">J</a></figcaption></figure>',
            "![x](a.jpg)\n\nFoto: [J](/j)",
        ),
        ("<figure><blockquote><p>Q</p><cite>Jo</cite></blockquote></figure>", "> Q\n>\n> — Jo"),
        ("<details><summary>Mehr</summary><p>Text</p></details>", "**Mehr**\n\nText"),
        ("<dl><dt>Wort</dt><dd>Sinn</dd></dl>", "Wort\n:   Sinn"),
        ("<p>&nbsp;</p><p>a<br></p>", "a"),
        ("<p>vorher [bctt tweet='a *b*'] nachher</p>", 'vorher\n\n[bctt tweet="a *b*"]\n\nnachher'),
        ("[[bctt tweet='x']] und [[foo]]", "[[bctt tweet='x']] und [[foo]]"),
        ("<p>[slider id=_3_]innen[/slider] [sic] [1]</p>", "[slider id=_3_]innen[/slider] [sic] [1]"),
    ],
)
def test_markup_becomes_the_markdown_a_person_writes(source, expected):
    assert convert(source) == expected


def test_the_classic_editor_s_lines_and_empty_lines_count():
    source = "eins\nzwei\n\n<h3>T</h3>\ndrei\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    source += "<pre>x\n\ny</pre>\n<div>vier\n\nfünf</div>"
    assert convert(source, classic=True).split("\n\n", 4) == [
        "eins  \nzwei",
        "### T",
        "drei",
        "- a\n- b",
        "```\nx\n\ny\n```\n\nvier\n\nfünf",
    ]


def test_plain_text_keeps_words_apart():
    assert plain("<p>a</p><p>b<br>c <em>d</em>.</p> &amp; e") == "a b c d. & e"
