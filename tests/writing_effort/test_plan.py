from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from icalendar import Calendar as ReadCalendar

from klartext.settings import SettingsError, WritingEffortSettings
from klartext.writing_effort.calendar_file import calendar_file
from klartext.writing_effort.plan import Calendar, Task, make_plan
from klartext.writing_effort.report import plan_of, table
from klartext.writing_effort.wording import plan_text, warning_text

from .conftest import post

MONDAY = date(2026, 11, 30)


def calendar(**settings):
    return Calendar(WritingEffortSettings(**settings))


class TestCalendar:
    def test_weekends_are_free(self):
        days = calendar().days_from(date(2026, 11, 27))
        assert [next(days) for _ in range(3)] == [date(2026, 11, 27), MONDAY, date(2026, 12, 1)]

    def test_public_holidays_depend_on_the_region(self):
        epiphany = date(2027, 1, 6)
        assert not calendar(region="BY").is_working_day(epiphany)
        assert calendar(region="HH").is_working_day(epiphany)
        assert calendar().is_working_day(epiphany)
        assert not calendar().is_working_day(date(2026, 12, 25))
        assert calendar(country="").is_working_day(date(2026, 12, 25))
        assert not calendar(country="AT").is_working_day(date(2026, 12, 8))

    def test_the_firms_own_days(self):
        own = calendar(working_days=("mon", "wed"), days_off=("2026-12-02", "2026-12-07/2026-12-09"))
        days = own.days_from(MONDAY)
        assert [next(days) for _ in range(2)] == [MONDAY, date(2026, 12, 14)]

    @pytest.mark.parametrize("settings", [{"country": "XX"}, {"region": "XX"}])
    def test_an_unknown_place_is_one_line(self, settings):
        with pytest.raises(SettingsError, match="country and region"):
            calendar(**settings).is_working_day(MONDAY)
        with pytest.raises(SettingsError, match="country and region"):
            calendar(**settings).check()

    def test_days_after(self):
        assert calendar().after(date(2026, 12, 24), 1) == date(2026, 12, 28)
        assert calendar().after(MONDAY, 0) == MONDAY


def drafts(make_site, per_day=1, **settings):
    posts = {
        "content/a.md": post(0, title="Ohne Termin", date="", status="draft", target=500),
        "content/b.md": post(0, title="Bald", date="", status="draft", target=500, due="2026-12-04"),
        "content/c.md": post(0, title="Später", date="", status="draft", target=500, due="2026-12-31"),
    }
    site = make_site(posts, **settings)
    return site, plan_of(site.selected, site, MONDAY, per_day)


def test_the_earliest_due_comes_first_and_no_slot_is_used_twice(make_site):
    _, planned = drafts(make_site)
    assert [draft.task.title for draft in planned] == ["Bald", "Später", "Ohne Termin"]
    slots = [(s.day, s.slot) for draft in planned for s in draft.sittings]
    assert len(set(slots)) == len(slots)
    assert all(Calendar(WritingEffortSettings()).is_working_day(day) for day, _ in slots)
    assert planned[0].ready == date(2026, 12, 3)
    assert planned[0].ready < planned[0].latest


def test_sittings_cover_what_is_left_phase_by_phase(make_site):
    _, planned = drafts(make_site)
    found = planned[0].task.estimate
    sittings = planned[0].sittings
    assert len(sittings) == 4
    assert sum(s.minutes for s in sittings) == found.remaining_minutes == 106
    assert [s.phase for s in sittings] == ["planning", "drafting", "editing", "publishing"]


def test_a_due_date_that_cannot_hold_is_said(make_site):
    _, planned = drafts(make_site)
    assert planned[0].is_tight
    assert not planned[0].is_late
    site = make_site({"content/b.md": post(0, title="Bald", status="draft", target=500, due="2026-12-01")})
    late = plan_of([d for d in site.selected if d.path == "content/b.md"], site, MONDAY)[0]
    assert late.is_late
    assert warning_text(late, MONDAY, "de").startswith(
        "Bald: fällig am 1. Dezember, nach diesem Plan erst am"
    )


