"""Knows which posts belong together: those that share rare tags, the same category and a close date."""

from __future__ import annotations

import bisect
import heapq
import math
from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


NEAREST = 40


class Post(Protocol):
    """What is compared of a post."""

    @property
    def category(self) -> object:
        """The one category."""

    @property
    def tags(self) -> Iterable[object]:
        """The tags; may be missing."""


P = TypeVar("P", bound=Post)


def related_posts(posts: Sequence[P], count: int) -> list[list[P]]:
    """Return for each of ``posts``, newest first, up to ``count`` others, the closest first.

    A shared tag counts the more the fewer posts carry it (inverse document frequency); a shared category
    counts as a tag that half of all posts carry. Ties go to the neighbour in time. A post that shares nothing
    is not suggested. Of those that share one thing only the ``NEAREST`` before and after in time are weighed,
    so that the time grows with the number of posts and not with its square.
    """
    tags = [{str(tag) for tag in getattr(post, "tags", ())} for post in posts]
    carriers: dict[str, list[int]] = {}
    for index, names in enumerate(tags):
        for name in names:
            carriers.setdefault(name, []).append(index)
    by_category: dict[str, list[int]] = {}
    for index, post in enumerate(posts):
        by_category.setdefault(str(post.category), []).append(index)

    result: list[list[P]] = []
    for index, post in enumerate(posts):
        scores: defaultdict[int, float] = defaultdict(float)
        for name in sorted(tags[index]):
            weight = math.log(1 + len(posts) / len(carriers[name]))
            for other in _near(carriers[name], index):
                scores[other] += weight
        for other in _near(by_category[str(post.category)], index):
            scores[other] += math.log(3)
        scores.pop(index, None)
        least = min(heapq.nlargest(count, scores.values()), default=0.0)
        closest = [other for other in scores if scores[other] >= least]
        closest.sort(key=lambda other: (-scores[other], abs(other - index), other))
        result.append([posts[other] for other in closest[:count]])
    return result


def _near(indexes: list[int], index: int) -> list[int]:
    at = bisect.bisect(indexes, index)
    return indexes[max(0, at - NEAREST) : at + NEAREST]
