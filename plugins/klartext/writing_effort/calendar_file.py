"""The planned sittings as an iCalendar file that any calendar imports."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES
from klartext.writing_effort.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.writing_effort.plan import PlannedDraft


def calendar_file(planned: Sequence[PlannedDraft], begins: timedelta, site_url: str, lang: str) -> bytes:
    """Return the sittings as events in floating time: 9 o'clock is 9 o'clock wherever the writer is.

    An event keeps its identity from plan to plan, by draft and number, so that importing a new plan moves the
    events instead of doubling them.

    Args:
        planned: the plan.
        begins: time of day of a day's first sitting; the others follow it.
        site_url: the site's address, for the events' identities.
        lang: ``de`` or ``en``.

    Raises:
        SettingsError: the library for calendar files is not installed.
    """
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415 — an extra, needed for calendar files only
    except ImportError as error:
        raise SettingsError(PHRASES["no_calendar_library"], python=sys.executable) from error
    calendar = Calendar()
    calendar.add("prodid", "-//Klartext//klartext effort//" + lang.upper())
    calendar.add("version", "2.0")
    host = urlsplit(site_url).hostname or "klartext.invalid"
    stamp = datetime.now(UTC).replace(microsecond=0)
    for draft in planned:
        length = timedelta(minutes=draft.task.estimate.sitting_minutes)
        for sitting in draft.sittings:
            midnight = datetime(sitting.day.year, sitting.day.month, sitting.day.day)  # noqa: DTZ001 — floating on purpose
            start = midnight + begins + sitting.slot * length
            key = sha256(f"{draft.task.estimate.path}#{sitting.number}".encode()).hexdigest()[:24]
            event = Event()
            event.add("uid", f"{key}@{host}")
            event.add("dtstamp", stamp)
            event.add("dtstart", start)
            event.add("dtend", start + length)
            phase = say(sitting.phase, lang)
            event.add("summary", f"{draft.task.title}: {phase} ({sitting.number}/{sitting.of})")
            event.add("description", draft.task.estimate.path)
            event.add("transp", "OPAQUE")
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
