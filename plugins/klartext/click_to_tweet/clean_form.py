"""The one clean way to write a quote, into which every older way can be turned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from klartext.click_to_tweet.shortcode import ATTRIBUTES, scan
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.markdown import protected_spans
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ESCAPED = lazy_regex(r"\\(?=[!-/:-@\[-`{-~\n])")
_ENTITY_LIKE = lazy_regex(r"&(?=#?[A-Za-z0-9]{1,32};)")
_SHORTCODE_LIKE = lazy_regex(r"\[(?=/?(?:bctt|click|tweet))", re.IGNORECASE)
_TAG_LIKE = lazy_regex(r"<(?=[/!A-Za-z])")


class Rewriting(NamedTuple):
    """A shortcode's place in the source and the clean form for it."""

    span: Span
    replacement: str


def clean_form(attributes: Mapping[str, str]) -> str:
    """Return ``[bctt tweet="…" …]`` for decoded attributes, in a fixed order; reading it gives them back."""
    order = [name for name in ATTRIBUTES if name in attributes]
    order += [name for name in attributes if name not in ATTRIBUTES]
    return " ".join(["[bctt", *(f"{name}={_delimited(attributes[name])}" for name in order)]) + "]"


def reads_as(source: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether a source is one shortcode with certain decoded attributes and nothing else."""
    again = scan(source, ())
    return len(again) == 1 and again[0].span == Span(0, len(source)) and again[0].attributes == attributes


def rewritings(text: str) -> Iterator[Rewriting]:
    """Yield what to replace in a source so that every readable shortcode has the clean form.

    A shortcode whose clean form would not read the same stays as it is.
    """
    for shortcode in scan(text, protected_spans(text)):
        start, end = shortcode.span.start, shortcode.span.end
        if shortcode.problem or (not shortcode.form.endswith("bctt") and _would_read_on(text, start, end)):
            continue
        replacement = clean_form(shortcode.attributes)
        if replacement == text[start:end]:
            continue
        if reads_as(replacement, shortcode.attributes):
            yield Rewriting(shortcode.span, replacement)


def _would_read_on(text: str, start: int, end: int) -> bool:
    """Tell whether ``[bctt …]`` in a place would be escaped, a literal, or swallow a stray closing tag."""
    return (text[start] == "<" and text[start - 1 : start] in {"\\", "["}) or "[/bctt" in text[end:]


def rewritten(text: str) -> str:
    """Return a source with every readable shortcode in the clean form."""
    pieces: list[str] = []
    at = 0
    for rewriting in rewritings(text):
        pieces += [text[at : rewriting.span.start], rewriting.replacement]
        at = rewriting.span.end
    return "".join([*pieces, text[at:]])


def _delimited(value: str) -> str:
    value = _ESCAPED.sub(r"\\\\", value)
    value = _TAG_LIKE.sub("&lt;", _ENTITY_LIKE.sub("&amp;", value))
    value = _SHORTCODE_LIKE.sub("&#91;", value)
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else f'"{value.replace(chr(34), "&quot;")}"'
