"""Labelled posts as documents: reads a folder with ``labels.tsv`` and ``posts/ID.md``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klartext.lint.document import Document
from klartext.lint.repetition import ends_of, repeated_passages
from klartext.settings import Company

if TYPE_CHECKING:
    from pathlib import Path

LABELS = ("helpful", "balanced", "excessive")

# Companies that belong together must never stand on both sides of a fold.
_FAMILIES = {
    "time cockpit": "software architects",
    "inlets": "OpenFaaS",
    "tim&koko": "acend",
    "APPUiO": "acend",
}


@dataclass(frozen=True)
class LabelledPost:
    """A post, its company and what a careful reader called it: 0 helpful, 1 balanced, 2 excessive."""

    name: str
    document: Document
    company: Company
    group: str
    label: int
    spans: tuple[str, ...]
    repeated: frozenset[str]
    """What the posts of its site share at their ends."""


def read_posts(folder: Path) -> list[LabelledPost]:
    """Return the posts of a folder in the order of ``labels.tsv``."""
    csv.field_size_limit(10**9)
    found: list[LabelledPost] = []
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = (folder / "posts" / f"{row['id']}.md").read_text(encoding="utf-8")
            body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
            title = " ".join(row["title"].split()) or row["id"]
            head = f"Title: {title}\nDate: {row['date'][:10] or '2024-01-01'}\nLang: {row['lang']}\n\n"
            company = Company(row["company"], _list(row["aliases"]), (), _list(row["own_domains"]))
            found.append(
                LabelledPost(
                    row["id"],
                    Document(f"content/{row['id']}.md", head + body),
                    company,
                    _FAMILIES.get(row["company"], row["company"]),
                    int(row["label"]),
                    tuple(
                        re.sub(r"^\[\w+\]\s*", "", span) for span in row["spans"].split(" ¦ ") if span.strip()
                    ),
                    frozenset(),
                )
            )
    sites: dict[Company, list[Document]] = {}
    for post in found:
        sites.setdefault(post.company, []).append(post.document)
    repeated = {company: repeated_passages(map(ends_of, documents)) for company, documents in sites.items()}
    return [replace(post, repeated=repeated[post.company]) for post in found]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
