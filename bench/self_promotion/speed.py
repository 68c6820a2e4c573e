"""Measure what self-promotion costs: parsing, reading, score and all rules, and how both grow with a post's length.

usage: python bench/self_promotion/speed.py DATA [--posts 1000]
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from itertools import cycle, islice
from pathlib import Path

from posts import read_posts  # type: ignore[import-not-found] # stands beside this script

from klartext.lint.document import Document
from klartext.lint.rule import Scope
from klartext.self_promotion.reading import read
from klartext.self_promotion.rules import RULES
from klartext.self_promotion.score import promotion
from klartext.settings import Company, Settings
from klartext.site import Configuration, site_of


def cpu_seconds_of_rules(folder: Path, count: int) -> tuple[float, float, int]:
    """Return CPU seconds of parsing and of all rules for some posts, and their words."""
    posts = list(islice(cycle(read_posts(folder)), count))
    rules = [rule() for rule in RULES if rule.scope is not Scope.SITE]
    parsing = checking = 0.0
    words = 0
    for post in posts:
        document = Document(post.document.path, post.document.text)
        start = time.process_time()
        words += document.word_count
        _ = [block.sentences for block in document.blocks], document.links
        parsed = time.process_time()
        site = site_of(Configuration(None, Path("/nowhere"), {}, Settings(company=post.company)))
        for rule in rules:
            list(rule.check(document, site))
        checking += time.process_time() - parsed
        parsing += parsed - start
    return parsing, checking, words


def cpu_seconds_of_words(words: int) -> float:
    """Return CPU seconds for reading and scoring one post of so many words, parsing left out."""
    sentence = "Wir bieten Ihnen mit SommerWeiss 3000 eine einzigartige Lösung, allerdings nicht für feuchte Keller. "
    body = (sentence * 10 + "\n\n") * (words // 140)
    document = Document("lang.md", "Title: Lang\nLang: de\n\n" + body)
    _ = [block.sentences for block in document.blocks]
    settings = Settings(company=Company(name="Malerbetrieb Sommer", products=("SommerWeiss 3000",)))
    # As in a check, the collector of cycles rests: it would walk all tokens again and again.
    gc.collect()
    gc.disable()
    start = time.process_time()
    promotion(document, settings, read(document, settings.company))
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--posts", type=int, default=1000)
    arguments = parser.parse_args()
    parsing, checking, words = cpu_seconds_of_rules(arguments.data, arguments.posts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{arguments.posts} posts, {words} words: parsing {parsing:.2f} CPU s, score and all rules {checking:.2f} CPU s"
    )
    print(f"peak memory {peak:.0f} MiB, the posts' texts included")
    small, large = (min(cpu_seconds_of_words(n) for _ in range(3)) for n in (20_000, 200_000))
    print(
        f"one post of 20,000 words {small:.2f} CPU s, of 200,000 words {large:.2f} CPU s: {large / small:.1f} times"
    )


if __name__ == "__main__":
    main()
