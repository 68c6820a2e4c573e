"""How long a text is for X, Bluesky, Mastodon and Threads, each by its own rules."""

from __future__ import annotations

import unicodedata

# What needs tables of Unicode or of domains imports them itself: they load slowly, and few posts hold a quote.

ADDRESS_LENGTH = 23
"""What X and Mastodon count for any web address."""

_EMOJI_WEIGHT = 2


def weighted_length(text: str, *, whole_emoji: bool = True) -> int:
    """Return what X counts: 1 or 2 for a character, 2 for an emoji, 23 for an address; 280 is the limit.

    Args:
        text: the post.
        whole_emoji: whether an emoji weighs 2 whatever it is made of; twitter-text's configuration v2 did without.

    Source: X developer platform, "Counting characters"; twitter-text configuration v3. Emoji are those of the
    installed Unicode tables, thus more than twitter-text knew when it was last published.
    """
    if text.isascii() and "." not in text:
        return len(text)
    from klartext.click_to_tweet.web_addresses import find_addresses  # noqa: PLC0415

    text = unicodedata.normalize("NFC", text)
    total = at = 0
    for start, end in find_addresses(text):
        total += _weight(text[at:start], whole_emoji=whole_emoji) + ADDRESS_LENGTH
        at = end
    return total + _weight(text[at:], whole_emoji=whole_emoji)


def _weight(text: str, *, whole_emoji: bool) -> int:
    if text.isascii():
        return len(text)
    from klartext.click_to_tweet.unicode_patterns import EMOJI, LIGHT  # noqa: PLC0415

    plain, emoji = EMOJI.subn("", text) if whole_emoji else (text, 0)
    light = len(LIGHT.findall(plain))
    return light + 2 * (len(plain) - light) + _EMOJI_WEIGHT * int(emoji)


def most_length(text: str) -> int:
    """Return a figure that none of the lengths exceeds, at a small part of their cost.

    A character weighs at most as many as it has bytes, or 23 where it is the dot of an address; what is not in normal
    form C can grow threefold in it.
    """
    growth = 1 if unicodedata.is_normalized("NFC", text) else 3
    ends = text.count(". ") + text.count(".\n") + text.endswith(".")
    return growth * byte_count(text) + ADDRESS_LENGTH * (text.count(".") - ends)


def grapheme_count(text: str) -> int:
    """Return the characters as a reader sees them: extended grapheme clusters.

    Source: Unicode Standard Annex 29.
    """
    if text.isascii() and "\r" not in text:
        return len(text)
    from klartext.click_to_tweet.unicode_patterns import GRAPHEME  # noqa: PLC0415

    return len(GRAPHEME.findall(text))


def grapheme_ends(text: str) -> list[int]:
    """Return the offsets after each grapheme, ascending; a text may be cut there."""
    from klartext.click_to_tweet.unicode_patterns import GRAPHEME  # noqa: PLC0415

    return [match.end() for match in GRAPHEME.finditer(text)]


def byte_count(text: str) -> int:
    """Return the length in bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def mastodon_length(text: str) -> int:
    """Return what Mastodon counts: graphemes, 23 for an http(s) address, only the user part of a remote mention.

    Source: Mastodon, ``StatusLengthValidator``, https://docs.joinmastodon.org/user/posting/#text.
    """
    from klartext.click_to_tweet.web_addresses import find_addresses  # noqa: PLC0415

    total = at = 0
    for start, end in find_addresses(text, bare=False):
        total += _without_hosts(text[at:start]) + ADDRESS_LENGTH
        at = end
    return total + _without_hosts(text[at:])


def _without_hosts(text: str) -> int:
    if "@" not in text:
        return grapheme_count(text)
    from klartext.click_to_tweet.unicode_patterns import MENTION  # noqa: PLC0415

    return grapheme_count(MENTION.sub(r"@\1", text))


def threads_length(text: str) -> int:
    """Return what Threads counts: code points, an emoji as many as its bytes of UTF-8.

    Source: Meta, Threads API documentation, "Limitations": 500 characters, emoji counted as UTF-8 bytes.
    """
    if text.isascii():
        return len(text)
    from klartext.click_to_tweet.unicode_patterns import EMOJI  # noqa: PLC0415

    emoji = EMOJI.findall(text)
    return len(text) + sum(byte_count(found) - len(found) for found in emoji)
