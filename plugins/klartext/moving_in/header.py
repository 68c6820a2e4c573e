"""The header of a post as Pelican reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def header_lines(fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a header; a field without a value has none."""
    for key, value in fields:
        if line := " ".join(value.split()):
            yield f"{key}: {line}"


def listed_tags(tags: Sequence[str]) -> str:
    """Return tags as Pelican reads them: where one holds a comma, semicolons part them."""
    separator = "; " if any("," in tag for tag in tags) else ", "
    return separator.join(tag.replace(";", ",") for tag in tags) + (";" if separator == "; " else "")
