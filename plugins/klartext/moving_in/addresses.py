"""Old web addresses of a blog: which of them name the same place."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

UPLOADS = "/wp-content/uploads/"
_SAFE_IN_PATH = "/%:=&?~#+!$,;'@*{}"  # braces: Pelican's {static} and {filename}
_DEFAULT_PORT = re.compile(r":(80|443)$")


class OldAddresses:
    """The blog's own addresses, whether written with http or https, with www or without, whole or from the root."""

    def __init__(self, *sites: str) -> None:
        parts = [urlsplit(site) for site in sites if site]
        self._hosts = {_host(part.netloc) for part in parts if part.netloc}
        folders = [part.path.rstrip("/") for part in parts]
        self.site_folder = folders[0] if folders else ""
        """The folder of WordPress on its host, without the last slash; the uploads lie below it."""
        self.folder = folders[-1] if folders else ""
        """The folder of the blog on its host, without the last slash."""

    def path(self, address: str) -> str | None:
        """Return the path and query of an address of this blog, decoded; None for any other address."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        if parts.scheme not in {"", "http", "https"}:
            return None
        if parts.netloc:
            if _host(parts.netloc) not in self._hosts:
                return None
        elif not parts.path.startswith("/"):
            return None
        path = unquote(parts.path) or "/"
        return f"{path}?{parts.query}" if parts.query else path

    def upload(self, address: str) -> str | None:
        """Return the path below ``wp-content/uploads`` of a media file of this blog."""
        path = self.path(address)
        if path is None or UPLOADS not in path:
            return None
        name = path.partition(UPLOADS)[2].partition("?")[0]
        parts = name.split("/")
        return name if name and not any(part in {"", ".", ".."} or "\\" in part for part in parts) else None

    def entry_id(self, address: str) -> str:
        """Return the id that a plain address (``?p=12``, ``?page_id=12``) names."""
        path = self.path(address)
        query = parse_qs(path.partition("?")[2]) if path else {}
        return next((query[key][0] for key in ("p", "page_id", "attachment_id") if query.get(key)), "")


def comparable(path: str) -> str:
    """Return a path for comparison: no query, no slash at the end."""
    return path.partition("?")[0].rstrip("/") or "/"


def encoded(path: str) -> str:
    """Return a path or address as Markdown can hold it: blanks and brackets as percent codes."""
    return quote(path, safe=_SAFE_IN_PATH).replace("(", "%28").replace(")", "%29")


def _host(netloc: str) -> str:
    return _DEFAULT_PORT.sub("", netloc.rpartition("@")[2].lower()).removeprefix("www.")
