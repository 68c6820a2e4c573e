"""Reading shortcodes in every shape."""

import time

import pytest

from klartext.click_to_tweet.shortcode import scan, scan_with_literals
from klartext.lint.markdown import protected_spans


def read(text):
    return scan(text, protected_spans(text))


@pytest.mark.parametrize(
    "source",
    [
        '[bctt tweet="Farbe braucht Zeit" via="no"]',
        "[bctt tweet='Farbe braucht Zeit' via='no']",
        "[bctt tweet=“Farbe braucht Zeit“ via=“no“]",
        "[bctt tweet=”Farbe braucht Zeit” via=”no”]",
        "[bctt tweet=„Farbe braucht Zeit“ via=„no“]",
        "[bctt tweet=»Farbe braucht Zeit« via=»no«]",
        "[bctt tweet=« Farbe braucht Zeit » via=« no »]",
        "[bctt tweet=«\u00a0Farbe braucht Zeit\u00a0» via=«\u202fno\u202f»]",
        "[bctt tweet=«&nbsp;Farbe braucht Zeit&nbsp;» via='no']",
        "[bctt tweet=&#x201C;Farbe braucht Zeit&#X201d; via=&#xAB;no&#xbB;]",
        '[bctt tweet="Farbe braucht Zeit", via="no"]',
        "[bctt tweet=&#8221;Farbe braucht Zeit&#8221; via=&#8221;no&#8220;]",
        "[bctt tweet=&quot;Farbe braucht Zeit&quot; via=&quot;no&quot;]",
        '[bctt tweet="Farbe braucht Zeit” via=“no"]',
        '[bctt tweet="Farbe braucht Zeit"via="no"]',
        '[bctt tweet = "Farbe braucht Zeit" via = "no" /]',
        '[bctt\u00a0tweet="Farbe braucht Zeit"\u00a0via="no"]',
        '[bctt TWEET="Farbe braucht Zeit" Via="no"]',
        "[bctt tweet=Farbe braucht Zeit via=no]",
        '[bctt\n  tweet="Farbe braucht Zeit"\n  via="no"\n]',
        r"\[bctt tweet=\"Farbe braucht Zeit\" via=\"no\"\]",
        r'\[bctt tweet="Farbe braucht Zeit" via="no"\]',
        '[bctt tweet="<b>Farbe</b> braucht&#32;Zeit" via="no"]',
        '<!-- wp:bctt/clicktotweet {"tweet":"Farbe braucht Zeit","via":false} /-->',
        '[bctt tweet="Farbe braucht Zeit via="no"]',
    ],
)
def test_every_spelling_says_the_same(source):
    (shortcode,) = read(f"Davor\n\n{source}\n\nDanach")
    assert shortcode.text == "Farbe braucht Zeit"
    assert shortcode.attributes == {"tweet": "Farbe braucht Zeit", "via": "no"}
    assert not shortcode.problem


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"Er sagte \"Nein\" und ging", 'Er sagte "Nein" und ging'),
        ('Er sagte "Nein" und ging', 'Er sagte "Nein" und ging'),
        ("Liste [1] und [2] fehlen", "Liste [1] und [2] fehlen"),
        ("a < b und c > d", "a < b und c > d"),
        ("Zwei\nZeilen", "Zwei\nZeilen"),
        ("Zwei<br />\nZeilen", "Zwei\nZeilen"),
        ("A &amp; B &amp;amp; C", "A & B &amp; C"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        (r"*Stern* und \*Stern\* \_x\_", "*Stern* und *Stern* _x_"),
        ("  außen   und innen ", "außen und innen"),
        ("Preis 5\u00a0€", "Preis 5\u00a0€"),
        ("Petra’s Farbe", "Petra’s Farbe"),
    ],
)
def test_what_a_value_says(value, text):
    (shortcode,) = read(f'[bctt tweet="{value}" via="no"]')
    assert shortcode.text == text


def test_spans_are_those_of_the_source():
    text = 'Ü 👍\r\n[bctt tweet="Farbe &amp; Zeit" via=„no“] Ende'
    (shortcode,) = read(text)
    assert text[shortcode.span.start : shortcode.span.end] == '[bctt tweet="Farbe &amp; Zeit" via=„no“]'
    assert text[shortcode.text_span.start : shortcode.text_span.end] == "Farbe &amp; Zeit"
    via = shortcode.attribute_spans["via"]
    assert text[via.start : via.end] == "no"


