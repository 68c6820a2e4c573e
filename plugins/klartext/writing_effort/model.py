"""The estimate of one post: minutes by phase, their range, what is left of them, and what the figures rest on."""

from __future__ import annotations

import math
import time
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING, Any

from klartext.writing_effort.calibration import Actual, Level, team_level
from klartext.writing_effort.constants import load_constants
from klartext.writing_effort.features import PostFeatures, features_of
from klartext.writing_effort.history import History, read_history

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.settings import WritingEffortSettings
    from klartext.writing_effort.constants import Constants

PHASES = ("planning", "drafting", "editing", "publishing", "photos", "approval", "sharing")
"""The phases in the order of the work; an estimate names those that take time."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an estimate rests on: the post's own recorded time, or the team's earlier posts, or neither."""

    is_recorded: bool = False
    recorded_posts: int = 0
    git_posts: int = 0

    def __str__(self) -> str:
        if self.is_recorded:
            return "recorded"
        parts = [f"{self.recorded_posts} recorded"] if self.recorded_posts else []
        parts += [f"{self.git_posts} from git"] if self.git_posts else []
        return ", ".join(parts) or "prior"


@dataclass(frozen=True, slots=True)
class Estimate:
    """The effort of one post, in whole minutes; ``phases`` sum exactly to ``minutes``, ``remaining`` to what is left.

    ``low`` and ``high`` enclose the real effort in the share ``coverage`` of posts. ``team_factor`` is how much longer
    than others the team takes. ``words`` is the length the estimate is made for: a draft's target, else its length.
    ``spent_minutes`` is what a draft's header says was worked on it.
    """

    path: str
    words: int
    phases: Mapping[str, int]
    low: int
    high: int
    coverage: float
    team_factor: float
    spread: float
    remaining: Mapping[str, int]
    remaining_high: int
    spent_minutes: int
    waiting_days: float
    sitting_minutes: float
    basis: Basis

    @property
    def minutes(self) -> int:
        """All the work."""
        return sum(self.phases.values())

    @property
    def remaining_minutes(self) -> int:
        """The work that is still ahead; 0 for what is published."""
        return sum(self.remaining.values())

    @property
    def sittings(self) -> int:
        """The half-hours that all the work takes."""
        return math.ceil(self.minutes / self.sitting_minutes)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as the command's JSON has them."""
        return {
            "minutes": self.minutes,
            "low": self.low,
            "high": self.high,
            "level": self.coverage,
            "phases": dict(self.phases),
            "waiting_days": int(self.waiting_days) if self.waiting_days.is_integer() else self.waiting_days,
            "sittings": self.sittings,
            "remaining_minutes": self.remaining_minutes,
            "basis": str(self.basis),
            "team_factor": round(self.team_factor, 2),
        }


def estimate(document: Document, site: Site) -> dict[str, Any]:
    """Return the effort of one post as the command's JSON has it.

    Raises:
        SettingsError: a constant that the site sets is unknown or makes no sense.
    """
    return site.shared(estimator).estimate(document).as_dict()


def estimator(site: Site) -> Estimator:
    """Return an estimator for a site; ``site.shared(estimator)`` makes it once a run."""
    return Estimator(site)


@dataclass(frozen=True, slots=True)
class _Team:
    """Those who write for one site: their usual length, and their finished posts, the oldest first."""

    typical_words: int
    """The length that a draft without a target is expected to reach."""
    order: list[tuple[str, str]]
    actuals: list[Actual]


