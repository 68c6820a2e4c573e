"""A site's own figures of self-promotion: percentiles, balance, silence, and the limits that would fit it."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from klartext.lint.repetition import own_span
from klartext.lint.rule import Fact
from klartext.self_promotion.analysis import findings, links_to_others, names, words
from klartext.self_promotion.balance import published_posts, shares_by_month
from klartext.self_promotion.model import model
from klartext.self_promotion.reading import plain_text
from klartext.self_promotion.score import judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.self_promotion.balance import DatedPost

PERCENTILES = (10, 25, 50, 75, 90)
MINIMUM_POSTS = 20
"""Fewer posts say too little about where a site's own limit lies."""

_LATEST = 10
_MOST = 5
_SHARE = 20
_REPEATED_POSTS = 3
_REPEATED_WORDS = 8
_LOWEST, _HIGHEST = 0.35, 0.8
"""Suggested limits stay between these scores: no site is so good or so bad that its own habit is the measure."""


def calibration(site: Site) -> dict[str, Any]:
    """Return a site's figures as ``klartext calibrate --format json`` prints them.

    Returns:
        ``posts`` and ``promotional`` (counts of published posts), ``limits`` in use, ``percentiles`` of the score,
        of names per 100 words and of links to others, the ``latest`` posts' balance, ``silence`` in weeks,
        ``months``, the ``most`` promotional posts, paragraphs ``repeated`` in three posts or more, and the
        ``suggestion`` for the settings, None for few posts.
    """
    posts = [post for post in published_posts(site) if judge(post.document, site)["score"] is not None]
    balanced, excessive = model().limits(site.settings.self_promotion)
    found: dict[str, Any] = {
        "version": 1,
        "posts": len(posts),
        "promotional": sum(post.promotional for post in posts),
        "limits": {"balanced": round(balanced, 3), "excessive": round(excessive, 3)},
        "minimum": MINIMUM_POSTS,
    }
    if not posts:
        return found
    scores = [judge(post.document, site)["score"] for post in posts]
    densities = [
        100 * sum(name.count for name in names(post.document, site)) / max(words(post.document, site), 1)
        for post in posts
    ]
    links = [links_to_others(post.document, site) for post in posts]
    latest = posts[:_LATEST]
    most = sorted(zip(scores, posts, strict=True), key=lambda pair: (-pair[0], pair[1].document.path))[:_MOST]
    return found | {
        "percentiles": {
            "score": _percentiles(scores),
            "names": _percentiles(densities),
            "links": _percentiles(links),
        },
        "latest": {
            "posts": len(latest),
            "promotional": sum(post.promotional for post in latest),
            "credited": sum(links_to_others(post.document, site) > 0 for post in latest),
            "inviting": sum(bool(findings(post.document, site, "no-question-to-readers")) for post in latest),
        },
        "silence": _silence(posts, datetime.now()),  # noqa: DTZ005 — posts' dates are local and bare
        "months": [
            {"month": month, "promotional": promotional, "n": n}
            for month, (promotional, n) in shares_by_month(posts).items()
        ],
        "most": [
            {"score": score, "path": post.document.path, "title": post.document.title}
            for score, post in most
            if score > balanced
        ],
        "repeated": _repeated(posts, site),
        "suggestion": _suggestion(scores),
    }


def _compute_paragraphs(document: Document, site: Site) -> list[list[Any]]:
    known = tuple(" ".join(text.lower().split()) for text in site.settings.self_promotion.boilerplate)
    own = own_span(document, site.repeated)
    found = {}
    for block in document.blocks:
        if not own.start <= block.span.start < own.end:
            continue
        text = plain_text(block)
        if block.word_count >= _REPEATED_WORDS and not (known and text.startswith(known)):
            found[crc32(text.encode())] = " ".join(block.prose.text.split()[:_REPEATED_WORDS])
    return [[key, beginning] for key, beginning in found.items()]


PARAGRAPHS = Fact("self_promotion_paragraphs", 1, _compute_paragraphs)
"""Checksum and beginning of every longer paragraph of a post, without those known as footers."""


def _repeated(posts: Sequence[DatedPost], site: Site) -> list[dict[str, Any]]:
    """Return paragraphs that stand in several posts, the most frequent first."""
    count: Counter[int] = Counter()
    beginnings: dict[int, str] = {}
    for post in posts:
        for key, beginning in site.fact(PARAGRAPHS, post.document):
            count[key] += 1
            beginnings[key] = beginning
    often = sorted((-n, beginnings[key]) for key, n in count.items() if n >= _REPEATED_POSTS)
    return [{"posts": -n, "beginning": beginning} for n, beginning in often[:_MOST]]


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    return {
        str(step): round(float(value), 3)
        for step, value in zip(PERCENTILES, np.percentile(values, PERCENTILES), strict=True)
    }


def _silence(posts: Sequence[DatedPost], today: datetime) -> dict[str, int]:
    """Return the weeks since the newest post and the longest gap between two posts, newest first."""
    dates = [post.date for post in posts]
    gaps = [(later - earlier).days for later, earlier in itertools.pairwise(dates)]
    return {"weeks": max((today - dates[0]).days // 7, 0), "longest": max(gaps, default=0) // 7}


def _suggestion(scores: Sequence[float]) -> dict[str, float] | None:
    """Return limits above which a fifth and a half of the site's posts lie, within reason."""
    if len(scores) < MINIMUM_POSTS:
        return None
    excessive = float(np.clip(np.percentile(scores, 100 - _SHARE), _LOWEST, _HIGHEST))
    balanced = float(np.clip(np.percentile(scores, 50), 0.02, excessive / 2))
    return {"balanced": round(balanced, 2), "excessive": round(excessive, 2)}
