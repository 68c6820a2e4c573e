"""The rule against authors who are nobody."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.names import company_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site
    from klartext.settings import Company

_NOBODY = lazy_regex(
    r"\b(?:admin|administrator|redaktion|redaktionsteam|editor|editorial|team|marketing|presse|press|staff|"
    r"webmaster|agentur|agency|gmbh|ag|kg|ug|inc|ltd|company|firma|blog|autor|author|gast|guest|test|news)\b",
    re.IGNORECASE,
)
_KEYS = ("author", "authors")


class BylineWithoutPerson(Rule):
    """The author is no person: "Admin", "Redaktion", an agency, or the company itself.

    Why:
        People believe people. A name stands for what is written and can be asked; "Admin" cannot. Posts that
        name no author get the one of the setting ``AUTHOR``, which must be a person too: one line there cures
        all of them, so it is said once, at the newest.

    Bad:
        Title: Kalk
        Date: 2026-03-14
        Author: Admin

        Kalk puffert Feuchte.

    Good:
        Title: Kalk
        Date: 2026-03-14
        Author: Katrin Sommer

        Kalk puffert Feuchte.

    Kurz:
        Der Autor ist kein Mensch, sondern »Admin«, »Redaktion«, eine Agentur oder die Firma selbst.

    Warum:
        Menschen glauben Menschen. Wer mit Namen unterschreibt, steht für den Text ein und kann gefragt werden;
        »Admin« kann das nicht. Beiträge ohne Autor bekommen den aus der Einstellung ``AUTHOR``; auch der sei ein
        Mensch. Eine Zeile dort hilft allen auf einmal, darum steht es nur einmal da, beim neuesten.

    Source:
        Stanford Guidelines for Web Credibility (2002), no. 4: show that honest and trustworthy people stand behind it.
    """

    code = "SP013"
    name = "byline-without-person"
    scope = Scope.SITE
    messages = {
        "found": Message(
            de="»{author}« ist niemand, den man fragen kann: nennen Sie den Menschen, der geschrieben hat, "
            "etwa »Author: Katrin Sommer«.",
            en='"{author}" is nobody one could ask: name the person who wrote this, such as "Author: Katrin Sommer".',
        ),
        "default": Message(
            de="{n} Beiträge nennen keinen Autor, und die Einstellung AUTHOR setzt »{author}« ein, niemanden, den man "
            "fragen kann: nennen Sie in AUTHOR einen Menschen.",
            en='{n} posts name no author, and the setting AUTHOR puts in "{author}", nobody one could ask: name a '
            "person in AUTHOR.",
            de_one="Der Beitrag nennt keinen Autor, und die Einstellung AUTHOR setzt »{author}« ein, niemanden, den "
            "man fragen kann: schreiben Sie in den Kopf »Author: Katrin Sommer«, oder nennen Sie in AUTHOR einen "
            "Menschen.",
            en_one='The post names no author, and the setting AUTHOR puts in "{author}", nobody one could ask: write '
            '"Author: Katrin Sommer" in the header, or name a person in AUTHOR.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding at each author that is no person, and one at the newest post of those without any."""
        company = site.settings.company
        if document.is_page:
            return
        if not _names_an_author(document):
            if _is_nobody(site.default_author, company):
                newest, number = site.shared(_unsigned)
                if document is newest:
                    yield self.found(
                        document, document.title_span, "default", author=site.default_author, n=number
                    )
        elif any(_is_nobody(document.header.get(key, ""), company) for key in _KEYS):
            for field in document.front_matter.fields:
                if field.key in _KEYS and _is_nobody(field.value, company):
                    yield self.found(document, field.value_span, author=field.value)


def _names_an_author(document: Document) -> bool:
    return any(map(document.header.get, _KEYS))


@lru_cache(maxsize=1000)
def _is_nobody(author: str, company: Company) -> bool:
    return bool(_NOBODY.search(author) or company_names(company).named_in(author))


def _unsigned(site: Site) -> tuple[Document | None, int]:
    """Return the newest of the posts that name no author, and their number; one without a date is yet to come."""
    found = [document for document in site.documents if not (document.is_page or _names_an_author(document))]
    latest = datetime.max  # noqa: DTZ901 — the dates of posts have no zone
    return max(found, key=lambda d: (d.date or latest, d.path), default=None), len(found)
