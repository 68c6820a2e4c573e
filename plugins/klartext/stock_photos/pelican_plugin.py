"""Tells the theme where each post's pictures come from, so that it can label generated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import ArticlesGenerator

from klartext.build_site import build_site
from klartext.stock_photos.pictures import gallery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.stock_photos.pictures import PostPicture

_LISTS = (
    "articles",
    "translations",
    "hidden_articles",
    "hidden_translations",
    "drafts",
    "drafts_translations",
)


def register() -> None:
    """Connect to the moment when all posts are read and none is written."""
    signals.all_generators_finalized.connect(annotate)


def annotate(generators: Sequence[object]) -> None:
    """Set ``klartext_pictures`` on every post.

    It is a list of dicts in the order of the source: ``src`` as written, ``origin`` as in the command's JSON,
    ``label`` (``KI-Bild``, or empty where there is nothing to label) and ``header``, whether front matter names it.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            _annotate(generator)


def _annotate(generator: ArticlesGenerator) -> None:
    site = build_site(generator.settings, generator.context)
    by_path = {str(site.root / document.path): document for document in site.documents}
    known = gallery(site)
    for name in _LISTS:
        for article in getattr(generator, name):
            document = by_path.get(str(article.source_path))
            if document:
                article.klartext_pictures = [_shown(picture) for picture in known.of(document).pictures]


def _shown(picture: PostPicture) -> dict[str, object]:
    return {
        "src": picture.reference.src,
        "origin": picture.origin.origin.value,
        "label": picture.label,
        "header": picture.reference.header,
    }
