"""The dates of an export, in the time zone of the blog that moves in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_FORMAT = "%Y-%m-%d %H:%M:%S"


def parsed(date: str) -> datetime | None:
    """Return a date of the database (``2014-03-01 10:00:00``); None for ``0000-00-00`` and what is no date."""
    try:
        return datetime.strptime(date.strip(), _FORMAT)  # noqa: DTZ007 — local time; the zone comes from elsewhere
    except ValueError:
        return None


def local_date(date: str, date_gmt: str, published: str, zone: ZoneInfo | None) -> str:
    """Return a date for a header, ``2014-03-01 10:00``; with its offset where the site's zone would change it.

    Args:
        date: local time of the old blog.
        date_gmt: the same moment in UTC, or nothing.
        published: the feed's date (RFC 5322), where the others are missing.
        zone: the time zone of the site that the post moves to; None where it names none.
    """
    local, utc = parsed(date), parsed(date_gmt)
    if local is None and utc is not None:
        moment = utc.replace(tzinfo=UTC)
        return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if local is None:
        return _from_feed(published, zone)
    shown = local.strftime("%Y-%m-%d %H:%M")
    if utc is None:
        return shown
    offset = local - utc
    if abs(offset) > timedelta(hours=15) or offset.total_seconds() % 60:
        return shown
    if zone is not None and local.replace(tzinfo=zone).utcoffset() == offset:
        return shown
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{shown}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _from_feed(published: str, zone: ZoneInfo | None) -> str:
    try:
        moment = parsedate_to_datetime(published)
    except (ValueError, TypeError, IndexError):
        return ""
    if moment.year < 1971:  # WordPress's "no date" in a feed
        return ""
    return (moment.astimezone(zone) if moment.tzinfo else moment).strftime("%Y-%m-%d %H:%M")
