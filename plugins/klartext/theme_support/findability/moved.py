"""Knows the old addresses of posts: the header lines ``Aliases:`` or ``Weiterleitung:``, checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEYS = ("aliases", "weiterleitung")
"""The header lines that mean the same; addresses are parted by commas or stand in lines of their own."""


class AliasError(ValueError):
    """An old address cannot lead on; the text is one line with the post's file."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where old addresses lead: new paths by old path and by WordPress' number; paths begin at the host's root."""

    paths: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)


def moved_addresses(contents: Iterable[Any], site: str) -> Moved:
    """Return the old addresses of posts and pages.

    Args:
        contents: posts and pages; each tells ``metadata``, ``source_path`` and ``url``.
        site: the site's public address without a slash at the end.

    Raises:
        AliasError: an address is of another site, leads out of the site, or is claimed twice.
    """
    parts = urlsplit(site)
    moved = Moved()
    claimed: dict[str, Any] = {}
    for content in contents:
        new = f"{parts.path}/{unquote(content.url)}"
        for written in _written(content.metadata):
            old, number = _read(written, content, parts.netloc)
            key = old.rstrip("/") or f"?p={number}"
            if key in claimed and claimed[key] is not content:
                raise AliasError(
                    f"{content.source_path}: {written} is an alias of {claimed[key].source_path} as well: "
                    "an old address can lead to one post only"
                )
            claimed[key] = content
            if number:
                moved.numbers[number] = new
            elif key != new.rstrip("/"):
                moved.paths[old] = new
    return moved


def _written(metadata: dict[str, Any]) -> Iterator[str]:
    for key in KEYS:
        value = metadata.get(key, "")
        for line in value if isinstance(value, list) else [value]:
            yield from (part.strip() for part in str(line).split(",") if part.strip())


def _read(written: str, content: Any, host: str) -> tuple[str, str]:  # noqa: ANN401 — Pelican's contents are untyped
    """Return an old path, or ``""`` and a number for ``/?p=12``."""
    where = f"{content.source_path}: {written}"
    try:
        parts = urlsplit(written)
    except ValueError as error:
        raise AliasError(f"{where} is no address: {error}") from error
    if parts.netloc not in ("", host) or parts.scheme not in ("", "http", "https"):
        raise AliasError(f"{where} is not of this site: give the part behind {host}, such as /2019/03/kalk/")
    path = unquote(parts.path) if parts.path.startswith("/") else f"/{unquote(parts.path)}"
    query = parse_qs(parts.query)
    number = (query.get("p") or query.get("page_id") or [""])[0]
    if path in ("/", "/index.php") and number.isdecimal():
        return "", number
    if {".", ".."} & set(path.split("/")) or not path.isprintable() or "\\" in path:
        raise AliasError(f"{where} leads out of the site: give an address such as /2019/03/kalk/")
    if path == "/" or parts.query or parts.fragment:
        raise AliasError(f"{where} cannot lead on: give a path without ? and #, such as /2019/03/kalk/")
    return path, ""
