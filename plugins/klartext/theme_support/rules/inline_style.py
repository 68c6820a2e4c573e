"""The rule for looks that are written into a post, which the pages' policy does not let work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.html_tokens import TokenKind
from klartext.lint.rule import Message, Rule, Scope
from klartext.theme_support.html_attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class InlineStyle(Rule):
    """A post gives something a look with `style`, and the pages ignore it.

    Why:
        The pages' policy (Content-Security-Policy) takes style sheets from your own site alone; `style="…"` and
        `<style>` in a post have no effect. A class does the same, holds for all posts, and can follow the dark mode.
        A post is told once, at the first place. Sites whose theme has no such policy hear nothing of this rule.

    Bad:
        <p style="text-align: center">Trocken ist die Wand bei 0,5 Prozent.</p>

    Good:
        Trocken ist die Wand bei 0,5 Prozent.
        {: .align-center }

    Kurz:
        Ein Beitrag gestaltet etwas mit `style`, und die Seiten beachten es nicht.

    Warum:
        Die Sicherheitsregel der Seiten (Content-Security-Policy) nimmt Stilvorlagen nur von Ihrer eigenen Website;
        `style="…"` und `<style>` im Beitrag wirken nicht. Eine Klasse leistet dasselbe, gilt für alle Beiträge und kann
        dem Dunkelmodus folgen. Gemeldet wird je Beitrag die erste Stelle. Websites, deren Theme keine solche Regel hat,
        hören von dieser Prüfung nichts.

    Source:
        W3C, Content Security Policy Level 3, style-src: https://www.w3.org/TR/CSP3/#directive-style-src
    """

    code = "PG002"
    name = "inline-style"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Gestaltung mit »style« wirkt nicht (hier und danach, {n} Stellen): die Sicherheitsregel der Seiten "
            "(Content-Security-Policy) lässt sie nur in Dateien zu; geben Sie eine Klasse und schreiben Sie, wie sie "
            "aussieht, in eine neue Datei in theme/static/css.",
            en='Looks given by "style" have no effect (here and below, {n} places): the pages\' policy '
            "(Content-Security-Policy) allows them in files alone; give a class and write how it looks into a new file "
            "in theme/static/css.",
            de_one="Gestaltung mit »style« wirkt nicht: die Sicherheitsregel der Seiten (Content-Security-Policy) "
            "lässt sie nur in Dateien zu; geben Sie eine Klasse und schreiben Sie, wie sie aussieht, in eine neue "
            "Datei in theme/static/css.",
            en_one='Looks given by "style" have no effect: the pages\' policy (Content-Security-Policy) allows them in '
            "files alone; give a class and write how it looks into a new file in theme/static/css.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding at the first ``style``, be it an element or an attribute."""
        if not site.strict_pages:
            return
        places = [span for name, span in attributes(document) if name == "style"]
        places += [t.span for t in document.body.html if t.kind is TokenKind.OPEN and t.name == "style"]
        if places:
            yield self.found(document, min(places), n=len(places))
