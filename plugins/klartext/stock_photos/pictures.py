"""The pictures of a post with their origin: what ``klartext inspect``, the rules and the theme ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES
from klartext.stock_photos.declaration import declaration, label
from klartext.stock_photos.origin import Clues, Finding, Origin, decide_origin
from klartext.stock_photos.references import PostPictures, Reference, Target, post_pictures, resolve
from klartext.stock_photos.wording import evidence_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.settings import Settings
    from klartext.stock_photos.credit_lines import CreditLine
    from klartext.stock_photos.index import PictureIndex
    from klartext.stock_photos.library import Library
    from klartext.stock_photos.picture_match import PictureMatch
    from klartext.stock_photos.picture_record import PictureRecord

INDEX_FILE = ".klartext/pictures.sqlite3"
"""Where a site's index lies, below the folder of ``pelicanconf.py``."""

_ATTACHED = 60
"""Characters of source between a picture and its credit line: a line break, an emphasis, the tags of a caption."""


@dataclass(frozen=True)
class PostPicture:
    """A picture of a post: how it is named, what it resolves to, what its file holds, where it comes from."""

    reference: Reference
    target: Target
    record: PictureRecord | None
    clues: Clues
    settings: Settings

    @cached_property
    def origin(self) -> Finding:
        """Where it comes from."""
        return decide_origin(self.clues, self.settings)

    @property
    def credits(self) -> tuple[CreditLine, ...]:
        """The credit lines that speak of it."""
        return self.clues.credit_lines

    @property
    def path_in_content(self) -> str:
        """The file below the content folder, empty where there is none."""
        return self.clues.path_in_content

    @property
    def is_labelled(self) -> bool:
        """Whether the post tells its readers that the picture was generated."""
        named = (self.reference.alt, self.reference.title, self.reference.caption)
        credited = any(line.agency.kind == "generated" for line in self.credits)
        return credited or any(declaration(text) for text in named if text)

    def label(self, lang: str) -> str:
        """Return what the page prints at the picture: ``KI-Bild`` or the like for a generated one, else nothing."""
        return label(lang) if self.origin.origin is Origin.GENERATED else ""


class PictureSet(NamedTuple):
    """All pictures of a post, and the credit lines that belong to none of them in particular."""

    pictures: tuple[PostPicture, ...]
    loose_credits: tuple[CreditLine, ...]


class Gallery:
    """The pictures of a whole site; every post is looked at once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._libraries = [site.root / file for file in site.settings.stock_photos.indexes]
        self._open_libraries: dict[Path, Library] = {}
        self._sets: dict[str, PictureSet] = {}
        self._records: dict[Path, PictureRecord] = {}

    @cached_property
    def _index(self) -> PictureIndex:
        from klartext.stock_photos.index import PictureIndex  # noqa: PLC0415 — a site without pictures needs no database

        return PictureIndex(self._site.root / INDEX_FILE)

    def of(self, document: Document) -> PictureSet:
        """Return the pictures of a post."""
        if document.path not in self._sets:
            self._sets[document.path] = self._look(document)
        return self._sets[document.path]

    def record(self, path: Path) -> PictureRecord:
        """Return what is known of a file."""
        if path not in self._records:
            self._records[path] = self._index.record(path)
        return self._records[path]

    def load(self, documents: Sequence[Document]) -> None:
        """Read the files of many posts at once, new ones on all processors."""
        targets = (
            resolve(reference.src, document, self._site).path
            for document in documents
            for reference in post_pictures(document, self._site).references
        )
        paths = list(dict.fromkeys(path for path in targets if path and path not in self._records))
        if paths:
            self._records.update(zip(paths, self._index.records(paths), strict=True))

    def matches(self, records: Sequence[PictureRecord]) -> list[PictureMatch]:
        """Return the pairs of records that show the same."""
        return self._index.matches(records) if records else []

    def _look(self, document: Document) -> PictureSet:
        named = post_pictures(document, self._site)
        attached, loose = _attach(named)
        found = []
        for reference, signs, lines in zip(named.references, named.signs, attached, strict=True):
            target = resolve(reference.src, document, self._site)
            record = self.record(target.path) if target.path else None
            in_content = _below(target.path, self._site.content)
            known_as = self.known_as(record) if record and record.is_usable else ()
            metadata = record.metadata if record else None
            clues = Clues(reference, target.kind, signs, in_content, metadata, lines, known_as)
            found.append(PostPicture(reference, target, record, clues, self._site.settings))
        return PictureSet(tuple(found), loose)

    def known_as(self, record: PictureRecord) -> tuple[str, ...]:
        """Return the names of a picture in the libraries of the settings."""
        names = []
        for file in self._libraries:
            try:
                state = file.stat()
            except OSError as error:
                raise SettingsError(PHRASES["no_library"], file=file) from error
            key = f"{file}|{state.st_size}|{state.st_mtime_ns}"
            name = self._index.name_in_library(record, key, partial(self._search, file))
            if name:
                names.append(f"{file.name}: {name}")
        return tuple(names)

    def _search(self, file: Path, record: PictureRecord) -> str:
        from klartext.stock_photos.library import Library  # noqa: PLC0415 — few sites have one, and NumPy loads slowly

        if file not in self._open_libraries:
            self._open_libraries[file] = Library(file)
        hits = self._open_libraries[file].search(record)
        return hits[0].name if hits else ""


def gallery(site: Site) -> Gallery:
    """Return the site's pictures, the same object for all rules of a run."""
    return site.shared(Gallery)


def pictures(document: Document, site: Site, lang: str = "en") -> list[dict[str, Any]]:
    """Return the pictures of a post as ``klartext inspect --format json`` prints them.

    Returns:
        One dict a picture, in the order of the source: ``src`` as written, ``line`` from 1, ``origin`` (``own``,
        ``stock``, ``generated``, ``remote``, ``missing`` or ``unknown``) and ``reasons``, the evidence as text.
    """
    return [
        {
            "src": picture.reference.src,
            "line": document.place(picture.reference.span).line,
            "origin": picture.origin.origin.value,
            "reasons": [evidence_text(evidence, lang) for evidence in picture.origin.evidence],
        }
        for picture in gallery(site).of(document).pictures
    ]


def _attach(named: PostPictures) -> tuple[list[tuple[CreditLine, ...]], tuple[CreditLine, ...]]:
    """Return the credit lines of each picture, and those that stand by no picture.

    A line belongs to the picture it follows closely, else to the one it stands before; in a post with a single
    picture every line means that one.
    """
    references = named.references
    attached: list[list[CreditLine]] = [[] for _ in references]
    loose = []
    for line in named.credits:
        inside = [
            i for i, r in enumerate(references) if r.span.contains(line.span) or line.span.contains(r.span)
        ]
        before = [
            (line.span.start - r.span.end, i)
            for i, r in enumerate(references)
            if not r.beside and 0 <= line.span.start - r.span.end <= _ATTACHED
        ]
        after = [
            (r.span.start - line.span.end, i)
            for i, r in enumerate(references)
            if not r.beside and 0 <= r.span.start - line.span.end <= _ATTACHED // 3
        ]
        if inside:
            attached[inside[0]].append(line)
        elif before:
            attached[min(before)[1]].append(line)
        elif after:
            attached[min(after)[1]].append(line)
        elif len(references) == 1:
            attached[0].append(line)
        else:
            loose.append(line)
    return [tuple(lines) for lines in attached], tuple(loose)


def _below(path: Path | None, content: Path) -> str:
    if path is None:
        return ""
    return path.relative_to(content).as_posix() if path.is_relative_to(content) else path.name
