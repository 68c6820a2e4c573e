"""What the cache keeps from run to run, and what it lets go of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from klartext.checking import Checker, cached_site
from klartext.lint.cache import Cache
from klartext.registry import RuleChoice
from klartext.self_promotion.score import ANALYSIS
from klartext.settings import parse_settings
from klartext.site import Configuration, LoadedSite, document_from_text, site_of

if TYPE_CHECKING:
    from pathlib import Path

COMPANY = {"name": "Malerbetrieb Sommer", "domains": ["sommer-maler.example"]}
FOOTER = (
    "Malerbetrieb Sommer ist weltweit führend. Rufen Sie uns an: [Sommer](https://sommer-maler.example/)!"
)
POST = (
    "Title: Wände {n}\nDate: 2026-01-0{n}\n\n"
    + "Kalk atmet, Leim nicht: das zeigt Wand {n} nach dem Winter. " * 12
)


@pytest.fixture
def content(tmp_path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for n in range(1, 6):
        (folder / f"{n}.md").write_text(
            POST.format(n=n) + (f"\n\n{FOOTER}\n" if n < 3 else ""), encoding="utf-8"
        )
    return folder


def load(content: Path) -> LoadedSite:
    root = content.parent
    return site_of(Configuration(root / "pelicanconf.py", root, {}, parse_settings({"company": COMPANY})))


def check(site: LoadedSite, jobs: int = 1) -> tuple[list[object], list[object]]:
    """Return the findings of a site, and what is known of its posts without their footers."""
    checker = Checker(site, RuleChoice(None, site.settings.lint), date(2026, 11, 23), jobs)
    found = checker.diagnostics()
    checker.save_cache()
    return found, [site.fact(ANALYSIS, document) for document in site.documents]


def unread(site: LoadedSite) -> list[str]:
    """Return the posts that the next check must read."""
    assert isinstance(site.cache, Cache)
    return [document.path for document in site.documents if not site.cache.entry(document).rules]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_third_post_with_a_footer_lets_go_of_those_that_share_it(content, jobs):
    before = check(cached_site(load(content)), jobs)
    assert unread(cached_site(load(content))) == []
    third = content / "3.md"
    third.write_text(third.read_text(encoding="utf-8") + f"\n\n{FOOTER}\n", encoding="utf-8")
    assert unread(cached_site(load(content))) == ["content/1.md", "content/2.md", "content/3.md"]
    after = check(cached_site(load(content)), jobs)
    assert after == check(load(content))
    assert [facts["words"] for facts in after[1]] < [facts["words"] for facts in before[1]]
    assert unread(cached_site(load(content))) == []


def test_a_footer_that_is_gone_lets_go_of_them_too(content):
    third = content / "3.md"
    plain = third.read_text(encoding="utf-8")
    third.write_text(f"{plain}\n\n{FOOTER}\n", encoding="utf-8")
    check(cached_site(load(content)))
    third.write_text(plain, encoding="utf-8")
    assert unread(cached_site(load(content))) == ["content/1.md", "content/2.md", "content/3.md"]
    assert check(cached_site(load(content))) == check(load(content))


def test_a_warm_run_reads_no_header_to_know_what_posts_share(content):
    cached_site(load(content)).cache.save(load(content).documents)
    site = cached_site(load(content))
    assert [d.path for d in site.documents if "front_matter" in vars(d)] == []


def test_the_saved_posts_tell_what_a_text_in_an_editor_shares(content):
    third = content / "3.md"
    third.write_text(third.read_text(encoding="utf-8") + f"\n\n{FOOTER}\n", encoding="utf-8")
    saved = load(content)
    draft = document_from_text(POST.format(n=7) + f"\n\n{FOOTER}\n", "content/7.md", saved.configuration)
    site = LoadedSite(saved.configuration, (draft,), (draft,), (), passages=saved.repeated)
    cached = cached_site(site, stored=False)
    assert cached.cache.entry(draft).shared
    assert check(cached) == check(site)
