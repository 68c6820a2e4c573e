"""Where a picture comes from, decided from its name, address, metadata, credit lines and folder, with the evidence."""

from __future__ import annotations

import re
from enum import StrEnum
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from klartext.lint.lazy_regex import lazy_regex
from klartext.stock_photos.agencies import (
    CERTAIN,
    LIKELY,
    Agency,
    Match,
    load_agencies,
    match_file_name,
    match_host,
    match_metadata,
)
from klartext.stock_photos.credit_lines import credited_source
from klartext.stock_photos.declaration import declaration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.picture_metadata import Metadata, MetadataField
    from klartext.settings import Settings
    from klartext.stock_photos.credit_lines import CreditLine
    from klartext.stock_photos.references import Reference


class Origin(StrEnum):
    """The answers that ``klartext inspect`` gives."""

    OWN = "own"
    STOCK = "stock"
    GENERATED = "generated"
    REMOTE = "remote"
    MISSING = "missing"
    UNKNOWN = "unknown"


class EvidenceKind(StrEnum):
    """Where a sign was found."""

    FILE_NAME = "file-name"
    ADDRESS = "address"
    METADATA = "metadata"
    CREDIT = "credit"
    DECLARATION = "declaration"
    CAMERA = "camera"
    CREATOR = "creator"
    FOLDER = "folder"
    SETTINGS = "settings"
    LIBRARY = "library"
    FILE = "file"


class Evidence(NamedTuple):
    """One sign: where it was found (``field``), what stands there (``value``), what it says and how surely (0–1).

    ``source`` is the agency's or generator's name, empty for own pictures and for agencies that stay unnamed.
    """

    origin: Origin
    kind: EvidenceKind
    field: str
    value: str
    confidence: float
    source: str = ""


class Finding(NamedTuple):
    """The decision, how sure it is (0–1), and its evidence, the surest first."""

    origin: Origin
    confidence: float
    evidence: tuple[Evidence, ...]

    @property
    def source(self) -> Agency | None:
        """The agency or generator that the surest evidence names, or None."""
        named = next((e.source for e in self.evidence if e.origin is self.origin and e.source), "")
        return next((agency for agency in load_agencies() if agency.name == named), None)


THRESHOLD = 0.5
"""Below this confidence a picture's origin stays unknown."""

_SOURCE_FIELDS = frozenset(
    "Credit Source CopyrightNotice By-line By-lineTitle Contact OriginalTransmissionReference "
    "photoshop:Credit photoshop:Source photoshop:TransmissionReference photoshop:AuthorsPosition dc:rights dc:creator "
    "dc:publisher dc:source xmpRights:WebStatement xmpRights:Owner xmpRights:UsageTerms plus:LicensorURL "
    "plus:LicensorName plus:LicensorEmail plus:ImageSupplierName plus:ImageSupplierID plus:CopyrightOwnerName "
    "plus:ImageCreatorName pur:creditLine pur:CreditLine pur:copyright Iptc4xmpCore:CiUrlWork "
    "Iptc4xmpCore:CiEmailWork Copyright Artist Author creator rights source publisher".split()
)
"""Fields that name who made, owns or supplied a picture. Titles and descriptions say what it shows and are left out."""

_CREATOR_FIELDS = (
    "By-line", "dc:creator", "Artist", "Author", "creator", "CopyrightNotice", "dc:rights", "Copyright", "Credit",
    "photoshop:Credit", "rights", "xmpRights:Owner", "plus:ImageCreatorName",
)  # fmt: skip
_ASSET_FIELDS = {"getty:AssetID": "Getty Images", "stockphoto:AssetID": "Adobe Stock"}
_INSTRUCTIONS = ("SpecialInstructions", "photoshop:Instructions", "xmpRights:UsageTerms")
_RELEASE = lazy_regex(
    r"\b(?:(?:not|model|property|model and property) released|editorial use only|(?:NR|MR|MR&PR|PR)\)|royalty[- ]free)",
    re.IGNORECASE,
)
_FILE_SOURCE = lazy_regex(r"File source: (\S+)")
"""The comment that Wikimedia puts into every JPEG that it makes smaller; it outlives most content systems."""
_BARE_ASSET_NUMBER = lazy_regex(r"\d{6,11}")
_GENERATOR_TEXT = frozenset(
    {"parameters", "prompt", "workflow", "sd-metadata", "Dream", "invokeai_metadata", "generation_data"}
)
"""PNG text chunks in which Stable Diffusion tools leave how they were asked."""
_GENERATION_PARAMETERS = lazy_regex(
    r"\bSteps: \d+, (?:Sampler|Size|CFG)|\"class_type\"|negative prompt|\bJob ID: [0-9a-f]{8}-[0-9a-f]{4}-",
    re.IGNORECASE,
)
"""How Stable Diffusion tools and Midjourney ("Job ID") write down what they were asked for."""
_DESCRIPTIONS = frozenset(
    "UserComment ImageDescription Comment Description Make Model Caption-Abstract dc:description exif:UserComment "
    "tiff:ImageDescription".split()
)
"""Fields of free words, in which a file may tell how it was made; ComfyUI uses those of the camera."""
_SYSTEM_USED = "Iptc4xmpExt:AISystemUsed"
_GENERATED_SOURCE_TYPE = lazy_regex(
    r"(?:compositeWithT|(?:^|/)t)rainedAlgorithmicMedia|(?:^|/)compositeSynthetic\b", re.IGNORECASE
)
_PROGRAM_FIELDS = (
    "Software",
    "xmp:CreatorTool",
    "claim_generator",
    "Credit",
    "photoshop:Credit",
    "UserComment",
    "Description",
)


