"""The phrase lists of one language: read from TOML, checked line by line, and matched on stems in linear time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import Stemmer

from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message
from klartext.lint.tokens import SENTENCE_END
from klartext.self_promotion.spelling import normalize, without_feminine
from klartext.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

LANGUAGES = {"de": "german", "en": "english"}
"""The languages that have phrase lists, and their Snowball stemmers."""

TITLE_FAMILIES = frozenset({"genre"})
"""Families whose phrases mean something in titles and headings alone."""

BRAND = "\ue000"
"""The token that stands for a name of the company, its aliases and products."""

# A stem joins "open" and "openness": words fit only where they are about as long as the listed one.
_REACH = {"de": 2, "en": 3}
_CACHE_LIMIT = 200_000
_GAP = lazy_regex(r"\.\.(\d{1,2})$")
_ELEMENT = lazy_regex(r"(?:\*?[^\W_]+(?:'[^\W_]+)*\*?|[?!:%§°€$£/])$")
_ENTRY_KEYS = {"id", "strength", "rule", "phrases", "false_friends", "whose"}
_CLASSES = {"brand", "we", "our", "number", "currency", "name", "unit", "not"}
_MEASURE = lazy_regex(r"\d+(?:ms|s|h|km|m|cm|mm|kg|g|kb|mb|gb|tb|mhz|ghz|kw|kwh|w|v|px|dpi)$")


PHRASES: Mapping[str, Message] = {
    "no_toml": Message(de="das ist kein TOML ({detail})", en="this is no TOML ({detail})"),
    "no_class": Message(
        de="{name} ist keine Wortgruppe; es gibt {choices}", en="{name} is no class; there are {choices}"
    ),
    "class_of_words": Message(
        de="{name} braucht eine Liste von Wörtern", en="{name} must be a list of words"
    ),
    "no_list_key": Message(
        de="{name!r} gibt es hier nicht; es gibt whose, help und [[entry]]",
        en="{name!r} is not known here; there are whose, help and [[entry]]",
    ),
    "bad_whose": Message(
        de="whose = {value!r} muss 'any' oder 'ours' sein", en="whose = {value!r} must be 'any' or 'ours'"
    ),
    "no_entry": Message(de="der Liste fehlt [[entry]]", en="the list has no [[entry]]"),
    "no_id": Message(de="einem [[entry]] fehlt id", en="an [[entry]] has no id"),
    "no_entry_key": Message(
        de="Eintrag {entry!r}: {name!r} gibt es nicht; es gibt {choices}",
        en="entry {entry!r}: {name!r} is not known; there are {choices}",
    ),
    "bad_strength": Message(
        de="Eintrag {entry!r}: strength = {value!r} muss 1, 2 oder 3 sein",
        en="entry {entry!r}: strength = {value!r} must be 1, 2 or 3",
    ),
    "no_phrases": Message(
        de="Eintrag {entry!r}: {name} braucht eine Liste von Wendungen",
        en="entry {entry!r}: {name} must be a list of phrases",
    ),
    "no_phrase": Message(
        de="Eintrag {entry!r}: {phrase!r} ist keine Wendung", en="entry {entry!r}: {phrase!r} is no phrase"
    ),
    "loose_gap": Message(
        de="Wendung {phrase!r}: eine Lücke oder ein Wort, das fehlen darf, braucht Wörter ringsum",
        en="phrase {phrase!r}: a gap or an optional word needs words around it",
    ),
    "no_word": Message(de="{word!r} ist kein Wort", en="{word!r} is no word"),
    "short_beginning": Message(
        de="{word!r} ist als Wortanfang zu kurz", en="{word!r} is too short for a beginning"
    ),
    "short_ending": Message(de="{word!r} ist als Wortende zu kurz", en="{word!r} is too short for an ending"),
}


class PhraseListError(SettingsError):
    """A phrase list has a bad entry; it names file, line, what is wrong and what would be right."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A kind of phrase: its family (the file), its name in it, and how much it says (1–3).

    ``ours`` tells that it counts only where it is about the company; ``help`` that it speaks against promotion;
    ``rule`` is the rule that reports it, if any.
    """

    family: str
    name: str
    strength: int
    ours: bool
    help: bool
    rule: str


class _Pattern(NamedTuple):
    entry: Entry
    cancels: bool
    initial: bool
    length: int
    """How many words its beginning has: the first one, and the second where it follows at once."""
    first: frozenset[str]
    """The symbols that fit its first word."""
    second: frozenset[str]
    """Those that fit the word right behind; empty where a gap follows, or nothing."""
    rest: tuple[tuple[int, frozenset[str]], ...]
    """For each further step the number of words that may stand before it, and the symbols that fit."""


def _pattern(
    entry: Entry, steps: Sequence[tuple[int, frozenset[str]]], *, cancels: bool, initial: bool
) -> _Pattern:
    """Return the pattern of a row of steps: the words that may stand before each, and the symbols that fit."""
    length = 2 if len(steps) > 1 and steps[1][0] == 0 else 1
    second: frozenset[str] = steps[1][1] if length == 2 else frozenset()
    return _Pattern(entry, cancels, initial, length, steps[0][1], second, tuple(steps[length:]))


class Hit(NamedTuple):
    """A phrase found: tokens ``start`` to ``end`` of a list."""

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class _Follower:
    """What matters of a word to the phrases that may begin right before it."""

    symbols: tuple[str, ...]


class _Openings(dict[_Follower, list[_Pattern]]):
    """The patterns that may begin at a word, looked for once for each kind of word that is seen to follow."""

    __slots__ = ("_loose", "_pairs")

    def __init__(self, pairs: Sequence[Mapping[str, list[_Pattern]]], loose: list[_Pattern]) -> None:
        """``pairs`` are patterns by the symbol of the following word, ``loose`` go with any."""
        super().__init__()
        self._pairs = pairs
        self._loose = loose

    def __missing__(self, following: _Follower) -> list[_Pattern]:
        found: list[_Pattern] = []
        for pairs in self._pairs:
            for symbol in following.symbols:
                found += pairs.get(symbol, ())
        patterns = self[following] = [*found, *self._loose] if found else self._loose
        return patterns


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What the lists know of a word; words of which they know the same are one ``Word``."""

    symbols: tuple[str, ...]
    prose: bool
    """Whether it is a word or a number rather than a sign."""
    we: bool
    negates: bool
    marked: bool
    """Whether it is a sign or says "we": most words are neither."""
    opens: bool
    """Whether a pattern may begin with it outside titles and headings."""
    openings: _Openings
    """The patterns that may begin with it, by the word that follows."""
    title_openings: _Openings
    """The same in titles and headings."""
    follower: _Follower


