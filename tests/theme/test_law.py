"""Imprint, privacy and policy: filled from the settings, checked when a site is published, told to web servers."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown import Markdown

from klartext.settings import SettingsError, parse_settings
from klartext.theme_support.law.imprint import missing_in_imprint, missing_in_own_imprint, missing_in_privacy
from klartext.theme_support.law.policy import header_policy
from klartext.theme_support.law.server_files import HEADERS, server_files

from .conftest import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SITE = "https://blog.sommer-maler.example"
LEGAL = {
    "name": "Malerbetrieb Sommer", "street": "Mühlgasse 7", "town": "79999 Rebenau", "email": "hallo@sommer.example",
    "phone": "+49 (0)30 23125-014", "responsible": "Jana Sommer", "hosting": "Beispielhoster GmbH", "log_days": 7,
}  # fmt: skip
IMPRINT = "Title: Impressum\nSlug: impressum\nTemplate: imprint\nLang: {lang}\n\nUnd noch ein Satz.\n"
PRIVACY = "Title: Datenschutz\nSlug: datenschutz\nTemplate: privacy\nLang: {lang}\n\nUnd noch ein Satz.\n"
POST = "Title: A\nDate: 2026-01-01\nAuthor: Jana Sommer\nSlug: a\n\nEin Satz über Kalk.\n"


def legal(**values: Any) -> Any:
    return parse_settings({"legal": LEGAL | values}).legal


def pages(lang: str = "de") -> dict[str, str]:
    return {
        "a.md": POST,
        "seiten/impressum.md": IMPRINT.format(lang=lang),
        "seiten/datenschutz.md": PRIVACY.format(lang=lang),
    }


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, []),
        ({"street": "", "email": ""}, ["street", "email"]),
        ({"phone": ""}, ["phone"]),
        ({"phone": "", "contact_page": "kontakt.html"}, []),
        ({"name": "Sommer GmbH"}, ["register", "register_number", "represented_by"]),
        ({"name": "Sommer UG (haftungsbeschränkt)"}, ["register", "register_number", "represented_by"]),
        ({"name": "Sommer GmbH & Co. KG"}, ["register", "register_number", "represented_by"]),
        ({"name": "sommer gmbh, rebenau"}, ["register", "register_number", "represented_by"]),
        ({"name": "Malergenossenschaft Rebenau e. G."}, ["register", "register_number", "represented_by"]),
        ({"name": "Sommer e. K."}, ["register", "register_number"]),
        ({"name": "Sommer e.V."}, ["register", "register_number", "represented_by"]),
        ({"name": "Agnes Segmüller"}, []),
        ({"name": "Theater-AG Rebenau"}, []),
        ({"profession": "Malermeisterin"}, ["chamber", "profession_state", "profession_rules"]),
    ],
)
def test_what_an_imprint_needs_depends_on_the_firm(values: dict[str, Any], missing: list[str]) -> None:
    assert list(missing_in_imprint(legal(**values))) == missing


def test_what_the_privacy_page_needs() -> None:
    assert list(missing_in_privacy(legal())) == []
    assert list(missing_in_privacy(legal(hosting="", log_days=0))) == ["hosting", "log_days"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"email": "kein"}, "KLARTEXT['legal']['email'] = 'kein': must be a mail address"),
        ({"log_days": -1}, "must be 0 or more"),
        ({"profession_rules_address": "javascript:alert(1)"}, "must begin with https://"),
        ({"strasse": "x"}, "valid keys: name, owner"),
    ],
)
def test_a_bad_statement_is_one_clear_line(values: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        legal(**values)
    assert message in str(caught.value)


def test_the_pages_are_filled_from_the_settings_and_keep_their_own_text(build: Any) -> None:
    values = LEGAL | {
        "name": "Sommer <GmbH>",
        "vat_id": "DE123",
        "represented_by": ["Jana Sommer", "Deniz Kaya"],
    }
    values |= {
        "register": "Amtsgericht Freiburg",
        "register_number": "HRB 1",
        "supervisory_authority": "der LfDI",
    }
    site = build(pages(), legal=values)
    imprint = parse(site / "impressum.html")
    text = " ".join(imprint.select_one(".prose").get_text().split())
    for words in (
        "Sommer <GmbH>", "Vertreten durch Jana Sommer, Deniz Kaya", "Mühlgasse 7", "Amtsgericht Freiburg, HRB 1",
        "(§ 27a UStG): DE123", "(MStV): Jana Sommer", "nicht verpflichtet und nicht bereit",
        "Und noch ein Satz.",
    ):  # fmt: skip
        assert words in text, words
    assert imprint.select_one('a[href="tel:+4903023125014"]')
    privacy = " ".join(parse(site / "datenschutz.html").select_one(".prose").get_text().split())
    for words in ("nach 7 Tagen gelöscht", "Beispielhoster GmbH (Artikel 28", "Für uns ist das: der LfDI."):
        assert words in privacy, words


def test_english_pages_speak_english(build: Any) -> None:
    site = build(pages("en"), legal=LEGAL, DEFAULT_LANG="en")
    assert "Information according to §\N{NO-BREAK SPACE}5 DDG" in parse(site / "impressum.html").get_text()
    assert "The log is deleted after 7 days." in parse(site / "datenschutz.html").get_text()


def test_the_preview_is_built_without_statements_and_publishing_names_each(build: Any) -> None:
    assert (build(pages(), legal={}) / "impressum.html").is_file()
    with pytest.raises((RuntimeError, AssertionError)) as caught:
        build(pages(), legal=LEGAL | {"street": ""}, SITEURL=SITE, RELATIVE_URLS=False)
    line = "seiten/impressum.md: KLARTEXT['legal']['street'] ist leer: Straße und Hausnummer; ein Postfach genügt nicht"
    assert line in str(caught.value)


@pytest.mark.parametrize(
    ("address", "values", "said"),
    [
        (SITE, {}, ""),
        ("http://127.0.0.1:8000", {}, ""),
        ("https://sommer-maler.de", {"email": "post@sommer-maler.de"}, ""),
        ("https://sommer-maler.de", {}, "KLARTEXT['legal']['email'] = 'hallo@sommer.example' ist erfunden"),
        (
            "https://sommer-maler.de",
            {"email": "a@maler.de", "vat_id": "DE000000000"},
            "['vat_id'] = 'DE000000000' ist",
        ),
        (
            "https://sommer-maler.de",
            {"email": "a@maler.de", "mail": "a@b.example"},
            "['answers']['mail'] = 'a@b.example'",
        ),
        ("https://sommer-maler.de", {"email": "a@beispiel-example.de", "vat_id": "DE100000000"}, ""),
    ],
)
def test_what_the_sample_made_up_is_not_published_as_a_firms_own(
    build: Any, address: str, values: dict[str, Any], said: str
) -> None:
    answers = {"mail": values.get("mail", "")}
    stated = LEGAL | {name: value for name, value in values.items() if name != "mail"}
    published = {
        "legal": stated,
        "answers": answers,
        "SITEURL": address,
        "FEED_DOMAIN": address,
        "RELATIVE_URLS": False,
    }
    if not said:
        assert (build(pages(), **published) / "impressum.html").is_file()
        return
    with pytest.raises((RuntimeError, AssertionError)) as caught:
        build(pages(), **published)
    assert said in str(caught.value)


def test_publishing_without_an_imprint_is_refused(build: Any) -> None:
    with pytest.raises((RuntimeError, AssertionError), match="die Website hat kein Impressum"):
        build({"a.md": POST}, legal=LEGAL, SITEURL=SITE, RELATIVE_URLS=False)


OWN = """Malerbetrieb Sommer, Inhaberin Katrin Sommer
Mühlgasse 7<br>79999 Rebenau

