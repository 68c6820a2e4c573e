"""Quotes in Markdown: the same block under every configuration, valid wherever it is written."""

from html.parser import HTMLParser

import markdown
import pytest

from klartext.click_to_tweet.markdown_extension import ClickToTweetExtension
from klartext.click_to_tweet.quote import quote_of, share_links
from klartext.click_to_tweet.rendering import QuoteTemplates
from klartext.settings import ClickToTweetSettings

SETTINGS = ClickToTweetSettings(networks=("x", "mail"))
TEMPLATES = QuoteTemplates()
SMART_GERMAN = {"smarty": {"substitutions": {"left-double-quote": "„", "right-double-quote": "“"}}}
CONFIGURATIONS = {
    "plain": ([], {}),
    "extra": (["extra"], {}),
    "smarty": (["smarty"], {}),
    "german smarty": (["extra", "smarty"], SMART_GERMAN),
    "nl2br": (["extra", "nl2br"], {}),
    "pelican": (["meta", "extra", "codehilite"], {"codehilite": {"css_class": "highlight"}}),
}
ADDRESS = "https://sommer-maler.example/farbe/"


def block(shortcode):
    quote = quote_of(shortcode.attributes, shortcode.text, title="Farbe", lang="de", settings=SETTINGS)
    links = share_links(quote, address=ADDRESS, title="Farbe", image="", label_lang="de", settings=SETTINGS)
    return TEMPLATES.figure(quote, list(links), "de")


def render(source, configuration="pelican"):
    extensions, configs = CONFIGURATIONS[configuration]
    return markdown.markdown(
        source,
        extensions=[*extensions, ClickToTweetExtension(block)],
        extension_configs=configs,
        output_format="html",
    )


def figures(page):
    return [f"<figure{part.split('</figure>')[0]}</figure>" for part in page.split("<figure")[1:]]


class Nesting(HTMLParser):
    """Finds blocks inside elements that may hold words alone, and tags that do not match."""

    void = frozenset({"br", "hr", "img"})
    words_only = frozenset("a abbr b code em h1 h2 h3 h4 h5 h6 i p pre s span strong sub sup".split())
    blocks = frozenset("blockquote div dl figcaption figure h1 h2 h3 h4 h5 h6 ol p pre table ul".split())

    def __init__(self):
        super().__init__()
        self.open, self.errors = [], []

    def handle_starttag(self, tag, attrs):
        if tag in self.blocks and (around := [t for t in self.open if t in self.words_only]):
            self.errors.append(f"<{tag}> in {around}")
        if len(dict(attrs)) != len(attrs):
            self.errors.append(f"<{tag}> has an attribute twice")
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"</{tag}> does not match")


def nesting_errors(page):
    parser = Nesting()
    parser.feed(page)
    parser.close()
    return parser.errors + parser.open


QUOTE = "[bctt tweet=\"Ein *Stern*, ein [Link](x), ein <url>, HTML & CSS, _so_ und ~~so~~^2^ [^1] „ja“ -- 'nein'…\"]"
ABBREVIATIONS = "\n\n*[HTML]: Hypertext\n*[CSS]: Stil\n\n[^1]: Fußnote\n"


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_the_same_block_everywhere(configuration):
    (found,) = figures(render(QUOTE + ABBREVIATIONS, configuration))
    assert found == figures(render(QUOTE, "plain"))[0]
    quoted = found.split("<blockquote")[1].split("</blockquote>")[0]
    for tag in ("<abbr", "<a", "<em", "<sup", "<del", "<br"):
        assert tag not in quoted
    assert "Ein *Stern*, ein [Link](x), ein &lt;url&gt;, HTML &amp; CSS" in quoted


