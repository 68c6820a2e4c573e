"""What is written inside a picture file: IPTC-IIM, XMP, EXIF, PNG text, SVG metadata and content credentials."""

from __future__ import annotations

import mmap
import re
import struct
from itertools import islice
from typing import TYPE_CHECKING, Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from klartext.picture_metadata import Metadata, MetadataField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element


DAMAGE = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError, EOFError,
    struct.error, MemoryError, Image.DecompressionBombError,
)  # fmt: skip
"""What Pillow raises for files that are damaged or that would explode in memory."""

VALUE_LIMIT = 500
"""Characters kept of one value; a generator's parameters may run to pages."""

XMP_LIMIT = 4_000_000
"""Bytes of XMP that are parsed; an editing history may be longer than the picture."""

IPTC_NAMES = {
    (2, 5): "ObjectName",
    (2, 40): "SpecialInstructions",
    (2, 80): "By-line",
    (2, 85): "By-lineTitle",
    (2, 103): "OriginalTransmissionReference",
    (2, 105): "Headline",
    (2, 110): "Credit",
    (2, 115): "Source",
    (2, 116): "CopyrightNotice",
    (2, 118): "Contact",
    (2, 120): "Caption-Abstract",
}
"""Data sets of the IPTC Information Interchange Model 4.2, section 6, that tell of a picture's origin."""

XMP_PREFIXES = {
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://xmp.gettyimages.com/gift/1.0/": "getty",
    "http://prismstandard.org/namespaces/prismusagerights/2.1/": "pur",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/StockPhoto/1.0/": "stockphoto",
}
"""The namespaces worth reading; others (editing history, colour settings) say nothing of origin."""

_SVG_TAGS = frozenset(
    f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("creator", "rights", "source", "publisher")
)
_SVG_FIELDS_LIMIT = 50
"""Elements whose text is read: each may hold all others, and reading all of all takes for ever."""
_RAW_PROFILE = "Raw profile type "
_LATITUDE = "exif:GPSLatitude"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_EXIF_TEXTS = {
    ExifTags.Base.ImageDescription: "ImageDescription",
    ExifTags.Base.Make: "Make",
    ExifTags.Base.Model: "Model",
    ExifTags.Base.Software: "Software",
    ExifTags.Base.Artist: "Artist",
    ExifTags.Base.Copyright: "Copyright",
}
_EXPOSURE = (ExifTags.Base.ExposureTime, ExifTags.Base.FNumber, ExifTags.Base.ISOSpeedRatings)
_C2PA_STORE = b"jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71"
"""The description box of a C2PA manifest store: "jumd" and the store's UUID (C2PA 2.1, section 11.1.4.2)."""
_SOURCE_TYPE = re.compile(
    rb"digitalsourcetype/((?:compositeWithT|t)rainedAlgorithmicMedia|algorithmicMedia|digitalCapture)"
)


def read_metadata(picture: Image.Image, path: Path) -> Metadata:
    """Return the metadata of an opened picture; pixels need not be decoded. Damaged metadata count as absent."""
    fields: list[MetadataField] = []
    camera = ""
    for part in (_iptc, _xmp, _png_text, _comment):
        try:
            fields.extend(part(picture, path))
        except DAMAGE:
            continue
    has_location = _LATITUDE in {field.name for field in fields}
    try:
        exif = picture.getexif()
        fields.extend(_exif(exif))
        camera = _camera(exif)
        has_location = has_location or _has_location(exif)
    except DAMAGE:
        pass
    credentials = list(_content_credentials(path))
    fields.extend(credentials)
    return Metadata(tuple(_unique(fields)), camera, has_location, bool(credentials))


