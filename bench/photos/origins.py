"""How many pictures are told right: from an agency, an archive, a generator, or nobody's that we know.

usage: origins.py [--verbose]

Runs the examples of tests/stock_photos/origin_examples.toml, our own names of cameras, telephones and people among
them, through the whole of what `klartext inspect` does with a post. A source named wrongly counts as missed and as
wrong. Prints precision and recall, and with --verbose everything that went wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from klartext.picture_metadata import Metadata, MetadataField
from klartext.settings import Settings
from klartext.site import Configuration, site_of
from klartext.stock_photos.origin import Clues, Finding, Origin, decide_origin, text_signs
from klartext.stock_photos.pictures import gallery
from klartext.stock_photos.references import picture_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[2] / "tests" / "stock_photos" / "origin_examples.toml"
GENERATED, UNNAMED = "generated", ""


class Case(NamedTuple):
    """An example: ``wanted`` is a source, ``generated``, ``""`` for an agency that stays unnamed, None for nobody."""

    kind: str
    text: str
    wanted: str | None


class Answer(NamedTuple):
    """What was found for an example."""

    case: Case
    is_flagged: bool
    is_right: bool


def cases() -> list[Case]:
    """Return all examples."""
    examples = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
    nobody = examples.pop("nobody")
    found = [
        Case(kind, text, wanted)
        for kind, by_source in examples.items()
        for wanted, texts in by_source.items()
        for text in texts
    ]
    kinds = {"texts": "texts", "file_names": "file_names", "metadata": "metadata"}
    found += [Case(kinds[kind], text, None) for kind, texts in nobody.items() for text in texts]
    return [*found, *(Case("file_names", name, None) for name in _everyday_names())]


def answers() -> Iterator[Answer]:
    """Yield what is found for each example."""
    examples = cases()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        content = root / "content"
        content.mkdir()
        for at, case in enumerate(examples):
            (content / f"{at:05}.md").write_text(_post(case), encoding="utf-8")
        configuration = Configuration(root / "pelicanconf.py", root, {"PATH": "content"}, Settings())
        site = site_of(configuration)
        for case, document in zip(examples, site.documents, strict=True):
            if case.kind == "metadata":
                yield _judged(case, _metadata_origin(case.text), credited=False)
            else:
                pictures = gallery(site).of(document)
                yield _judged(case, pictures.pictures[0].origin, credited=bool(pictures.loose_credits))


def _post(case: Case) -> str:
    head = "Title: Hof\nDate: 2026-03-02\n\n"
    if case.kind == "file_names":
        return f"{head}![Der Hof](bilder/{quote(case.text)})\n"
    if case.kind == "hosts":
        return f"{head}![Der Hof]({case.text})\n"
    if case.kind == "credits":
        return f"{head}![Der Hof](bilder/hof.jpg)\n\n{case.text}\n"
    return f"{head}Ein Satz.\n\n![Der Hof](bilder/hof.jpg)\n\n{case.text}\n\n![Das Tor](bilder/tor.jpg)\n"


def _metadata_origin(text: str) -> Finding:
    standard, _, rest = text.partition(" ")
    name, _, value = rest.partition("=")
    metadata = Metadata((MetadataField(standard, name, value),))
    reference = picture_reference("hof.jpg")
    clues = Clues(reference, "file", text_signs(reference), "bilder/hof.jpg", metadata)
    return decide_origin(clues, Settings())


def _judged(case: Case, found: Finding, *, credited: bool) -> Answer:
    flagged = found.origin in {Origin.STOCK, Origin.GENERATED} or credited
    if case.wanted is None:
        return Answer(case, flagged, not flagged)
    if case.wanted == GENERATED:
        return Answer(case, flagged, found.origin is Origin.GENERATED)
    named = found.source.name if found.source else ""
    return Answer(case, flagged, found.origin is Origin.STOCK and named == case.wanted)


def _everyday_names() -> list[str]:
    things = "hof fassade treppenhaus fenster-alt team-vor-dem-bus kalkputz wand_nachher büro".split()
    marks = " -2 _final -20231105 _2023-11-05 -neu-1280x720 -scaled _640 -kunde-4711 -IMG_0042".split(" ")
    machines = (
        "IMG_20231105_101112|IMG-20231105-WA0003|DSC_0042|DSCN1234|PXL_20231105_101112345|P1040567|DJI_0123|"
        "WhatsApp Image 2023-11-05 at 10.00.00|signal-2023-11-05-101112|20231105_101112|scan0001|image1|"
        "Bildschirmfoto 2023-11-05 um 10.11.12|Foto 05.11.23, 10 11 12|MVIMG_20231105_101112"
    ).split("|")
    names = [*(f"{thing}{mark}" for thing in things for mark in marks), *machines]
    return [name + ending for name in names for ending in (".jpg", ".png")]


def figures(found: list[Answer]) -> tuple[float, float]:
    """Return precision and recall."""
    right = sum(answer.is_right for answer in found if answer.case.wanted is not None)
    flagged = sum(answer.is_flagged for answer in found)
    wanted = sum(answer.case.wanted is not None for answer in found)
    return right / flagged, right / wanted


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--verbose", action="store_true")
    verbose = parser.parse_args().verbose
    found = list(answers())
    for kind, count in Counter(answer.case.kind for answer in found).items():
        of_kind = [answer for answer in found if answer.case.kind == kind]
        wanted = [answer for answer in of_kind if answer.case.wanted is not None]
        right = sum(answer.is_right for answer in wanted)
        false = sum(answer.is_flagged and answer.case.wanted is None for answer in of_kind)
        print(
            f"{kind:12}{right:5} of {len(wanted)} recognised, {false} of {count - len(wanted)} others taken for one"
        )
    precision, recall = figures(found)
    print(f"precision {precision:.3f}, recall {recall:.3f}")
    if verbose:
        for answer in found:
            if not answer.is_right:
                sys.stdout.write(f"wrong: {answer.case}\n")


if __name__ == "__main__":
    main()
