"""What Markdown makes of a text is the same without the tests that the text cannot pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klartext.click_to_tweet.markdown_extension import ClickToTweetExtension
from klartext.markdown_reader import one_markdown
from klartext.markdown_reader.one_markdown import OneMarkdown
from klartext.markdown_reader.quick_markdown import COMPARED_WITH, QuickMarkdown

if TYPE_CHECKING:
    from klartext.lint.document import Shortcode

PIECES = st.sampled_from(
    [
        "`", "``", "```\n", "~~~\n", "\\", "\\*", "[", "]", "(", ")", "[a]", "[a][b]", "](b)", "![", "[^1]", "[^1]: ",
        "[b]: c 'd'", "]: ", "*[", "*[ab]: c", "ab", "<", ">", "<b>", "</b>", "<a@b.c>", "<x://y>", "<!-- ", " -->",
        "<?", "?>", "<![CDATA[", "]]>", "&", "&amp;", "&#38;", ";", "*", "**", "***", "_", "__", "  \n", "   ",
        "\n", "\n\n", "\n    ", "\n\n    ", "#", "## ", " ##", "\n# ", "\n=", "\n--", "\n---\n", "***\n", "> ",
        "\n> ", "- ", "\n- ", "\n1. ", "\n3. ", "* ", ":", ": ", "\n: ", "\n:   ", "|", "|-|-|\n", "\n-|-\n", "| a ",
        "{: .c }", "{#i}", '<div markdown="1">', "</div>", '<p markdown="span">', "!!! note\n", "[[w]]", '"', "'",
        "--", "...", "<<", ">>", '[bctt tweet="a"]', "http://a.b/?c=d&e=f", "\x02", "\x03", "\x02klzzwxh:0000\x03",
        "\x02wzxhzdk:0\x03", "ä", "\u00a0", "\t", "\r\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join)


def figure(shortcode: Shortcode) -> str:
    return f"<figure>{len(shortcode.text)}</figure>"


CODE = {"css_class": "highlight", "guess_lang": False}
# Pelican's own choice, ours, none, and what else Markdown brings along.
OPTIONS: dict[str, dict[str, Any]] = {
    "pelican": {
        "extensions": [f"markdown.extensions.{name}" for name in ("codehilite", "extra", "meta")],
        "extension_configs": {"markdown.extensions.codehilite": CODE},
        "output_format": "html5",
    },
    "ours": {
        "extensions": [
            "extra", "codehilite", "klartext.theme_support.markdown_extension", ClickToTweetExtension(figure)
        ],
        "extension_configs": {"codehilite": CODE},
    },
    "none": {},
    "many": {
        "extensions": [
            "extra", "toc", "smarty", "sane_lists", "nl2br", "admonition", "wikilinks", "legacy_em", "legacy_attrs"
        ]
    },
}  # fmt: skip


def made_of(md: markdown.Markdown, text: str) -> tuple[object, ...]:
    try:
        html = md.reset().convert(text)
    except (IndexError, AttributeError, ValueError) as error:  # Markdown's own faults are the same as well
        html = repr(error)
    return html, dict(md.references), getattr(md, "toc_tokens", None)


@pytest.mark.parametrize("name", OPTIONS)
@given(TEXTS)
@example("a `b` \\* [c](d) ![e](f) <g://h> <i@j.k>  \n&amp; <b>l</b> m[^1] n\\_\n\n[^1]: o")
@example("[a][b] ![a][b] [b] ![b] *c* _d_ **e** __f__ ***g***\n\n[b]: c")
@example(
    "a <b> c\n\na &copy; b\n\na  \nb\n\na <b@c.d>\n\na <b://c>\n\na ![b](c)\n\na [b](c)\n\na \\_ b\n\na `b`"
)
@example("# a\n\nb\n=\n\nc\n-\n\n> d\n\ne\n# f\n\ng\n> h\n\n- i\n    > j\n\nk\n***\nl")
@example("&amp; amp\n\n*[amp]: a")
@example("*[ab]: c\n\nab d\n:   e\n\nab\n\nf | g\n--|--\nh | i\n\nk[^1]\n\n[^1]: ab")
@settings(max_examples=250, deadline=None)
def test_every_text_becomes_what_it_becomes_anyway(name: str, text: str) -> None:
    options = OPTIONS[name]
    assert made_of(QuickMarkdown(**options), text) == made_of(markdown.Markdown(**options), text)


def test_the_quick_steps_take_part() -> None:
    """A pattern is left alone where its sign is missing, and so is a processor of blocks."""
    md = QuickMarkdown()
    md.convert("a")
    md.inlinePatterns["link"].compiled_re = md.parser.blockprocessors["hashheader"].RE = None
    assert md.convert("*a*") == "<p><em>a</em></p>"
    for text in ("[a](b)", "# a"):
        with pytest.raises(AttributeError):
            md.reset().convert(text)


def test_the_markdown_that_is_installed_is_the_one_that_was_compared() -> None:
    # With another version the tests of this file tell whether the number can be raised.
    assert markdown.__version__ == COMPARED_WITH


def test_another_markdown_reads_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(OneMarkdown({}).as_new()) is QuickMarkdown
    monkeypatch.setattr(one_markdown.markdown, "__version__", "3.999")
    assert type(OneMarkdown({}).as_new()) is markdown.Markdown