def read_svg_metadata(root: Element) -> Metadata:
    """Return title, creator, rights and source of an SVG; ``root`` is its parsed tree."""
    wanted = (element for element in root.iter() if element.tag in _SVG_TAGS)
    texts = (
        MetadataField("SVG", _split(element.tag)[1], _clean("".join(element.itertext())))
        for element in islice(wanted, _SVG_FIELDS_LIMIT)
    )
    return Metadata(tuple(_unique([field for field in texts if field.value])))


def _iptc(picture: Image.Image, _path: Path) -> Iterator[MetadataField]:
    if not isinstance(picture, ImageFile.ImageFile):
        return
    records = IptcImagePlugin.getiptcinfo(picture) or _iptc_of_png(picture)
    for key, name in IPTC_NAMES.items():
        values = records.get(key, [])
        for raw in values if isinstance(values, list) else [values]:
            if text := _decode(raw):
                yield MetadataField("IPTC", name, text)


def _iptc_of_png(picture: Image.Image) -> dict[tuple[int, int], bytes | list[bytes]]:
    """Return the data sets that ImageMagick and ExifTool keep in a PNG's text: a name, a length, hexadecimal digits."""
    found: dict[tuple[int, int], bytes | list[bytes]] = {}
    profile = picture.info.get(f"{_RAW_PROFILE}iptc")
    data = bytes.fromhex("".join(profile.split()[2:])) if isinstance(profile, str) else b""
    at = data.find(b"\x1c\x02")
    while at >= 0 and data[at : at + 1] == b"\x1c":
        record, number, size = struct.unpack_from(">BBH", data, at + 1)
        found.setdefault((record, number), data[at + 5 : at + 5 + size])
        at += 5 + size
    return found


def _xmp(picture: Image.Image, path: Path) -> Iterator[MetadataField]:
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 — most pictures carry no XMP

    found = _gif_xmp(path) if picture.format == "GIF" else picture.info.get("xmp", b"")
    packet = found.encode() if isinstance(found, str) else bytes(found)
    start, end = packet.find(b"<rdf:RDF"), packet.rfind(b"</rdf:RDF>")
    if start < 0 or end < start or end - start > XMP_LIMIT:
        return
    opening = packet.find(b"<x:xmpmeta")
    closing = packet.rfind(b"</x:xmpmeta>")
    wrapped = 0 <= opening < start and closing > end
    body = packet[opening : closing + 12] if wrapped else packet[start : end + 10]
    yield from _walk_xmp(fromstring(body), "")


