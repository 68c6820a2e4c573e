"""Blogs of Markdown files, moved in, looked at, built: Jekyll, Hugo and Pelican with one of everything."""

# ruff: noqa: E501 — a blog's own lines are as long as they are
from __future__ import annotations

import json
import subprocess
import sys

import pytest

from klartext.cli import main
from klartext.redirect_table import read_table

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc00000030101003e2f5b0e0000000049454e44ae426082"
)

JEKYLL = {
    "_config.yml": (
        "title: Sommer\nurl: https://sommer-maler.example\nbaseurl: /blog\npermalink: /:categories/:year/:month/:title/\n"
        "defaults:\n  - scope: {path: '', type: posts}\n    values: {author: Katrin Sommer, lang: de}\n"
    ),
    "_posts/2014-03-01-kalk-im-keller.md": (
        "---\ntitle: 'Kalk: im Keller'\ndate: 2014-03-01 10:00:00 +0100\ncategories: [Farbe, Kalk]\n"
        "tags: [Keller, 'Bad, Dusche']\nimage: /assets/eimer.png\nredirect_from:\n  - /alt/kalk/\nuntertitel: Ein Versuch\n"
        "---\n\nIm Keller, siehe [Fenster]({% post_url 2015-07-01-fenster %}#lack) und\n"
        "[über uns]({{ site.baseurl }}/ueber-uns/) oder [hier](https://sommer-maler.example/blog/2015/07/fenster/).\n\n"
        "![Drei Eimer]({{ '/assets/eimer.png' | relative_url }} \"Zeichnung\")\n\n"
        "{% highlight bash %}\necho {{ x }}\n{% endhighlight %}\n\n{% raw %}{{ roh }}{% endraw %}\n\n"
        "{% include figure.html src='/assets/eimer.png' alt='Noch einer' caption='Eimer' %}\n\n"
        '{% include kontakt.html %}\n\n{% youtube abc %}\n\n[bctt tweet="Kalk ist basisch."]\n\n[weg](/gibt/es/nicht/)\n'
    ),
    "_posts/2015-07-01-fenster.markdown": "---\ntitle: Fenster\npublished: true\n---\nText.\n\n## Lack {#lack}\n",
    "_posts/2016-01-01-unveroeffentlicht.md": "---\ntitle: Nicht\npublished: false\n---\nText.\n",
    "_posts/2016-02-01-alt.textile": "h1. Alt",
    "_posts/2016-03-01-kaputt.md": "---\ntitle: [offen\n---\nText.\n",
    "_posts/2016-03-02-bombe.md": "---\na: &a [x, x]\nb: [*a, *a]\n---\nText.\n",
    "_posts/2016-03-03-seite.html": "---\ntitle: HTML\n---\n<p>Ein <b>Absatz</b>. <a href='/blog/ueber-uns/'>wir</a></p>\n",
    "_drafts/idee.md": "---\ntitle: Eine Idee\n---\nSpäter.\n",
    "ueber-uns.md": "---\ntitle: Über uns\npermalink: /ueber-uns/\n---\nWir.\n",
    "index.html": "---\nlayout: home\n---\n{% for post in site.posts %}{% endfor %}",
    "README.md": "Keine Seite.\n",
    "_layouts/default.html": "{{ content }}",
    "_data/comments/kalk-im-keller/comment-2.yml": (
        "_id: zwei\nname: Jonas\nemail: 0cc175b9c0f1b6a831c399e269772661\nmessage: Nein.\ndate: 1393840800\nreplying_to: '1'\n"
    ),
    "_data/comments/kalk-im-keller/comment-1.yml": (
        "_id: eins\nname: Hannah Öz\nurl: https://hannah.example/\nmessage: |\n  Hält *das*?\n\n  1. Frage\n"
        "date: '2014-03-02T08:30:00Z'\n"
    ),
    "_data/comments/kalk-im-keller/comment-3.yml": "_id: drei\nname: X\nmessage: ''\ndate: 2014-03-09\n",
    "_data/comments/nirgends/a.yml": "_id: q\nname: X\nmessage: Y\ndate: 2014-03-09\n",
    "assets/eimer.png": PNG,
}
HUGO = {
    "hugo.toml": (
        'baseURL = "https://sommer-maler.example/"\ntitle = "Sommer"\nlanguageCode = "de-DE"\n'
        '[permalinks]\nposts = "/:year/:month/:slug/"\n'
    ),
    "content/posts/kalk/index.md": (
        '+++\ntitle = "Kalk im Keller"\ndate = 2014-03-01T10:00:00+01:00\nlastmod = 2015-01-05\ndraft = false\n'
        'tags = ["Keller"]\ncategories = ["Kalk"]\nseries = ["Aus dem Keller"]\naliases = ["/alt/kalk/"]\n'
        'slug = "kalk-im-keller"\nauthor = "Katrin Sommer"\ndescription = "Drei Eimer."\n[cover]\nimage = "eimer.png"\n'
        'alt = "Eimer"\n+++\n\nVorspann.\n\n<!--more-->\n\n{{< figure src="eimer.png" alt="Drei \\"Eimer\\"" '
        'caption="Zeichnung" >}}\n\n{{< youtube abc_1 >}}\n\n[Fenster]({{< ref "posts/fenster.md#lack" >}}) und '
        '[wir]({{% relref "/about" %}}) und [Bild](/img/wand.png).\n\n{{< highlight go "linenos=table" >}}\nfunc x() {}\n'
        "{{< /highlight >}}\n\n{{</* literal */>}}\n\n{{< notice tip >}}\nAchtung\n{{< /notice >}}\n\n"
        '{{< ref "gibt-es-nicht" >}}\n\n![](/img/wand.png)\n'
    ),
    "content/posts/kalk/eimer.png": PNG,
    "content/posts/fenster.md": "---\ntitle: Fenster\ndate: 2015-07-01\n---\n## Lack {#lack}\n\n[zurück](../../../2014/03/kalk-im-keller/)\n",
    "content/posts/entwurf.md": '{"title": "Entwurf", "draft": true, "date": "2016-01-01"}\n\nSpäter.\n',
    "content/posts/_index.md": "---\ntitle: Alle\n---\n",
    "content/about.md": "---\ntitle: Über uns\n---\nWir.\n",
    "static/img/wand.png": PNG,
    "data/comments/kalk-im-keller/1.json": json.dumps(
        {"_id": "a", "name": "Hannah", "message": "Gut.", "date": "2014-03-02T09:00:00Z"}
    ),
    "data/comments/kalk-im-keller/2.json": json.dumps(
        {"_id": "b", "name": "Jo", "message": "Ja.", "date": "2014-03-03T09:00:00Z", "replyID": "a"}
    ),
}
PELICAN = {
    "pelicanconf.py": (
        'PATH = "content"\nSITEURL = "https://sommer-maler.example"\nDEFAULT_LANG = "de"\nTIMEZONE = "Europe/Berlin"\n'
        'ARTICLE_URL = ARTICLE_SAVE_AS = "blog/{slug}.html"\nPAGE_URL = PAGE_SAVE_AS = "{slug}/index.html"\n'
    ),
    "content/kalk/kalk.md": (
        "Title: Kalk im Keller\nDate: 2014-03-01 10:00\nModified: 2015-01-05\nTags: Keller, Kalk\nAuthor: Katrin Sommer\n"
        "Summary: Drei Eimer.\nUntertitel: Ein Versuch\nSlug: kalk-im-keller\n\n"
        "[Fenster]({filename}/fenster.md#lack), [alt](|filename|../fenster.md), [wir]({filename}/pages/wir.md)\n\n"
        "![Eimer]({static}/images/eimer.png) ![nah]({attach}nah.png) [weg]({filename}/weg.md)\n"
    ),
    "content/kalk/nah.png": PNG,
    "content/fenster.md": "Title: Fenster\nDate: 2015-07-01\nCategory: Fenster\n\nText.\n",
    "content/entwurf.md": "Title: Entwurf\nDate: 2016-01-01\nStatus: draft\n\nText.\n",
    "content/versteckt.md": "Title: Versteckt\nDate: 2016-01-01\nStatus: hidden\n\nText.\n",
    "content/alt.rst": "Alt\n###\n\nText.\n",
    "content/ohne.md": "Nur Text.\n",
    "content/pages/wir.md": "Title: Wir\n\nWir.\n",
    "content/images/eimer.png": PNG,
    "content/comments/kalk-im-keller/1.md": "author: Hannah\ndate: 2014-03-02 09:00\nemail: x@x.example\n\nGut.\n",
    "content/comments/kalk-im-keller/2.md": "author: Jo\ndate: 2014-03-03 09:00\nreplyto: 1.md\n\nJa.\n",
}
BLOGS = {"jekyll": JEKYLL, "hugo": HUGO, "pelican": PELICAN}