S = '[bctt tweet="Farbe braucht Zeit"]'
PLACES = {
    "alone": S,
    "in a paragraph": f"Davor {S} danach",
    "twice in a paragraph": f"Davor {S} dazwischen {S} danach",
    "between lines": f"Davor\n{S}\ndanach",
    "in an item": f"- Davor {S}\n- danach",
    "in a loose item": f"1. Davor\n\n    {S}\n\n2. danach",
    "in a quote": f"> Davor\n> {S}\n> danach",
    "in a heading": f"## Davor {S} danach",
    "in bold": f"Davor **fett {S} fett** danach",
    "in nested markup": f"**Davor *beides {S} beides* fett** danach",
    "in a link": f"[Davor {S} danach](https://ruh.example)",
    "in a cell": f"| A | B |\n|---|---|\n| {S} | b |",
    "in a footnote": f"Text[^1]\n\n[^1]: Davor {S} danach",
    "in a definition": f"Wort\n: Davor {S} danach",
    "in a raw paragraph": f"<p>{S}</p>",
    "inside a raw paragraph": f"<p class='a'>Davor {S} danach</p>",
    "in nested raw HTML": f"<div><p>Davor <em>kursiv {S}</em></p></div>",
    "in a raw heading": f"<h3>Davor {S}</h3>",
    "in raw inline HTML": f"Davor <b>fett {S} fett</b> danach",
    "between raw lines": f"<div>\n{S}\n</div>",
    "as a block": 'Davor\n\n<!-- wp:bctt/clicktotweet {"tweet":"Farbe braucht Zeit"} /-->\n\ndanach',
    "as a block in a line": 'Davor <!-- wp:bctt/clicktotweet {"tweet":"Farbe braucht Zeit"} /--> danach',
    "escaped": r"\[bctt tweet=\"Farbe braucht Zeit\"\]",
    "before a link's address": f"{S}(https://ruh.example)",
    "before a definition": f"{S}: https://ruh.example",
}


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
@pytest.mark.parametrize("place", PLACES)
def test_valid_wherever_it_stands(place, configuration):
    page = render(PLACES[place], configuration)
    assert nesting_errors(page) == []
    assert "Farbe braucht Zeit</p></blockquote>" in page
    for word in ("Davor", "dazwischen", "danach", "kursiv"):
        assert page.count(word) == PLACES[place].count(word)
    assert "wzxhzdk" not in page
    assert "klartext-block" not in page
    assert "<p></p>" not in page


def test_no_empty_paragraph_is_left():
    assert render(f"<p>{S}</p>").startswith("<figure")
    assert "<p>" not in render(S).split("<blockquote>")[0]


@pytest.mark.parametrize(
    "source",
    [
        '`[bctt tweet="x"]`',
        '    [bctt tweet="x"]',
        '```\n[bctt tweet="x"]\n```',
        '<code>[bctt tweet="x"]</code>',
        '<pre>[bctt tweet="x"]</pre>',
        "<a title='[bctt tweet=\"x\"]'>y</a>",
        '<!-- [bctt tweet="x"] -->',
    ],
)
@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_code_is_untouched(source, configuration):
    extensions, configs = CONFIGURATIONS[configuration]
    without = markdown.markdown(
        source, extensions=extensions, extension_configs=configs, output_format="html"
    )
    assert render(source, configuration) == without


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_literals_and_broken_ones_stay_visible(configuration):
    page = render('[[bctt tweet="Farbe"]] und [bctt tweet="Farbe', configuration)
    assert page.startswith('<p>&#91;bctt tweet="Farbe"] und &#91;bctt tweet=')
    assert "[bctt" not in page


def test_in_attributes_nothing_is_left():
    page = render(f'![Bild {S}](hof.jpg "Titel {S}")')
    assert "<figure" not in page
    assert "wzxhzdk" not in page


def test_one_reader_reads_many_texts():
    reader = markdown.Markdown(extensions=["extra", ClickToTweetExtension(block)])
    for _ in range(2):
        assert len(figures(reader.reset().convert(S))) == 1
        assert figures(reader.reset().convert("Ohne Zitat")) == []


def test_several_lines():
    (found,) = figures(render('[bctt tweet="Erste Zeile\nzweite & dritte"]'))
    assert "<p>Erste Zeile<br>zweite &amp; dritte</p>" in found
    assert "text=Erste%20Zeile%0Azweite%20%26%20dritte&" in found.replace("&amp;", "&")


def test_own_quotation_marks_are_not_doubled():
    assert '<blockquote class="quote-marked"><p>„Farbe“</p>' in render('[bctt tweet="„Farbe“"]')
    assert "<blockquote><p>Das ‚bis‘ zählt</p>" in render('[bctt tweet="Das „bis“ zählt"]')
    assert "<blockquote><p>Ein ›bis‹ und ‘to’</p>" in render('[bctt tweet="Ein »bis« und “to”"]')
    assert "<p>Ein ‹Ja› und ein ‹Nein› hier</p>" in render('[bctt tweet="Ein «Ja» und ein «Nein» hier"]')
