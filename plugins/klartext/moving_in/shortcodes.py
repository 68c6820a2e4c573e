"""What stands in square brackets in a WordPress post: quotes to share, captions, galleries, players, and the rest."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klartext.click_to_tweet.clean_form import clean_form
from klartext.click_to_tweet.shortcode import LITERAL, scan, scan_with_literals
from klartext.lint.html_tokens import TokenKind, tokens
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SHORTCODE = re.compile(
    r"(?P<literal>\[)?\[(?P<closing>/)?(?P<name>[A-Za-z][\w-]{0,59})"
    r"(?P<attributes>(?:[\s\xa0][^\[\]]{0,3000})?)\](?(literal)\])"
)
_ATTRIBUTE = re.compile(
    r"([A-Za-z][\w-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))|\"([^\"]*)\"|'([^']*)'|(\S+)"
)
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"'})
_CODE_NAMES = frozenset("code sourcecode highlight".split())
_PLAYERS = frozenset("audio video playlist wpvideo".split())
_MEDIA_ATTRIBUTES = ("src", "mp4", "m4v", "webm", "ogv", "flv", "mp3", "m4a", "ogg", "wav", "wma")
_BRACKETED_ASIDES = frozenset("sic".split())
_SLOT = "kt-slot"


@dataclass
class Slots:
    """Source that must reach the Markdown as it is: shortcodes, found again by number."""

    texts: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Shortcodes that nobody here understands."""

    def block(self, text: str) -> str:
        """Return the element that stands for a text in a paragraph of its own."""
        self.texts.append(text)
        return f'<{_SLOT} data-number="{len(self.texts) - 1}"></{_SLOT}>'

    def inline(self, text: str) -> str:
        """Return the characters that stand for a text inside a sentence."""
        self.texts.append(text)
        return self.token(len(self.texts) - 1)

    @staticmethod
    def token(number: int) -> str:
        """Return the characters that stand for a text by its number."""
        return f"\ue000{number}\ue001"

    def filled(self, markdown: str) -> str:
        """Return a Markdown text with the sources in their places again."""
        return _TOKEN.sub(lambda match: self.texts[int(match[1])], markdown)


_TOKEN = re.compile("\ue000([0-9]+)\ue001")
PRIVATE = re.compile("[\ue000\ue001]")
"""The characters of tokens, which must not come with a source."""


def without_shortcodes(source: str, slots: Slots, gallery: Callable[[Mapping[str, str]], str]) -> str:
    """Return a post's HTML with elements in place of its shortcodes.

    Args:
        source: the content of a post.
        slots: takes what is to stay a shortcode.
        gallery: returns the pictures (``<img>``) for the attributes of a ``[gallery]``.
    """
    source = _with_clean_quotes(source, slots)
    if "[" not in source:
        return source
    code = _protected(source)
    pieces: list[str] = []
    at = 0
    matches = [m for m in _SHORTCODE.finditer(source) if not _inside(code, m.start())]
    closings: dict[str, list[int]] = {}
    for number, match in enumerate(matches):
        if match["closing"]:
            closings.setdefault(match["name"].lower(), []).append(number)
    for number, match in enumerate(matches):
        if match.start() < at:
            continue
        close = _closing_after(closings, match, number, matches)
        replacement, end = _replacement(source, match, close, slots, gallery)
        if replacement is not None:
            pieces += [source[at : match.start()], replacement]
            at = end
    return "".join([*pieces, source[at:]])


def _with_clean_quotes(source: str, slots: Slots) -> str:
    pieces: list[str] = []
    at = 0
    for shortcode in scan_with_literals(source, _protected(source)):
        written = source[shortcode.span.start : shortcode.span.end]
        clean = clean_form(shortcode.attributes)
        if shortcode.form == LITERAL:
            replacement = slots.inline(written)
        elif shortcode.problem:
            slots.left.append(written)
            replacement = slots.block(written)
        else:
            again = scan(clean, ())
            same = len(again) == 1 and again[0].attributes == shortcode.attributes
            replacement = slots.block(clean if same else written)
        pieces += [source[at : shortcode.span.start], replacement]
        at = shortcode.span.end
    return "".join([*pieces, source[at:]])