@pytest.fixture
def blog(tmp_path):
    """Write a blog, whole or with other files, and return its folder."""

    def write(kind, **more):
        folder = tmp_path / "alt"
        for name, content in {**BLOGS[kind], **more}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return write


@pytest.fixture
def moved(site, blog, capsys):
    """Move a blog in and return the exit code and the report."""

    def run(kind, *more, **files):
        code = main(["--lang", "en", "import", kind, str(blog(kind, **files)), *more, "--format", "json"])
        printed = capsys.readouterr()
        assert printed.out, printed.err
        return code, json.loads(printed.out)

    return run


def parts(path):
    header, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in header.split("\n")), body


def problems(report):
    return {
        (n["kind"], n["path"], n["line"], n["detail"].partition(" (")[0])
        for n in report["notes"]
        if n["problem"]
    }


def old_addresses(site):
    """Return where old addresses lead: to the post with that name, or by the table."""
    table = site / "content/redirects.txt"
    found = {old: new for _, old, new in read_table(table.read_text("utf-8") if table.is_file() else "")}
    for file in (site / "content").rglob("*.md"):
        lines = file.read_text(encoding="utf-8").partition("\n\n")[0].split("\n")
        aliases = [line.removeprefix("Aliases: ") for line in lines if line.startswith("Aliases: ")]
        found |= dict.fromkeys(aliases[0].split(", ") if aliases else (), file.stem)
    return found


