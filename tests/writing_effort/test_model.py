from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klartext.settings import SettingsError, WritingEffortSettings, parse_settings
from klartext.site import site_of
from klartext.writing_effort.constants import documented, load_constants
from klartext.writing_effort.model import (
    PHASES,
    Estimator,
    apportion,
    done_share,
    estimate,
    estimator,
    writing_phases,
)

from .conftest import post

DEFAULTS = load_constants(WritingEffortSettings())


def only(site):
    (document,) = site.selected
    return estimate(document, site)


def test_a_post_of_a_thousand_words_takes_184_minutes(make_site):
    found = only(make_site({"content/a.md": post(1000)}))
    assert found == {
        "minutes": 184,
        "low": 75,
        "high": 449,
        "level": 0.8,
        "phases": {"planning": 76, "drafting": 53, "editing": 40, "publishing": 15},
        "waiting_days": 0,
        "sittings": 7,
        "remaining_minutes": 0,
        "basis": "prior",
        "team_factor": 1.0,
    }


def test_recorded_hours_win_and_their_phases_sum_exactly(make_site):
    found = only(make_site({"content/a.md": post(700, effort="3h 31m")}))
    assert (found["minutes"], found["low"], found["high"], found["basis"]) == (211, 211, 211, "recorded")
    assert sum(found["phases"].values()) == 211
    assert found["sittings"] == 8


@pytest.mark.parametrize("value", ["viel", "-3h", "0 min", "900h", "90"])
def test_an_effort_that_makes_no_sense_leaves_the_estimate(make_site, value):
    assert only(make_site({"content/a.md": post(1000, effort=value)}))["minutes"] == 184


def test_approval_and_sharing_are_phases_of_their_own_and_waiting_is_no_work(make_site):
    site = make_site({"content/a.md": post(1000)}, approval_stages=2, expected_comments=3)
    found = only(site)
    assert found["phases"]["approval"] == 80
    assert found["phases"]["sharing"] == 30
    assert found["waiting_days"] == 5
    assert found["minutes"] == 184 + 80 + 30


def test_more_people_wait_longer(make_site):
    waits = [only(make_site({"content/a.md": post(people=n)}))["waiting_days"] for n in (1, 2, 3, 4, 9)]
    assert waits == [0, 0.3, 0.6, 3.2, 3.2]


def test_own_photos_take_time_others_do_not(make_site, tmp_path):
    pictures = ("hof.jpg", "bild.png", "screenshot-1.jpg", "shutterstock_12.jpg")
    (tmp_path / "content/bilder").mkdir(parents=True)
    for name in pictures:
        (tmp_path / "content/bilder" / name).write_bytes(b"x")
    text = post(1000) + "".join(
        f"\n![Bild]({{static}}/bilder/{name})\n" for name in (*pictures, "hof.jpg", "fehlt.jpg")
    )
    text += "\n![Fremd](https://bilder.example/hof.jpg)\n"
    found = only(make_site({"content/a.md": text}))
    assert found["phases"]["photos"] == 30


def test_a_photo_is_taken_once(make_site, tmp_path):
    (tmp_path / "content").mkdir()
    for name in ("hof.jpg", "tor.jpg"):
        (tmp_path / "content" / name).write_bytes(b"x")
    hof, tor = (f"\n![Bild]({{static}}/{name})\n" for name in ("hof.jpg", "tor.jpg"))
    site = make_site(
        {
            "content/b.md": post(date="2026-01-01") + hof,
            "content/a.md": post(date="2026-02-01") + hof + tor,
            "content/0.md": post(date="2020-01-01", status="draft") + hof,
        }
    )
    photos = {
        document.path: estimate(document, site)["phases"].get("photos", 0) for document in site.documents
    }
    assert photos == {"content/b.md": 30, "content/a.md": 30, "content/0.md": 0}


