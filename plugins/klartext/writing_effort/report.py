"""The figures of a site's drafts and posts as rows and tables: plan, hours left, accuracy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, median
from textwrap import shorten
from typing import TYPE_CHECKING

from klartext.writing_effort.duration import format_duration
from klartext.writing_effort.model import estimator, published_posts
from klartext.writing_effort.plan import Calendar, PlannedDraft, Task, make_plan, sittings_needed
from klartext.writing_effort.wording import basis_text, day_text, plan_text, range_text, say, sittings_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.writing_effort.model import Estimate

_COLUMN_GAP = "  "
_TITLE_COLUMNS = 56


def drafts_of(documents: Sequence[Document]) -> list[Document]:
    """Return the drafts among some documents, without pages."""
    return [document for document in documents if document.status == "draft" and not document.is_page]


def plan_of(
    documents: Sequence[Document], site: Site, start: date, per_day: int | None = None
) -> list[PlannedDraft]:
    """Return the plan for the drafts among some documents; a draft's future ``Date`` is its due date without ``Due``.

    Raises:
        SettingsError: the country or region of the public holidays is unknown.
    """
    shown = site.shared(estimator)
    settings = site.settings.writing_effort
    tasks: list[Task] = []
    for document in drafts_of(documents):
        post = shown.features(document)
        dated = post.dated.date() if post.dated else None
        due = post.due or (dated if dated and dated > start else None)
        tasks.append(Task(shown.estimate(document), document.title or document.path, due))
    return make_plan(tasks, Calendar(settings), start, per_day or settings.sittings_per_day)


def draft_summary(document: Document, site: Site, today: date, lang: str) -> str:
    """Return what is left of one draft: "7 halbe Stunden – bei einer pro Arbeitstag fertig am …"."""
    planned = plan_of([document], site, today)
    return (
        plan_text(planned[0], site.settings.writing_effort.sittings_per_day, today, lang) if planned else ""
    )


def table(
    documents: Sequence[Document],
    site: Site,
    lang: str,
    today: date | None = None,
    per_day: int | None = None,
) -> str:
    """Return the drafts among some documents as a table; empty without drafts.

    Args:
        documents: the posts to show.
        site: the site they belong to.
        lang: ``de`` or ``en``.
        today: the first day of the plan; without it there are no dates.
        per_day: sittings a day; without it the settings'.
    """
    drafts = drafts_of(documents)
    if not drafts:
        return ""
    ready: dict[str, date] = {}
    if today:
        ready = {
            planned.task.estimate.path: planned.ready for planned in plan_of(drafts, site, today, per_day)
        }
        by_path = {draft.path: draft for draft in drafts}
        drafts = [by_path[path] for path in ready]  # in the order of the plan
    head = [
        say(key, lang)
        for key in ("column_draft", "column_total", "column_range", "column_left", "column_sittings")
    ]
    rows = [[*head, *([say("column_ready", lang)] if today else [])]]
    shown = site.shared(estimator)
    estimates = [shown.estimate(document) for document in drafts]
    for found in estimates:
        row = [
            found.path,
            format_duration(found.minutes, lang),
            range_text(found, lang),
            format_duration(found.remaining_minutes, lang),
            str(sittings_needed(found.remaining_minutes, found.sitting_minutes)),
        ]
        if today:
            row.append(day_text(ready[found.path], today, lang))
        rows.append(row)
    lines = [aligned(rows), _explained(estimates[0], lang)]
    if len(estimates) > 1:
        left = sum(found.remaining_minutes for found in estimates)
        number = sum(sittings_needed(found.remaining_minutes, found.sitting_minutes) for found in estimates)
        sittings = sittings_text(number, estimates[0].sitting_minutes, lang)
        lines.append(say("all_left", lang, time=format_duration(left, lang), sittings=sittings))
    return "\n".join(lines)


def _explained(found: Estimate, lang: str) -> str:
    return say(
        "explained",
        lang,
        basis=basis_text(found.basis, lang),
        unit=sittings_text(1, found.sitting_minutes, lang),
    )


def aligned(rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """Return rows as lines with aligned columns, a rule under the first; the first ``left`` columns flush left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        _COLUMN_GAP.join(
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    lines.insert(1, "─" * max(map(len, lines)))
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published post: what it really took against what would have been estimated before it."""

    path: str
    estimate: Estimate
    actual_minutes: float
    is_recorded: bool

    @property
    def source(self) -> str:
        """``recorded`` or ``git``."""
        return "recorded" if self.is_recorded else "git"

    @property
    def log_error(self) -> float:
        """The natural logarithm of actual by estimate; above 0 where it took longer."""
        return math.log(self.actual_minutes / max(1, self.estimate.minutes))

    @property
    def percent_error(self) -> float:
        """How far the estimate lies from the actual, as a share of the actual."""
        return abs(self.estimate.minutes - self.actual_minutes) / self.actual_minutes

    @property
    def is_inside(self) -> bool:
        """Whether the actual lies in the range."""
        return self.estimate.low <= self.actual_minutes <= self.estimate.high


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Estimates against recorded times over a site's posts; shares are 0 to 1, None without recorded posts."""

    posts: tuple[Comparison, ...]
    recorded: int
    bias: float | None
    """Geometric mean of actual by estimate: 1.2 where posts take a fifth longer than estimated."""
    median_error: float | None
    coverage: float | None
    half_hour_share: float | None
    """The claim check: the share of posts that really took half an hour or less."""


def accuracy_of(documents: Sequence[Document], site: Site) -> Accuracy:
    """Return estimate against actual for every published post that has a recorded time or a git history."""
    shown = site.shared(estimator)
    posts: list[Comparison] = []
    for document in published_posts(shown, documents):
        post = shown.features(document)
        actual = post.recorded_minutes or shown.blended_minutes(post)
        if actual:
            is_recorded = post.recorded_minutes is not None
            posts.append(Comparison(document.path, shown.predict(post), actual, is_recorded))
    recorded = [comparison for comparison in posts if comparison.is_recorded]
    if not recorded:
        return Accuracy(tuple(posts), 0, None, None, None, None)
    return Accuracy(
        tuple(posts),
        len(recorded),
        math.exp(fmean(comparison.log_error for comparison in recorded)),
        median(comparison.percent_error for comparison in recorded),
        fmean(comparison.is_inside for comparison in recorded),
        fmean(comparison.actual_minutes <= 30 for comparison in recorded),
    )


def sittings_table(planned: Sequence[PlannedDraft], today: date, lang: str) -> str:
    """Return the sittings day by day: day, draft, what it is for."""
    rows = [(say("column_day", lang), say("column_draft", lang), say("column_phase", lang))]
    rows += [
        (
            day_text(sitting.day, today, lang, weekday=True),
            shorten(draft.task.title, _TITLE_COLUMNS, placeholder=" …"),
            say(sitting.phase, lang),
        )
        for _, sitting, draft in sorted(
            (((s.day, s.slot), s, draft) for draft in planned for s in draft.sittings),
            key=lambda item: item[0],
        )
    ]
    return aligned(rows, left=3)


def accuracy_text(found: Accuracy, lang: str) -> str:
    """Return the comparison as a table with a summary."""
    if not found.posts:
        return say("no_actuals", lang)
    keys = ("post", "estimated", "range", "actual", "deviation", "inside")
    rows = [tuple(say(f"column_{key}", lang) for key in keys)]
    for post in found.posts:
        actual = format_duration(post.actual_minutes, lang)
        rows.append(
            (
                post.path,
                format_duration(post.estimate.minutes, lang),
                range_text(post.estimate, lang),
                actual if post.is_recorded else f"{actual} ({say('by_git', lang)})",
                f"{math.expm1(post.log_error):+.0%}",
                say("yes" if post.is_inside else "no", lang),
            )
        )
    lines = [aligned(rows), ""]
    if (
        found.bias is None
        or found.median_error is None
        or found.coverage is None
        or found.half_hour_share is None
    ):
        return "\n".join([*lines, say("no_actuals", lang)])
    percent = round(abs(found.bias - 1) * 100)
    key = "bias_none" if percent == 0 else "bias_longer" if found.bias > 1 else "bias_shorter"
    lines.append(
        say(
            "accuracy_summary",
            lang,
            n=found.recorded,
            bias=say(key, lang, percent=percent),
            error=round(found.median_error * 100),
            coverage=round(found.coverage * 100),
        )
    )
    count = round(found.half_hour_share * found.recorded)
    lines.append(
        say(
            "half_hour_claim",
            lang,
            count=count,
            posts=found.recorded,
            percent=round(found.half_hour_share * 100),
        )
    )
    return "\n".join(lines)
