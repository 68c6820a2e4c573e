"""Pictures fetched from the old blog: a server on loopback that is asked for what posts show, and for nothing else."""

from __future__ import annotations

import http.server
import json
import threading

import pytest

BODY = bytes(range(256)) * 400  # 102,400 bytes


class Server(http.server.ThreadingHTTPServer):
    """Remembers what it was asked; ``answers`` maps a path to a status, headers and the bytes it sends."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.answers = {}
        self.version = '"eins"'

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves the answers, ranges included."""

    def do_GET(self):
        server = self.server
        wanted = self.headers.get("Range", "")
        server.asked.append((self.path, wanted))
        status, headers, body = server.answers.get(self.path, (404, {}, b""))
        sent = body
        headers = {
            "Content-Type": "image/jpeg",
            "ETag": server.version,
            "Content-Length": len(body),
            **headers,
        }
        if wanted and self.headers.get("If-Range") == server.version and status == 200:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                status, sent = 416, b""
            else:
                status, sent = 206, body[start:]
            headers["Content-Length"] = len(sent)
        cut = headers.pop("cut", None)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(sent[:cut] if status == 200 else sent)

    def log_message(self, *arguments):
        """Silent."""


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join(10)


@pytest.fixture
def export(server, written, item):
    """Return the export of a blog on that server, with a post for each address given."""

    def make(*addresses):
        head = (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Sommer</title>'
            f"<link>{server.address}</link><wp:wxr_version>1.2</wp:wxr_version>"
            f"<wp:base_site_url>{server.address}</wp:base_site_url>"
        )
        posts = [item(n, f'<img src="{a}" alt="">') for n, a in enumerate(addresses, start=1)]
        return written(*posts, head=head)

    return make


@pytest.fixture
def fetch(move):
    def run(export, *more):
        code, printed = move(export, "--fetch-media", *more, "--format", "json")
        report = json.loads(printed.out)
        return code, {(n["kind"], n["detail"]) for n in report["notes"] if n["problem"]}, printed.err

    return run


def uploads(server, name):
    return f"{server.address}/wp-content/uploads/{name}"


def test_nothing_is_asked_for_unless_told(server, export, move):
    move(export(uploads(server, "a.jpg")))
    assert server.asked == []


def test_pictures_of_posts_come_once(site, server, export, fetch):
    server.answers["/wp-content/uploads/2014/03/gro%C3%9F.jpg"] = (200, {}, BODY)
    picture = uploads(server, "2014/03/groß-300x200.jpg")
    assert fetch(export(picture, uploads(server, "2014/03/groß.jpg")))[:2] == (0, set())
    assert (site / "content/bilder/2014/03/groß.jpg").read_bytes() == BODY
    assert len(server.asked) == 1
    assert not (site / "umzug/uploads").exists()
    assert fetch(export(picture))[:2] == (0, set())
    assert len(server.asked) == 1, "what is here is not fetched again"


def test_what_the_local_copy_has_is_not_fetched(site, tmp_path, server, export, fetch):
    (tmp_path / "kopie").mkdir()
    (tmp_path / "kopie/a.jpg").write_bytes(b"lokal")
    server.answers["/wp-content/uploads/b.jpg"] = (200, {}, b"fern")
    fetch(export(uploads(server, "a.jpg"), uploads(server, "b.jpg")), "--media", tmp_path / "kopie")
    assert [path for path, _ in server.asked] == ["/wp-content/uploads/b.jpg"]
    assert (site / "content/bilder/a.jpg").read_bytes() == b"lokal"
    assert (site / "content/bilder/b.jpg").read_bytes() == b"fern"


def test_a_broken_transfer_is_resumed(site, server, export, fetch):
    path = "/wp-content/uploads/a.jpg"
    server.answers[path] = (200, {"cut": 70_000}, BODY)
    code, notes, _ = fetch(export(uploads(server, "a.jpg")))
    assert (code, {kind for kind, _ in notes}) == (1, {"fetch-broken-off"})
    assert not (site / "content/bilder").exists(), "nothing half-written among the posts"
    server.answers[path] = (200, {}, BODY)
    server.asked.clear()
    assert fetch(export(uploads(server, "a.jpg")))[:2] == (0, set())
    assert server.asked == [(path, "bytes=70000-")]
    assert (site / "content/bilder/a.jpg").read_bytes() == BODY
    assert not (site / "umzug/uploads").exists()


