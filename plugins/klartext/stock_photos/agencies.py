"""The sources of bought, free and generated pictures, read from ``agencies.toml``, and how to spot them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import compress, count
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.tokens import Sieve
from klartext.settings import parse_section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.tokens import Tokens

Kind = Literal["paid", "free", "generated"]
CreditDuty = Literal["always", "editorial", "never"]

CERTAIN, LIKELY = 0.97, 0.75
"""Confidence of a file name with the asset number in it, and with the source's bare name."""

_ABOUT = frozenset(
    "logo logos icon icons screenshot screenshots screen bildschirmfoto bildschirmaufnahme startseite homepage website "
    "webseite webpage suche suchergebnis search preise preis pricing price lizenz lizenzen license licence vergleich "
    "comparison review test abo rechnung invoice vertrag contract urteil abmahnung marke wortmarke badge kosten cost "
    "statistik umfrage anleitung tutorial profil profile konto account upload dashboard alternative "
    "alternativen vs".split()
)
"""Words in a file name that make it a picture about a source rather than from it."""

_SLUG_SIGNS = frozenset(
    "person man woman men women people couple boy girl child kid hand hands silhouette holding wearing standing "
    "sitting using looking working smiling near beside photo photography photograph closeup close selective focus "
    "shallow aerial view shot assorted brown black white gray grey red orange yellow green blue pink purple beige "
    "on in of with and under during daytime".split()
)
"""English words that captions written by photo archives are full of; three of them beside a number are a sign."""

_PUNCTUATION = lazy_regex(r"[^\w]+|_+")
_TOKEN = lazy_regex(r"\w+")
_DATE = lazy_regex(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_SLUG = lazy_regex(r"^((?:[a-z]+-){3,})(\d{6,8})$")
_RESIZED = lazy_regex(r"(?:-\d{2,4}x\d{2,4}|-scaled[0-9a-f]{0,8}|-rotated|-e\d{10,}|@[23]x)+$", re.IGNORECASE)
_ENDING = lazy_regex(r"\.(?:jpe?g|png|webp|avif|gif|tiff?|svg|heic|heif|bmp|jfif|jp2|psd)$", re.IGNORECASE)


@dataclass(frozen=True)
class Agency:
    """A source of pictures; see the head of ``agencies.toml`` for every field."""

    name: str
    kind: Kind
    credit: CreditDuty = "never"
    credit_form: str = ""
    hosts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    metadata: tuple[str, ...] = field(default=())

    @cached_property
    def _file_names(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.file_names)) if self.file_names else None

    @cached_property
    def _weak_names(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.weak_names)) if self.weak_names else None

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return _whole_words(self.words)

    @cached_property
    def _labelled(self) -> re.Pattern[str]:
        return _whole_words((*self.words, *self.labelled))

    @cached_property
    def _metadata(self) -> re.Pattern[str]:
        return _whole_words((*self.words, *self.hosts, *self.metadata))

    def named_in(self, text: str, *, labelled: bool = False) -> Iterator[re.Match[str]]:
        """Yield the places where a text names this source as whole words.

        Args:
            text: any.
            labelled: whether it says before that a credit follows; names with another meaning count then as well.
        """
        return (self._labelled if labelled else self._words).finditer(text)

    def in_metadata(self, text: str) -> bool:
        """Tell whether a metadata value names this source."""
        return bool(self._metadata.search(text))


class Match(NamedTuple):
    """A source and how sure a sign of it is, 0–1; ``part`` is the piece of the text that gave it away."""

    agency: Agency
    confidence: float
    part: str


@cache
def load_agencies() -> tuple[Agency, ...]:
    """Return every source, in the file's order."""
    raw = tomllib.loads(Path(__file__).with_name("agencies.toml").read_text(encoding="utf-8"))
    return tuple(parse_section(Agency, entry, f"agencies.toml[{i}]") for i, entry in enumerate(raw["agency"]))


def normalised_stem(name: str) -> str:
    """Return a file's name as the patterns see it: no ending, no resizing marks, lower case, ``-`` between words.

    ``AdobeStock_490731056-1024x768.jpg`` → ``adobestock-490731056``
    """
    stem = unicodedata.normalize("NFC", unquote(name)).replace("\\", "/").rsplit("/", 1)[-1]
    while (shorter := _RESIZED.sub("", _ENDING.sub("", stem))) != stem:
        stem = shorter
    return _PUNCTUATION.sub("-", stem.casefold()).strip("-")


