"""Which links of a post lead to the company itself and which lead to others."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.lint.document import Document, Link
    from klartext.lint.source import Span

_ELSEWHERE = lazy_regex(r"https?://\w[!-~]*", re.ASCII)
"""An address with a host, and with nothing that is left out or decoded when it is taken apart."""


class SortedLinks(NamedTuple):
    """The links of the author's own prose. Links within the page count for neither side."""

    own: tuple[Link, ...]
    others: tuple[Link, ...]


class LinkPlaces:
    """The places of links, to ask in logarithmic time whether one lies in a passage. Links do not overlap."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._spans = sorted(link.span for link in links)
        self._ends = [span.end for span in self._spans]

    def touch(self, span: Span) -> bool:
        """Tell whether a link shares a character with a span."""
        at = bisect_right(self._ends, span.start)
        return at < len(self._spans) and self._spans[at].start < span.end


def sorted_links(document: Document, domains: Sequence[str], within: Span | None = None) -> SortedLinks:
    """Return a post's links, parted into the company's own and those to others.

    Args:
        document: the post.
        domains: the company's domains, each with an optional path (``github.com/sommer``); subdomains belong to them.
        within: the part of the source to look at; all of it where none is given.
    """
    own: list[Link] = []
    others: list[Link] = []
    for link in document.links:
        if link.quoted or not link.destination or link.destination.startswith("#"):
            continue
        if within and not within.overlaps(link.span):
            continue
        (own if is_own(link.destination, domains) else others).append(link)
    return SortedLinks(tuple(own), tuple(others))


def is_own(destination: str, domains: Sequence[str]) -> bool:
    """Tell whether an address belongs to the company: relative, a mail or phone contact, or on one of its domains."""
    own = _parted(tuple(domains))
    lower = destination.lower()
    if _ELSEWHERE.fullmatch(lower) and not any(name in lower for name, _ in own):
        return False  # as most: taking addresses apart takes long
    try:
        parts = urlsplit(destination.strip())
    except ValueError:  # "http://[" and the like lead nowhere
        return False
    if not parts.netloc:
        return True
    host = parts.netloc.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.")
    return any(
        (host == name or host.endswith("." + name)) and parts.path.lower().lstrip("/").startswith(path)
        for name, path in own
    )


@lru_cache(maxsize=8)
def _parted(domains: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return the names of domains, each with the path that belongs to it."""
    parts = (domain.strip().lower().removeprefix("www.").partition("/") for domain in domains)
    return tuple((name, path) for name, _, path in parts if name)
