"""Every shape in which a quote to share stands in a blog's source, and how it is read."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klartext.click_to_tweet.pasted_rendering import MARK as PASTED_MARK
from klartext.click_to_tweet.pasted_rendering import read_rendering
from klartext.click_to_tweet.quote_text import plain_text
from klartext.lint.document import Shortcode
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ANCHOR_ATTRIBUTES = ("tweet", "via", "username", "url", "nofollow", "prompt")
"""The attributes of Better Click To Tweet 6.0."""
OWN_ATTRIBUTES = ("by", "quote", "post", "hashtags", "networks", "lang", "id")
"""Ours: attribution, shown text, shared text, and how the quote is offered."""
ATTRIBUTES = ANCHOR_ATTRIBUTES + OWN_ATTRIBUTES

FOREIGN_ATTRIBUTES = ("theme", "template", "style", "author", "handle")
"""Of other plugins: they concern the look there, and mean nothing here."""

LITERAL = "literal"
"""The form of ``[[bctt …]]``, which shows a shortcode instead of using it."""

_SPACE = r"(?:\s|&nbsp;|&#160;|&#xa0;)"
_DOUBLE = (
    r"(?:[\"\u201c-\u201f\u00ab\u00bb\u2033\uff02]|&(?:quot|QUOT|[lrb]dquo|laquo|raquo|Prime|#0*34|#[xX]0*22"
    r"|#0*822[0-3]|#[xX]0*201[c-fC-F]|#0*8243|#[xX]0*2033|#0*171|#0*187|#[xX]0*(?:[aA]|[bB])[bB]);)"
)
_SINGLE = (
    r"(?:['\u2018-\u201b\u2039\u203a\u2032\u00b4`]|&(?:apos|[lr]squo|sbquo|lsaquo|rsaquo|prime|#0*39|#[xX]0*27"
    r"|#0*821[6-9]|#[xX]0*201[89abAB]|#0*8242|#[xX]0*2032|#0*8249|#0*8250|#[xX]0*203[9aA]);)"
)
_ANY_QUOTE = rf"(?:{_DOUBLE}|{_SINGLE})"
_KNOWN_NAME = rf"(?:{'|'.join(sorted(ATTRIBUTES, key=len, reverse=True))}|{'|'.join(FOREIGN_ATTRIBUTES)})"
_CLOSE = rf"{_SPACE}{{0,40}}/?\\?\]"
_NEXT = (
    rf"(?:{_CLOSE}|{_SPACE}{{1,40}}{_KNOWN_NAME}\s{{0,9}}=|{_SPACE}{{1,40}}[a-z][\w-]{{0,39}}=\\?{_ANY_QUOTE}"
    rf"|\s{{0,9}}[,;]?\s{{0,9}}{_KNOWN_NAME}\s{{0,9}}=\s{{0,9}}\\?{_ANY_QUOTE})"
)
# A value whose closing quote was forgotten ends where the next attribute begins.
_FORGOTTEN = rf"(?:(?<!\s)\s{{1,40}}{_KNOWN_NAME}=\\?{_ANY_QUOTE})"

_OPENING = lazy_regex(
    r"(?P<literal>\\?\[)?(?P<bracket>\\?\[)"
    rf"(?:(?P<bctt>bctt)(?=[\s\]/\\]|&nbsp;|&#160;)|(?P<upper>(?i:bctt))(?={_SPACE}{{1,9}}{_KNOWN_NAME}=)"
    rf"|(?P<click>(?i:clickToTweet|click_to_tweet|click-to-tweet))(?=[\s\]]|&nbsp;)"
    rf"|(?P<tweet>[Tt]weet)(?=\s{{1,9}}\\?{_ANY_QUOTE}))"
    r"|(?P<block><!--\s{0,9}wp:bctt/clicktotweet(?=[\s/{]|--))"
    rf"|(?P<pasted><span\b(?=[^<>]{{0,99}}{PASTED_MARK}))"
)
# Two expressions, each with a first character of its own: so a text is searched as fast as for that character.
_CANDIDATES = (
    lazy_regex(r"\[(?i:bctt|clickToTweet|click_to_tweet|click-to-tweet|tweet)\b"),
    lazy_regex(r"<(?:!--\s{0,9}wp:bctt/|span\b)"),
)
_BEFORE_BRACKET = lazy_regex(r"(?:(?<!\\)\\?\[)?(?:(?<!\\)\\)?\Z")
_RAW_TEXT_TAG = lazy_regex(r"<(/)?(script|style|textarea|title|svg|iframe)\b", re.IGNORECASE)
_NAME = lazy_regex(r"([A-Za-z][\w-]{0,39})\s{0,9}=\s{0,9}")
# Some people write a comma between attributes.
_BETWEEN = lazy_regex(rf"{_SPACE}+|\s{{0,9}}[,;]\s{{0,9}}(?={_KNOWN_NAME}\s{{0,9}}=)", re.IGNORECASE)
_END = lazy_regex(r"/?\\?\]")
_MARK = lazy_regex(rf"\\?{_ANY_QUOTE}")
_MARK_BEFORE = lazy_regex(rf"\\?{_ANY_QUOTE}\Z")
_LONGEST_MARK = 12
_FORGOTTEN_QUOTE = lazy_regex(_FORGOTTEN, re.IGNORECASE)
_BARE_END = lazy_regex(rf"(?=(?<!\s)\s{{1,40}}[A-Za-z][\w-]{{0,39}}=|{_CLOSE})")
_EMPTY_LINE = lazy_regex(r"\n[ \t>]*\r?\n")
_LINE_REST = lazy_regex(r"[^\r\n]*")
_CLOSING_TAG = lazy_regex(r"\\?\[/bctt\\?\]")
_BLOCK_END = lazy_regex(r"(/)?-->")
_BLOCK_CLOSING = lazy_regex(r"\s*<!--\s{0,9}/wp:bctt/clicktotweet\s{0,9}-->")
_LONGEST = 5000
"""Characters; no quote is longer, and what is not closed by then is not a shortcode."""


class _Family:
    """Quotation marks that open and close each other: the double ones, or the single ones."""

    def __init__(self, quote: str, first: str) -> None:
        self.quote = lazy_regex(rf"\\?{quote}")
        self._first = lazy_regex(f"[{first}&]")
        self._end = lazy_regex(rf"\\?{quote}(?={_NEXT})", re.IGNORECASE)

    def ends(self, text: str, at: int, limit: int) -> Iterator[re.Match[str]]:
        """Yield the marks that can end a value: the next attribute or the closing bracket follows."""
        for first in self._first.finditer(text, at, limit):
            start = first.start()
            escaped = start > at and text[start - 1] == "\\"
            if end := self._end.match(text, start - escaped, limit):
                yield end


_FAMILIES = (
    _Family(_DOUBLE, '"\u201c-\u201f\u00ab\u00bb\u2033\uff02'),
    _Family(_SINGLE, "'\u2018-\u201b\u2039\u203a\u2032\u00b4`"),
)


@dataclass
class _Reading:
    """What has been read of one shortcode so far."""

    at: int
    values: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    positional: str = ""
    positional_span: Span | None = None


def scan(text: str, protected: Sequence[Span]) -> Sequence[Shortcode]:
    """Return the shortcodes of a text in order; ``protected`` are its code, HTML tags and comments, sorted.

    A shortcode that cannot be read has a ``problem``: ``unclosed``, ``unreadable`` or ``upper-case``.
    """
    return [shortcode for shortcode in scan_with_literals(text, protected) if shortcode.form != LITERAL]


def scan_with_literals(text: str, protected: Sequence[Span]) -> Sequence[Shortcode]:
    """Return what ``scan`` returns and the literals (``[[bctt …]]``), whose ``problem`` is ``literal``."""
    openings = [match for match in _openings(text) if not _inside(protected, match)]
    if openings and (raw := _raw_text(text, protected)):
        openings = [match for match in openings if not any(a <= match.start() < b for a, b in raw)]
    found: list[Shortcode] = []
    end = 0
    for index, match in enumerate(openings):
        if match.start() < end:
            continue
        limit = openings[index + 1].start() if index + 1 < len(openings) else len(text)
        shortcode = _read(text, match, limit)
        if shortcode is not None:
            found.append(shortcode)
            end = shortcode.span.end
    return found


def typographic_marks(text: str, shortcode: Shortcode) -> Iterator[Span]:
    """Yield the quotation marks around a shortcode's values that are not straight ones."""
    for span in shortcode.attribute_spans.values():
        for mark in (
            _MARK_BEFORE.search(text, max(span.start - _LONGEST_MARK, 0), span.start),
            _MARK.match(text, span.end, shortcode.span.end),
        ):
            if mark and mark[0] not in {'"', "'"}:
                yield Span(*mark.span())


