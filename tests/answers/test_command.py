"""``klartext answers``: mails and texts become files to review, spam does not, nothing is written over."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from klartext.answers.mail_file import own_words
from klartext.answers.mail_link import reply_address

Klartext = Callable[..., subprocess.CompletedProcess[str]]

MAIL = """From: =?utf-8?q?Bernd_M=C3=BCller?= <bernd@mueller.example>
To: antworten@sommer-maler.example
Subject: Antwort zu: Kalk im Keller [kalk]
Date: Sat, 14 Mar 2026 07:30:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Bei uns hält der Kalk seit 1998.

--{space}
Bernd Müller, Malermeister
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "pelicanconf.py").write_text(
        'PATH = "content"\nDEFAULT_LANG = "de"\nTIMEZONE = "Europe/Berlin"\nARTICLE_EXCLUDES = ["antworten"]\n'
        'KLARTEXT = {"answers": {"max_links": 2, "barred_words": ["Casino"]}}\n',
        encoding="utf-8",
    )
    post = "Title: Kalk im Keller\nDate: 2026-03-01\nSlug: kalk\n\nKalk hält.\n"
    (content / "kalk.md").write_text(post, encoding="utf-8")
    return tmp_path


@pytest.fixture
def klartext(site: Path) -> Klartext:
    def run(*arguments: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
        data = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "klartext", "--lang", "de", "answers", *arguments],
            cwd=site,
            input=data,
            capture_output=True,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err
        return subprocess.CompletedProcess(arguments, done.returncode, out, err)

    return run


def test_a_mail_becomes_a_file_that_waits(site: Path, klartext: Klartext) -> None:
    (site / "mail.eml").write_text(MAIL.replace("{space}", " "), encoding="utf-8")
    done = klartext("add", "mail.eml")
    assert (done.returncode, done.stdout) == (0, "content/antworten/kalk/2026-03-14-bernd-mueller.md\n")
    assert (site / done.stdout.strip()).read_text("utf-8") == (
        "Name: Bernd Müller\nDate: 2026-03-14 08:30\nStatus: draft\n\nBei uns hält der Kalk seit 1998.\n"
    )
    listed = klartext("list")
    assert listed.returncode == 0
    assert listed.stdout.splitlines()[0] == "Eine Antwort wartet auf Durchsicht:"
    waiting = json.loads(klartext("list", "--format", "json").stdout)["waiting"]
    assert [(entry["post"], entry["name"]) for entry in waiting] == [("kalk", "Bernd Müller")]
    again = klartext("add", "mail.eml")
    assert again.returncode == 2
    assert "derselbe Text liegt schon in content/antworten/kalk" in again.stderr


def test_the_prepared_form_and_the_answered_answer_are_read(site: Path, klartext: Klartext) -> None:
    folder = site / "content/antworten/kalk"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("Name: A\nDate: 2026-03-02\n\nJa.\n", encoding="utf-8")
    body = (
        "Stimmt nicht ganz.\n\n------------\nSo sollen …:\nName: Frau B.\nWebsite: maler-b.example\n\n-- \nB"
    )
    mail = MAIL.partition("\n\n")[0].replace("[kalk]", "[kalk/a]") + "\n\n" + body
    done = klartext("add", "-", stdin=mail)
    assert done.returncode == 0, done.stderr
    assert (site / done.stdout.strip()).read_text("utf-8") == (
        "Name: Frau B.\nDate: 2026-03-14 08:30\nSite: https://maler-b.example\nReply-To: a\nStatus: draft\n\n"
        "Stimmt nicht ganz.\n"
    )


