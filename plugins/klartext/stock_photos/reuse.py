"""Which pictures of the site stand in more than one post, and which post showed them first."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from klartext.stock_photos.pictures import gallery
from klartext.stock_photos.roles import may_recur

if TYPE_CHECKING:
    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.stock_photos.picture_match import Edit
    from klartext.stock_photos.picture_record import PictureRecord
    from klartext.stock_photos.pictures import PostPicture


class Reuse(NamedTuple):
    """A picture that an earlier post showed already. ``earlier`` are all those posts, the first one first."""

    picture: PostPicture
    edit: Edit
    earlier: tuple[tuple[Document, PostPicture], ...]


class ReuseMap(NamedTuple):
    """The recurring pictures of each post, by the post's path."""

    by_post: dict[str, list[Reuse]]

    @classmethod
    def build(cls, site: Site) -> ReuseMap:
        """Return the map of a site."""
        return cls(_reuses(site))


def reuses(document: Document, site: Site) -> list[Reuse]:
    """Return the pictures of a post that earlier posts showed already, in the order of the source."""
    if not any(picture.record for picture in gallery(site).of(document).pictures):
        return []  # without reading the pictures of all other posts
    return site.shared(ReuseMap.build).by_post.get(document.path, [])


def appearances(record: PictureRecord, site: Site) -> list[tuple[Document, Edit]]:
    """Return the posts that show a picture, in any edit, the earliest first."""
    shown = _pictures(site)
    if not shown:
        return []
    found: dict[str, tuple[Document, Edit]] = {}
    for match in gallery(site).matches([record, *(used for _, _, used in shown)]):
        if match.a == 0:
            document = shown[match.b - 1][0]
            found.setdefault(document.path, (document, match.edit))
    return sorted(found.values(), key=lambda pair: _age(pair[0]))


def _reuses(site: Site) -> dict[str, list[Reuse]]:
    uses = _uses(site)
    records = [picture.record for _, picture in uses if picture.record]
    earlier: dict[int, dict[int, Edit]] = defaultdict(dict)
    for match in gallery(site).matches(records):
        earlier[match.b][match.a] = match.edit
    found: dict[str, list[Reuse]] = defaultdict(list)
    for at, (document, picture) in enumerate(uses):
        before = {a: edit for a, edit in earlier[at].items() if not _belong_together(uses[a][0], document)}
        if before:
            first = min(before)
            posts = {uses[a][0].path: uses[a] for a in sorted(before, reverse=True)}
            in_order = tuple(posts[path] for path in dict.fromkeys(uses[a][0].path for a in sorted(before)))
            found[document.path].append(Reuse(picture, before[first], in_order))
    for reused in found.values():
        reused.sort(key=lambda reuse: reuse.picture.reference.span)
    return found


def _uses(site: Site) -> list[tuple[Document, PostPicture]]:
    """Return every picture of every post that may count as reused, the earliest post first, undated drafts last."""
    return [
        (document, picture)
        for document, picture, record in _pictures(site)
        if not may_recur(picture, record, site)
    ]


def _pictures(site: Site) -> list[tuple[Document, PostPicture, PictureRecord]]:
    posts = sorted((d for d in site.documents if not d.is_page and d.status != "skip"), key=_age)
    if not posts:
        return []
    gallery(site).load(posts)
    return [
        (document, picture, record)
        for document in posts
        for picture in gallery(site).of(document).pictures
        if (record := picture.record) and record.digest and record.problem in {None, "mislabelled"}
    ]


def _age(document: Document) -> tuple[bool, datetime, bool, str]:
    date = document.date
    if date is None:
        return (True, datetime.max.replace(tzinfo=UTC), True, document.path)
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return (False, aware, document.status != "published", document.path)


def _belong_together(a: Document, b: Document) -> bool:
    """Tell whether two posts may share pictures: one post, translations of each other, or parts of a series."""
    if a.path == b.path:
        return True
    if a.lang != b.lang and _translation(a) == _translation(b):
        return True
    series = a.header.get("series")
    return bool(series) and series == b.header.get("series")


def _translation(document: Document) -> str:
    return document.header.get("translation_id") or document.slug
