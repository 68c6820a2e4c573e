"""The pages in a real browser: no request elsewhere, no overflow, keyboard, light and dark, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "treppenhaus.html",
    "entwuerfe/silikat.html",
    "en/treppenhaus.html",
    "von/jana-sommer.html",
    "archiv.html",
    "themen.html",
    "impressum.html",
    "404.html",
]


@pytest.fixture(scope="session")
def address(site: Path, serve: Any) -> str:
    return serve(site)


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1920, "dark")]
)
def test_quiet_and_within_the_window(browser: Any, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    noise: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("response", lambda response: noise.append(response.url) if response.status >= 400 else None)
    page.on("request", lambda request: requests.append(request.url))
    for name in PAGES:
        page.goto(address + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways"
        assert noise == [], name
    assert len(requests) > len(PAGES)
    assert [url for url in requests if not url.startswith(address)] == []
    context.close()


def test_everything_is_there_without_scripts_and_from_a_folder(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((site / "treppenhaus.html").as_uri())
    assert failed == []
    assert page.locator("h1").inner_text().startswith("Warum ein Treppenhaus")
    page.get_by_role("link", name="Archiv").first.click()
    assert page.locator("h1").inner_text() == "Archiv"
    context.close()


def test_the_keyboard_reaches_the_text_first_and_shows_where_it_is(browser: Any, address: str) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address + "treppenhaus.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        stops = []
        for _ in range(60):
            page.keyboard.press("Tab")
            stop = page.evaluate(
                """() => {
                    const element = document.activeElement, style = getComputedStyle(element);
                    const card = element.closest('.card');
                    const outline = card ? getComputedStyle(card) : style;
                    return [element.tagName, outline.outlineStyle, parseFloat(outline.outlineWidth),
                            element.getAttribute('href')];
                }"""
            )
            if stop[0] == "BODY":
                break
            assert stop[1] == "solid", stop
            assert stop[2] >= 2, stop
            stops.append(stop[3])
        assert "#die-wand-bleibt-hell" in stops
        assert "./von/jana-sommer.html" in stops
        context.close()


def test_links_outside_running_text_are_large_enough_to_hit(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for name in ("index.html", "treppenhaus.html", "archiv.html"):
        page.goto(address + name)
        small = page.evaluate(
            """() => [...document.querySelectorAll('nav a, .share a, .swatches a, .site-name, .pagination a, .button')]
                .map(a => [a.textContent.trim(), a.getBoundingClientRect()])
                .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
        )
        assert small == [], name
    context.close()


def test_text_and_ground_change_with_the_scheme(browser: Any, address: str) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address + "treppenhaus.html")
        grounds[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        context.close()
    assert grounds == {"light": "rgb(251, 250, 247)", "dark": "rgb(24, 27, 27)"}


def test_nothing_moves_for_those_who_do_not_want_it(browser: Any, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + "index.html")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e => {
            const style = getComputedStyle(e);
            return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'
                || style.scrollBehavior === 'smooth';
        }).map(e => e.className)"""
    )
    assert moving == []
    context.close()


def test_paper_has_the_text_and_nothing_to_click(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "treppenhaus.html")
    page.emulate_media(media="print")
    for selector in (".site-menu", ".share", ".contents", ".related", ".site-footer"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator(".prose table").is_visible()
    assert page.locator(".article__source").is_visible()
    written = page.evaluate(
        "getComputedStyle(document.querySelector('.prose a[href^=http]'), '::after').content"
    )
    assert "https://example.org/merkblatt" in written
    assert len(page.pdf(format="A4")) > 10_000
    page.close()


def test_an_article_without_pictures_is_light(browser: Any, address: str) -> None:
    page = browser.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(address + "der-gruenton-den-wir-zweimal-streichen-mussten.html")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= 60 * 1024
    assert len(sizes) <= 6
    page.close()
