"""Whose server a browser asks for an address: the site's own or somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from klartext.lint.rule import Site


def foreign_host(address: str, site: Site) -> str:
    """Return the host of an address from which a page must not load; ``""`` where the page may.

    A site may load from the firm's other domains as well, unless its pages have a policy: that lets in nothing but
    the very host on which the site lies, as far as the settings name one.
    """
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    if not host or parts.scheme not in ("", "http", "https"):
        return ""
    if site.settings.company.has_host(host) and not site.strict_pages:
        return ""
    here = urlsplit(site.address()).hostname
    return "" if host == here or (not here and site.settings.company.has_host(host)) else host
