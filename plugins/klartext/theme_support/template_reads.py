"""Knows which attributes of a post the theme's templates read: of the page's own post alone, or of others as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, meta, nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment

OWN = frozenset({"article", "page"})
"""The names under which Pelican gives a page its post."""


@dataclass(frozen=True, slots=True)
class TemplateReads:
    """What a set of templates reads.

    ``sources`` gives the text of each template by its file. ``of_others`` are the names that are read from anything
    but the page's own post; every word in an expression counts, because it may name an attribute for a filter.
    """

    sources: dict[str, str]
    of_others: frozenset[str]


def template_reads(env: Environment, names: Iterable[str]) -> TemplateReads | None:
    """Return what the templates called ``names`` and all that they include read; None where that cannot be told."""
    sources: dict[str, str] = {}
    own: set[str] = set()
    others: set[str] = set()
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            source, file, _ = env.loader.get_source(env, name)  # type: ignore[union-attr] # Pelican's have one
        except TemplateNotFound:
            continue  # where it is needed, rendering says so
        tree = env.parse(source)
        sources[file or name] = source
        for found in meta.find_referenced_templates(tree):
            if found is None:
                return None
            waiting.append(found)
        if any(node.ctx != "load" and node.name in OWN for node in tree.find_all(nodes.Name)):
            others |= own  # "article" may be any post here
            own = others
        for name_read, is_own in _reads(tree):
            (own if is_own else others).add(name_read)
    return TemplateReads(sources, frozenset(others))


def _reads(tree: nodes.Template) -> Iterator[tuple[str, bool]]:
    for node in tree.find_all((nodes.Getattr, nodes.Const)):
        if isinstance(node, nodes.Getattr):
            yield node.attr, isinstance(node.node, nodes.Name) and node.node.name in OWN
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            yield from ((part, False) for part in node.value.split(".") if part.isidentifier())
