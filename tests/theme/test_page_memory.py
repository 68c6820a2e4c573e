"""Unchanged pages are not rendered again, and a build with a memory is the plain one byte for byte."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

ROOT = Path(__file__).parents[2]
POST = "Title: {title}\nDate: 2026-01-0{n}\nSlug: {slug}\nTags: Kalk\nCategory: Wand\n\n"
POST += "## Eins\n\nText {title}.\n\n{more}\n"
POSTS = {
    "a.md": POST.format(title="Erster", n=1, slug="a", more="![Treppe]({static}bilder/treppe.png)"),
    "b.md": POST.format(title="Zweiter", n=2, slug="b", more="Siehe [a]({filename}a.md)."),
    "c.md": POST.format(title="Dritter", n=3, slug="c", more=" ".join(["Wort"] * 60)),
    "seiten/s.md": "Title: Seite\nSlug: s\n\nText.\n",
}


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a copy of the theme, to change."""
    return Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))


@pytest.fixture
def remembered(build: Any, tmp_path: Path, theme: Path) -> Any:
    """Return a function that builds with a memory, and returns the output and the names of the pages in it."""

    def build_again(posts: dict[str, str], **options: Any) -> tuple[Path, set[str]]:
        picture = tmp_path / "content/bilder/treppe.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        if not picture.exists():
            shutil.copy(Path(__file__).parent / "content/bilder/treppe.png", picture)
        cache = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CACHE_PATH": str(tmp_path / "cache")}
        site = build(posts, THEME=str(theme), **cache, **options)
        newest = max((tmp_path / "cache").glob("*/pages"), key=lambda path: path.stat().st_mtime_ns)
        return site, set(pickle.loads(newest.read_bytes()))  # noqa: S301 — our own file

    return build_again


@pytest.fixture
def plain(build: Any, tmp_path: Path, theme: Path) -> Any:
    """Return a function that builds the same content into an empty folder, without any cache."""

    def build_plain(**options: Any) -> dict[str, bytes]:
        shutil.rmtree(tmp_path / "output")
        return contents(build({}, THEME=str(theme), **options))

    return build_plain


def test_every_page_can_be_remembered(remembered: Any) -> None:
    site, known = remembered(POSTS)
    pages = {str(path.relative_to(site)) for path in site.rglob("*.html")}
    assert known == pages


