"""What a credit line looks like, in German and English, and what is only a sentence about an agency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.document import BlockKind
from klartext.stock_photos.agencies import Agency, Match, match_host, match_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.document import Block, Document, Link
    from klartext.lint.source import Span

_OPENING = re.compile(
    r"""^[\W_]*(?:
        ©|\(c\)|copyright\b
      | (?:titel|beitrags|header|vorschau|hintergrund|blog|artikel)?
        (?:bild|foto|photo|photograph|grafik|illustration)(?:er|s|en)?
        (?:quellen?|nachweise?|rechte|credits?|hinweise?|verzeichnis)?\s*(?:[:/|©–—-]|\(c\)|von\b|by\b|via\b|from\b|aus\b|auf\b)
      | (?:bild|foto|photo|image|picture)[-\s]?(?:quellen?|nachweise?|rechte|credits?|sources?|courtesy)\b
      | (?:quellen?|source|credits?|copyright|fotograf(?:in)?|photographer|photographed\s+by|aufnahme)(?:\b|_)
      | (?:images?|pictures?|pic|cover|header|thumbnail|featured|hero)\s*(?:image|photo|picture)?\s*
        (?:[:/|©–—-]|by\b|from\b|via\b|source\b|courtesy\b|created\b|designed\b)
      | (?:illustration|icons?|vectors?|vektor(?:en)?|graphics?)\s*(?:[:/|©–—-]|by\b|von\b|created\b|designed\b|from\b)
      | designed\s+by\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SECTION = re.compile(
    r"^\W*(?:bild|foto|photo|image|picture)[-\s]?(?:quellen?|nachweise?|rechte|verzeichnis|credits?|sources?)\W*$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"""^(?:\.(?:com|de|net|org)\b)?[\W_]*
    (?:(?:cc|cc0|by|sa|nc|nd|by-sa|lizenz|licen[sc]e|\d\.\d|public|domain|gemeinfrei|bearbeitet|edited|montage
        |stock|photos?|fotos?|images?|plus|via|canva|getty|istock(?:photo)?|thinkstock|unter|under|and|und|com|user|standard|free)
        [\W_]*)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME_AND_AGENCY = re.compile(r"^[\W_]*[\w.'’@-]+(?:\s[\w.'’@-]+){0,3}\s*[/|–—-]\s*$")
_PREPOSITION = re.compile(r"(?:\bon|\bauf|\bvia|\bbei|\bfrom|\bvon|\bby|/|\||–|—|-)\s*$", re.IGNORECASE)
_TERMS = re.compile(r"licen[sc]e|lizenz|terms|legal|pricing|preise|plans|blog|help", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)", re.IGNORECASE)
_SEGMENT = re.compile(r"[^\n;•·]+")
_WORDS_LIMIT = 24
"""A credit line is short; longer sentences tell a story."""


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit line of a post: the source it names, its text and its place."""

    agency: Agency
    text: str
    span: Span


def credited_source(text: str) -> Match | None:
    """Return the source that a piece of text gives credit to, or None where it credits or names none.

    ``Foto von Jana auf Unsplash`` does; ``Fotos von Unsplash wirken austauschbar.`` does not.
    """
    for segment in _SEGMENT.findall(text):
        if found := _credit_in_segment(segment):
            return found
    return None


def credit_lines(document: Document) -> Iterator[CreditLine]:
    """Yield the credit lines of a post's text, in order."""
    links = document.links
    in_section = False
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            in_section = bool(_SECTION.match(block.prose.text))
            continue
        inside = [link for link in links if block.span.contains(link.span)]
        yield from _credits_in_block(block, inside, in_section=in_section)


def _credits_in_block(block: Block, links: Sequence[Link], *, in_section: bool) -> Iterator[CreditLine]:
    for segment in _SEGMENT.finditer(block.prose.text):
        text = segment.group()
        span = block.prose.span(*_stripped(segment))
        linked = [
            (match, link)
            for link in links
            if span.contains(link.span) and (match := match_host(link.destination))
        ]
        found = _credit_in_segment(text)
        if not found and in_section:
            found = match_words(text)
        if not found and linked and _is_credit_with_link(text, linked[0][1]):
            found = linked[0][0]
        if found:
            yield CreditLine(found.agency, " ".join(text.split()), span)


def _credit_in_segment(segment: str) -> Match | None:
    text = segment.replace("_", " ")
    named = match_words(text)
    if not named or len(text.split()) > _WORDS_LIMIT:
        return None
    at = text.casefold().index(named.part.casefold())
    before, after = text[:at], text[at + len(named.part) :]
    if not _REST.match(after):
        return None
    marked = _COPYRIGHT.search(before)
    if (
        _OPENING.match(text)
        or _NAME_AND_AGENCY.match(before)
        or (marked and len(before[marked.start() :].split()) <= 8)
    ):
        return named
    return None


def _is_credit_with_link(text: str, link: Link) -> bool:
    """Tell whether a line that links to an agency is a credit line although it may not name the agency itself."""
    words = text.split()
    if len(words) > _WORDS_LIMIT:
        return False
    if _OPENING.match(text):
        named = match_words(text)
        if named is None:
            return len(words) <= 10
        return bool(_REST.match(text[text.casefold().index(named.part.casefold()) + len(named.part) :]))
    named = match_words(text)
    # "Jana on Pexels", all of it linked to the photo; a link inside a sentence, or to the terms, is a reference.
    whole = len(link.text.split()) >= len(words) - 1 and not _TERMS.search(link.destination)
    if named is None or len(words) > 8 or not whole:
        return False
    at = text.casefold().index(named.part.casefold())
    return bool(_PREPOSITION.search(text[:at]) and _REST.match(text[at + len(named.part) :]))


def _stripped(segment: re.Match[str]) -> tuple[int, int]:
    text = segment.group()
    return segment.start() + len(text) - len(text.lstrip()), segment.end() - len(text) + len(text.rstrip())
