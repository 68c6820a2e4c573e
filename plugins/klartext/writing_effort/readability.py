"""How hard a text is to read: Flesch-Amstad and the Wiener Sachtextformel in German, Flesch in English."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from klartext.lint.document import BlockKind
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klartext.lint.document import Document, Sentence
    from klartext.lint.rule import Site

LANGUAGES = frozenset({"de", "en"})

# A vowel or one of the pairs that German speaks as one; the u of "qu" is none.
_GERMAN_NUCLEUS = lazy_regex(r"(?<!q)u|aa|ee|oo|ai|au|äu|ei|eu|ey|ay|ie|[aeioyäöüàáâèéêëíîïòóôúû]")
_ENGLISH_NUCLEUS = lazy_regex(r"[aeiouyàáâäèéêëíîïòóôöúûü]+")
_SILENT = lazy_regex(
    r"[^aeiouyl]e$|[aeiouy]le$"  # make, while; but table
    r"|(?<![aeioutyd])(?<![bcdfgkptz]l)ed$"  # used; but wanted, enabled
    r"|(?<![aeiouyscxzg])(?<![bcdfgkptz]l)es$"  # times; but boxes, tables
    r"|[^aeiouy]e(?:ly|ments?|ful|less|ness)$"  # likely, movement
    r"|[aeiouy][^aeiouy]+e(?=work|way|thing|fore|where|line|body)"  # something, pipeline
    r"|(?<=ic)a(?=lly$)|(?<=us)i(?=ness)"  # basically, business
)
_HIATUS = lazy_regex(
    r"(?<![tscg])i[ao]|(?<!p)eo(?!u)|(?<![gq])ua|uou|[aeiouy]ing|ier|iest|ism$|eate|creat|eing"  # video, buying
    r"|(?<![tcs])ien[tc]|scien|idea|ium|real(?=i)"  # client, science
)
_WORD_PART = lazy_regex(r"[^\W\d_]+")


class Readability(NamedTuple):
    """The figures of one text.

    ``flesch`` falls from about 100 (very easy) to 0 and below (very hard), by Amstad's formula in German.
    ``wiener`` is the first Wiener Sachtextformel, about the school year whose pupils understand the text, 4 to 15;
    None for English.
    """

    words: int
    sentences: int
    flesch: float
    wiener: float | None

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence in words."""
        return self.words / self.sentences


def readability(document: Document, site: Site, shortest_text_words: float) -> Readability | None:
    """Return the figures of a post; None for a short text or a language that has no formula here."""
    found = site.fact(READABILITY, document)
    return Readability(**found) if found and found["words"] >= shortest_text_words else None


def measure(sentences: Iterable[str], lang: str) -> Readability | None:
    """Return the figures of some sentences; None where there are no words or the language has no formula here.

    Source: Amstad: Wie verständlich sind unsere Zeitungen?, Zürich 1978; Bamberger, Vanecek: Lesen – Verstehen –
    Lernen – Schreiben, Wien 1984; Flesch: A new readability yardstick, Journal of Applied Psychology 32, 1948.
    The syllables are counted by vowels, which lies nearer to a careful count than hyphenation does.
    """
    if lang not in LANGUAGES:
        return None
    spoken: list[str] = []
    count = 0
    for sentence in sentences:
        before = len(spoken)
        spoken += _WORD_PART.findall(sentence.replace("’", "").replace("'", ""))
        count += len(spoken) > before
    words = len(spoken)
    if not words:
        return None
    known = _KNOWN[lang]
    by_number = Counter([known[word] for word in spoken])
    syllables = sum(number * times for number, times in by_number.items())
    one, three = by_number[1], sum(times for number, times in by_number.items() if number >= 3)
    long = sum([len(word) > 6 for word in spoken])
    length, weight = words / count, syllables / words
    if lang == "en":
        return Readability(words, count, round(206.835 - 1.015 * length - 84.6 * weight, 1), None)
    wiener = 19.35 * three / words + 0.1672 * length + 12.97 * long / words - 3.27 * one / words - 0.875
    return Readability(words, count, round(180 - length - 58.5 * weight, 1), round(wiener, 1))


def syllables_of(word: str, lang: str) -> int:
    """Return the syllables of a lower-case word, at least 1."""
    if lang == "de":
        return max(1, len(_GERMAN_NUCLEUS.findall(word)))
    number = len(_ENGLISH_NUCLEUS.findall(word)) + len(_HIATUS.findall(word))
    return max(1, number - len(_SILENT.findall(word)))


class _Syllables(dict[str, int]):
    """The syllables of words in any case, counted once for each distinct word."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, word: str) -> int:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        number = self[word] = syllables_of(word.lower(), self._lang)
        return number


_CACHE_LIMIT = 20_000
_KNOWN = {lang: _Syllables(lang) for lang in LANGUAGES}


def prose_sentences(document: Document) -> list[Sentence]:
    """Return the sentences that count: of paragraphs and of list items that are sentences, none of them quoted."""
    found: list[Sentence] = []
    for block in document.blocks:
        if block.quoted or block.lang != document.lang:
            continue
        sentences: Sequence[Sentence] = block.sentences
        if block.kind is BlockKind.ITEM:
            sentences = [
                sentence
                for sentence in sentences
                if sentence.text.rstrip("»“”\"') ").endswith((".", "!", "?"))
            ]
        elif block.kind is not BlockKind.PARAGRAPH:
            continue
        found.extend(sentences)
    return found


def _measure_document(document: Document, site: Site) -> dict[str, Any] | None:  # noqa: ARG001 — a fact's signature
    found = measure((sentence.text for sentence in prose_sentences(document)), document.lang)
    if found is None:
        return None
    return {
        "words": found.words,
        "sentences": found.sentences,
        "flesch": found.flesch,
        "wiener": found.wiener,
    }


READABILITY = Fact("readability", 1, _measure_document)
