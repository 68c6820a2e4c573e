"""Knows what pages ask for while they are rendered: the pictures they show, and what they read of which posts."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, pass_environment
from jinja2.filters import do_attr

if TYPE_CHECKING:
    from collections.abc import Iterator

Wish = tuple[str, int, str]
"""A picture's address in the site, a width in pixels and a format."""

_FORMAT_THAT_READS = re.compile(r"\{[^{}]*[.\[]")


@dataclass(slots=True)
class Notes:
    """What was asked for since the build began, or in one part of it; ``reads`` are posts and names of attributes."""

    wishes: dict[Wish, None] = field(default_factory=dict)
    reads: dict[tuple[Any, str], None] = field(default_factory=dict)

    @contextlib.contextmanager
    def apart(self) -> Iterator[Notes]:
        """Give notes that take what the block asks for, which these do not."""
        before, own = (self.wishes, self.reads), Notes()
        self.wishes, self.reads = own.wishes, own.reads
        try:
            yield own
        finally:
            self.wishes, self.reads = before

    def add(self, others: Notes) -> None:
        """Take over what others hold."""
        self.wishes |= others.wishes
        self.reads |= others.reads


class NotingEnvironment(Environment):
    """Jinja's environment, where nothing of a post is read unnoticed: filters and tests come through it too.

    Args:
        notes: where it is noted.
        posts: the classes of posts.
        options: Jinja's own.
    """

    def __init__(self, notes: Notes, posts: tuple[type, ...], **options: Any) -> None:  # noqa: ANN401 — Jinja's many
        super().__init__(**options)
        self._notes = notes
        self._posts = posts

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 — as Jinja has it
        """Return ``obj.attribute``; a missing one is noted as well."""
        self.note(obj, attribute)
        return super().getattr(obj, attribute)

    def note(self, obj: Any, attribute: str) -> None:  # noqa: ANN401 — as above
        """Note that an attribute is asked for."""
        if isinstance(obj, self._posts) or (attribute in _FORMATS and _reads_by_itself(obj)):
            self._notes.reads[obj, attribute] = None

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 — as above
        """Return ``obj[argument]``, of a post its attribute."""
        if isinstance(obj, self._posts):
            self._notes.reads[obj, str(argument)] = None
        return super().getitem(obj, argument)


@pass_environment
def noted_attr(environment: NotingEnvironment, obj: Any, name: str) -> Any:  # noqa: ANN401 — as Jinja has it
    """Do what Jinja's filter ``attr`` does, which asks its environment only for attributes that are there."""
    environment.note(obj, name)
    return do_attr(environment, obj, name)


_FORMATS = frozenset({"format", "format_map"})


def _reads_by_itself(text: object) -> bool:
    """Tell whether Python would read attributes for a text, as "{0.title}" does."""
    return isinstance(text, str) and _FORMAT_THAT_READS.search(text) is not None