Telefon 030 23125-014, <hallo@sommer.example>
"""


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (OWN, []),
        (OWN.replace("<hallo@sommer.example>", "hallo (at) sommer (punkt) example"), []),
        (OWN.replace("<hallo@sommer.example>", "[Post](mailto:hallo@sommer.example)"), []),
        (OWN.replace("Mühlgasse 7<br>79999 Rebenau", "Kalkstr. 12b · A-1010 Wien"), []),
        (OWN.replace("Mühlgasse 7<br>79999 Rebenau", "10 Downing Street, London SW1A 2AA"), []),
        (OWN.replace("Telefon 030 23125-014, ", ""), ["phone"]),
        (OWN.replace("Telefon 030 23125-014, ", "[Kontaktformular](kontakt.html) "), []),
        (OWN.replace("<hallo@sommer.example>", ""), ["email"]),
        (OWN.replace("Mühlgasse 7<br>", "Postfach 12<br>"), ["street"]),
        (OWN.replace("Mühlgasse 7<br>79999 Rebenau", "Rebenau"), ["street", "town"]),
        (OWN.replace("Sommer", "Winter").replace("Malerbetrieb", "Firma").replace("Katrin", "Eva"), ["name"]),
        (OWN.replace("Sommer,", "Sommer GmbH,"), ["represented_by", "register"]),
        (
            OWN.replace("Sommer,", "Sommer GmbH,") + "\nGeschäftsführerin Jana, Amtsgericht Freiburg HRB 12",
            [],
        ),
        (OWN.replace("Sommer,", "Sommer, e.g. painting,"), []),
        (OWN.replace("Sommer,", "Sommer e. K.,") + "\nRegistergericht Freiburg", []),
        (OWN + "\nHaftpflicht: Beispielversicherung AG, nach Richtlinie 2006/112/EG", []),
        ("Alles von Hand geschrieben.", ["name", "street", "town", "email", "phone"]),
    ],
)
def test_an_imprint_written_by_hand_is_looked_through(text: str, missing: list[str]) -> None:
    names = ("Malerbetrieb Sommer", "Katrin Sommer")
    assert list(missing_in_own_imprint(Markdown().convert(text), names)) == missing


def test_without_a_known_name_none_is_looked_for() -> None:
    assert list(missing_in_own_imprint(OWN, ())) == []


@pytest.mark.parametrize(
    "head", ["Title: Impressum\nSlug: impressum", "Title: Impressum und Datenschutz\nSlug: recht"]
)
def test_publishing_names_what_an_own_imprint_lacks(build: Any, head: str) -> None:
    def publish(text: str) -> Path:
        files = {"a.md": POST, "seiten/i.md": f"{head}\n\n{text}\n"}
        return build(files, legal={}, SITEURL=SITE, RELATIVE_URLS=False)

    assert any(publish(OWN).glob("*.html"))
    with pytest.raises((RuntimeError, AssertionError)) as caught:
        publish(OWN.replace("<hallo@sommer.example>", ""))
    line = "seiten/i.md: in diesem Impressum steht nicht: E-Mail-Adresse, verlangt von § 5 Abs. 1 Nr. 2 DDG; bitte"
    assert line in str(caught.value)
    assert "kein Impressum" not in str(caught.value)
    with pytest.raises(
        (RuntimeError, AssertionError), match="oder ein anderer schneller Weg, etwa ein Kontaktformular"
    ):
        publish(OWN.replace("Telefon 030 23125-014, ", ""))


PATHS = {
    "/2019/03/kalk/": "/a.html",
    '/mit "Zeichen"/': "/a.html",
    "/über kalk.html": "/a.html",
    "/100 % weiß/": "/a.html",
}
NUMBERS = {"12": "/a.html"}


def test_every_server_is_told_the_same() -> None:
    files = server_files("", "suche.html", "theme", PATHS, NUMBERS)
    assert set(files) == {
        "_headers", "_redirects", ".htaccess", "server/nginx.conf", "server/redirects.nginx.conf", "server/Caddyfile",
    }  # fmt: skip
    for name in ("_headers", ".htaccess", "server/nginx.conf", "server/Caddyfile"):
        for header, value in HEADERS.items():
            assert header in files[name], (name, header)
            assert value in files[name], (name, value)
        assert header_policy(search=True) in files[name], name
        if name != "_headers":
            assert header_policy() in files[name], name


def test_without_search_and_redirects_nothing_is_excepted() -> None:
    files = server_files("/blog", "", "theme", {}, {})
    assert set(files) == {"_headers", ".htaccess", "server/nginx.conf", "server/Caddyfile"}
    assert all("wasm" not in text for text in files.values())
    assert "/blog/404.html" in files[".htaccess"]


def answer(port: int, path: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    found = connection.getresponse()
    found.read()
    return found.status, {key.lower(): value for key, value in found.getheaders()}


def nginx(binary: str, root: Path, site: Path, port: int, work: Path) -> list[str]:
    conf = work / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf.write_text(
        f"daemon off; pid {work}/pid; error_log {work}/log; events {{}}\n"
        f"http {{ access_log off; {temporary} include {site}/server/redirects.nginx.conf;\n"
        "types { text/html html; text/css css; }\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}; include {site}/server/nginx.conf; }} }}\n"
    )
    return [binary, "-p", str(work), "-c", str(conf)]


def apache2(binary: str, root: Path, _site: Path, port: int, work: Path) -> list[str]:
    conf = work / "apache.conf"
    modules = Path("/usr/lib/apache2/modules")
    wanted = "mpm_event authz_core mime dir headers rewrite filter deflate".split()
    loaded = "".join(
        f"LoadModule {name}_module {modules}/mod_{name}.so\n"
        for name in wanted
        if (modules / f"mod_{name}.so").exists()
    )
    conf.write_text(
        f"{loaded}User www-data\nGroup www-data\nListen 127.0.0.1:{port}\nServerName localhost\n"
        f"PidFile {work}/pid\nErrorLog {work}/log\n"
        f"TypesConfig /dev/null\nAddType text/html .html\nAddType text/css .css\nDocumentRoot {root}\n"
        f"<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    )
    return [binary, "-d", str(work), "-f", str(conf), "-DFOREGROUND"]


def caddy(binary: str, root: Path, site: Path, port: int, work: Path) -> list[str]:
    conf = work / "Caddyfile"
    conf.write_text(
        f"{{\n admin off\n auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n root * {root}\n"
        f" import {site}/server/Caddyfile\n}}\n"
    )
    return [binary, "run", "--config", str(conf), "--adapter", "caddyfile"]


@pytest.fixture
def readable() -> Iterator[Path]:
    """Return a folder that servers may read that give up root's rights."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("prefix", ["", "/blog"])
