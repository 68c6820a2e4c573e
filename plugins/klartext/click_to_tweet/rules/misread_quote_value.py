"""The rule against values of a quote that mean something else than they seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.click_to_tweet.quote import address_of, handle_in, is_yes_or_no
from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class MisreadQuoteValue(Rule):
    """A quote's via or url holds something that WordPress ignored without a word.

    Why:
        via="sommer" used to switch the account off, url="sommer-maler.example" fell back to the post. We read what
        was meant and say so, because shared posts change with it. What cannot be read falls back to the post.

    Bad:
        [bctt tweet="Farbe braucht Zeit" via="@sommer"]

        [bctt tweet="Farbe braucht Zeit" url="unsere Seite"]

    Good:
        [bctt tweet="Farbe braucht Zeit" username="sommer" url="https://sommer-maler.example/kalk/"]

        [bctt tweet="Farbe braucht Zeit" via="no" url="no"]

    Kurz:
        In via oder url eines Zitats steht etwas, das WordPress stillschweigend überging.

    Warum:
        Mit via="sommer" war der Name früher abgeschaltet, url="sommer-maler.example" führte zum Beitrag. Wir lesen,
        was gemeint war, und sagen es, weil sich geteilte Beiträge dadurch ändern. Was nicht lesbar ist, führt zum
        Beitrag.

    Source:
        Better Click To Tweet 6.0.0, tried out.
    """

    code = "CT008"
    name = "misread-quote-value"
    scope = Scope.PARAGRAPH
    severity = Severity.INFO
    messages = {
        "via": Message(
            de='via="{value}" heißt bei uns »über @{account}«; WordPress nannte hier niemanden. Eindeutig ist '
            'username="{account}".',
            en='via="{value}" means "via @{account}" here; WordPress named nobody. username="{account}" leaves '
            "no doubt.",
        ),
        "no-account": Message(
            de='via="{value}" ist weder yes noch no noch ein Konto, deshalb wird niemand genannt.',
            en='via="{value}" is neither yes nor no nor an account, so nobody is named.',
        ),
        "url": Message(
            de='url="{value}" ist keine Adresse, deshalb führt der Verweis zum Beitrag: schreiben Sie sie mit '
            "https:// "
            "am Anfang, oder no für keine.",
            en='url="{value}" is no address, so the link leads to the post: write it with https:// in front, or '
            "no for "
            "none.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each via that names an account and each url that is no address."""
        for shortcode in document.shortcodes:
            if shortcode.problem:
                continue
            via = shortcode.attributes.get("via", "")
            if via and not is_yes_or_no(via):
                account = handle_in(via)
                message = "via" if account else "no-account"
                yield self.found(
                    document, shortcode.attribute_spans["via"], message, value=via, account=account
                )
            url = shortcode.attributes.get("url", "")
            if address_of(url) is None:
                yield self.found(document, shortcode.attribute_spans["url"], "url", value=url)
