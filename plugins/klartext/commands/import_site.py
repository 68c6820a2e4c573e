"""``klartext import``: another blog's export becomes posts, pages, answers and pictures of this site."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from klartext.commands.errors import InputError
from klartext.commands.progress import progress_bar
from klartext.commands.wording import PHRASES as COMMAND_PHRASES
from klartext.lint.messages.language import choose_language
from klartext.moving_in.destination import Destination
from klartext.moving_in.ledger import Ledger, write_if_new
from klartext.moving_in.wording import PHRASES, files_line, look_lines, phrase, report_lines
from klartext.moving_in.wxr import NotAnExport
from klartext.site import DRAFT_FOLDERS, load_configuration, site_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from klartext.command_line import Parser
    from klartext.moving_in.download import Downloads
    from klartext.moving_in.markdown_blog import MarkdownBlogImport
    from klartext.moving_in.report import Report
    from klartext.moving_in.wordpress import WordPressImport
    from klartext.site import Configuration

_SHOWN_NOTES = 5


def add_arguments(parser: Parser) -> None:
    """Add what ``klartext import`` takes."""
    parser.add_argument(
        "kind", choices=("wordpress", "pelican", "jekyll", "hugo"), help=parser.say("import_kind")
    )
    parser.add_argument(
        "source",
        type=Path,
        metavar=parser.say("SOURCE"),
        help=parser.say("import_source"),
    )
    parser.add_argument("--media", type=Path, metavar=parser.say("DIR"), help=parser.say("import_media"))
    parser.add_argument(
        "--fetch-media",
        action="store_true",
        help=parser.say("import_fetch"),
    )
    parser.add_argument(
        "--fetch-limit",
        type=_megabytes,
        default=2000,
        metavar="MB",
        help=parser.say("import_limit"),
    )
    parser.add_argument(
        "--authors",
        type=Path,
        metavar="users.json",
        help=parser.say("import_authors"),
    )
    parser.add_argument("--into", type=Path, metavar=parser.say("DIR"), help=parser.say("import_into"))
    parser.add_argument("--force", action="store_true", help=parser.say("import_force"))
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar=parser.say("NAME"),
        help=parser.say("import_field"),
    )
    parser.add_argument("--no-lint", action="store_true", help=parser.say("import_no_lint"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=parser.say("import_format")
    )


def run(arguments: argparse.Namespace) -> int:
    """Import; returns 0, or 1 where something needs a look.

    Raises:
        InputError: the export or a folder cannot be used; nothing has been written.
    """
    configuration = load_configuration(arguments.settings)
    language = choose_language(arguments.lang, os.environ, configuration.default_lang)
    _refuse_what_cannot_be(arguments, configuration, language)
    destination = _destination(configuration, arguments.into)
    notes = destination.root / destination.notes
    ledger = Ledger(notes / "manifest.json", destination.root, force=arguments.force)
    downloads = _downloads(arguments, notes)
    try:
        move = _move(arguments, configuration, destination, ledger, downloads, language)
        move.run(_progress(downloads, language))
    except NotAnExport as error:
        raise InputError(PHRASES[error.key], path=arguments.source, detail=error.detail) from error
    _redirects(move.write_redirects, configuration, destination)
    look = [] if arguments.no_lint else _first_look(configuration, ledger, move.report, language)
    _write_report(move.report, language, notes, destination.notes, look)
    if arguments.format == "json":
        json.dump(move.report.as_json(), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        print("\n".join([*report_lines(move.report, language, destination.notes, _SHOWN_NOTES), *look]))
    print(files_line(move.report, language, destination.content), file=sys.stderr)
    if downloads is not None:
        downloads.tidy()
        megabytes = downloads.fetched_bytes / 1e6
        fetched = phrase(language, "fetched", n=downloads.fetched_files, megabytes=megabytes)
        print(fetched, file=sys.stderr)
    return 1 if move.report.has_problems else 0


def _refuse_what_cannot_be(
    arguments: argparse.Namespace, configuration: Configuration, language: str
) -> None:
    if configuration.file is None and arguments.into is None:
        raise InputError(phrase(language, "no_site"))
    if arguments.kind == "wordpress":
        if arguments.media is not None and not arguments.media.is_dir():
            raise InputError(phrase(language, "no_folder", path=arguments.media))
        return
    for option in ("media", "fetch_media", "authors"):
        if getattr(arguments, option):
            raise InputError(phrase(language, "only-wordpress", option=f"--{option.replace('_', '-')}"))
    if not arguments.source.is_dir():
        raise InputError(phrase(language, "no_folder", path=arguments.source))
    if configuration.file is not None and arguments.source.resolve() == configuration.root.resolve():
        raise InputError(phrase(language, "itself", path=arguments.source))


def _downloads(arguments: argparse.Namespace, notes: Path) -> Downloads | None:
    from klartext.moving_in.download import Downloads  # noqa: PLC0415 — as below

    return Downloads(notes / "uploads", arguments.fetch_limit * 1_000_000) if arguments.fetch_media else None


def _move(  # noqa: PLR0913, PLR0917 — one import
    arguments: argparse.Namespace,
    configuration: Configuration,
    destination: Destination,
    ledger: Ledger,
    downloads: Downloads | None,
    language: str,
) -> WordPressImport | MarkdownBlogImport:
    """Return the import that the arguments ask for; the help need not wait for its modules."""
    taken = _taken_slugs(configuration, ledger)
    if arguments.kind == "wordpress":
        from klartext.moving_in.wordpress import WordPressImport  # noqa: PLC0415 — as said

        return WordPressImport(
            arguments.source,
            destination,
            ledger,
            media=arguments.media,
            kept_fields=arguments.field,
            taken_slugs=taken,
            biographies=_biographies(arguments.authors, language),
            downloads=downloads,
        )
    from klartext.moving_in.hugo import read_hugo  # noqa: PLC0415 — as said
    from klartext.moving_in.jekyll import read_jekyll  # noqa: PLC0415 — as said
    from klartext.moving_in.markdown_blog import MarkdownBlogImport  # noqa: PLC0415 — as said
    from klartext.moving_in.pelican_blog import read_pelican  # noqa: PLC0415 — as said

    read = {"hugo": read_hugo, "jekyll": read_jekyll, "pelican": read_pelican}[arguments.kind]
    blog = read(arguments.source.absolute(), destination.zone)
    return MarkdownBlogImport(
        arguments.kind, blog, destination, ledger, kept_fields=arguments.field, taken_slugs=taken
    )


def _biographies(file: Path | None, language: str) -> dict[str, str]:
    from klartext.moving_in.wordpress import read_biographies  # noqa: PLC0415 — as above

    try:
        return read_biographies(file) if file else {}
    except NotAnExport as error:
        raise InputError(phrase(language, error.key, path=file)) from error


def _destination(configuration: Configuration, into: Path | None) -> Destination:
    """Return the folders of the site, or folders of our own choice where the site names none."""
    german = configuration.default_lang == "de"
    content = into.absolute() if into else configuration.content
    root = configuration.root if content.is_relative_to(configuration.root) else content.parent
    articles = configuration.first_folder("ARTICLE_PATHS", "")
    posts, drafts = "beitraege" if german else "posts", DRAFT_FOLDERS["de" if german else "en"]
    try:
        zone = ZoneInfo(configuration.text("TIMEZONE", "UTC")) if configuration.file else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return Destination(
        root=root,
        content=content.relative_to(root).as_posix(),
        posts=articles or posts,
        drafts=f"{articles}/{drafts}".strip("/"),
        pages=configuration.first_folder("PAGE_PATHS", "pages"),
        pictures=configuration.first_folder("STATIC_PATHS", "images"),
        answers=configuration.settings.answers.folder.strip("/"),
        zone=zone,
        language=configuration.default_lang,
    )


def _taken_slugs(configuration: Configuration, ledger: Ledger) -> frozenset[str]:
    """Return the slugs of posts and pages that no import wrote."""
    if configuration.file is None or not configuration.content.is_dir():
        return frozenset()
    imported = ledger.paths()
    return frozenset(
        document.front_matter.get("slug") or Path(document.path).stem
        for document in site_of(configuration).documents
        if document.path not in imported
    )


def _redirects(
    write: Callable[[Callable[[Path], str], Callable[[str, str], str], Mapping[str, str]], None],
    configuration: Configuration,
    destination: Destination,
) -> None:
    from klartext.article_address import article_address, pelican_settings, term_address  # noqa: PLC0415 — needs Pelican
    from klartext.site import document_from_text  # noqa: PLC0415 — as above

    settings: dict[str, Any] = {**pelican_settings(configuration.values), "SITEURL": ""}

    def address(path: Path) -> str:
        shown = path.relative_to(destination.root).as_posix()
        document = document_from_text(
            path.read_text(encoding="utf-8", errors="replace"), shown, configuration
        )
        return "/" + urlsplit(article_address(document, settings)).path.lstrip("/")

    lists = {"feed": settings.get("FEED_ALL_ATOM_URL") or settings.get("FEED_ALL_ATOM") or ""}
    if "archives" in settings["DIRECT_TEMPLATES"]:
        lists["archives"] = (
            settings.get("ARCHIVES_URL") or settings.get("ARCHIVES_SAVE_AS") or "archives.html"
        )
    write(
        address,
        lambda kind, name: "/" + urlsplit(term_address(kind, name, settings)).path.lstrip("/"),
        {name: f"/{path.lstrip('/')}" for name, path in lists.items() if path},
    )


def _first_look(configuration: Configuration, ledger: Ledger, report: Report, language: str) -> list[str]:
    """Return what the checks say of what came over, as lines; nothing where no settings say how to check."""
    from klartext.checking import Checker, cached_site  # noqa: PLC0415 — as above
    from klartext.first_look import first_look  # noqa: PLC0415 — as above
    from klartext.registry import RuleChoice  # noqa: PLC0415 — as above

    if configuration.file is None:
        return []
    site = cached_site(site_of(configuration))
    choice = RuleChoice(configuration.plugins, configuration.settings.lint)
    look = first_look(Checker(site, choice, date.today()), ledger.paths())  # noqa: DTZ011 — the owner's day
    report.look = look.as_json()
    return list(look_lines(look, language, company=bool(configuration.settings.company.name)))


def _write_report(report: Report, language: str, notes: Path, folder: str, look: Sequence[str]) -> None:
    """Write the whole report; it is the same for the same import, so running again changes nothing."""
    text = "\n".join([*report_lines(report, language, folder, None), *look, ""])
    stable = {key: value for key, value in report.as_json().items() if key != "files"}
    data = json.dumps(stable, ensure_ascii=False, indent=1) + "\n"
    for name, content in (("report.txt", text), ("report.json", data)):
        write_if_new(notes / name, content)


def _megabytes(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise InputError(COMMAND_PHRASES["no_megabytes"], text=text)
    return int(text)


def _progress(downloads: Downloads | None, language: str) -> Callable[[int, int], None]:
    """Return what shows how many entries are done and, inside long ones, how much has been downloaded."""

    def what() -> str:
        amount = f" · {downloads.fetched_bytes / 1e6:.1f} MB" if downloads else ""
        return phrase(language, "moving") + amount

    bar = progress_bar(what)
    if bar is None:
        return lambda _done, _total: None
    last = (0, 1)

    def show(done: int, total: int) -> None:
        nonlocal last
        last = (done, total)
        bar(done, total)

    if downloads is not None:
        downloads.heard = lambda: bar(*last)
    return show
