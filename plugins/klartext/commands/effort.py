"""``klartext effort``: what the drafts still take and when they will be ready; accuracy; a timer."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.checking import cached_site
from klartext.commands.errors import InputError
from klartext.commands.input_errors import print_errors, problem_lines
from klartext.commands.wording import PHRASES
from klartext.lint.cache import Cache
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import reason
from klartext.lint.whole_file import where_it_leads, whole_file
from klartext.site import MissingPath, load_site
from klartext.writing_effort.calendar_file import calendar_file
from klartext.writing_effort.duration import format_duration, parse_duration
from klartext.writing_effort.model import estimator
from klartext.writing_effort.report import (
    Accuracy,
    accuracy_of,
    accuracy_text,
    drafts_of,
    plan_of,
    sittings_table,
    table,
)
from klartext.writing_effort.timer import RunningTimer, TimerError, Timers, add_minutes
from klartext.writing_effort.wording import note_text, plan_text, say, warning_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from klartext.command_line import Parser
    from klartext.site import LoadedSite
    from klartext.writing_effort.plan import PlannedDraft

_ACTIONS = ("accuracy", "start", "stop")
_ONLY_IN_ACCURACY = frozenset({"bulk", "clock", "single-commit", "squash"})
"""Notes on the history that everyday commits give rise to."""
_CELLS_THAT_COUNT = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext effort`` takes."""
    parser.usage = parser.say("effort_usage")
    parser.add_argument(
        "words",
        nargs="*",
        metavar=parser.say("PATH"),
        help=parser.say("effort_words"),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("text", "json", "csv"), default="text", help=parser.say("format"))
    form.add_argument(
        "--json", dest="format", action="store_const", const="json", help=parser.say("effort_json")
    )
    form.add_argument(
        "--csv", dest="format", action="store_const", const="csv", help=parser.say("effort_csv")
    )
    parser.add_argument("--per-day", type=_count, metavar="N", help=parser.say("effort_per_day"))
    parser.add_argument(
        "--from", dest="start", type=_day, metavar=parser.say("DAY"), help=parser.say("effort_from")
    )
    parser.add_argument("--ics", type=Path, metavar=parser.say("FILE"), help=parser.say("effort_ics"))
    parser.add_argument("--at", type=_clock, default="09:00", metavar="HH:MM", help=parser.say("effort_at"))
    parser.add_argument("--minutes", metavar=parser.say("TIME"), help=parser.say("effort_minutes"))
    parser.add_argument("--discard", action="store_true", help=parser.say("effort_discard"))


def run(arguments: argparse.Namespace) -> int:
    """Do what the first word says; without one show the plan."""
    words: list[str] = arguments.words
    action = words[0] if words and words[0] in _ACTIONS else ""
    paths = [Path(word) for word in words[bool(action) :]]
    if action in ("start", "stop"):
        return _timer(action, paths, arguments)
    try:
        site = cached_site(load_site(arguments.settings, paths))
    except MissingPath as error:
        if len(words) == 1 and "." not in words[0] and "/" not in words[0]:
            raise InputError(PHRASES["effort_what"], word=words[0], choices=", ".join(_ACTIONS)) from error
        raise
    lang = choose_language(arguments.lang, os.environ, site.configuration.default_lang)
    if action == "accuracy":
        _accuracy(site, arguments.format, lang)
    else:
        _plan(site, arguments, lang)
    if isinstance(site.cache, Cache):
        site.cache.save(site.documents)
    for note in site.shared(estimator).history.notes:
        if action != "accuracy" and note.key in _ONLY_IN_ACCURACY:
            continue
        print(note_text(note, lang), file=sys.stderr)
    errors = problem_lines(site.problems, Catalogue((), lang))
    print_errors(errors)
    return 2 if errors else 0