def test_a_file_that_changed_meanwhile_is_fetched_from_its_start(site, server, export, fetch):
    path = "/wp-content/uploads/a.jpg"
    server.answers[path] = (200, {"cut": 70_000}, BODY)
    fetch(export(uploads(server, "a.jpg")))
    server.version = '"zwei"'
    server.answers[path] = (200, {}, BODY[::-1])
    fetch(export(uploads(server, "a.jpg")))
    assert (site / "content/bilder/a.jpg").read_bytes() == BODY[::-1]


def test_a_half_file_longer_than_the_whole_begins_again(site, server, export, fetch):
    path = "/wp-content/uploads/a.jpg"
    server.answers[path] = (200, {"cut": 70_000}, BODY)
    fetch(export(uploads(server, "a.jpg")))
    server.answers[path] = (200, {}, BODY[:100])
    assert fetch(export(uploads(server, "a.jpg")))[:2] == (0, set())
    assert (site / "content/bilder/a.jpg").read_bytes() == BODY[:100]


def test_the_limit_holds_and_a_second_run_goes_on(site, server, export, fetch):
    names = [f"{n}.jpg" for n in range(3)]
    for name in names:
        server.answers[f"/wp-content/uploads/{name}"] = (200, {}, b"x" * 700_000)
    blog = export(*(uploads(server, name) for name in names))
    code, notes, told = fetch(blog, "--fetch-limit", 1)
    assert code == 1
    assert notes == {("fetch-limit", "1.jpg"), ("fetch-limit", "2.jpg")}
    assert "one file, 0.7 MB" in told
    assert fetch(blog, "--fetch-limit", 5)[:2] == (0, set())
    assert len(list((site / "content/bilder").iterdir())) == 3


def test_the_limit_holds_without_a_length(server, export, fetch):
    server.answers["/wp-content/uploads/a.jpg"] = (200, {"Content-Length": ""}, b"x" * 3_000_000)
    assert fetch(export(uploads(server, "a.jpg")), "--fetch-limit", 1)[1] == {("fetch-limit", "a.jpg")}


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        ((404, {}, b""), ("fetch-refused", "a.jpg HTTP 404")),
        ((403, {}, b""), ("fetch-refused", "a.jpg HTTP 403")),
        ((200, {"Content-Type": "text/html"}, b"<html>Anmelden"), ("fetch-page", "a.jpg")),
        (
            (302, {"Location": "http://elsewhere.example/a.jpg"}, b""),
            ("fetch-elsewhere", "a.jpg http://elsewhere.example/a.jpg"),
        ),
        ((302, {"Location": "file:///etc/passwd"}, b""), ("fetch-refused", "a.jpg HTTP 302")),
    ],
)
def test_what_does_not_come_is_named_and_nobody_else_is_asked(site, server, export, fetch, answer, note):
    server.answers["/wp-content/uploads/a.jpg"] = answer
    code, notes, _ = fetch(export(uploads(server, "a.jpg"), "http://foreign.example/b.jpg"))
    assert (code, notes) == (1, {note})
    assert [path for path, _ in server.asked] == ["/wp-content/uploads/a.jpg"]
    assert not (site / "content/bilder").exists()


def test_a_redirect_within_the_blog_is_followed(site, server, export, fetch):
    server.answers["/wp-content/uploads/a.jpg"] = (301, {"Location": f"{server.address}/neu/a.jpg"}, b"")
    server.answers["/neu/a.jpg"] = (200, {}, b"da")
    assert fetch(export(uploads(server, "a.jpg")))[:2] == (0, set())
    assert (site / "content/bilder/a.jpg").read_bytes() == b"da"


def test_a_dead_server_is_not_asked_for_ever(server, export, fetch):
    blog = export(*(uploads(server, f"{n}.jpg") for n in range(9)))
    server.shutdown()
    server.server_close()
    _, notes, _ = fetch(blog)
    kinds = [kind for kind, _ in notes]
    assert kinds.count("fetch-broken-off") == 5
    assert kinds.count("fetch-unreachable") == 4


@pytest.mark.parametrize("limit", ["0", "-1", "viel"])
def test_a_limit_that_is_none_is_one_line(server, export, move, limit):
    code, printed = move(export(), "--fetch-media", "--fetch-limit", limit)
    assert (code, printed.err.count("\n")) == (2, 1)
