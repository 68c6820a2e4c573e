import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klartext.lint.front_matter import parse_front_matter
from klartext.writing_effort.duration import parse_duration
from klartext.writing_effort.timer import TimerError, Timers, add_minutes

HEADERS = {
    "bare": "Title: Ä 🎨\nDate: 2026-01-01\n\nText\n",
    "fenced": "---\nTitle: A\nStatus: draft\n---\nText\n",
    "crlf": "Title: A\r\nStatus: draft\r\n\r\nText\r\n",
    "bom": "\ufeffTitle: A\n\nText\n",
    "quoted": '---\nTitle: "A: b"\n---\n\nText\n',
    "no end of line": "Title: A",
    "several lines": "Title: A\nSummary: eins\n    zwei\n\nText\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_the_rest_of_the_file_stays_byte_for_byte(tmp_path, name):
    file = tmp_path / "a.md"
    before = HEADERS[name].encode()
    file.write_bytes(before)
    assert add_minutes(file, 45) == 45
    after = file.read_bytes()
    newline = b"\r\n" if name == "crlf" else b"\n"
    assert after.replace(newline + b"Effort: 45m", b"", 1) == before
    assert parse_front_matter(after.decode()).get("effort") == "45m"
    assert parse_front_matter(after.decode()).get("title") == parse_front_matter(before.decode()).get("title")


@pytest.mark.parametrize(
    ("written", "total"), [("1h 30m", 135), ("3,5 Std.", 255), ("", 45), ('"2:00"', 165), ("15 min  ", 60)]
)
def test_minutes_are_added_to_what_is_there(tmp_path, written, total):
    file = tmp_path / "a.md"
    file.write_text(
        f"Title: A\nEffort:{' ' if written else ''}{written}\nDate: 2026-01-01\n\nEffort: im Text\n"
    )
    assert add_minutes(file, 45) == total
    text = file.read_text()
    assert parse_duration(parse_front_matter(text).get("effort")) == total
    assert text.startswith("Title: A\nEffort: ")
    assert text.endswith("\nDate: 2026-01-01\n\nEffort: im Text\n")


@given(
    fields=st.lists(
        st.tuples(st.sampled_from(["Title", "Tags", "Due", "x-y"]), st.text("aä🎨\u2028'\"#: ", max_size=8)),
        min_size=1,
    ),
    body=st.text(max_size=60).filter(lambda text: "\ufffe" not in text),
    form=st.tuples(st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["", "\ufeff"])),
)
def test_any_header_keeps_its_bytes(tmp_path_factory, fields, body, form):
    newline, fence, mark = form
    file = tmp_path_factory.mktemp("timer") / "a.md"
    lines = [f"{key}: {value}" for key, value in fields]
    text = mark + newline.join([*(["---"] * fence), *lines, *(["---"] * fence), "", ""]) + body
    before = text.encode("utf-8", "surrogatepass")
    try:
        before.decode()
    except UnicodeDecodeError:
        return
    file.write_bytes(before)
    add_minutes(file, 30)
    once = file.read_bytes()
    assert parse_front_matter(once.decode()).get("effort") == "30m"
    assert once.replace(newline.encode() + b"Effort: 30m", b"", 1) == before
    add_minutes(file, 31)
    assert file.read_bytes() == once.replace(b"Effort: 30m", b"Effort: 1h 1m", 1)


def test_permissions_and_links_stay(tmp_path):
    file, link = tmp_path / "a.md", tmp_path / "link.md"
    file.write_text("Title: A\n\nText\n")
    file.chmod(0o640)
    link.symlink_to(file)
    add_minutes(link, 5)
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert "Effort: 5m" in file.read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "link.md"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"Nur Text\n", "no-header"),
        (b"", "no-header"),
        (b"Title: A\nEffort: viel\n\nText\n", "unreadable-effort"),
        (b"Title: \xff\n\nText\n", "not-utf8"),
    ],
)
def test_what_cannot_be_written_stays_as_it_is(tmp_path, content, key):
    file = tmp_path / "a.md"
    file.write_bytes(content)
    with pytest.raises(TimerError) as caught:
        add_minutes(file, 5)
    assert caught.value.key == key
    assert file.read_bytes() == content


class TestTimers:
    def test_a_timer_outlives_the_process(self, tmp_path):
        Timers(tmp_path).start("content/a.md", 1000.0)
        again = Timers(tmp_path)
        assert [timer.path for timer in again.running()] == ["content/a.md"]
        assert again.elapsed_minutes("content/a.md", 1000.0 + 47 * 60 + 20) == 47
        again.forget("content/a.md")
        assert again.running() == []

    def test_one_a_draft(self, tmp_path):
        timers = Timers(tmp_path)
        timers.start("content/a.md", 1000.0)
        timers.start("content/b.md", 1001.0)
        with pytest.raises(TimerError) as caught:
            timers.start("content/a.md", 2000.0)
        assert caught.value.key == "already-running"
        assert timers.started("content/a.md") == 1000.0

    @pytest.mark.parametrize(("now", "key"), [(999.0, "clock-went-back"), (1000.0 + 13 * 3600, "forgotten")])
    def test_a_time_that_cannot_be_is_not_written(self, tmp_path, now, key):
        timers = Timers(tmp_path)
        timers.start("a.md", 1000.0)
        with pytest.raises(TimerError) as caught:
            timers.elapsed_minutes("a.md", now)
        assert caught.value.key == key

    def test_a_timer_that_does_not_run(self, tmp_path):
        with pytest.raises(TimerError) as caught:
            Timers(tmp_path).elapsed_minutes("a.md", 0)
        assert caught.value.key == "not-running"

    def test_half_a_file_after_a_crash_is_written_anew(self, tmp_path):
        timers = Timers(tmp_path)
        timers.start("a.md", 1000.0)
        (file,) = (tmp_path / ".klartext-timers").glob("*.json")
        file.write_text('{"path": "a.m')
        assert timers.running() == []
        timers.start("a.md", 2000.0)
        assert json.loads(file.read_text()) == {"path": "a.md", "started": 2000.0}

    def test_git_does_not_see_the_timers(self, tmp_path):
        Timers(tmp_path).start("a.md", 1.0)
        assert (tmp_path / ".klartext-timers/.gitignore").read_text() == "*\n"
