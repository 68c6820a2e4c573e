"""``klartext publish``: builds the site aside, checks it, and only then changes the folder that is uploaded."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from klartext.checking import CACHE_FOLDER
from klartext.commands.build import build
from klartext.commands.errors import InputError
from klartext.commands.input_errors import print_errors
from klartext.lint.messages.language import choose_language
from klartext.publishing.release import files_by_hand, publish
from klartext.publishing.release_checks import Fault, Release
from klartext.publishing.wording import say
from klartext.settings import SettingsError
from klartext.settings_wording import PHRASES
from klartext.site import load_configuration, site_of
from klartext.theme_support.law.made_up import is_reserved

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from klartext.command_line import Parser
    from klartext.lint.document import Document
    from klartext.site import Configuration, LoadedSite

PUBLISH_SETTINGS = "publishconf.py"
RELEASE = Path(CACHE_FOLDER, "release")
"""Where the site is built before it is checked."""

_MANY = 3
_SHOWN_NAMES = 5


def add_arguments(parser: Parser) -> None:
    """Add the options of ``klartext publish``."""
    parser.add_argument("--output", type=Path, metavar=parser.say("DIR"), help=parser.say("output_folder"))


def run(arguments: argparse.Namespace) -> int:
    """Publish; return 1 and change nothing where the site has faults, 2 where it could not be built."""
    settings = arguments.settings
    if settings is None and Path(PUBLISH_SETTINGS).is_file():
        settings = Path(PUBLISH_SETTINGS)
    configuration = load_configuration(settings)
    if configuration.file is None:
        raise SettingsError(PHRASES["no_site"])
    lang = choose_language(arguments.lang, os.environ, configuration.default_lang)
    address = _address(configuration)
    output = (arguments.output or configuration.root / configuration.text("OUTPUT_PATH", "output")).absolute()
    if any(place.is_relative_to(output) for place in (configuration.content, configuration.file.absolute())):
        raise InputError(say("unsafe_output", lang, output=output))
    shown = _shown(output)
    built = configuration.root / RELEASE
    if code := build(configuration, built, lang, preview=False):
        print(say("not_built", lang, output=shown), file=sys.stderr)
        return code
    workspace = configuration.content.resolve().parent / CACHE_FOLDER  # where builds keep theirs
    site = site_of(configuration)
    by_hand = files_by_hand(output, workspace)
    release = Release(built, address, by_hand, _drafts(site, address))
    if faults := release.faults():
        lines = _lines(faults, release, site, lang)
        print_errors(lines)
        print(say("refused", lang, n=len(lines), output=shown), file=sys.stderr)
        return 1
    done = publish(built, output, workspace)
    print(
        say(
            "published", lang, output=shown, files=done.files, changed=done.changed, removed=len(done.removed)
        )
    )
    if kept := sorted(name for name in by_hand if name.endswith(".html") and not (built / name).is_file()):
        names = ", ".join(kept[:_SHOWN_NAMES]) + (" …" if len(kept) > _SHOWN_NAMES else "")
        print(say("by_hand", lang, n=len(kept), output=shown, names=names), file=sys.stderr)
    if is_reserved(urlsplit(address).hostname or ""):
        print(say("reserved_address", lang, address=address), file=sys.stderr)
    return 0


def _address(configuration: Configuration) -> str:
    """Return the address under which the site is published.

    Raises:
        SettingsError: the settings name two.
    """
    site, feeds = (
        str(configuration.values.get(name) or "").rstrip("/") for name in ("SITEURL", "FEED_DOMAIN")
    )
    if site and feeds and site != feeds:
        raise SettingsError(PHRASES["two_addresses"], site=site, feeds=feeds)
    return site or feeds


def _drafts(site: LoadedSite, address: str) -> dict[str, set[str]]:
    """Return where each draft would be found, as a draft or as if it were published."""
    taken = {_path(site.address(d), address) for d in site.documents if d.status == "published"}
    places: dict[str, set[str]] = {}
    for document in site.documents:
        if document.status == "draft":
            found = {_path(site.address(document, status), address) for status in ("draft", "published")}
            places[document.path] = found - taken - {""}
    return places


def _path(url: str, address: str) -> str:
    return unquote(urlsplit(url.removeprefix(address)).path).strip("/")


def _lines(faults: Sequence[Fault], release: Release, site: LoadedSite, lang: str) -> list[str]:
    """Return one line a fault: at its source, else at its page; one that a template repeats is told once."""
    sources = {_path(site.address(d), release.site): d for d in site.documents if d.status != "draft"}
    places = {fault: place for fault in faults if (place := _place(fault, sources.get(fault.file)))}
    lines = [f"{place}: {say(fault.key, lang, address=fault.address)}" for fault, place in places.items()]
    # Lists repeat the first words of posts, faults included.
    told = {fault.address for fault in places}
    alike: defaultdict[tuple[str, object], list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault not in places and fault.address not in told:
            alike[fault.key, release.target(fault.file, fault.address) or fault.address].append(fault)
    for group in alike.values():
        if len(group) > _MANY:
            where = say("on_many_pages", lang, n=len(group), page=group[0].file)
            lines.append(f"{say(group[0].key, lang, address=group[0].address)} ({where})")
        else:
            lines += [f"{fault.file}: {say(fault.key, lang, address=fault.address)}" for fault in group]
    return sorted(lines)


def _place(fault: Fault, document: Document | None) -> str:
    """Return the source file and line in which the address was written; ``""`` where it is not found there."""
    if document is None:
        return ""
    last = unquote(fault.address.rstrip("/").rpartition("/")[2])
    for written in (fault.address, unquote(fault.address), last):
        if written and (at := document.text.find(written)) >= 0:
            return f"{document.path}:{document.line_index.position(at).line}"
    return ""


def _shown(path: Path) -> str:
    here = Path.cwd()
    return f"{path.relative_to(here)}/" if path.is_relative_to(here) and path != here else f"{path}/"
