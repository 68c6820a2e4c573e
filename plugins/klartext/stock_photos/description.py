"""One picture in plain words: what ``klartext photos show`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.stock_photos.origin import Clues, decide_origin
from klartext.stock_photos.references import picture_reference
from klartext.stock_photos.wording import evidence_text, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klartext.settings import Settings
    from klartext.stock_photos.picture_record import PictureRecord


def describe(path: Path, record: PictureRecord, settings: Settings, content: Path, lang: str) -> str:
    """Return everything known of a picture, a line a fact, under its path."""
    rows = list(_rows(path, record, settings, content, lang))
    width = max(len(name) for name, _ in rows)
    return "\n".join([str(path), *(f"  {name:<{width}}  {value}" for name, value in rows)])


def _rows(
    path: Path, record: PictureRecord, settings: Settings, content: Path, lang: str
) -> Iterator[tuple[str, str]]:
    if record.problem:
        yield say("problem", lang), say(record.problem, lang, detail=record.problem_detail or "?")
    if not record.is_usable:
        return
    size = say("size", lang, width=record.width, height=record.height, kilobytes=record.size_bytes / 1000)
    yield say("format", lang), f"{record.format}, {size}"
    if record.animated:
        yield "", say("animated", lang)
    absolute = path.absolute()
    in_content = (
        absolute.relative_to(content).as_posix() if absolute.is_relative_to(content) else path.as_posix()
    )
    found = decide_origin(Clues(picture_reference(path.name), "file", in_content, record.metadata), settings)
    sure = f" ({say('sure', lang, percent=round(100 * found.confidence))})" if found.confidence else ""
    yield say("origin", lang), say(found.origin.value, lang) + sure
    for at, evidence in enumerate(found.evidence):
        yield "" if at else say("signs", lang), evidence_text(evidence, lang)
    if record.metadata.camera:
        yield say("camera", lang), record.metadata.camera
    if record.metadata.has_location:
        yield say("location", lang), say("has-location", lang)
    if record.metadata.has_content_credentials:
        yield say("credentials", lang), say("has-credentials", lang)
    for at, field in enumerate(record.metadata.fields):
        yield "" if at else say("metadata", lang), f"{field.standard} {field.name}: {field.value}"
    prints = record.fingerprints
    shown = (
        say("no-fingerprint", lang) if prints is None else "".join(f"{int(part):016x}" for part in prints[0])
    )
    yield say("fingerprint", lang), shown
    if record.features is not None:
        yield "", say("points", lang, n=len(record.features.codes))
