"""Knows where a film file tells of place and camera, and what to write there so that a copy keeps silent.

Nothing is moved: what is private becomes zeros inside a box that players skip, so pictures and sound stay in their
places byte for byte. Maker and rights stay.

Sources: ISO/IEC 14496-12 (MP4), QuickTime File Format Specification (user data, metadata), RFC 8794 (EBML) and
RFC 9559 (Matroska, WebM), RFC 3533 (Ogg).
"""

from __future__ import annotations

import re
import struct
from itertools import chain, repeat
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MP4_ENDINGS = (".mp4", ".m4v", ".mov", ".m4a", ".3gp")
MATROSKA_ENDINGS = (".webm", ".mkv")
OGG_ENDINGS = (".ogv", ".ogg")
ENDINGS = (*MP4_ENDINGS, *MATROSKA_ENDINGS, *OGG_ENDINGS)
"""Endings of the files that are read here."""

_FIRST_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_KEPT_BOXES = frozenset(
    b"cprt \xa9cpy \xa9ART \xa9aut \xa9dir auth perf name kind tagc ludt chpl hinf hnti free skip".split()
)
"""Maker and rights, and what players need."""
_KEPT_KEYS = frozenset("copyright author artist creator director publisher".split())
"""Last parts of Apple's keys (``com.apple.quicktime.author``), and names of Matroska's tags."""
_PLACE_BOXES = (b"\xa9xyz", b"loci")
_PLACE_TRACKS = (b"gpmd", b"camm", b"djmd", b"rtmd", b"location")
"""Names in the sample descriptions of GoPro, Google, DJI, Sony and Apple."""
_PLACE_TEXT = lazy_regex(rb"GPS|latitude", re.IGNORECASE)
_OGG_PLACE = lazy_regex(rb"location[\w-]{0,40}=", re.IGNORECASE)
"""Also in "geo_location"; no name is longer, and looking for its end from each word on would take for ever."""
_CUT_OFF = "a film that is cut off"
_TABLE_LIMIT = 64_000_000
_EBML, _SEGMENT, _CLUSTER = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"
_TAGS, _TAG, _SIMPLE_TAG = b"\x12\x54\xc3\x67", b"\x73\x73", b"\x67\xc8"
_TAG_NAME, _TAG_STRING, _CHECKSUM, _VOID = b"\x45\xa3", b"\x44\x87", b"\xbf", b"\xec"


class Blank(NamedTuple):
    """A stretch of a film file, in bytes: ``head`` stands at its start, zeros from there to its end."""

    start: int
    end: int
    head: bytes = b""

    @property
    def content(self) -> bytes:
        """What is to be written."""
        return self.head.ljust(self.end - self.start, b"\0")


class FilmMetadata(NamedTuple):
    """What a film tells: ``blanks`` silence it, unless ``stays`` says that a place in it cannot be taken out."""

    has_location: bool = False
    blanks: tuple[Blank, ...] = ()
    stays: bool = False


class _Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def may_tell(name: str) -> bool:
    """Tell whether a file of this name is a film or a recording that may carry a place."""
    return name.lower().endswith(ENDINGS)


