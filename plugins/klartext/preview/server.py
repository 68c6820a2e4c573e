"""Knows how to show a folder of pages on this machine: a real 404, nothing kept by the browser, word of each build."""

from __future__ import annotations

import http.client
import http.server
import threading
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = Path(__file__).with_name("reload.js")
_SCRIPT_TAG = b'<script type="module" src="/-/reload.js"></script>'
_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_HEARTBEAT_SECONDS = 15
_OF_THE_CONNECTION = ("connection", "content-length", "date", "keep-alive", "server", "transfer-encoding")


class News:
    """Tells all open pages how the last build went."""

    def __init__(self) -> None:
        self._told = threading.Condition()
        self._number = 0
        self._event = ""

    def tell(self, event: str) -> None:
        """Announce ``built`` or ``failed``."""
        with self._told:
            self._number += 1
            self._event = event
            self._told.notify_all()

    @property
    def number(self) -> int:
        """How many announcements there have been."""
        return self._number

    def wait(self, number: int) -> tuple[int, str]:
        """Wait for an announcement after ``number``; an empty one comes now and then."""
        with self._told:
            heard = self._told.wait_for(lambda: self._number > number, _HEARTBEAT_SECONDS)
            return (self._number, self._event) if heard else (number, "")


class PreviewServer(http.server.ThreadingHTTPServer):
    """Serves a folder on this machine alone.

    Args:
        port: 0 takes any free one.
        folder: the built pages.
        index_folder: the path of the search index below it; ``make_index`` is called before one of its files is sent.
        make_index: makes the index where it is out of date.
        handed_on: a path that another server on this machine answers, and that one's port; ``""`` for none.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True

    def __init__(
        self,
        port: int,
        folder: Path,
        index_folder: str,
        make_index: Callable[[], None],
        handed_on: tuple[str, int] = ("", 0),
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.handed_on = handed_on
        self.folder = folder
        self.index_folder = index_folder
        self.news = News()
        self._make_index = make_index
        self._indexing = threading.Lock()

    def make_index(self) -> None:
        """Make the search index, once at a time."""
        with self._indexing:
            self._make_index()


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: PreviewServer

    def __init__(self, request: Any, address: Any, server: PreviewServer) -> None:  # noqa: ANN401 — the base class's
        super().__init__(request, address, server, directory=str(server.folder))

    def do_GET(self) -> None:
        # Another site's page must not read drafts by giving its own name this machine's address.
        if self.headers.get("Host", "").rpartition(":")[0] not in _HOSTS:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self._is_handed_on():
            self._hand_on()
        elif self.path == "/-/changes":
            self._send_changes()
        elif self.path == "/-/reload.js":
            self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", SCRIPT.read_bytes())
        else:
            if self.path.startswith(f"/{self.server.index_folder}/"):
                self.server.make_index()
            self._send_file()

    def do_POST(self) -> None:
        if self.headers.get("Host", "").rpartition(":")[0] in _HOSTS and self._is_handed_on():
            self._hand_on()
        else:
            self.send_error(HTTPStatus.FORBIDDEN)

    do_PUT = do_DELETE = do_POST  # noqa: N815 — the base class looks for these names

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the terminal belongs to the findings."""

    def _send_file(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            super().do_GET()  # leads to the address with a slash
            return
        page = path / "index.html" if path.is_dir() else path
        if page.suffix == ".html" and page.is_file():
            self._send_page(HTTPStatus.OK, page.read_bytes())
        elif page.is_file():
            super().do_GET()
        else:
            missing = Path(self.directory, "404.html")
            # Its links are relative to the top, whatever address was asked for.
            text = (
                missing.read_bytes()
                if missing.is_file()
                else b"<!DOCTYPE html><title>404</title><head></head>404"
            )
            self._send_page(HTTPStatus.NOT_FOUND, text.replace(b"<head>", b'<head><base href="/">', 1))

    def _send_page(self, status: HTTPStatus, html: bytes) -> None:
        self._send(status, "text/html; charset=utf-8", html.replace(b"</head>", _SCRIPT_TAG + b"</head>", 1))

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _is_handed_on(self) -> bool:
        prefix = self.server.handed_on[0]
        return bool(prefix) and self.path.startswith(f"{prefix}/")

    def _hand_on(self) -> None:
        prefix, port = self.server.handed_on
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {
            name: value for name, value in self.headers.items() if name.lower() not in _OF_THE_CONNECTION
        }
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request(self.command, self.path.removeprefix(prefix), body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.send_error(HTTPStatus.BAD_GATEWAY)
            return
        finally:
            connection.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OF_THE_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_changes(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number = self.server.news.number
        try:
            while True:
                self.wfile.flush()
                number, event = self.server.news.wait(number)
                self.wfile.write(f"event: {event}\ndata: {number}\n\n".encode() if event else b": \n\n")
        except OSError:
            return  # the page was closed
