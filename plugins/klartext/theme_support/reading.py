"""Knows how long a reader takes: minutes for a number of words at the language's reading speed."""

from __future__ import annotations

import math

# Silent reading of non-fiction in English: 238 words a minute (Brysbaert, "How many words do we read per
# minute?", Journal of Memory and Language 109, 2019). German words are longer: 179 against 228 words a minute
# for the same texts (Trauzettel-Klosinski & Dietz, "Standardized Assessment of Reading Performance", IOVS 53,
# 2012), hence 238 × 179 / 228.
WORDS_PER_MINUTE = {"de": 187, "en": 238}


def reading_minutes(words: int, language: str) -> int:
    """Return the minutes, at least 1, that reading takes in ``language`` (unknown ones as German)."""
    speed = WORDS_PER_MINUTE.get(language.partition("-")[0].lower(), WORDS_PER_MINUTE["de"])
    return max(1, math.ceil(words / speed))