@pytest.mark.parametrize("start", [nginx, apache2, caddy])
def test_a_real_web_server_does_as_told(
    start: Any, prefix: str, readable: Path, free_port: Callable[[], int]
) -> None:
    binary = shutil.which(start.__name__) or shutil.which(start.__name__, path="/usr/sbin")
    if not binary:
        pytest.skip(f"{start.__name__} is not installed")
    root, work = readable / "site", readable / "work"
    site = root / prefix.strip("/")
    work.mkdir()
    paths = {prefix + old: prefix + new for old, new in PATHS.items()}
    numbers = {number: prefix + new for number, new in NUMBERS.items()}
    for name, text in server_files(prefix, "suche.html", "theme", paths, numbers).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")
    for name in ("index.html", "a.html", "suche.html", "404.html", "theme/site.0a1b2c.css"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("x" * 3000, "utf-8")
    port = free_port()
    log = (work / "stderr").open("w")
    server = subprocess.Popen(start(binary, root, site, port, work), stderr=log, stdout=log)
    try:
        for _ in range(100):
            if server.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        said = (work / "stderr").read_text() + ((work / "log").read_text() if (work / "log").exists() else "")
        assert server.poll() is None, said
        status, headers = answer(port, f"{prefix}/a.html")
        assert status == 200, (work / "log").read_text() if (work / "log").exists() else said
        assert headers["content-security-policy"] == header_policy()
        for header, value in HEADERS.items():
            assert headers[header.lower()] == value
        assert answer(port, f"{prefix}/suche.html")[1]["content-security-policy"] == header_policy(
            search=True
        )
        assert "immutable" in answer(port, f"{prefix}/theme/site.0a1b2c.css")[1]["cache-control"]
        assert "immutable" not in headers["cache-control"]
        assert answer(port, f"{prefix}/gibt-es-nicht")[0] == 404
        for old in (
            "/2019/03/kalk/",
            "/2019/03/kalk",
            "/mit%20%22Zeichen%22/",
            "/%C3%BCber%20kalk.html",
            "/100%20%25%20wei%C3%9F/",
            "/?p=12",
        ):
            status, headers = answer(port, prefix + old)
            assert status == 301, old
            assert headers["location"].endswith(f"{prefix}/a.html"), old
        if start is not apache2:
            assert answer(port, f"{prefix}/server/nginx.conf")[0] == 404
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def test_the_pages_promise_no_more_than_holds(build: Any) -> None:
    quiet = build(pages(), legal=LEGAL)
    assert "setzt keine Cookies" in parse(quiet / "datenschutz.html").get_text()
    assert "Keine Cookies" in parse(quiet / "a.html").get_text()


def test_answers_written_in_the_page_are_told(build: Any) -> None:
    site = build(pages(), legal=LEGAL, answers={"mail": "a@sommer.example", "isso": "/isso"})
    text = parse(site / "datenschutz.html").get_text()
    assert "keine Cookies" not in text
    assert "gekürzten IP-Adresse" in text
    assert "Keine Cookies" not in parse(site / "a.html").get_text()