def _plan(site: LoadedSite, arguments: argparse.Namespace, lang: str) -> None:
    start: date = arguments.start or date.today()  # noqa: DTZ011 — a writer's day, not UTC's
    per_day: int = arguments.per_day or site.settings.writing_effort.sittings_per_day
    planned = plan_of(site.selected, site, start, per_day)
    if arguments.ics:
        _write_calendar(
            arguments.ics, calendar_file(planned, arguments.at, site.configuration.text("SITEURL", ""), lang)
        )
    if arguments.format == "json":
        print(json.dumps(_plan_json(planned, start, per_day), ensure_ascii=False, indent=2))
    elif arguments.format == "csv":
        sys.stdout.write(_csv(_plan_rows(planned)))
    elif not planned:
        print(say("no_drafts", lang))
    else:
        print(table(drafts_of(site.selected), site, lang, start, per_day))
        for draft in planned:
            print(f"\n{draft.task.title}\n  {plan_text(draft, per_day, start, lang)}")
            if warning := warning_text(draft, start, lang):
                print(f"  {say('attention', lang)} {warning}")
        if any(draft.sittings for draft in planned):
            print(f"\n{sittings_table(planned, start, lang)}")
    for timer in Timers(site.root).running():
        minutes = max(0, round((time.time() - timer.started) / 60))
        print(say("timer_running", lang, path=timer.path, minutes=minutes), file=sys.stderr)
    if arguments.ics:
        count = sum(len(draft.sittings) for draft in planned)
        print(say("calendar_written", lang, n=count, path=str(arguments.ics)), file=sys.stderr)


def _plan_json(planned: Sequence[PlannedDraft], start: date, per_day: int) -> dict[str, Any]:
    drafts = []
    for draft in planned:
        found = draft.task.estimate
        drafts.append(
            {
                "path": found.path,
                "title": draft.task.title,
                "target_words": found.words,
                "effort": found.as_dict(),
                "spent_minutes": found.spent_minutes,
                "remaining_phases": dict(found.remaining),
                "remaining_high_minutes": found.remaining_high,
                "due": draft.task.due.isoformat() if draft.task.due else None,
                "ready": draft.ready.isoformat(),
                "latest": draft.latest.isoformat(),
                "fits": not draft.is_late,
                "sittings": [
                    {"day": s.day.isoformat(), "slot": s.slot, "phase": s.phase, "minutes": s.minutes}
                    for s in draft.sittings
                ],
            }
        )
    return {"version": 1, "start": start.isoformat(), "sittings_per_day": per_day, "drafts": drafts}


def _plan_rows(planned: Sequence[PlannedDraft]) -> list[list[object]]:
    head = [
        "path",
        "title",
        "minutes",
        "low",
        "high",
        "remaining_minutes",
        "sittings_left",
        "due",
        "ready",
        "latest",
        "fits",
    ]
    rows: list[list[object]] = [[*head]]
    for draft in planned:
        found = draft.task.estimate
        rows.append(
            [
                found.path,
                draft.task.title,
                found.minutes,
                found.low,
                found.high,
                found.remaining_minutes,
                len(draft.sittings),
                draft.task.due or "",
                draft.ready,
                draft.latest,
                "no" if draft.is_late else "yes",
            ]
        )
    return rows


def _accuracy(site: LoadedSite, form: str, lang: str) -> None:
    found = accuracy_of(site.selected, site)
    if form == "json":
        print(json.dumps(_accuracy_json(found), ensure_ascii=False, indent=2))
    elif form == "csv":
        rows: list[list[object]] = [["path", "estimated", "low", "high", "actual", "source", "inside"]]
        rows += [
            [
                p.path,
                p.estimate.minutes,
                p.estimate.low,
                p.estimate.high,
                round(p.actual_minutes),
                p.source,
                p.is_inside,
            ]
            for p in found.posts
        ]
        sys.stdout.write(_csv(rows))
    else:
        print(accuracy_text(found, lang))


