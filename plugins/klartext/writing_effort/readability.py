"""How hard a text is to read: Flesch-Amstad and the Wiener Sachtextformel in German, Flesch in English."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from klartext.lint.document import BlockKind, Sentence
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.document import Block, Document
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
_DOUBLED = ("''", "’’", "'’", "’'")


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


def measure(sentences: Sequence[Sequence[str]], lang: str) -> Readability | None:
    """Return the figures of some sentences; None where there are no words or the language has no formula here.

    Args:
        sentences: the words of each; what else stands among them is left out.
        lang: an ISO 639-1 code.

    Source: Amstad: Wie verständlich sind unsere Zeitungen?, Zürich 1978; Bamberger, Vanecek: Lesen – Verstehen –
    Lernen – Schreiben, Wien 1984; Flesch: A new readability yardstick, Journal of Applied Psychology 32, 1948.
    The syllables are counted by vowels, which lies nearer to a careful count than hyphenation does.
    """
    if lang not in LANGUAGES:
        return None
    spoken = _KNOWN[lang].__getitem__
    kinds = Counter(map(spoken, chain.from_iterable(sentences))).items()
    words = sum(kind.words * times for kind, times in kinds)
    if not words:
        return None
    syllables = sum(kind.syllables * times for kind, times in kinds)
    one = sum(kind.one * times for kind, times in kinds)
    three = sum(kind.three * times for kind, times in kinds)
    long = sum(kind.long * times for kind, times in kinds)
    # Nearly every sentence has a token of letters alone, which is a word.
    count = sum(
        any(map(str.isalpha, sentence)) or any(kind.words for kind in map(spoken, sentence))
        for sentence in sentences
    )
    length, weight = words / count, syllables / words
    if lang == "en":
        return Readability(words, count, round(206.835 - 1.015 * length - 84.6 * weight, 1), None)
    wiener = 19.35 * three / words + 0.1672 * length + 12.97 * long / words - 3.27 * one / words - 0.875
    return Readability(words, count, round(180 - length - 58.5 * weight, 1), round(wiener, 1))


def _words_of(text: str) -> list[str]:
    return _WORD_PART.findall(text.replace("’", "").replace("'", ""))


def syllables_of(word: str, lang: str) -> int:
    """Return the syllables of a lower-case word, at least 1."""
    if lang == "de":
        return max(1, len(_GERMAN_NUCLEUS.findall(word)))
    number = len(_ENGLISH_NUCLEUS.findall(word)) + len(_HIATUS.findall(word))
    return max(1, number - len(_SILENT.findall(word)))


@dataclass(frozen=True, slots=True, eq=False)
class _Spoken:
    """What the formulas ask of a token: most are one word, signs are none, "Maler:in" is two.

    Tokens that are alike in this have the same one.
    """

    words: int
    syllables: int
    one: int
    """How many of the words have one syllable."""
    three: int
    """How many have three or more."""
    long: int
    """How many have more than six letters."""


class _Known(dict[str, _Spoken]):
    """The tokens of a language as written, each counted once."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._kinds: dict[tuple[tuple[int, bool], ...], _Spoken] = {}

    def __missing__(self, token: str) -> _Spoken:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        words = (token,) if token.isalpha() else _words_of(token)
        key = tuple([(syllables_of(word.lower(), self._lang), len(word) > 6) for word in words])
        found = self[token] = self._kinds.get(key) or self._new_kind(key)
        return found

    def _new_kind(self, words: tuple[tuple[int, bool], ...]) -> _Spoken:
        """Return the kind of tokens that hold words of so many syllables, each with whether it is long."""
        syllables = [number for number, _ in words]
        one, three = syllables.count(1), sum(number >= 3 for number in syllables)
        long = sum(is_long for _, is_long in words)
        kind = self._kinds[words] = _Spoken(len(words), sum(syllables), one, three, long)
        return kind


_CACHE_LIMIT = 50_000
_KNOWN = {lang: _Known(lang) for lang in LANGUAGES}


def prose_sentences(document: Document) -> Iterator[Sentence]:
    """Yield the sentences that count: of paragraphs and list items that are sentences, unquoted."""
    for block in document.blocks:
        ranges = block.sentence_ranges
        yield from (Sentence(block.prose, *ranges[which]) for which in _counting(block, document.lang))


def _counting(block: Block, lang: str) -> Sequence[int]:
    """Return the numbers of a block's sentences that count."""
    if block.quoted or block.lang != lang:
        return ()
    if block.kind is BlockKind.PARAGRAPH:
        return range(len(block.sentence_ranges))
    if block.kind is not BlockKind.ITEM:
        return ()
    text = block.prose.text
    return [
        which
        for which, (start, end) in enumerate(block.sentence_ranges)
        if text[start:end].rstrip("»“”\"') ").endswith((".", "!", "?"))
    ]


def _measure_document(document: Document, site: Site) -> dict[str, Any] | None:  # noqa: ARG001 — a fact's signature
    if any(pair in document.text for pair in _DOUBLED):  # "it''s" is one word here, and two tokens
        sentences = [_words_of(sentence.text) for sentence in prose_sentences(document)]
    else:
        tokens, sentences = document.tokens, []
        for first, block in zip(tokens.firsts, document.blocks, strict=False):
            sentences += [tokens.sentences[first + which] for which in _counting(block, document.lang)]
    found = measure(sentences, document.lang)
    if found is None:
        return None
    return {
        "words": found.words,
        "sentences": found.sentences,
        "flesch": found.flesch,
        "wiener": found.wiener,
    }


READABILITY = Fact("readability", 1, _measure_document)
