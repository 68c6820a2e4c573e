"""What search engines are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from defusedxml import ElementTree

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ADDRESS = "https://blog.sommer-maler.example/"


def entries(site: Path) -> dict[str, tuple[str, dict[str, str]]]:
    root = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    return {
        url.findtext("s:loc", "", NAMES).removeprefix(ADDRESS): (
            url.findtext("s:lastmod", "", NAMES),
            {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)},
        )
        for url in root.findall("s:url", NAMES)
    }


def test_every_public_page_is_listed_once_with_its_true_date(site: Path) -> None:
    listed = entries(site)
    for address in listed:
        assert (site / (address or "index.html")).is_file(), address
    pages = {str(path.relative_to(site)) for path in site.rglob("*.html")}
    left_out = {"404.html", "entwuerfe/silikat.html", "index.html", "archiv/2025.html", "archiv/2026.html"}
    assert set(listed) == pages - left_out | {""}
    assert listed["treppenhaus.html"][0] == "2026-10-02", "the day it was modified"
    assert listed["aktion.html"][0] == "2025-10-20"
    assert listed["thema/fassade.html"][0] == "2026-08-02", "its newest post"
    assert listed["impressum.html"][0] == ""


def test_translations_point_to_each_other(site: Path) -> None:
    listed = entries(site)
    both = {"de": f"{ADDRESS}treppenhaus.html", "en": f"{ADDRESS}en/treppenhaus.html"}
    assert listed["treppenhaus.html"][1] == both
    assert listed["en/treppenhaus.html"][1] == both
    assert listed["aktion.html"][1] == {}


def test_robots_names_the_sitemap(site: Path) -> None:
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (site / "robots.txt").read_text("utf-8").splitlines()
