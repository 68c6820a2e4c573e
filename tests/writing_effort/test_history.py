import shutil

import pytest

from klartext.settings import WritingEffortSettings
from klartext.writing_effort.constants import load_constants
from klartext.writing_effort.history import read_history, session_minutes
from klartext.writing_effort.model import estimator
from klartext.writing_effort.report import accuracy_of

from .conftest import post

CONSTANTS = load_constants(WritingEffortSettings())
LATER = 1_900_000_000


def read(root, now=LATER):
    return read_history(root, root / "content", CONSTANTS, now)


def notes(history):
    return {note.key: dict(note.values).get("n") for note in history.notes}


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([0], 80),
        ([0, 30], 110),
        ([30, 0], 110),
        ([0, 119], 199),
        ([0, 120], 160),
        ([0, 10, 1440, 1450], 180),
        ([0, 0], 80),
        ([], 0),
    ],
)
def test_sessions(minutes, expected):
    assert session_minutes([60 * minute for minute in minutes], CONSTANTS) == expected


def test_work_is_counted_by_post_and_person(repository):
    repository.commit(0, {"content/a.md": post(100), "content/b.md": post(10)})
    repository.commit(30, {"content/a.md": post(200)})
    repository.commit(40, {"content/a.md": post(210)}, author="mehmet@sommer-maler.example")
    history = read(repository.root)
    assert history.work["content/a.md"].minutes == 110 + 80
    assert (history.work["content/a.md"].commits, history.work["content/a.md"].people) == (3, 2)
    assert "content/b.md" not in history.work
    assert notes(history) == {"single-commit": 1}


def test_a_renamed_post_keeps_its_history(repository):
    repository.commit(0, {"content/drafts/ä ö.md": post(300)})
    repository.commit(20, {"content/drafts/ä ö.md": post(400)})
    repository.git("mv", "content/drafts/ä ö.md", "content/zwei.md")
    repository.record(40)
    repository.git("mv", "content/zwei.md", "content/drei.md")
    repository.commit(60, {"content/drei.md": post(410)})
    history = read(repository.root)
    assert set(history.work) == {"content/drei.md"}
    assert history.work["content/drei.md"].minutes == 140


def test_a_site_below_the_repositorys_top(repository):
    for minute in (0, 30):
        repository.commit(minute, {"blog/content/a.md": post(100 + minute)})
    site = repository.root / "blog"
    assert read(site).work["content/a.md"].minutes == 110


def test_imports_and_reformattings_are_no_work(repository):
    posts = {f"content/{n}.md": post(100, title=f"Beitrag {n}") for n in range(20)}
    repository.commit(0, posts)
    repository.commit(30, {path: text + "\nMehr.\n" for path, text in posts.items()})
    history = read(repository.root)
    assert not history.work
    assert notes(history) == {"bulk": 2}


def test_squash_merges_hide_the_work(repository):
    repository.commit(0, {"content/a.md": post(100), "content/b.md": post(100)}, subject="Entwurf (#3)")
    repository.commit(30, {"content/a.md": post(200), "content/b.md": post(300)}, subject="Korrektur (#4)")
    repository.commit(60, {"content/b.md": post(400)}, subject="Noch etwas")
    history = read(repository.root)
    assert set(history.work) == {"content/b.md"}
    assert notes(history) == {"squash": 1}


def test_commits_from_the_future_are_left_out(repository):
    repository.commit(0, {"content/a.md": post(100)})
    repository.commit(30, {"content/a.md": post(200)})
    repository.commit(60 * 24 * 400, {"content/a.md": post(300)})
    history = read(repository.root, now=1_767_700_000)
    assert history.work["content/a.md"].minutes == 110
    assert notes(history)["future"] == 1


def test_a_clock_that_went_back_is_noticed(repository):
    repository.commit(60 * 24 * 5, {"content/a.md": post(100)})
    repository.commit(0, {"content/a.md": post(200)})
    assert notes(read(repository.root)) == {"clock": 1}


def test_a_shallow_clone_is_noticed(repository, tmp_path_factory):
    for minute in (0, 30, 60):
        repository.commit(minute, {"content/a.md": post(100 + minute)})
    clone = tmp_path_factory.mktemp("clone") / "c"
    repository.git(
        "clone", "-q", "--depth", "2", f"file://{repository.root}", str(clone), HOME=str(clone.parent)
    )
    history = read(clone)
    assert history.notes[0].key == "shallow"


def test_no_git_no_repository_no_commit_no_note(tmp_path, monkeypatch, repository):
    assert read(repository.root).notes == ()
    shutil.rmtree(repository.root / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert read(tmp_path).notes == ()
    monkeypatch.setenv("PATH", "/nowhere")
    assert read(tmp_path).notes == ()


def test_a_broken_repository_is_said_in_one_line(repository):
    repository.commit(0, {"content/a.md": post(100)})
    for file in (repository.root / ".git/objects").rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"kaputt")
    history = read(repository.root)
    assert [note.key for note in history.notes] == ["git-fails"]
    assert "\n" not in dict(history.notes[0].values)["detail"]


def test_the_team_is_learnt_from_git_with_less_trust(repository, make_site):
    repository.commit(0, {"content/a.md": post(1000, date="2026-01-05")})
    for minute in range(100, 1000, 100):
        repository.commit(minute, {"content/a.md": post(1000 + minute, date="2026-01-05")})
    site = make_site({"content/b.md": post(1000, date="2026-02-01")}, git=True)
    shown = site.shared(estimator)
    found = shown.estimate(next(d for d in site.documents if d.path == "content/b.md"))
    assert str(found.basis) == "1 from git"
    assert 1 < found.team_factor < 1.5
    (comparison,) = accuracy_of(site.documents, site).posts
    assert comparison.source == "git"
    git, model = 980, comparison.estimate.minutes
    assert comparison.actual_minutes == pytest.approx(git**0.35 * model**0.65, rel=0.01)


@pytest.mark.parametrize("content", ["gitdir: .git\n", "gitdir: /nowhere\n", "Unsinn\n"])
def test_a_git_file_that_leads_nowhere_leaves_the_estimate(tmp_path, make_site, content):
    (tmp_path / ".git").write_text(content)
    site = make_site({"content/a.md": post(1000)}, git=True)
    shown = site.shared(estimator)
    assert shown.estimate(site.selected[0]).minutes == 184
    assert [note.key for note in shown.history.notes] in (["git-fails"], [])


def test_posts_that_git_does_not_know_are_estimated_like_any(repository, make_site):
    repository.commit(0, {"content/a.md": post(500)})
    site = make_site({"content/neu.md": post(1000)}, git=True)
    (new,) = (document for document in site.documents if document.path == "content/neu.md")
    assert site.shared(estimator).estimate(new).minutes == 184
