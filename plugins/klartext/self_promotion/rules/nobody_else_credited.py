"""The rule against blogs that never point to anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import links_to_others
from klartext.self_promotion.balance import LatestPosts, latest_posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class NobodyElseCredited(Rule):
    """Hardly any of the latest posts links to somebody else.

    Why:
        Who links to colleagues, sources and even rivals shows that they know their field; readers come back, and
        those who were named link back.

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
        Kalkputz erklärt [die Kollegin Ruh](https://ruh.example/kalk) besser als wir.

    Options:
        `share`: the share of posts with a link to others that is enough (default 0.3).
        `posts`: so many of the latest posts are looked at (default 10).
        `minimum`: blogs with fewer posts are left alone (default 5).

    Kurz:
        Kaum einer der neuesten Beiträge verweist auf andere.

    Warum:
        Wer auf Kollegen, Quellen und sogar Mitbewerber verweist, zeigt, dass er sein Fach kennt; Leser kommen wieder,
        und die Genannten verweisen zurück.

    Optionen:
        `share`: dieser Anteil von Beiträgen mit einem Link auf andere genügt (0,3). `posts`: so viele der neuesten
        Beiträge zählen (10). `minimum`: kleinere Blogs bleiben unbehelligt (5).

    Source:
        Own reading of 781 company-blog posts: links to others mark helpful posts.
    """

    @dataclass(frozen=True, slots=True)
    class Options(LatestPosts):
        """What a site may set."""

        share: float = 0.3

    code = "SP015"
    name = "nobody-else-credited"
    scope = Scope.SITE
    severity = Severity.INFO
    messages = {
        "found": Message(
            de="Nur {n} der {posts} neuesten Beiträge verweisen auf andere: nennen und verlinken Sie, von wem Sie es "
            "gelernt haben.",
            en="Only {n} of the {posts} latest posts link to others: name and link those from whom you learned it.",
            de_one="Nur einer der {posts} neuesten Beiträge verweist auf andere: nennen und verlinken Sie, von wem "
            "Sie es gelernt haben.",
            en_one="Only one of the {posts} latest posts links to others: name and link those from whom you "
            "learned it.",
        ),
        "none": Message(
            de="Keiner der {posts} neuesten Beiträge verweist auf andere: nennen und verlinken Sie, von wem Sie es "
            "gelernt haben.",
            en="None of the {posts} latest posts links to others: name and link those from whom you learned it.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding at the newest post when too few of the latest point to others."""
        latest = latest_posts(site, self.options.posts)
        if len(latest) < self.options.minimum or latest[0].document is not document:
            return
        credited = sum(links_to_others(post.document, site) > 0 for post in latest)
        if credited < self.options.share * len(latest):
            message = "found" if credited else "none"
            yield self.found(document, document.title_span, message, n=credited, posts=len(latest))