def match_file_name(name: str) -> Match | None:
    """Return the source that a file's name gives away, the surest first, or None."""
    stem = normalised_stem(name)
    if not stem:
        return None
    about = bool(_ABOUT.intersection(stem.split("-")))
    best: Match | None = None
    for agency in load_agencies():
        for pattern, confidence in ((agency._file_names, CERTAIN), (agency._weak_names, LIKELY)):  # noqa: SLF001 — same module
            if pattern is None or (confidence == LIKELY and about):
                continue
            found = pattern.search(stem)
            if found and (best is None or _rank(agency, confidence) > _rank(best.agency, best.confidence)):
                best = Match(agency, confidence, found.group().strip("-"))
    return best or _numbered_caption(stem)


def _rank(agency: Agency, confidence: float) -> tuple[float, bool]:
    """Return what decides between two names: an archive's picture that was generated counts as generated."""
    return confidence, agency.kind == "generated"


def _numbered_caption(stem: str) -> Match | None:
    """Return Pexels for its old names, an English caption and a number, which alone could be anybody's."""
    slug = _SLUG.match(stem)
    if not slug or _DATE.fullmatch(slug[2]):
        return None
    words = slug[1].strip("-").split("-")
    signs = len(_SLUG_SIGNS.intersection(words))
    if signs < 2:
        return None
    agency = next(a for a in load_agencies() if a.name == "Pexels")
    return Match(agency, LIKELY if signs >= 3 or len(words) >= 6 else 0.6, stem)


def match_host(url: str) -> Match | None:
    """Return the source whose address a URL is, or None."""
    if _hints().isdisjoint(_TOKEN.findall(url.casefold())):
        return None  # as most: taking addresses apart takes long
    try:
        host = (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return None
    own = host
    while own:
        if agency := _by_host().get(own):
            return Match(agency, CERTAIN, host)
        own = own.partition(".")[2]
    return None


@cache
def _by_host() -> dict[str, Agency]:
    return {host: agency for agency in reversed(load_agencies()) for host in agency.hosts}


@cache
def _first_words() -> dict[str, set[int]]:
    """Return the places of the sources in the file by the first word of each of their names."""
    found: dict[str, set[int]] = {}
    for at, agency in enumerate(load_agencies()):
        for name in (*agency.words, *agency.labelled):
            found.setdefault(_TOKEN.findall(name.casefold())[0], set()).add(at)
    return found


class Mention(NamedTuple):
    """A place where a text names a source."""

    agency: Agency
    start: int
    end: int


def mentions(text: str, *, labelled: bool = False) -> list[Mention]:
    """Return the places where a text names sources, in order; ``labelled`` as in `Agency.named_in`."""
    # A text names hardly ever a source: look closer at those whose first word is among the text's words.
    words = _first_words().keys() & _TOKEN.findall(text.casefold())
    found = [
        Mention(load_agencies()[at], match.start(), match.end())
        for at in sorted({at for word in words for at in _first_words()[word]})
        for match in load_agencies()[at].named_in(text, labelled=labelled)
    ]
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def blocks_that_may_name_a_source(tokens: Tokens) -> set[int]:
    """Return the blocks that hold the first word of a source's name or address: the others name none."""
    naming = _naming().pick(tokens.distinct)
    places = compress(count(), map(naming.__contains__, tokens.forms)) if naming else ()
    return {tokens.block_of(at) for at in places}


def _may_name_a_source(token: str) -> bool:
    folded = token.casefold()
    return folded in _hints() or not (folded.isalnum() or _hints().isdisjoint(_TOKEN.findall(folded)))


@cache
def _naming() -> Sieve:
    return Sieve(_may_name_a_source)


@cache
def _hints() -> frozenset[str]:
    """Return the first word of each source's name and address."""
    hosts = (_TOKEN.findall(host.casefold())[0] for agency in load_agencies() for host in agency.hosts)
    return frozenset({*_first_words(), *hosts})


def match_words(text: str) -> Match | None:
    """Return the source that a text names first, or None."""
    found = mentions(text)
    return Match(found[0].agency, CERTAIN, text[found[0].start : found[0].end]) if found else None


def match_metadata(value: str) -> Match | None:
    """Return the source that a metadata value names, an agency before the archive it may have come from, or None."""
    for agency in load_agencies():
        if agency.in_metadata(value):
            return Match(agency, CERTAIN, value)
    return None


def _whole_words(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, longest_first))})(?![\w])", re.IGNORECASE)
