"""The rule for suppressions that name a rule which does not exist."""

from __future__ import annotations

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Scope
from klartext.lint.rules.engine_rule import EngineRule


class UnknownRuleAllowed(EngineRule):
    """A suppression names a rule that does not exist.

    Why:
        A slip of the pen in the name suppresses nothing: the finding stays, and the comment looks as if it
        worked.

    Bad:
        <!-- lint: allow mising-alternative-text — der Text kommt später -->

        Der Hof nach der Renovierung.

    Good:
        Der Hof nach der Renovierung.

    Kurz:
        Eine Ausnahme nennt eine Regel, die es nicht gibt.

    Warum:
        Ein Tippfehler im Namen nimmt nichts aus: Der Befund bleibt, und der Kommentar sieht aus, als wirke
        er.
    """

    code = "KT003"
    name = "unknown-rule-allowed"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "found": Message(
            de="Eine Regel »{rule}« gibt es nicht, die Ausnahme bewirkt nichts: »klartext explain« nennt "
            "alle Regeln.",
            en='There is no rule "{rule}", the suppression does nothing: "klartext explain" lists all rules.',
        ),
        "similar": Message(
            de="Eine Regel »{rule}« gibt es nicht, die Ausnahme bewirkt nichts: meinen Sie »{similar}«?",
            en='There is no rule "{rule}", the suppression does nothing: do you mean "{similar}"?',
        ),
    }
