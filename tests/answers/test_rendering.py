"""What a stranger writes becomes HTML that cannot harm, and links that tell where they lead."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest

from klartext.answers.links import safe_link
from klartext.answers.rendering import safe_html

ALLOWED = {"p", "br", "hr", "strong", "em", "del", "sub", "sup", "code", "pre", "q", "kbd", "blockquote"} | {
    "ul",
    "ol",
    "li",
    "a",
    "span",
}


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/pixel.gif)",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    '<a href="java\nscript:alert(1)">x</a>',
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    '<https://evil.example/"onmouseover=alert(1)>',
    "<a href='https://ok.example' onclick='alert(1)' style='position:fixed' id=main target=_top>x</a>",
    "<form action=https://evil.example><input name=a><button>x</button></form>",
    "<iframe src=https://evil.example></iframe><object data=x></object><embed src=x>",
    "<div style='position:fixed;inset:0'>über alles</div>",
    "<base href=https://evil.example><meta http-equiv=refresh content=0><link rel=stylesheet href=x>",
    "</article></section><h1>Eigene Überschrift</h1>",
    "# Große Überschrift",
    "| a |\n|:-:|\n| b |",
    "<a href=https://a.example>1<a href=https://b.example>2</a></a>",
]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_nothing_but_the_whitelist_comes_through(markdown: str) -> None:
    tags = Tags(safe_html(markdown))
    assert not tags.open
    for tag, attributes in tags.found:
        assert tag in ALLOWED
        expected = {"a": {"href", "rel"}, "span": {"class"}}.get(tag, set())
        assert set(attributes) == expected
        if tag == "a":
            assert attributes["rel"] == "nofollow ugc noopener noreferrer"
            assert str(attributes["href"]).startswith(("http://", "https://"))


def test_pictures_leave_their_alternative_text_and_headings_their_words() -> None:
    assert safe_html("![Riss im Putz](https://evil.example/pixel.gif)") == "<p>Riss im Putz</p>"
    assert safe_html("# Wand *nass*") == "<p>Wand <em>nass</em></p>"


def test_plain_markdown_stays() -> None:
    html = safe_html("**Fett**, ~~weg~~, `x < y`\n\n> Zitat\n\n- eins\n- zwei\n\n1. a")
    for piece in ("<strong>Fett</strong>", "<del>weg</del>", "<code>x &lt; y</code>", "<blockquote>", "<ol>"):
        assert piece in html


@pytest.mark.parametrize(
    ("markdown", "tail"),
    [
        (
            "[www.sparkasse.de](https://evil.example/login)",
            '</a> <span class="answer__host">(evil.example)</span>',
        ),
        (
            "[hier](https://sommer-maler.example)",
            '</a> <span class="answer__host">(sommer-maler.example)</span>',
        ),
        ("[evil.example.bank.de](https://evil.example)", "(evil.example)</span>"),
        ("[p\u0430ypal.com](https://p\u0430ypal.com)", "(xn--pypal-4ve.com)</span>"),
        ("[https://p\u0430ypal.com](https://p\u0430ypal.com)", "(xn--pypal-4ve.com)</span>"),
        ("[https://maler-m\u00fcller.de/](https://maler-m\u00fcller.de/)", "/</a>"),
        ("<https://www.umweltbundesamt.de/schimmel>", "/schimmel</a>"),
        ("[umweltbundesamt.de](https://umweltbundesamt.de)", ".de</a>"),
    ],
)
def test_a_link_tells_where_it_really_leads(markdown: str, tail: str) -> None:
    assert safe_html(markdown).removesuffix("</p>").endswith(tail)


def test_the_host_note_cannot_be_forged() -> None:
    html = safe_html('<span class="answer__host">(sparkasse.de)</span> [x](https://evil.example)')
    assert html.count("<span") == 1
    assert "(evil.example)</span>" in html


@pytest.mark.parametrize(
    "address",
    [
        "https://good.example@evil.example/",
        "https://evil.example\\@good.example/",
        "https:/evil.example",
        "https:///evil.example",
        "//evil.example",
        "https://good.example%2f.evil.example",
        "https://%ff.example",
        "https://evil.example:port",
        "https://[::1]/",
        "https://",
        "https://a b.example",
        "ftp://a.example",
        "mailto:a@b.example",
        "/kalk.html",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_addresses_that_are_not_what_they_look_like_are_no_links(address: str) -> None:
    assert safe_link(address) is None
    assert "<a" not in safe_html(f'<a href="{address}">Text</a>')


def test_a_full_width_host_is_written_as_browsers_read_it() -> None:
    link = safe_link("https://ｅｖｉｌ。example/a?b=1#c")
    assert link is not None
    assert (link.address, link.host) == ("https://evil.example/a?b=1#c", "evil.example")
    assert link == safe_link("https://%65vil.example/a?b=1#c")


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "&#8238;", "&#x202E;", "\x07", "&#1;"])
def test_characters_that_turn_text_around_go(char: str) -> None:
    html = safe_html(f"a{char}b [c{char}d](https://a.example/{char})")
    assert not {"\u202e", "\u2066", "\x07", "\x01"} & set(html)


def test_nested_quotes_and_lists_end_at_the_fourth_level() -> None:
    assert safe_html("> " * 100 + "tief").count("<blockquote>") == 4
    html = safe_html("- " * 100 + "tief")
    assert html.count("<ul>") == 4
    assert not Tags(html).open
    assert "tief" in html


@pytest.mark.parametrize(
    "markdown", ["> " * 25_000 + "x", "<div><b>" * 6_000, "*a **b " * 7_000, "[" * 50_000]
)
def test_hostile_size_is_handled_in_a_moment(markdown: str) -> None:
    before = time.process_time()
    html = safe_html(markdown)
    assert time.process_time() - before < 20
    assert len(html) < 2_000_000
