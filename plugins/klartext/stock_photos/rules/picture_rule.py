"""What the rules about picture files share: they look at files, so no finding of theirs may be kept with a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Rule, Scope
from klartext.stock_photos.pictures import PictureSet, gallery
from klartext.stock_photos.references import PICTURES

if TYPE_CHECKING:
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class PictureRule(Rule):
    """A rule about the pictures of a post; its scope is the site, because files change without the post changing."""

    scope = Scope.SITE
    facts = (PICTURES,)

    def pictures(self, document: Document, site: Site) -> PictureSet:
        """Return the pictures of a post."""
        return gallery(site).of(document)
