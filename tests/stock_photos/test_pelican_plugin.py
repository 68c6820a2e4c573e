"""The plugin in a real Pelican build."""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.settings import read_settings

from klartext.stock_photos import register


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
    settings = read_settings(
        override={
            "PATH": str(content),
            "OUTPUT_PATH": str(tmp_path / "output"),
            "CACHE_PATH": str(tmp_path / "cache"),
            "PLUGINS": [],
            "DEFAULT_LANG": "de",
            "KLARTEXT": {},
        }
    )
    seen = {}

    def look(generator, writer):
        for article in (*generator.articles, *generator.drafts):
            seen[article.slug] = article.klartext_pictures

    register()
    with signals.article_writer_finalized.connected_to(look):
        Pelican(settings).run()
    expected = [
        {"src": "{static}/eigene/hof.jpg", "origin": "own", "label": "", "header": False},
        {"src": "{static}/midjourney-hof.png", "origin": "generated", "label": "KI-Bild", "header": False},
    ]
    assert seen == {"hof": expected, "entwurf": expected}
