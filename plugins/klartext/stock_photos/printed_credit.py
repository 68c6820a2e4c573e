"""Knows which credit line a page prints at a picture: what the file says of its maker, unless the author wrote one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klartext.picture_rights import name, rights_of
from klartext.stock_photos.credit_lines import is_credited
from klartext.stock_photos.origin import Origin

if TYPE_CHECKING:
    from klartext.lint.document import Document
    from klartext.picture_rights import Rights
    from klartext.stock_photos.agencies import Agency
    from klartext.stock_photos.pictures import PostPicture

_PLACE_OF_NAME = "Name"
"""Stands for the photographer in ``credit_form`` of ``agencies.toml``."""
_LABELS = {"de": ("Foto", "Bild"), "en": ("Photo", "Picture")}


def printed_credit(picture: PostPicture, document: Document) -> str:
    """Return the credit line that pages print at a picture, ``""`` for none.

    There is none where the settings want none, where a generator made the picture, where the file tells nobody's
    name, and where the author has given credit: in the caption, right below the picture, or in a list in the post.
    """
    if picture.record is None or not picture.settings.stock_photos.credit_lines or picture.credits:
        return ""
    said = rights_of(picture.record.metadata)
    rights = replace(said, creator=name(said.creator), credit=name(said.credit), notice=name(said.notice))
    names = [found for found in (rights.creator, rights.credit, rights.notice) if found]
    if not names or picture.origin.origin is Origin.GENERATED:
        return ""
    reference = picture.reference
    if is_credited(document, reference.span, f"{reference.title}\n{reference.caption}", names):
        return ""
    return _line(
        rights, picture.origin.source, document.lang, is_photograph=bool(picture.record.metadata.camera)
    )


def _line(rights: Rights, agency: Agency | None, lang: str, *, is_photograph: bool) -> str:
    creator, credit, notice = rights.creator, rights.credit, rights.notice
    if agency and agency.credit != "never":
        maker = creator or credit
        return (
            agency.credit_form.replace(_PLACE_OF_NAME, maker)
            if maker and not agency.in_metadata(maker)
            else ""
        )
    if creator and credit and creator.casefold() not in credit.casefold():
        credit = f"{creator}/{credit}"
    if not (shown := credit or creator):
        return notice if notice.casefold().startswith(("©", "(c)", "copyright")) else f"© {notice}"
    photo, picture = _LABELS.get(lang.partition("-")[0], _LABELS["de"])
    is_whole = shown.startswith("©") or ":" in shown
    return shown if is_whole else f"{photo if is_photograph else picture}: {shown}"
