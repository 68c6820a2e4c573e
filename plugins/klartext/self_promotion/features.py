"""What is measured of a post: densities of phrases, of the company's name and of signs of help."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.self_promotion.links import sorted_links

if TYPE_CHECKING:
    from klartext.lint.document import Document
    from klartext.self_promotion.reading import Reading
    from klartext.settings import Company

FLOOR_WORDS = 150
"""Densities of shorter texts are taken as if they had this many words: three hits in 40 words are no flood."""

_FLOOR_SENTENCES = 8
_FLOOR_HEADINGS = 3
_STRENGTH = {1: 0.3, 2: 0.6, 3: 1.0}
_HEADING_FACTOR = 1.5
_FAMILY_DENSITY = 0.15
_HELP_DENSITY = 0.1
_DEFAULT_LINKS = 2

FAMILIES = ("praise", "call", "offer", "self", "award", "customer", "buzz", "joy")
"""The families that speak for promotion."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A measured quantity: the contribution it belongs to, and the sign its weight must have, 0 for either."""

    name: str
    contribution: str
    sign: int


FEATURES = (
    Feature("brand_density", "brand", 1),
    Feature("brand_sentences", "brand", 1),
    Feature("self_sentences", "self", 1),
    Feature("brand_in_title", "brand", 1),
    Feature("brand_in_headings", "brand", 1),
    Feature("we_in_headings", "self", 1),
    *(Feature(f"{family}_density", family, 1) for family in FAMILIES),
    Feature("praise_elsewhere", "praise", 1),
    Feature("award_elsewhere", "award", 1),
    Feature("calls_in_text", "call", 1),
    Feature("promotion_density", "breadth", 1),
    Feature("promotion_kinds", "breadth", 1),
    Feature("promotion_families", "breadth", 1),
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
        )
    ),
    Feature("code", "code", -1),
    Feature("has_code", "code", -1),
    Feature("tables", "code", -1),
    Feature("links_to_others", "links", -1),
    Feature("own_link_share", "links", 1),
    Feature("length", "length", -1),
    Feature("english", "base", 0),
)
"""All features, in the order of the weights."""


def features(document: Document, company: Company, reading: Reading) -> dict[str, float]:
    """Return the value of every feature.

    Densities are per 100 words, of at least ``FLOOR_WORDS`` words, on a logarithmic scale: the tenth "innovative"
    says less than the first.
    """
    words = max(reading.words, FLOOR_WORDS)
    per_100 = 100 / words
    body = [s for s in reading.sentences if s.zone != "title"]
    headings = [s for s in body if s.zone == "heading"]
    count = max(len(body), _FLOOR_SENTENCES)
    weight: dict[str, float] = defaultdict(float)
    kinds: dict[str, set[str]] = defaultdict(set)
    help_: dict[str, int] = defaultdict(int)
    calls = 0
    for passage in reading.passages:
        entry = passage.entry
        if entry.help:
            help_[entry.name] += 1
            continue
        elsewhere = entry.ours and not passage.ours
        key = f"{entry.family}_elsewhere" if elsewhere else entry.family
        weight[key] += _STRENGTH[entry.strength] * (_HEADING_FACTOR if passage.zone != "text" else 1)
        if not elsewhere:
            kinds[entry.family].add(entry.name)
        calls += entry.family == "call" and passage.share <= 0.8
    links = sorted_links(document, company.domains)
    others, own = len(links.others), len(links.own)

    def density(value: float) -> float:
        return math.log1p(2 * value * per_100)

    found = {
        "brand_density": math.sqrt(sum(len(s.brands) for s in body) * per_100),
        "brand_sentences": sum(bool(s.brands) for s in body) / count,
        "self_sentences": sum(bool(s.brands) or s.we for s in body) / count,
        "brand_in_title": float(any(s.brands for s in reading.sentences if s.zone == "title")),
        "brand_in_headings": sum(bool(s.brands) for s in headings) / max(len(headings), _FLOOR_HEADINGS),
        "we_in_headings": float(any(s.we for s in reading.sentences if s.zone != "text")),
        **{f"{family}_density": density(weight[family]) for family in FAMILIES},
        "praise_elsewhere": density(weight["praise_elsewhere"]),
        "award_elsewhere": density(weight["award_elsewhere"]),
        "calls_in_text": calls * per_100,
        "promotion_density": density(sum(weight[family] for family in FAMILIES)),
        "promotion_kinds": math.log1p(sum(len(kinds[family]) for family in FAMILIES))
        - 0.3 * math.log(words / FLOOR_WORDS),
        "promotion_families": float(sum(weight[family] * per_100 > _FAMILY_DENSITY for family in FAMILIES)),
        "help_density": math.log1p(sum(help_.values()) * per_100),
        "help_kinds": float(sum(n * per_100 > _HELP_DENSITY for n in help_.values())),
        "code": math.log1p(sum(len(span) for span in document.code) / (reading.words + 50)),
        "has_code": float(bool(document.code)),
        "tables": float(min(len(document.tables), 2)),
        "links_to_others": math.log1p(others * per_100),
        "own_link_share": own / (own + others + _DEFAULT_LINKS),
        "english": float(reading.lang == "en"),
        "length": math.log(max(reading.words, 60) / FLOOR_WORDS),
    }
    for feature in FEATURES:
        if feature.name not in found:
            found[feature.name] = math.log1p(help_[feature.name.removeprefix("help_")] * per_100)
    return found
