"""The rule against posts that link to nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.repetition import own_span
from klartext.lint.rule import Message, Rule, Scope
from klartext.self_promotion.analysis import is_declared, is_helpful
from klartext.self_promotion.links import sorted_links
from klartext.settings import BadValue
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class MostlyOwnLinks(Rule):
    """Nearly all links of the post lead to the company itself.

    Why:
        Links to others show that you have read more than your own brochure, and readers can check what you say. A
        post that is helpful as a whole is left alone.

    Bad:
        Wir erklären [Kalk](/kalk.html), [Lehm](/lehm.html), [Silikat](https://sommer-maler.example/silikat) und
        [unsere Preise](https://www.sommer-maler.example/preise).

    Good:
        Wir erklären [Kalk](/kalk.html) und [Lehm](/lehm.html). Warum Silikat anders bindet, steht beim
        [Bundesverband](https://verband.example/silikat), die Messwerte im [Merkblatt](https://pruefstelle.example/12).

    Options:
        `share`: the share of own links from which on a post is reported (default 0.8).
        `minimum`: posts with fewer links are left alone (default 4).

    Kurz:
        Fast alle Links des Beitrags führen zur Firma selbst.

    Warum:
        Links auf andere zeigen, dass Sie mehr gelesen haben als den eigenen Prospekt, und man kann nachprüfen, was
        Sie sagen. Ein im Ganzen hilfreicher Beitrag bleibt unbehelligt.

    Optionen:
        `share`: ab diesem Anteil eigener Links wird der Beitrag gemeldet (0,8). `minimum`: Beiträge mit weniger
        Links bleiben unbehelligt (4).

    Source:
        Own reading of 781 company-blog posts; the share of own links is moderate evidence, hence only a hint.
    """

    @dataclass(frozen=True, slots=True)
    class Options:
        """What a site may set."""

        share: float = 0.8
        minimum: int = 4

        def __post_init__(self) -> None:
            if not 0 < self.share <= 1:
                raise BadValue("share", PHRASES["above_0_to_1"])
            if self.minimum < 1:
                raise BadValue("minimum", PHRASES["at_least_1"])

    code = "SP005"
    name = "mostly-own-links"
    scope = Scope.POST
    severity = Severity.INFO
    messages = {
        "found": Message(
            de="{own} von {links} Links führen zu Ihnen selbst: verweisen Sie auf eine Quelle, eine Norm oder "
            "Kollegen, "
            "die es auch wissen.",
            en="{own} of {links} links lead to yourselves: link to a source, a standard or colleagues who know it too.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding at the first own link of a post that has few others."""
        if document.is_page or is_declared(document) or is_helpful(document, site):
            return
        links = sorted_links(document, site.settings.company.domains, own_span(document, site.repeated))
        total = len(links.own) + len(links.others)
        if total >= self.options.minimum and len(links.own) / total >= self.options.share:
            yield self.found(document, links.own[0].span, own=len(links.own), links=total)