def _rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that will hold the pages that are rendered from now on."""
    rendered: list[str] = []
    render = Template.render

    def spy(self: Template, *args: Any, **kwargs: Any) -> str:
        rendered.append(args[0]["output_file"])
        return render(self, *args, **kwargs)

    monkeypatch.setattr(Template, "render", spy)
    return rendered


def test_only_the_changed_post_is_rendered_again(remembered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered(POSTS)
    rendered = _rendered(monkeypatch)
    remembered({})
    assert rendered == []
    remembered({"c.md": POSTS["c.md"].replace("Wort Wort\n", "Wort Neu\n")})
    assert rendered == ["c.html"]


CHANGES: dict[str, Any] = {
    "text": lambda root: (root / "content/c.md").write_text(POSTS["c.md"] + "\nMehr.\n"),
    "title": lambda root: (root / "content/a.md").write_text(POSTS["a.md"].replace("Title: E", "Title: Ä")),
    "address": lambda root: (root / "content/a.md").write_text(POSTS["a.md"].replace("Slug: a", "Slug: aa")),
    "summary": lambda root: (root / "content/b.md").write_text(POSTS["b.md"].replace("Text", "Worte")),
    "tag": lambda root: (root / "content/b.md").write_text(POSTS["b.md"].replace("Kalk", "Putz")),
    "draft": lambda root: (root / "content/b.md").write_text("Status: draft\n" + POSTS["b.md"]),
    "new": lambda root: (root / "content/d.md").write_text(POSTS["c.md"].replace(": c", ": d")),
    "gone": lambda root: (root / "content/b.md").unlink(),
    "page": lambda root: (root / "content/seiten/s.md").write_text("Title: Andere\nSlug: s\n\nText.\n"),
    "picture": lambda root: _turn(root / "content/bilder/treppe.png"),
    "template": lambda root: _append(root / "theme/templates/partials/footer.html", "<p>Neu</p>"),
    "translation": lambda root: _replace(root / "theme/translations/de.po", "Inhalt", "Verzeichnis"),
    "style": lambda root: _append(root / "theme/static/css/base.css", "p { color: red }"),
    "output": lambda root: (root / "output/a.html").write_text("von Hand"),
    "output gone": lambda root: (root / "output/index.html").unlink(),
    "curious template": lambda root: _append(
        root / "theme/templates/partials/footer.html",
        "{% for article in articles %}{{ article.content }}{% endfor %}",
    ),
}


def _turn(path: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    Image.new("RGB", (700, 900), "red").save(path)


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("name", CHANGES)
def test_a_remembering_build_is_the_plain_one(name: str, remembered: Any, plain: Any, tmp_path: Path) -> None:
    remembered(POSTS)
    CHANGES[name](tmp_path)
    site, _ = remembered({})
    found = contents(site)
    expected = plain()
    assert {page: found[page] for page in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "{% for article in articles %}{{ article.content }}{% endfor %}",
        "{{ articles|map(attribute='content')|join }}",
        "{% for content, posts in articles|groupby('content') %}{{ content }}{% endfor %}",
        "{{ articles[0]['content'] }}",
        "{{ articles[0]|attr('content') }}",
        "{{ articles[0].get_content('') }}",
        "{{ '{0.content}'.format(articles[0]) }}",
    ],
)
def test_however_a_template_reads_another_posts_text_it_sees_it_change(
    text: str, remembered: Any, plain: Any, tmp_path: Path
) -> None:
    _append(tmp_path / "theme/templates/partials/footer.html", text)
    remembered(POSTS)
    CHANGES["text"](tmp_path)
    site, _ = remembered({})
    assert contents(site)["index.html"].decode().count("Mehr.") == 1
    found, expected = contents(site), plain()
    assert {page: found[page] for page in expected} == expected


@pytest.mark.parametrize("text", ["article.ort", "article['ort']", "article|attr('ort')"])
def test_what_a_post_did_not_have_is_seen_once_it_has_it(
    text: str, remembered: Any, plain: Any, tmp_path: Path
) -> None:
    loop = f"{{% for article in articles %}}{{{{ {text} }}}}{{% endfor %}}"
    _append(tmp_path / "theme/templates/partials/footer.html", loop)
    remembered(POSTS)
    site, _ = remembered({"c.md": f"Ort: Rebenau\n{POSTS['c.md']}"})
    found, expected = contents(site), plain()
    assert b"Rebenau" in found["a.html"]
    assert {page: found[page] for page in expected} == expected


def test_a_card_that_changes_renders_the_pages_that_show_it(
    remembered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(POSTS | {"d.md": POSTS["c.md"].replace(": c", ": d").replace("Kalk", "Putz")})
    rendered = _rendered(monkeypatch)
    remembered({"d.md": POSTS["c.md"].replace(": c", ": d").replace("Kalk", "Putz") + "Wort " * 300})
    assert "d.html" in rendered
    assert "index.html" in rendered
    assert "stichwort/putz.html" in rendered
    assert not {"stichwort/kalk.html", "s.html", "archiv.html", "themen.html"}.intersection(rendered)


def test_filters_of_others_turn_the_memory_off(build: Any, tmp_path: Path) -> None:
    cache = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CACHE_PATH": str(tmp_path / "cache")}
    build(
        {"a.md": POSTS["b.md"].replace("{filename}a.md", "b.html")},
        JINJA_FILTERS={"loud": str.upper},
        **cache,
    )
    assert not list((tmp_path / "cache").glob("*/pages"))


def test_the_order_of_sets_changes_nothing(tmp_path: Path) -> None:
    sites = []
    for seed in ("0", "1", "4242"):
        output = tmp_path / seed
        command = [sys.executable, "-m", "klartext", "build", "--output", str(output)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=300)
        sites.append(contents(output))
    assert sites[0] == sites[1] == sites[2]
