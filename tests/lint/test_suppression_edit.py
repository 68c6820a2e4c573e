"""Allowing a finding takes it away, wherever it stands, and brings no other finding with it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from klartext.checking import Checker
from klartext.lint.fixes import apply_edits
from klartext.lint.suppression_edit import suppression_edit
from klartext.registry import RuleChoice
from klartext.settings import parse_settings
from klartext.site import Configuration, LoadedSite, document_from_text

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "Title: Der Hof\nDate: 2026-03-14\n\n"
PLACES = {
    "paragraph": "Davor.\nNoch eine Zeile mit ![](a.jpg) darin.\n\nDanach.\n",
    "heading": "## Ein Hof ![](a.jpg)\n\nDanach.\n",
    "setext": "Ein Hof ![](a.jpg)\n---\n\nDanach.\n",
    "list": "- Eins\n- ![](a.jpg)\n- Drei\n",
    "loose list": "- Eins\n\n- ![](a.jpg)\n\n    Zweiter Absatz ![](b.jpg)\n\n- Drei\n",
    "inner list": "1. Eins\n    * ![](a.jpg)\n    * Zwei\n2. Drei\n",
    "quotation": "> Eins\n> ![](a.jpg)\n>\n> Zwei ![](b.jpg)\n",
    "quotation in a list": "- Eins\n\n    > ![](a.jpg)\n\n- Zwei\n",
    "table": "| Raum | Bild |\n| --- | --- |\n| Hof | ![](a.jpg) |\n| Bad | ![](b.jpg) |\n",
    "table without edges": "Raum | Bild\n--- | ---\nHof | ![](a.jpg)\n",
    "footnote": "Ein Satz.[^1]\n\n[^1]: Eine Note ![](a.jpg).\n",
    "footnote of two paragraphs": "Ein Satz.[^1]\n\n[^1]: Eine Note.\n\n    Zweiter Absatz ![](a.jpg)\n",
    "html": '<div class="hof">\n<img src="a.jpg">\n</div>\n',
    "last line": "Davor.\n\n![](a.jpg)",
    "two in one line": "![](a.jpg) und ![](b.jpg)\n",
    "after another comment": "<!-- Notiz für uns -->\n![](a.jpg)\n",
    "a comment itself": '<!-- wp:bctt/clicktotweet {"tweet": -->\n',
}
WHOLE = {
    "no header": "Kein Kopf, kein Titel.\n",
    "no header, byte-order mark": "\ufeffKein Kopf, kein Titel.\n",
    "no date": "Title: Der Hof\n\nEin Satz.\n",
    "yaml": "---\ntitle: Der Hof\n---\n\nEin Satz.\n",
    "status": "Title: Der Hof\nDate: 2026-03-14\nStatus: Entwurf\n\nEin Satz.\n",
}


def check(text: str, root: Path) -> tuple[list, object]:
    configuration = Configuration(root / "pelicanconf.py", root, {"PATH": "content"}, parse_settings({}))
    document = document_from_text(text, "content/a.md", configuration)
    site = LoadedSite(configuration, (document,), (document,), ())
    choice = RuleChoice(None, site.settings.lint, ("missing-alternative-text", "unreadable-shortcode", "KT"))
    return Checker(site, choice, date(2026, 11, 23)).diagnostics(), document


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "text", [*(HEADER + p for p in PLACES.values()), *WHOLE.values()], ids=[*PLACES, *WHOLE]
)
def test_allowing_takes_the_finding_away(text: str, ends: str, tmp_path: Path):
    text = text.replace("\n", ends)
    found, document = check(text, tmp_path)
    assert found
    for diagnostic in found:
        edit = suppression_edit(document, diagnostic, "so gewollt")
        again, after = check(apply_edits(text, [edit]), tmp_path)
        before, now = (Counter(d.rule for d in each) for each in (found, again))
        assert now[diagnostic.rule] < before[diagnostic.rule]
        assert not now - before
        assert (after.title, len(after.blocks)) == (document.title, len(document.blocks))
        assert edit._replace(text="") == edit._replace(text="", end=edit.start)