_BRAND_SYMBOLS = ("<brand>", "<name>")
_NAME_SYMBOLS = ("<name>",)
_NO_OPENINGS = _Openings((), [])


def _word(
    symbols: tuple[str, ...],
    openings: _Openings,
    title_openings: _Openings,
    follower: _Follower,
    *,
    prose: bool,
) -> Word:
    we = "<we>" in symbols
    return Word(
        symbols=symbols,
        prose=prose,
        we=we,
        negates="<not>" in symbols,
        marked=we or not prose,
        opens=openings is not _NO_OPENINGS,
        openings=openings,
        title_openings=title_openings,
        follower=follower,
    )


_END = _word((), _NO_OPENINGS, _NO_OPENINGS, _Follower(()), prose=False)
"""The end of a sentence."""


class _Index:
    """Patterns by the symbols of their first word, and of the second where it follows at once."""

    def __init__(self, patterns: Iterable[_Pattern]) -> None:
        self._pairs: dict[str, dict[str, list[_Pattern]]] = {}
        self._loose: dict[str, list[_Pattern]] = {}
        for pattern in patterns:
            for symbol in pattern.first:
                if pattern.second:
                    for following in pattern.second:
                        self._pairs.setdefault(symbol, {}).setdefault(following, []).append(pattern)
                else:
                    self._loose.setdefault(symbol, []).append(pattern)

    def openings(self, symbols: Sequence[str]) -> _Openings:
        """Return the patterns that may begin at a word."""
        pairs = [self._pairs[symbol] for symbol in symbols if symbol in self._pairs]
        loose = [pattern for symbol in symbols for pattern in self._loose.get(symbol, ())]
        return _Openings(pairs, loose) if pairs or loose else _NO_OPENINGS