class Clues(NamedTuple):
    """What is known of a picture in a post.

    ``kind`` is what the reference resolves to: ``file``, ``remote``, ``inline`` or ``missing``;
    ``path_in_content`` is the file below the content folder, empty where there is none; ``credit_lines`` are
    those that speak of this picture; ``known_as`` are its names in libraries of bought pictures; ``signs`` are
    the ``text_signs`` of the reference.
    """

    reference: Reference
    kind: str
    signs: tuple[Evidence, ...]
    path_in_content: str = ""
    metadata: Metadata | None = None
    credit_lines: tuple[CreditLine, ...] = ()
    known_as: tuple[str, ...] = ()


def decide_origin(clues: Clues, settings: Settings) -> Finding:
    """Return where a picture comes from.

    Args:
        clues: what is known of it.
        settings: the site's, for the firm's names and for what it says of its own pictures.
    """
    reference, kind = clues.reference, clues.kind
    evidence = [
        *_from_host(reference, kind),
        *clues.signs,
        *_from_credit_lines(clues.credit_lines),
        *(_from_metadata(clues.metadata) if clues.metadata else ()),
        *(Evidence(Origin.STOCK, EvidenceKind.LIBRARY, "library", name, CERTAIN) for name in clues.known_as),
        *_own(clues.path_in_content, clues.metadata, settings),
    ]
    evidence.sort(key=lambda e: -e.confidence)
    chosen, confidence = _choose(evidence)
    if chosen is Origin.UNKNOWN and kind in {"missing", "remote"}:
        chosen, confidence = Origin(kind), 1.0
    if kind == "missing":
        evidence.append(Evidence(Origin.MISSING, EvidenceKind.FILE, "file missing", reference.src, 1.0))
    elif kind == "remote":
        evidence.append(
            Evidence(Origin.REMOTE, EvidenceKind.FILE, "loaded from elsewhere", reference.src, 1.0)
        )
    return Finding(chosen, confidence, tuple(sorted(evidence, key=lambda e: e.origin is not chosen)))


def text_signs(reference: Reference) -> tuple[Evidence, ...]:
    """Return what a picture's name and the words around it say of its origin: nothing outside the post changes that."""
    return (*_from_name(reference), *_from_credits(reference), *_from_declarations(reference))


def evidence_of(row: Sequence[Any]) -> Evidence:
    """Return evidence from its values in order, as JSON gives them back."""
    origin, kind, *rest = row
    return Evidence(Origin(origin), EvidenceKind(kind), *rest)


def _choose(evidence: Sequence[Evidence]) -> tuple[Origin, float]:
    """Return the origin whose signs together are surest; what the site's settings say stands above all."""
    if any(e.kind is EvidenceKind.SETTINGS for e in evidence):
        return Origin.OWN, 1.0
    sure = {origin: _together(evidence, origin) for origin in (Origin.GENERATED, Origin.STOCK, Origin.OWN)}
    # A camera's data or the photographer's name also stand in pictures that an agency sold.
    if sure[Origin.STOCK] >= LIKELY or sure[Origin.GENERATED] >= LIKELY:
        sure[Origin.OWN] = 0.0
    best = max(sure, key=lambda origin: sure[origin])
    return (best, sure[best]) if sure[best] >= THRESHOLD else (Origin.UNKNOWN, 0.0)


def _together(evidence: Sequence[Evidence], origin: Origin) -> float:
    """Return the confidence of several signs that each may be wrong on its own."""
    doubt = 1.0
    for kind in {e.kind for e in evidence if e.origin is origin}:
        doubt *= 1 - max(e.confidence for e in evidence if e.origin is origin and e.kind is kind)
    return 1 - doubt


def _sign(
    match: Match, kind: EvidenceKind, field: str, value: str, confidence: float | None = None
) -> Evidence:
    origin = Origin.GENERATED if match.agency.kind == "generated" else Origin.STOCK
    sure = match.confidence if confidence is None else confidence
    return Evidence(origin, kind, field, value, sure, match.agency.name)


def _from_host(reference: Reference, kind: str) -> Iterator[Evidence]:
    if kind == "remote" and (match := match_host(reference.src if "//" in reference.src else "")):
        yield _sign(match, EvidenceKind.ADDRESS, "address", reference.src)


