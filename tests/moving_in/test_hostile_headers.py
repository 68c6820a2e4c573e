"""Headers and template tags that are broken or malicious: one line each."""

from __future__ import annotations

import pytest

from klartext.moving_in.front_matter import FrontMatterError, moment, read_front_matter
from klartext.moving_in.template_tags import without_liquid, without_shortcodes


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "[" * 100_000 + "\n---\n",
        "+++\na = " + "[" * 100_000 + "\n+++\n",
        '{"a":' * 100_000,
        "---\na: 2014-02-31\n---\n",
        "---\n? [a]\n: b\n---\n",
        "---\n!!python/object/apply:os.system [x]\n---\n",
        "---\na: &a [x]\nb: *a\n---\n",
        "---\n- a\n---\n",
    ],
)
def test_a_header_that_cannot_be_read_says_where(text):
    with pytest.raises(FrontMatterError) as error:
        read_front_matter(text)
    assert error.value.line >= 1


@pytest.mark.parametrize("value", [True, 1e300, 10**30, "99999-01-01", "2014-13-01", None, [], {}, "gestern"])
def test_what_is_no_date_is_none(value):
    assert moment(value) is None


UNCLOSED = ["{{ ", "{% a ", "{% highlight x %}\n", "{{< highlight go >}}\n", '{{< a "', "{{< a `x "]


@pytest.mark.parametrize("convert", [without_liquid, without_shortcodes])
@pytest.mark.parametrize("tag", UNCLOSED)
def test_a_long_text_of_unclosed_tags_comes_back_as_it_was(convert, tag):
    text = tag * (1_000_000 // len(tag))  # a cost that grew with the square would never end
    assert convert(text, lambda _name: None)[0] == text
