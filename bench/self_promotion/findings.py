"""Print a random sample of findings in labelled posts with their surroundings, for an editor to accept or refuse.

usage: python bench/self_promotion/findings.py DATA [--count 200] [--seed 1] [--rule NAME]
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from posts import LABELS, LabelledPost, read_posts  # type: ignore[import-not-found] # stands beside this script

from klartext.lint.rule import Scope
from klartext.self_promotion.rules import RULES
from klartext.settings import Settings
from klartext.site import Configuration, site_of


def findings(posts: list[LabelledPost], rule_name: str | None) -> list[str]:
    """Return one line for each finding of the rules that look at single posts."""
    rules = [rule() for rule in RULES if rule.scope is not Scope.SITE and rule_name in {None, rule.name}]
    lines: list[str] = []
    for post in posts:
        settings = Settings(company=post.company)
        site = replace(site_of(Configuration(None, Path("/nowhere"), {}, settings)), repeated=post.repeated)
        for rule in rules:
            for found in rule.check(post.document, site):
                start, end = found.place.start, found.place.end
                text = post.document.text
                before = " ".join(text[max(0, start - 90) : start].split())
                after = " ".join(text[end : end + 70].split())
                about = (post.document.lang, post.company.name, post.name, LABELS[post.label])
                head = f"{rule.name} {found.message} · {' · '.join(about)}"
                lines.append(f"{head}\n    …{before} >>{text[start:end]}<< {after}…")
    return lines


def main() -> None:
    """Print the number of findings by rule and the sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule")
    arguments = parser.parse_args()
    lines = findings(read_posts(arguments.data), arguments.rule)
    by_rule: dict[str, int] = defaultdict(int)
    for line in lines:
        by_rule[line.split()[0]] += 1
    for name, count in sorted(by_rule.items(), key=lambda item: -item[1]):
        print(f"{count:6} {name}")
    random.seed(arguments.seed)
    for number, line in enumerate(random.sample(lines, min(arguments.count, len(lines))), 1):
        print(f"{number:3} {line}")


if __name__ == "__main__":
    main()
