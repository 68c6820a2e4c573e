"""How Better Click To Tweet's own HTML looks where somebody pasted it into a post, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from klartext.click_to_tweet.quote_text import plain_text
from klartext.lint.document import Shortcode
from klartext.lint.html_tokens import Token, TokenKind, tokens
from klartext.lint.source import Span

MARK = "bctt-click-to-tweet"
"""The class of the outermost element."""
_TEXT_MARK = "bctt-ctt-text"
_BUTTON_MARK = "bctt-ctt-btn"
_LONGEST = 8000
"""Characters; a rendering is some hundred long."""


def read_rendering(text: str, start: int, limit: int) -> Shortcode | None:
    """Return the shortcode that would render as the ``<span class="bctt-click-to-tweet">`` at ``start``.

    Args:
        text: the source.
        start: where the outermost tag begins.
        limit: where the next shortcode begins; no rendering reaches beyond.

    Returns: None where the element is not closed or shows no text; it then stays as it is.
    """
    reading = _Reading()
    for token in tokens(text, start, min(limit, start + _LONGEST)):
        if token.kind is TokenKind.OPEN:
            reading.open(token)
        elif token.kind is TokenKind.TEXT:
            reading.add(text, token.span)
        elif token.kind is TokenKind.CLOSE and reading.close(token.name):
            return _rebuilt(Span(start, token.span.end), reading)
    return None


@dataclass
class _Reading:
    """What has been read of a rendering so far."""

    address: str = ""
    shown: list[str] = field(default_factory=list)
    shown_span: Span | None = None
    prompt: list[str] = field(default_factory=list)
    _spans: list[bool] = field(default_factory=list)
    """The open ``<span>`` elements, and whether each holds the text."""
    _in_button: bool = False

    def open(self, token: Token) -> None:
        if token.name == "span":
            self._spans.append(_TEXT_MARK in _classes(token))
        elif token.name == "a":
            self._in_button = _BUTTON_MARK in _classes(token)
            self.address = self.address or _attribute(token, "href")

    def add(self, text: str, span: Span) -> None:
        if any(self._spans):
            self.shown.append(text[span.start : span.end])
            self.shown_span = Span(self.shown_span.start if self.shown_span else span.start, span.end)
        elif self._in_button:
            self.prompt.append(text[span.start : span.end])

    def close(self, name: str) -> bool:
        """Tell whether the outermost element ends."""
        if name == "a":
            self._in_button = False
        elif name == "span":
            self._spans.pop()
        return not self._spans


def _rebuilt(span: Span, reading: _Reading) -> Shortcode | None:
    text = plain_text("".join(reading.shown), escapes=False)
    if reading.shown_span is None or not text:
        return None
    query = parse_qs(urlsplit(reading.address).query, keep_blank_values=True)
    values = {"tweet": text}
    if via := query.get("via", [""])[0]:
        values["username"] = via.lstrip("@")
    else:
        values["via"] = "no"
    values["url"] = query.get("url", [""])[0] or "no"
    shared = query.get("text", [""])[0].strip()
    if shared and shared != text:
        values["post"] = shared
    if label := plain_text("".join(reading.prompt), escapes=False):
        values["prompt"] = label
    return Shortcode("bctt", "rendering", span, values, dict.fromkeys(values, span), text, reading.shown_span)


def _classes(token: Token) -> list[str]:
    return _attribute(token, "class").split()


def _attribute(token: Token, name: str) -> str:
    found = token.attributes.get(name)
    return found.value if found else ""
