"""Answers in the built site: in the page, on the cards, in the feed; bad files as one clear line."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable

_SPEC = importlib.util.spec_from_file_location("answers_conftest", Path(__file__).parent / "conftest.py")
assert _SPEC
assert _SPEC.loader
_CONFTEST = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_CONFTEST)
answer: Callable[..., str] = _CONFTEST.answer

ATOM = "{http://www.w3.org/2005/Atom}"
FOLDER = "antworten/kalk/"


def page(output: Path, name: str = "kalk.html") -> BeautifulSoup:
    return BeautifulSoup((output / name).read_text("utf-8"), "html.parser")


def test_answers_are_threaded_marked_counted_and_in_the_feed(build: Any, log: list[str]) -> None:
    output = build(
        {
            f"{FOLDER}a.md": answer("Bei mir *nicht*.", name="Bernd", site="https://maler-ruh.example"),
            f"{FOLDER}b.md": answer(name="Jana Sommer", reply_to="a", kind="author", date="2026-03-03 10:00"),
            f"{FOLDER}c.md": answer("Noch nicht gelesen.", status="draft"),
        }
    )
    assert log == []
    section = page(output).select_one("#antworten")
    assert section
    assert section.h2
    assert section.h2.get_text(strip=True) == "2 Antworten"
    first, reply = section.select("article.answer")
    assert reply.find_parent("ol").find_previous_sibling("article") is first  # type: ignore[union-attr] # it has one
    assert first.em
    assert first.time
    assert first.time["datetime"] == "2026-03-02T09:00:00+01:00"
    assert first.select_one(".answer__meta a[rel]")["href"] == "https://maler-ruh.example"  # type: ignore[index]
    assert first.select_one(".answer__mark") is None
    assert "hat diesen Beitrag geschrieben" in reply.get_text()
    assert reply.select_one('a[href="#antwort-a"]')
    assert "Noch nicht gelesen" not in (output / "kalk.html").read_text("utf-8")
    assert "2 Antworten" in page(output, "index.html").select_one(".card .meta").get_text()  # type: ignore[union-attr]
    feed = ET.parse(output / "feeds/antworten.atom.xml").getroot()  # noqa: S314 — our own file
    entries = feed.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}author/{ATOM}name") for e in entries] == ["Jana Sommer", "Bernd"]
    assert entries[1].findtext(f"{ATOM}content") == "<p>Bei mir <em>nicht</em>.</p>"
    assert entries[1].find(f"{ATOM}link").get("href", "").endswith("/kalk.html#antwort-a")  # type: ignore[union-attr]
    assert page(output, "index.html").select_one('link[href$="feeds/antworten.atom.xml"]')


def test_a_prepared_mail_names_post_and_answer(build: Any) -> None:
    output = build({f"{FOLDER}a.md": answer()})
    links = [str(a["href"]) for a in page(output).select('#antworten a[href^="mailto:"]')]
    subjects = [parse_qs(urlsplit(link).query)["subject"][0] for link in links]
    assert subjects == ["Antwort zu: Kalk im Keller [kalk/a]", "Antwort zu: Kalk im Keller [kalk]"]
    assert all(urlsplit(link).path == "antworten@sommer-maler.example" for link in links)
    assert "Name: \r\nWebsite: \r\n" in parse_qs(urlsplit(links[0]).query)["body"][0]


def test_without_an_address_there_is_nothing_to_write_to(build: Any) -> None:
    assert page(build({}, answers={})).select_one("#antworten") is None
    section = page(build({f"{FOLDER}a.md": answer()}, answers={})).select_one("#antworten")
    assert section
    assert not section.select('a[href^="mailto:"]')


def test_no_answers_no_feed_and_a_post_may_close(build: Any) -> None:
    closed = "Title: Zu\nDate: 2026-03-01 08:00\nSlug: zu\nAnswers: nein\n\nText.\n"
    output = build({"zu.md": closed})
    assert not (output / "feeds/antworten.atom.xml").exists()
    assert page(output, "zu.html").select_one("#antworten") is None
    assert "Noch hat niemand geantwortet." in page(output).select_one("#antworten").get_text()  # type: ignore[union-attr]


def test_a_hostile_answer_stays_text(build: Any) -> None:
    text = answer("<script>alert(1)</script> \"'>", name='<b onclick="x">E\u202evil</b>"><script>x</script>')
    output = build({f"{FOLDER}a.md": text})
    shown = page(output).select_one("article.answer")
    assert shown
    assert not shown.select("script, [onclick], [style]")
    assert shown.h3
    assert shown.h3.get_text() == '<b onclick="x">Evil</b>"><script>x</script>'
    ET.parse(output / "feeds/antworten.atom.xml")  # noqa: S314 — our own file


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.md", answer(date="gestern"), "a.md:2: Date »gestern« ist kein Datum"),
        ("a.md", answer(name=""), "a.md:1: wer antwortet, fehlt"),
        (
            "a.md",
            answer(site="javascript:alert(1)"),
            "a.md:3: Site »javascript:alert(1)« ist keine Webadresse",
        ),
        ("a.md", answer(kind="boss"), "a.md:3: Kind »boss« gibt es nicht"),
        ("a.md", answer(status="offen"), "a.md:3: Status »offen« gibt es nicht"),
        ("a.md", answer(reply_to="../x"), "a.md:3: Reply-To »../x« ist keine Antwort"),
        ("a.md", answer(mail="a@b.example"), "a.md:3: »mail« kennt der Kopf"),
        ("a.md", answer(" "), "a.md:1: die Antwort hat keinen Text"),
        ("a.md", answer("x" * 60_000), "a.md:1: die Antwort hat mehr als 50000 Zeichen"),
        ("A_b.md", answer(), "A_b.md:1: der Dateiname »A_b«"),
        ("x/a.md", answer(), "x/a.md:1: eine Antwort liegt in antworten/"),
    ],
)
def test_a_bad_file_is_one_line_with_its_place(
    build: Any, log: list[str], name: str, text: str, line: str
) -> None:
    build({f"{FOLDER}{name}": text, f"{FOLDER}gut.md": answer()})
    assert log[0].startswith(f"content/{FOLDER}{line}")
    assert "\n" not in log[0]
    assert log[1:] == ["eine Antwort ist nicht lesbar und würde fehlen, siehe oben"]


def test_a_file_that_is_not_utf8_is_named_with_its_line(build: Any, log: list[str], tmp_path: Path) -> None:
    path = tmp_path / "content" / FOLDER / "a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"Name: Bernd\nDate: 2026-03-02\n\nM\xfcller\n")
    build({})
    assert (
        log[0] == f"content/{FOLDER}a.md:4: die Datei ist nicht in UTF-8 kodiert: speichern Sie sie als UTF-8"
    )


def test_answers_to_no_post_and_to_no_answer_are_warned_of(build: Any, log: list[str]) -> None:
    build({"antworten/weg/a.md": answer(), f"{FOLDER}b.md": answer(reply_to="nichts")})
    assert log[0].startswith("content/antworten/weg: zu »weg« gibt es keinen Beitrag")
    assert log[1].startswith(f"content/{FOLDER}b.md:3: die Antwort »nichts«")


def test_answers_that_pelican_would_publish_as_posts_stop_the_build(build: Any, log: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        build({f"{FOLDER}a.md": answer()}, ARTICLE_EXCLUDES=[])
    assert stop.value.code == 2
    assert "ARTICLE_EXCLUDES = ['antworten']" in log[0]


def test_answers_outside_the_folders_of_posts_need_no_exclusion(build: Any) -> None:
    post = {"beitraege/putz.md": "Title: Putz\nDate: 2026-03-01\nSlug: putz\n\nText.\n"}
    answers = {"antworten/putz/a.md": answer()}
    output = build({**post, **answers}, ARTICLE_EXCLUDES=[], ARTICLE_PATHS=["beitraege"])
    assert "Bei mir auch." in (output / "putz.html").read_text(encoding="utf-8")
