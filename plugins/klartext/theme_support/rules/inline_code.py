"""The rule for program text in a post, which the pages' policy does not let run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.html_tokens import TokenKind
from klartext.lint.rule import Message, Rule, Scope
from klartext.theme_support.html_attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.html_tokens import Token
    from klartext.lint.rule import Site

_PROGRAMS = ("", "module", "importmap", "speculationrules")
_NO_LOADED_FILE = ("data:", "blob:")


class InlineCode(Rule):
    """A post holds a script, and the pages do not run it.

    Why:
        Every page of the theme carries a policy (Content-Security-Policy) that runs files of your own site alone. It
        protects readers when somebody else's text gets into a page, and it holds for yours as well: a script between
        the paragraphs, an `onclick` or a link `javascript:…` does nothing, and nobody sees why. Sites whose theme has
        no such policy hear nothing of this rule.

    Bad:
        Die Fläche rechnet Ihnen dieses Feld aus. <button onclick="rechne()">Rechnen</button>

    Good:
        Die Fläche ist Länge mal Höhe, minus die Fenster.

    Kurz:
        Im Beitrag steht ein Skript, und die Seiten führen es nicht aus.

    Warum:
        Jede Seite des Themes trägt eine Sicherheitsregel (Content-Security-Policy), nach der nur Dateien Ihrer eigenen
        Website ausgeführt werden. Sie schützt Leser, wenn fremder Text in eine Seite gerät, und gilt auch für Ihren:
        Ein Skript zwischen den Absätzen, ein `onclick` oder ein Verweis `javascript:…` tut nichts, und niemand sieht,
        warum. Websites, deren Theme keine solche Regel hat, hören von dieser Prüfung nichts.

    Source:
        W3C, Content Security Policy Level 3, script-src: https://www.w3.org/TR/CSP3/#directive-script-src
    """

    code = "PG001"
    name = "inline-code"
    scope = Scope.POST
    messages = {
        "script": Message(
            de="Dieses Skript läuft nicht: die Sicherheitsregel der Seiten (Content-Security-Policy) lässt im Beitrag "
            "keinen Programmtext zu; streichen Sie es, oder legen Sie es als Datei zu Ihren Bildern und nennen Sie sie "
            "in src.",
            en="This script does not run: the pages' policy (Content-Security-Policy) allows no program text in a "
            "post; remove it, or put it as a file beside your pictures and name that in src.",
        ),
        "handler": Message(
            de="»{name}« tut nichts: die Sicherheitsregel der Seiten (Content-Security-Policy) lässt im Beitrag keinen "
            "Programmtext zu; nehmen Sie einen Verweis, oder ein Skript in einer eigenen Datei.",
            en='"{name}" does nothing: the pages\' policy (Content-Security-Policy) allows no program text in a post; '
            "use a link, or a script in a file of its own.",
        ),
        "link": Message(
            de="Dieser Verweis tut nichts: die Sicherheitsregel der Seiten (Content-Security-Policy) lässt "
            "»javascript:« nicht zu; setzen Sie die Adresse ein, zu der er führen soll.",
            en='This link does nothing: the pages\' policy (Content-Security-Policy) does not allow "javascript:"; put '
            "in the address to which it should lead.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each script, event handler and ``javascript:`` link."""
        if not site.strict_pages:
            return
        for token in document.body.html:
            if token.kind is TokenKind.OPEN and token.name == "script" and _is_program(token):
                yield self.found(document, token.span, "script")
        for name, span in attributes(document):
            if name != "style":
                yield self.found(document, span, "handler", name=name)
        for link in document.links:
            if link.destination.strip().lower().startswith("javascript:"):
                yield self.found(document, link.span, "link")


def _is_program(script: Token) -> bool:
    """Tell whether a ``<script>`` holds a program itself; data in it, such as JSON-LD, is none."""
    values = {name: attribute.value.strip().lower() for name, attribute in script.attributes.items()}
    if source := values.get("src"):
        return source.startswith(_NO_LOADED_FILE)
    kind = values.get("type", "")
    return kind in _PROGRAMS or kind.endswith(("javascript", "ecmascript"))
