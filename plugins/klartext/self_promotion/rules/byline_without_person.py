"""The rule against authors who are nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.names import company_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_NOBODY = lazy_regex(
    r"\b(?:admin|administrator|redaktion|redaktionsteam|editor|editorial|team|marketing|presse|press|staff|"
    r"webmaster|agentur|agency|gmbh|ag|kg|ug|inc|ltd|company|firma|blog|autor|author|gast|guest|test|news)\b",
    re.IGNORECASE,
)


class BylineWithoutPerson(Rule):
    """The author is no person: "Admin", "Redaktion", an agency, or the company itself.

    Why:
        People believe people. A name stands for what is written and can be asked; "Admin" cannot. Posts that
        name no author get the one of the setting ``AUTHOR``, which must be a person too.

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
        Mensch.

    Source:
        Stanford Guidelines for Web Credibility (2002), no. 4: show that honest and trustworthy people stand behind it.
    """

    code = "SP013"
    name = "byline-without-person"
    scope = Scope.LINE
    messages = {
        "found": Message(
            de="»{author}« ist niemand, den man fragen kann: nennen Sie den Menschen, der geschrieben hat, "
            "etwa »Author: Katrin Sommer«.",
            en='"{author}" is nobody one could ask: name the person who wrote this, such as "Author: Katrin Sommer".',
        ),
        "default": Message(
            de="Der Beitrag nennt keinen Autor, und die Einstellung AUTHOR setzt »{author}« ein, niemanden, den man "
            "fragen kann: schreiben Sie in den Kopf »Author: Katrin Sommer«, oder nennen Sie in AUTHOR einen Menschen.",
            en='The post names no author, and the setting AUTHOR puts in "{author}", nobody one could ask: write '
            '"Author: Katrin Sommer" in the header, or name a person in AUTHOR.',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding at each author field that names no person, else at the title where the default is none."""
        if document.is_page:
            return
        names = company_names(site.settings.company)

        def is_nobody(author: str) -> bool:
            return bool(_NOBODY.search(author) or names.named_in(author))

        authors = [f for f in document.front_matter.fields if f.key in {"author", "authors"} and f.value]
        for field in authors:
            if is_nobody(field.value):
                yield self.found(document, field.value_span, author=field.value)
        if not authors and is_nobody(site.default_author):
            yield self.found(document, document.title_span, "default", author=site.default_author)
