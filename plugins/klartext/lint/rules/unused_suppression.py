"""The rule for suppressions that no longer suppress anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.fixes import line_removal
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Edit, Message, Scope
from klartext.lint.rules.engine_rule import EngineRule
from klartext.lint.suppression import directives

if TYPE_CHECKING:
    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document

_COMMA_AFTER = lazy_regex(r"\s*,\s*")
_COMMA_BEFORE = lazy_regex(r"\s*,\s*$")


class UnusedSuppression(EngineRule):
    """A suppression allows a rule that finds nothing there.

    Why:
        The passage has been rewritten, or the comment stands in the wrong place. Left behind, it would hide
        the next finding without anybody having decided that.

    Bad:
        <!-- lint: allow missing-alternative-text — der Text kommt später -->

        Der Hof nach der Renovierung.

    Good:
        Der Hof nach der Renovierung.

    Kurz:
        Eine Ausnahme gilt einer Regel, die dort gar nichts findet.

    Warum:
        Die Stelle wurde umgeschrieben, oder der Kommentar steht am falschen Ort. Bleibt er stehen, verdeckt
        er den nächsten Befund, ohne dass das jemand entschieden hätte.
    """

    code = "KT001"
    name = "unused-suppression"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Die Ausnahme für »{rule}« wird nicht gebraucht, die Regel findet hier nichts: "
            "löschen Sie sie.",
            en='The suppression of "{rule}" is not needed, the rule finds nothing here: delete it.',
        ),
    }

    def fix(self, document: Document, diagnostic: Diagnostic) -> tuple[Edit, ...]:
        """Return the edit that takes out the name, and the whole suppression where it names no other rule."""
        start, end = diagnostic.place.start, diagnostic.place.end
        for directive in directives(document):
            if any(allowed.place.start == start for allowed in directive.allowed):
                if len(directive.allowed) == 1:
                    return (
                        Edit(*line_removal(document.text, *self._whole(document, directive.place.start)), ""),
                    )
                after = _COMMA_AFTER.match(document.text, end)
                before = _COMMA_BEFORE.search(document.text, 0, start)
                if after:
                    return (Edit(start, after.end(), ""),)
                return (Edit(before.start() if before else start, end, ""),)
        return ()

    def _whole(self, document: Document, start: int) -> tuple[int, int]:
        """Return the whole comment, or the whole field of the header."""
        for field in document.front_matter.fields:
            if field.value_span.start == start:
                return field.key_span.start, field.value_span.end
        comment = next(comment for comment in document.comments if comment.span.start == start)
        return comment.span.start, comment.span.end
