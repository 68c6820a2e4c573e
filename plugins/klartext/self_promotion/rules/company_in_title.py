"""The rule against the company's name in the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import is_declared, is_helpful, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class CompanyInTitle(Rule):
    """The title names the company or one of its products.

    Why:
        A title promises what the reader gets. One that names the firm promises news about the firm; readers of
        manuals for its products aside, few want that. A post that is helpful as a whole is left alone.

    Bad:
        Title: Malerbetrieb Sommer streicht jetzt mit Kalk
        Date: 2026-03-14

        Kalkfarbe muss in drei dünnen Schichten auf die Wand.

    Good:
        Title: Drei dünne Schichten Kalk halten länger als eine dicke
        Date: 2026-03-14

        Kalkfarbe muss in drei dünnen Schichten auf die Wand.

    Kurz:
        Der Titel nennt die Firma oder eines ihrer Produkte.

    Warum:
        Ein Titel verspricht, was man bekommt. Steht die Firma darin, verspricht er Neuigkeiten über die Firma; außer
        bei Anleitungen für ihre Produkte wollen das wenige. Ein im Ganzen hilfreicher Beitrag bleibt unbehelligt.

    Source:
        Own reading of 781 company-blog posts: 4% (German) and 15% (English) of helpful posts name the firm
        in the title, 48% and 82% of excessive ones.
    """

    code = "SP004"
    name = "company-in-title"
    scope = Scope.LINE
    severity = Severity.INFO
    messages = {
        "found": Message(
            de="Der Titel nennt »{phrase}«: sagen Sie darin, was die Leser davon haben, etwa »Drei dünne "
            "Schichten Kalk halten länger als eine dicke«.",
            en='The title names "{phrase}": let it say what readers gain, such as "Three thin coats of lime last '
            'longer than a thick one".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding where the title of a post names the company."""
        if document.is_page or is_declared(document) or is_helpful(document, site):
            return
        for name in names(document, site):
            if name.zone == "title":
                yield self.found(document, name.span, phrase=document.text[name.span.start : name.span.end])