def may_have_shortcodes(text: str) -> bool:
    """Tell quickly whether a text is worth scanning."""
    return any(candidate.search(text) for candidate in _CANDIDATES)


def _openings(text: str) -> Iterator[re.Match[str]]:
    for candidate in sorted(found.start() for kind in _CANDIDATES for found in kind.finditer(text)):
        start = candidate
        if text[start] == "[":
            # A backslash may stand before each bracket, a second bracket before a literal.
            before = _BEFORE_BRACKET.search(text, max(0, start - 3), start)
            start = before.start() if before else start
        if match := _OPENING.match(text, start):
            yield match


def _inside(protected: Sequence[Span], match: re.Match[str]) -> bool:
    """Tell whether an opening lies in code, a tag or a comment; a block is itself a comment, a rendering a tag."""
    start = match.start("bracket") if match["bracket"] else match.start()
    before = protected[: bisect_right(protected, Span(start, 1 << 62))]
    for span in reversed(before[-_NESTED:]):
        if not span.start <= start < span.end:
            continue
        # A comment or a tag begins here and ends with ">"; code that begins here ends with its line.
        own = not match["bracket"] and span.start == start and match.string[span.end - 1] == ">"
        if not own:
            return True
    return False


_NESTED = 8
"""How many spans before an opening are looked at; protected spans hardly ever nest."""


