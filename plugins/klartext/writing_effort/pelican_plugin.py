"""Gives drafts their estimate and published posts their reading time, for the theme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.generators import ArticlesGenerator

from klartext.build_site import build_site, klartext_settings, usable_settings
from klartext.writing_effort.constants import load_constants
from klartext.writing_effort.features import COUNTS
from klartext.writing_effort.model import estimator, reading_minutes
from klartext.writing_effort.plan import Calendar
from klartext.writing_effort.readability import readability
from klartext.writing_effort.report import draft_summary
from klartext.writing_effort.wording import basis_text, readability_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pelican import Pelican

_PUBLISHED = ("articles", "translations", "hidden_articles", "hidden_translations")
_DRAFTS = ("drafts", "drafts_translations")


def register() -> None:
    """Connect to the start, and to the moment when all posts are read and none is written."""
    signals.initialized.connect(check_place)
    signals.all_generators_finalized.connect(annotate)


def check_place(pelican: Pelican) -> None:
    """Stop the build with one line where the public holidays of the settings' country or region are not known."""
    with usable_settings(pelican.settings):
        Calendar(klartext_settings(pelican.settings).writing_effort).check()


def annotate(generators: Sequence[object]) -> None:
    """Set ``klartext_effort`` on drafts and ``klartext_reading_minutes`` on all posts.

    ``klartext_effort`` are the figures of the command's JSON , ``summary``, a sentence about what is left, and
    ``basis_text``, what the figures rest on, and ``readability``, how easy the text is in words, empty for a short
    one.
    Published posts get it only where the site's setting ``publish_hours`` says so, and only recorded hours: readers
    are told no guesses.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            _annotate(generator)


def _annotate(generator: ArticlesGenerator) -> None:
    site = build_site(generator.settings, generator.context)
    by_path = {str(site.root / document.path): document for document in site.documents}
    constants = load_constants(site.settings.writing_effort)
    for article in _articles(generator, (*_PUBLISHED, *_DRAFTS)):
        document = by_path.get(str(article.source_path))
        if document:
            words = site.fact(COUNTS, document)["words"]
            article.klartext_reading_minutes = reading_minutes(words, document.lang, constants)
    today = date.today()  # noqa: DTZ011 — a writer's day, not UTC's
    for article in _articles(generator, _DRAFTS):
        document = by_path.get(str(article.source_path))
        if document:
            found = site.shared(estimator).estimate(document)
            ease = readability(document, site, constants.shortest_text_words)
            article.klartext_effort = found.as_dict() | {
                "summary": draft_summary(document, site, today, document.lang),
                "basis_text": basis_text(found.basis, document.lang),
                "readability": readability_text(ease, document.lang) if ease else "",
            }
    if site.settings.writing_effort.publish_hours:
        for article in _articles(generator, _PUBLISHED):
            document = by_path.get(str(article.source_path))
            if document and (recorded := site.shared(estimator).estimate(document)).basis.is_recorded:
                article.klartext_effort = recorded.as_dict()


def _articles(generator: ArticlesGenerator, lists: Sequence[str]) -> Iterator[Any]:
    for name in lists:
        yield from getattr(generator, name)
