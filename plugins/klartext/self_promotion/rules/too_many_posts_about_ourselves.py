"""The rule against a blog in which adverts take over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Related
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.balance import LatestPosts, latest_posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class TooManyPostsAboutOurselves(Rule):
    """Of the blog's latest posts, more are about the company itself than readers put up with.

    Why:
        One advert among useful posts is read; five in a row and readers unsubscribe. Posts that declare themselves
        with `Promotional: yes` count too.

    Bad:
        [de path=content/eins.md]
        Title: Malerbetrieb Sommer: einzigartige Angebote
        Date: 2026-03-14
        Promotional: yes

        Jetzt zugreifen.
        [de path=content/zwei.md]
        Title: SommerWeiss 3000 ist da
        Date: 2026-04-14
        Promotional: yes

        Die Farbe ist da.
        [de path=content/drei.md]
        Title: Tag der offenen Tür im Malerbetrieb Sommer
        Date: 2026-05-14
        Promotional: yes

        Kommen Sie vorbei.
        [de path=content/vier.md]
        Title: Ausgezeichnet
        Date: 2026-06-14
        Promotional: yes

        Wir haben gewonnen.
        [de path=content/fuenf.md]
        Title: Unser Jahr
        Date: 2026-07-14
        Promotional: yes

        Es war gut.

    Good:
        Title: Drei dünne Schichten Kalk halten länger als eine dicke
        Date: 2026-03-14

        Kalkfarbe muss in drei dünnen Schichten auf die Wand.

    Options:
        `share`: the highest share of promotional posts that is fine (default 0.2, one in five).
        `posts`: so many of the latest posts are looked at (default 10).
        `minimum`: blogs with fewer posts are left alone (default 5).

    Kurz:
        Von den neuesten Beiträgen handeln mehr von der Firma selbst, als Leser hinnehmen.

    Warum:
        Eine Anzeige zwischen nützlichen Beiträgen wird gelesen; nach fünf hintereinander bestellen die Leute ab.
        Beiträge, die sich mit `Promotional: yes` dazu bekennen, zählen mit.

    Optionen:
        `share`: der höchste Anteil werblicher Beiträge (0,2, also jeder fünfte). `posts`: so viele der neuesten
        Beiträge zählen (10). `minimum`: kleinere Blogs bleiben unbehelligt (5).

    Source:
        Own reading of 781 company-blog posts: the share of excessive posts runs from 0% to 100% between blogs.
    """

    @dataclass(frozen=True, slots=True)
    class Options(LatestPosts):
        """What a site may set."""

        share: float = 0.2

    code = "SP006"
    name = "too-many-posts-about-ourselves"
    scope = Scope.SITE
    messages = {
        "found": Message(
            de="Werbliche Beiträge unter den {posts} neuesten: {promotional}, dieser zuletzt; Ihre Grenze von "
            "{share:.0%} erlaubt {fine}: schreiben Sie als Nächstes etwas, das Ihren Lesern hilft.",
            en="Promotional posts among the {posts} latest: {promotional}, this one last; your limit of {share:.0%} "
            "allows {fine}: let the next post be one that helps your readers.",
        ),
        "also": Message(de="auch dieser Beitrag ist werblich", en="this post is promotional too"),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding at the newest promotional post when the share is too high."""
        latest = latest_posts(site, self.options.posts)
        promotional = [post for post in latest if post.promotional]
        fine = int(self.options.share * len(latest) + 1e-9)
        if (
            len(latest) < self.options.minimum
            or len(promotional) <= fine
            or promotional[0].document is not document
        ):
            return
        yield self.found(
            document,
            document.title_span,
            related=tuple(
                Related(post.document.place(post.document.title_span), "also") for post in promotional[1:]
            ),
            promotional=len(promotional),
            posts=len(latest),
            fine=fine,
            share=self.options.share,
        )
