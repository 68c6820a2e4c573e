"""Knows where a link of a stranger really leads: its host, spelled so that no letter passes for another."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

import idna

MAX_ADDRESS = 2000

# Besides ASCII, letters that German and its neighbours write and that look like nothing else. Anything more, such as
# a Cyrillic "а", is shown in the ASCII form that the name really has, "xn--…".
_PLAIN_LETTERS = frozenset("äöüßàâæçèéêëîïñôœøùûåáíóúÿ")


@dataclass(frozen=True, slots=True)
class Link:
    """A web address; ``host`` is where it leads, in letters that can be trusted."""

    address: str
    host: str

    def is_told_by(self, text: str) -> bool:
        """Tell whether a link's visible text is the address itself, or its host."""
        rest = self.address.partition("://")[2]
        ascii_host, _, path = rest.partition("/")
        names = {rest, ascii_host, self.host, f"{self.host}/{path}"}
        shown = " ".join(text.split()).removeprefix("https://").removeprefix("http://").rstrip("/")
        return shown in {name.rstrip("/") for name in names}


def safe_link(address: str) -> Link | None:
    """Return the link of an address as browsers will follow it, or None for one that must not be followed.

    Only ``http`` and ``https`` with a host. What browsers read otherwise than it looks is refused: user names before
    the host, backslashes, white space and control characters.
    Source: "URL Living Standard", https://url.spec.whatwg.org/; "Unicode IDNA Compatibility Processing", UTS #46.
    """
    address = address.strip()
    if len(address) > MAX_ADDRESS or any(char <= " " or char in "\\\x7f" for char in address):
        return None
    try:
        parts = urlsplit(address)
        host, port = unquote(parts.hostname or "", errors="strict"), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not address[len(parts.scheme) :].startswith("://"):
        return None
    if not host or set("@[]") & set(parts.netloc) or set("%/:?#@\\[]") & set(host):
        return None
    try:
        real = idna.encode(host, uts46=True).decode("ascii")
        readable = idna.decode(real)
    except (idna.IDNAError, UnicodeError):
        return None
    shown = readable if all(char.isascii() or char in _PLAIN_LETTERS for char in readable) else real
    netloc = real if port is None else f"{real}:{port}"
    return Link(SplitResult(parts.scheme, netloc, parts.path, parts.query, parts.fragment).geturl(), shown)
