"""``klartext publish`` refuses a site with faults, writes only a whole one, and removes only what it wrote."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

from klartext.publishing import release
from klartext.publishing.output_files import OutputFiles, record_of
from klartext.publishing.page_links import Reference, page_links
from klartext.publishing.release_checks import Release

# The small site and the command in it are those of the other commands' tests.
_spec = importlib.util.spec_from_file_location("cli_conftest", Path(__file__).parents[1] / "cli/conftest.py")
assert _spec is not None
assert _spec.loader is not None
cli = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(cli)

PUBLISH = """
from pelicanconf import *
SITEURL = FEED_DOMAIN = "https://sommer-maler.example"
RELATIVE_URLS = False
DRAFT_SAVE_AS = ""
"""
EXAMPLE = (
    "https://sommer-maler.example is an address for examples, at which nobody finds you: set FEED_DOMAIN in "
    "pelicanconf.py to your own\n"
)
IMPRINT = (
    "Title: Impressum\nSlug: impressum\n\n"
    "Malerbetrieb Sommer, Mühlgasse 7, 79999 Rebenau, Telefon 030 23125-014, hallo@sommer-maler.example\n"
)
HOF = "Title: Der Hof\nDate: 2026-03-15\nSlug: hof\n\n"
BAD = 'Title: Das Bad\nDate: 2026-03-14\nSlug: bad\n\n<h2 id="der-kalk">Der Kalk</h2>\n\nText.\n'


@pytest.fixture
def site(tmp_path: Path) -> Any:
    made = cli.Site(tmp_path)
    made.write(
        "pelicanconf.py",
        cli.SETTINGS
        + 'TIMEZONE = "Europe/Berlin"\nTHEME = "simple"\nSTATIC_PATHS = ["bilder"]\nSUMMARY_MAX_LENGTH = 2\n',
    )
    made.write("publishconf.py", PUBLISH)
    made.write("content/pages/impressum.md", IMPRINT)
    made.write("content/bad.md", BAD)
    made.write("content/hof.md", HOF + "Siehe [Bad]({filename}bad.md#der-kalk).\n")
    return made


def publish(site: Any, *arguments: str) -> Any:
    return site.run("--lang", "en", "publish", *arguments)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_whole_site_is_written(site: Any) -> None:
    done = publish(site)
    assert done.stderr == EXAMPLE
    assert done.returncode == 0
    assert "Ready to upload: output/" in done.stdout
    assert "https://sommer-maler.example/bad.html#der-kalk" in (site.root / "output/hof.html").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[fort]({filename}fort.md)", 7, '"{filename}fort.md" leads nowhere'),
        ("[fort](/fort.html)", 7, '"/fort.html" leads nowhere'),
        ("[fort](https://sommer-maler.example/fort.html)", 7, "leads nowhere"),
        ("[Kalk](bad.html#der-putz)", 7, "the place after # in it does not"),
        ("[Kalk](#nirgends)", 7, "the place after # in it does not"),
        ("![Fort]({static}/bilder/fort.png)", 7, 'bilder/fort.png" is missing'),
        ('<img src="bilder/fort.png" alt="Fort">', 7, 'the picture "bilder/fort.png" is missing'),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_written(
    site: Any, text: str, line: int, said: str
) -> None:
    publish(site)
    before = {name: (site.root / "output" / name).read_bytes() for name in names(site.root / "output")}
    site.write("content/hof.md", f"{HOF}Davor.\n\n{text}\n")
    done = publish(site)
    assert done.returncode == 1
    assert f"content/hof.md:{line}: " in done.stderr
    assert said in done.stderr
    assert "Nothing was published: one fault" in done.stderr
    assert {
        name: (site.root / "output" / name).read_bytes() for name in names(site.root / "output")
    } == before


def test_links_that_lead_somewhere_pass(site: Any) -> None:
    site.write("output/preisliste.pdf", b"%PDF")
    site.write(
        "content/hof.md",
        HOF + "Vor den Verweisen.\n\n"
        "[1](bad.html) [2](/bad.html#der-kalk) [3](https://andere.example/x) [4](mailto:a@b.example) [5](.)\n"
        "[6](https://sommer-maler.example/) [7](#) [8](preisliste.pdf) [9](bad.html#:~:text=Kalk) [10](tel:+49301)\n",
    )
    done = publish(site)
    assert done.stderr == EXAMPLE
    assert done.returncode == 0


def test_an_old_address_that_leads_nowhere_is_told_once(site: Any) -> None:
    rows = ["/tag/kalk/ /weg.html", "/bild.jpg /weg.jpg", "/gut/ /bad.html", "/fern https://andere.example/x"]
    site.write("content/redirects.txt", "\n".join(rows) + "\n")
    done = publish(site)
    assert done.returncode == 1
    assert 'redirects.txt: the old address "/tag/kalk/ → /weg.html" leads nowhere' in done.stderr
    assert 'redirects.txt: the old address "/bild.jpg → /weg.jpg" leads nowhere' in done.stderr
    assert "2 faults" in done.stderr
    site.write("content/redirects.txt", "\n".join(rows[2:]) + "\n")
    assert publish(site).returncode == 0
    assert (site.root / "output/gut/index.html").is_file()


def test_a_fault_of_the_template_is_told_once(site: Any) -> None:
    site.write(
        "vorlagen/base.html",
        '{% extends "!simple/base.html" %}{% block title %}x{% endblock %}{% block content %}'
        '<a href="{{ SITEURL }}/weg.html">weg</a>{% endblock %}',
    )
    site.write("publishconf.py", PUBLISH + 'THEME_TEMPLATES_OVERRIDES = ["vorlagen"]\n')
    for number in range(5):
        site.write(f"content/seiten{number}.md", f"Title: N{number}\nDate: 2026-01-01\n\nText.\n")
    site.write("vorlagen/article.html", '{% extends "base.html" %}')
    site.write("vorlagen/index.html", '{% extends "base.html" %}')
    done = publish(site)
    assert done.returncode == 1
    assert done.stderr.count("weg.html") == 1
    assert "pages, such as" in done.stderr


def test_drafts_stay_at_home(site: Any) -> None:
    site.write("content/idee.md", "Title: Idee\nDate: 2026-03-16\nSlug: idee\nStatus: draft\n\nText.\n")
    assert publish(site).returncode == 0
    assert not (site.root / "output/drafts/idee.html").exists()
    site.write("publishconf.py", PUBLISH.replace('DRAFT_SAVE_AS = ""', ""))
    done = publish(site)
    assert done.returncode == 1
    assert "the draft content/idee.md would be published here" in done.stderr


def test_a_build_that_fails_changes_nothing(site: Any) -> None:
    publish(site)
    before = names(site.root / "output")
    site.write("content/kaputt.md", "Date: 2026-03-16\n\nOhne Titel.\n")
    done = publish(site)
    assert done.returncode == 2
    assert "Nothing was published" in done.stderr
    assert names(site.root / "output") == before


def test_old_files_go_and_files_of_others_stay(site: Any) -> None:
    publish(site)
    site.write("output/CNAME", "sommer-maler.example")
    site.write("output/google123.html", "google-site-verification")
    (site.root / "output/bad.html").write_text("von Hand geändert", "utf-8")
    (site.root / "content/bad.md").unlink()
    site.write("content/hof.md", HOF.replace("Slug: hof", "Slug: innenhof") + "Text.\n")
    done = publish(site)
    assert done.returncode == 0
    output = names(site.root / "output")
    assert {"CNAME", "google123.html", "bad.html", "innenhof.html"} <= output
    assert "hof.html" not in output
    assert "google123.html" in done.stderr


def test_unchanged_files_keep_their_time(site: Any) -> None:
    publish(site)
    before = (site.root / "output/bad.html").stat().st_mtime_ns
    done = publish(site)
    assert (site.root / "output/bad.html").stat().st_mtime_ns == before
    assert "new or changed: 0;" in done.stdout


@pytest.mark.parametrize("output", [".", "content", "/"])
def test_an_output_that_holds_the_texts_is_refused(site: Any, output: str) -> None:
    done = publish(site, "--output", output)
    assert done.returncode == 2
    assert "cannot be the output" in done.stderr
    assert (site.root / "content/bad.md").is_file()


# --- the record of written files


def test_only_what_was_written_is_removed(tmp_path: Path) -> None:
    output, record = tmp_path / "output", record_of(tmp_path / "output", tmp_path / "work")
    for name in ("a.html", "alt/b.html", "alt/tief/c.html", "alt/hand.txt", "d.html"):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(name)
    first = OutputFiles(output, record)
    first.note(map(Path, ("a.html", "alt/b.html", "alt/tief/c.html", "d.html")))
    assert first.remove_stale() == []
    (output / "d.html").write_text("länger von Hand")
    second = OutputFiles(output, record)
    second.note([output / "a.html"])
    assert second.remove_stale() == ["alt/b.html", "alt/tief/c.html"]
    assert names(output) == {"a.html", "alt/hand.txt", "d.html"}
    assert not (output / "alt/tief").exists()


@pytest.mark.parametrize(
    "stored", ["", "{", "[1]", '{"../wichtig.txt": [1, 2]}', '{"/etc/hosts": [1, 2]}', '{"a": 3}']
)
def test_a_broken_record_removes_nothing(tmp_path: Path, stored: str) -> None:
    (tmp_path / "wichtig.txt").write_text("x")
    record = tmp_path / "record.json"
    record.write_text(stored)
    assert OutputFiles(tmp_path / "output", record).remove_stale() == []
    assert (tmp_path / "wichtig.txt").is_file()


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    output, record = tmp_path / "output", tmp_path / "record.json"
    output.mkdir()
    (tmp_path / "wichtig.txt").write_text("x")
    (output / "a.html").write_text("x")
    files = OutputFiles(output, record)
    files.note([Path("a.html")])
    files.remove_stale()
    (output / "a.html").unlink()
    (output / "a.html").symlink_to(tmp_path / "wichtig.txt")
    assert OutputFiles(output, record).remove_stale() == []
    assert (tmp_path / "wichtig.txt").is_file()


# --- the checks


def test_what_a_page_points_to() -> None:
    page = page_links(
        '<meta name="robots" content="noindex"><link rel="stylesheet" href="s.css"><a href="a.html#x" id="y">a</a>'
        '<img src="i.png" srcset="i-1.png 480w, i-2.png 800w"><a name="z"></a><script src="j.js"></script>'
        '<!-- <a href="nein.html"> --><div data-pagefind-body>'
    )
    assert set(page.references) == {
        Reference("s.css"), Reference("a.html#x", is_link=True), Reference("i.png", is_picture=True),
        Reference("i-1.png", is_picture=True), Reference("i-2.png", is_picture=True), Reference("j.js"),
    }  # fmt: skip
    assert (page.ids, page.hidden, page.searchable) == ({"y", "z"}, True, True)


def faults(tmp_path: Path, site: str = "https://x.example", **files: str) -> set[tuple[str, str]]:
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return {(fault.file, fault.key) for fault in Release(tmp_path, site, (), {}).faults()}


def test_lists_name_only_pages_that_may_be_found(tmp_path: Path) -> None:
    hidden = '<meta name="robots" content="noindex"><main data-pagefind-body></main>'
    loc = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
    entry = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://x.example/e.html"/></entry></feed>'
    assert faults(
        tmp_path,
        e_html=hidden,
        sitemap_xml=loc.format(
            "<url><loc>https://x.example/e.html</loc></url><url><loc>https://x.example/f.html</loc></url>"
        ),
        feed_xml=entry,
        boese_xml='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ) == {
        ("e.html", "hidden_in_search"),
        ("sitemap.xml", "listed_hidden"),
        ("sitemap.xml", "listed_missing"),
        ("feed.xml", "listed_hidden"),
        ("boese.xml", "broken_xml"),
    }


def test_a_site_in_a_folder_of_its_host(tmp_path: Path) -> None:
    page = '<a href="/blog/a.html">1</a> <a href="https://x.example/blog/a.html">2</a> <a href="https://x.example/else">3</a>'
    assert faults(tmp_path, "https://x.example/blog", a_html=page) == set()
    assert faults(tmp_path, "https://x.example/blog", a_html='<a href="/blog/b.html">') == {
        ("a.html", "broken_link")
    }


def test_a_path_never_leaves_the_site(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("x")
    assert faults(tmp_path / "site", a_html='<a href="../secret.html">') == {("a.html", "broken_link")}


def test_a_file_with_another_date_and_the_same_content_is_not_copied(tmp_path: Path) -> None:
    built, output = tmp_path / "built", tmp_path / "output"
    built.mkdir()
    (built / "search.js").write_text("x")
    assert release.publish(built, output, tmp_path / "work").changed == 1
    before = (output / "search.js").stat().st_mtime_ns
    os.utime(built / "search.js", (1, 1))
    assert release.publish(built, output, tmp_path / "work").changed == 0
    assert (output / "search.js").stat().st_mtime_ns == before
    (built / "search.js").write_text("y")
    os.utime(built / "search.js", (1, 1))
    assert release.publish(built, output, tmp_path / "work").changed == 1


def test_one_site_has_one_address(site: Any) -> None:
    site.write("publishconf.py", PUBLISH + 'SITEURL = "https://sommer-maler.de"\n')
    done = publish(site)
    assert done.returncode == 2
    assert (
        'SITEURL is "https://sommer-maler.de", but FEED_DOMAIN is "https://sommer-maler.example"'
        in done.stderr
    )
    assert not (site.root / "output").exists()


def test_an_address_for_examples_is_told(site: Any) -> None:
    assert "https://sommer-maler.example is an address for examples" in publish(site).stderr
    site.write("publishconf.py", PUBLISH.replace("sommer-maler.example", "sommer-maler.de"))
    assert "for examples" not in publish(site).stderr
