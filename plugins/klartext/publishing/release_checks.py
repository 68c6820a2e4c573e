"""Knows what must not be published: links that lead nowhere, pictures that are missing, drafts that show."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from klartext.lint.workers import all_done
from klartext.publishing.page_links import PageLinks, Reference, page_links
from klartext.redirect_table import FILE
from klartext.redirects import page_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_PAGES_FOR_PROCESSES = 200
"""From so many pages on, reading them in several processes saves more than starting those takes."""
_PLACEHOLDERS = ("{filename}", "{static}", "{attach}", "|filename|", "|static|", "|attach|")
_ATOM = "{http://www.w3.org/2005/Atom}"
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong with a built site; ``key`` names the sentence in `klartext.publishing.wording`.

    ``file`` is the output file in which it stands, ``address`` what stands there.
    """

    file: str
    key: str
    address: str


@dataclass(frozen=True)
class Release:
    """A built site before it is published.

    Args:
        folder: where it was built.
        site: its public address, without a slash at the end.
        by_hand: files that lie in the published folder without having been built.
        drafts: for each draft, the addresses in the site at which it must not be found.
    """

    folder: Path
    site: str
    by_hand: Collection[str]
    drafts: Mapping[str, Collection[str]]

    @cached_property
    def pages(self) -> Mapping[str, PageLinks]:
        """What each page points to, by the page's file."""
        files = sorted(self.folder.rglob("*.html"))
        if len(files) < _PAGES_FOR_PROCESSES:
            read = [_read(file) for file in files]
        else:
            read = all_done(len(files), lambda number: _read(files[number]))
        return {
            file.relative_to(self.folder).as_posix(): links for file, links in zip(files, read, strict=True)
        }

    def faults(self) -> list[Fault]:
        """Return all that is wrong, sorted."""
        found = {*self._broken(), *self._shown_drafts(), *self._in_lists(), *self._moved_nowhere()}
        return sorted(found)

    def _broken(self) -> Iterator[Fault]:
        leading_on = {page_file(self._below_site(old)) for old in self.moved}  # told of by _moved_nowhere
        for name, page in self.pages.items():
            for reference in page.references if name not in leading_on else ():
                if key := self._broken_key(name, reference):
                    yield Fault(name, key, reference.address)

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """New addresses by old path, as the servers are told them."""
        file = self.folder / "_redirects"
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
        # "/?p=12" has its number in a column of its own.
        rows = [line.split(" ") for line in lines]
        return {f"{row[0]}?{row[1]}" if len(row) > 3 else unquote(row[0]): row[-2] for row in rows}

    def _moved_nowhere(self) -> Iterator[Fault]:
        """Look where old addresses lead: each new one must be a file of the site, or lie elsewhere."""
        for old, new in self.moved.items():
            target = self.target("", new)
            if target and self._file(target[0]) is None:
                yield Fault(FILE, "moved_nowhere", f"{old} → {unquote(new)}")

    def _below_site(self, path: str) -> str:
        return path.removeprefix(urlsplit(self.site).path.rstrip("/"))

    def _broken_key(self, page: str, reference: Reference) -> str:
        address = reference.address
        missing = (
            "missing_picture"
            if reference.is_picture
            else "broken_link"
            if reference.is_link
            else "missing_file"
        )
        if unquote(address).startswith(_PLACEHOLDERS):
            return missing
        target = self.target(page, address)
        if target is None:
            return ""
        path, fragment = target
        file = self._file(path)
        if file is None:
            return missing
        known = self.pages.get(file)
        if fragment and known and fragment not in known.ids and fragment != "top":
            return "broken_fragment"
        return ""

    def target(self, page: str, address: str) -> tuple[str, str] | None:
        """Return the path in the site and the fragment to which an address in a page leads; None outside the site."""
        try:
            parts = urlsplit(address)
            home = urlsplit(self.site)
        except ValueError:
            return None
        if parts.scheme not in ("", "http", "https"):
            return None
        path = unquote(parts.path)
        if parts.netloc:
            base = home.path.rstrip("/") + "/"
            if parts.netloc != home.netloc or not f"{path}/".startswith(base):
                return None
            path = path[len(base) :]
        elif path.startswith("/"):
            base = home.path.rstrip("/") + "/"
            path = path.removeprefix(base) if path.startswith(base) else path.lstrip("/")
        elif path or address.startswith("?"):
            path = posixpath.join(posixpath.dirname(page), path)
        else:
            path = page
        fragment = unquote(parts.fragment).partition(":~:")[0]
        return posixpath.normpath(path or "."), fragment

    def _file(self, path: str) -> str | None:
        """Return the file that a server gives for a path, None where there is none."""
        if path.startswith(".."):
            return None
        for name in (path, posixpath.normpath(posixpath.join(path, "index.html"))):
            if (self.folder / name).is_file() or name in self.by_hand:
                return name
        return None

    def _shown_drafts(self) -> Iterator[Fault]:
        for source, addresses in self.drafts.items():
            for address in addresses:
                if (self.folder / address).is_file():
                    yield Fault(address, "published_draft", source)
        for name, page in self.pages.items():
            if page.hidden and page.searchable:
                yield Fault(name, "hidden_in_search", name)

    def _in_lists(self) -> Iterator[Fault]:
        """Look into sitemap and feeds: each address must be a page that search engines may see."""
        for file in sorted(self.folder.rglob("*.xml")):
            name = file.relative_to(self.folder).as_posix()
            try:
                root: ET.Element = parse(file).getroot()  # type: ignore[assignment] # the parser makes one or raises
            except (ET.ParseError, DefusedXmlException, OSError, ValueError) as error:
                yield Fault(name, "broken_xml", str(error))
                continue
            addresses = [found.text or "" for found in root.iter(f"{_SITEMAP}loc")]
            for entry in root.iter(f"{_ATOM}entry"):
                addresses += [link.get("href", "") for link in entry.iter(f"{_ATOM}link")]
            addresses += [item.findtext("link", "") for item in root.iter("item")]
            for address in addresses:
                target = self.target(name, address)
                found_file = self._file(target[0]) if target else None
                if target and found_file is None:
                    yield Fault(name, "listed_missing", address)
                elif found_file and (page := self.pages.get(found_file)) and page.hidden:
                    yield Fault(name, "listed_hidden", address)


def _read(file: Path) -> PageLinks:
    return page_links(file.read_text("utf-8", "replace"))
