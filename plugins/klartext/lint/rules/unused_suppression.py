"""The rule for suppressions that no longer suppress anything."""

from __future__ import annotations

from klartext.lint.rule import Message, Scope
from klartext.lint.rules.engine_rule import EngineRule


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
