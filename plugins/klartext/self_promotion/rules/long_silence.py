"""The rule against weeks without a post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.balance import latest_posts
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class LongSilence(Rule):
    """The newest post came after weeks of silence.

    Why:
        A blog that falls silent looks as if the firm had. Short posts in a steady rhythm beat a long one a year.

    Bad:
        [de path=content/eins.md]
        Title: Kalk
        Date: 2026-01-14
        Promotional: yes

        Kalk ist da.
        [de path=content/zwei.md]
        Title: Lehm
        Date: 2026-06-14
        Promotional: yes

        Lehm auch.

    Good:
        [de path=content/eins.md]
        Title: Kalk
        Date: 2026-01-14
        Promotional: yes

        Kalk ist da.
        [de path=content/zwei.md]
        Title: Lehm
        Date: 2026-02-14
        Promotional: yes

        Lehm auch.

    Options:
        `weeks`: so many weeks without a post are fine (default 8).

    Kurz:
        Vor dem neuesten Beitrag war es wochenlang still.

    Warum:
        Ein Blog, das verstummt, wirkt, als wäre es die Firma auch. Kurze Beiträge in festem Takt schlagen einen langen
        im Jahr.

    Optionen:
        `weeks`: so viele Wochen ohne Beitrag sind in Ordnung (8).

    Source:
        The house rule on stamina ("Durchhaltevermögen"); the limit is a setting, not a finding of research.
    """

    @dataclass(frozen=True, slots=True)
    class Options:
        """What a site may set."""

        weeks: int = 8

        def __post_init__(self) -> None:
            if self.weeks < 1:
                raise BadValue("weeks", PHRASES["at_least_1"])

    code = "SP014"
    name = "long-silence"
    scope = Scope.SITE
    severity = Severity.INFO
    messages = {
        "found": Message(
            de="Vor diesem Beitrag war es {n} Wochen still: nehmen Sie sich für den nächsten etwas Kurzes "
            "vor, etwa eine Frage, die ein Kunde diese Woche gestellt hat.",
            en="Before this post there were {n} weeks of silence: let the next one be short, such as a "
            "question a customer asked this week.",
            de_one="Vor diesem Beitrag war es eine Woche still: nehmen Sie sich für den nächsten etwas Kurzes vor, "
            "etwa eine Frage, die ein Kunde diese Woche gestellt hat.",
            en_one="Before this post there was a week of silence: let the next one be short, such as a question a "
            "customer asked this week.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding at the newest post when a long gap lies before it."""
        posts = latest_posts(site, 2)
        if len(posts) < 2 or posts[0].document is not document:
            return
        weeks = (posts[0].date - posts[1].date).days // 7
        if weeks > self.options.weeks:
            yield self.found(document, document.title_span, n=weeks)
