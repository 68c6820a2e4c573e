"""Tells the theme where each post's pictures come from; labels generated ones and gives credit in pages and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator

from klartext.build_site import build_site
from klartext.stock_photos.page_notes import Note, with_notes
from klartext.stock_photos.pictures import gallery
from klartext.stock_photos.printed_credit import printed_credit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pelican.contents import Content

    from klartext.stock_photos.pictures import PostPicture

_LISTS = {
    ArticlesGenerator: (
        "articles",
        "translations",
        "hidden_articles",
        "hidden_translations",
        "drafts",
        "drafts_translations",
    ),
    PagesGenerator: (
        "pages",
        "translations",
        "hidden_pages",
        "hidden_translations",
        "draft_pages",
        "draft_translations",
    ),
}


def register() -> None:
    """Connect to the moment when all posts are read and none is written."""
    signals.all_generators_finalized.connect(annotate)


def annotate(generators: Sequence[object]) -> None:
    """Set ``klartext_pictures`` on every post and page, and print labels and credits at the pictures in its text.

    It is a list of dicts in the order of the source: ``src`` as written, ``origin`` as in the command's JSON,
    ``label`` (``KI-Bild`` or ``AI-generated image``, empty where there is nothing to label), ``credit`` (empty where
    the author gives it, or nobody's name is known) and ``beside``, as in ``Reference``: at such a picture nothing is
    printed in the text, and a template that shows it prints both itself.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator | PagesGenerator):
            _annotate(generator)


def _annotate(generator: ArticlesGenerator | PagesGenerator) -> None:
    site = build_site(generator.settings, generator.context)
    by_path = {str(site.root / document.path): document for document in site.documents}
    known = gallery(site)
    for content in _contents(generator):
        document = by_path.get(str(content.source_path))
        if document:
            pictures = known.of(document).pictures
            notes = [
                Note(picture.reference, picture.label(document.lang), printed_credit(picture, document))
                for picture in pictures
            ]
            content.klartext_pictures = list(map(_shown, pictures, notes))
            # Pelican's own hooks for plugins change this attribute; the property made of it cannot be set.
            content._content = with_notes(content._content, notes)  # noqa: SLF001


def _contents(generator: ArticlesGenerator | PagesGenerator) -> Iterator[Content]:
    for kind, names in _LISTS.items():
        if isinstance(generator, kind):
            for name in names:
                yield from getattr(generator, name)


def _shown(picture: PostPicture, note: Note) -> dict[str, object]:
    return {
        "src": picture.reference.src,
        "origin": picture.origin.origin.value,
        "label": note.label,
        "credit": note.credit,
        "beside": picture.reference.beside,
    }
