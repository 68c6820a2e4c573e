"""Fit the weights of the self-promotion score and say honestly, company by company, how good they are.

usage: python bench/self_promotion/fit.py DATA [--write]

DATA holds ``labels.tsv`` and ``posts/ID.md``. Every figure of the table is out of fold: a company's posts are scored
with weights fitted on the other companies alone. ``--write`` fits on all posts and writes ``model.toml``.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from posts import LabelledPost, read_posts

from klartext.self_promotion import model as shipped
from klartext.self_promotion.features import FEATURES, features
from klartext.self_promotion.reading import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

PENALTY = 35.0
"""Ridge penalty on standardized features; chosen by the grouped cross-validation, flat between 10 and 100."""

ITERATIONS = 1500
SIGNS = np.array([feature.sign for feature in FEATURES], dtype=float)


def fit(x: Array, y: Array, weight: Array, penalty: float = PENALTY) -> tuple[float, Array]:
    """Return intercept and weights of a logistic regression whose weights keep the signs of their features.

    Args:
        x: feature values, shape (posts, features).
        y: 1 for excessive, else 0, shape (posts,).
        weight: the weight of each post, shape (posts,).
        penalty: of the squared weights of standardized features.

    Accelerated projected gradient (Beck and Teboulle, 2009).
    """
    mean, scale = np.average(x, axis=0, weights=weight), x.std(axis=0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / scale])
    step = 1 / (0.25 * float(np.linalg.norm(z * np.sqrt(weight)[:, None], 2)) ** 2 + penalty)
    ridge = np.full(z.shape[1], penalty)
    ridge[0] = 0
    beta = momentum = np.zeros(z.shape[1])
    t = 1.0
    for _ in range(ITERATIONS):
        p = 1 / (1 + np.exp(-(z @ momentum)))
        new = momentum - step * (z.T @ (weight * (p - y)) + ridge * momentum)
        new[1:] = np.where((new[1:] * SIGNS > 0) | (SIGNS == 0), new[1:], 0)
        t, before = (1 + (1 + 4 * t * t) ** 0.5) / 2, t
        momentum = new + (before - 1) / t * (new - beta)
        beta = new
    raw = beta[1:] / scale
    return float(beta[0] - raw @ mean), raw


def company_weights(groups: Sequence[str]) -> Array:
    """Return weights that keep a company with many posts from deciding alone: one over the root of its posts."""
    count = Counter(groups)
    weight = np.array([count[group] ** -0.5 for group in groups])
    return np.asarray(weight / weight.mean())


def out_of_fold(x: Array, y: Array, groups: Sequence[str]) -> Array:
    """Return log-odds of every post, each by weights that never saw its company."""
    name = np.array(groups)
    scores = np.zeros(len(y))
    for group in sorted(set(groups)):
        rest = name != group
        intercept, weights = fit(x[rest], y[rest], company_weights(name[rest].tolist()))
        scores[~rest] = intercept + x[~rest] @ weights
    return scores


def auc(positive: Array, negative: Array) -> float:
    """Return the chance that a positive scores above a negative; ties count half."""
    if not len(positive) or not len(negative):
        return float("nan")
    difference = positive[:, None] - negative[None, :]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def interval(scores: Array, labels: Array, groups: Sequence[str], negative: set[int]) -> tuple[float, float]:
    """Return the 95% interval of an area under the curve, companies drawn with replacement."""
    rng = random.Random(7)  # noqa: S311 — a bootstrap, not a secret
    by_group = {group: np.flatnonzero(np.array(groups) == group) for group in sorted(set(groups))}
    values = []
    for _ in range(400):
        rows = np.concatenate([by_group[g] for g in rng.choices(list(by_group), k=len(by_group))])
        s, label = scores[rows], labels[rows]
        value = auc(s[label == 2], s[np.isin(label, list(negative))])
        if not np.isnan(value):
            values.append(value)
    values.sort()
    return values[int(0.025 * len(values))], values[int(0.975 * len(values))]


def report(name: str, scores: Array, posts: Sequence[LabelledPost], threshold: float | None = None) -> None:
    """Print one row for German, English and both."""
    labels = np.array([post.label for post in posts])
    for lang in ("de", "en", "all"):
        rows = np.array([lang in (post.document.lang, "all") for post in posts])
        s, label = scores[rows], labels[rows]
        groups = [post.group for post in posts if lang in (post.document.lang, "all")]
        low0, high0 = interval(s, label, groups, {0})
        low1, high1 = interval(s, label, groups, {0, 1})
        line = (
            f"{name:<34} {lang:>3}  2v0 {auc(s[label == 2], s[label == 0]):.3f} [{low0:.2f},{high0:.2f}]"
            f"  2vRest {auc(s[label == 2], s[label != 2]):.3f} [{low1:.2f},{high1:.2f}]"
        )
        if threshold is not None:
            flagged = s >= threshold
            precision = float((label[flagged] == 2).mean()) if flagged.any() else float("nan")
            recall, alarms = float(flagged[label == 2].mean()), float(flagged[label == 0].mean())
            line += f"  P {precision:.2f} R {recall:.2f}  false alarms {alarms:.3f}"
        print(line)


def baselines(x: Array) -> dict[str, Array]:
    """Return the simple systems that the score must beat, from the same features."""
    column = {feature.name: x[:, i] for i, feature in enumerate(FEATURES)}
    lexicon = column["praise_density"] + column["call_density"]
    return {
        "name density + sentences about us": column["brand_density"] + column["self_sentences"],
        "own-link share": column["own_link_share"],
        "praise and calls": lexicon,
        "sum of the three": column["brand_density"]
        + column["self_sentences"]
        + column["own_link_share"]
        + lexicon,
    }


def thresholds(scores: Array, labels: Array, langs: Sequence[str]) -> tuple[float, float]:
    """Return the limits of "balanced" and "excessive" as log-odds, from out-of-fold scores.

    Excessive begins where precision above 0.80 and recall above 0.60 leave the widest margin in the language that has
    the smaller one; balanced where helpful posts and the others are told apart best.
    """
    lang = np.array(langs)

    def margin(limit: float) -> float:
        margins = []
        for one in sorted(set(langs)):
            flagged = scores[lang == one] >= limit
            twos = labels[lang == one] == 2
            precision = float(twos[flagged].mean()) if flagged.any() else 0.0
            margins += [precision - 0.80, float(flagged[twos].mean()) - 0.60]
        return min(margins)

    def separation(limit: float) -> float:
        return float((scores[labels > 0] >= limit).mean() - (scores[labels == 0] >= limit).mean())

    excessive = max(scores.tolist(), key=margin)
    balanced = max((v for v in scores.tolist() if v < excessive), key=separation)
    return balanced, excessive


def model_text(intercept: float, weights: Array, limits: tuple[float, float], posts: int) -> str:
    """Return the text of ``model.toml``; ``limits`` are the scores of "balanced" and "excessive"."""
    lines = [
        "# The weights of the self-promotion score: log-odds per unit of each feature (see features.py).",
        f"# Written by bench/self_promotion/fit.py from {posts} labelled posts; do not edit by hand.",
        f"intercept = {intercept:.4f}",
        "",
        "[verdict]",
        f"balanced = {limits[0]:.3f}",
        f"excessive = {limits[1]:.3f}",
        "",
        "[weights]",
        *(f"{feature.name} = {value:.4f}" for feature, value in zip(FEATURES, weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run the cross-validation and, when asked, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="fit on all posts and write model.toml")
    arguments = parser.parse_args()
    posts = read_posts(arguments.data)
    rows = []
    for post in posts:
        values = features(post.document, post.company, read(post.document, post.company))
        rows.append([values[feature.name] for feature in FEATURES])
    x = np.array(rows)
    labels = np.array([post.label for post in posts])
    y = (labels == 2).astype(float)
    groups = [post.group for post in posts]
    print(f"{len(posts)} posts, {len(set(groups))} groups of companies; every score is out of fold\n")
    for name, simple in baselines(x).items():
        report(name, simple, posts)
    scores = out_of_fold(x, y, groups)
    balanced, excessive = thresholds(scores, labels, [post.document.lang for post in posts])
    report("klartext", scores, posts, excessive)
    print(
        "\nverdicts:",
        *(
            f"{name} {logistic(limit):.2f}"
            for name, limit in (("balanced", balanced), ("excessive", excessive))
        ),
    )
    if arguments.write:
        intercept, weights = fit(x, y, company_weights(groups))
        path = Path(shipped.__file__).with_name("model.toml")
        limits = (logistic(balanced), logistic(excessive))
        path.write_text(model_text(intercept, weights, limits, len(posts)), encoding="utf-8")
        print(f"wrote {path.name}")


def logistic(x: float) -> float:
    """Return the probability of some log-odds."""
    return float(1 / (1 + np.exp(-x)))


if __name__ == "__main__":
    main()
