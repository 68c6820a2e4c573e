"""Exports that are broken, odd or malicious: one clear line each, and the rest comes over."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from klartext.moving_in import export_text
from klartext.moving_in.records import Entry, Trouble
from klartext.moving_in.wxr import read_export

HEAD = (Path(__file__).parent / "head.xml").read_text(encoding="utf-8")

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><title>&c;</title></channel></rss>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (LAUGHS, "XML entities"),
        (OUTSIDE, "XML entities"),
        ('<!DOCTYPE html SYSTEM "http://x.example/x.dtd"><html></html>', "XML entities"),
        ("", "no export of WordPress"),
        ("<html><body><p>Anmelden</p></body></html>", "no export of WordPress"),
        (
            '<rss version="2.0"><channel><title>Feed</title><item><title>x</title></item></channel></rss>',
            "no export",
        ),
        ('{"json": 1}', "no export of WordPress"),
        (HEAD.replace("<wp:wxr_version>1.2", "<wp:wxr_version>9.9") + "</channel></rss>", "'9.9'"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line_and_nothing_is_written(site, move, tmp_path, source, words):
    path = tmp_path / "falsch.xml"
    path.write_text(source, encoding="utf-8")
    code, printed = move(path)
    assert code == 2
    assert words in printed.err
    assert printed.err.count("\n") == 1
    assert not list((site / "content").iterdir())
    assert not (site / "umzug").exists()


def test_a_missing_or_binary_file_is_one_line(site, move, tmp_path):
    assert move(tmp_path / "fehlt.xml")[0] == 2
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x", "y" * 1000)
    code, printed = move(tmp_path / "x.zip")
    assert (code, printed.err.count("\n")) == (2, 1)


def read(path):
    return list(read_export(path))


def titles(records):
    return [record.title for record in records if isinstance(record, Entry)]


def troubles(records):
    return [(record.key, record.line) for record in records if isinstance(record, Trouble)]


@pytest.mark.parametrize("chunk", [1 << 16, 97])
def test_broken_entries_are_named_with_their_line_and_the_rest_is_read(written, item, monkeypatch, chunk):
    monkeypatch.setattr(export_text, "CHUNK_BYTES", chunk)
    monkeypatch.setattr(export_text, "_HEAD_BYTES", max(chunk, 300))
    path = written(
        item(1),
        item(2).replace("</title>", "</titel>"),
        item(3),
        item(4).replace("</item>", ""),
        item(5),
        item(6).replace("]]></content", "</content"),
        item(7),
        item(8),
    )
    records = read(path)
    assert [title for title in titles(records) if title != "Beitrag 6"] == [
        "Beitrag 1",
        "Beitrag 3",
        "Beitrag 5",
        "Beitrag 8",
    ]
    assert [(key, line) for key, line in troubles(records) if line != 11] == [
        ("broken-entry", 7),
        ("broken-entry", 9),
    ]
    assert ("swallowed", 11) in troubles(records)


def test_an_export_that_breaks_off_keeps_what_was_whole(written, item):
    path = written(item(1), item(2)[:80], tail="")
    records = read(path)
    assert titles(records) == ["Beitrag 1"]
    assert troubles(records) == [("cut-off", 7)]


def test_stray_ampersands_and_html_entities_are_read_as_meant(written, item):
    path = written(item(1, title="Putz & Lack &uuml; &nbsp;&#11;&#x1F600;&unsinn; &amp; R&D"), item(2))
    records = read(path)
    assert titles(records) == ["Putz & Lack ü \xa0😀&unsinn; & R&D", "Beitrag 2"]
    assert troubles(records) == [("repaired", 6)]


def test_control_characters_and_wrong_encodings_are_mended_and_told(written, item):
    path = written(
        item(1, content="eins\x0bzwei\x01"),
        item(2, title="Gr").replace("Gr<", "Gr\xfc\xdfe<").encode("cp1252"),
    )
    records = read(path)
    entries = [record for record in records if isinstance(record, Entry)]
    assert entries[0].content == "eins zwei"
    assert entries[1].title == "Grüße"
    assert troubles(records) == [("wrong-encoding", 7), ("control-characters", 6)] or sorted(
        troubles(records)
    ) == [
        ("control-characters", 6),
        ("wrong-encoding", 7),
    ]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(written, item, tmp_path, encoding):
    source = (
        HEAD.replace("UTF-8", encoding.replace("utf-8-sig", "UTF-8"))
        + item(1, title="Grüße")
        + "</channel></rss>"
    ).encode(encoding)
    path = tmp_path / "andere.xml"
    path.write_bytes(source)
    assert titles(read(path)) == ["Grüße"]


def test_what_stands_before_and_after_the_xml_is_passed_over(written, item):
    path = written(
        item(1), head="\n\nWarning: Undefined index in x.php\n" + HEAD, tail="</channel></rss>\n<b>Notice</b>"
    )
    records = read(path)
    assert titles(records) == ["Beitrag 1"]
    assert [key for key, _ in troubles(records)] == ["after-the-end"]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_older_versions_are_read(written, item, version):
    head = HEAD.replace("1.2", version)
    labels = (
        "<category><![CDATA[Farbe]]></category>"
        '<category domain="category" nicename="farbe"><![CDATA[Farbe]]></category>'
        '<category domain="tag" nicename="keller"><![CDATA[Keller]]></category>'
    )
    (entry,) = [r for r in read(written(item(1, more=labels), head=head)) if isinstance(r, Entry)]
    assert [(label.taxonomy, label.name) for label in entry.labels] == [
        ("category", "Farbe"),
        ("post_tag", "Keller"),
    ]


def test_doubles_get_their_own_address_and_numbers_count_once(site, written, item, move):
    move(written(item(1, slug="putz"), item(2, slug="putz"), item(2, slug="putz"), item(3, slug="%e6%97%a5")))
    names = sorted(path.name for path in (site / "content/beitraege/2020").iterdir())
    assert names == ["putz-2.md", "putz.md", "日.md"]


def test_hostile_paths_and_markup_stay_harmless(site, written, item, move, tmp_path):
    (tmp_path / "geheim.txt").write_text("geheim")
    media = tmp_path / "uploads"
    media.mkdir()
    (media / "link.txt").symlink_to(tmp_path / "geheim.txt")
    content = (
        '<img src="https://sommer-maler.example/wp-content/uploads/../../../geheim.txt" alt="x" onerror="alert(1)">'
        '<a href="https://sommer-maler.example/wp-content/uploads/link.txt">l</a>'
        '<a href=" java&#10;script:alert(1)">klick</a><svg onload=alert(1)></svg>'
        "<script>alert(1)</script><style>*{}</style>\ue0000\ue001&lt;script&gt;alert(2)&lt;/script&gt;"
    )
    code, _ = move(written(item(1, content=content, slug="../../etc/passwd")), "--media", media)
    assert code == 1
    (post,) = site.rglob("content/beitraege/2020/*.md")
    text = post.read_text(encoding="utf-8")
    assert post.name == "etc-passwd.md"
    assert "script:" not in text
    assert "onerror" not in text
    assert "<script" not in text
    assert "\ue000" not in text
    assert not [p for p in site.rglob("*") if p.is_file() and p.read_bytes() == b"geheim"]


def test_deep_nesting_costs_the_markup_only(site, written, item, move):
    content = "<div>" * 3000 + "tief" + "</div>" * 3000
    code, printed = move(written(item(1, content=content), item(2)), "--format", "json")
    assert code == 1
    assert {note["kind"] for note in json.loads(printed.out)["notes"]} == {"too-deep"}
    assert (site / "content/beitraege/2020/beitrag-1.md").read_text(encoding="utf-8").endswith("\n\ntief\n")
    assert (site / "content/beitraege/2020/beitrag-2.md").is_file()


def test_a_damaged_ledger_stops_before_anything_is_written(site, written, item, move):
    (site / "umzug").mkdir()
    (site / "umzug/manifest.json").write_text("{")
    code, printed = move(written(item(1)))
    assert code == 2
    assert "manifest.json" in printed.err
    assert not list((site / "content").iterdir())