def _raw_text(text: str, protected: Sequence[Span]) -> list[tuple[int, int]]:
    """Return where elements stand whose text no browser shows as prose: scripts, styles, form fields."""
    ranges: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    for span in protected:
        tag = _RAW_TEXT_TAG.match(text, span.start)
        if tag and opened is None and not tag[1]:
            opened = (tag[2].lower(), span.end)
        elif tag and opened is not None and tag[1] and tag[2].lower() == opened[0]:
            ranges.append((opened[1], span.start))
            opened = None
    return ranges


def _read(text: str, match: re.Match[str], limit: int) -> Shortcode | None:
    if match["block"]:
        return _read_block(text, match)
    if match["pasted"]:
        return read_rendering(text, match.start(), limit)
    if match["literal"]:
        return _read_literal(text, match, limit)
    return _read_brackets(text, match, limit)


def _read_brackets(text: str, match: re.Match[str], limit: int) -> Shortcode | None:
    start = match.start("bracket")
    name = "clickToTweet" if match["click"] else "Tweet" if match["tweet"] else "bctt"
    form = name if match["bracket"] == "[" else f"escaped {name}"
    line = Span(start, start + len(_line_rest(text, start, limit).rstrip()))
    if match["upper"]:
        return _problem(line, name, form, "upper-case")
    reading = _read_attributes_near(text, match.end(), limit)
    if reading is None:
        return _problem(line, name, form, "unclosed")
    if name == "Tweet" and text[reading.at : reading.at + 1] in {"(", "["}:
        return None  # a Markdown link whose text begins with "Tweet"
    end = reading.at
    if name == "bctt" and (closing := _CLOSING_TAG.search(text, end, _near_end(text, end, limit))):
        end = closing.end()
    quoted = text[text.rfind("\n", 0, start) + 1 : start].lstrip(" ").startswith(">")
    return _shortcode(name, form, Span(start, end), reading, quoted=quoted)


def _line_rest(text: str, at: int, limit: int) -> str:
    match = _LINE_REST.match(text, at, limit)
    return match[0] if match else ""


def _near_end(text: str, at: int, limit: int) -> int:
    """Return where the paragraph ends."""
    farthest = min(limit, at + _LONGEST)
    empty_line = _EMPTY_LINE.search(text, at, farthest)
    return empty_line.start() if empty_line else farthest


def _read_attributes_near(text: str, at: int, limit: int) -> _Reading | None:
    """Read up to the closing bracket, at first in the same paragraph only."""
    near = _near_end(text, at, limit)
    farthest = min(limit, at + _LONGEST)
    reading = _read_attributes(text, at, near)
    if reading is None and near < farthest:
        reading = _read_attributes(text, at, farthest)
        if reading is not None and _line_rest(text, reading.at, len(text)).strip():
            # Beyond an empty line only a shortcode that ends its line is believed: no quote swallows an article.
            return None
    return reading


