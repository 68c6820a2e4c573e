"""``klartext photos``: pairs of pictures that show the same, one picture in plain words, all by origin, libraries."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klartext.commands.errors import InputError
from klartext.commands.progress import progress_bar
from klartext.commands.wording import PHRASES
from klartext.lint.messages.language import choose_language
from klartext.settings import SettingsError
from klartext.site import load_configuration, load_site, site_of
from klartext.stock_photos.description import describe
from klartext.stock_photos.index import PictureIndex, analyse, pictures_below
from klartext.stock_photos.library import Library, build_library, merge_libraries
from klartext.stock_photos.origin import Origin
from klartext.stock_photos.pages import contact_sheet, pairs_page
from klartext.stock_photos.picture_match import Edit
from klartext.stock_photos.pictures import gallery
from klartext.stock_photos.wording import evidence_text, one_line, problem_text, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from klartext.command_line import Parser
    from klartext.stock_photos.picture_match import PictureMatch
    from klartext.stock_photos.picture_record import PictureRecord


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext photos`` takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=parser.say("ACTION"))
    pairs = actions.add_parser("pairs", help=parser.say("photos_pairs"))
    pairs.add_argument("folder", type=Path, metavar=parser.say("DIR"))
    pairs.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help=parser.say("report_format"),
    )
    show = actions.add_parser("show", help=parser.say("photos_show"))
    show.add_argument("files", type=Path, nargs="+", metavar=parser.say("FILE"))
    actions.add_parser("sheet", help=parser.say("photos_sheet"))
    index = actions.add_parser("index", help=parser.say("photos_index"))
    tasks = index.add_subparsers(dest="task", required=True, metavar=parser.say("TASK"))
    build = tasks.add_parser("build", help=parser.say("photos_build"))
    build.add_argument("folder", type=Path, metavar=parser.say("DIR"))
    build.add_argument("-o", "--output", type=Path, required=True, metavar=parser.say("FILE"))
    merge = tasks.add_parser("merge", help=parser.say("photos_merge"))
    merge.add_argument("libraries", type=Path, nargs="+", metavar=parser.say("LIBRARY"))
    merge.add_argument("-o", "--output", type=Path, required=True, metavar=parser.say("FILE"))
    check = tasks.add_parser("check", help=parser.say("photos_check"))
    check.add_argument("files", type=Path, nargs="+", metavar=parser.say("FILE"))
    check.add_argument(
        "-i", "--library", type=Path, action="append", required=True, metavar=parser.say("LIBRARY")
    )


def run(arguments: argparse.Namespace) -> int:
    """Run one of the actions."""
    actions = {"pairs": _pairs, "show": _show, "sheet": _sheet, "index": _index}
    return actions[arguments.action](arguments, _language(arguments))


def _language(arguments: argparse.Namespace) -> str:
    try:
        site = load_configuration(arguments.settings).default_lang
    except SettingsError:
        # A folder of pictures can be looked through while the settings are being mended.
        if arguments.settings:
            raise
        site = ""
    return choose_language(arguments.lang, os.environ, site)


def _pairs(arguments: argparse.Namespace, lang: str) -> int:
    folder = _existing_folder(arguments.folder)
    paths = list(pictures_below(folder))
    with PictureIndex(None) as index:
        records = index.records(paths, progress_bar(say("compared", lang)))
        found = index.matches(records)
    report = _pairs_report(folder, paths, records, found, lang)
    if arguments.format == "json":
        for pair in report["pairs"]:
            del pair["edit"]
        print(json.dumps(report, ensure_ascii=False))
    elif arguments.format == "html":
        print(pairs_page(report, folder, len(paths), lang))
    else:
        for pair in report["pairs"]:
            print(f"{one_line(pair['a'])} = {one_line(pair['b'])}: {say(pair['edit'], lang)}")
        for entry in report["skipped"]:
            print(f"{one_line(entry['path'])}: {entry['reason']}")
        if not report["pairs"]:
            print(say("no-pairs", lang, n=len(paths)))
    return 1 if report["pairs"] else 0


def _pairs_report(
    folder: Path,
    paths: Sequence[Path],
    records: Sequence[PictureRecord],
    found: Sequence[PictureMatch],
    lang: str,
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
                "edit": match.edit.value,
            }
            for match in found
        ],
        "skipped": [
            {"path": name, "reason": problem_text(record, lang)}
            for name, record in zip(names, records, strict=True)
            if not record.is_usable
        ],
    }


def _show(arguments: argparse.Namespace, lang: str) -> int:
    missing = next((path for path in arguments.files if not path.exists() and not path.is_symlink()), None)
    if missing:
        raise InputError(PHRASES["no_file"], path=missing)
    with PictureIndex(None) as index:
        records = [index.record(path) for path in arguments.files]
    site = site_of(load_configuration(arguments.settings))
    blocks = [
        describe(path, record, site, lang) for path, record in zip(arguments.files, records, strict=True)
    ]
    print("\n\n".join(blocks))
    return 0 if all(record.is_usable for record in records) else 1


def _sheet(arguments: argparse.Namespace, lang: str) -> int:
    site = load_site(arguments.settings)
    groups: dict[Origin, dict[str, dict[str, Any]]] = defaultdict(dict)
    for document in site.documents:
        for picture in gallery(site).of(document).pictures:
            name = picture.path_in_content or picture.reference.src
            known = groups[picture.origin.origin].setdefault(
                name,
                {
                    "name": name,
                    "path": picture.target.path,
                    "lines": [evidence_text(evidence, lang) for evidence in picture.origin.evidence[:2]],
                },
            )
            title = document.title or document.path
            if title not in known["lines"]:
                known["lines"].append(title)
    titles = {Origin.MISSING: "missing-file"}
    shown = [
        (
            say(titles.get(origin, origin.value), lang),
            [groups[origin][name] for name in sorted(groups[origin])],
        )
        for origin in (
            Origin.STOCK,
            Origin.GENERATED,
            Origin.UNKNOWN,
            Origin.REMOTE,
            Origin.MISSING,
            Origin.OWN,
        )
        if groups[origin]
    ]
    print(contact_sheet(shown, lang))
    return 0


def _index(arguments: argparse.Namespace, lang: str) -> int:
    if arguments.task == "check":
        return _check(arguments, lang)
    if arguments.task == "build":
        folder = _existing_folder(arguments.folder)
        paths = list(pictures_below(folder))
        with PictureIndex(None) as index:
            records = index.records(paths, progress_bar(say("compared", lang)))
        named = [
            (one_line(p.relative_to(folder).as_posix()), record)
            for p, record in zip(paths, records, strict=True)
        ]
        for name, record in named:
            if not record.is_usable:
                print(f"{name}: {problem_text(record, lang)}", file=sys.stderr)
        count = build_library(arguments.output, named)
    else:
        count = merge_libraries(arguments.output, arguments.libraries)
    print(say("written", lang, path=str(arguments.output), what=say("pictures", lang, n=count)))
    return 0


def _check(arguments: argparse.Namespace, lang: str) -> int:
    libraries = [Library(path) for path in arguments.library]
    found_any = unusable = False
    for file in arguments.files:
        record = analyse(file)
        if not record.is_usable:
            unusable = True
            print(f"{one_line(str(file))}: {problem_text(record, lang)}", file=sys.stderr)
            continue
        hits = [(library, hit) for library in libraries for hit in library.search(record)]
        found_any = found_any or bool(hits)
        for library, hit in hits:
            edit = say(hit.edit.value, lang)
            print(
                say(
                    "library-hit",
                    lang,
                    file=one_line(str(file)),
                    edit=edit,
                    library=library.name,
                    name=hit.name,
                )
            )
        if not hits:
            print(say("library-clean", lang, file=one_line(str(file))))
    return 2 if unusable else int(found_any)


def _existing_folder(folder: Path) -> Path:
    if not folder.is_dir():
        raise InputError(PHRASES["no_folder"], path=folder)
    return folder
