"""The rule for suppressions whose last day has passed."""

from __future__ import annotations

from klartext.lint.rule import Message, Scope
from klartext.lint.rules.engine_rule import EngineRule


class ExpiredSuppression(EngineRule):
    """The last day of a suppression has passed.

    Why:
        A suppression with a date was a promise to come back. From the day after, its findings are shown
        again.

    Bad:
        <!-- lint: allow missing-alternative-text until 2020-01-31 — der Text kommt später -->

        Der Hof nach der Renovierung.

    Good:
        Der Hof nach der Renovierung.

    Kurz:
        Der letzte Tag einer Ausnahme ist vorbei.

    Warum:
        Eine Ausnahme mit Datum war ein Versprechen, darauf zurückzukommen. Vom Tag danach an stehen ihre
        Befunde wieder da.
    """

    code = "KT004"
    name = "expired-suppression"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Die Ausnahme galt bis {until}: beheben Sie den Befund, oder nennen Sie einen neuen Tag.",
            en="The suppression ended on {until}: mend the finding, or name a new day.",
        ),
    }
