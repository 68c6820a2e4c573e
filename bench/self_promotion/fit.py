"""Fit the weights of the self-promotion score and say honestly, company by company, how good they are.

usage: python bench/self_promotion/fit.py DATA [--write]

DATA holds ``labels.tsv`` and ``posts/ID.md``. Every figure of the table is out of fold: a company's posts are scored
with weights fitted on the other companies alone. The weights are fitted on two views of each post: as it is, and
without the phrases that no other company uses, which is how posts of a company never read look. ``--write`` fits on
all posts and writes ``model.toml``.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from posts import LabelledPost, read_posts  # type: ignore[import-not-found] # stands beside this script

from klartext.self_promotion import model as shipped
from klartext.self_promotion.features import FEATURES, features
from klartext.self_promotion.lexicon import lexicon
from klartext.self_promotion.reading import read
from klartext.self_promotion.score import promotion
from klartext.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from klartext.self_promotion.reading import Passage, Reading

    Array = NDArray[np.float64]

_WORD = re.compile(r"\w+")

PENALTY = 35.0
"""Ridge penalty on standardized features; chosen by the grouped cross-validation, flat between 10 and 100."""

ITERATIONS = 1500
STRUCTURE = frozenset(
    "brand_density brand_sentences self_sentences brand_in_title we_in_headings emoji code has_code tables "
    "links_to_others own_link_share length english".split()
)
"""The features that ask no word list but "we" and "our"."""

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


def fit_both(views: Sequence[Array], y: Array, groups: Sequence[str]) -> tuple[float, Array]:
    """Return intercept and weights fitted on several views of the same posts, stacked."""
    weight = np.concatenate([company_weights(groups)] * len(views)) / len(views)
    return fit(np.vstack(views), np.concatenate([y] * len(views)), weight)


def out_of_fold(views: Sequence[Array], y: Array, groups: Sequence[str]) -> list[Array]:
    """Return log-odds of every post in every view, each by weights that never saw its company."""
    name = np.array(groups)
    scores = [np.zeros(len(y)) for _ in views]
    for group in sorted(set(groups)):
        rest = name != group
        intercept, weights = fit_both([view[rest] for view in views], y[rest], name[rest].tolist())
        for score, view in zip(scores, views, strict=True):
            score[~rest] = intercept + view[~rest] @ weights
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


def report(
    name: str, scores: Array, posts: Sequence[LabelledPost], flagged: NDArray[np.bool_] | None = None
) -> None:
    """Print one row for German, English and both; ``flagged`` are the posts that the verdict calls excessive."""
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
        if flagged is not None:
            told = flagged[rows]
            precision = float((label[told] == 2).mean()) if told.any() else float("nan")
            recall, alarms = float(told[label == 2].mean()), float(told[label == 0].mean())
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


def best_limit(views: Sequence[Array], labels: Array) -> float:
    """Return the log-odds at which the worse view keeps the widest margin, precision over 0.80 and recall over 0.60.

    Neighbouring limits are averaged: with a hundred excessive posts the single best one is luck.
    """
    twos = labels == 2
    every = np.concatenate(views)
    limits = np.sort(every[every > np.quantile(every, 0.5)])
    margins = np.array(
        [
            min(
                min(float(twos[scores >= v].mean()) - 0.80, float((scores[twos] >= v).mean()) - 0.60)
                for scores in views
                if (scores >= v).any()
            )
            for v in limits
        ]
    )
    width = max(len(limits) // 20, 1)
    smooth = np.convolve(margins, np.ones(width) / width, mode="same")
    return float(limits[int(np.argmax(smooth[width:-width])) + width])


def common_limit(views: Sequence[Array], labels: Array, english: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the log-odds from which on a post is excessive, and how far English scores move to share them.

    A verdict must mean the same in both languages.
    """
    german = best_limit([view[~english] for view in views], labels[~english])
    return german, german - best_limit([view[english] for view in views], labels[english])


def flagged_out_of_fold(
    views: Sequence[Array], labels: Array, english: NDArray[np.bool_], groups: Sequence[str]
) -> list[NDArray[np.bool_]]:
    """Return which posts of each view are excessive by a limit that never saw their company."""
    name = np.array(groups)
    flagged = [np.zeros(len(labels), dtype=bool) for _ in views]
    for group in sorted(set(groups)):
        rest = name != group
        limit, shift = common_limit([view[rest] for view in views], labels[rest], english[rest])
        for told, view in zip(flagged, views, strict=True):
            told[~rest] = view[~rest] + shift * english[~rest] >= limit
    return flagged


def balanced_limit(scores: Array, labels: Array, excessive: float) -> float:
    """Return the log-odds below ``excessive`` that tell helpful posts from the others best."""
    limits: list[float] = [v for v in scores.tolist() if v < excessive]
    return max(
        limits, key=lambda v: float((scores[labels > 0] >= v).mean() - (scores[labels == 0] >= v).mean())
    )


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


def matrix(posts: Sequence[LabelledPost], readings: Sequence[Reading]) -> Array:
    """Return the features of posts, shape (posts, features)."""
    rows = []
    for post, reading in zip(posts, readings, strict=True):
        values = features(post.document, reading)
        rows.append([values[feature.name] for feature in FEATURES])
    return np.array(rows)


