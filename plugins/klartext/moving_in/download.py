"""Files of the old blog's media library, fetched from its own server: only those asked for, resumed where left off."""

from __future__ import annotations

import contextlib
import http.client
import urllib.error
import urllib.request
from typing import IO, TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from klartext.moving_in.addresses import OldAddresses

_BLOCK_BYTES = 1 << 16
_SECONDS = 20
_MOST_FAILURES = 5
"""After so many failures in a row the server is taken for unreachable."""
_SAFE = "/%:=&?~+!$,;'@()*"
_PARTIAL, _FROM_START, _NOT_SATISFIABLE = 206, 200, 416


class FetchError(Exception):
    """A file did not come; ``key`` is the reason, ``detail`` what the server said."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(key, detail)
        self.key = key
        self.detail = detail


class _SameBlog(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where it stays in the old blog."""

    def __init__(self, old: OldAddresses) -> None:
        self._old = old

    def redirect_request(  # noqa: PLR0913, PLR0917 — the library's signature
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if self._old.path(newurl) is None or urlsplit(newurl).scheme not in {"http", "https"}:
            raise FetchError("elsewhere", newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Downloads:
    """Fetches files into a folder, one after another, until a limit of bytes is reached.

    What is half there stays as ``NAME.part``, with the server's mark of its version beside it, and is taken up again.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self.heard: Callable[[], None] = lambda: None
        """Called whenever some bytes have come."""
        self.fetched_bytes = 0
        self.fetched_files = 0
        self._folder = folder
        self._left = limit_bytes
        self._failures = 0

    def fetch(self, address: str, name: str, old: OldAddresses) -> Path:
        """Return the local file for a web address.

        Args:
            address: where the file is.
            name: its path below the folder.
            old: the blog's addresses; nothing else is asked for anything.

        Raises:
            FetchError: it did not come.
        """
        if self._failures >= _MOST_FAILURES:
            raise FetchError("unreachable")
        if self._left <= 0:
            raise FetchError("limit")
        if urlsplit(address).scheme not in {"http", "https"} or old.path(address) is None:
            raise FetchError("elsewhere", address)
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._download(address, target, old)
        except urllib.error.HTTPError as error:
            self._failures = 0
            raise FetchError("refused", f"HTTP {error.code}") from error
        except (OSError, http.client.HTTPException) as error:
            self._failures += 1
            reason = getattr(error, "reason", error)
            raise FetchError("broken-off", str(reason) or type(error).__name__) from error
        self._failures = 0
        self.fetched_files += 1
        return target

    def tidy(self) -> None:
        """Remove the folders that hold nothing any more."""
        for folder in sorted(self._folder.rglob("*"), reverse=True) if self._folder.is_dir() else ():
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def _download(self, address: str, target: Path, old: OldAddresses) -> None:
        part = target.with_name(f"{target.name}.part")
        version = target.with_name(f"{target.name}.version")
        headers = {"User-Agent": "klartext (moving in)", "Accept-Encoding": "identity"}
        have = part.stat().st_size if part.is_file() and version.is_file() else 0
        if have:
            headers |= {"Range": f"bytes={have}-", "If-Range": version.read_text(encoding="utf-8")}
        opener = urllib.request.build_opener(_SameBlog(old))
        request = urllib.request.Request(quote(address, safe=_SAFE), headers=headers)  # noqa: S310 — the scheme was looked at
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                self._save(answer, part, version, have if answer.status == _PARTIAL else 0)
        except urllib.error.HTTPError as error:
            if error.code != _NOT_SATISFIABLE or not have:
                raise
            # The half file is longer than the whole one: begin again.
            part.unlink()
            self._download(address, target, old)
            return
        part.replace(target)
        version.unlink(missing_ok=True)

    def _save(self, answer: http.client.HTTPResponse, part: Path, version: Path, have: int) -> None:
        if answer.headers.get_content_type() == "text/html":
            raise FetchError("page")
        length = answer.headers.get("Content-Length", "")
        expected = int(length) if length.isdecimal() else None
        if expected is not None and expected > self._left:
            raise FetchError("limit")
        mark = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
        if mark and not mark.startswith("W/"):
            version.write_text(mark, encoding="utf-8")
        else:
            version.unlink(missing_ok=True)
        came = 0
        with part.open("ab" if have else "wb") as file:
            while block := answer.read(_BLOCK_BYTES):
                if len(block) > self._left:
                    self._left = 0
                    raise FetchError("limit")
                file.write(block)
                came += len(block)
                self._left -= len(block)
                self.fetched_bytes += len(block)
                self.heard()
        if expected is not None and came < expected:
            raise http.client.IncompleteRead(b"", expected - came)
