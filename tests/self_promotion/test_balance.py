"""The newest posts of a site, judged only as far as a rule asks."""

from __future__ import annotations

from klartext.lint.document import Document
from klartext.self_promotion.balance import latest_posts, published_posts
from klartext.self_promotion.score import ANALYSIS

from .texts import ADVERT, HELP


def post(day: int, body: str, slug: str, lang: str = "de") -> Document:
    header = f"Title: Tag {day}\nDate: 2026-03-{day:02}\nLang: {lang}\nSlug: {slug}\n\n"
    return Document(f"content/{day:02}-{lang}.md", header + body)


def test_the_newest_come_first_whatever_was_asked_before(site_with):
    posts = {f"p{day}": post(day, ADVERT if day % 3 else HELP, f"s{day}") for day in range(1, 10)}
    site = site_with(**posts)
    everything = published_posts(site)
    assert [p.date.day for p in everything] == list(range(9, 0, -1))
    for count in (2, 0, 5, 3, 20):
        assert tuple(latest_posts(site, count)) == everything[:count]


def test_posts_further_back_are_not_judged(site_with):
    site = site_with(**{f"p{day}": post(day, HELP, f"s{day}") for day in range(1, 10)})
    assert [p.date.day for p in latest_posts(site, 2)] == [9, 8]
    judged = [
        day
        for day in range(1, 10)
        if (ANALYSIS.name, ANALYSIS.version, f"content/{day:02}-de.md") in site._facts
    ]
    assert judged == [8, 9]


def test_a_promotional_translation_counts_on_its_own_day(site_with):
    site = site_with(
        a=post(9, HELP, "geteilt"),
        b=post(3, ADVERT, "geteilt", lang="de-AT"),
        c=post(5, HELP, "eigen"),
        d=post(1, HELP, "alt"),
    )
    assert [(p.date.day, p.promotional) for p in latest_posts(site, 3)] == [(5, False), (3, True), (1, False)]