def test_jekyll_headers(site, moved):
    moved("jekyll", "--field", "untertitel")
    assert parts(site / "content/beitraege/2014/kalk-im-keller.md")[0] == {
        "Title": "Kalk: im Keller",
        "Date": "2014-03-01 10:00",
        "Category": "Farbe",
        "Categories": "Farbe; Kalk",
        "Tags": "Keller; Bad, Dusche; Kalk;",
        "Author": "Katrin Sommer",
        "Cover": "bilder/assets/eimer.png",
        "Slug": "kalk-im-keller",
        "Lang": "de",
        "untertitel": "Ein Versuch",
        "Aliases": "/blog/farbe/kalk/2014/03/kalk-im-keller/, /blog/alt/kalk/",
        "Status": "published",
    }
    assert parts(site / "content/beitraege/2015/fenster.md")[0]["Date"] == "2015-07-01"
    assert parts(site / "content/entwuerfe/unveroeffentlicht.md")[0]["Status"] == "draft"
    assert parts(site / "content/entwuerfe/idee.md")[0]["Status"] == "draft"
    assert parts(site / "content/seiten/ueber-uns.md")[0]["Title"] == "Über uns"
    assert len(list((site / "content").rglob("*.md"))) == 6 + 2


def test_jekyll_texts(site, moved):
    moved("jekyll")
    assert parts(site / "content/beitraege/2014/kalk-im-keller.md")[1].split("\n\n") == [
        "Im Keller, siehe [Fenster]({filename}/beitraege/2015/fenster.md#lack) und\n"
        "[über uns]({filename}/seiten/ueber-uns.md) oder [hier]({filename}/beitraege/2015/fenster.md).",
        '![Drei Eimer]({static}/bilder/assets/eimer.png "Zeichnung")',
        "```bash\necho {{ x }}\n```",
        "{{ roh }}",
        '![Noch einer]({static}/bilder/assets/eimer.png "Eimer")',
        "{% include kontakt.html %}",
        "<https://www.youtube.com/watch?v=abc>",
        '[bctt tweet="Kalk ist basisch."]',
        "[weg](/gibt/es/nicht/)\n",
    ]
    assert "Ein **Absatz**. [wir]({filename}/seiten/ueber-uns.md)" in (
        site / "content/beitraege/2016/seite.md"
    ).read_text(encoding="utf-8")
    assert (site / "content/bilder/assets/eimer.png").read_bytes() == PNG


