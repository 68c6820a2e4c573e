"""The whole way: an export that holds one of everything, moved in, looked at, built."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from klartext.redirect_table import read_table


def header(path):
    lines = path.read_text(encoding="utf-8").partition("\n\n")[0].split("\n")
    return dict(line.split(": ", 1) for line in lines)


@pytest.fixture
def moved(site, export, uploads, move):
    code, printed = move(export, "--media", uploads, "--field", "untertitel", "--format", "json")
    return code, json.loads(printed.out)


def test_the_header_keeps_what_wordpress_knew(site, moved):
    assert header(site / "content/beitraege/2014/kalk-im-keller.md") == {
        "Title": "Kalk im Keller & »drumherum«",
        "Date": "2014-03-01 10:00",
        "Modified": "2015-01-05 08:30",
        "Category": "Kalk & Lehm",
        "Categories": "Betrieb; Farbe > Kalk & Lehm",
        "Tags": "Keller, Betrieb",
        "Author": "Katrin Sommer",
        "Summary": "Drei Eimer, ein Keller.",
        "Cover": "bilder/2014/03/eimer.jpg",
        "Cover_alt": "Drei Zinkeimer",
        "Cover_caption": "Bildunterschrift der Mediathek",
        "Slug": "kalk-im-keller",
        "Lang": "de",
        "Series": "Aus dem Keller",
        "Sticky": "yes",
        "untertitel": "Ein Versuch",
        "Aliases": "/blog/2014/03/kalk-im-keller/, /?p=10",
        "Status": "published",
    }


def test_blocks_become_markdown(site, moved):
    body = (
        (site / "content/beitraege/2014/kalk-im-keller.md").read_text(encoding="utf-8").partition("\n\n")[2]
    )
    assert body.split("\n\n") == [
        "Im Keller sind es **zwölf Grad**, siehe [Fenster]({filename}/beitraege/2015/fenster.md#lack) und "
        "[über uns]({filename}/seiten/fenster-2.md).",
        "## Drei Eimer",
        '![Drei Zinkeimer]({static}/bilder/2014/03/eimer.jpg "Zeichnung: Eimer 1 & 2")',
        '[bctt tweet=\'Kalk ist "basisch" & billig\' via="no"]',
        "1. anrühren\n    - mit Wasser\n2. streichen",
        '<!-- wp:latest-posts {"postsToShow":3} /-->',
        "Aus dem *Baustein*.",
        "<https://youtu.be/abc>",
        "| Eimer | Preis |\n| --- | --- |\n| 1 \\| a | 5 € |",
        "```bash\necho \"[bctt tweet='nein']\" <x>\n```",
        "Eine Fußnote[^1].",
        "[^1]: Gemessen am **12. Mai**.\n",
    ]


def test_the_classic_editor_becomes_markdown(site, moved):
    body = (site / "content/beitraege/2015/fenster.md").read_text(encoding="utf-8").partition("\n\n")[2]
    assert body.split("\n\n") == [
        "Erster Absatz  \nmit Umbruch.",
        '![Eimer \\[neu\\]]({static}/bilder/2014/03/eimer.jpg "Foto: Jonas")',
        '[bctt tweet="Fenster zuerst, dann die Wand." via="no"]',
        '![Drei Zinkeimer]({static}/bilder/2014/03/eimer.jpg "Bildunterschrift der Mediathek")',
        "![]({static}/bilder/2015/07/wand-scaled.jpg)",
        "[lack.mp4]({static}/bilder/2015/07/lack.mp4)",
        "<https://vimeo.com/123>",
        "[ton.mp3]({static}/bilder/2015/07/ton.mp3)",
        '[contact-form-7 id="5" title="Kontakt_x"]',
        "<https://www.youtube.com/watch?v=xyz>",
        "Text [sic] mit \\_Unterstrich\\_, \\*Stern\\*, [Klammer] und Achtung\\!"
        "[Kalk]({filename}/beitraege/2014/kalk-im-keller.md)",
        "\\# keine Überschrift",
        "> Zitat eins\n>\n> Zitat zwei",
        '<table><tr><td rowspan="2">a<br/>b</td><td>c</td></tr></table>\n',
    ]


def test_a_caption_with_a_link_in_it_stays_whole(site, written, item, move):
    picture = '<img class="wp-image-9" src="https://x.example/a.jpg" alt="Eimer" />'
    words = 'Foto: <a href="https://jonas.example/">Jonas</a>, 2014'
    move(written(item(1, f'[caption id="attachment_9" width="300"]{picture} {words}[/caption]')))
    text = (site / "content/beitraege/2020/beitrag-1.md").read_text(encoding="utf-8")
    assert "![Eimer](https://x.example/a.jpg)\n\nFoto: [Jonas](https://jonas.example/), 2014\n" in text


def test_a_date_keeps_its_zone_where_the_site_has_another(site, moved):
    assert header(site / "content/beitraege/2015/fenster.md")["Date"] == "2015-07-01 10:00-04:00"


def test_a_tag_with_a_comma_stays_one(site, moved):
    assert header(site / "content/beitraege/2015/fenster.md")["Tags"] == "Lack, Glanz; Keller;"


@pytest.mark.parametrize("slug", ["geplant", "geheim", "entwurf", "gruesse"])
def test_what_the_public_could_not_read_is_a_draft(site, moved, slug):
    assert header(site / f"content/entwuerfe/{slug}.md")["Status"] == "draft"


def test_answers_are_threaded_and_hold_no_personal_data(site, moved):
    folder = site / "content/antworten/kalk-im-keller"
    assert sorted(path.name for path in folder.iterdir()) == ["wp-100.md", "wp-101.md", "wp-102.md"]
    assert (folder / "wp-100.md").read_text(encoding="utf-8") == (
        "Name: Hannah Öz\nDate: 2014-03-02 08:30\nSite: https://hannah.example/\nStatus: published\n\n"
        "Danke!  \n1\\. Frage: hält \\*das\\* auch draußen?\n\n<https://hannah.example/a_b_c>\n"
    )
    assert (folder / "wp-101.md").read_text(encoding="utf-8") == (
        "Name: Katrin\nDate: 2014-03-02 09:30\nReply-To: wp-100\nKind: author\nStatus: published\n\n"
        "Nein, **nur** innen. hier\n"
    )
    assert not any("x.example" in p.read_text() or "192.0.2" in p.read_text() for p in folder.iterdir())


def test_the_report_counts_what_came_and_what_did_not(site, moved):
    code, report = moved
    assert code == 1
    assert report["counts"] == {
        "answers": 3,
        "authors": 2,
        "categories": 3,
        "media": 2,
        "media_missing": 2,
        "pages": 1,
        "posts": 6,
        "posts_draft": 1,
        "posts_future": 1,
        "posts_private": 1,
        "tags": 2,
    }
    assert report["not_imported"] == {
        "answers_pending": 1,
        "answers_spam": 1,
        "nav_menu_item": 1,
        "pingbacks": 1,
        "post (trash)": 1,
    }
    found = {(note["kind"], note["detail"], note["line"]) for note in report["notes"] if note["problem"]}
    text = (site / "content/beitraege/2015/fenster.md").read_text(encoding="utf-8").split("\n")
    form = '[contact-form-7 id="5" title="Kontakt_x"]'
    blocks = (site / "content/beitraege/2014/kalk-im-keller.md").read_text(encoding="utf-8").split("\n")
    dynamic = blocks.index('<!-- wp:latest-posts {"postsToShow":3} /-->') + 1
    assert found == {
        ("left-shortcode", form, text.index(form) + 1),
        ("dynamic-block", "latest-posts", dynamic),
        ("active-content", "<form> /x", 0),
        ("active-content", "<script>", 0),
        ("active-content", "javascript:alert(1)", 0),
        ("media-missing", "[gallery] 777", 0),
        ("media-missing", "2015/07/lack.mp4", 0),
        ("media-missing", "2015/07/ton.mp3", 0),
        ("orphan-answer", "wp-102 → 999", 0),
        ("password", "", 0),
    }
    assert report["unused_media"] == ["2015/07/alt.jpg"]
    assert report["categories"] == [["Betrieb"], ["Farbe"], ["Farbe", "Kalk & Lehm"]]


def test_every_old_address_leads_somewhere(site, moved):
    post = (site / "content/beitraege/2014/kalk-im-keller.md").read_text(encoding="utf-8")
    assert "\nAliases: /blog/2014/03/kalk-im-keller/, /?p=10\n" in post
    table = (site / "content/redirects.txt").read_text(encoding="utf-8")
    found = {old: new for _, old, new in read_table(table)}
    assert found["/wp-content/uploads/2014/03/eimer-300x200.jpg"] == "/bilder/2014/03/eimer.jpg"
    assert "/blog/2014/03/kalk-im-keller/" not in found, "the post knows it"
    assert "gruesse" not in table, "a draft has no public address"


def test_moving_in_twice_changes_nothing(site, export, uploads, move):
    def state():
        files = [p for p in site.rglob("*") if p.is_file() and ".klartext" not in p.parts]
        return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in files}

    first = move(export, "--media", uploads)
    before = state()
    assert move(export, "--media", uploads)[1].out == first[1].out
    assert state() == before


def test_an_edited_file_is_never_overwritten_without_force(site, export, move):
    move(export)
    post = site / "content/beitraege/2015/fenster.md"
    post.write_text("Title: Meins\n\nNeu.\n", encoding="utf-8")
    (site / "content/seiten/fenster-2.md").unlink()
    export.write_text(export.read_text(encoding="utf-8").replace("Psst.", "Pst!"), encoding="utf-8")
    code, printed = move(export, "--format", "json")
    assert code == 1
    kinds = {(note["kind"], note["path"]) for note in json.loads(printed.out)["notes"]}
    assert ("kept", "content/beitraege/2015/fenster.md") in kinds
    assert ("removed", "content/seiten/fenster-2.md") in kinds
    assert post.read_text(encoding="utf-8") == "Title: Meins\n\nNeu.\n"
    assert not (site / "content/seiten/fenster-2.md").exists()
    assert "Pst!" in (site / "content/entwuerfe/geheim.md").read_text(encoding="utf-8")
    move(export, "--force")
    assert header(post)["Title"] == "Fenster streichen"
    assert (site / "content/seiten/fenster-2.md").exists()


def test_a_file_that_was_there_before_keeps_its_place_and_address(site, export, move):
    own = site / "content/eigener.md"
    own.write_text("Title: Eigener\nDate: 2020-01-01\nSlug: fenster\n\nText.\n", encoding="utf-8")
    move(export)
    assert own.read_text(encoding="utf-8").startswith("Title: Eigener")
    assert header(site / "content/beitraege/2015/fenster-2.md")["Slug"] == "fenster-2"


def test_the_imported_blog_builds_and_lints(site, moved):
    build = subprocess.run(
        [sys.executable, "-m", "klartext", "build"], capture_output=True, text=True, check=False
    )
    assert build.returncode == 0, build.stderr
    page = (site / "output/kalk-im-keller.html").read_text(encoding="utf-8")
    assert 'href="./fenster.html#lack"' in page or "/fenster.html#lack" in page
    assert "Kalk ist" in page
    assert "[bctt" not in page.replace("[bctt tweet=&#39;nein", "").replace("[bctt tweet='nein", "")
    assert (site / "output/bilder/2014/03/eimer.jpg").is_file()
    lint = subprocess.run(
        [sys.executable, "-m", "klartext", "lint"], capture_output=True, text=True, check=False
    )
    assert lint.returncode in {0, 1}, lint.stderr


def test_settings_that_list_no_folder_leave_the_choice_to_us(site, written, item, move):
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write("ARTICLE_PATHS = PAGE_PATHS = STATIC_PATHS = []\n")
    code, said = move(written(item(1)), "--no-lint")
    assert code == 0, said.err
    assert (site / "content/beitraege/2020/beitrag-1.md").is_file()
