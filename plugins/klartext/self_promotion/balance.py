"""The balance of a site: how many of its posts are about the company itself, over the last posts and by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from klartext.self_promotion.analysis import is_declared
from klartext.self_promotion.score import judge
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class DatedPost(NamedTuple):
    """A post in the site's balance: promotional where it is excessive or says that it is an advert."""

    document: Document
    date: datetime
    promotional: bool


@dataclass(frozen=True, slots=True)
class LatestPosts:
    """The options of rules on the newest posts: a share of the latest ``posts``, on blogs of at least ``minimum``."""

    share: float
    posts: int = 10
    minimum: int = 5

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise BadValue("share", PHRASES["between_0_and_1"])
        for key in ("posts", "minimum"):
            if getattr(self, key) < 1:
                raise BadValue(key, PHRASES["at_least_1"])


def is_promotional(document: Document, site: Site) -> bool | None:
    """Tell whether a post is excessive or says that it is an advert; None where it is too short to tell."""
    if is_declared(document):
        return True
    verdict = judge(document, site)["verdict"]
    return None if verdict is None else verdict == "excessive"


def published_posts(site: Site) -> tuple[DatedPost, ...]:
    """Return a site's published posts that are long enough to judge, the newest first.

    A translation counts with its original once, as the original.
    """
    return tuple(_newest_first(site))


def latest_posts(site: Site, count: int) -> Sequence[DatedPost]:
    """Return the first ``count`` of the ``published_posts``, or all where they are fewer; no others are judged."""
    return site.shared(_Latest).take(count)


class _Latest:
    """The newest posts of a site, judged one by one as rules ask for them."""

    def __init__(self, site: Site) -> None:
        self._coming = _newest_first(site)
        self._known: list[DatedPost] = []

    def take(self, count: int) -> Sequence[DatedPost]:
        self._known.extend(islice(self._coming, max(0, count - len(self._known))))
        return self._known[:count]


def _newest_first(site: Site) -> Iterator[DatedPost]:
    same: dict[str, list[tuple[datetime, str, Document]]] = defaultdict(list)
    for document in site.documents:
        if not document.is_page and document.status == "published" and document.date is not None:
            same[document.slug].append((document.date, document.path, document))
    waiting: list[DatedPost] = []
    for newest, translations in sorted(((max(group), group) for group in same.values()), reverse=True):
        # Of translations an older one may be the one that counts: it waits for its turn.
        yield from (post for post in waiting if (post.date, post.document.path) > newest)
        waiting = [post for post in waiting if (post.date, post.document.path) < newest]
        if post := _counted(translations, site):
            waiting = sorted([*waiting, post], key=lambda p: (p.date, p.document.path), reverse=True)
    yield from waiting


def _counted(translations: Sequence[tuple[datetime, str, Document]], site: Site) -> DatedPost | None:
    """Return which of a post's translations counts: the first, or the first that is promotional."""
    found: DatedPost | None = None
    for date, _, document in translations:
        promotional = is_promotional(document, site)
        if promotional is not None and (found is None or promotional > found.promotional):
            found = DatedPost(document, date, promotional)
    return found


def share(posts: Sequence[DatedPost]) -> float | None:
    """Return the share of promotional posts, None where there are none at all."""
    return sum(post.promotional for post in posts) / len(posts) if posts else None


def shares_by_month(posts: Sequence[DatedPost]) -> dict[str, tuple[int, int]]:
    """Return the promotional posts and all posts of each month, such as ``{"2026-03": (1, 4)}``, the newest first."""
    months: dict[str, list[DatedPost]] = defaultdict(list)
    for post in posts:
        months[f"{post.date:%Y-%m}"].append(post)
    return {
        month: (sum(p.promotional for p in months[month]), len(months[month]))
        for month in sorted(months, reverse=True)
    }