def test_jekyll_answers(site, moved):
    _, report = moved("jekyll")
    folder = site / "content/antworten/kalk-im-keller"
    assert (folder / "alt-eins.md").read_text(encoding="utf-8") == (
        "Name: Hannah Öz\nDate: 2014-03-02 09:30\nSite: https://hannah.example/\nStatus: published\n\n"
        "Hält \\*das\\*?\n\n1\\. Frage\n"
    )
    assert (folder / "alt-zwei.md").read_text(encoding="utf-8") == (
        "Name: Jonas\nDate: 2014-03-03 11:00\nReply-To: alt-eins\nStatus: published\n\nNein.\n"
    )
    assert report["counts"]["answers"] == 2
    assert len(list(folder.iterdir())) == 2


def test_jekyll_report_and_redirects(site, moved):
    code, report = moved("jekyll")
    assert code == 1
    post = "content/beitraege/2014/kalk-im-keller.md"
    lines = (site / post).read_text(encoding="utf-8").split("\n")
    assert problems(report) == {
        ("left-shortcode", post, lines.index("{% include kontakt.html %}") + 1, "{% include kontakt.html %}"),
        ("unknown-address", post, lines.index("[weg](/gibt/es/nicht/)") + 1, "/gibt/es/nicht/"),
        ("other-format", "_posts/2016-02-01-alt.textile", 0, ""),
        ("bad-header", "_posts/2016-03-01-kaputt.md", 3, "expected ',' or ']', but got '<stream end>'"),
        ("bad-header", "_posts/2016-03-02-bombe.md", 3, "a YAML reference"),
        ("unreadable-answer", "", 0, "text"),
    }
    assert ("answers-elsewhere", "_data/comments/nirgends") in {
        (n["kind"], n["path"]) for n in report["notes"]
    }
    found = old_addresses(site)
    assert found["/blog/farbe/kalk/2014/03/kalk-im-keller/"] == "kalk-im-keller"
    assert found["/blog/alt/kalk/"] == "kalk-im-keller"
    assert found["/blog/2015/07/fenster/"] == "fenster"
    assert found["/blog/ueber-uns/"] == "ueber-uns"
    assert found["/blog/assets/eimer.png"] == "/bilder/assets/eimer.png"
    assert not any("idee" in old or "unver" in old for old in found)


def test_hugo_headers(site, moved):
    moved("hugo")
    assert parts(site / "content/beitraege/2014/kalk-im-keller.md")[0] == {
        "Title": "Kalk im Keller",
        "Date": "2014-03-01 10:00",
        "Modified": "2015-01-05",
        "Category": "Kalk",
        "Tags": "Keller",
        "Author": "Katrin Sommer",
        "Summary": "Drei Eimer.",
        "Cover": "bilder/posts/kalk/eimer.png",
        "Cover_alt": "Eimer",
        "Slug": "kalk-im-keller",
        "Lang": "de",
        "Series": "Aus dem Keller",
        "Aliases": "/2014/03/kalk-im-keller/, /alt/kalk/",
        "Status": "published",
    }
    assert parts(site / "content/entwuerfe/entwurf.md")[0]["Status"] == "draft"
    assert parts(site / "content/seiten/about.md")[0]["Title"] == "Über uns"


