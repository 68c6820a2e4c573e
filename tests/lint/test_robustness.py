"""No text makes the checks crash or dawdle, and every finding points at its evidence."""

from __future__ import annotations

import random
import re
import signal
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klartext.checking import Checker, cached_site
from klartext.lint.messages.catalogue import Catalogue
from klartext.registry import RuleChoice, all_rules
from klartext.settings import parse_settings
from klartext.site import Configuration, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.document import Document
    from klartext.lint.engine import Findings
    from klartext.lint.rule import Site

TODAY = date(2026, 11, 23)
COMPANY = {
    "name": "Malerbetrieb Sommer",
    "products": ["SommerWeiss 3000"],
    "domains": ["sommer-maler.example"],
}
SPECS = sorted((Path(__file__).parents[1] / "specs").glob("*.md"))
PIECES = (
    "<!-- lint: allow", "-->", '[bctt tweet="', "]", "![](", "](", "```", "~~~", "---\n", "Title: ", "> ", "- ",
    "| a | b |\n|---|---|\n", "[^1]: ", "<img src=", "<p", "&#", "\x00", "\ufeff", "\u2028", "\U0001f3a8", "\r", "\r\n",
    "\t", "{static}", "{filename}/", "**", "`", "\\", "Wir sind weltweit führend. ", "Malerbetrieb Sommer ",
    "Lint-Allow: missing-date — x\n", "\ud7ff", "e\u0301", "http://[", "%%%", "$(", "\u202e",
)  # fmt: skip
"""What parsers stumble over."""

SECONDS = 2
"""The processor time that a document may take, whatever is in it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Fail inside what takes longer, so that the traceback shows it: a test of hangs must not hang itself."""

    def fail(*_: object) -> None:
        raise AssertionError(f"took more than {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, fail)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class LimitedChecker(Checker):
    """Gives each document its time; what rules over several posts do comes on top."""

    def _alone(self, document: Document, site: Site) -> Findings:
        with limited(SECONDS):
            return super()._alone(document, site)


def check(root: Path, texts: list[str | bytes]) -> None:
    content = root / "content"
    content.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (content / f"{number}.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    configuration = Configuration(root / "pelicanconf.py", root, {}, parse_settings({"company": COMPANY}))
    site = cached_site(site_of(configuration), stored=False)
    choice = RuleChoice(None, site.settings.lint)
    found = LimitedChecker(site, choice, TODAY, jobs=1).diagnostics()
    by_path = {document.path: document.text for document in site.documents}
    catalogues = [Catalogue(all_rules(), lang) for lang in ("de", "en")]
    for diagnostic in found:
        place = diagnostic.place
        assert by_path[place.path][place.start : place.end] == diagnostic.evidence
        assert 0 <= place.start <= place.end <= len(by_path[place.path])
        for related in diagnostic.related:
            assert related.place.path in by_path
        assert all(catalogue.message(diagnostic) for catalogue in catalogues)


def mutated(text: str, source: random.Random) -> str:
    """Return a text after some cuts, repetitions and insertions."""
    for _ in range(source.randrange(1, 12)):
        at = source.randrange(len(text) + 1)
        kind = source.randrange(4)
        if kind == 0:
            text = text[:at] + text[at + source.randrange(1, 40) :]
        elif kind == 1:
            text = text[:at] + source.choice(PIECES) * source.choice((1, 1, 3, 60)) + text[at:]
        elif kind == 2:
            end = at + source.randrange(1, 80)
            text = text[:end] + text[at:end] * source.choice((1, 2, 30)) + text[end:]
        else:
            text = text[:at].swapcase() + text[at:]
    return text


@pytest.mark.parametrize("seed", range(10))
def test_five_hundred_damaged_drafts(seed: int, tmp_path: Path):
    source = random.Random(seed)
    drafts = [spec.read_text(encoding="utf-8") for spec in SPECS]
    texts: list[str | bytes] = []
    for _ in range(50):
        text = mutated(source.choice(drafts), source).encode("utf-8", "replace")
        if source.random() < 0.1:
            at = source.randrange(len(text) + 1)
            text = text[:at] + bytes([source.randrange(128, 256)]) + text[at:]
        texts.append(text)
    check(tmp_path, texts)


@pytest.mark.parametrize(
    "text",
    [
        "Title: x\n\n" + "> " * 5000 + "tief",
        "Title: x\n\n" + "- " * 3000 + "tief",
        "Title: x\n\n" + "[" * 20000,
        "Title: x\n\n" + "![](" * 5000,
        "Title: x\n\n" + "<div>" * 5000,
        "Title: x\n\n" + "*a " * 20000,
        "Title: x\n\n" + '[bctt tweet="' * 3000,
        "Title: x\n\n" + "<!-- lint: allow " * 3000,
        "Title: x\n\n" + "Wort " * 200_000,
        "Title: " + "x" * 100_000 + "\n\nText",
        "a: b\n" * 5000,
    ],
    ids=[
        "quotes",
        "lists",
        "brackets",
        "pictures",
        "tags",
        "stars",
        "shortcodes",
        "directives",
        "1MB",
        "title",
        "head",
    ],
)
def test_huge_and_deep_texts_take_no_longer_than_two_seconds(text: str, tmp_path: Path):
    start = time.process_time()
    check(tmp_path, [text])
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "hang", [lambda: re.match("(a|a)*$", "a" * 40 + "b"), lambda: all(zero == 0 for zero in iter(int, 1))]
)
def test_a_hang_is_caught_where_it_hangs(hang):
    with pytest.raises(AssertionError, match="processor time"), limited(0.1):
        hang()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=40).map("".join))
