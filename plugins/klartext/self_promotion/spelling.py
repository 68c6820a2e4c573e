"""Words as the phrase lists compare them: case, ß, apostrophes and gender forms evened out."""

from __future__ import annotations

from klartext.lint.lazy_regex import lazy_regex

_GENDER_MARK = lazy_regex(r"[:*_·]")


def normalize(form: str) -> str:
    """Return a word in lower case, with ``ss`` for ``ß``, a straight apostrophe and without its gender mark.

    ``Expert:innen``, ``Expert*innen`` and ``ExpertInnen`` all become ``expertinnen``.
    """
    word = form.lower()
    if word.isalpha() and "ß" not in word:
        return word
    word = word.replace("ß", "ss").replace("’", "'")
    return _GENDER_MARK.sub("", word) if len(word) > 1 else word


def without_feminine(word: str) -> str:
    """Return a normalized German word without the ending ``-innen``: ``expertinnen`` becomes ``expert``."""
    return word[:-5] if word.endswith("innen") and len(word) > 8 else word
