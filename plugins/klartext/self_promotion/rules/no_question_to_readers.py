"""The rule against blogs that never ask their readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.prose import BlockKind
from klartext.lint.rule import Fact, Message, Rule, Scope
from klartext.self_promotion.analysis import findings, is_declared
from klartext.self_promotion.balance import LatestPosts, latest_posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

_CLOSING_BLOCKS = 3


def _ends_with_a_question(document: Document, _: Site) -> bool:
    closing = [
        block
        for block in document.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not block.quoted and not block.footnote
    ][-_CLOSING_BLOCKS:]
    return any(sentence.text.endswith("?") for block in closing for sentence in block.sentences)


ENDS_WITH_A_QUESTION = Fact("ends-with-a-question", 1, _ends_with_a_question)


class NoQuestionToReaders(Rule):
    """Hardly any of the latest posts invites readers to answer.

    Why:
        A question at the end that one can answer from experience turns readers into contributors, and shows you what
        the next post should be about.

    Bad:
        [de path=content/eins.md]
        Title: Kalk 1
        Date: 2026-01-14
        Promotional: yes

        Kalk ist da.
        [de path=content/zwei.md]
        Title: Kalk 2
        Date: 2026-02-14
        Promotional: yes

        Kalk ist da.
        [de path=content/drei.md]
        Title: Kalk 3
        Date: 2026-03-14
        Promotional: yes

        Kalk ist da.
        [de path=content/vier.md]
        Title: Kalk 4
        Date: 2026-04-14
        Promotional: yes

        Kalk ist da.
        [de path=content/fuenf.md]
        Title: Kalk 5
        Date: 2026-05-14
        Promotional: yes

        Kalk ist da.

    Good:
        Wir kleben eine Folie auf den Putz. Wie machen Sie es?

    Options:
        `share`: the share of posts with an invitation that is enough (default 0.2).
        `posts`: so many of the latest posts are looked at (default 10).
        `minimum`: blogs with fewer posts are left alone (default 5).

    Kurz:
        Kaum einer der neuesten Beiträge lädt zum Antworten ein.

    Warum:
        Eine Schlussfrage, die man aus Erfahrung beantworten kann, macht aus Lesern Mitdenkende und zeigt Ihnen, wovon
        der nächste Beitrag handeln sollte.

    Optionen:
        `share`: dieser Anteil von Beiträgen mit einer Einladung genügt (0,2). `posts`: so viele der neuesten Beiträge
        zählen (10). `minimum`: kleinere Blogs bleiben unbehelligt (5).

    Source:
        The house rule on dialogue; the limit is a setting, not a finding of research.
    """

    @dataclass(frozen=True, slots=True)
    class Options(LatestPosts):
        """What a site may set."""

        share: float = 0.2

    code = "SP016"
    name = "no-question-to-readers"
    scope = Scope.SITE
    severity = Severity.INFO
    facts = (ENDS_WITH_A_QUESTION,)
    messages = {
        "found": Message(
            de="Nur {n} der {posts} neuesten Beiträge laden zum Antworten ein: enden Sie mit einer Frage, etwa »Wie "
            "machen Sie es?«",
            en='Only {n} of the {posts} latest posts invite an answer: end with a question such as "How do you do it?"',
            de_one="Nur einer der {posts} neuesten Beiträge lädt zum Antworten ein: enden Sie mit einer Frage, etwa "
            "»Wie machen Sie es?«",
            en_one="Only one of the {posts} latest posts invites an answer: end with a question such as "
            '"How do you do it?"',
        ),
        "none": Message(
            de="Keiner der {posts} neuesten Beiträge lädt zum Antworten ein: enden Sie mit einer Frage, etwa »Wie "
            "machen Sie es?«",
            en="None of the {posts} latest posts invites an answer: end with a question such as "
            '"How do you do it?"',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding at the newest post when too few of the latest ask their readers."""
        latest = latest_posts(site, self.options.posts)
        if len(latest) < self.options.minimum or latest[0].document is not document:
            return
        inviting = sum(
            not is_declared(post.document)
            and bool(
                site.fact(ENDS_WITH_A_QUESTION, post.document) or findings(post.document, site, self.name)
            )
            for post in latest
        )
        if inviting < self.options.share * len(latest):
            message = "found" if inviting else "none"
            yield self.found(document, document.title_span, message, n=inviting, posts=len(latest))
