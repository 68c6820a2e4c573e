"""Knows the theme's strings: reads ``translations/<language>.po`` and translates in the language of each page."""

from __future__ import annotations

import functools
import gettext
import io
from typing import TYPE_CHECKING, Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import pass_context
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2.runtime import Context


def load_translations(directory: Path) -> dict[str, gettext.NullTranslations]:
    """Return the catalogue of every language with a ``.po`` file in ``directory``, by language code."""
    return {path.stem: _read(path, path.stat().st_mtime_ns) for path in sorted(directory.glob("*.po"))}


@functools.lru_cache(maxsize=16)
def _read(path: Path, _modified_ns: int) -> gettext.NullTranslations:
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def page_language(context: Context | Mapping[str, Any]) -> str:
    """Return the language of the page being rendered: that of its post or page, else the site's."""
    for name in ("article", "page"):
        language = getattr(context.get(name), "lang", None)
        if language:
            return str(language)
    return str(context["DEFAULT_LANG"])


class PageTranslator:
    """The templates' ``gettext`` and ``ngettext``; each page is translated into its own language."""

    def __init__(self, directory: Path) -> None:
        self._catalogs = load_translations(directory)
        self._by_code: dict[str, gettext.NullTranslations] = {}

    def catalog(self, language: str) -> gettext.NullTranslations:
        """Return the catalogue for a language code such as ``de`` or ``de-AT``; English where there is none."""
        if language not in self._by_code:
            main = language.partition("-")[0].lower()
            self._by_code[language] = self._catalogs.get(main) or gettext.NullTranslations()
        return self._by_code[language]

    def callables(self) -> tuple[Any, Any]:
        """Return ``gettext`` and ``ngettext`` for ``Environment.install_gettext_callables``."""

        @pass_context
        def translate(context: Context, message: str) -> str:
            return self.catalog(page_language(context)).gettext(message)

        @pass_context
        def translate_plural(context: Context, singular: str, plural: str, count: int) -> str:
            return self.catalog(page_language(context)).ngettext(singular, plural, count)

        return translate, translate_plural

    def short(self) -> Any:  # noqa: ANN401 — as Jinja marks its functions
        """Return the templates' ``_``: Jinja's ``gettext``, which keeps texts without variables at hand."""
        known: dict[tuple[str, str], Markup] = {}

        def formatted(language: str, message: str, variables: Mapping[str, object]) -> Markup:
            return Markup(self.catalog(language).gettext(message)) % variables  # noqa: S704 — as Jinja's own does

        @pass_context
        def translate(context: Context, message: str, **variables: object) -> Markup:
            key = (page_language(context), message)
            if variables:
                return formatted(*key, variables)
            if key not in known:
                known[key] = formatted(*key, {})
            return known[key]

        return translate
