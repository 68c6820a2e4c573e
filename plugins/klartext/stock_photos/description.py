"""One picture in plain words: what ``klartext photos show`` prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from klartext.stock_photos.content_credentials import verify
from klartext.stock_photos.origin import Clues, decide_origin, text_signs
from klartext.stock_photos.pictures import gallery
from klartext.stock_photos.references import picture_reference
from klartext.stock_photos.reuse import appearances
from klartext.stock_photos.wording import evidence_text, one_line, problem_text, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klartext.lint.rule import Site
    from klartext.stock_photos.picture_record import PictureRecord


def describe(path: Path, record: PictureRecord, site: Site, lang: str) -> str:
    """Return everything known of a picture, a line a fact, under its path."""
    rows = list(_rows(path, record, site, lang))
    width = max(len(name) for name, _ in rows)
    return "\n".join([one_line(str(path)), *(f"  {name:<{width}}  {value}" for name, value in rows)])


def _rows(path: Path, record: PictureRecord, site: Site, lang: str) -> Iterator[tuple[str, str]]:
    if record.problem:
        yield say("problem", lang), problem_text(record, lang)
    if not record.is_usable:
        return
    size = say("size", lang, width=record.width, height=record.height, kilobytes=record.size_bytes / 1000)
    yield say("format", lang), f"{record.format}, {size}"
    if record.animated:
        yield "", say("animated", lang)
    yield from _origin_and_use(path, record, site, lang)
    yield from _contents(path, record, lang)


def _origin_and_use(path: Path, record: PictureRecord, site: Site, lang: str) -> Iterator[tuple[str, str]]:
    absolute = path.absolute()
    in_content = (
        absolute.relative_to(site.content).as_posix()
        if absolute.is_relative_to(site.content)
        else path.as_posix()
    )
    reference = picture_reference(path.name)
    clues = Clues(
        reference,
        "file",
        text_signs(reference),
        in_content,
        record.metadata,
        # Asking the gallery opens its index, which a folder that is no site should not get.
        known_as=gallery(site).known_as(record) if site.settings.stock_photos.indexes else (),
    )
    found = decide_origin(clues, site.settings)
    sure = f" ({say('sure', lang, percent=round(100 * found.confidence))})" if found.confidence else ""
    yield say("origin", lang), say(found.origin.value, lang) + sure
    for at, evidence in enumerate(found.evidence):
        yield "" if at else say("signs", lang), evidence_text(evidence, lang)
    for at, (document, edit) in enumerate(appearances(record, site)):
        date = f" ({document.date:%Y-%m-%d})" if document.date else ""
        yield "" if at else say("used-in", lang), f"{document.path}{date}: {say(edit.value, lang)}"


def _contents(path: Path, record: PictureRecord, lang: str) -> Iterator[tuple[str, str]]:
    if record.metadata.camera:
        yield say("camera", lang), record.metadata.camera
    if record.metadata.has_location:
        yield say("location", lang), say("has-location", lang)
    if record.metadata.has_content_credentials:
        checked = verify(path, record.format)
        yield (
            say("credentials", lang),
            say(
                checked.verdict.value,
                lang,
                signer=checked.signer or "?",
                detail=checked.detail or "?",
                python=sys.executable,
            ),
        )
    for at, field in enumerate(record.metadata.fields):
        yield "" if at else say("metadata", lang), f"{field.standard} {field.name}: {field.value}"
    prints = record.fingerprints
    shown = (
        say("no-fingerprint", lang) if prints is None else "".join(f"{int(part):016x}" for part in prints[0])
    )
    yield say("fingerprint", lang), shown
    if record.features is not None:
        yield "", say("points", lang, n=len(record.features.codes))
