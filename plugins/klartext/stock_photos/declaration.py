"""How a post tells its readers that a picture was generated, in German and English, and what the page says for it."""

from __future__ import annotations

import re
from functools import cache

from klartext.lint.lazy_regex import lazy_regex
from klartext.stock_photos.agencies import load_agencies

_LABELS = {"de": "KI-Bild", "en": "AI-generated image"}

_MADE = (
    r"(?:generiert|erzeugt|erstellt|gemacht|entstanden|gestaltet|gezeichnet|gemalt"
    r"|generated|created|made|produced|drawn)"
)
_WITH = (
    r"\b(?:mit(?:hilfe|tels)?|durch|von|with|by|using|in)\s+"
    r"(?:(?:Hilfe|eine[rmns]|der|dem|von|the|help|of|an)\s+){0,3}"
)
_DECLARATION = rf"""
    \b(?:KI|AI|K\.I\.|A\.I\.)(?:
        -?\s?(?:generiert|erzeugt|erstellt|kreiert|entworfen)(?:e[srnm]?\s+\w+|\s*(?:$|[.,;:!)\]|–—-]))
      | -(?:generiert|erzeugt|erstellt|kreiert)\b
      | [\s-](?:generated|created|made|produced|drawn|illustrated|rendered)\b
      | -?\s?(?:Bild|Foto|Illustration|Grafik|Zeichnung|Visualisierung|Symbolbild|Montage|Kunst)\b
      | [\s-](?:image|photo|picture|artwork|illustration|graphic|drawing|rendering)\b
    )
  | \b{_MADE}\s+{_WITH}(?:TOOL)
  | {_WITH}(?:TOOL)\s*(?:\([^)]*\)\s*)?(?:\w+\s+){{0,2}}?{_MADE}
  | \b(?:hat|haben)\s+(?:eine?\s+|die\s+|der\s+)?(?:TOOL)\s+{_MADE}
  | \b(?:Bild|Foto|Illustration|Grafik|Bildquelle|Quelle|Image|Photo|Picture|Source|Credit)s?\s*:\s*
    (?:TOOL)\s*(?:$|[.,;)/|])
  | \bsynthetis(?:ch\s+erzeugt|ches\s+Bild)|\bsynthetic\s+image\b
"""
_TOOLS = (
    r"(?:KI|AI)\b|künstliche[rn]?\s+Intelligenz|artificial\s+intelligence"
    r"|(?:KI-)?Bildgenerator\w*|(?:AI\s+)?image\s+generator"
)
_DENIAL = lazy_regex(
    r"\b(?:kein\w*|nicht|ohne|weder|statt|no|not|non|never|without|isn't|instead\s+of)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def declaration(text: str) -> str:
    """Return the words with which a text says that its picture was generated, empty where it does not.

    ``Die Werkstatt, KI-Bild`` does; ``Kein KI-Bild`` and ``Wie eine KI Bilder erzeugt`` do not.
    """
    for found in _pattern().finditer(text):
        if not _DENIAL.search(text[: found.start()]):
            return found.group().strip(" .,;:!)]–—-")
    return ""


def label(lang: str) -> str:
    """Return what a page in a language prints at a generated picture."""
    return _LABELS.get(lang.partition("-")[0], _LABELS["de"])


@cache
def _pattern() -> re.Pattern[str]:
    names = [
        re.escape(word) for agency in load_agencies() if agency.kind == "generated" for word in agency.words
    ]
    tools = "|".join([_TOOLS, *sorted(names, key=len, reverse=True)]).replace(r"\ ", r"\s+")
    return re.compile(_DECLARATION.replace("TOOL", tools), re.IGNORECASE | re.VERBOSE)