def test_any_text(tmp_path: Path, text: str):
    check(tmp_path, [b"Title: x\nDate: 2026-01-01\n\n" + text.encode("utf-8", "replace")])


PROSE = "Malerbetrieb Sommer ist weltweit führend. Rufen Sie uns an!"


@pytest.mark.parametrize(
    "hidden",
    [
        f"`{PROSE}`",
        f"```\n{PROSE}\n```",
        f"    {PROSE}",
        f"[Titel](https://sommer-maler.example/{PROSE.replace(' ', '-')})",
        f'<p title="{PROSE}" data-x="{PROSE}">Kalk.</p>',
        f"<!-- {PROSE} -->",
        f'<script>var x = "{PROSE}";</script>',
        f"<style>/* {PROSE} */</style>",
        f'[bctt tweet="{PROSE}"]',
        f"![Kalk]({PROSE.replace(' ', '-')}.jpg)",
        f"[Kalk][1]\n\n[1]: https://example.org/{PROSE.replace(' ', '-')}",
        f'<img src="kalk.jpg" alt="{PROSE}">',
    ],
    ids=[
        *("span", "fence", "indented", "address", "attribute", "comment", "script", "style"),
        *("shortcode", "picture", "reference", "alternative-text"),
    ],
)
def test_no_rule_about_wording_reads_what_is_no_prose(hidden: str, tmp_path: Path):
    (tmp_path / "content").mkdir()
    text = f"Title: Kalk\nDate: 2026-01-01\n\nKalk puffert Feuchte.\n\n{hidden}\n"
    (tmp_path / "content/a.md").write_text(text)
    configuration = Configuration(
        tmp_path / "pelicanconf.py", tmp_path, {}, parse_settings({"company": COMPANY})
    )
    site = site_of(configuration)
    found = Checker(site, RuleChoice(None, site.settings.lint, ("SP",)), TODAY).diagnostics()
    assert [d.evidence for d in found] == []


@pytest.mark.parametrize("seed", range(5))
def test_what_is_no_prose_stays_unread_in_damaged_drafts(seed: int, tmp_path: Path):
    """Boasts are put into code, addresses, attributes and header keys of the drafts; no rule on wording sees them."""
    source = random.Random(seed)
    (tmp_path / "content").mkdir()
    boasts = {}
    for number in range(40):
        boast = f"Malerbetrieb-Sommer-ist-weltweit-führend-{number}"
        hidden = source.choice(
            [f"`{boast}`", f"<https://example.org/{boast}>", f'<b title="{boast}">x</b>', f"<!-- {boast} -->"]
        )
        draft = (
            source.choice(SPECS).read_text(encoding="utf-8").replace("<!-- expect", f"{hidden} <!-- expect")
        )
        text = f"{boast}: ja\n{draft.lstrip()}"
        (tmp_path / "content" / f"{number}.md").write_text(text, encoding="utf-8")
        boasts[f"content/{number}.md"] = boast
    configuration = Configuration(
        tmp_path / "pelicanconf.py", tmp_path, {}, parse_settings({"company": COMPANY})
    )
    site = site_of(configuration)
    for found in Checker(site, RuleChoice(None, site.settings.lint, ("SP",)), TODAY).diagnostics():
        # A finding on a whole sentence may hold it; none may point at it alone.
        assert found.evidence.strip("`<>") not in boasts[found.place.path]
