"""The rule for posts whose language is no language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

# ISO 639-1, the two-letter codes; a post in another language may use a three-letter code.
_CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja "
    "jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb "
    "nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)


class UnknownLanguage(Rule):
    """The language in a post's header is not a language code.

    Why:
        The language decides which rules read the post, how dates are written and what screen readers speak.
        With a code that does not exist none of it works, and no rule about wording looks at the post.

    Bad:
        Title: Kalkputz im Bad
        Date: 2026-03-14
        Lang: deutsch

        Kalkputz atmet nicht, er puffert.

    Good:
        Title: Kalkputz im Bad
        Date: 2026-03-14
        Lang: de

        Kalkputz atmet nicht, er puffert.

    Kurz:
        Die Sprache im Kopf eines Beitrags ist kein Sprachkürzel.

    Warum:
        Die Sprache entscheidet, welche Regeln den Beitrag lesen, wie Daten geschrieben werden und was ein
        Vorleseprogramm spricht. Mit einem Kürzel, das es nicht gibt, geht nichts davon, und keine Regel zum
        Wortlaut sieht den Beitrag an.

    Source:
        ISO 639-1:2002, codes for the representation of names of languages.
    """

    code = "KT009"
    name = "unknown-language"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "found": Message(
            de="»{language}« ist kein Sprachkürzel, die Regeln zum Wortlaut lesen den Beitrag nicht: schreiben Sie "
            "»Lang: de« oder »Lang: en«.",
            en='"{language}" is not a language code, the rules about wording do not read the post: write "Lang: de" '
            'or "Lang: en".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — one signature
        """Yield a finding at a language that is neither an ISO 639-1 code nor has three letters."""
        field = document.front_matter.field("lang")
        if not field or not field.value or document.lang in _CODES:
            return
        if not (len(document.lang) == 3 and document.lang.isascii() and document.lang.isalpha()):
            yield self.found(document, field.value_span, language=field.value)