def _protected(source: str) -> list[Span]:
    """Return the tags, the comments and the code of an HTML source."""
    spans: list[Span] = []
    code: tuple[str, int] | None = None
    for token in tokens(source, 0, len(source)):
        if code is not None:
            if token.kind is TokenKind.CLOSE and token.name == code[0]:
                spans.append(Span(code[1], token.span.end))
                code = None
        elif token.kind is TokenKind.OPEN and token.name in {"pre", "code", "script", "style", "textarea"}:
            code = (token.name, token.span.start)
        elif token.kind is not TokenKind.TEXT:
            spans.append(token.span)
    return spans


def _inside(spans: Sequence[Span], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return index >= 0 and spans[index].start <= at < spans[index].end


def _closing_after(
    closings: Mapping[str, Sequence[int]], match: re.Match[str], number: int, matches: Sequence[re.Match[str]]
) -> re.Match[str] | None:
    if match["closing"]:
        return None
    later = closings.get(match["name"].lower(), ())
    index = bisect_right(later, number)
    return matches[later[index]] if index < len(later) else None


def _replacement(  # noqa: C901, PLR0911 — one return a kind of shortcode
    source: str,
    match: re.Match[str],
    close: re.Match[str] | None,
    slots: Slots,
    gallery: Callable[[Mapping[str, str]], str],
) -> tuple[str | None, int]:
    """Return what stands for a shortcode and where it ends; None where the brackets are plain text."""
    name = match["name"].lower()
    attributes = _attributes(match["attributes"])
    inner = source[match.end() : close.start()] if close else ""
    end = close.end() if close else match.end()
    if match["literal"]:
        return slots.inline(match[0]), match.end()
    if match["closing"]:
        if name in {"caption", "wp_caption", "embed", *_PLAYERS, *_CODE_NAMES}:
            return "", match.end()
        return (slots.inline(match[0]), match.end()) if "[" + match["name"] in source else (None, 0)
    if name in {"caption", "wp_caption"} and close:
        caption = html.escape(attributes.get("caption", ""))
        return f'<figure class="wp-caption" data-caption="{caption}">{inner}</figure>', end
    if name == "gallery":
        return f'<div class="gallery">{gallery(attributes)}</div>', match.end()
    if name == "embed":
        address = inner.strip() or attributes.get("src", "")
        return _link_paragraph(address, address), end
    if name in _PLAYERS:
        address = next((attributes[a] for a in _MEDIA_ATTRIBUTES if attributes.get(a)), inner.strip())
        if name == "playlist":
            return gallery({**attributes, "kind": attributes.get("type", "audio")}) or "", match.end()
        return _link_paragraph(address, address.rpartition("/")[2]), end
    if name in _CODE_NAMES and close:
        language = html.escape(attributes.get("language", attributes.get("lang", "")))
        return f'<pre><code class="language-{language}">{_escaped_once(inner)}</code></pre>', end
    if _is_shortcode(match, close, source):
        slots.left.append(match[0])
        return slots.inline(match[0]), match.end()
    return None, 0


def _escaped_once(inner: str) -> str:
    """Return code for HTML, whether or not the editor had escaped it already."""
    return inner if "&lt;" in inner or "&gt;" in inner else html.escape(html.unescape(inner), quote=False)


def _link_paragraph(address: str, text: str) -> str:
    if not address:
        return ""
    return f'<p><a href="{html.escape(address)}">{html.escape(text)}</a></p>'


def _is_shortcode(match: re.Match[str], close: re.Match[str] | None, source: str) -> bool:
    """Tell a shortcode from an aside in brackets: it has attributes, a partner, or a name no word has."""
    if source[match.end() : match.end() + 1] in {"(", ":"} and not match["attributes"].strip():
        return False
    name = match["name"]
    if name.lower() in _BRACKETED_ASIDES:
        return False
    return close is not None or "=" in match["attributes"] or "_" in name or ("-" in name and name.islower())


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(html.unescape(source).translate(_CURLY)):
        if match[1]:
            found[match[1].lower()] = match[2] or match[3] or match[4] or ""
    return found
