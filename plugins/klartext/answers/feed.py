"""Knows the feed of the answers: the newest ones of all posts, in full."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedgenerator import Atom1Feed, get_tag_uri  # type: ignore[import-untyped] # the package has no type hints

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MAX_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer in the feed; ``address`` is absolute and leads to the answer in its page."""

    title: str
    address: str
    author: str
    date: datetime
    html: str


def atom_feed(title: str, home: str, address: str, lang: str, entries: Sequence[Entry]) -> str:
    """Return the text of the feed, newest answers first.

    Args:
        title: the feed's.
        home: the site's public address.
        address: the feed's own.
        lang: language code.
        entries: in any order, with time zones; at least one, because an Atom feed must say when it last changed.
    """
    feed = Atom1Feed(
        title=title, link=f"{home}/", feed_url=address, feed_guid=address, description="", language=lang
    )
    newest = sorted(entries, key=lambda entry: (entry.date, entry.address), reverse=True)[:MAX_ENTRIES]
    for entry in newest:
        feed.add_item(
            title=entry.title,
            link=entry.address,
            description=None,
            content=entry.html,
            author_name=entry.author,
            pubdate=entry.date,
            unique_id=get_tag_uri(entry.address, entry.date),
        )
    written = io.StringIO()
    feed.write(written, "utf-8")
    return written.getvalue()