def _from_name(reference: Reference) -> Iterator[Evidence]:
    if reference.src.strip().startswith("data:"):
        return
    name = unquote(re.split(r"[?#]", reference.src)[0].rsplit("/", 1)[-1])
    if match := match_file_name(name):
        yield _sign(match, EvidenceKind.FILE_NAME, "file name", name)


def _from_credits(reference: Reference) -> Iterator[Evidence]:
    named = [("alternative text", reference.alt), ("title", reference.title)]
    if reference.beside:
        named.append(("caption", reference.caption))  # other captions are read as lines of the post
    for field, text in named:
        if text and (match := credited_source(text)):
            yield _sign(match, EvidenceKind.CREDIT, field, text)


def _from_credit_lines(lines: Sequence[CreditLine]) -> Iterator[Evidence]:
    for line in lines:
        yield _sign(Match(line.agency, 0.9, line.text), EvidenceKind.CREDIT, "credit line", line.text)


def _from_declarations(reference: Reference) -> Iterator[Evidence]:
    named = {"alternative text": reference.alt, "title": reference.title, "caption": reference.caption}
    for field, text in named.items():
        if text and (words := declaration(text)):
            yield Evidence(Origin.GENERATED, EvidenceKind.DECLARATION, field, words, 0.95)


def _from_metadata(metadata: Metadata) -> Iterator[Evidence]:
    for field in metadata.fields:
        label = f"{field.standard} {field.name}"
        if field.name in _ASSET_FIELDS:
            yield Evidence(
                Origin.STOCK, EvidenceKind.METADATA, label, field.value, CERTAIN, _ASSET_FIELDS[field.name]
            )
        elif match := _named_source(field):
            yield _sign(match, EvidenceKind.METADATA, label, field.value)
        elif field.name in {"Source", "photoshop:Source"} and _BARE_ASSET_NUMBER.fullmatch(field.value):
            yield Evidence(Origin.STOCK, EvidenceKind.METADATA, label, field.value, 0.6)
        if field.name in _INSTRUCTIONS and _RELEASE.search(field.value):
            yield Evidence(Origin.STOCK, EvidenceKind.METADATA, label, field.value, 0.6)
        yield from _generated(field, label)


def _named_source(field: MetadataField) -> Match | None:
    if field.name in _SOURCE_FIELDS:
        return match_metadata(field.value)
    source = _FILE_SOURCE.match(field.value) if field.name == "Comment" else None
    return match_host(source.group(1)) if source else None


def _generated(field: MetadataField, label: str) -> Iterator[Evidence]:
    if field.name.rpartition(":")[2].casefold() == "digitalsourcetype":
        if _GENERATED_SOURCE_TYPE.search(field.value):
            yield Evidence(Origin.GENERATED, EvidenceKind.METADATA, label, field.value, CERTAIN)
    elif (field.standard == "PNG" and field.name in _GENERATOR_TEXT) or (
        field.name in _DESCRIPTIONS and _GENERATION_PARAMETERS.search(field.value)
    ):
        yield Evidence(Origin.GENERATED, EvidenceKind.METADATA, label, field.value[:80], CERTAIN)
    elif field.name == _SYSTEM_USED or (field.name in _DESCRIPTIONS and declaration(field.value)):
        yield Evidence(Origin.GENERATED, EvidenceKind.METADATA, label, field.value[:80], 0.9)
    elif field.name in _PROGRAM_FIELDS:
        for agency in load_agencies():
            if agency.kind == "generated" and agency.in_metadata(field.value):
                yield Evidence(Origin.GENERATED, EvidenceKind.METADATA, label, field.value, 0.9, agency.name)
                return


def _own(path: str, metadata: Metadata | None, settings: Settings) -> Iterator[Evidence]:
    photos, company = settings.stock_photos, settings.company
    if path and (pattern := next((p for p in photos.own_pictures if fnmatch(path, p)), "")):
        yield Evidence(Origin.OWN, EvidenceKind.SETTINGS, "own_pictures", pattern, 1.0)
    folders = {name.casefold() for name in photos.own_folders}
    if folder := next((part for part in path.split("/")[:-1] if part.casefold() in folders), ""):
        yield Evidence(Origin.OWN, EvidenceKind.FOLDER, "folder", f"{folder}/", 0.95)
    if metadata is None:
        return
    if metadata.camera:
        yield Evidence(Origin.OWN, EvidenceKind.CAMERA, "camera", metadata.camera, 0.6)
    names = [n.casefold() for n in (company.name, *company.aliases, *photos.creators, *company.domains) if n]
    for field in metadata.of(*_CREATOR_FIELDS):
        if any(name in field.value.casefold() for name in names):
            label = f"{field.standard} {field.name}"
            yield Evidence(Origin.OWN, EvidenceKind.CREATOR, label, field.value, 0.9)
