import pytest
from hypothesis import given
from hypothesis import strategies as st

from klartext.writing_effort.duration import format_duration, front_matter_duration, parse_duration


@pytest.mark.parametrize(
    "text",
    [
        "3h 30m",
        "3h30m",
        "3h30",
        "3 h 30 min",
        "3:30",
        "03:30",
        "3:30 h",
        "3:30:00",
        "210 min",
        "210min",
        "210 Minuten",
        "3,5 h",
        "3.5h",
        "3,5 Std.",
        "3½ h",
        "3 1/2 h",
        "3 Std. 30 Min.",
        "3 Stunden und 30 Minuten",
        "3 Stunden, 30 Min",
        "3 hours and 30 minutes",
        "3 hrs 30 mins",
        "PT3H30M",
        "ca. 3,5 Std.",
        "~210 min",
        "  3h   30m ",
        "3 STD. 30 MIN.",
        "dreieinhalb Stunden",
        "Drei Stunden und 30 Minuten",
        "three and a half hours",
        "three hours and 30 minutes",
    ],
)
def test_every_way_to_write_three_and_a_half_hours(text):
    assert parse_duration(text) == 210


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("½ h", 30),
        ("1/2 Stunde", 30),
        ("eine halbe Stunde", 30),
        ("half an hour", 30),
        ("anderthalb Stunden", 90),
        ("eineinhalb Stunden", 90),
        ("an hour and a half", 90),
        ("an hour", 60),
        ("etwa zwölf Stunden", 720),
        ("eine Viertelstunde", 15),
        ("-zwei Stunden", -120),
        ("0 min", 0),
        ("-2h", -120),
        ("− 90 min", -90),
        ("900h", 54000),
        ("1 Stunde", 60),
        ("45m", 45),
        ("0:05", 5),
    ],
)
def test_other_times(text, minutes):
    assert parse_duration(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "3",
        "90",
        "3,5",
        "viel",
        "3 Tage",
        "drei",
        "drei Tage",
        "dreizehneinhalb Stunden",
        "h",
        "m",
        "3:75",
        "3-4 h",
        "3h 30x",
        "1/0 h",
        "1e3 h",
        "nan",
        "inf h",
        "３ｈ x",
    ],
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r"(?s).*") as caught:
        parse_duration(text)
    assert caught.type is ValueError


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        minutes = parse_duration(text)
    except ValueError:
        return
    assert isinstance(minutes, float | int)


@given(st.integers(min_value=1, max_value=5000))
def test_what_we_write_we_read(minutes):
    assert parse_duration(front_matter_duration(minutes)) == minutes
    assert parse_duration(format_duration(minutes, "de")) == minutes
    assert parse_duration(format_duration(minutes, "en")) == minutes
