"""Which language a passage is written in, as far as a linter must know: German, English or the post's own."""

from __future__ import annotations

from klartext.lint.lazy_regex import lazy_regex

# The commonest function words that the other language does not have.
_GERMAN = frozenset(
    "der die das und ist nicht ein eine einen einem einer den dem des mit auf für von zu sich auch als wie bei "
    "wir sie ich ihr es aus nach noch wird werden sind haben hat oder aber wenn nur über zum zur im".split()
)
_ENGLISH = frozenset(
    "the and of to is not a that it for with as on be by this are or from at we you your our they have has "
    "which will can but if their there would been".split()
)
_WORD = lazy_regex(r"[^\W\d_]+")


def quoted_language(text: str, default: str) -> str:
    """Return ``de`` or ``en`` where a quotation's function words clearly say so, else the default."""
    words = _WORD.findall(text.lower())
    german = sum(word in _GERMAN for word in words)
    english = sum(word in _ENGLISH for word in words)
    if german + english < 3:
        return default
    if german >= 3 * english:
        return "de"
    if english >= 3 * german:
        return "en"
    return default
