"""``klartext lint --fix`` mends what is safe, once and for all, and leaves every other byte as it is."""

from __future__ import annotations

import pytest

HEADER = "Title: Der Hof\nDate: 2026-03-15\n"
SELECT = ("--select", "missing-alternative-text,typographic-shortcode,dead-share-link,KT")
CASES = [
    ("![](hof.svg)\n", "![TODO](hof.svg)\n"),
    ('<img src="hof.svg">\n', '<img alt="TODO" src="hof.svg">\n'),
    ("![](hof.svg) und ![](hof.svg)\n", "![TODO](hof.svg) und ![TODO](hof.svg)\n"),
    ("Eins.\n\n<!-- lint: allow missing-title — so -->\n\nZwei.\n", "Eins.\n\nZwei.\n"),
    ("Eins. <!-- lint: allow missing-title — so -->\nZwei.\n", "Eins.\nZwei.\n"),
    (
        "<!-- lint: allow missing-title, missing-alternative-text — so -->\n![](hof.svg)\n",
        "<!-- lint: allow missing-alternative-text — so -->\n![](hof.svg)\n",
    ),
    (
        "<!-- lint: allow missing-alternative-text, missing-title — so -->\n![](hof.svg)\n",
        "<!-- lint: allow missing-alternative-text — so -->\n![](hof.svg)\n",
    ),
    ("<!-- lint: allow missing-title, missing-date — so -->\n\nEins.\n", "Eins.\n"),
    ("> Eins.\n>\n> <!-- lint: allow missing-title — so --> Zwei.\n", "> Eins.\n>\n>  Zwei.\n"),
    (
        "[bctt tweet=“Farbe braucht »viel« Zeit” via=‘no’]\n",
        '[bctt tweet="Farbe braucht »viel« Zeit" via="no"]\n',
    ),
    ("> [bctt tweet=&#8220;Farbe&#8221; url=no] so\n", '> [bctt tweet="Farbe" url=no] so\n'),
    ('[bctt tweet=‘Er sagt "ja"’ by=»Kati«]\n', '[bctt tweet=\'Er sagt "ja"\' by="Kati"]\n'),
    ("`[bctt tweet=“Farbe”]` [[bctt tweet=“Farbe”]]\n", "`[bctt tweet=“Farbe”]` [[bctt tweet=“Farbe”]]\n"),
    (
        "[L](https://www.linkedin.com/shareArticle?mini=true&url=https%3A%2F%2Fhof.example%2F%C3%BC&title=x)\n",
        "[L](https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fhof.example%2F%C3%BC)\n",
    ),
    (
        '<a href="https://www.linkedin.com/shareArticle?mini=true&amp;url=https://hof.example/?a=1">L</a>\n',
        '<a href="https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fhof.example%2F%3Fa%3D1">L</a>\n',
    ),
    (
        '<https://toot.kytta.dev/?text=Farbe%20%26%20Kalk> [T](http://twitter.com/home?status=Farbe+ist+gut "t")\n',
        "<https://share.joinmastodon.org/#text=Farbe%20%26%20Kalk> "
        '[T](https://x.com/intent/tweet?text=Farbe%20ist%20gut "t")\n',
    ),
    ("[G](https://plus.google.com/share?url=x) [L](https://www.linkedin.com/shareArticle?mini=1)\n",) * 2,
    ("`![](hof.svg)`\n\n    ![](hof.svg)\n", "`![](hof.svg)`\n\n    ![](hof.svg)\n"),
]


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize(("before", "after"), CASES)
def test_fix(site, before, after, mark, ends):
    file = site.write("content/a.md", (mark + HEADER + "\n" + before).replace("\n", ends))
    site.run("lint", "--fix", *SELECT)
    assert file.read_bytes().decode() == (mark + HEADER + "\n" + after).replace("\n", ends)
    time = file.stat().st_mtime_ns
    site.run("lint", "--fix", *SELECT)
    assert file.stat().st_mtime_ns == time


def test_a_field_of_the_header_goes(site):
    file = site.write("content/a.md", HEADER + "Lint-Allow: missing-title — so\nTags: Hof\n\nEins.\n")
    site.run("lint", "--fix", *SELECT)
    assert file.read_text() == HEADER + "Tags: Hof\n\nEins.\n"


def test_the_rights_of_a_file_stay(site):
    file = site.write("content/a.md", HEADER + "\n![](hof.svg)\n")
    file.chmod(0o640)
    site.run("lint", "--fix", *SELECT)
    assert file.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in site.content.iterdir()} == {"a.md", "hof.svg"}


def test_diff_changes_nothing(site):
    text = HEADER + "\n![](hof.svg)"
    file = site.write("content/a.md", text)
    done = site.run("lint", "--diff", *SELECT)
    assert done.returncode == 1
    assert "-![](hof.svg)\n" in done.stdout
    assert "+![TODO](hof.svg)\n" in done.stdout
    assert file.read_text() == text
    file.write_text(HEADER + "\nEins.\n")
    assert site.run("lint", "--diff", *SELECT).stdout == ""


def test_standard_input_cannot_be_fixed(site):
    assert site.run("lint", "--fix", "--stdin-filename", "content/a.md").returncode == 2
