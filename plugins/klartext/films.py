"""Which addresses are films: files of the site, and pages of YouTube, Vimeo and PeerTube."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Sequence

FILM_ENDINGS = (".mp4", ".m4v", ".mov", ".webm", ".ogv")
_VIDEO_ID = lazy_regex(r"[\w-]+")


def is_film(address: str) -> bool:
    """Tell whether an address is that of a film, a file or a page."""
    return is_film_file(address) or bool(watch_address(address))


def is_film_file(address: str) -> bool:
    """Tell whether an address is that of a film file."""
    return address.partition("?")[0].lower().endswith(FILM_ENDINGS)


def watch_address(address: str) -> str:
    """Return where people watch the film of an address; ``""`` where it is no film's."""
    try:
        parts = urlsplit(address if not address.startswith("//") else f"https:{address}")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [part for part in parts.path.split("/") if part]
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        return _youtube(host, path, parse_qs(parts.query))
    if host in ("vimeo.com", "player.vimeo.com") and path and path[-1].isdigit():
        return f"https://vimeo.com/{path[-1]}"
    if path[:2] == ["videos", "embed"] and len(path) == 3:
        return f"{parts.scheme}://{parts.netloc}/videos/watch/{path[2]}"
    return address if path[:2] == ["videos", "watch"] else ""


def _youtube(host: str, path: Sequence[str], query: dict[str, list[str]]) -> str:
    name = ""
    if host == "youtu.be" and path:
        name = path[0]
    elif path[:1] == ["watch"]:
        name = query.get("v", [""])[0]
    elif len(path) == 2 and path[0] in ("embed", "shorts", "live"):
        name = path[1]
    return f"https://www.youtube.com/watch?v={name}" if _VIDEO_ID.fullmatch(name) else ""
