"""``klartext photos``: pairs of pictures that show the same, and all that is known of one picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.commands.errors import InputError
from klartext.commands.progress import progress_bar
from klartext.stock_photos.index import PictureIndex, pictures_below
from klartext.stock_photos.matching import Edit

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from klartext.stock_photos.index import PictureRecord
    from klartext.stock_photos.matching import PictureMatch

HELP = "find reused pictures, and show what is known of a picture"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``klartext photos`` takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    pairs = actions.add_parser("pairs", help="pairs of pictures in a folder that show the same")
    pairs.add_argument("folder", type=Path, metavar="DIR")
    pairs.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the report (default: text)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run one of the actions."""
    return _pairs(arguments)


def _pairs(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    paths = list(pictures_below(folder))
    with PictureIndex(None) as index:
        records = index.records(paths, progress_bar("pictures"))
        found = index.matches(records)
    report = _pairs_report(folder, paths, records, found)
    if arguments.format == "json":
        print(json.dumps(report, ensure_ascii=False))
    else:
        for pair in report["pairs"]:
            print(f"{pair['a']} = {pair['b']} ({pair['kind']})")
    return 1 if report["pairs"] else 0


def _pairs_report(
    folder: Path, paths: Sequence[Path], records: Sequence[PictureRecord], found: Sequence[PictureMatch]
) -> dict[str, Any]:
    names = [path.relative_to(folder).as_posix() for path in paths]
    return {
        "version": 1,
        "pairs": [
            {
                "a": names[match.a],
                "b": names[match.b],
                "kind": "exact" if match.edit is Edit.IDENTICAL else "near",
                "distance_bits": match.distance_bits,
            }
            for match in found
        ],
        "skipped": [
            {"path": name, "reason": record.problem}
            for name, record in zip(names, records, strict=True)
            if record.problem and record.fingerprints is None
        ],
    }
