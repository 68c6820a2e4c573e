"""What holds for every text, however odd."""

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st

from klartext.click_to_tweet.clean_form import rewritten
from klartext.click_to_tweet.markdown_extension import ClickToTweetExtension
from klartext.click_to_tweet.networks import NETWORKS, Post
from klartext.click_to_tweet.shortcode import scan, scan_with_literals
from klartext.click_to_tweet.weighted_length import (
    byte_count,
    grapheme_count,
    grapheme_ends,
    mastodon_length,
    most_length,
    threads_length,
    weighted_length,
)
from klartext.lint.markdown import protected_spans

PIECES = st.sampled_from(
    [
        '[bctt tweet="', '"]', "[bctt", "[[bctt ", "]]", "\\[bctt ", "\\]", '[bctt tweet="Farbe"]',
        "tweet=", " via=", "“", "”", "„", "'", '"', "&quot;", "&#8221;", "\\", "`", "```\n", "\n", "\n\n",
        "    ", "> ", "- ", "<p>", "</p>", "<b>", "</b>", "<!--", "-->",
        '<!-- wp:bctt/clicktotweet {"tweet":"x"} /-->', "<span class='bctt-click-to-tweet'>", "</span>",
        "|", "# ", "[Tweet “x”]", "[/bctt]", "(x)", "Farbe", "ä", "\U0001f469\u200d\U0001f3a8", "\r\n",
        "\ufeff", "*", "**", "[", "]", "=", " ", "\x02", "\x03", "<pre>", "</pre>", "~~~", "\t", "[^1]",
        ": ", "&amp;", "<", ">",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join)


@given(TEXTS)
@settings(max_examples=300)
def test_spans_are_ordered_and_inside(text):
    protected = protected_spans(text)
    end = 0
    for shortcode in scan_with_literals(text, protected):
        assert end <= shortcode.span.start < shortcode.span.end <= len(text)
        end = shortcode.span.end
        for span in shortcode.attribute_spans.values():
            assert shortcode.span.contains(span)
        assert shortcode.span.contains(shortcode.text_span)


@given(TEXTS)
@settings(max_examples=300)
def test_markdown_never_fails_and_leaves_no_placeholder(text):
    text = text.replace("wzxhzdk", "")
    page = markdown.markdown(
        text, extensions=["extra", ClickToTweetExtension(lambda s: f"<figure>{len(s.text)}</figure>")]
    )
    assert "klartext-block" not in page
    assert "wzxhzdk" not in page


@given(TEXTS)
@settings(max_examples=200)
def test_migration_changes_no_meaning_and_happens_once(text):
    once = rewritten(text)
    assert rewritten(once) == once
    before = [s.attributes for s in scan(text, protected_spans(text)) if not s.problem]
    assert [s.attributes for s in scan(once, protected_spans(once)) if not s.problem] == before


@given(st.text(max_size=40), st.text(max_size=400))
@settings(max_examples=200)
def test_every_cut_fits(word, text):
    post = Post(
        f"{word} {text}" * 3, "https://sommer-maler.example/farbe/#zitat", handle="sommer", hashtags=("kalk",)
    )
    for network in NETWORKS.values():
        cut = network.shortened(post)
        assert network.over(cut) == 0
        assert cut == post or post.text.startswith(cut.text.removesuffix("…"))


@given(st.text(max_size=60))
def test_counters_agree_with_the_whole_text(text):
    assert 0 <= weighted_length(text) <= 23 * text.count(".") + 2 * len(text)
    ends = grapheme_ends(text)
    assert len(ends) == grapheme_count(text)
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(text)


@given(st.text(max_size=60))
@example("\U0001d160\ufb2c t.co\n.de")
def test_no_count_exceeds_the_quick_bound(text):
    counts = (weighted_length, mastodon_length, threads_length, grapheme_count, byte_count, len)
    assert max(count(text) for count in counts) <= most_length(text)
