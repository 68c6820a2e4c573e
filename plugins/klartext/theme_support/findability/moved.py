"""Knows all old addresses: those in the header of posts, ``Aliases:`` or ``Weiterleitung:``, and those in the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from klartext.redirect_table import FILE, RowError, read_table
from klartext.redirects import page_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

KEYS = ("aliases", "weiterleitung")
"""The header lines that mean the same; addresses are parted by commas or stand in lines of their own."""


class AliasError(ValueError):
    """An old address cannot lead on; the text is one line with the file in which it stands."""


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


def with_table(moved: Moved, text: str, site: str, pages: Collection[str]) -> tuple[Moved, list[str]]:
    """Return all old addresses, those of the table among them, and a line for each row that is left out.

    Args:
        moved: the addresses of posts and pages.
        text: of the table.
        site: the site's public address without a slash at the end.
        pages: the files of the site's pages below its root: a page stays what it is.

    Raises:
        AliasError: a row cannot be used, or its old address leads elsewhere already.
    """
    prefix = urlsplit(site).path
    paths, left_out = dict(moved.paths), []
    known = {old.rstrip("/"): new for old, new in paths.items()}
    try:
        for number, old, new in read_table(text):
            key, target = old.rstrip("/"), f"{prefix}{new}" if new.startswith("/") else new
            if old.startswith(f"{prefix}/") and page_file(old.removeprefix(prefix)) in pages:
                left_out.append(
                    f"{FILE}:{number}: {old} is a page of the site and stays one: delete the line"
                )
            elif key not in known:
                known[key] = paths[old] = target
            elif known[key] != target:
                raise AliasError(
                    f"{FILE}:{number}: {old} leads to {known[key]} already, by another line or a post's Aliases: "
                    "an old address can lead to one place only"
                )
    except RowError as error:
        raise AliasError(f"{FILE}:{error}") from error
    return Moved(paths, moved.numbers), left_out


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