class Estimator:
    """Estimates the posts of one site; reads all of them and the git history once."""

    def __init__(self, site: Site, now: float | None = None) -> None:
        self._site = site
        self.settings: WritingEffortSettings = site.settings.writing_effort
        self.constants = load_constants(self.settings)
        self.history = (
            read_history(site.root, site.content, self.constants, time.time() if now is None else now)
            if self.settings.git
            else History()
        )
        self._features: dict[str, PostFeatures] = {}
        self._first_use: dict[str, str] = {}
        """A photo → the path of the first post that shows it; in later ones it takes no time."""
        for post in sorted(
            map(self.features, site.documents), key=lambda post: (post.is_draft, _order(post))
        ):
            for photo in post.photos:
                self._first_use.setdefault(photo, post.path)
        published = [
            post for post in map(self.features, site.documents) if not post.is_draft and not post.is_page
        ]
        self._teams = {
            is_guest: self._team([post for post in published if post.is_guest is is_guest])
            for is_guest in (False, True)
        }

    def _team(self, published: Sequence[PostFeatures]) -> _Team:
        typical = median(post.words for post in published) if published else self.constants.typical_words
        finished = sorted(
            ((_order(post), actual) for post in published if post.dated and (actual := self._actual(post))),
            key=itemgetter(0),
        )
        return _Team(round(typical), [key for key, _ in finished], [actual for _, actual in finished])

    def features(self, document: Document) -> PostFeatures:
        """Return the features of a post, counted once."""
        known = self._features.get(document.path)
        if known is None:
            with document.parsed_for_now():
                known = features_of(document, self._site, self.constants)
            self._features[document.path] = known
        return known

    def own_photos(self, post: PostFeatures) -> int:
        """Return the number of photos that were taken for this post and not for an earlier one."""
        return sum(self._first_use.get(photo, post.path) == post.path for photo in post.photos)

    def estimate(self, document: Document) -> Estimate:
        """Return the effort of a post; recorded hours win over the model's."""
        post = self.features(document)
        if post.recorded_minutes is not None and not post.is_draft:
            return self._recorded(post, post.recorded_minutes)
        return self.predict(post)

    def predict(self, post: PostFeatures) -> Estimate:
        """Return what the model says, as if a published post had no recorded time."""
        level = self.level_before(post)
        words = self.target_words(post)
        writing = self._writing(post, words)
        later = _later_phases(self.settings, self.constants)
        exact = {name: minutes * level.factor for name, minutes in writing.items()} | later
        left = (
            _remaining(exact, post.words / words if words else 0.0, self.constants) if post.is_draft else {}
        )
        phases, remaining = _whole(exact), _whole(left)
        spent = round(post.recorded_minutes or 0) if post.is_draft else 0
        total = sum(phases.values())
        low, high = total / level.spread, total * level.spread
        rest_high = sum(remaining.values()) * level.spread
        if spent:
            # Time already worked is certain; the range is that of what is left.
            phases = apportion(exact, spent + sum(remaining.values()))
            low, high = spent + sum(remaining.values()) / level.spread, spent + rest_high
        return Estimate(
            path=post.path,
            words=words,
            phases=phases,
            low=round(low),
            high=round(high),
            coverage=self.constants.coverage,
            team_factor=level.factor,
            spread=level.spread,
            remaining=remaining,
            remaining_high=round(rest_high),
            spent_minutes=spent,
            waiting_days=self._waiting_days(post),
            sitting_minutes=self.constants.sitting_minutes,
            basis=Basis(recorded_posts=level.recorded, git_posts=level.from_git),
        )

    def target_words(self, post: PostFeatures) -> int:
        """Return the length the work is reckoned for: a draft's target or the site's usual length, or its own."""
        if not post.is_draft:
            return post.words
        return max(post.words, post.target_words or self._teams[post.is_guest].typical_words)

    def level_before(self, post: PostFeatures) -> Level:
        """Return the team's level from the posts published before this one; a draft comes after them all."""
        team = self._teams[post.is_guest]
        # A draft comes after all that is published, whatever date it has been given.
        end = len(team.actuals) if post.is_draft else bisect_left(team.order, _order(post))
        return team_level(team.actuals[:end], self.constants)

    def blended_minutes(self, post: PostFeatures) -> float | None:
        """Return the hours of a post without a recorded time from its git history and the model, None without git."""
        work = self.history.work.get(post.path)
        if work is None:
            return None
        weight = self.constants.git_weight
        model = self._model_minutes(post)
        return (
            math.exp(weight * math.log(work.minutes) + (1 - weight) * math.log(model)) if model > 0 else None
        )

    def _recorded(self, post: PostFeatures, minutes: float) -> Estimate:
        level = self.level_before(post)
        total = max(1, round(minutes))
        exact = self._writing(post, post.words)
        return Estimate(
            path=post.path,
            words=post.words,
            phases=apportion(exact, total),
            low=total,
            high=total,
            coverage=self.constants.coverage,
            team_factor=level.factor,
            spread=1.0,
            remaining={},
            remaining_high=0,
            spent_minutes=total,
            waiting_days=self._waiting_days(post),
            sitting_minutes=self.constants.sitting_minutes,
            basis=Basis(is_recorded=True),
        )

    def _model_minutes(self, post: PostFeatures) -> float:
        return sum(self._writing(post, post.words).values())

    def _writing(self, post: PostFeatures, words: int) -> dict[str, float]:
        return writing_phases(words, self.own_photos(post), post.lang, self.constants)

    def _actual(self, post: PostFeatures) -> Actual | None:
        model = self._model_minutes(post)
        if model <= 0:
            return None
        if post.recorded_minutes is not None:
            return Actual(math.log(post.recorded_minutes / model))
        work = self.history.work.get(post.path)
        return Actual(math.log(work.minutes / model), from_git=True) if work else None

    def _waiting_days(self, post: PostFeatures) -> float:
        constants = self.constants
        further = {
            1: 0.0,
            2: constants.people_2_waiting_days,
            3: constants.people_3_waiting_days,
        }.get(post.people, constants.people_4_waiting_days)
        return round(self.settings.approval_stages * constants.approval_waiting_days + further, 2)


