from __future__ import annotations

import pytest

from klartext.lint.document import Document
from klartext.self_promotion.balance import published_posts, share, shares_by_month
from klartext.self_promotion.calibration import MINIMUM_POSTS, calibration
from klartext.settings import parse_settings

from .texts import ADVERT, HELP


def document(number: int, body: str, **header: str) -> Document:
    lines = [
        f"Title: Beitrag {number}",
        f"Date: 2026-{number % 12 + 1:02}-14",
        "Lang: de",
        f"Slug: b{number}",
    ]
    lines += [f"{key.capitalize()}: {value}" for key, value in header.items()]
    return Document(f"content/{number}.md", "\n".join(lines) + "\n\n" + body)


def test_an_empty_site(site_with):
    found = calibration(site_with())
    assert found["posts"] == 0
    assert "percentiles" not in found


def test_few_posts_give_no_suggestion(site_with):
    found = calibration(site_with(a=document(1, HELP), b=document(2, ADVERT)))
    assert (found["posts"], found["promotional"]) == (2, 1)
    assert found["suggestion"] is None
    assert [post["path"] for post in found["most"]] == ["content/2.md"]


def test_the_suggestion_stays_within_reason(site_with):
    helpful = {f"p{i}": document(i, HELP + f"Zum {i}. Mal.\n") for i in range(MINIMUM_POSTS)}
    adverts = {f"p{i}": document(i, ADVERT) for i in range(MINIMUM_POSTS)}
    assert calibration(site_with(**helpful))["suggestion"]["excessive"] == pytest.approx(0.35)
    assert calibration(site_with(**adverts))["suggestion"]["excessive"] == pytest.approx(0.8)


def test_drafts_pages_and_translations(site_with):
    posts = published_posts(
        site_with(
            a=document(1, ADVERT),
            b=Document(
                "content/1.en.md",
                "Title: T\nDate: 2026-02-14\nLang: en\nSlug: b1\n\n" + "This is help. " * 40,
            ),
            c=document(2, ADVERT, status="draft"),
            d=Document("content/seite.md", "Title: S\nDate: 2026-02-14\nLang: de\n\n" + ADVERT, is_page=True),
            e=document(3, "Kurz."),
            f=document(4, "Kurz.", promotional="ja"),
        )
    )
    assert [(p.document.slug, p.promotional) for p in posts] == [("b4", True), ("b1", True)]
    assert share(posts) == 1.0
    assert share([]) is None
    assert shares_by_month(posts) == {"2026-05": (1, 1), "2026-02": (1, 1)}


def test_silence(site_with):
    found = calibration(site_with(a=document(0, HELP), b=document(5, HELP)))
    assert found["silence"]["longest"] == 151 // 7  # from 14 January to 14 June


def test_repeated_paragraphs_are_named_and_may_be_left_out(site_with):
    footer = "Der Malerbetrieb Sommer ist Ihr führender Partner für maßgeschneiderte Anstriche in der ganzen Region.\n"
    posts = {f"p{i}": document(i, f"Fall {i}: {HELP}\n{footer}\nSchluss {i}.\n") for i in range(3)}
    found = calibration(site_with(**posts))
    assert found["repeated"] == [
        {"posts": 3, "beginning": "Der Malerbetrieb Sommer ist Ihr führender Partner für"}
    ]
    raw = {
        "company": {"name": "Malerbetrieb Sommer"},
        "self_promotion": {"boilerplate": ["der Malerbetrieb Sommer ist Ihr führender"]},
    }
    settings = parse_settings(raw)
    without = calibration(site_with(settings, **posts))
    assert without["repeated"] == []
    assert without["percentiles"]["names"]["50"] == 0 < found["percentiles"]["names"]["50"]


def test_footers_need_not_be_named(site_with):
    posts = {f"p{i}": document(i, f"Fall {i}: {HELP}\n{ADVERT}") for i in range(3)}
    alone = calibration(site_with(p0=posts["p0"]))["percentiles"]["names"]["50"]
    found = calibration(site_with(**posts))
    assert found["repeated"] == []
    assert found["percentiles"]["names"]["50"] == 0 < alone
