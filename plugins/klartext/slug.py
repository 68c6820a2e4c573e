"""The last part of an address, made from a title: German letters spelt out, every other accent dropped."""

from __future__ import annotations

import re
import unicodedata

# German spells these letters out where they are not to be had.
_SPELT_OUT = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "æ": "ae",
    "ø": "oe",
    "å": "aa",
    "œ": "oe",
    "ł": "l",
}
_LONGEST = 80


def slugify(title: str) -> str:
    """Return the last part of an address for a title: lower-case ASCII words, ``Grüße`` as ``gruesse``."""
    text = unicodedata.normalize("NFC", title).lower()
    text = "".join(_SPELT_OUT.get(char, char) for char in text)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", text.replace("'", "")).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words
