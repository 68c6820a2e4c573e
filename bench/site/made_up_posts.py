"""Writes posts as rich in Markdown as those of real company blogs, from a seed and words of our own.

Counted in 781 posts of 40 company blogs, half of them German, and in 1,000 posts written here:

| | real | here | | real | here |
|---|---|---|---|---|---|
| words a post | 685 | 800, as asked for | longest tenth from | 2.0 means on | 1.7 means on |
| in 1,000 words: links | 8.2 | 8.8 | sub-headings, share of posts | 8.0, .77 | 8.2, .77 |
| bold and italic | 8.4 | 7.8 | items of lists, share of posts | 10.9, .58 | 11.1, .64 |
| code in a line | 4.4 | 3.9 | blocks of code, share of posts | 1.9, .21 | 1.5, .20 |
| blocks in all | 32 | 31 | lines of quotes, share of posts | 0.9, .15 | 1.1, .23 |
| tables | 0.06 | 0.06 | pictures, share of posts | 1.7, .37 | 0.2, .07 |

Pictures are few since there are six to choose from. Every tenth post ends with a quote to share, which real ones lack.
Bare Pelican takes CPU time alike: 7.5 ms a real post, 7.1 ms one of these (the same busy machine).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

SMALL_WORDS = (
    "die der und in das zu den mit von auf ist nicht für es ein eine sich auch wir an als im dass wird sind bei aus "
    "nach dem oder werden wie einer man nur sie noch um über so einen zum haben wenn aber kann hat vor durch einem "
    "mehr sein zur bis schon was dann unter immer unsere vom ihre wieder alle dieser keine viel diese können hier "
    "müssen dort unser doch zwischen weil ohne jede etwas selbst seit ganz damit beim während heute also sehr uns "
    "gegen einfach deshalb dabei erst jetzt zwei drei manchmal trotzdem oft lange gleich daher außerdem gut sollte "
    "eigentlich lieber nämlich wer weder sowie sobald obwohl meist kaum fast genau wenig beide jeder solche"
).split()
NOUNS = (
    "Wand Putz Kalk Farbe Pinsel Rolle Eimer Gerüst Fassade Sockel Decke Kante Grund Anstrich Spachtel Öl Fenster "
    "Tür Rahmen Holz Stein Lehm Ziegel Dach Keller Treppe Boden Fuge Riss Schicht Probe Muster Fläche Raum Küche Bad "
    "Flur Licht Schatten Wetter Regen Sonne Frost Feuchte Wärme Kälte Luft Staub Schimmel Salz Wasser Lack Lasur Wachs "
    "Leim Tapete Vlies Gewebe Dämmung Platte Leiste Ecke Kabel Rohr Schalter Werkzeug Maschine Hammer Säge Bohrer "
    "Messer Schleifer Papier Tuch Folie Band Leiter Wagen Werkstatt Lager Büro Plan Auftrag Termin Rechnung Preis "
    "Stunde Woche Jahr Kunde Betrieb Meister Lehrling Team Kollege Nachbar Gespräch Frage Antwort Fehler Lösung "
    "Prüfung Messung Ergebnis Bericht Liste Bild Text Seite Brief Programm Datei Daten Rechner Netz Lieferung"
).split()
STEMS = (
    "streich spachtel schleif miss rechn plan prüf trockn glätt misch roll kleb bohr säg dämm heiz lüft reinig bau "
    "zeichn frag antwort erklär zeig find such lern lehr arbeit wart hoff glaub denk schätz zähl ordn räum trag heb "
    "stell leg setz halt lös öffn schließ zieh drück schreib lies merk brauch nutz wähl kauf liefer sammel teil"
).split()
QUALITIES = (
    "trocken feucht rau glatt weich hart hell dunkel warm kalt alt neu klein groß breit schmal dick dünn tief flach "
    "schnell langsam sauber staubig fest locker offen dicht teuer günstig einfach schwierig ruhig laut deutlich genau "
    "ehrlich sorgfältig gründlich üblich häufig selten wichtig nützlich brauchbar sichtbar möglich verschieden ähnlich"
).split()
FIRST_PARTS = ("Vor", "Nach", "Unter", "Ober", "Neben", "Haupt", "Innen", "Außen", "Alt", "Roh")
CODE = {
    "bash": (
        "cd /srv/{a}/{b}",
        "sudo systemctl restart {a}.service",
        'for file in {a}/*.{b}; do echo "$file"; done',
        "export {a}_HOME=/opt/{b} # {c}",
        "curl -fsSL https://{a}.example/{b}.tar.gz | tar xz -C {c}",
        "./{a} --{b}={n} --verbose | grep -v {c}",
    ),
    "yaml": ("{a}:", "  {b}: {n}", "  - {c}: true", '    name: "{a} {b}"', "  # {a} {b} {c}", "  port: {n}"),
    "python": (
        "def {a}({b}, {c}=None):",
        '    """Return the {a} of a {b}."""',
        "    if {c} is None and {b}.{a} > {n}:",
        '        raise ValueError(f"{a}: {{{b}!r}}")',
        "    return [{a} * {n} for {a} in {b}.{c}()]",
        "from {a}.{b} import {c}",
    ),
    "": ("{a} {b} {n}", "$ {a} --{b} {c}", "{a}: {b} ({n} {c})", "> {a}.{b} = {n}"),
}
"""Lines of code by language; ``""`` has none, and highlighting guesses it."""

CODE_LANGUAGES = ("bash", "bash", "yaml", "python", "")
PICTURES = ("kalkeimer.jpg", "farbfaecher.jpg", "kelle.jpg", "pinsel.jpg", "taupunkt.png", "wandaufbau.jpg")


@dataclass(frozen=True)
class PostWriter:
    """Writes posts.

    Args:
        chance: with a seed, the same posts every time.
        words: how many a post has on average, those in code and addresses among them.
    """

    chance: random.Random
    words: int

    @cached_property
    def _vocabulary(self) -> Sequence[str]:
        """Some 20,000 inflected words; a text uses the first of them most."""
        verbs = [stem + ending for stem in STEMS for ending in ("en", "t", "te", "end", "ung", "er", "ten")]
        qualities = [
            word + ending for word in QUALITIES for ending in ("", "e", "en", "er", "es", "ere", "eren")
        ]
        compounds = [first + second.lower() for first in (*NOUNS, *FIRST_PARTS) for second in NOUNS]
        nouns, compounds = map(_inflected, (NOUNS, compounds))
        self.chance.shuffle(plain := [*verbs, *qualities, *nouns])
        self.chance.shuffle(compounds)
        return [*plain, *compounds]

    def write(self, number: int) -> str:
        """Return a post with its header."""
        tags = self.chance.sample(NOUNS[:16], 3)
        header = (
            f"Title: {self._phrase(3, 8).replace('*', '')}\n"
            f"Date: {2015 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
            f"Category: Thema {number % 8}\nTags: {', '.join(tags)}\nAuthor: Katrin Sommer\n"
            f"Slug: beitrag-{number}\n"
        )
        return "\n\n".join([header.rstrip(), *self._blocks(number)]) + "\n"

    def _blocks(self, number: int) -> list[str]:
        """Return a post's blocks; kinds that a post has at all come in clusters, as in real ones."""
        kinds: list[tuple[Callable[[], str], float]] = [(self._paragraph, 17)]
        for make, share, often in (
            (self._heading, 0.77, 11),
            (self._list, 0.58, 5),
            (self._quote, 0.15, 4),
            (self._code, 0.21, 11),
            (self._table, 0.03, 2),
            (self._picture, 0.08, 2),
        ):
            if self.chance.random() < share:
                kinds.append((make, often))
        makers, weights = zip(*kinds, strict=True)
        # Lengths spread as those of real posts do: half of them below 0.85, a tenth above 1.9 of the mean.
        length = self.words * self.chance.lognormvariate(-0.3, 0.6)
        blocks, written = [self._paragraph()], 0
        while written < length:
            blocks.append(self.chance.choices(makers, weights)[0]())
            written += len(blocks[-1].split())
        if number % 10 == 0:
            blocks.append(f'[bctt tweet="{self._phrase(8, 16)}"]')
        return [*blocks, self._paragraph()]

    def _word(self) -> str:
        words = SMALL_WORDS if self.chance.random() < 0.42 else self._vocabulary
        # The law of Zipf and Mandelbrot: a word is as frequent as its rank, and some twenty more, is low.
        return words[int(20 * ((len(words) / 20 + 1) ** self.chance.random() - 1))]

    def _phrase(self, least: int, most: int) -> str:
        words = " ".join(self._word() for _ in range(self.chance.randint(least, most)))
        return words[0].upper() + words[1:]

    def _sentence(self) -> str:
        words = self._phrase(4, 22).split()
        at = self.chance.randrange(1, len(words))
        kind, word = self.chance.random(), words[at]
        address = f"{word.lower()}-{self._word().lower()}"
        for share, text in (
            (0.11, f"[{word}](https://www.{address}.example/{self.chance.randrange(10**4)}/)"),
            (0.02, f"[{word}]({{filename}}/{self.chance.randrange(10):05}.md)"),
            (0.09, f"**{word}**"),
            (0.025, f"*{word}*"),
            (0.06, f"`{address.replace('-', '_')}`"),
            (0.08, f"{self.chance.randint(2, 90)},{self.chance.randrange(10)} {word}"),
            (0.03, f"»{word}«"),
        ):
            kind -= share
            if kind < 0:
                words[at] = text
                break
        if len(words) > 9:
            words[5] += ","
        return f"{' '.join(words)}{self.chance.choices('.?!:', (90, 6, 2, 2))[0]}"

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self.chance.randint(1, 5)))

    def _heading(self) -> str:
        return f"{self.chance.choice(('##', '##', '###'))} {self._phrase(2, 7)}"

    def _list(self) -> str:
        mark = self.chance.choice(("-", "*", "1."))
        return "\n".join(f"{mark} {self._sentence()}" for _ in range(self.chance.randint(2, 7)))

    def _quote(self) -> str:
        return f"> {self._paragraph()}"

    def _code(self) -> str:
        language = self.chance.choice(CODE_LANGUAGES)
        lines = (self._code_line(language) for _ in range(self.chance.randint(2, 14)))
        return "\n".join([f"```{language}", *lines, "```"])

    def _code_line(self, language: str) -> str:
        a, b, c = (self._word().lower() for _ in range(3))
        return self.chance.choice(CODE[language]).format(a=a, b=b, c=c, n=self.chance.randrange(9999))

    def _table(self) -> str:
        rows = [
            f"| {self._word()} | {self.chance.randrange(1000)} | {self._phrase(1, 4)} |" for _ in range(6)
        ]
        return "\n".join([rows[0], "|---|---:|---|", *rows[1:]])

    def _picture(self) -> str:
        return f"![{self._phrase(3, 8)}]({{static}}/bilder/eigene/{self.chance.choice(PICTURES)})"


def _inflected(nouns: Iterable[str]) -> list[str]:
    return [
        noun + ending for noun in nouns for ending in (("", "n") if noun.endswith("e") else ("", "en", "s"))
    ]


def write_posts(folder: Path, posts: int, words: int, seed: int) -> None:
    """Write as many posts into a folder, each of ``words`` words on average."""
    folder.mkdir(parents=True)
    writer = PostWriter(random.Random(seed), words)  # noqa: S311 — the same posts in every run, no secrets
    for number in range(posts):
        (folder / f"{number:05}.md").write_text(writer.write(number), encoding="utf-8")
