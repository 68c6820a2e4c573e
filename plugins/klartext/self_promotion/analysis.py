"""What the rules ask of a post: the cached analysis with names for its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.source import Span
from klartext.self_promotion.model import model
from klartext.self_promotion.score import ANALYSIS

if TYPE_CHECKING:
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_YES = frozenset({"yes", "ja", "true", "1"})


class Finding(NamedTuple):
    """A phrase that a rule may report.

    ``entry`` is its name in the phrase list. ``named`` tells that its sentence names the company or says "we",
    ``ours`` that it or a neighbour does; ``share`` how far into the text it stands, from 0 to 1.
    """

    entry: str
    span: Span
    sentence: Span
    block: int
    named: bool
    ours: bool
    zone: str
    share: float


@dataclass(frozen=True, slots=True)
class Name:
    """The first of ``count`` names of the company in one sentence."""

    span: Span
    count: int
    zone: str


def findings(document: Document, site: Site, rule: str) -> list[Finding]:
    """Return the phrases of a post that belong to a rule, none where the post says that it is an advert."""
    if is_declared(document):
        return []
    return [
        Finding(entry, Span(start, end), Span(first, last), block, named, ours, zone, share)
        for of, entry, start, end, first, last, block, named, ours, zone, share in site.fact(
            ANALYSIS, document
        )["passages"]
        if of == rule
    ]


def phrase(document: Document, finding: Finding) -> str:
    """Return a phrase as one line, for messages."""
    return " ".join(document.text[finding.span.start : finding.span.end].split())


def names(document: Document, site: Site) -> list[Name]:
    """Return where a post names the company, one entry a sentence."""
    return [
        Name(Span(start, end), count, zone)
        for start, end, count, zone in site.fact(ANALYSIS, document)["names"]
    ]


def words(document: Document, site: Site) -> int:
    """Return the number of words of the author's own prose."""
    count: int = site.fact(ANALYSIS, document)["words"]
    return count


def links_to_others(document: Document, site: Site) -> int:
    """Return the number of links that lead to others."""
    count: int = site.fact(ANALYSIS, document)["links_to_others"]
    return count


def says_we(document: Document, site: Site) -> bool:
    """Tell whether a post says "we" or "our" anywhere."""
    return bool(site.fact(ANALYSIS, document)["we"])


def help_count(document: Document, site: Site, *kinds: str) -> int:
    """Return how many phrases of some kinds of help, such as ``limit``, a post holds."""
    counts: dict[str, int] = site.fact(ANALYSIS, document)["help"]
    return sum(counts.get(kind, 0) for kind in kinds)


def is_declared(document: Document) -> bool:
    """Tell whether a post says of itself that it is an advert: ``Promotional: yes``."""
    return document.header.get("promotional", "").strip().lower() in _YES


def is_helpful(document: Document, site: Site) -> bool:
    """Tell whether a post as a whole is nearer to helpful than to an advert: it may name its maker, as manuals do."""
    score: float | None = site.fact(ANALYSIS, document)["promotion"]["score"]
    return score is not None and score < sum(model().limits(site.settings.self_promotion)) / 2
