"""How long a text is for X, Bluesky, Mastodon and Threads, each by its own rules."""

from __future__ import annotations

import unicodedata

import regex

from klartext.click_to_tweet.web_addresses import find_addresses

ADDRESS_LENGTH = 23
"""What X and Mastodon count for any web address."""

# X, "Counting characters", configuration v3: these code points weigh 1, all others 2.
_LIGHT = regex.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# Unicode Technical Standard 51, definition ED-17 (emoji sequences), over the properties of the installed tables.
_PICTURE = r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|(?![0-9#*])\p{Emoji}\ufe0f?)"
_EMOJI = regex.compile(
    r"\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f"
    rf"|{_PICTURE}(?:\u200d{_PICTURE})*"
)
# Unicode Standard Annex 29, table 1c, as of Unicode 17: the networks count with tables of Unicode 15 to 17, while
# regex's own \X follows Unicode 18, which joins Indic consonants more often and symbols less often.
_TAIL = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*"
_JOINABLE = r"[\p{Extended_Pictographic}\u2600-\u27bf]"
_LINKS = r"[\p{InCB=Extend}\p{InCB=Linker}]*"
_GRAPHEME = regex.compile(
    rf"""
    \r\n
    | \p{{GCB=Prepend}}*+
      (?: \p{{Regional_Indicator}}{{2}}
        | \p{{GCB=L}}* (?: \p{{GCB=V}}+ | \p{{GCB=LV}}\p{{GCB=V}}* | \p{{GCB=LVT}}) \p{{GCB=T}}*
        | \p{{GCB=L}}+ | \p{{GCB=T}}+
        | {_JOINABLE} (?: \p{{GCB=Extend}}*+ \u200d {_JOINABLE})*
        | \p{{InCB=Consonant}} (?: {_LINKS}\p{{InCB=Linker}}{_LINKS} \p{{InCB=Consonant}})*
        | [^\p{{GCB=Control}}\p{{GCB=CR}}\p{{GCB=LF}}]
      ) {_TAIL}
    | \p{{GCB=Prepend}}+ {_TAIL}
    | .""",
    regex.VERBOSE | regex.DOTALL,
)
_MENTION = regex.compile(r"(?<![=/\w])@([A-Za-z0-9_]+(?:[A-Za-z0-9_.-]+[A-Za-z0-9_]+)?)@[\w.-]+\w")
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
    text = unicodedata.normalize("NFC", text)
    total = at = 0
    for start, end in find_addresses(text):
        total += _weight(text[at:start], whole_emoji=whole_emoji) + ADDRESS_LENGTH
        at = end
    return total + _weight(text[at:], whole_emoji=whole_emoji)


def _weight(text: str, *, whole_emoji: bool) -> int:
    if text.isascii():
        return len(text)
    plain, emoji = _EMOJI.subn("", text) if whole_emoji else (text, 0)
    light = len(_LIGHT.findall(plain))
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
    return len(_GRAPHEME.findall(text))


def grapheme_ends(text: str) -> list[int]:
    """Return the offsets after each grapheme, ascending; a text may be cut there."""
    return [match.end() for match in _GRAPHEME.finditer(text)]


def byte_count(text: str) -> int:
    """Return the length in bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def mastodon_length(text: str) -> int:
    """Return what Mastodon counts: graphemes, 23 for an http(s) address, only the user part of a remote mention.

    Source: Mastodon, ``StatusLengthValidator``, https://docs.joinmastodon.org/user/posting/#text.
    """
    total = at = 0
    for start, end in find_addresses(text, bare=False):
        total += _without_hosts(text[at:start]) + ADDRESS_LENGTH
        at = end
    return total + _without_hosts(text[at:])


def _without_hosts(text: str) -> int:
    return grapheme_count(_MENTION.sub(r"@\1", text) if "@" in text else text)


def threads_length(text: str) -> int:
    """Return what Threads counts: code points, an emoji as many as its bytes of UTF-8.

    Source: Meta, Threads API documentation, "Limitations": 500 characters, emoji counted as UTF-8 bytes.
    """
    if text.isascii():
        return len(text)
    emoji = _EMOJI.findall(text)
    return len(text) + sum(byte_count(found) - len(found) for found in emoji)
