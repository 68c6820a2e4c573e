"""Knows series: posts with the same ``Series:``, in the order of ``Series_index:``, else of time.

Departs from the plugin pelican-series, whose attributes ours has: drafts are no part of what readers see, a wrong
index is an error with its file, and nothing outlives a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klartext.lint.messages.problem import Problem
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PHRASES: Mapping[str, Message] = {
    "no_number": Message(
        de="{file}: Series_index: {written} – hierher gehört eine Zahl wie 2, die Stelle des Beitrags in der Serie",
        en="{file}: Series_index: {written} – a number such as 2 belongs here, the post's place in the series",
    ),
}


class SeriesError(Problem):
    """A post's ``Series_index:`` is no number; told in one line."""


def join_series(posts: Iterable[Any], drafts: Iterable[Any] = ()) -> None:
    """Replace the attribute ``series``, a name, by a dict with what a page shows of the series.

    The dict has ``name``, ``index`` from 1, ``all``, ``previous`` and ``next``. A draft sees itself among the
    published posts; those do not see it.

    Args:
        posts: the published posts, all languages; each language has series of its own.
        drafts: the drafts.

    Raises:
        SeriesError: an index is no number.
    """
    members: dict[tuple[str, str], list[Any]] = {}
    for post in posts:
        if name := _name(post):
            members.setdefault((post.lang, name), []).append(post)
    # The lists stand before any post's name is replaced: drafts look themselves up by name.
    joined = [
        (draft, [*members.get((draft.lang, name), []), draft]) for draft in drafts if (name := _name(draft))
    ]
    joined += [(post, all_posts) for all_posts in members.values() for post in all_posts]
    ordered = [(post, sorted(parts, key=_order), _name(post)) for post, parts in joined]
    for post, parts, name in ordered:
        at = parts.index(post)
        post.series = {
            "name": name,
            "index": at + 1,
            "all": parts,
            "previous": parts[at - 1] if at else None,
            "next": parts[at + 1] if at + 1 < len(parts) else None,
        }


def _name(post: Any) -> str:  # noqa: ANN401 — Pelican's contents are untyped
    return str(post.metadata.get("series", "")).strip()


def _order(post: Any) -> tuple[bool, int, Any]:  # noqa: ANN401 — as above
    written = str(post.metadata.get("series_index", "")).strip()
    if written and not written.isdecimal():
        raise SeriesError(PHRASES["no_number"], file=post.source_path, written=written)
    return (not written, int(written or 0), post.date)
