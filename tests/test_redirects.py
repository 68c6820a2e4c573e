"""Redirects: what servers are told, and pages that lead on by themselves."""

from __future__ import annotations

import pytest

from klartext.redirect_table import RowError, read_table, write_table
from klartext.redirects import redirect_files, refresh_pages


@pytest.mark.parametrize(
    ("old", "new", "file", "target"),
    [
        ("/2014/03/kalk/", "/kalk.html", "2014/03/kalk/index.html", "../../../kalk.html"),
        ("/2014/03/kalk", "/kalk/", "2014/03/kalk/index.html", "../../../kalk/"),
        ("/alt.html", "/neu/", "alt.html", "neu/"),
        ("/alt.php", "/", "alt.php", "./"),
        ("/über-uns/", "/über/#weg", "über-uns/index.html", "../%C3%BCber/#weg"),
        ("/a/", 'https://x.example/"<b>', "a/index.html", "https://x.example/%22%3Cb%3E"),
    ],
)
def test_a_page_leads_on_from_the_old_place(old, new, file, target):
    pages = refresh_pages({old: new}, "de", "https://sommer-maler.example")
    assert list(pages) == [file]
    assert f'content="0; url={target}"' in pages[file]
    assert f'<a href="{target}">Diese Seite ist umgezogen</a>' in pages[file]


def test_the_canonical_address_is_named_where_the_site_is_known():
    page = refresh_pages({"/alt/": "/neu/"}, "en", "https://sommer-maler.example")["alt/index.html"]
    assert '<link rel="canonical" href="https://sommer-maler.example/neu/">' in page
    assert "canonical" not in refresh_pages({"/alt/": "/neu/"})["alt/index.html"]


@pytest.mark.parametrize("old", ["/", "/bild.jpg", "/../etc/passwd", "/a/../../b/", "/a\\b/", "/gleich/"])
def test_no_page_stands_where_none_can(old):
    assert refresh_pages({old: "/gleich/"}) == {}


def test_a_percent_sign_is_no_code_and_an_address_elsewhere_stays_as_it_is():
    moves = {"/100 % weiß/": "/50%.html", "/fern/": "https://x.example/a%2Fb?c=%20"}
    files = redirect_files(moves, {})
    assert "/100%20%25%20wei%C3%9F/ /50%25.html 301!\n" in files["_redirects"]
    assert "/fern/ https://x.example/a%2Fb?c=%20 301!\n" in files["_redirects"]
    assert {old: new for _, old, new in read_table(write_table(moves))} == moves


def test_the_servers_hear_of_every_move_but_not_of_what_stays():
    files = redirect_files({"/alt/": "/neu/", "/gleich/": "/gleich/"}, {"12": "/neu/"})
    assert files["_redirects"] == "/ p=12 /neu/ 301!\n/alt/ /neu/ 301!\n"
    assert 'RewriteRule "^alt/?$" "/neu/" [R=301,L,NE]' in files["redirects.htaccess"]
    assert '"/alt" "/neu/";' in files["redirects.nginx.conf"]
    assert "gleich" not in "".join(files.values())


def test_the_table_is_read_as_it_was_written():
    paths = {
        "/tag/kalk & lehm/": "/thema/kalk.html#a",
        "/100 % weiß/": "https://x.example/?a=b",
        "/a#b?c/": "/ü.html",
    }
    rows = {old: new for _, old, new in read_table(write_table(paths))}
    assert rows == paths


def test_the_table_holds_only_what_can_lead_on_and_is_told_nowhere_else():
    unusable = {
        "/": "/a",
        "x": "/a",
        "/../x": "/a",
        "/a\\b": "/a",
        "/b\x00": "/a",
        "/c": "//x.example",
        "/d": "javascript:x",
    }
    assert write_table({**unusable, "/gleich": "/gleich", "/post/": "/post.html"}, ["/post"]) == ""


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("/nur-eine", "give an old address, a blank and the new one"),
        ("/a /b 301", "give an old address, a blank and the new one"),
        ("/%2e%2e/x /b", "the old address must be a path from the root"),
        ("tag/x /b", "the old address must be a path from the root"),
        ("/a b.html", "the new address must be a path such as"),
        ("/a //b.example", "the new address must be a path such as"),
        ("/a javascript:alert(1)", "the new address must be a path such as"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line(row, why):
    with pytest.raises(RowError, match=rf"^redirects\.txt:3: .*{why}"):
        list(read_table(f"# Kopf\n\n{row}\n"))
