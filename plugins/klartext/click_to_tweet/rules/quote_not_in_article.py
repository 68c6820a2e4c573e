"""The rule against quotes that the article no longer contains."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


_WORD = lazy_regex(r"\w+")
_ELLIPSIS = lazy_regex(r"\s*\[?(?:…|\.\.\.)\]?\s*")


class QuoteNotInArticle(Rule):
    """A quote does not occur in the article it stands in.

    Why:
        Who follows a shared quote looks for it. Most often the sentence was edited in the text and not in the
        quote. A text that should differ from the sentence belongs into post="…".

    Bad:
        Die Farbe hält vier Jahre, auf der Wetterseite drei.

        [bctt tweet="Die Farbe hält fünf Jahre."]

    Good:
        Die Farbe hält *vier* Jahre, auf der Wetterseite drei.

        [bctt tweet="Die Farbe hält vier Jahre …" post="Vier Jahre hält unsere Kalkfarbe"]

    Kurz:
        Ein Zitat kommt im Beitrag selbst nicht vor.

    Warum:
        Wer einem geteilten Zitat folgt, sucht es im Text. Meist wurde der Satz im Text geändert und im Zitat nicht.
        Ein Wortlaut, der abweichen soll, gehört in post="…".

    Source:
        Own design; compared are words, without regard to case, markup and punctuation.
    """

    code = "CT003"
    name = "quote-not-in-article"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Dieses Zitat steht so nicht im Beitrag: gleichen Sie Satz und Zitat an, oder geben Sie den "
            "Wortlaut zum "
            'Teilen mit post="…" an.',
            en="The article does not contain this quote: make sentence and quote agree, or give the wording to share "
            'with post="…".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — every rule's signature
        """Yield a finding for each quote whose words do not stand in the article in this order."""
        shortcodes = [s for s in document.shortcodes if s.text and not s.problem]
        if not shortcodes:
            return
        article = _words(" ".join([document.title, *(block.prose.text for block in document.blocks)]))
        for shortcode in shortcodes:
            at = 0
            for part in _ELLIPSIS.split(shortcode.text):
                words = _words(part)
                at = article.find(words, at)
                if at < 0:
                    yield self.found(document, shortcode.span)
                    break
                at += len(words) - 1


def _words(text: str) -> str:
    """Return the words alone, each between two spaces, so that only whole words are found."""
    found = _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", ""))
    return f" {' '.join(found)} " if found else " "
