"""All figures of posts, put together from the four plugins, and how they are shown to people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from klartext.click_to_tweet.tweets import tweets
from klartext.self_promotion.balance import is_promotional
from klartext.self_promotion.score import judge
from klartext.stock_photos.pictures import pictures
from klartext.writing_effort.features import COUNTS
from klartext.writing_effort.model import estimate
from klartext.writing_effort.wording import say as effort_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klartext.lint.document import Document
    from klartext.lint.messages.catalogue import Catalogue
    from klartext.lint.rule import Site


def figures(posts: Sequence[Document], site: Site, lang: str = "en") -> dict[str, Any]:
    """Return every figure of some posts of a site, as the command's JSON version 1 has it.

    ``lang`` is the language of the reasons for a picture's origin, English where a program reads them.
    ``promotion_share`` is the share of posts that are excessive or say that they are adverts, among those long enough
    to judge; None where none is.
    """
    found = []
    for post in posts:
        found.append(post_figures(post, site, lang))
        post.forget()
    told = [promotional for post in posts if (promotional := is_promotional(post, site)) is not None]
    share = round(sum(told) / len(told), 4) if told else None
    return {"version": 1, "posts": found, "site": {"promotion_share": share, "posts": len(found)}}


def post_figures(post: Document, site: Site, lang: str = "en") -> dict[str, Any]:
    """Return every figure of one post."""
    return {
        "path": post.path,
        "title": post.title,
        "lang": post.lang,
        "status": post.status,
        "words": site.fact(COUNTS, post)["words"],
        "promotion": judge(post, site),
        "effort": estimate(post, site),
        "pictures": pictures(post, site, lang),
        "tweets": tweets(post, site),
    }


COLUMNS = ("post", "words", "promotion", "verdict", "effort", "remaining", "pictures", "quotes")
"""The columns that a table of figures may have."""

_LEFT = frozenset({"post", "verdict", "pictures"})


def figures_table(posts: Sequence[dict[str, Any]], say: Catalogue, columns: Sequence[str] = COLUMNS) -> str:
    """Return posts' figures as a table with one line a post."""
    rows = [[say.phrase(f"column_{column}") for column in columns]]
    for post in posts:
        cells = _cells(post, say)
        rows.append([cells[column] for column in columns])
    widths = [max(len(row[i]) for row in rows) for i in range(len(columns))]
    lines = [
        "  ".join(
            cell.ljust(width) if column in _LEFT else cell.rjust(width)
            for cell, width, column in zip(row, widths, columns, strict=True)
        )
        for row in rows
    ]
    lines.insert(1, "─" * len(lines[0]))
    return "\n".join(line.rstrip() for line in lines)


def _cells(post: dict[str, Any], say: Catalogue) -> dict[str, str]:
    promotion, effort = post["promotion"], post["effort"]
    return {
        "post": post["path"],
        "words": str(post["words"]),
        "promotion": _score(promotion["score"], say),
        "verdict": say.phrase(f"verdict_{promotion['verdict']}") if promotion["verdict"] else "–",
        "effort": duration(effort["minutes"]),
        "remaining": duration(effort["remaining_minutes"]) if effort["remaining_minutes"] else "–",
        "pictures": _origins(post["pictures"], say),
        "quotes": str(len(post["tweets"])) if post["tweets"] else "–",
    }


def promotion_line(promotion: Mapping[str, Any], say: Catalogue) -> str:
    """Return how much a post advertises, in one line."""
    if promotion["score"] is None:
        return f"{say.phrase('column_promotion')}: {say.phrase('too_short')}"
    verdict = say.phrase(f"verdict_{promotion['verdict']}")
    return f"{say.phrase('column_promotion')}: {_score(promotion['score'], say)} – {verdict}"


def figures_in_full(post: dict[str, Any], say: Catalogue) -> str:
    """Return one post's figures with all that they rest on."""
    promotion, effort = post["promotion"], post["effort"]
    status = say.phrase(f"status_{post['status']}")
    lines = [
        post["path"],
        f"  {post['title'] or '–'} · {status} · {say.phrase('word_count', n=post['words'])}",
    ]
    lines.append(f"  {promotion_line(promotion, say)}")
    if promotion["score"] is not None:
        largest = sorted(promotion["contributions"].items(), key=lambda item: (-abs(item[1]), item[0]))
        parts = [
            f"{say.phrase(f'contribution_{name}')} {say.phrase('signed', value=value)}"
            for name, value in largest
            if abs(value) >= 0.005
        ]
        if parts:
            lines.append("    " + ", ".join(parts))
        for e in promotion["evidence"]:
            kind = say.phrase(f"contribution_{e['kind']}")
            lines.append(f"    {post['path']}:{e['line']}: {kind}: {e['text']}")
    lines.append(f"  {say.phrase('column_effort')}: {_effort(effort, say)}")
    phases = (f"{effort_word(name, say.lang)} {duration(m)}" for name, m in effort["phases"].items())
    lines.append("    " + ", ".join(phases))
    for picture in post["pictures"]:
        reasons = f" ({'; '.join(picture['reasons'])})" if picture["reasons"] else ""
        origin = say.phrase(f"origin_{picture['origin']}")
        lines.append(f"  {say.phrase('picture')}: {picture['src']}, {origin}{reasons}")
    lines.extend(f"  {say.phrase('quote')}: {tweet['text']}" for tweet in post["tweets"])
    return "\n".join(lines)


def _effort(effort: dict[str, Any], say: Catalogue) -> str:
    return say.phrase(
        "effort",
        time=duration(effort["minutes"]),
        low=duration(effort["low"]),
        high=duration(effort["high"]),
        n=effort["sittings"],
        left=duration(effort["remaining_minutes"]),
    )


def _origins(found: Sequence[dict[str, Any]], say: Catalogue) -> str:
    counts = Counter(picture["origin"] for picture in found)
    return ", ".join(f"{counts[o]} {say.phrase(f'origin_{o}')}" for o in sorted(counts)) or "–"


def _score(score: float | None, say: Catalogue) -> str:
    return "–" if score is None else say.phrase("score", score=score)


def duration(minutes: float) -> str:
    """Return minutes as people say them: ``45 min``, ``2 h 05``."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02}" if hours else f"{rest} min"
