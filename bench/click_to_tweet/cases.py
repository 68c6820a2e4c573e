"""Compares us with Better Click To Tweet 6.0.0 on recorded shortcodes, case by case.

    python bench/click_to_tweet/cases.py FILE

FILE is a JSON list of objects with ``input`` and, as WordPress made them, ``params`` of the link on X (``url``,
``text``, ``via``) or null. A case that differs must be listed in ``deviations.toml`` with its reason, and a listed
case must differ: both ways.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urlsplit

from klartext.click_to_tweet.quote import quote_of, share_links
from klartext.click_to_tweet.shortcode import scan
from klartext.lint.markdown import protected_spans
from klartext.settings import ClickToTweetSettings

ARTICLE = "https://example.com/blog/artikel/"
TITLE = "Der Titel des Artikels"
HANDLE = "acme"


def main() -> int:
    """Print every difference; returns 1 where one is not listed, or a listed one is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    cases = json.loads(parser.parse_args().file.read_text("utf-8"))
    deviations = tomllib.loads(Path(__file__).with_name("deviations.toml").read_text("utf-8"))
    listed = {number: reason for reason, numbers in deviations["cases"].items() for number in numbers}
    wrong = 0
    for number, case in enumerate(cases):
        ours, theirs = link(case["input"]), expected(case["params"])
        differs = ours != theirs
        if differs != (number in listed):
            wrong += 1
            print(
                f"{number}: {'not listed' if differs else 'listed, but equal'}\n  ours   {ours}\n  theirs {theirs}"
            )
    print(
        f"{len(cases)} cases, {len(cases) - len(listed)} equal, {len(listed)} deviate with a reason, {wrong} wrong"
    )
    for reason in deviations["cases"]:
        print(f"  {len(deviations['cases'][reason]):>2}  {reason}")
    return 1 if wrong else 0


def link(source: str) -> dict[str, str] | None:
    """Return text, address and account of the first quote's link on X; None where there is no quote.

    Our link ends with the quote's id, so that readers land on the quote; that is left out here.
    """
    settings = ClickToTweetSettings(networks=("x",), username=HANDLE)
    found = [shortcode for shortcode in scan(source, protected_spans(source)) if not shortcode.problem]
    if not found:
        return None
    quote = quote_of(found[0].attributes, found[0].text, title=TITLE, lang="de", settings=settings)
    (share,) = share_links(quote, address=ARTICLE, title=TITLE, image="", label_lang="de", settings=settings)
    query = parse_qs(urlsplit(share.address).query)
    address = query.get("url", [""])[0]
    return {
        "text": query.get("text", [""])[0],
        "url": urldefrag(address)[0] if address.startswith(ARTICLE) else address,
        "via": query.get("via", [""])[0],
    }


def expected(params: dict[str, Any] | None) -> dict[str, str] | None:
    """Return the same of the recorded link."""
    if params is None:
        return None
    return {name: params.get(name, "").strip() for name in ("text", "url", "via")}


if __name__ == "__main__":
    raise SystemExit(main())