class _Words(dict[str, Word]):
    """The words as written, each looked up once."""

    __slots__ = ("_look_up",)

    def __init__(self, look_up: Callable[[str], Word]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, form: str) -> Word:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        word = self[form] = self._look_up(form)
        return word


@dataclass(slots=True)
class Lexicon:
    """All phrase lists of a language.

    A phrase is a row of steps. Each token has a handful of symbols (its stem, its form, the prefixes, endings and
    classes that some phrase asks for), found once per distinct word; a phrase is looked up by the symbols of two
    neighbouring tokens and then followed. A gap takes the first word that fits and is never taken back, so the
    work is bounded by the length of the text times a constant.
    """

    lang: str
    entries: tuple[Entry, ...] = ()
    _in_text: _Index = field(default_factory=lambda: _Index(()))
    _in_titles: _Index = field(default_factory=lambda: _Index(()))
    _classes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The class symbols of each word that is listed as such."""
    _listed: frozenset[str] = frozenset()
    """The words, in plain form, that are listed as such or asked for as written."""
    _seconds: frozenset[str] = frozenset()
    """The symbols that some pattern asks for in the word right behind its first."""
    _stems: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _forms: frozenset[str] = frozenset()
    _exact: frozenset[str] = frozenset()
    _prefixes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _endings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _known: _Words = field(init=False)
    _words: dict[tuple[tuple[str, ...], bool], Word] = field(default_factory=dict)
    _followers: dict[tuple[str, ...], _Follower] = field(default_factory=dict)
    _stemmer: Any = field(init=False)

    def __post_init__(self) -> None:
        self._known = _Words(self._look_up)
        self._stemmer = Stemmer.Stemmer(LANGUAGES[self.lang])
        self._stemmer.maxCacheSize = 0  # it is asked once for each word

    def look_up(self, forms: Iterable[str]) -> list[Word]:
        """Return what the lists know of tokens, ``BRAND`` standing for names of the company."""
        return list(map(self._known.__getitem__, forms))

    def stem(self, form: str) -> str:
        """Return the stem that the lists compare."""
        stem: str = self._stemmer.stemWord(self._plain(form))
        return stem

    def _plain(self, form: str) -> str:
        word = normalize(form)
        return without_feminine(word) if self.lang == "de" else word

    def find(self, words: Sequence[Word], titles: Iterable[tuple[int, int]] = ()) -> list[Hit]:
        """Return all phrases in a list of tokens, false friends taken out, in order of their start.

        Args:
            words: the tokens, looked up, with ``SENTENCE_END`` behind each sentence; no phrase crosses one.
            titles: the ranges of tokens that are titles or headings.
        """
        hits: list[Hit] = []
        cancelled: list[Hit] = []
        for at, patterns in _beginnings(words, titles):
            for pattern in patterns:
                if pattern.initial and at and words[at - 1] is not _END:
                    continue
                end = at + pattern.length
                if pattern.rest:
                    end = _end(pattern.rest, words, end)
                if end:
                    (cancelled if pattern.cancels else hits).append(Hit(pattern.entry, at, end))
        return _settled(hits, cancelled)

    def _look_up(self, form: str) -> Word:
        if form == SENTENCE_END:
            return _END
        key = (_BRAND_SYMBOLS, True) if form == BRAND else (self._symbols(form), form[0].isalnum())
        return self._words.get(key) or self._new_word(*key)

    def _new_word(self, symbols: tuple[str, ...], prose: bool) -> Word:  # noqa: FBT001 — a key of `_words`
        openings, in_titles = self._in_text.openings(symbols), self._in_titles.openings(symbols)
        seconds = tuple(symbol for symbol in symbols if symbol in self._seconds)
        follower = self._followers.setdefault(seconds, _Follower(seconds))
        word = self._words[symbols, prose] = _word(symbols, openings, in_titles, follower, prose=prose)
        return word

    def _symbols(self, form: str) -> tuple[str, ...]:
        """Return what phrases may ask for of a word as written: of most no more than that they are capitalized."""
        word = self._plain(form)
        stem = self._stemmer.stemWord(word)
        if (
            stem in self._stems
            or word in self._listed
            or word[:3] in self._prefixes
            or stem[-3:] in self._endings
            or form[0].isdigit()
        ):
            return tuple(self._symbols_of(form, word, stem))
        return _NAME_SYMBOLS if form[0].isupper() else ()

    def _symbols_of(self, form: str, word: str, stem: str) -> list[str]:
        """Return the symbols of a word as written, in plain form and as a stem."""
        found: list[str] = []
        if word in self._classes:
            found += self._classes[word]
        if form[0].isdigit():
            found.append("<number>")
            if _MEASURE.match(word):
                found.append("<measure>")
        elif form[0].isupper():
            found.append("<name>")
        if word in self._forms:
            found.append("=" + word)
        if form in self._exact:
            found.append("+" + form)
        if stem in self._stems:
            reach = _REACH[self.lang]
            found += ["~" + w for w in self._stems[stem] if abs(len(w) - len(word)) <= reach]
        if word[:3] in self._prefixes:
            found += [p + "*" for p in self._prefixes[word[:3]] if word.startswith(p)]
        if stem[-3:] in self._endings:
            found += ["*" + e for e in self._endings[stem[-3:]] if stem.endswith(e)]
        return found


def _beginnings(
    words: Sequence[Word], titles: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, Sequence[_Pattern]]]:
    """Yield where patterns may begin, and which."""
    in_titles = {at for start, end in titles for at in range(start, end)}
    for at in in_titles:
        if patterns := words[at].title_openings[words[at + 1].follower]:
            yield at, patterns
    for at in [at for at, word in enumerate(words) if word.opens]:
        if at not in in_titles and (patterns := words[at].openings[words[at + 1].follower]):
            yield at, patterns


def _end(rest: Sequence[tuple[int, frozenset[str]]], words: Sequence[Word], at: int) -> int:
    """Return the end of a phrase whose beginning ends at ``at``, or 0 where the rest does not follow."""
    for gap, wanted in rest:
        farthest = at + gap
        while wanted.isdisjoint(words[at].symbols):
            if at == farthest or words[at] is _END:
                return 0
            at += 1
        at += 1
    return at


def _settled(hits: list[Hit], cancelled: list[Hit]) -> list[Hit]:
    """Drop what a false friend covers and, within an entry, hits inside longer ones."""
    bad: dict[Entry, set[int]] = {}
    for entry, start, end in cancelled:
        bad.setdefault(entry, set()).update(range(start, end))
    found: list[Hit] = []
    last: dict[Entry, int] = {}
    hits.sort(key=attrgetter("end"), reverse=True)
    hits.sort(key=attrgetter("start"))
    for hit in hits:
        entry, start, end = hit
        if start < last.get(entry, 0):
            continue
        if entry in bad and not bad[entry].isdisjoint(range(start, end)):
            continue
        found.append(hit)
        last[entry] = end
    return found


@cache
def lexicon(lang: str) -> Lexicon | None:
    """Return the phrase lists of a language that ship with Klartext, or None where there are none.

    Raises:
        PhraseListError: a list has a bad entry.
    """
    if lang not in LANGUAGES:
        return None
    return read_lexicon(lang, sorted((Path(__file__).parent / "phrases" / lang).iterdir()))


def read_lexicon(lang: str, files: Sequence[Path]) -> Lexicon:
    """Return the phrase lists in some TOML files.

    ``classes.toml`` holds the words that stand for "we", "our", numbers, currencies, units and negations; every
    other file is a family.

    Raises:
        PhraseListError: a file or an entry cannot be read; the text names file and line.
    """
    made = Lexicon(lang)
    entries: list[Entry] = []
    patterns: list[_Pattern] = []
    for file in files:
        if not file.name.endswith(".toml"):
            continue
        source = _Source(f"{lang}/{file.name}", file.read_text(encoding="utf-8"))
        data = source.load()
        if file.name == "classes.toml":
            made._classes = source.classes(data)  # noqa: SLF001 — the factory of the same module
            continue
        family = file.name.removesuffix(".toml")
        for raw in source.entries(data):
            entry, found = source.entry(raw, family, data, made)
            entries.append(entry)
            patterns.extend(found)
    made.entries = tuple(entries)
    _index(made, patterns)
    return made


def _index(made: Lexicon, patterns: Sequence[_Pattern]) -> None:
    wanted: set[str] = set()
    for pattern in patterns:
        wanted.update(pattern.first, pattern.second, *(symbols for _, symbols in pattern.rest))
    made._in_titles = _Index(patterns)  # noqa: SLF001 — the factory of the same module
    made._in_text = _Index(p for p in patterns if p.entry.family not in TITLE_FAMILIES)  # noqa: SLF001
    made._seconds = frozenset(s for pattern in patterns for s in pattern.second)  # noqa: SLF001
    stems: dict[str, list[str]] = {}
    for word in sorted(s[1:] for s in wanted if s[0] == "~"):
        stems.setdefault(made.stem(word), []).append(word)
    made._stems = {key: tuple(value) for key, value in stems.items()}  # noqa: SLF001
    made._forms = frozenset(s[1:] for s in wanted if s[0] == "=")  # noqa: SLF001
    made._exact = frozenset(s[1:] for s in wanted if s[0] == "+")  # noqa: SLF001
    made._listed = frozenset({*made._classes, *made._forms, *map(made._plain, made._exact)})  # noqa: SLF001
    prefixes: dict[str, list[str]] = {}
    endings: dict[str, list[str]] = {}
    for symbol in sorted(wanted):
        if symbol[0] == "*":
            endings.setdefault(symbol[-3:], []).append(symbol[1:])
        elif symbol[-1] == "*":
            prefixes.setdefault(symbol[:3], []).append(symbol[:-1])
    made._prefixes = {key: tuple(value) for key, value in prefixes.items()}  # noqa: SLF001
    made._endings = {key: tuple(value) for key, value in endings.items()}  # noqa: SLF001


class _Source(NamedTuple):
    """A phrase list's text, to name the line of what is wrong in it."""

    name: str
    text: str

    def load(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            failure = PhraseListError(PHRASES["no_toml"], detail=error)
            failure.place = f"phrases/{self.name}"
            raise failure from error

    def fail(self, needle: str, key: str, **values: object) -> PhraseListError:
        at = self.text.find(needle)
        line = self.text.count("\n", 0, max(at, 0)) + 1
        failure = PhraseListError(PHRASES[key], **values)
        failure.place = f"phrases/{self.name}:{line}"
        return failure

    def classes(self, data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, words in data.items():
            if name not in _CLASSES:
                raise self.fail(name, "no_class", name=repr(name), choices=_listed(_CLASSES))
            if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
                raise self.fail(name, "class_of_words", name=repr(name))
            for word in dict.fromkeys(normalize(word) for word in words):
                found[word] = (*found.get(word, ()), f"<{name}>")
        return found

    def entries(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        for key in data:
            if key not in {"whose", "help", "entry"}:
                raise self.fail(key, "no_list_key", name=key)
        if data.get("whose", "any") not in {"any", "ours"}:
            raise self.fail("whose", "bad_whose", value=data["whose"])
        entries = data.get("entry")
        if not isinstance(entries, list) or not entries:
            raise self.fail("", "no_entry")
        return entries

    def entry(
        self, raw: dict[str, Any], family: str, data: dict[str, Any], made: Lexicon
    ) -> tuple[Entry, list[_Pattern]]:
        name = raw.get("id")
        if not isinstance(name, str) or not name:
            raise self.fail("[[entry]]", "no_id")
        where = f'id = "{name}"'
        if unknown := sorted(set(raw) - _ENTRY_KEYS):
            choices = _listed(_ENTRY_KEYS)
            raise self.fail(unknown[0], "no_entry_key", entry=name, name=unknown[0], choices=choices)
        if raw.get("strength") not in {1, 2, 3}:
            raise self.fail(where, "bad_strength", entry=name, value=raw.get("strength"))
        entry = Entry(
            family,
            name,
            raw["strength"],
            raw.get("whose", data.get("whose", "any")) == "ours",
            bool(data.get("help")),
            str(raw.get("rule", "")),
        )
        patterns: list[_Pattern] = []
        for key in ("phrases", "false_friends"):
            phrases = raw.get(key, [])
            if not isinstance(phrases, list) or (key == "phrases" and not phrases):
                raise self.fail(where, "no_phrases", entry=name, name=key)
            for phrase in phrases:
                if not isinstance(phrase, str) or not phrase.strip():
                    raise self.fail(where, "no_phrase", entry=name, phrase=phrase)
                patterns.extend(self._patterns(phrase, entry, cancels=key == "false_friends", made=made))
        return entry, patterns

    def _patterns(self, phrase: str, entry: Entry, *, cancels: bool, made: Lexicon) -> list[_Pattern]:
        if "<price>" in phrase:  # "990 CHF" and "€ 990"
            return [
                pattern
                for price in ("<number> <currency>", "<currency> <number>")
                for pattern in self._row(
                    phrase.replace("<price>", price), f'"{phrase}"', entry, cancels, made
                )
            ]
        if "<unit>" in phrase:  # "30 ms" and "30ms"
            return [
                *self._row(phrase.replace("<unit>", "<number> <unit>"), f'"{phrase}"', entry, cancels, made),
                *self._row(phrase.replace("<unit>", "<measure>"), f'"{phrase}"', entry, cancels, made),
            ]
        return self._row(phrase, f'"{phrase}"', entry, cancels, made)

    def _row(self, phrase: str, needle: str, entry: Entry, cancels: bool, made: Lexicon) -> list[_Pattern]:  # noqa: FBT001
        elements = phrase.split()
        initial = elements[0] == "^"
        rows: list[list[tuple[int, frozenset[str]]]] = [[]]
        gaps = [0]
        for element in elements[1:] if initial else elements:
            if match := _GAP.match(element):
                gaps = [gap + int(match[1]) for gap in gaps]
                continue
            optional = len(element) > 1 and element.endswith("?")
            words = (element[:-1] if optional else element).split("|")
            wanted = frozenset(self._symbol(word, needle, made) for word in words)
            longer = [[*row, (gap, wanted)] for row, gap in zip(rows, gaps, strict=True)]
            rows = [*longer, *(rows if optional else [])]
            gaps = [*([0] * len(longer)), *(gaps if optional else [])]
        if any(gaps) or not all(rows) or any(row[0][0] for row in rows):
            raise self.fail(needle, "loose_gap", phrase=phrase)
        return [_pattern(entry, row, cancels=cancels, initial=initial) for row in rows]

    def _symbol(self, word: str, needle: str, made: Lexicon) -> str:
        if word.startswith("<") and word.endswith(">"):
            if word[1:-1] not in _CLASSES | {"measure"}:
                raise self.fail(needle, "no_class", name=word, choices=_listed(_CLASSES))
            return word
        mark = word[0] if word[:1] in {"=", "+"} else ""
        bare = word[len(mark) :].replace("’", "'")
        if not _ELEMENT.match(bare):
            raise self.fail(needle, "no_word", word=word)
        if mark == "+":
            return "+" + bare
        plain = normalize(bare.strip("*"))
        if bare.endswith("*"):
            if len(plain) < 3:
                raise self.fail(needle, "short_beginning", word=word)
            return plain + "*"
        if bare.startswith("*"):
            ending = made.stem(plain)
            if len(ending) < 3:
                raise self.fail(needle, "short_ending", word=word)
            return "*" + ending
        if mark or not plain[0].isalnum():
            return "=" + plain
        return "~" + (without_feminine(plain) if made.lang == "de" else plain)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
