"""The score of a post: how much it promotes the company, which contributions make it, and the passages that say so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from klartext.lint.rule import Fact
from klartext.self_promotion.features import FAMILIES, FEATURES, features
from klartext.self_promotion.lexicon import LANGUAGES
from klartext.self_promotion.model import model
from klartext.self_promotion.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.lint.source import Span
    from klartext.self_promotion.reading import Passage, Reading, ReadSentence
    from klartext.settings import Settings

MINIMUM_WORDS = 50
"""A text of fewer words is too short to judge."""

MARKS = 8
"""The most passages that are shown for a post."""

_MARKS_OF_A_KIND = 3
_BRAND_MARKS = 2
_QUOTED_TOO = frozenset({"customer-success-without-limit", "unproven-number-one-claim"})
"""The rules that also look at others' words between quotation marks: the firm has chosen them."""

_FAINT = 10.0
"""Weak words, and praise in sentences that do not name us, are shown only where stronger passages leave room."""

_LONG_SENTENCE = 300
"""Longer sentences, in characters, are shown by their phrase alone."""


class _Mark(NamedTuple):
    kind: str
    sentence: int
    weight: float
    passage: Passage | None
    """The phrase, or None where it is the company's name."""


def promotion(document: Document, settings: Settings, reading: Reading) -> dict[str, Any]:
    """Return the judgement of a post from its reading, as ``judge`` does."""
    if reading.words < MINIMUM_WORDS or reading.lang not in LANGUAGES:
        return {"score": None, "verdict": None, "contributions": {}, "evidence": []}
    weights = model()
    score, contributions = weights.score(features(document, reading))
    shown = sorted(_chosen(reading), key=lambda mark: mark[1])
    return {
        "score": round(score, 4),
        "verdict": weights.verdict(score, settings.self_promotion),
        "contributions": {name: round(part, 4) for name, part in contributions.items() if round(part, 4)},
        "evidence": [_evidence(document, kind, span) for kind, span in shown],
    }


def _compute(document: Document, site: Site) -> dict[str, Any]:
    company = site.settings.company
    reading = read(document, company, site.settings.self_promotion.boilerplate, site.repeated)
    return {
        "promotion": promotion(document, site.settings, reading),
        "words": reading.words,
        "links_to_others": len(reading.links.others),
        "names": [
            [s.brands[0].start, s.brands[0].end, len(s.brands), s.zone] for s in reading.sentences if s.brands
        ],
        "passages": list(_reported(reading)),
        "we": sum(sentence.we for sentence in reading.sentences),
        "help": dict(Counter(p.entry.name for p in reading.passages if p.entry.help)),
    }


def _reported(reading: Reading) -> Iterator[list[Any]]:
    """Yield what rules may report, each as a row of values: `analysis.Finding` names them."""
    thanks = {passage.sentence for passage in reading.passages if passage.entry.name == "credit"}
    for passage in reading.passages:
        entry, sentence = passage.entry, reading.sentences[passage.sentence]
        if not entry.rule or sentence.credits or passage.sentence in thanks:
            continue
        if entry.rule not in _QUOTED_TOO and passage.quoted:
            continue
        span, whole = passage.span, sentence.span
        yield [
            *(entry.rule, entry.name, span.start, span.end, whole.start, whole.end),
            *(passage.block, passage.named, passage.ours, passage.zone, round(passage.share, 4)),
        ]


ANALYSIS = Fact("self_promotion", 1, _compute)
"""All that the rules and the score know of one post, cached with its text and the site's settings."""


def judge(document: Document, site: Site) -> dict[str, Any]:
    """Return the promotion of a post.

    Returns:
        ``score`` from 0 to 1, the chance that a careful reader calls the post excessive, or None where the text is
        too short or in a language without phrase lists; ``verdict`` ``helpful``, ``balanced``, ``excessive`` or None;
        ``contributions`` in points, which sum up to the score with ``base``; ``evidence``, at most ``MARKS``
        passages as ``kind``, ``line``, ``start``, ``end`` and ``text``.
    """
    result: dict[str, Any] = site.fact(ANALYSIS, document)["promotion"]
    return result


def _evidence(document: Document, kind: str, span: Span) -> dict[str, Any]:
    return {
        "kind": kind,
        "line": document.line_index.position(span.start).line,
        "start": span.start,
        "end": span.end,
        "text": document.text[span.start : span.end],
    }


def _chosen(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Yield the most telling passages: by weight, first one a sentence, no more than three of a kind."""
    crowd: dict[int, set[str]] = {}
    for passage in reading.passages:
        if passage.entry.family in FAMILIES:
            crowd.setdefault(passage.sentence, set()).add(passage.entry.family)
    kinds: Counter[str] = Counter()
    seen: set[int] = set()
    for mark in sorted(_candidates(reading, crowd), key=lambda mark: (-mark.weight, mark.sentence)):
        limit = _BRAND_MARKS if mark.kind == "brand" else _MARKS_OF_A_KIND
        if len(seen) == MARKS:
            break
        if mark.sentence in seen or kinds[mark.kind] >= limit:
            continue
        seen.add(mark.sentence)
        kinds[mark.kind] += 1
        yield mark.kind, _span(mark, reading.sentences[mark.sentence], crowd)


def _span(mark: _Mark, sentence: ReadSentence, crowd: Mapping[int, AbstractSet[str]]) -> Span:
    """Return what is shown: a sentence that promotes in two ways at once is telling as a whole."""
    if mark.passage is None:
        return sentence.brands[0]
    whole = len(crowd[mark.sentence]) > 1 and len(sentence.span) <= _LONG_SENTENCE
    return sentence.span if whole else mark.passage.span


def _candidates(reading: Reading, crowd: Mapping[int, AbstractSet[str]]) -> Iterator[_Mark]:
    """Yield the passages and names that may be shown; ``crowd`` are the families in each sentence."""
    weights = model().weights
    strongest = max(weights[feature.name] for feature in FEATURES if feature.name.endswith("_density"))
    for passage in reading.passages:
        entry = passage.entry
        if entry.family not in FAMILIES or (entry.strength == 1 and len(crowd[passage.sentence]) == 1):
            continue
        weight = entry.strength * (1 + weights[f"{entry.family}_density"] / strongest)
        weight += 0.5 * len(crowd[passage.sentence]) + 0.8 * bool(reading.sentences[passage.sentence].brands)
        weight -= 2 * (entry.family == "buzz")  # the emptiest words tell least of the firm
        if entry.strength == 1 or (entry.ours and not passage.ours):
            weight -= _FAINT
        yield _Mark(entry.family, passage.sentence, weight, passage)
    for i, sentence in enumerate(reading.sentences):
        if sentence.brands:
            weight = (
                1.0
                + 4.5 * (sentence.zone == "title")
                + (sentence.zone == "heading")
                + 0.5 * len(crowd.get(i, ()))
            )
            yield _Mark("brand", i, weight, None)
