"""The bytes of an export as clean UTF-8: one encoding, no byte that XML forbids, nothing before the XML."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, BinaryIO

from klartext.moving_in.records import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_BYTES = 1 << 16
_HEAD_BYTES = 1 << 14
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_DECLARATION = re.compile(r"<\?xml[^>]{0,400}\?>")
# Undecodable bytes arrive as these (PEP 383).
_ESCAPED_BYTES = re.compile("[\udc80-\udcff]+")
# The characters outside XML 1.0, fifth edition, section 2.2.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANK_CONTROLS = "\x0b\x0c"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class ExportText:
    """Reads an export chunk by chunk; ``troubles`` is complete when the last chunk has been read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._line = 1
        self._found: dict[str, tuple[int, int]] = {}

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What had to be mended, one record a kind with the first line and the count."""
        return tuple(Trouble(key, line, str(count)) for key, (line, count) in self._found.items())

    def chunks(self) -> Iterator[bytes]:
        """Yield UTF-8 without the XML declaration; line ends stay, so that lines keep their numbers."""
        head = self._file.read(_HEAD_BYTES)
        encoding = "utf-8"
        for mark, name in _BYTE_ORDER_MARKS:
            if head.startswith(mark):
                head, encoding = head[len(mark) :], name
                break
        else:
            if declared := _DECLARED.search(head):
                encoding = _codec(declared[1].decode("ascii"))
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        decoder = codecs.getincrementaldecoder(encoding)(errors)
        first = True
        raw = head
        while raw:
            following = self._file.read(CHUNK_BYTES)
            text = decoder.decode(raw, final=not following)
            if first:
                text, first = _without_prologue(text), False
            yield self._clean(text)
            raw = following

    def _clean(self, text: str) -> bytes:
        if _ESCAPED_BYTES.search(text):
            text = _ESCAPED_BYTES.sub(self._western, text)
        if _FORBIDDEN.search(text):
            text = _FORBIDDEN.sub(self._blank, text)
        self._line += text.count("\n")
        return text.encode("utf-8")

    def _western(self, match: re.Match[str]) -> str:
        """Read stray bytes as Windows-1252, which is what old editors pasted."""
        self._note("wrong-encoding", match)
        raw = match[0].encode("utf-8", "surrogateescape")
        return _FORBIDDEN.sub("", raw.decode("cp1252", "replace"))

    def _blank(self, match: re.Match[str]) -> str:
        self._note("control-characters", match)
        return " " if match[0] in _BLANK_CONTROLS else ""

    def _note(self, key: str, match: re.Match[str]) -> None:
        first, count = self._found.get(key, (self._line + match.string.count("\n", 0, match.start()), 0))
        self._found[key] = (first, count + 1)


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name).name
        "".encode(found)
        codecs.getincrementaldecoder(found)
    except (LookupError, TypeError, ValueError):
        return "utf-8"
    # A declaration that the parser read as ASCII cannot be of a wide encoding.
    return "utf-8" if found.startswith(("utf-16", "utf-32", "utf-7")) else found


def _without_prologue(text: str) -> str:
    """Drop what stands before the XML (blank lines, warnings of a PHP plugin) and its declaration, not the lines."""
    starts = [at for at in (text.find("<?xml"), text.find("<!DOCTYPE"), text.find("<rss")) if at >= 0]
    if not starts:
        return text
    start = min(starts)
    lines = "\n" * text.count("\n", 0, start)
    if declaration := _DECLARATION.match(text, start):
        lines += "\n" * declaration[0].count("\n")
        start = declaration.end()
    return lines + text[start:]
