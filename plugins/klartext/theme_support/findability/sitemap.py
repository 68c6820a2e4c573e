"""Knows what search engines may find: the site's pages with the day of their last change, as sitemap.xml."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address in the site, when its content last changed, and its translations by language."""

    address: str
    changed: dt.date | None = None
    translations: Mapping[str, str] = field(default_factory=dict)


def sitemap(site: str, entries: Iterable[Entry]) -> bytes:
    """Return the text of sitemap.xml, sorted by address.

    Args:
        site: the public address of the site, without a slash at its end.
        entries: the pages; one address counts once.

    Source: "Sitemaps XML format", https://www.sitemaps.org/protocol.html.
    """
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for entry in sorted(
        {entry.address: entry for entry in entries}.values(), key=lambda entry: entry.address
    ):
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = f"{site}/{entry.address}"
        if entry.changed:
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = entry.changed.isoformat()
        for language, address in sorted(entry.translations.items()):
            link = {"rel": "alternate", "hreflang": language, "href": f"{site}/{address}"}
            ET.SubElement(url, f"{{{_XHTML}}}link", link)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def robots(site: str) -> str:
    """Return the text of robots.txt: everything may be read, and there is a sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}/sitemap.xml\n"