def test_hugo_texts(site, moved):
    _, report = moved("hugo")
    post = "content/beitraege/2014/kalk-im-keller.md"
    text = (site / post).read_text(encoding="utf-8")
    assert text.partition("\n\n")[2].split("\n\n") == [
        "Vorspann.",
        '![Drei "Eimer"]({static}/bilder/posts/kalk/eimer.png "Zeichnung")',
        "<https://www.youtube.com/watch?v=abc_1>",
        "[Fenster]({filename}/beitraege/2015/fenster.md#lack) und [wir]({filename}/seiten/about.md) und "
        "[Bild]({static}/bilder/img/wand.png).",
        "```go\nfunc x() {}\n```",
        "{{< literal >}}",
        "{{< notice tip >}}\nAchtung\n{{< /notice >}}",
        '{{< ref "gibt-es-nicht" >}}',
        "![]({static}/bilder/img/wand.png)\n",
    ]
    lines = text.split("\n")
    assert problems(report) == {
        ("left-shortcode", post, lines.index(tag) + 1, tag)
        for tag in ("{{< notice tip >}}", '{{< ref "gibt-es-nicht" >}}')
    }
    assert "[zurück]({filename}/beitraege/2014/kalk-im-keller.md)" in (
        site / "content/beitraege/2015/fenster.md"
    ).read_text(encoding="utf-8")


def test_hugo_answers_and_redirects(site, moved):
    moved("hugo")
    answer = parts(site / "content/antworten/kalk-im-keller/alt-b.md")
    assert (answer[0]["Reply-To"], answer[1]) == ("alt-a", "Ja.\n")
    found = old_addresses(site)
    assert found["/2014/03/kalk-im-keller/"] == found["/alt/kalk/"] == "kalk-im-keller"
    assert found["/2015/07/fenster/"] == "fenster"
    assert found["/about/"] == "about"
    assert found["/img/wand.png"] == "/bilder/img/wand.png"
    assert found["/tags/keller/"] == "/tag/keller.html"


def test_pelican(site, moved):
    _, report = moved("pelican")
    post = "content/beitraege/2014/kalk-im-keller.md"
    header, body = parts(site / post)
    assert header == {
        "Title": "Kalk im Keller",
        "Date": "2014-03-01 10:00",
        "Modified": "2015-01-05",
        "Category": "kalk",
        "Tags": "Keller, Kalk",
        "Author": "Katrin Sommer",
        "Summary": "Drei Eimer.",
        "Slug": "kalk-im-keller",
        "Lang": "de",
        "Untertitel": "Ein Versuch",
        "Aliases": "/blog/kalk-im-keller.html",
        "Status": "published",
    }
    assert body == (
        "[Fenster]({filename}/beitraege/2015/fenster.md#lack), [alt]({filename}/beitraege/2015/fenster.md), "
        "[wir]({filename}/seiten/wir.md)\n\n"
        "![Eimer]({static}/bilder/images/eimer.png) ![nah]({static}/bilder/kalk/nah.png) [weg]({filename}/weg.md)\n"
    )
    assert parts(site / "content/beitraege/2016/versteckt.md")[0]["Status"] == "hidden"
    answer = parts(site / "content/antworten/kalk-im-keller/alt-2.md")
    assert (answer[0]["Reply-To"], answer[1]) == ("alt-1", "Ja.\n")
    assert "x.example" not in (site / "content/antworten/kalk-im-keller/alt-1.md").read_text(encoding="utf-8")
    assert problems(report) == {
        ("other-format", "content/alt.rst", 0, ""),
        ("bad-header", "content/ohne.md", 1, "Title:"),
        ("unknown-address", post, 16, "{filename}/weg.md"),
    }
    found = old_addresses(site)
    assert found["/blog/kalk-im-keller.html"] == "kalk-im-keller"
    assert found["/wir/index.html"] == "wir"