def _accuracy_json(found: Accuracy) -> dict[str, Any]:
    return {
        "version": 1,
        "recorded_posts": found.recorded,
        "bias": found.bias,
        "median_error": found.median_error,
        "coverage": found.coverage,
        "half_hour_share": found.half_hour_share,
        "posts": [
            {
                "path": post.path,
                "estimated_minutes": post.estimate.minutes,
                "low": post.estimate.low,
                "high": post.estimate.high,
                "basis": str(post.estimate.basis),
                "actual_minutes": round(post.actual_minutes),
                "source": post.source,
                "inside": post.is_inside,
            }
            for post in found.posts
        ],
    }


def _csv(rows: Sequence[Sequence[object]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return stream.getvalue()


def _cell(value: object) -> object:
    """Return a value that no spreadsheet runs as a formula: a title may begin with "="."""
    if isinstance(value, str) and value.startswith(_CELLS_THAT_COUNT):
        return f"'{value}"
    return value


def _write_calendar(file: Path, content: bytes) -> None:
    try:
        with whole_file(where_it_leads(file)) as part:
            part.write_bytes(content)
    except OSError as error:
        raise InputError(PHRASES["unwritable"], file=file, why=reason(error)) from error


def _timer(action: str, paths: Sequence[Path], arguments: argparse.Namespace) -> int:
    site = load_site(arguments.settings, paths)
    lang = choose_language(arguments.lang, os.environ, site.configuration.default_lang)
    timers = Timers(site.root)
    try:
        if action == "start":
            _start(timers, site, paths, lang)
        else:
            _stop(timers, site, paths, arguments, lang)
    except TimerError as error:
        raise InputError(say(f"timer_{error.key}", lang, **error.values)) from error
    return 0


def _start(timers: Timers, site: LoadedSite, paths: Sequence[Path], lang: str) -> None:
    path = _one_draft(site, paths, lang)
    now = time.time()
    timers.start(path, now)
    clock = datetime.fromtimestamp(now).strftime("%H:%M")  # noqa: DTZ006 — the writer's clock
    print(say("timer_started", lang, path=path, time=clock))


def _stop(
    timers: Timers, site: LoadedSite, paths: Sequence[Path], arguments: argparse.Namespace, lang: str
) -> None:
    path = _one_draft(site, paths, lang) if paths else _only_running(timers.running(), lang)
    if arguments.discard:
        timers.started(path)
        timers.forget(path)
        print(say("timer_discarded", lang, path=path))
        return
    if arguments.minutes is None:
        minutes = timers.elapsed_minutes(path, time.time())
    else:
        minutes = _stated_minutes(arguments.minutes)
        timers.started(path)
    total = add_minutes(site.root / path, minutes)
    timers.forget(path)
    values = {"path": path, "time": format_duration(minutes, lang), "total": format_duration(total, lang)}
    print(say("timer_stopped", lang, **values))


def _one_draft(site: LoadedSite, paths: Sequence[Path], lang: str) -> str:
    if len(paths) != 1 or len(site.selected) != 1 or site.problems:
        raise InputError(say("timer_which", lang))
    document = site.selected[0]
    if document.status != "draft":
        raise InputError(say("timer_no-draft", lang, path=document.path))
    return document.path


def _only_running(running: Sequence[RunningTimer], lang: str) -> str:
    if not running:
        raise InputError(say("timer_none", lang))
    if len(running) > 1:
        raise InputError(say("timer_several", lang, paths=", ".join(timer.path for timer in running)))
    return running[0].path


def _stated_minutes(text: str) -> int:
    try:
        minutes = round(float(text) if text.isdecimal() else parse_duration(text))
    except ValueError as error:
        raise InputError(PHRASES["minutes_form"], text=text) from error
    if minutes < 1:
        raise InputError(PHRASES["minutes_few"], text=text)
    return minutes


def _count(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 48):
        raise InputError(PHRASES["per_day_range"], text=text)
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(PHRASES["no_first_day"], text=text) from error


def _clock(text: str) -> timedelta:
    try:
        clock = datetime.strptime(text, "%H:%M")  # noqa: DTZ007 — a time of day, no moment
    except ValueError as error:
        raise InputError(PHRASES["no_clock"], text=text) from error
    return timedelta(hours=clock.hour, minutes=clock.minute)
