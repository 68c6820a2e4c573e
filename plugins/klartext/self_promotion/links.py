"""Which links of a post lead to the company itself and which lead to others."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.lint.document import Document, Link
    from klartext.lint.source import Span


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
    try:
        parts = urlsplit(destination.strip())
    except ValueError:  # "http://[" and the like lead nowhere
        return False
    if not parts.netloc:
        return True
    host = parts.netloc.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.")
    for domain in domains:
        name, _, path = domain.strip().lower().removeprefix("www.").partition("/")
        if not name or not (host == name or host.endswith("." + name)):
            continue
        if parts.path.lower().lstrip("/").startswith(path):
            return True
    return False
