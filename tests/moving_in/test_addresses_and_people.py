"""What lies around the posts: pages of pictures, feeds, lists by date, biographies, links to a heading."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from klartext.redirect_table import read_table

PICTURE = """<item><title>Eimer</title><link>https://sommer-maler.example/eimer/</link><wp:post_id>50</wp:post_id>
<wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:post_parent>1</wp:post_parent>
<wp:attachment_url>https://sommer-maler.example/wp-content/uploads/2014/03/eimer.jpg</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key>
<wp:meta_value><![CDATA[a:1:{s:5:"sizes";a:1:{s:6:"medium";a:1:{s:4:"file";s:17:"eimer-300x225.jpg";}}}]]></wp:meta_value>
</wp:postmeta>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key>
<wp:meta_value><![CDATA[1 < 2 &amp; <3]]></wp:meta_value></wp:postmeta>
</item>"""
SHOWN = '<img src="https://sommer-maler.example/wp-content/uploads/2014/03/eimer-1024x768.jpg" class="wp-image-50">'
AUTHOR = """<wp:author><wp:author_id>2</wp:author_id><wp:author_login>katrin</wp:author_login>
<wp:author_display_name>Katrin Sommer</wp:author_display_name></wp:author>"""


@pytest.fixture
def redirects(site):
    def read():
        table = site / "content/redirects.txt"
        return {old: new for _, old, new in read_table(table.read_text("utf-8") if table.is_file() else "")}

    return read


def test_every_size_of_a_picture_and_its_page_lead_to_the_original(written, item, move, redirects):
    move(written(item(1, SHOWN), PICTURE))
    uploads = "/wp-content/uploads/2014/03"
    for old in ("eimer.jpg", "eimer-300x225.jpg", "eimer-1024x768.jpg"):
        assert redirects()[f"{uploads}/{old}"] == "/bilder/2014/03/eimer.jpg"
    assert redirects()["/eimer/"] == "/bilder/2014/03/eimer.jpg"


def test_the_page_of_a_picture_that_no_post_shows_leads_to_its_post(written, item, move, redirects):
    move(written(item(1), PICTURE))
    assert redirects()["/eimer/"] == "/beitrag-1.html"
    assert "/1/" not in redirects(), "the post itself knows its old address"


def test_an_alternative_text_is_no_html(site, written, item, move):
    move(written(item(1, SHOWN), PICTURE))
    assert "![1 < 2 & <3]" in (site / "content/beitraege/2020/beitrag-1.md").read_text(encoding="utf-8")


def test_feed_and_lists_by_date_lead_to_ours(site, written, item, move, redirects):
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('FEED_ALL_ATOM = "feeds/alle.atom.xml"\n')
    dated = item(1).replace("example/1/", "example/2020/01/beitrag-1/")
    move(written(dated))
    assert redirects()["/feed/"] == redirects()["/feed/atom/"] == "/feeds/alle.atom.xml"
    assert redirects()["/2020/"] == redirects()["/2020/01/"] == "/archives.html"


def test_a_site_without_a_feed_promises_none(written, item, move, redirects):
    move(written(item(1)))
    assert not any("feed" in old for old in redirects())


def test_pages_of_terms_that_only_drafts_carry_are_not_redirected(written, item, move, redirects):
    label = '<category domain="category" nicename="intern"><![CDATA[Intern]]></category>'
    names = "<wp:category_nicename>intern</wp:category_nicename><wp:cat_name>Intern</wp:cat_name>"
    term = f"<wp:category>{names}</wp:category>"
    draft = item(1, more=label).replace("<wp:status>publish", "<wp:status>draft")
    move(written(term, draft))
    assert not any("intern" in old for old in redirects())


def test_a_heading_keeps_the_name_by_which_another_post_links_to_it(site, written, item, move):
    link = '<a href="https://sommer-maler.example/2/#lack">Lack</a>'
    move(written(item(1, link), item(2, '<h3 id="lack">Lack</h3><h3 id="auto">Auto</h3>')))
    text = (site / "content/beitraege/2020/beitrag-2.md").read_text(encoding="utf-8")
    assert "### Lack {#lack}" in text
    assert "### Auto\n" in text


def test_a_slug_stays_as_long_as_it_was(site, written, item, move):
    slug = "wort-" * 30 + "ende_1"
    move(written(item(1, slug=slug)))
    assert (site / f"content/beitraege/2020/{slug}.md").is_file()


def test_biographies_come_from_the_public_list_of_users(site, tmp_path, written, item, move):
    users = tmp_path / "users.json"
    people = [{"id": 2, "name": "Katrin Sommer", "slug": "katrin", "description": "Malt &amp; \nmisst."}]
    users.write_text(json.dumps(people), encoding="utf-8")
    post = item(1, more="<dc:creator>katrin</dc:creator>")
    _, printed = move(written(AUTHOR, post), "--authors", users, "--format", "json")
    assert json.loads(printed.out)["authors"] == [
        {"name": "Katrin Sommer", "posts": "1", "biography": "Malt & misst."}
    ]
    report = (site / "umzug/report.txt").read_text(encoding="utf-8")
    _, _, setting = report.partition('"authors": ')
    written_out, _ = json.JSONDecoder().raw_decode(setting)
    assert written_out == {"Katrin Sommer": {"biography": "Malt & misst."}}


@pytest.mark.parametrize("text", ["{}", '["x"]', '{"code": "rest_user_cannot_view"}', "<html>", ""])
def test_another_file_than_the_list_of_users_is_named(tmp_path, site, written, item, move, text):
    users = tmp_path / "users.json"
    users.write_text(text, encoding="utf-8")
    code, printed = move(written(item(1)), "--authors", users)
    if text == "{}":  # nobody
        assert code == 0
        return
    assert (code, printed.out) == (2, "")
    assert printed.err.startswith(f"klartext: {users}: this is not the list that WordPress shows")
    assert not (site / "umzug").exists()


def test_with_our_theme_the_build_itself_leads_on(site, written, item, move):
    conf = site / "pelicanconf.py"
    own = Path(__file__).resolve().parents[2]
    more = (
        f'KLARTEXT = {{"company": {{"name": "Sommer"}}}}\nTHEME = {str(own / "theme")!r}\n'
        'PLUGINS = ["klartext"]\nARTICLE_EXCLUDES = ["antworten"]\n'
    )
    conf.write_text(conf.read_text(encoding="utf-8") + more, encoding="utf-8")
    twice = item(3).replace("example/3/", "example/2014/a,b/")
    front = item(4).replace("example/4/", "example/")
    dated = item(2, slug="größe").replace("example/2/", "example/2020/01/größe/")
    move(
        written(item(1).replace("example/1/", "example/2014/a,b/"), dated, twice, front),
        "--no-lint",
    )
    done = subprocess.run(
        [sys.executable, "-m", "klartext", "build"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    page = (site / "output/2014/a,b/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../beitrag-1.html"' in page
    page = (site / "output/2020/01/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../archives.html"' in page
    told = (site / "output/_redirects").read_text(encoding="utf-8").replace("%2C", ",")
    assert "/2014/a,b/ /beitrag-1.html 301!" in told
    assert "/2020/01/ /archives.html 301!" in told
