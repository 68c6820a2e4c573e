"""The rule for entries of the baseline whose findings are gone."""

from __future__ import annotations

from klartext.lint.rule import Message, Scope
from klartext.lint.rules.engine_rule import EngineRule


class StaleBaselineEntry(EngineRule):
    """An entry of the baseline answers to no finding any more.

    Why:
        Somebody has mended an old passage: well done. Left in the file, the entry would let the same passage come
        back unseen.

    Bad:
        [de path=klartext-baseline.json]
        {
          "version": 1,
          "findings": [
            {"path": "content/hof.md", "rule": "missing-date", "evidence": "Der Hof", "count": 1}
          ]
        }

        [de path=content/hof.md]
        Title: Der Hof
        Date: 2026-03-14

        Der Hof nach der Renovierung.

    Good:
        [de path=klartext-baseline.json]
        {
          "version": 1,
          "findings": []
        }

        [de path=content/hof.md]
        Title: Der Hof
        Date: 2026-03-14

        Der Hof nach der Renovierung.

    Kurz:
        Einem Eintrag der Bestandsliste entspricht kein Befund mehr.

    Warum:
        Jemand hat eine alte Stelle verbessert: gut so. Bliebe der Eintrag stehen, könnte dieselbe Stelle ungesehen
        wiederkommen.
    """

    code = "KT011"
    name = "stale-baseline-entry"
    scope = Scope.SITE
    messages = {
        "found": Message(
            de="»{rule}« kommt in {path} nicht mehr oder seltener vor: »klartext lint --write-baseline« streicht "
            "den Eintrag.",
            en='"{rule}" no longer occurs in {path}, or less often: "klartext lint --write-baseline" removes the '
            "entry.",
        ),
    }