def read_film(path: Path) -> FilmMetadata:
    """Return what a film tells of place and camera.

    Raises:
        ValueError: the file is damaged, or another one than its ending says.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        ending = path.suffix.lower()
        try:
            if ending in MP4_ENDINGS:
                return _Mp4(file, size).read()
            return _matroska(file, size) if ending in MATROSKA_ENDINGS else _ogg(file)
        except (struct.error, IndexError) as error:
            raise ValueError(_CUT_OFF) from error


class _Mp4:
    """Reads one MP4 or QuickTime file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._blanks: list[Blank] = []
        self._has_location = False
        self._drops_track = False

    def read(self) -> FilmMetadata:
        if self._bytes(4, 8) not in _FIRST_BOXES:
            raise ValueError("no MP4")
        kinds = set()
        for box in self._boxes(0, self._size):
            kinds.add(box.kind)
            for part in self._boxes(box.body, box.end) if box.kind == b"moov" else (box,):
                self._tell(part)
        if b"moov" not in kinds:
            raise ValueError("an MP4 without its table of contents")
        # The samples of a fragment are listed there and not in the track.
        stays = b"moof" in kinds and self._drops_track
        return FilmMetadata(self._has_location, tuple(self._blanks), stays)

    def _tell(self, box: _Box) -> None:
        if box.kind == b"trak":
            self._track(box)
        elif box.kind == b"udta":
            self._user_data(box)
        elif box.kind == b"meta":
            self._metadata(box)
        elif box.kind == b"uuid":
            self._drop(box)

    def _user_data(self, udta: _Box) -> None:
        for box in self._boxes(udta.body, udta.end):
            if box.kind == b"meta":
                self._metadata(box)
            elif box.kind not in _KEPT_BOXES:
                self._has_location |= box.kind in _PLACE_BOXES
                self._drop(box)

    def _metadata(self, meta: _Box) -> None:
        # QuickTime's box begins with its first child, the standard's with version and flags.
        start = meta.body if self._bytes(meta.body + 4, meta.body + 8) == b"hdlr" else meta.body + 4
        parts = {box.kind: box for box in self._boxes(start, meta.end)}
        if b"ilst" not in parts:
            self._drop(meta)
            return
        keys = self._keys(parts[b"keys"]) if b"keys" in parts else []
        for item in self._boxes(parts[b"ilst"].body, parts[b"ilst"].end):
            number = int.from_bytes(item.kind)
            name = keys[number - 1] if 0 < number <= len(keys) else item.kind
            if item.kind not in _KEPT_BOXES and name.rpartition(b".")[2].decode("latin-1") not in _KEPT_KEYS:
                self._empty_item(item, is_place=b"location" in name.lower() or name in _PLACE_BOXES)

    def _keys(self, keys: _Box) -> list[bytes]:
        # Version, flags and the count come first.
        return [self._bytes(key.body, key.end) for key in self._boxes(keys.body + 8, keys.end)]

    def _empty_item(self, item: _Box, *, is_place: bool) -> None:
        for data in self._boxes(item.body, item.end):
            value = Blank(data.body + 8, data.end)
            if data.kind == b"data" and any(self._bytes(value.start, value.end)):
                self._has_location |= is_place
                self._blanks.append(value)

    def _track(self, track: _Box) -> None:
        boxes = {box.kind: box for box in self._boxes(track.body, track.end)}
        media = self._inside(boxes[b"mdia"]) if b"mdia" in boxes else {}
        handler = self._bytes(media[b"hdlr"].body + 8, media[b"hdlr"].body + 12) if b"hdlr" in media else b""
        if handler in (b"meta", b"text", b"sbtl"):
            information = self._inside(media[b"minf"]) if b"minf" in media else {}
            tables = self._inside(information[b"stbl"]) if b"stbl" in information else {}
            samples = list(self._samples(tables))
            if handler == b"meta":
                description = self._content(tables[b"stsd"]) if b"stsd" in tables else b""
                tells = any(name in description for name in _PLACE_TRACKS)
            else:
                # A drone writes its path as subtitles; real ones stay.
                tells = any(_PLACE_TEXT.search(self._bytes(start, end)) for start, end in samples)
            self._has_location |= tells
            if handler == b"meta" or tells:
                self._drops_track = True
                self._blanks += [Blank(start, end) for start, end in samples]
                self._drop(track)
                return
        for kind in (b"udta", b"meta"):
            if kind in boxes:
                self._tell(boxes[kind])

    def _samples(self, tables: dict[bytes, _Box]) -> Iterator[tuple[int, int]]:
        """Yield where the samples of a track lie in the file."""
        if not {b"stsz", b"stsc"} <= tables.keys() or not {b"stco", b"co64"} & tables.keys():
            return
        fixed, count = struct.unpack_from(">II", self._content(tables[b"stsz"]), 4)
        sizes = iter(repeat(fixed, count) if fixed else self._numbers(tables[b"stsz"], 12, "I"))
        wide = b"co64" in tables
        chunks = self._numbers(tables[b"co64" if wide else b"stco"], 8, "Q" if wide else "I")
        runs = self._numbers(tables[b"stsc"], 8, "I")
        firsts, per_chunk = [*runs[::3], len(chunks) + 1], runs[1::3]
        for run, samples in enumerate(per_chunk):
            for start in chunks[firsts[run] - 1 : firsts[run + 1] - 1]:
                at = start
                for _, size in zip(range(samples), sizes, strict=False):
                    if at + size > self._size:
                        raise ValueError(_CUT_OFF)
                    yield at, at + size
                    at += size

    def _numbers(self, box: _Box, skipped: int, form: str) -> tuple[int, ...]:
        content = self._content(box)[skipped:]
        size = struct.calcsize(f">{form}")
        return struct.unpack(f">{len(content) // size}{form}", content[: len(content) // size * size])

    def _drop(self, box: _Box) -> None:
        """Make a box one that players skip, and empty."""
        if box.kind in (b"uuid", b"XMP_"):
            self._has_location |= b"GPSLatitude" in self._content(box)
        self._blanks += [Blank(box.start + 4, box.start + 8, b"free"), Blank(box.body, box.end)]

    def _inside(self, box: _Box) -> dict[bytes, _Box]:
        return {child.kind: child for child in self._boxes(box.body, box.end)}

    def _content(self, box: _Box) -> bytes:
        return self._bytes(box.body, box.end)

    def _bytes(self, start: int, end: int) -> bytes:
        self._file.seek(start)
        return self._file.read(min(end - start, _TABLE_LIMIT))

    def _boxes(self, start: int, end: int) -> Iterator[_Box]:
        while start + 8 <= end:
            size, kind = struct.unpack(">I4s", self._bytes(start, start + 8))
            body = start + 8
            if size == 1:
                (size,) = struct.unpack(">Q", self._bytes(body, body + 8))
                body += 8
            elif size == 0:
                size = end - start
            if start + size < body or start + size > end:
                raise ValueError(_CUT_OFF)
            yield _Box(kind, start, body, start + size)
            start += size


def _matroska(file: BinaryIO, size: int) -> FilmMetadata:
    if file.seek(0) or file.read(4) != _EBML:
        raise ValueError("no WebM")
    blanks: list[Blank] = []
    has_location = False
    segments = (box for box in _elements(file, 0, size) if box.kind == _SEGMENT)
    for tags in chain.from_iterable(_elements(file, s.body, s.end) for s in segments):
        if tags.kind != _TAGS:
            continue
        inside = list(_elements(file, tags.body, tags.end))
        inside += chain.from_iterable(
            _elements(file, tag.body, tag.end) for tag in inside if tag.kind == _TAG
        )
        values = [box for box in inside if box.kind == _SIMPLE_TAG]
        told = [(box, *_name_and_value(file, box)) for box in values]
        private = [(box, name, value) for box, name, value in told if name not in _KEPT_KEYS]
        has_location |= any("location" in name and value for _, name, value in private)
        # A checksum would be wrong afterwards.
        checksums = [box for box in inside if box.kind == _CHECKSUM] if private else []
        blanks += map(_void, [*(box for box, _, _ in private), *checksums])
    return FilmMetadata(has_location, tuple(blanks))


def _name_and_value(file: BinaryIO, tag: _Box) -> tuple[str, bytes]:
    found = {}
    for box in _elements(file, tag.body, tag.end):
        file.seek(box.body)
        found[box.kind] = file.read(min(box.end - box.body, _TABLE_LIMIT))
    return found.get(_TAG_NAME, b"").decode("utf-8", "replace").lower(), found.get(_TAG_STRING, b"")


def _void(box: _Box) -> Blank:
    """Return an element that players skip, as long as ``box``."""
    width = min(8, box.body - box.start - 1)
    length = box.end - box.start - 1 - width
    return Blank(box.start, box.end, _VOID + (length | 1 << 7 * width).to_bytes(width))


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[_Box]:
    while start + 2 <= end:
        file.seek(start)
        head = file.read(12)
        id_length = _length(head[0])
        size_length = _length(head[id_length])
        body = start + id_length + size_length
        size = int.from_bytes(head[id_length : id_length + size_length]) ^ 1 << 7 * size_length
        kind = head[:id_length]
        unknown = size == (1 << 7 * size_length) - 1
        if not unknown and body + size > end:
            raise ValueError(_CUT_OFF)
        box = _Box(kind, start, body, end if unknown else body + size)
        yield box
        # A cluster of unknown length ends where the next one begins; all that is in it has a length.
        start = body if unknown and kind == _CLUSTER else box.end


def _length(first: int) -> int:
    """Return how many bytes a number takes that begins with this one."""
    if not first:
        raise ValueError("a damaged WebM")
    return 9 - first.bit_length()


def _ogg(file: BinaryIO) -> FilmMetadata:
    file.seek(0)
    head = file.read(65_536)
    if not head.startswith(b"OggS"):
        raise ValueError("no Ogg")
    # Each page has a checksum over all of it.
    tells = bool(_OGG_PLACE.search(head))
    return FilmMetadata(has_location=tells, stays=tells)