class TestDrafts:
    def test_the_target_says_how_long_the_text_becomes(self, make_site):
        site = make_site({"content/a.md": post(450, status="draft", target=900)})
        found = only(site)
        assert found["minutes"] == 169
        # Half the text stands: 40 % of the work is done.
        assert found["remaining_minutes"] == pytest.approx(0.6 * 169, abs=2)

    def test_without_a_target_the_usual_length_of_the_site_counts(self, make_site):
        lengths = (300, 500, 1300)
        posts = {f"content/{n}.md": post(n) for n in lengths} | {"content/d.md": post(100, status="draft")}
        site = make_site(posts)
        shown = site.shared(estimator)
        draft = next(d for d in site.documents if d.path == "content/d.md")
        assert shown.estimate(draft).words == median(lengths)

    def test_a_draft_beyond_its_target_is_reckoned_at_its_own_length(self, make_site):
        site = make_site({"content/a.md": post(1200, status="draft", target=900)})
        assert site.shared(estimator).estimate(site.selected[0]).words == 1200

    def test_a_finished_text_still_has_an_eighth_of_its_work_ahead(self, make_site):
        site = make_site({"content/a.md": post(1000, status="draft", target=1000)})
        found = site.shared(estimator).estimate(site.selected[0])
        assert found.remaining == {"editing": 7, "publishing": 15}

    def test_nothing_written_leaves_all(self, make_site):
        site = make_site({"content/a.md": post(0, status="draft", target=1000)})
        found = site.shared(estimator).estimate(site.selected[0])
        assert found.remaining == found.phases

    def test_time_already_worked_is_certain(self, make_site):
        site = make_site({"content/a.md": post(1000, status="draft", target=1000, effort="4h")})
        found = site.shared(estimator).estimate(site.selected[0])
        assert found.minutes == 240 + found.remaining_minutes
        assert sum(found.phases.values()) == found.minutes
        assert 240 < found.low < found.minutes < found.high
        assert found.high - 240 == pytest.approx(found.remaining_minutes * found.spread, abs=1)

    def test_less_is_left_the_more_is_written(self, make_site):
        left = []
        for words in range(0, 1001, 50):
            site = make_site({"content/a.md": post(words, status="draft", target=1000)})
            left.append(site.shared(estimator).estimate(site.selected[0]).remaining_minutes)
        assert left == sorted(left, reverse=True)
        assert left[0] > left[-1] > 0


class TestLearning:
    posts = {f"content/{day:02}.md": post(600, date=f"2026-01-{day:02}", effort="5h") for day in range(1, 16)}

    def levels(self, site):
        shown = site.shared(estimator)
        return [shown.level_before(shown.features(document)) for document in site.selected]

    def test_the_range_narrows_with_every_post_up_to_ten(self, make_site):
        levels = self.levels(make_site(self.posts))
        spreads = [level.spread for level in levels]
        assert spreads[:11] == sorted(spreads[:11], reverse=True)
        assert len(set(spreads[:11])) == 11
        assert [level.recorded for level in levels] == [*range(11), 10, 10, 10, 10]

    def test_the_level_moves_towards_the_teams_hours_and_not_at_once(self, make_site):
        levels = self.levels(make_site(self.posts))
        ratio = 300 / sum(writing_phases(600, 0, "de", DEFAULTS).values())
        assert 1.0 == levels[0].factor < levels[1].factor < levels[5].factor < levels[10].factor < ratio
        # m = Σresidual/σ² / (k/σ² + 1/τ²) by hand, for three posts
        weight = (3 / 0.49**2) / (3 / 0.49**2 + 1 / 0.5**2)
        assert levels[3].factor == pytest.approx(ratio**weight)

    def test_later_posts_never_change_earlier_estimates(self, make_site):
        few = {path: text for path, text in self.posts.items() if path < "content/08"}
        before = [estimate(document, site) for site in [make_site(few)] for document in site.selected]
        late = {"content/zz.md": post(600, date="2026-12-31", effort="40h")}
        site = make_site(self.posts | late)
        assert [estimate(document, site) for document in site.selected][: len(before)] == before

    def test_a_draft_learns_from_all_and_says_so(self, make_site):
        site = make_site(self.posts | {"content/d.md": post(100, date="2020-01-01", status="draft")})
        found = estimate(next(d for d in site.selected if d.status == "draft"), site)
        assert found["basis"] == "10 recorded"
        assert found["team_factor"] > 1.3

    def test_a_post_does_not_learn_from_itself(self, make_site):
        site = make_site({"content/a.md": post(600, effort="20h")})
        shown = site.shared(estimator)
        assert shown.predict(shown.features(site.selected[0])).basis.recorded_posts == 0

    def test_posts_from_elsewhere_are_another_team(self, make_site, tmp_path):
        site = make_site(self.posts)
        (tmp_path / "gast").mkdir()
        for name, header in (("a", {"effort": "30 min"}), ("b", {"date": "2026-02-01"})):
            (tmp_path / "gast" / f"{name}.md").write_text(post(600, **header))
        guests = site_of(site.configuration, [tmp_path / "gast"])
        found = {document.path: estimate(document, guests) for document in guests.selected}
        assert found["gast/b.md"]["basis"] == "prior"
        assert estimate(site.documents[-1], guests) == estimate(site.documents[-1], site)

    def test_a_date_in_the_files_name_counts(self, make_site):
        posts = {
            "content/2026-01-05-a.md": post(600, date="", effort="5h"),
            "content/b.md": post(600, date="2026-01-06"),
        }
        site = make_site(posts)
        assert [estimate(document, site)["basis"] for document in site.selected] == ["recorded", "1 recorded"]

    def test_pages_and_drafts_teach_nothing(self, make_site):
        site = make_site(
            {
                "content/pages/a.md": post(600, effort="20h"),
                "content/b.md": post(600, effort="20h", status="draft"),
                "content/z.md": post(600, date="2026-12-01"),
            }
        )
        assert estimate(next(d for d in site.selected if d.path.endswith("z.md")), site)["basis"] == "prior"


