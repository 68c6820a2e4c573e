"""Knows which posts belong together: those that share rare tags, the same category and a close date."""

from __future__ import annotations

import bisect
import math
from collections import Counter
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
        scores: Counter[int] = Counter()
        for name in sorted(tags[index]):
            weight = math.log(1 + len(posts) / len(carriers[name]))
            for other in _near(carriers[name], index):
                scores[other] += weight  # type: ignore[assignment] # Counter adds real numbers as well
        for other in _near(by_category[str(post.category)], index):
            scores[other] += math.log(3)  # type: ignore[assignment] # as above
        scores.pop(index, None)
        nearest = sorted(scores, key=lambda other: (-scores[other], abs(other - index), other))
        result.append([posts[other] for other in nearest[:count]])
    return result


def _near(indexes: list[int], index: int) -> list[int]:
    at = bisect.bisect(indexes, index)
    return indexes[max(0, at - NEAREST) : at + NEAREST]
