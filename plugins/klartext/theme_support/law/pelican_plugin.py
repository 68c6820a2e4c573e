"""Checks the imprint before a site is published, and writes the files that tell web servers headers and redirects."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pelican import signals
from pelican.generators import Generator, PagesGenerator

from klartext.build_site import klartext_settings, message_language, output_files
from klartext.theme_support.law.imprint import (
    complaint,
    made_up_complaint,
    missing_in_imprint,
    missing_in_own_imprint,
    missing_in_privacy,
    no_imprint,
    own_complaint,
)
from klartext.theme_support.law.made_up import is_reserved, made_up
from klartext.theme_support.law.policy import page_policy
from klartext.theme_support.law.server_files import server_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pelican.writers import Writer

TEMPLATES = {"imprint": missing_in_imprint, "privacy": missing_in_privacy}
"""The templates of pages that are filled from the settings."""

_IMPRINT = ("impressum", "imprint", "legal notice", "anbieterkennzeichnung")
"""How the titles of imprints begin."""
logger = logging.getLogger(__name__)


class ServerFilesGenerator(Generator):
    """Writes the headers and redirects for nginx, Apache, Netlify and Caddy."""

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Write the files."""
        moved = self.context["moved"]
        prefix = urlsplit(str(self.settings["FEED_DOMAIN"])).path
        static = str(self.settings["THEME_STATIC_DIR"])
        files = server_files(prefix, self.context["search_page"], static, moved.paths, moved.numbers)
        for name, text in files.items():
            target = Path(self.output_path) / name
            output_files(self.settings).write(target, text.encode())


def check(generators: Iterable[Generator]) -> None:
    """Log what the site owes as an error; only a site with an address of its own is published."""
    for generator in generators:
        if isinstance(generator, PagesGenerator) and generator.settings["SITEURL"]:
            lines = missing(generator.settings, generator.context["pages"])
            if lines:
                # In one message: under --fatal the first error ends the build, and the writer wants to know all.
                logger.error("%s", "\n".join(lines))


def missing(settings: dict[str, Any], pages: Iterable[Any]) -> list[str]:
    """Return a line for each statement that the law asks for and the settings do not give."""
    ours = klartext_settings(settings)
    legal, company, people = ours.legal, ours.company, ours.theme.authors
    language = message_language(settings)
    pages = list(pages)
    lines = [
        complaint(name, page.get_relative_source_path(), language)
        for page in pages
        if page.template in TEMPLATES
        for name in TEMPLATES[page.template](legal)
    ]
    # The sample blog itself, at an address for examples, may be published as it is.
    if not is_reserved(urlsplit(str(settings["SITEURL"])).hostname or "") and any(
        page.template in TEMPLATES for page in pages
    ):
        lines += [made_up_complaint(*found, language) for found in made_up(ours)]
    own = [page for page in pages if page.template not in TEMPLATES and _is_imprint(page)]
    names = (legal.name, *legal.represented_by, company.name, *company.aliases, *people)
    lines += [
        own_complaint(name, page.get_relative_source_path(), language)
        for page in own
        for name in missing_in_own_imprint(page.content, names)
    ]
    if not own and not any(page.template == "imprint" for page in pages):
        lines.append(no_imprint(language))
    return lines


def _is_imprint(page: Any) -> bool:  # noqa: ANN401 — Pelican's contents are untyped
    return any(
        str(name).casefold().replace("-", " ").startswith(_IMPRINT) for name in (page.slug, page.title)
    )


def prepare(generator: Generator) -> None:
    """Give the templates the policies and the firm's statements."""
    generator.context["policies"] = {"page": page_policy(), "search": page_policy(search=True)}
    generator.context["legal"] = klartext_settings(generator.settings).legal


def generators(_pelican: object) -> type[Generator]:
    """Return the generator that runs last: it needs the old addresses."""
    return ServerFilesGenerator


def register() -> None:
    """Connect the signals."""
    signals.generator_init.connect(prepare)
    signals.all_generators_finalized.connect(check)
    signals.get_generators.connect(generators)