@given(
    words=st.integers(0, 20_000),
    more=st.integers(0, 5_000),
    photos=st.integers(0, 40),
    total=st.integers(0, 50_000),
    pace=st.floats(50, 600),
)
def test_phases_sum_exactly_and_grow_with_the_text(words, more, photos, total, pace):
    constants = load_constants(WritingEffortSettings(constants={"words_per_hour": pace}))
    short, long = (writing_phases(n, photos, "de", constants) for n in (words, words + more))
    assert all(long[name] >= short[name] for name in short)
    assert sum(apportion(short, total).values()) == total
    assert set(short) <= set(PHASES)


@given(st.lists(st.integers(0, 4000), min_size=2, max_size=6, unique=True))
def test_minutes_are_monotone_in_words(lengths):
    minutes = []
    for words in sorted(lengths):
        phases = {name: round(value) for name, value in writing_phases(words, 0, "de", DEFAULTS).items()}
        minutes.append(sum(phases.values()))
    assert minutes == sorted(minutes)


def test_the_curve_of_the_work_done():
    assert [done_share(x, DEFAULTS) for x in (0, 0.25, 0.5, 0.75, 0.9, 1)] == pytest.approx(
        [0, 0.2, 0.4, 0.55, 0.7, 0.88]
    )
    assert done_share(0.125, DEFAULTS) == pytest.approx(0.1)


class TestConstants:
    def test_every_constant_has_unit_and_source_and_is_used(self):
        for name, entry in documented().items():
            assert set(entry) == {"value", "unit", "source"}, name
            assert entry["unit"]
            assert entry["source"]
            assert hasattr(DEFAULTS, name)

    def test_a_site_sets_what_it_likes(self, make_site):
        site = make_site({"content/a.md": post(1000)}, constants={"words_per_hour": 300, "base_minutes": 60})
        assert only(site)["minutes"] == 260

    @pytest.mark.parametrize(
        ("constants", "needle"),
        [
            ({"words_per_hours": 300}, "words_per_hours"),
            ({"words_per_hour": 0}, "above 0"),
            ({"photo_minutes": -1}, "at least 0"),
            ({"words_per_hour": 5000}, "words_per_hour"),
            ({"publishing_minutes": 31}, "base_minutes"),
            ({"coverage": 1.2}, "coverage"),
            ({"done_at_50_percent": 0.9}, "done_at"),
            ({"base_minutes": float("nan")}, "base_minutes"),
        ],
    )
    def test_nonsense_is_one_clear_line(self, constants, needle):
        with pytest.raises(SettingsError) as caught:
            parse_settings({"writing_effort": {"constants": constants}})
        assert needle in str(caught.value)
        assert "\n" not in str(caught.value)


def test_estimates_do_not_depend_on_git_being_there(make_site, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    site = make_site({"content/a.md": post(1000)}, git=True)
    assert Estimator(site).estimate(site.selected[0]).minutes == 184
