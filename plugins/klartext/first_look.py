"""What the checks say of a whole blog in a few figures: advertising by year, pictures, the commonest findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from klartext.self_promotion.balance import published_posts
from klartext.stock_photos.pictures import pictures
from klartext.stock_photos.rules.reused_picture import ReusedPicture

if TYPE_CHECKING:
    from collections.abc import Collection

    from klartext.checking import Checker


@dataclass(frozen=True)
class FirstLook:
    """Figures of the posts that were asked about."""

    years: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Per year: published posts that advertise, and all that are long enough to judge."""
    pictures: Counter[str] = field(default_factory=Counter)
    """Pictures in posts by origin: ``own``, ``stock``, ``generated``, ``remote``, ``missing``, ``unknown``."""
    stock_posts: int = 0
    """Posts with a stock picture."""
    reused: int = 0
    """Pictures that an earlier post showed already."""
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """Return the figures as JSON values."""
        return {
            "promotion_by_year": {str(year): list(counts) for year, counts in self.years.items()},
            "pictures": dict(sorted(self.pictures.items())),
            "posts_with_stock_pictures": self.stock_posts,
            "reused_pictures": self.reused,
            "severities": dict(sorted(self.severities.items())),
            "rules": dict(self.rules.most_common()),
        }


def first_look(checker: Checker, paths: Collection[str]) -> FirstLook:
    """Check a site and return the figures of the posts and pages at some paths."""
    diagnostics = [d for d in checker.diagnostics() if d.place.path in paths]
    site = checker.site
    years: dict[int, tuple[int, int]] = {}
    for post in sorted(published_posts(site), key=lambda post: post.date):
        if post.document.path in paths:
            promotional, judged = years.get(post.date.year, (0, 0))
            years[post.date.year] = (promotional + post.promotional, judged + 1)
    origins = {
        document.path: Counter(picture["origin"] for picture in pictures(document, site))
        for document in site.documents
        if document.path in paths
    }
    rules = Counter(diagnostic.rule for diagnostic in diagnostics)
    checker.save_cache()
    return FirstLook(
        years,
        sum(origins.values(), Counter()),
        sum(1 for found in origins.values() if found["stock"]),
        rules[ReusedPicture.name],
        Counter(diagnostic.severity.value for diagnostic in diagnostics),
        rules,
    )
