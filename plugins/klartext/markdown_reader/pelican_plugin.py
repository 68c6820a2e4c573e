"""Has Pelican read posts with our reader; the name of the class goes into each post's metadata."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.readers import MarkdownReader as PelicanMarkdownReader
from pelican.readers import Readers
from pelican.utils import pelican_open

from klartext.markdown_reader.one_markdown import OneMarkdown


class MarkdownReader(PelicanMarkdownReader):
    """Pelican's reader, except that it sets Markdown up once."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 — Pelican's interface is untyped
        super().__init__(*given, **named)
        self._one = OneMarkdown(self.settings["MARKDOWN"])

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a post's HTML and metadata, as the method that this one replaces."""
        self._source_path = source_path
        self._md = self._one.as_new()
        try:
            with pelican_open(source_path) as text:
                content = self._md.convert(text)
            return content, self._parse_metadata(self._md.Meta) if hasattr(self._md, "Meta") else {}
        except Exception:
            self._one.forget()
            raise


def register() -> None:
    """Connect to the moment when Pelican chooses its readers; each of our plugins does so."""
    signals.readers_init.connect(choose_reader)


def choose_reader(readers: Readers) -> None:
    """Let our reader read what Pelican's own would."""
    for ending, reader in readers.reader_classes.items():
        if reader is PelicanMarkdownReader:
            readers.reader_classes[ending] = MarkdownReader
