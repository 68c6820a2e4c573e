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
        People believe people. A name stands for what is written and can be asked; "Admin" cannot.

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
        »Admin« kann das nicht.

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
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding at each author field that names no person."""
        if document.is_page:
            return
        names = company_names(site.settings.company)
        for field in document.front_matter.fields:
            if field.key not in {"author", "authors"} or not field.value:
                continue
            if _NOBODY.search(field.value) or names.named_in(field.value):
                yield self.found(document, field.value_span, author=field.value)
