"""Knows how one Markdown object reads post after post as a new one for each would.

Setting one up is a sixth of the time that reading a post takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import markdown
from markdown.extensions.meta import MetaPreprocessor

from klartext.markdown_reader.quick_markdown import COMPARED_WITH, QuickMarkdown

if TYPE_CHECKING:
    from collections.abc import Mapping

_META, _META_PRIORITY = "meta", 27
"""What Pelican takes out once it has read a post's header, and the place that markdown.extensions.meta gives it."""

_KNOWN = ("markdown.extensions.", "klartext.")
"""Whose extensions forget the last post in ``reset()``, as Markdown wants it; of others nobody knows."""


class OneMarkdown:
    """A Markdown object that is set up once, where all its extensions are known.

    Args:
        options: Pelican's setting ``MARKDOWN``, with the names of all extensions.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._made: markdown.Markdown | None = None
        self._meta: MetaPreprocessor | None = None

    def as_new(self) -> markdown.Markdown:
        """Return a Markdown object that remembers no post; the one of the call before is not to be used any more."""
        if self._made is None:
            known = _are_known(self._options)
            is_quick = known and markdown.__version__ == COMPARED_WITH
            made = (QuickMarkdown if is_quick else markdown.Markdown)(**self._options)
            # Footnotes with this option are numbered through all posts that one object reads.
            if known and "UNIQUE_IDS" not in repr(self._options.get("extension_configs")):
                self._made = made
                self._meta = next(
                    (one for one in made.preprocessors if isinstance(one, MetaPreprocessor)), None
                )
            return made
        self._made.reset()
        if self._meta is not None and _META not in self._made.preprocessors:
            self._made.preprocessors.register(self._meta, _META, _META_PRIORITY)
        return self._made

    def forget(self) -> None:
        """Set up anew next time: a post that fails may leave anything behind."""
        self._made = None


def _are_known(options: Mapping[str, Any]) -> bool:
    named = (
        extension if isinstance(extension, str) else type(extension).__module__
        for extension in options.get("extensions", ())
    )
    return all(name.startswith(_KNOWN) for name in named)
