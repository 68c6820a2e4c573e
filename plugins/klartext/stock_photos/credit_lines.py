"""What a credit line looks like, in German and English, and what is only a sentence about an agency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.document import BlockKind
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.prose import OBJECT
from klartext.stock_photos.agencies import (
    CERTAIN,
    Agency,
    Match,
    Mention,
    blocks_that_may_name_a_source,
    match_host,
    match_words,
    mentions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.document import Block, Document, Link
    from klartext.lint.source import Span

_MEDIUM = r"""(?:\w{0,20}?(?:bild(?:er|ern)?|fotos?|photos?|photograph[sy]?|fotograf(?:ie|in)?|photographer
    |grafik(?:en)?|illustration(?:en|s)?|abbildung(?:en)?|bildmaterial|images?|pictures?|pics?|icons?|vectors?|vektor(?:en)?|graphics?
    |cover|header|banner|thumbnail|artwork|aufnahme))"""
_PROOF = r"(?:nachweise?|quellen?|rechte?|credits?|hinweise?|verzeichnis|sources?|courtesy|angaben?)"
_MADE = r"""(?:is|are|was|ist|sind|wurde|stammt|stammen|kommt|taken|made|created|designed|generated|provided|generiert
    |erstellt|erzeugt|licensed|lizenziert)"""
_OPENING = lazy_regex(
    rf"""^[\W_]*(?:
        (?:(?:alle|all|das|dieses|unser|the|this|featured|hero|main|background|title|copyright|header|cover|banner)\s+){{0,2}}
        {_MEDIUM}[-\s_]?{_PROOF}?[\s_]*(?:\d+\s*)?
        (?:[:/|©–—-]|\(c\)|(?:{_MADE}\s+){{0,3}}(?:by|von|via|from|aus|auf|on|de|mit|with|über|courtesy\s+of)\b)
      | {_MEDIUM}[-\s]?{_PROOF}\b
      | ©|\(c\)|copyright\b
      | (?:quellen?|sources?|credits?|copyright|photographed\s+by|courtesy\s+of)(?:\b|_)
      | (?:designed|created|made|generated|erstellt|generiert|erzeugt)\s+(?:by|with|mit|von)\b
    )[\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = lazy_regex(r"\W*(?:fotograf(?:in)?|photographer|bildautor(?:in)?)\W*", re.IGNORECASE)
"""Who made a picture, written before the name alone."""
_SECTION = lazy_regex(
    r"^\W*(?:bild|foto|photo|image|picture)[-\s]?(?:quellen?|nachweise?|rechte|verzeichnis|credits?|sources?)\W*$",
    re.IGNORECASE,
)
_ADDRESS = lazy_regex(r"https?://[^\s<>)]+")
_TOKEN = lazy_regex(r"@?[^\W_](?:[\w.'’@]|-(?=\w))*|[^\w\s]|_")
_PREPOSITIONS = frozenset("on auf via from von by aus bei at de en und and mit with über".split())
_FILLERS = frozenset(
    "cc cc0 cc-by sa nc nd lizenz license licence licensed unter under of the com stock photo photos foto fotos "
    "image images plus user standard free public domain gemeinfrei bearbeitet edited cropped zugeschnitten "
    "beschnitten montage collage own work eigenes werk made created designed generated generiert erstellt pro "
    "van icons icon".split()
)
"""What stands in credit lines beside names: licences, and words for what was done to the picture."""
_NO_NAMES = frozenset(
    "foto fotos bild bilder photo photos image images picture pictures grafik grafiken video videos screenshot "
    "bildschirmfoto logo logos startseite website webseite suche suchergebnis suchergebnisse preis preise "
    "preisliste lizenz lizenzen abo konto account profil profile kanal seite page homepage statistik umfrage "
    "studie vergleich test anleitung tipps tutorial kurs unser unsere unserem mein meine keine kein ein eine "
    "der die das wie was warum wir sie our my your no why how what the alternative alternativen".split()
)
"""Words that make a line without a label speak of an agency, or of a picture of it."""
_NAMES_LIMIT, _NAMES_LIMIT_BARE = 7, 4
_BARE = lazy_regex(
    r"s*(?:p?nn+[fsd]*p[fs]*a+[asdfp]*"  # Jana Doe on Unsplash
    r"|p?n+[sd]+(?:[nf]+[sd]+)*a[asdnf]*"  # Jana Doe / Unsplash
    r"|a(?:s(?:a|n{1,3}))+[sf]*"  # Unsplash/Jana Doe
    r"|af+)"  # Alamy Stock Photo
)
"""The lines that are credits without a label, as letters for their parts."""
_LINKED = lazy_regex(r"[nfsd]*[psd]a[fs]*")
"""The same for lines that are one link."""
_EMBEDDED = lazy_regex(r"\bby (?:[^\s,]+|[A-ZÄÖÜ][^\s,]*(?: [A-ZÄÖÜ][^\s,]*){1,3}), on$")
"""Before a source's name: what its button for sharing writes beside a picture, "The harbour by Jana Doe, on Flickr"."""
_LICENCE = lazy_regex(r"\bCC[- ](?:BY|0)(?:[- ](?:SA|NC|ND))*(?:\s?\d\.\d)?\b", re.IGNORECASE)
_TERMS = lazy_regex(r"licen[sc]e|lizenz|terms|legal|pricing|preise|plans|blog|help", re.IGNORECASE)
_COPYRIGHT = lazy_regex(r"©|\(c\)", re.IGNORECASE)
_BREAK = lazy_regex(r"[\n;•]|(?<!\S)·(?!\S)|(?<=\w{3})\.\s+(?=[A-ZÄÖÜ(„©])")
_WORDS_LIMIT = 24
"""A credit line is short; longer sentences tell a story."""
_BELOW = 60
"""Characters of source between a picture and the paragraph with its credit."""
_ALL = lazy_regex(r"\b(?:alle|sämtliche|all)\b", re.IGNORECASE)
"""One line for every picture of a post: "Alle Fotos: Jana Beispiel"."""


class CreditLine(NamedTuple):
    """A credit line of a post: the source it names, its text and its place."""

    agency: Agency
    text: str
    span: Span


def credited_source(text: str) -> Match | None:
    """Return the source that a piece of text gives credit to, or None where it credits or names none.

    ``Foto von Jana auf Unsplash`` does; ``Fotos von Unsplash wirken austauschbar.`` does not.
    """
    found = (_credit_in_segment(text[start:end]) for start, end in _segments(text))
    return next((match for match in found if match), None)


def credit_lines(document: Document) -> Iterator[CreditLine]:
    """Yield the credit lines of a post's text, in order."""
    links = [link for link in document.links if match_host(link.destination)]
    # Hardly any paragraph names a source, and reading each as a credit line takes long.
    naming = blocks_that_may_name_a_source(document.tokens)
    addresses = [at.start() for at in _ADDRESS.finditer(document.text) if match_host(at.group())]
    if not links and not naming and not addresses:
        return
    in_section = False
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            in_section = bool(_SECTION.match(block.prose.text))
            continue
        inside = [link for link in links if block.span.contains(link.span)]
        addressed = any(block.span.start <= at < block.span.end for at in addresses)
        if inside or addressed or number in naming:
            yield from _credits_in_block(document, block, inside, in_section=in_section)


def is_credited(document: Document, picture: Span, beside: str, names: Sequence[str]) -> bool:
    """Tell whether a post's author gives credit for a picture, to whomever: agencies need not be named.

    Args:
        document: the post.
        picture: where the post names the picture.
        beside: its title and caption.
        names: of those who made the picture or own it.
    """
    wanted = [name.casefold() for name in names]
    if _reads_as_credit(beside) or any(name in beside.casefold() for name in wanted):
        return True
    in_section = False
    for block in document.blocks:
        text = block.prose.text
        if block.kind is BlockKind.HEADING:
            in_section = bool(_SECTION.match(text))
        elif in_section or _reads_as_credit(text):
            follows = 0 <= block.span.start - picture.end <= _BELOW
            folded = text.casefold()
            if follows or _ALL.search(text) or any(name in folded for name in wanted):
                return True
    return False


def _reads_as_credit(text: str) -> bool:
    """Tell whether some line of a text is a label for credits and a few words."""
    lines = (text[start:end] for start, end in _segments(text))
    return any(_OPENING.match(line) and len(line.split()) <= _WORDS_LIMIT for line in lines)


def _credits_in_block(
    document: Document, block: Block, links: Sequence[Link], *, in_section: bool
) -> Iterator[CreditLine]:
    for start, end in _segments(block.prose.text):
        text = _with_addresses(document, block, start, end)
        span = block.prose.span(start, end)
        linked = [
            (match, link)
            for link in links
            if span.contains(link.text_span) and (match := match_host(link.destination))
        ]
        found = _credit_in_segment(text)
        if not found and in_section:
            found = match_words(text)
        if not found and linked and _is_credit_with_link(text, linked[0][1]):
            found = linked[0][0]
        if found:
            yield CreditLine(found.agency, " ".join(text.split()), span)


def _with_addresses(document: Document, block: Block, start: int, end: int) -> str:
    """Return a line of prose, with its bare addresses where a label or a licence tells that it is a credit."""
    text = block.prose.text[start:end]
    if OBJECT not in text or not (_OPENING.match(text) or _LICENCE.search(text)):
        return text
    parts: list[str] = []
    for at, character in enumerate(text, start):
        place = block.prose.span(at, at + 1)
        source = document.text[place.start : place.end]
        is_address = character == OBJECT and _ADDRESS.match(source) and not _TERMS.search(source)
        parts.append(source if is_address else character)
    return "".join(parts)


def _credit_in_segment(segment: str) -> Match | None:
    """Return the source that a piece of text gives credit to, or None.

    A credit line is a label and names, or names and an agency with a stroke or an "on" between them. Whatever else
    stands there makes it a sentence.
    """
    text = _LICENCE.sub("CC0", _ADDRESS.sub(_name_of_address, segment.replace("_", " "))).strip()
    if len(text.split()) > _WORDS_LIMIT:
        return None
    named = mentions(text, labelled=True)
    opening = _OPENING.match(text) if named else None
    if named and not opening:
        named = mentions(text)
    if not named:
        return None
    if not opening and _EMBEDDED.search(text[: named[0].start].rstrip()) and named[0].end == len(text):
        return Match(named[0].agency, CERTAIN, text[named[0].start :])
    sorts = _sorts(text, min(opening.end(), named[0].start) if opening else 0, named)
    names = sorts.count("n")
    is_credit = (
        names <= _NAMES_LIMIT
        if opening or _COPYRIGHT.search(text)
        else names <= _NAMES_LIMIT_BARE and bool(_BARE.fullmatch(sorts))
    )
    if "x" in sorts or not is_credit:
        return None
    # "rawpixel.com/Shutterstock": where an agency sells the pictures of an archive, the agency's licence counts.
    chosen = next((mention for mention in named if mention.agency.kind == "paid"), named[0])
    return Match(chosen.agency, CERTAIN, text[chosen.start : chosen.end])


def _name_of_address(address: re.Match[str]) -> str:
    found = match_host(address.group())
    return found.agency.words[0] if found else ""


def _sorts(text: str, start: int, named: Sequence[Mention]) -> str:
    """Return one letter for each part of a line after its label.

    ``a`` agency, ``n`` name, ``p`` preposition, ``f`` filler, ``s`` stroke, ``d`` dash or colon, ``x`` anything else.
    """
    kinds: list[str] = []
    for mention in (*named, None):
        if mention and mention.start < start:
            continue  # named within another name
        gap_end = mention.start if mention else len(text)
        kinds += [_sort(token.group()) for token in _TOKEN.finditer(text, start, gap_end)]
        if mention:
            kinds.append("a")
            start = mention.end
    for at, kind in enumerate(kinds):
        if kind == "h":
            # A user's name, if it stands alone between strokes and the like; else an ordinary word.
            before = kinds[at - 1] if at else "s"
            after = kinds[at + 1] if at + 1 < len(kinds) else "s"
            kinds[at] = "n" if before in "sdp" and after in "sdpaf" else "x"
    return "".join(kinds)


def _sort(word: str) -> str:
    plain = word.casefold().rstrip(".")
    if plain in _NO_NAMES or word == "=":
        return "x"
    if not word[0].isalnum() and word[0] != "@":
        return "d" if word in "–—-:" else "s"
    if plain in _FILLERS or word[0].isdigit():
        return "f"
    if plain in _PREPOSITIONS:
        return "p"
    return "n" if word[0].isupper() or word[0] == "@" else "h"


def _is_credit_with_link(text: str, link: Link) -> bool:
    """Tell whether a line that links to an agency is a credit line although it does not read like one of its names."""
    words = text.split()
    if len(words) > _WORDS_LIMIT or _TERMS.search(link.destination):
        return False
    before, _, after = text.partition(link.text)
    if link.text and not after.strip(" .)") and (_OPENING.fullmatch(before) or _LABEL.fullmatch(before)):
        # "Fotograf Jana", "Image source: here": the label, and all the rest leads to the picture.
        return len(words) <= 10
    if opening := _OPENING.match(text):
        return len(words) <= 10 and "x" not in _sorts(text, opening.end(), mentions(text, labelled=True))
    # "Jana on Pexels", all of it linked to the photo; a link inside a sentence, or to the terms, is a reference.
    named = mentions(text)
    whole = len(link.text.split()) >= len(words) - 1
    return bool(named) and whole and len(words) <= 8 and bool(_LINKED.fullmatch(_sorts(text, 0, named)))


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines and sentences of a text begin and end, white space left out."""
    start = 0
    for end, following in [*((cut.start(), cut.end()) for cut in _BREAK.finditer(text)), (len(text), 0)]:
        line = text[start:end]
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start = following
