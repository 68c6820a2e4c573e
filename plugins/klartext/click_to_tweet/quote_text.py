"""What a shortcode's value says once its disguises are off: HTML tags, entities, backslashes, line ends."""

from __future__ import annotations

import html

from klartext.lint.html_tokens import TokenKind, tokens
from klartext.lint.lazy_regex import lazy_regex

# Only elements that people put into running text count as tags, so that "a <3 b" and "<url>" keep their words.
_INLINE_TAGS = frozenset(
    "a abbr b bdi bdo big br cite code data del dfn div em font i img ins kbd li mark ol p q s samp small span "
    "strike strong sub sup time tt u ul var wbr".split()
)
_LINE_BREAKING_TAGS = frozenset({"br", "div", "li", "p"})
_ENTITY = lazy_regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = lazy_regex(r"\\([!-/:-@\[-`{-~\n])")
_CONTROL = lazy_regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_END = lazy_regex(r"\r\n?|\n|\u2028|\u2029")
_BLANKS = lazy_regex(r"[ \t]+")
# French quotation marks keep their distance with unbroken spaces.
_EDGES = "\n \u00a0\u202f"
_EMPTY_LINES = lazy_regex(r"\n{3,}")


def plain_text(value: str, *, escapes: bool = True, quoted: bool = False) -> str:
    r"""Return a value as its reader sees it: no tags, entities and backslash escapes decoded, blanks tidied.

    Args:
        value: the characters between the delimiters.
        escapes: whether a backslash protects the punctuation after it (``\"``, ``\_``), as in Markdown.
        quoted: whether the shortcode stands in a Markdown block quote, whose ``>`` then begin its lines.

    Line breaks stay: they belong to the quote. Entities are decoded once.
    """
    value = _LINE_END.sub("\n", _CONTROL.sub("", value))
    if quoted:
        value = "\n".join([line.lstrip(" >") if i else line for i, line in enumerate(value.split("\n"))])
    if "<" in value:
        value = _without_tags(value)
    if escapes and "\\" in value:
        value = _ESCAPE.sub(r"\1", value)
    if "&" in value:
        value = decode_entities(value)
    lines = [_BLANKS.sub(" ", line).strip(" ") for line in value.split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip(_EDGES)


def decode_entities(text: str) -> str:
    """Decode character references that end in a semicolon; ``?a=1&copy=2`` keeps its ampersand."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _without_tags(value: str) -> str:
    kept: list[str] = []
    broken = False
    for token in tokens(value, 0, len(value)):
        if token.name in _INLINE_TAGS or token.kind is TokenKind.COMMENT:
            if token.name in _LINE_BREAKING_TAGS and not broken:
                kept.append("\n")
                broken = True
            continue
        text = value[token.span.start : token.span.end]
        # A line end in the source right after <br> is the same break, not a second one.
        kept.append(text.lstrip(" \t").removeprefix("\n") if broken else text)
        broken = False
    return "".join(kept)
