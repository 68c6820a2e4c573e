"""Knows all old addresses: those in the header of posts, ``Aliases:`` or ``Weiterleitung:``, and those in the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from klartext.lint.messages.problem import Problem
from klartext.lint.rule import Message
from klartext.redirect_table import FILE, read_table
from klartext.redirects import may_lead_on, page_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

KEYS = ("aliases", "weiterleitung")
"""The header lines that mean the same; addresses are parted by commas or stand in lines of their own."""


PHRASES: Mapping[str, Message] = {
    "claimed_twice": Message(
        de="{file}: {written} steht auch in {other} als alte Adresse: sie kann nur zu einem Beitrag führen; löschen "
        "Sie die Zeile in einem der beiden",
        en="{file}: {written} is an alias of {other} as well: an old address can lead to one post only; delete the "
        "line in one of them",
    ),
    "no_address": Message(
        de="{file}: {written} ist keine Adresse ({detail}): schreiben Sie sie wie /2019/03/kalk/",
        en="{file}: {written} is no address ({detail}): write it like /2019/03/kalk/",
    ),
    "other_site": Message(
        de="{file}: {written} gehört nicht zu dieser Website: schreiben Sie den Teil hinter {host}, etwa "
        "/2019/03/kalk/",
        en="{file}: {written} is not of this site: give the part behind {host}, such as /2019/03/kalk/",
    ),
    "leads_out": Message(
        de="{file}: {written} führt aus der Website hinaus: schreiben Sie eine Adresse wie /2019/03/kalk/",
        en="{file}: {written} leads out of the site: give an address such as /2019/03/kalk/",
    ),
    "no_path": Message(
        de="{file}: {written} kann nicht weiterleiten: schreiben Sie einen Pfad ohne ? und #, etwa /2019/03/kalk/",
        en="{file}: {written} cannot lead on: give a path without ? and #, such as /2019/03/kalk/",
    ),
    "stays_a_page": Message(
        de="{file}: {written} ist eine Seite dieser Website und bleibt es: löschen Sie die Zeile",
        en="{file}: {written} is a page of the site and stays one: delete the line",
    ),
    "leads_elsewhere": Message(
        de="{file}: {written} führt schon zu {target}, durch eine andere Zeile oder »Aliases:« eines Beitrags: eine "
        "alte Adresse kann nur an einen Ort führen",
        en="{file}: {written} leads to {target} already, by another line or a post's Aliases: an old address can "
        "lead to one place only",
    ),
    "is_a_page": Message(
        de="Aliases: /{name} ist eine Seite dieser Website: eine Adresse kann nicht weiterleiten und zugleich eine "
        "Seite sein; löschen Sie die Zeile oder geben Sie der Seite einen anderen Slug",
        en="Aliases: /{name} is a page of the site: no address can lead on and be a page; delete the line, or give "
        "the page another slug",
    ),
}


class AliasError(Problem):
    """An old address cannot lead on; told in one line with the file in which it stands."""


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
            old, number = _read(written, content, parts.netloc, parts.path)
            key = old.rstrip("/") or f"?p={number}"
            if key in claimed and claimed[key] is not content:
                other = claimed[key].source_path
                raise AliasError(
                    PHRASES["claimed_twice"], file=content.source_path, written=written, other=other
                )
            claimed[key] = content
            if number:
                moved.numbers[number] = new
            elif key != new.rstrip("/"):
                moved.paths[old] = new
    return moved


def with_table(moved: Moved, text: str, site: str, pages: Collection[str]) -> tuple[Moved, list[Problem]]:
    """Return all old addresses, those of the table among them, and what is said of each row that is left out.

    Args:
        moved: the addresses of posts and pages.
        text: of the table.
        site: the site's public address without a slash at the end.
        pages: the files of the site's pages below its root: a page stays what it is.

    Raises:
        AliasError: the old address of a row leads elsewhere already.
        RowError: a row cannot be used.
    """
    prefix = urlsplit(site).path
    paths, left_out = dict(moved.paths), []
    known = {old.rstrip("/"): new for old, new in paths.items()}
    for number, old, new in read_table(text):
        key, target = old.rstrip("/"), f"{prefix}{new}" if new.startswith("/") else new
        where = f"{FILE}:{number}"
        if old.startswith(f"{prefix}/") and page_file(old.removeprefix(prefix)) in pages:
            left_out.append(Problem(PHRASES["stays_a_page"], file=where, written=old))
        elif key not in known:
            known[key] = paths[old] = target
        elif known[key] != target:
            raise AliasError(PHRASES["leads_elsewhere"], file=where, written=old, target=known[key])
    return Moved(paths, moved.numbers), left_out


def _written(metadata: dict[str, Any]) -> Iterator[str]:
    for key in KEYS:
        value = metadata.get(key, "")
        for line in value if isinstance(value, list) else [value]:
            yield from (part.strip() for part in str(line).split(",") if part.strip())


def _read(written: str, content: Any, host: str, prefix: str) -> tuple[str, str]:  # noqa: ANN401 — Pelican's contents are untyped
    """Return an old path, or ``""`` and a number for ``/?p=12``."""
    where = {"file": content.source_path, "written": written}
    try:
        parts = urlsplit(written)
    except ValueError as error:
        raise AliasError(PHRASES["no_address"], **where, detail=error) from error
    if parts.netloc not in ("", host) or parts.scheme not in ("", "http", "https"):
        raise AliasError(PHRASES["other_site"], **where, host=host)
    path = unquote(parts.path) if parts.path.startswith("/") else f"/{unquote(parts.path)}"
    query = parse_qs(parts.query)
    number = (query.get("p") or query.get("page_id") or [""])[0]
    if path.removeprefix(prefix) in ("/", "/index.php") and number.isdecimal():
        return "", number
    if path in ("/", f"{prefix}/") or parts.query or parts.fragment:
        raise AliasError(PHRASES["no_path"], **where)
    if not may_lead_on(path):
        raise AliasError(PHRASES["leads_out"], **where)
    return path, ""
