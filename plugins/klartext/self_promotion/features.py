"""What is measured of a post: densities of phrases, of the company's name and of signs of help."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.lazy_regex import lazy_regex
from klartext.self_promotion.lexicon import TITLE_FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klartext.lint.document import Document
    from klartext.self_promotion.lexicon import Entry
    from klartext.self_promotion.reading import Passage, Reading

FLOOR_WORDS = 150
"""Densities of shorter texts are taken as if they had this many words: three hits in 40 words are no flood."""

_FLOOR_SENTENCES = 8
_STRENGTH = {1: 0.3, 2: 0.6, 3: 1.0}
_HEADING_FACTOR = 1.5
_HELP_DENSITY = 0.1
_DEFAULT_LINKS = 2

_SAID_ONCE = frozenset({"buzz", "praise"})
"""Families of which the same wording counts once a post: who says "resilience" seven times has it for a topic."""

FAMILIES = ("praise", "call", "offer", "self", "award", "customer", "buzz", "joy")
"""The families that speak for promotion."""

GENRES = ("course", "event", "launch", "story", "rival", "ourselves", "alliance", "sale", "versus")
SERVICE = "service"
"""The family of the words for services and people: they count by their number alone."""

_EMOJI = lazy_regex("[\U0001f300-\U0001faff\u2600-\u27bf]")
_LIKE_EMOJI = lazy_regex("[\u2600-\U0001faff]")
"""One range is looked for in half the time."""


class Feature(NamedTuple):
    """A measured quantity: the contribution it belongs to, and the sign its weight must have, 0 for either."""

    name: str
    contribution: str
    sign: int


FEATURES = (
    Feature("brand_density", "brand", 1),
    Feature("brand_sentences", "brand", 1),
    Feature("self_sentences", "self", 1),
    Feature("brand_in_title", "brand", 1),
    Feature("we_in_headings", "self", 1),
    *(Feature(f"{family}_density", family, 1) for family in FAMILIES),
    Feature("praise_elsewhere", "praise", 1),
    Feature("award_elsewhere", "award", 1),
    Feature("calls_in_text", "call", 1),
    Feature("promotion_density", "breadth", 1),
    Feature("promotion_kinds", "breadth", 1),
    Feature("help_density", "help", -1),
    Feature("help_kinds", "help", -1),
    *(
        Feature(f"help_{kind}", "help", -1)
        for kind in (
            "problem",
            "limit",
            "contrast",
            "example",
            "mistake",
            "source",
            "steps",
            "advice",
            "measure",
            "job",
            "credit",
        )
    ),
    Feature("code", "code", -1),
    Feature("has_code", "code", -1),
    Feature("tables", "code", -1),
    Feature("links_to_others", "links", -1),
    Feature("own_link_share", "links", 1),
    Feature("length", "length", -1),
    Feature("emoji", "joy", 1),
    Feature("genre_headings", "genre", 1),
    *(Feature(f"title_{kind}", "genre", 1) for kind in GENRES),
    Feature("title_lesson", "genre", -1),
    Feature("speech", "customer", 1),
    Feature("services", "services", 1),
    Feature("services_ours", "services", 1),
    Feature("promoting_sentences", "breadth", 1),
    Feature("english", "base", 0),
)
"""All features, in the order of the weights."""


def features(document: Document, reading: Reading) -> dict[str, float]:
    """Return the value of every feature.

    Densities are per 100 words, of at least ``FLOOR_WORDS`` words, on a logarithmic scale: the tenth "innovative"
    says less than the first.
    """
    words = max(reading.words, FLOOR_WORDS)
    per_100 = 100 / words
    body = [s for s in reading.sentences if s.zone != "title"]
    naming = [s for s in body if s.brands]
    count = max(len(body), _FLOOR_SENTENCES)
    weight: dict[str, float] = defaultdict(float)
    kinds: dict[str, set[str]] = defaultdict(set)
    help_: dict[str, int] = defaultdict(int)
    services = services_ours = 0
    genre: dict[str, set[str]] = defaultdict(set)
    calls = 0
    promoting: set[int] = set()
    for passage in _without_repeats(reading.passages):
        entry = passage.entry
        if entry.family in TITLE_FAMILIES:
            genre[passage.zone].add(entry.name)
            continue
        if entry.family == SERVICE:
            services += 1
            services_ours += passage.named
            continue
        if entry.help:
            help_[entry.name] += 1
            continue
        elsewhere = entry.ours and not passage.ours
        key = f"{entry.family}_elsewhere" if elsewhere else entry.family
        weight[key] += _STRENGTH[entry.strength] * (_HEADING_FACTOR if passage.zone != "text" else 1)
        if not elsewhere:
            kinds[entry.family].add(entry.name)
            if entry.strength > 1:
                promoting.add(passage.sentence)
        calls += entry.family == "call" and passage.share <= 0.8
    others, own = len(reading.links.others), len(reading.links.own)

    def density(value: float) -> float:
        return math.log1p(2 * value * per_100)

    found = {
        "brand_density": math.sqrt(sum(len(s.brands) for s in naming) * per_100),
        "brand_sentences": len(naming) / count,
        "self_sentences": sum([s.we or bool(s.brands) for s in body]) / count,
        "brand_in_title": float(any(s.brands for s in reading.sentences if s.zone == "title")),
        "we_in_headings": float(any(s.we for s in reading.sentences if s.zone != "text")),
        **{f"{family}_density": density(weight[family]) for family in FAMILIES},
        "praise_elsewhere": density(weight["praise_elsewhere"]),
        "award_elsewhere": density(weight["award_elsewhere"]),
        "calls_in_text": calls * per_100,
        "promotion_density": density(sum(weight[family] for family in FAMILIES)),
        "promotion_kinds": math.log1p(sum(len(kinds[family]) for family in FAMILIES))
        - 0.3 * math.log(words / FLOOR_WORDS),
        "help_density": math.log1p(sum(help_.values()) * per_100),
        "help_kinds": float(sum(n * per_100 > _HELP_DENSITY for n in help_.values())),
        "code": math.log1p(sum(len(span) for span in document.code) / (reading.words + 50)),
        "has_code": float(bool(document.code)),
        "tables": float(min(len(document.tables), 2)),
        "links_to_others": math.log1p(others * per_100),
        "own_link_share": own / (own + others + _DEFAULT_LINKS),
        "emoji": density(_emoji(document.text, reading)),
        "speech": math.log1p(sum([s.speech for s in naming])),
        "services": math.log1p(services * per_100 / 2),
        "services_ours": math.log1p(services_ours * per_100 / 2),
        "genre_headings": float(len(genre["heading"] - {"lesson"})),
        **{f"title_{kind}": float(kind in genre["title"]) for kind in (*GENRES, "lesson")},
        "promoting_sentences": len(promoting) / count,
        "english": float(reading.lang == "en"),
        "length": math.log(max(reading.words, 60) / FLOOR_WORDS),
    }
    for feature in FEATURES:
        if feature.name not in found:
            found[feature.name] = math.log1p(help_[feature.name.removeprefix("help_")] * per_100)
    return found


def _without_repeats(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages, of buzzwords and praise the first of each wording, for us and for others."""
    said: set[tuple[Entry, bool, str, str]] = set()
    for passage in passages:
        if passage.entry.family in _SAID_ONCE:
            wording = (passage.entry, passage.entry.ours and not passage.ours, *passage.ends)
            if wording in said:
                continue
            said.add(wording)
        yield passage


def _emoji(text: str, reading: Reading) -> int:
    if not _LIKE_EMOJI.search(text):
        return 0
    return sum(len(_EMOJI.findall(text, s.span.start, s.span.end)) for s in reading.sentences)