def _form(post: LabelledPost, reading: Reading, passage: Passage) -> tuple[str, ...]:
    lists = lexicon(post.document.lang)
    text = post.document.text[passage.span.start : passage.span.end]
    words = _WORD.findall(text) or [text]
    brands = reading.sentences[passage.sentence].brands
    named = any(passage.span.overlaps(brand) for brand in brands)
    first_is_name = any(brand.start <= passage.span.start < brand.end for brand in brands)
    last_is_name = any(brand.start < passage.span.end <= brand.end for brand in brands)
    ends = [
        "" if is_name or lists is None else lists.stem(word)
        for word, is_name in ((words[0], first_is_name), (words[-1], last_is_name))
    ]
    return (passage.entry.family, passage.entry.name, *ends, "named" if named else "")


def phrases_of_others(posts: Sequence[LabelledPost], readings: Sequence[Reading]) -> list[Reading]:
    """Return readings without the phrases that no other company uses.

    The lists were written by people who had read posts of the same companies. What is left here cannot be one
    company's handwriting; good phrases that happen to stand in one company's posts alone are lost as well, so this is
    a lower bound. A phrase is known by its entry and the stems of its first and last word.
    """
    users: dict[tuple[str, ...], set[str]] = {}
    forms = []
    for post, reading in zip(posts, readings, strict=True):
        keys = [_form(post, reading, passage) for passage in reading.passages]
        forms.append(keys)
        for key in keys:
            users.setdefault(key, set()).add(post.group)
    return [
        reading._replace(
            passages=tuple(
                passage
                for passage, key in zip(reading.passages, keys, strict=True)
                if passage.entry.help or len(users[key]) > 1
            ),
        )
        for reading, keys in zip(readings, forms, strict=True)
    ]


def evidence(
    posts: Sequence[LabelledPost], readings: Sequence[Reading], scores: Array, threshold: float
) -> None:
    """Print how often the marks of a rightly flagged post touch a passage that the reader had marked."""
    for lang in ("de", "en", "all"):
        touched, marks = 0, []
        for post, reading, score in zip(posts, readings, scores, strict=True):
            if post.label < 2 or score < threshold or lang not in {post.document.lang, "all"}:
                continue
            found = promotion(post.document, Settings(company=post.company), reading)["evidence"]
            texts = [" ".join(mark["text"].split()) for mark in found]
            spans = [" ".join(span.split()) for span in post.spans]
            touched += any(text in span or span in text for text in texts for span in spans)
            marks.append(len(texts))
        share = touched / len(marks)
        print(
            f"evidence {lang:>3}: {share:.3f} of {len(marks)} posts, {int(np.median(marks))} marks in the median"
        )


def reliability(name: str, scores: Array, labels: Array) -> None:
    """Print what share of posts with about a score is excessive: a calibrated score says it itself."""
    chance = 1 / (1 + np.exp(-scores))
    cells = []
    for low, high in itertools.pairwise((0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1)):
        inside = (chance >= low) & (chance < high)
        cells.append(f"{chance[inside].mean():.2f} → {(labels[inside] == 2).mean():.2f} ({inside.sum()})")
    print(f"{name:<34} {', '.join(cells)}")


def main() -> None:
    """Run the cross-validation and, when asked, write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="fit on all posts and write model.toml")
    arguments = parser.parse_args()
    posts = read_posts(arguments.data)
    readings = [read(post.document, post.company, repeated=post.repeated) for post in posts]
    x = matrix(posts, readings)
    labels = np.array([post.label for post in posts])
    y = (labels == 2).astype(float)
    groups = [post.group for post in posts]
    print(f"{len(posts)} posts, {len(set(groups))} groups of companies; every score is out of fold\n")
    for name, simple in baselines(x).items():
        report(name, simple, posts)
    views = [x, matrix(posts, phrases_of_others(posts, readings))]
    english = np.array([post.document.lang == "en" for post in posts])
    raw = out_of_fold(views, y, groups)
    excessive, shift = common_limit(raw, labels, english)
    scores, strict = (score + shift * english for score in raw)
    balanced = balanced_limit(np.concatenate([scores, strict]), np.tile(labels, 2), excessive)
    told = flagged_out_of_fold(raw, labels, english, groups)
    bare = out_of_fold([np.where([f.name in STRUCTURE for f in FEATURES], x, 0)], y, groups)
    report("klartext without word lists", bare[0], posts)
    report("klartext, phrases of others only", strict, posts, told[1])
    report("klartext", scores, posts, told[0])
    print("\nmean score → share that is excessive (posts)")
    reliability("klartext", scores, labels)
    reliability("klartext, phrases of others only", strict, labels)
    print(f"\nverdicts: balanced from {logistic(balanced):.2f}, excessive from {logistic(excessive):.2f}")
    if arguments.write:
        intercept, weights = fit_both(views, y, groups)
        weights[[feature.name for feature in FEATURES].index("english")] += shift
        path = Path(shipped.__file__).with_name("model.toml")
        limits = (logistic(balanced), logistic(excessive))
        path.write_text(model_text(intercept, weights, limits, len(posts)), encoding="utf-8")
        shipped.model.cache_clear()
        print(f"wrote {path.name}")
    print()
    evidence(posts, readings, scores, excessive)


def logistic(x: float) -> float:
    """Return the probability of some log-odds."""
    return float(1 / (1 + np.exp(-x)))


if __name__ == "__main__":
    main()
