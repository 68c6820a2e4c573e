"""The characters that networks count as one, or as more, and the scripts that are written without spaces."""

from __future__ import annotations

import regex

# X, "Counting characters", configuration v3: these code points weigh 1, all others 2.
LIGHT = regex.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# Unicode Technical Standard 51, definition ED-17 (emoji sequences), over the properties of the installed tables.
_PICTURE = r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|(?![0-9#*])\p{Emoji}\ufe0f?)"
EMOJI = regex.compile(
    r"\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f"
    rf"|{_PICTURE}(?:\u200d{_PICTURE})*"
)
# Unicode Standard Annex 29, table 1c, as of Unicode 17: the networks count with tables of Unicode 15 to 17, while
# regex's own \X follows Unicode 18, which joins Indic consonants more often and symbols less often.
_TAIL = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*"
_JOINABLE = r"[\p{Extended_Pictographic}\u2600-\u27bf]"
_LINKS = r"[\p{InCB=Extend}\p{InCB=Linker}]*"
GRAPHEME = regex.compile(
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
MENTION = regex.compile(r"(?<![=/\w])@([A-Za-z0-9_]+(?:[A-Za-z0-9_.-]+[A-Za-z0-9_]+)?)@[\w.-]+\w")
# Scripts that are written without spaces: any grapheme may end a word there.
UNSPACED = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Emoji_Presentation}\u3000-\u303f]"
)