@pytest.mark.parametrize("kind", BLOGS)
def test_the_blog_builds_lints_and_moves_in_again_without_a_change(site, blog, kind):
    def run(*command):
        return subprocess.run(
            [sys.executable, "-m", "klartext", *command], capture_output=True, text=True, check=False
        )

    def state():
        files = [p for p in site.rglob("*") if p.is_file() and ".klartext" not in p.parts]
        return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in files}

    # What leads nowhere stops a build, rightly; all else must not.
    whole = {name: text for name, text in BLOGS[kind].items() if isinstance(text, str) and "weg](" in text}
    folder = blog(
        kind, **{name: text.replace("[weg](", "[weg](https://x.example/") for name, text in whole.items()}
    )
    first = run("import", kind, str(folder))
    before = state()
    again = run("import", kind, str(folder))
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    assert state() == before
    built = run("build")
    assert built.returncode == 0, built.stdout + built.stderr
    assert run("lint").returncode in {0, 1}


@pytest.mark.parametrize("kind", BLOGS)
def test_an_edited_post_is_kept(site, moved, kind):
    moved(kind)
    post = site / "content/beitraege/2015/fenster.md"
    post.write_text("Title: Meins\n\nNeu.\n", encoding="utf-8")
    name = next(name for name in BLOGS[kind] if "fenster" in name)
    source = (
        BLOGS[kind][name]
        .replace("Title: Fenster", "Title: Anders")
        .replace("title: Fenster", "title: Anders")
    )
    _, report = moved(kind, **{name: source})
    assert ("kept", "content/beitraege/2015/fenster.md") in {(n["kind"], n["path"]) for n in report["notes"]}
    assert post.read_text(encoding="utf-8") == "Title: Meins\n\nNeu.\n"
    moved(kind, "--force", **{name: source})
    assert parts(post)[0]["Title"] == "Anders"


@pytest.mark.parametrize("kind", BLOGS)
@pytest.mark.parametrize(
    "raw", [b"---\ntitle: \xfcber\n---\nM\xfcller\n", b"\xef\xbb\xbf", b"", b"\0\0\0", b"---\n"]
)
def test_an_odd_file_stops_nothing(moved, kind, raw):
    name = {"jekyll": "_posts/2020-01-01-x.md", "hugo": "content/posts/x.md", "pelican": "content/x.md"}[kind]
    _, report = moved(kind, **{name: raw})
    assert report["counts"]["posts"] >= 2


@pytest.mark.parametrize(
    ("kind", "files", "words"),
    [
        ("jekyll", {}, "is no Jekyll blog"),
        ("hugo", {}, "is no Hugo blog"),
        ("pelican", {}, "is no Pelican blog"),
        ("jekyll", {"_config.yml": "a: [\n"}, "_config.yml:2:"),
        ("hugo", {"hugo.toml": "a = \n", "content/a.md": ""}, "hugo.toml:"),
        ("pelican", {"pelicanconf.py": "x = \n"}, "pelicanconf.py:1:"),
    ],
)
def test_what_is_no_such_blog_is_one_line_and_nothing_is_written(site, tmp_path, capsys, kind, files, words):
    folder = tmp_path / "alt"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert main(["--lang", "en", "import", kind, str(folder)]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
    assert not (site / "umzug").exists()


def test_pictures_outside_the_old_blog_stay_outside(site, tmp_path, moved):
    (tmp_path / "geheim.png").write_bytes(PNG)
    _, report = moved(
        "hugo", **{"content/posts/x.md": "---\ntitle: X\ndate: 2020-01-01\n---\n![](../../../geheim.png)\n"}
    )
    assert not list((site / "content").rglob("geheim.png"))
    assert "../../../geheim.png" in {n["detail"] for n in report["notes"] if n["kind"] == "unknown-address"}


@pytest.mark.parametrize("option", [["--media", "x"], ["--fetch-media"], ["--authors", "x.json"]])
def test_options_of_wordpress_are_refused(site, blog, capsys, option):
    assert main(["--lang", "en", "import", "hugo", str(blog("hugo")), *option]) == 2
    assert f"{option[0]} belongs to moving in from WordPress" in capsys.readouterr().err


def test_a_site_does_not_move_into_itself(site, capsys):
    assert main(["--lang", "en", "import", "pelican", "."]) == 2
    assert "this is the site itself" in capsys.readouterr().err