def test_nothing_is_written_over(site: Path, klartext: Klartext) -> None:
    arguments = ("add", "-", "--post", "kalk", "--name", "Ä Ö", "--date", "2026-03-14")
    paths = [klartext(*arguments, stdin=f"Text {number}").stdout.strip() for number in range(3)]
    assert [Path(path).name for path in paths] == [
        "2026-03-14-ae-oe.md",
        "2026-03-14-ae-oe-2.md",
        "2026-03-14-ae-oe-3.md",
    ]
    assert "Text 0" in (site / paths[0]).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "stdin", "why"),
    [
        (("--post", "kalk", "--name", "A"), "http://a.example www.b.example https://c.example", "3 Verweise"),
        (("--post", "kalk", "--name", "A"), "x" * 9000, "9000 Zeichen"),
        (("--post", "kalk", "--name", "A"), "Bestes CASINO", "»Casino«"),
        (("--post", "kalk", "--name", "A"), "", "außer Zitat und Unterschrift"),
        (("--post", "kalk", "--name", "A"), b"\x89PNG\x00\xff", "weder eine Mail"),
        (("--post", "kalk"), "Text", "wer antwortet?"),
        (("--name", "A"), "Text", "zu welchem Beitrag?"),
        (("--post", "kalck", "--name", "A"), "Text", "meinen Sie »kalk«?"),
        (("--post", "../../x", "--name", "A"), "Text", "gibt es nicht"),
        (("--post", "kalk", "--name", "A", "--reply-to", "b"), "Text", "keine Antwort »b«"),
        (("--post", "kalk", "--name", "A", "--site", "javascript:x"), "Text", "ist keine Webadresse"),
        (("--post", "kalk", "--name", "A", "--date", "neulich"), "Text", "ist kein Datum wie"),
    ],
)
def test_what_cannot_be_taken_is_one_line_and_writes_nothing(
    site: Path, klartext: Klartext, arguments: tuple[str, ...], stdin: str | bytes, why: str
) -> None:
    done = klartext("add", "-", *arguments, stdin=stdin)
    assert done.returncode == 2
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (site / "content/antworten").exists()


def test_a_missing_file_is_one_line(klartext: Klartext) -> None:
    done = klartext("add", "fehlt.eml")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_bad_file_fails_the_list(site: Path, klartext: Klartext) -> None:
    path = site / "content/antworten/kalk/a.md"
    path.parent.mkdir(parents=True)
    path.write_text("Name: A\n\nText\n", encoding="utf-8")
    done = klartext("list")
    assert done.returncode == 2
    assert "content/antworten/kalk/a.md:1: Date »« ist kein Datum" in done.stderr


def test_html_mails_lose_their_markup(site: Path, klartext: Klartext) -> None:
    head = MAIL.partition("\n\n")[0].replace("text/plain", "text/html")
    html = "<style>p{}</style><p>Erster <b>Satz</b>.</p><p>Zweiter.</p><blockquote>Zitat</blockquote>"
    done = klartext("add", "-", stdin=f"{head}\n\n{html}")
    assert done.returncode == 0, done.stderr
    assert (site / done.stdout.strip()).read_text("utf-8").endswith("\n\nErster Satz.\n\nZweiter.\n")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ja.\n\nAm 3. Mai 2026 um 10:12 schrieb Katrin:\n> Alt\n> Älter\n", "Ja."),
        ("Ja.\n\nAm 3. Mai 2026 um 10:12 schrieb Katrin <k@s.example>:", "Ja."),
        ("Das war 2019. Am Haus schrieb ich:\n", "Das war 2019. Am Haus schrieb ich:"),
        (f"Am {'2026 schrieb ' * 9000}x", f"Am {'2026 schrieb ' * 9000}x"),
        ("Ja.\n\nAm 3. Mai 2026 um 10:12 schrieb Katrin\n<k@s.example>:\n\n> Alt", "Ja."),
        ("> Frage?\n\nJa.\n-- \nB", "> Frage?\n\nJa."),
        ("Ja.\n-----Ursprüngliche Nachricht-----\nVon: K", "Ja."),
        ("Drei Dinge:\n\n> Zitat", "Drei Dinge:"),
        ("Ja.\n\nVon: Katrin <k@s.example>\nGesendet: Montag, 3. Mai 2026 10:12\nAn: B\n\nAlt", "Ja."),
        ("Yes.\n\n**From:** Katrin\n**Sent:** Monday\n\nOld", "Yes."),
        ("Von: Hand gestrichen.\n\nNicht gerollt.", "Von: Hand gestrichen.\n\nNicht gerollt."),
        ("Ja.\n\nVon meinem iPhone gesendet\n\n> Am 3. Mai 2026 um 10:12 schrieb K:\n> Alt", "Ja."),
        ("Ja.\n\nVon meinem iPhone gesendet\n\nAm 3. Mai 2026 um 10:12 schrieb K:\n\n> Alt", "Ja."),
        ("Yes.\n\nSent from my Galaxy", "Yes."),
    ],
)
def test_quoted_originals_and_signatures_stay_behind(text: str, kept: str) -> None:
    assert own_words(text) == kept


def test_long_and_hostile_titles_make_one_mail_address() -> None:
    link = reply_address("a@b.example", 'x&body=evil\r\nBcc: z@z.example"<>' * 20, "kalk", "", "de")
    assert len(link) < 1200
    assert not set(' "<>\r\n') & set(link)
    assert link.count("&") == 1
