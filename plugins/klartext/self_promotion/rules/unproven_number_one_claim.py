"""The rule against claims to be the first, the only or the largest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import findings, phrase
from klartext.self_promotion.links import LinkPlaces, sorted_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class UnprovenNumberOneClaim(Rule):
    """The firm calls itself the first, the only or the largest and names no source.

    Why:
        Claims to a top position must be provable, in Germany also before the courts (§ 5 UWG). A link to the ranking
        or the figure makes the sentence sound, and it is then left alone.

    Bad:
        Wir sind der größte Anbieter der Region.

        Der Malerbetrieb Sommer ist die Nummer eins.

    Good:
        Wir sind nach der [Umfrage der Handwerkskammer](https://kammer.example/2026) der größte Anbieter der Region.

        Das größte Risiko ist Feuchte von hinten.

    Kurz:
        Die Firma nennt sich die erste, einzige oder größte und nennt keine Quelle.

    Warum:
        Wer eine Spitzenstellung behauptet, muss sie belegen können, notfalls vor Gericht (§ 5 UWG). Ein Link auf die
        Rangliste oder die Zahl macht den Satz sicher, er wird dann nicht beanstandet.

    Source:
        Gesetz gegen den unlauteren Wettbewerb, § 5 (misleading claims of a leading position).
    """

    code = "SP008"
    name = "unproven-number-one-claim"
    scope = Scope.LINE
    languages = frozenset({"de", "en"})
    messages = {
        "found": Message(
            de="»{phrase}« behauptet eine Spitzenstellung ohne Beleg: verlinken Sie die Quelle oder nennen Sie die "
            "Zahl, etwa »140 Aufträge im Jahr«.",
            en='"{phrase}" claims a top position without proof: link to the source or give the figure, such as '
            '"140 jobs a year".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield one finding for each claim about the firm in a sentence without a link to others."""
        found = [finding for finding in findings(document, site, self.name) if finding.named]
        if not found:
            return
        sources = LinkPlaces(sorted_links(document, site.settings.company.domains).others)
        for finding in found:
            if not sources.touch(finding.sentence):
                yield self.found(document, finding.span, phrase=phrase(document, finding))
