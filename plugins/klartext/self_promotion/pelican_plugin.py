"""Gives drafts their judgement, for the bar on the draft page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import ArticlesGenerator

from klartext.build_site import build_site
from klartext.self_promotion.score import judge

if TYPE_CHECKING:
    from collections.abc import Sequence


def register() -> None:
    """Connect to the moment when all posts are read and none is written."""
    signals.all_generators_finalized.connect(annotate)


def annotate(generators: Sequence[object]) -> None:
    """Set ``klartext_promotion``, the judgement of the command's JSON, on every draft.

    Published posts get none: readers judge for themselves. Their label "Anzeige" follows from ``Promotional: yes``
    alone, which Pelican hands to the theme as ``article.promotional``.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            _annotate(generator)


def _annotate(generator: ArticlesGenerator) -> None:
    site = build_site(generator.settings, generator.context)
    by_path = {str(site.root / document.path): document for document in site.documents}
    for article in (*generator.drafts, *generator.drafts_translations):
        document = by_path.get(str(article.source_path))
        if document:
            article.klartext_promotion = judge(document, site)
