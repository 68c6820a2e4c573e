"""The rule for suppressions that cannot count because a part is missing."""

from __future__ import annotations

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Scope
from klartext.lint.rules.engine_rule import EngineRule


class IncompleteSuppression(EngineRule):
    """A suppression lacks its reason or its rule, or its date cannot be read.

    Why:
        Whoever reads the draft next must learn why this passage may stay. A suppression without a rule or a
        reason does not count, and the finding stays.

    Bad:
        <!-- lint: allow missing-alternative-text -->

        Der Hof nach der Renovierung.

    Good:
        Der Hof nach der Renovierung.

    Kurz:
        Einer Ausnahme fehlt die Begründung oder die Regel, oder ihr Datum ist nicht lesbar.

    Warum:
        Wer den Entwurf als Nächstes liest, soll erfahren, warum diese Stelle so bleiben darf. Eine Ausnahme
        ohne Regel oder Begründung gilt nicht, der Befund bleibt stehen.
    """

    code = "KT002"
    name = "incomplete-suppression"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "no_reason": Message(
            de="Der Ausnahme fehlt die Begründung, sie gilt nicht: ergänzen Sie nach einem Gedankenstrich, "
            "warum die Stelle bleiben darf, etwa »<!-- lint: allow regel-name — Zitat eines Kunden -->«.",
            en="The suppression has no reason and does not count: say after a dash why the passage may stay, "
            'for instance "<!-- lint: allow rule-name — quote of a customer -->".',
        ),
        "no_rule": Message(
            de="Die Ausnahme nennt keine Regel, sie gilt nicht: schreiben Sie den Namen aus der eckigen "
            "Klammer des Befunds hinter »allow«.",
            en="The suppression names no rule and does not count: write the name in the finding's square "
            'brackets after "allow".',
        ),
        "bad_date": Message(
            de="Das Enddatum der Ausnahme ist nicht lesbar, sie gilt nicht: schreiben Sie es wie "
            "»bis 2027-01-31«.",
            en="The last day of the suppression cannot be read and it does not count: write it as in "
            '"until 2027-01-31".',
        ),
        "unknown_word": Message(
            de="Nach »lint:« steht weder »allow« noch »allow-file«, der Kommentar bewirkt nichts: "
            "korrigieren Sie das Wort.",
            en='"lint:" is followed by neither "allow" nor "allow-file", the comment does nothing: '
            "correct the word.",
        ),
    }