def _gif_xmp(path: Path) -> bytes:
    """Return the XMP of a GIF, which stands in the file as it is (XMP part 3, section 1.1.2) and Pillow skips."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = data.find(b"XMP DataXMP")
        end = data.find(b"</rdf:RDF>", start) if start >= 0 else -1
        return data[start : data.find(b">", end + 10, end + 40) + 1] if end >= 0 else b""


def _walk_xmp(element: Element, inside: str) -> Iterator[MetadataField]:
    name = _xmp_name(element.tag) or inside
    for attribute, value in element.attrib.items():
        if value.strip() and (attribute_name := _xmp_name(attribute)):
            yield MetadataField("XMP", attribute_name, _clean(value))
        elif attribute == f"{_RDF}resource" and name:
            yield MetadataField("XMP", name, _clean(value))
    text = (element.text or "").strip()
    if text and name and not len(element):
        yield MetadataField("XMP", name, _clean(text))
    for child in element:
        yield from _walk_xmp(child, name)


def _xmp_name(tag: str) -> str:
    namespace, name = _split(tag)
    prefix = XMP_PREFIXES.get(namespace)
    return f"{prefix}:{name}" if prefix else ""


def _split(tag: str) -> tuple[str, str]:
    namespace, brace, name = tag.rpartition("}")
    return (namespace.removeprefix("{"), name) if brace else ("", tag)


def _png_text(picture: Image.Image, _path: Path) -> Iterator[MetadataField]:
    if picture.format != "PNG":
        return
    for key, value in picture.info.items():
        if not (isinstance(key, str) and isinstance(value, str) and value.strip()):
            continue
        if key != "XML:com.adobe.xmp" and not key.startswith(_RAW_PROFILE):
            yield MetadataField("PNG", key, _clean(value))


def _comment(picture: Image.Image, _path: Path) -> Iterator[MetadataField]:
    if picture.format in {"JPEG", "GIF"} and (text := _decode(picture.info.get("comment"))):
        yield MetadataField(picture.format, "Comment", text)


def _exif(exif: Image.Exif) -> Iterator[MetadataField]:
    for tag, name in _EXIF_TEXTS.items():
        if text := _decode(exif.get(tag)):
            yield MetadataField("EXIF", name, text)
    comment = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
    if isinstance(comment, bytes) and len(comment) > 8 and (text := _clean(_decode_comment(comment))):
        yield MetadataField("EXIF", "UserComment", text)


def _decode_comment(comment: bytes) -> str:
    """Return the text of a user comment, whose order of bytes programs choose as they like."""
    text = comment[8:]
    if not comment.startswith(b"UNICODE"):
        return text.decode("utf-8", "replace")
    # Of western letters the high byte is 0, and it comes first or second.
    big = text[::2].count(0) > text[1::2].count(0)
    return text.decode("utf-16-be" if big else "utf-16-le", "replace")


def _camera(exif: Image.Exif) -> str:
    details: Mapping[int, Any] = exif.get_ifd(ExifTags.IFD.Exif)
    if not any(details.get(tag) for tag in _EXPOSURE):
        return ""
    make, model = _decode(exif.get(ExifTags.Base.Make)), _decode(exif.get(ExifTags.Base.Model))
    return model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip()


def _has_location(exif: Image.Exif) -> bool:
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    return bool(position.get(ExifTags.GPS.GPSLatitude) and position.get(ExifTags.GPS.GPSLongitude))


def _content_credentials(path: Path) -> Iterator[MetadataField]:
    """Yield what a C2PA manifest claims. The claim is read, its signature is not verified."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            start = data.find(_C2PA_STORE)
            if start < 0:
                return
            # A JPEG cuts the store into segments of 64 KB, so what is searched for may rarely be torn apart.
            store = data[start : start + 2_000_000]
    except (OSError, ValueError):
        return
    yield MetadataField("C2PA", "claim_generator", _claim_generator(store) or "C2PA")
    for source_type in dict.fromkeys(m[1].decode("ascii") for m in _SOURCE_TYPE.finditer(store)):
        yield MetadataField("C2PA", "digitalSourceType", source_type)


def _claim_generator(store: bytes) -> str:
    """Return the program that a claim names, in ``claim_generator`` or by name in ``claim_generator_info``."""
    for key in re.finditer(rb"claim_generator(_info)?", store):
        at = key.end()
        if key[1]:
            name = store.find(b"\x64name", at, at + 64)
            at = name + 5 if name >= 0 else -1
        if at >= 0 and (text := _cbor_text(store, at)):
            return _clean(text)
    return ""


def _cbor_text(data: bytes, at: int) -> str:
    """Return the CBOR text string at an offset (RFC 8949, section 3.1, major type 3), empty where there is none."""
    head = data[at : at + 3]
    if len(head) < 3 or head[0] >> 5 != 3:
        return ""
    short = head[0] & 0x1F
    length, start = {24: (head[1], at + 2), 25: (head[1] << 8 | head[2], at + 3)}.get(short, (short, at + 1))
    return data[start : start + length].decode("utf-8", "replace") if short <= 25 else ""


def _decode(raw: object) -> str:
    if isinstance(raw, str):
        return _clean(raw)
    if not isinstance(raw, bytes):
        return ""
    try:
        return _clean(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _clean(raw.decode("latin-1"))


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:VALUE_LIMIT]


def _unique(fields: list[MetadataField]) -> Iterator[MetadataField]:
    yield from dict.fromkeys(fields)
