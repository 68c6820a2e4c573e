"""Print findings in labelled posts for an editor to accept or refuse, and the shares that one accepted.

usage: python bench/self_promotion/findings.py DATA [--lang de] [--count 200] [--seed 1] [--rule NAME]
       python bench/self_promotion/findings.py

Without DATA the verdicts in ``verdicts.tsv`` are counted.
"""

from __future__ import annotations

import argparse
import csv
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
        site = replace(site_of(Configuration(None, Path("/nowhere"), {}, settings)), passages=post.repeated)
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


def print_verdicts() -> None:
    """Print by rule and language how many of the findings read an editor would accept."""
    accepted: dict[tuple[str, str], list[bool]] = defaultdict(list)
    severity = {rule.name: rule.severity.value for rule in RULES}
    with Path(__file__).with_name("verdicts.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for key in (row["rule"], f"all of severity {severity[row['rule']]}"):
                accepted[key, row["lang"]].append(row["verdict"] == "accept")
    for (name, lang), told in sorted(accepted.items()):
        print(f"{name:<32} {lang}  {sum(told):3} of {len(told):3}  {sum(told) / len(told):4.0%}")


def main() -> None:
    """Print the number of findings by rule and the sample, or the verdicts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--lang", choices=("de", "en"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rule")
    arguments = parser.parse_args()
    if arguments.data is None:
        print_verdicts()
        return
    posts = [p for p in read_posts(arguments.data) if arguments.lang in {None, p.document.lang}]
    lines = findings(posts, arguments.rule)
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