def writing_phases(words: int, own_photos: int, lang: str, constants: Constants) -> dict[str, float]:
    """Return the minutes of the writing phases before any calibration, of which those for words are proportional."""
    thousands = words / 1000
    factor = constants.language_factor(lang)
    phases = {
        "planning": constants.planning_base_minutes + constants.planning_minutes_per_1000_words * thousands,
        "drafting": constants.drafting_minutes_per_1000_words * thousands,
        "editing": constants.editing_minutes_per_1000_words * thousands,
        "publishing": constants.publishing_minutes,
        "photos": constants.photo_setup_minutes + constants.photo_minutes * own_photos if own_photos else 0.0,
    }
    return {name: minutes * factor for name, minutes in phases.items()}


def apportion(weights: Mapping[str, float], total: int) -> dict[str, int]:
    """Return whole numbers in the proportion of the weights that sum exactly to the total (largest remainder)."""
    whole = sum(weights.values())
    if whole <= 0:
        return {"planning": total} if total else {}
    shares = {name: total * weight / whole for name, weight in weights.items()}
    result = {name: math.floor(share) for name, share in shares.items()}
    by_remainder = sorted(shares, key=lambda name: (result[name] - shares[name], PHASES.index(name)))
    for name in by_remainder[: total - sum(result.values())]:
        result[name] += 1
    return {name: minutes for name, minutes in result.items() if minutes}


def done_share(text_share: float, constants: Constants) -> float:
    """Return the share of the work that is done when this share of the text stands, from the measured curve."""
    curve = constants.done_curve
    for (x0, y0), (x1, y1) in pairwise(curve):
        if text_share <= x1:
            return y0 + (y1 - y0) * max(0.0, text_share - x0) / (x1 - x0)
    return curve[-1][1]


def _remaining(exact: Mapping[str, float], text_share: float, constants: Constants) -> dict[str, float]:
    """Return what is left of a draft's phases.

    Publishing lies ahead, drafting in proportion to the missing text; the curve says how much is left in all, and
    what these two do not account for is editing first, then planning and research. Pictures that stand in the
    draft are taken; approval and sharing come last.
    """
    text_share = min(1.0, text_share)
    core = [exact[name] for name in ("planning", "drafting", "editing", "publishing")]
    left = (1 - done_share(text_share, constants)) * sum(core)
    drafting = min(exact["drafting"] * (1 - text_share), left)
    publishing = min(exact["publishing"], left - drafting)
    editing = min(exact["editing"], left - drafting - publishing)
    planning = min(exact["planning"], left - drafting - publishing - editing)
    return {
        "planning": planning,
        "drafting": drafting,
        "editing": editing,
        "publishing": publishing,
        **{name: exact[name] for name in ("approval", "sharing")},
    }


def _later_phases(settings: WritingEffortSettings, constants: Constants) -> dict[str, float]:
    stage = constants.approval_reviewer_minutes + constants.approval_author_minutes
    sharing = constants.sharing_minutes if settings.sharing or settings.expected_comments else 0.0
    return {
        "approval": settings.approval_stages * stage,
        "sharing": sharing + settings.expected_comments * constants.comment_minutes,
    }


def _whole(phases: Mapping[str, float]) -> dict[str, int]:
    # Each phase is rounded for itself, so that none ever shrinks when the text grows.
    return {name: round(minutes) for name, minutes in phases.items() if round(minutes)}


def _order(post: PostFeatures) -> tuple[str, str]:
    return (post.dated.isoformat() if post.dated else "", post.path)


def published_posts(estimator: Estimator, documents: Sequence[Document]) -> list[Document]:
    """Return the posts, no pages, that readers can see, the oldest first."""
    posts = [document for document in documents if not document.is_page and document.status == "published"]
    return sorted(posts, key=lambda document: _order(estimator.features(document)))


def reading_minutes(words: int, lang: str, constants: Constants) -> int:
    """Return the minutes, at least 1, that silent reading takes."""
    return max(1, math.ceil(words / constants.reading_words_per_minute(lang)))
