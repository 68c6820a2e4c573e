"""The plugin in a real Pelican build."""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.settings import read_settings

from klartext.stock_photos import register


def _settings(folder, **more):
    return read_settings(
        override={
            "PATH": str(folder / "content"),
            "OUTPUT_PATH": str(folder / "output"),
            "CACHE_PATH": str(folder / "cache"),
            "PLUGINS": [],
            "DEFAULT_LANG": "de",
            "KLARTEXT": {},
            **more,
        }
    )


def test_every_post_knows_its_pictures(tmp_path, scene):
    content = tmp_path / "content"
    (content / "eigene").mkdir(parents=True)
    scene(1, 200, 150).save(content / "eigene" / "hof.jpg")
    for name, status in (("hof", "published"), ("entwurf", "draft")):
        (content / f"{name}.md").write_text(
            f"Title: Hof {name}\nDate: 2026-03-02\nCategory: Hof\nStatus: {status}\nSlug: {name}\n\n"
            "![Hof]({static}/eigene/hof.jpg)\n\n![Hof]({static}/midjourney-hof.png)\n",
            encoding="utf-8",
        )
    settings = _settings(tmp_path)
    seen = {}

    def look(generator, writer):
        for article in (*generator.articles, *generator.drafts):
            seen[article.slug] = article.klartext_pictures

    register()
    with signals.article_writer_finalized.connected_to(look):
        Pelican(settings).run()
    expected = [
        {"src": "{static}/eigene/hof.jpg", "origin": "own", "label": "", "credit": "", "beside": False},
        {
            "src": "{static}/midjourney-hof.png",
            "origin": "generated",
            "label": "KI-Bild",
            "credit": "",
            "beside": False,
        },
    ]
    assert seen == {"hof": expected, "entwurf": expected}


def test_pages_and_feeds_print_the_label_of_generated_pictures(tmp_path, scene):
    content = tmp_path / "content"
    (content / "pages").mkdir(parents=True)
    for name in ("midjourney-hof.png", "hof.png"):
        scene(1, 200, 150).save(content / name)
    head = "Title: Hof\nDate: 2026-03-02\nCategory: Hof\n"
    (content / "hof.md").write_text(
        f"{head}Slug: hof\n\n![Hof]({{static}}/midjourney-hof.png)\n\nEin Satz, der lang genug ist.\n\n"
        "![Hof]({static}/hof.png)\n\nNoch ein Satz.\n\n"
        '<picture><source srcset="x.webp"><img src="{static}/midjourney-hof.png" alt="Hof"></picture>\n\n'
        "![Hof]({static}/midjourney-hof.png) Unser Hof, KI-Bild.\n",
        encoding="utf-8",
    )
    (content / "yard.md").write_text(
        f"{head}Slug: yard\nLang: en\n\n![The yard, AI-generated]({{static}}/hof.png)\n", encoding="utf-8"
    )
    (content / "pages" / "wir.md").write_text(
        "Title: Wir\nSlug: wir\n\n![Hof]({static}/midjourney-hof.png)\n", encoding="utf-8"
    )
    register()
    Pelican(_settings(tmp_path, SITEURL="https://hof.example", FEED_ALL_ATOM="feed.xml")).run()
    output = tmp_path / "output"
    page = (output / "hof.html").read_text(encoding="utf-8")
    assert page.count('<small class="picture-label">KI-Bild</small>') == 2
    assert '</picture><small class="picture-label">KI-Bild</small>' in page
    assert "AI-generated image</small>" in (output / "yard-en.html").read_text(encoding="utf-8")
    assert "KI-Bild</small>" in (output / "pages" / "wir.html").read_text(encoding="utf-8")
    feed = (output / "feed.xml").read_text(encoding="utf-8")
    assert feed.count("&lt;small class=") == 3