@pytest.mark.parametrize(
    "source",
    [
        '`[bctt tweet="x"]`',
        '```\n[bctt tweet="x"]\n```',
        '    [bctt tweet="x"]',
        "<a title='[bctt tweet=\"x\"]'>y</a>",
        '<!-- [bctt tweet="x"] -->',
        '<code>[bctt tweet="x"]</code>',
        '<pre>\n[bctt tweet="x"]\n</pre>',
        "<script>a = '[bctt tweet=\"x\"]'</script>",
        '<textarea>[bctt tweet="x"]</textarea>',
        '```\n<!-- wp:bctt/clicktotweet {"tweet":"x"} /-->\n```',
        '    <!-- wp:bctt/clicktotweet {"tweet":"x"} /-->\n',
        '[Tweet "x"](https://sommer-maler.example)',
        "[bctt-style guide]",
        "Wir nutzten bctt früher.",
    ],
)
def test_nothing_is_found(source):
    assert read(source) == []


def test_siblings():
    click, tweet = read('[clickToTweet tweet="Lang" quote="Kurz" theme="a"]\n\n[Tweet "Farbe"]')
    assert (click.name, click.text, click.attributes["tweet"]) == ("clickToTweet", "Kurz", "Lang")
    assert (tweet.name, tweet.text) == ("Tweet", "Farbe")


def test_pasted_rendering():
    (shortcode,) = read(
        "<span class='bctt-click-to-tweet'><span class='bctt-ctt-text'>"
        "<a href='https://x.com/intent/tweet?url=https%3A%2F%2Fsommer-maler.example%2F&#038;text=Farbe%20%26%20Zeit"
        "&#038;via=sommer&#038;related=sommer' target='_blank'rel=\"noopener\">Farbe &amp; Zeit </a></span>"
        "<a href='https://x.com/' class='bctt-ctt-btn'>Click To Tweet</a></span>"
    )
    assert shortcode.text == "Farbe & Zeit"
    assert shortcode.attributes == {
        "tweet": "Farbe & Zeit",
        "username": "sommer",
        "url": "https://sommer-maler.example/",
        "prompt": "Click To Tweet",
    }


def test_block_in_json():
    (shortcode,) = read(
        r'<!-- wp:bctt/clicktotweet {"tweet":"A \u0026amp; \u0022B\u0022","url":false,'
        r'"urlcustom":"https://sommer-maler.example/","nofollow":true,"prompt":"Teilen"} /-->'
    )
    assert shortcode.text == 'A & "B"'
    assert shortcode.attributes["url"] == "https://sommer-maler.example/"
    assert shortcode.attributes["nofollow"] == "yes"


def test_title_is_meant():
    bare, empty = read('[bctt] und [bctt tweet="" via="no"]')
    assert (bare.text, bare.attributes, empty.text) == ("", {}, "")


def test_literal_is_no_shortcode():
    assert read('[[bctt tweet="x"]]') == []
    (literal,) = scan_with_literals('[[bctt tweet="x"]]', [])
    assert literal.text == '[bctt tweet="x"]'


@pytest.mark.parametrize(
    ("source", "problem", "evidence"),
    [
        ('[bctt tweet="Farbe\n\nNächster Absatz.', "unclosed", '[bctt tweet="Farbe'),
        ('[bctt tweet="Farbe]', "unclosed", '[bctt tweet="Farbe]'),
        ('[bctt tweet="Farbe\n\nEin ["Link"](x) hier', "unclosed", '[bctt tweet="Farbe'),
        ('[BCTT tweet="Farbe"]', "upper-case", '[BCTT tweet="Farbe"]'),
        ("<!-- wp:bctt/clicktotweet {kaputt} /-->", "unreadable", "<!-- wp:bctt/clicktotweet {kaputt} /-->"),
    ],
)
def test_problems_are_kept(source, problem, evidence):
    text = f"Davor\n\n{source}"
    (shortcode,) = read(text)
    assert shortcode.problem == problem
    assert text[shortcode.span.start : shortcode.span.end] == evidence


def test_an_unclosed_one_does_not_swallow_the_next():
    broken, fine = read('[bctt tweet="Farbe [bctt tweet="Zeit"]')
    assert (broken.problem, fine.text) == ("unclosed", "Zeit")


def test_an_empty_line_inside():
    (shortcode,) = read('[bctt tweet="Erster Absatz\n\nzweiter" via="no"]\n')
    assert shortcode.text == "Erster Absatz\n\nzweiter"


def test_in_a_quote():
    (shortcode,) = read('> [bctt tweet="Erste Zeile\n> zweite" via="no"]\n')
    assert shortcode.text == "Erste Zeile\nzweite"


@pytest.mark.parametrize(
    "hostile",
    [
        '[bctt tweet="' * 30_000,
        '[bctt tweet="' + '" ' * 200_000,
        '[bctt tweet="' + " " * 400_000,
        "[[bctt " * 60_000,
        "<span class='bctt-click-to-tweet'>" * 10_000,
        "<!-- wp:bctt/clicktotweet " * 20_000,
        "[bctt " + 'a="b" ' * 60_000,
        "[bctt\t" * 60_000,
    ],
)
def test_time_is_linear(hostile):
    start = time.process_time()
    scan(hostile, [])
    assert time.process_time() - start < 3