def _read_literal(text: str, match: re.Match[str], limit: int) -> Shortcode | None:
    close = text.find("]]", match.end(), min(limit, match.end() + _LONGEST))
    end = close + 2
    if close < 0:
        close = text.find(r"\]\]", match.end(), min(limit, match.end() + _LONGEST))
        end = close + 4
    if close < 0:
        return None
    span = Span(match.start("literal"), end)
    shown = text[match.start("bracket") : close] + "]"
    return Shortcode("bctt", LITERAL, span, {}, {}, shown.replace("\\[", "["), span, LITERAL)


def _read_attributes(text: str, at: int, limit: int) -> _Reading | None:
    """Read up to the closing bracket; None where there is none before ``limit``."""
    reading = _Reading(at)
    while True:
        if blank := _BETWEEN.match(text, reading.at, limit):
            reading.at = blank.end()
        if end := _END.match(text, reading.at, limit):
            reading.at = end.end()
            return reading
        name = _NAME.match(text, reading.at, limit)
        value_at = name.end() if name else reading.at
        value = _read_value(text, value_at, limit)
        if value is None:
            return None
        span, reading.at = value
        if name:
            key = name[1].lower()
            reading.values.setdefault(key, text[span.start : span.end])
            reading.spans.setdefault(key, span)
        elif not reading.positional:
            reading.positional, reading.positional_span = text[span.start : span.end], span
        if reading.at <= value_at and not name:
            return None


def _read_value(text: str, at: int, limit: int) -> tuple[Span, int] | None:
    """Return a value's span without its delimiters and the place after it."""
    for family in _FAMILIES:
        if opening := family.quote.match(text, at, limit):
            start = opening.end()
            end = next(family.ends(text, start, limit), None)
            stop = end.start() if end else limit
            if "=" in text[start:stop] and (forgotten := _FORGOTTEN_QUOTE.search(text, start, stop)):
                return Span(start, forgotten.start()), forgotten.start()
            return (Span(start, stop), end.end()) if end else None
    bare = _BARE_END.search(text, at, limit)
    return (Span(at, bare.start()), bare.start()) if bare else None


def _shortcode(name: str, form: str, span: Span, reading: _Reading, *, quoted: bool) -> Shortcode:
    values = {key: plain_text(value, quoted=quoted) for key, value in reading.values.items()}
    spans = dict(reading.spans)
    if "tweet" not in values and reading.positional_span is not None:
        values["tweet"] = plain_text(reading.positional, quoted=quoted)
        spans["tweet"] = reading.positional_span
    shown = "quote" if values.get("quote") else "tweet"
    text_span = spans.get(shown, Span(span.start, span.start))
    return Shortcode(name, form, span, values, spans, values.get(shown, ""), text_span)


def _read_block(text: str, match: re.Match[str]) -> Shortcode:
    """Read ``<!-- wp:bctt/clicktotweet {…} /-->``; WordPress escapes ``--`` inside the JSON."""
    end = _BLOCK_END.search(text, match.end())
    if end is None:
        end_of_line = match.start() + len(_line_rest(text, match.start(), len(text)))
        return _problem(Span(match.start(), end_of_line), "bctt", "block", "unclosed")
    after = end.end()
    if not end[1] and (closing := _BLOCK_CLOSING.match(text, after)):
        after = closing.end()
    span = Span(match.start(), after)
    source = text[match.end() : end.start()].strip()
    try:
        raw = json.loads(source) if source else {}
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        return _problem(span, "bctt", "block", "unreadable")
    values: dict[str, str] = {}
    for key, value in raw.items():
        if isinstance(value, bool):
            values[key.lower()] = "yes" if value else "no"
        elif isinstance(value, (str, int, float)):
            values[key.lower()] = plain_text(str(value), escapes=False)
    if custom := values.pop("urlcustom", ""):
        values["url"] = custom
    return Shortcode(
        "bctt", "block", span, values, dict.fromkeys(values, span), values.get("tweet", ""), span
    )


def _problem(span: Span, name: str, form: str, problem: str) -> Shortcode:
    return Shortcode(name, form, span, {}, {}, "", span, problem)