def test_more_sittings_a_day_are_ready_sooner(make_site):
    _, slow = drafts(make_site)
    _, fast = drafts(make_site, per_day=3)
    assert fast[-1].ready < slow[-1].ready
    assert {s.slot for s in fast[0].sittings} == {0, 1, 2}


def test_approval_is_waited_for_in_working_days(make_site):
    _, without = drafts(make_site)
    _, planned = drafts(make_site, approval_stages=1)
    assert planned[0].task.estimate.waiting_days == 2.5
    last = planned[0].sittings[-1].day
    assert planned[0].ready == Calendar(WritingEffortSettings()).after(last, 3) > without[0].ready


def test_the_future_date_of_a_draft_is_its_due_date(make_site):
    site = make_site({"content/a.md": post(10, date="2026-12-24", status="draft")})
    assert plan_of(site.selected, site, MONDAY)[0].task.due == date(2026, 12, 24)
    site = make_site({"content/a.md": post(10, date="2026-01-01", status="draft")})
    assert plan_of(site.selected, site, MONDAY)[0].task.due is None


def test_endless_work_ends(make_site):
    site = make_site(
        {"content/a.md": post(0, status="draft", target=99_999)}, constants={"words_per_hour": 1}
    )
    (planned,) = plan_of(site.selected, site, MONDAY)
    assert date(2036, 11, 1) < planned.ready < date(2037, 1, 1)


def test_no_drafts_no_plan(make_site):
    site = make_site({"content/a.md": post(10)})
    assert plan_of(site.selected, site, MONDAY) == []
    assert table(site.selected, site, "de") == ""


def test_what_is_left_in_words(make_site):
    site = make_site({"content/a.md": post(0, status="draft", target=900)})
    (planned,) = plan_of(site.selected, site, date(2026, 12, 28))
    assert plan_text(planned, 1, date(2026, 12, 28), "de") == (
        "6 halbe Stunden – bei einer pro Arbeitstag fertig am 5. Januar 2027 (spätestens 15. Januar 2027)"
    )
    (planned,) = plan_of(site.selected, site, date(2026, 12, 28), 2)
    assert plan_text(planned, 2, date(2026, 12, 28), "en") == (
        "6 half-hours; at 2 a working day ready on 30 December (6 January 2027 at the latest)"
    )


def test_the_calendar_file_holds_every_sitting(make_site):
    _, planned = drafts(make_site, per_day=2)
    content = calendar_file(
        planned, timedelta(hours=8, minutes=30), "https://sommer-maler.example/blog", "de"
    )
    events = ReadCalendar.from_ical(content).walk("VEVENT")
    assert len(events) == sum(len(draft.sittings) for draft in planned)
    assert len({str(event["UID"]) for event in events}) == len(events)
    first = events[0]
    assert first["SUMMARY"] == "Bald: Planen und Recherchieren (1/4)"
    assert first.decoded("DTSTART").isoformat() == "2026-11-30T08:30:00"
    assert events[1].decoded("DTSTART").isoformat() == "2026-11-30T09:00:00"
    assert str(first["UID"]).endswith("@sommer-maler.example")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_the_calendar_file_keeps_its_events_names(make_site):
    _, planned = drafts(make_site)
    uids = [
        [
            str(e["UID"])
            for e in ReadCalendar.from_ical(calendar_file(planned, timedelta(hours=h), "", "de")).walk(
                "VEVENT"
            )
        ]
        for h in (8, 9)
    ]
    assert uids[0] == uids[1]


def test_nothing_left_needs_no_sitting():
    estimate = SimpleNamespace(
        path="a", remaining_minutes=0, remaining_high=0, sitting_minutes=30, waiting_days=2.5, remaining={}
    )
    (planned,) = make_plan([Task(estimate, "A", None)], calendar(), MONDAY, 1)
    assert (planned.sittings, planned.ready, planned.latest) == ((), MONDAY, MONDAY)
