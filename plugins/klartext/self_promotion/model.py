"""The weights of the score, read from ``model.toml``, and what they make of a post's features."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from klartext.self_promotion.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klartext.settings import SelfPromotionSettings


class Model(NamedTuple):
    """A logistic regression: the score is the chance that a careful reader calls the post excessive."""

    intercept: float
    weights: Mapping[str, float]
    balanced: float
    """From this score on a post is no longer helpful but balanced."""
    excessive: float
    """From this score on a post is excessive."""

    def score(self, values: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """Return the score and what each contribution adds to it.

        The contributions and ``base``, the score of an empty page, sum up to the score: each weighted feature is
        turned into points by the mean slope of the logistic curve between the base and the score.
        """
        parts: dict[str, float] = {}
        for feature in FEATURES:
            part = self.weights[feature.name] * values[feature.name]
            parts[feature.contribution] = parts.get(feature.contribution, 0.0) + part
        start = self.intercept + parts.pop("base", 0.0)
        total = start + sum(parts.values())
        base, score = _logistic(start), _logistic(total)
        distance = total - start
        slope = (score - base) / distance if abs(distance) > 1e-9 else base * (1 - base)
        return score, {"base": base, **{name: part * slope for name, part in parts.items()}}

    def limits(self, settings: SelfPromotionSettings) -> tuple[float, float]:
        """Return the scores from which on a post is balanced and excessive, the site's own where it sets them."""
        excessive = self.excessive if settings.excessive is None else settings.excessive
        balanced = self.balanced if settings.balanced is None else settings.balanced
        return min(balanced, excessive), excessive

    def verdict(self, score: float, settings: SelfPromotionSettings) -> str:
        """Return ``helpful``, ``balanced`` or ``excessive``."""
        balanced, excessive = self.limits(settings)
        if score >= excessive:
            return "excessive"
        return "balanced" if score >= balanced else "helpful"


@cache
def model() -> Model:
    """Return the weights that ship with Klartext."""
    text = Path(__file__).with_name("model.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Model(
        data["intercept"],
        {feature.name: float(data["weights"][feature.name]) for feature in FEATURES},
        data["verdict"]["balanced"],
        data["verdict"]["excessive"],
    )


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
