"""Durations as writers put them down: ``3h 30m``, ``3:30``, ``3,5 h``, ``210 min``, ``3 Std. 30 Min.`` alike."""

from __future__ import annotations

import re

from klartext.lint.lazy_regex import lazy_regex

_NUMBER = r"(?P<{0}>\d+(?:[.,]\d+)?(?:\s*[¼½¾])?|[¼½¾]|\d+\s+\d/\d|\d/\d)"
_HOURS = r"(?:h|hrs?\.?|hours?|std\.?|stdn\.?|stunden?)"
_MINUTES = r"(?:m|min|mins?\.?|minutes?|minuten?|′|')"
_ABOUT = lazy_regex(r"^(?:~|≈|ca\.?|circa|etwa|rund|about|approx\.?)\s*", re.IGNORECASE)
_CLOCK = lazy_regex(rf"(\d+):([0-5]\d)(?::[0-5]\d)?(?:\s*{_HOURS})?", re.IGNORECASE)
_ISO = lazy_regex(
    r"PT(?:(?P<hours>\d+(?:[.,]\d+)?)H)?(?:(?P<minutes>\d+(?:[.,]\d+)?)M)?(?:\d+S)?", re.IGNORECASE
)
_UNITS = lazy_regex(
    rf"(?:{_NUMBER.format('hours')}\s*{_HOURS})?"
    rf"(?:\s*(?:,|und|and|\+)?\s*{_NUMBER.format('minutes')}\s*{_MINUTES})?",
    re.IGNORECASE,
)
_SHORT = lazy_regex(r"(?P<hours>\d+)\s*h\s*(?P<minutes>[0-5]\d)", re.IGNORECASE)
_WORDED = {
    "eine viertelstunde": 15,
    "viertelstunde": 15,
    "a quarter of an hour": 15,
    "eine halbe stunde": 30,
    "halbe stunde": 30,
    "half an hour": 30,
    "half hour": 30,
    "eine dreiviertelstunde": 45,
    "dreiviertelstunde": 45,
    "three quarters of an hour": 45,
    "an hour and a half": 90,
    "one hour and a half": 90,
}
_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "ein|eine|einer|an|one",
            "zwei|two",
            "drei|three",
            "vier|four",
            "fünf|five",
            "sechs|six",
            "sieben|seven",
            "acht|eight",
            "neun|nine",
            "zehn|ten",
            "elf|eleven",
            "zwölf|twelve",
        ),
        start=1,
    )
    for word in words.split("|")
}
_WORD = lazy_regex(
    rf"\b(?:(?P<one_and_half>anderthalb)|(?P<number>{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})"
    r"(?P<half>einhalb|\s+and\s+a\s+half)?)(?=\s+[a-z])",
    re.IGNORECASE,
)
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}


def parse_duration(text: str) -> float:
    """Return the minutes a text speaks of; below zero where it has a minus sign.

    A bare number has no unit and is refused: 3 may be hours, 90 minutes.

    Raises:
        ValueError: the text is no duration.
    """
    text = " ".join(text.split()).strip()
    text = _ABOUT.sub("", text)
    sign = 1.0
    if text[:1] in {"-", "−", "–"}:
        sign, text = -1.0, text[1:].strip()
    worded = _WORDED.get(text.casefold())
    if worded is not None:
        return sign * worded
    text = _WORD.sub(_in_digits, text)
    if clock := _CLOCK.fullmatch(text):
        return sign * (60 * int(clock[1]) + int(clock[2]))
    for pattern in (_SHORT, _UNITS, _ISO):
        match = pattern.fullmatch(text)
        if match and (match["hours"] or match["minutes"]):
            return sign * (60 * _number(match["hours"]) + _number(match["minutes"]))
    raise ValueError(text)


def format_duration(minutes: float, lang: str) -> str:
    """Return minutes as people read them: ``3 Std. 30 Min.``, ``3 h 30 min``."""
    hours, rest = divmod(round(minutes), 60)
    hour, minute = ("Std.", "Min.") if lang[:2] == "de" else ("h", "min")
    parts = [f"{hours} {hour}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} {minute}")
    return " ".join(parts)


def front_matter_duration(minutes: float) -> str:
    """Return minutes as they are written into a post: ``3h 30m``."""
    hours, rest = divmod(round(minutes), 60)
    return " ".join(([f"{hours}h"] if hours else []) + ([f"{rest}m"] if rest or not hours else []))


def _in_digits(match: re.Match[str]) -> str:
    if match["one_and_half"]:
        return "1.5"
    return f"{_NUMBER_WORDS[match['number'].lower()]}{'.5' if match['half'] else ''}"


def _number(text: str | None) -> float:
    if not text:
        return 0.0
    total = 0.0
    for part in re.findall(r"\d+/\d+|\d+(?:[.,]\d+)?|[¼½¾]", text):
        if "/" in part:
            above, below = part.split("/")
            if int(below) == 0:
                raise ValueError(text)
            total += int(above) / int(below)
        else:
            total += _FRACTIONS[part] if part in _FRACTIONS else float(part.replace(",", "."))
    return total
