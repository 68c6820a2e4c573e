"""Knows how place, camera and the like are taken out of a picture's file without touching what it shows.

Sources: WebP container (RFC 9649, section 2), GIF 89a, PNG (third edition, with APNG), XMP part 3.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from klartext.theme_support.kept_rights import xmp_packet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.picture_rights import Rights

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_GIF_IMAGE, _GIF_EXTENSION, _GIF_TRAILER = 0x2C, 0x21, 0x3B
_GIF_COMMENT, _GIF_APPLICATION = 0xFE, 0xFF
_GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""How often to play, and the colours."""


def without_metadata(data: bytes, kind: str, rights: Rights) -> bytes:
    """Return a picture with no metadata but its rights; each of its frames stays byte for byte.

    Args:
        data: the file.
        kind: Pillow's name of the format: ``GIF``, ``PNG`` or ``WEBP``.
        rights: what is said of the maker.

    Raises:
        ValueError: the file is no such container, or damaged.
    """
    try:
        return {"GIF": _gif, "PNG": _png, "WEBP": _webp}[kind](data, rights)
    except (IndexError, struct.error) as error:
        raise ValueError(f"a damaged {kind}") from error


def _webp(data: bytes, rights: Rights) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("no WebP")
    chunks = [(name, body) for name, body in _riff_chunks(data) if name in _WEBP_KEPT]
    packet = xmp_packet(rights).encode()
    parts = []
    for name, body in chunks:
        kept = body
        if name == b"VP8X":
            flags = body[0] & ~_WEBP_EXIF & ~_WEBP_XMP | (_WEBP_XMP if packet else 0)
            kept = bytes([flags]) + body[1:]
        parts.append(_riff_chunk(name, kept))
    if packet and chunks and chunks[0][0] == b"VP8X":
        parts.append(_riff_chunk(b"XMP ", packet))
    content = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end, at = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0]), 12
    while at + 8 <= end:
        size = struct.unpack_from("<I", data, at + 4)[0]
        if at + 8 + size > len(data):
            raise ValueError("a WebP that is cut off")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _png(data: bytes, rights: Rights) -> bytes:
    if not data.startswith(_PNG_SIGNATURE):
        raise ValueError("no PNG")
    parts, at = [_PNG_SIGNATURE], len(_PNG_SIGNATURE)
    packet = xmp_packet(rights).encode()
    while at < len(data):
        size = struct.unpack_from(">I", data, at)[0]
        name, end = data[at + 4 : at + 8], at + 12 + size
        if end > len(data):
            raise ValueError("a PNG that is cut off")
        if name in _PNG_KEPT:
            parts.append(data[at:end])
        if name == b"IHDR" and packet:
            parts.append(_png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))
        at = end
        if name == b"IEND":
            break
    return b"".join(parts)


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _gif(data: bytes, rights: Rights) -> bytes:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise ValueError("no GIF")
    at = 13 + _gif_table(data[10])
    parts = [data[:at], _gif_comment(rights)]
    while at < len(data) and data[at] != _GIF_TRAILER:
        start = at
        if data[at] == _GIF_IMAGE:
            at = _gif_blocks_end(data, at + 10 + _gif_table(data[at + 9]) + 1)
            parts.append(data[start:at])
        elif data[at] == _GIF_EXTENSION:
            label = data[at + 1]
            application = data[at + 3 : at + 14] if label == _GIF_APPLICATION else b""
            at = _gif_blocks_end(data, at + 2)
            if label != _GIF_COMMENT and (not application or application in _GIF_APPLICATIONS):
                parts.append(data[start:at])
        else:
            raise ValueError("a damaged GIF")
    return b"".join([*parts, bytes([_GIF_TRAILER])])


def _gif_table(flags: int) -> int:
    """Return the length of the colour table that follows, in bytes."""
    return 3 << ((flags & 0x07) + 1) if flags & 0x80 else 0


def _gif_blocks_end(data: bytes, at: int) -> int:
    """Return where a run of sub-blocks ends; XMP is no such run, but its trailer leads to its end all the same."""
    while data[at]:
        at += data[at] + 1
    return at + 1


def _gif_comment(rights: Rights) -> bytes:
    said = "; ".join(dict.fromkeys(filter(None, (rights.creator, rights.credit, rights.notice)))).encode()[
        :255
    ]
    return bytes([_GIF_EXTENSION, _GIF_COMMENT, len(said)]) + said + b"\0" if said else b""
