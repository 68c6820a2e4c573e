"""Knows how a picture's rights are written into the files made of it; § 95c UrhG forbids to take them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from PIL import ExifTags, Image, PngImagePlugin

if TYPE_CHECKING:
    from klartext.picture_rights import Rights

_XMP = {
    "creator": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "notice": '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>',
    "credit": "<photoshop:Credit>{}</photoshop:Credit>",
    "statement": "<xmpRights:WebStatement>{}</xmpRights:WebStatement>",
    "source_type": "<Iptc4xmpExt:DigitalSourceType>{}</Iptc4xmpExt:DigitalSourceType>",
}


def rights_options(rights: Rights, kind: str) -> dict[str, Any]:
    """Return Pillow's options that write rights, and nothing else, into a file of a format, Pillow's name of it."""
    exif = Image.Exif()
    notice = rights.notice or rights.credit
    for tag, value in ((ExifTags.Base.Artist, rights.creator), (ExifTags.Base.Copyright, notice)):
        if value:
            exif[tag] = value
    options: dict[str, Any] = {"exif": exif if len(exif) else b""}
    if packet := xmp_packet(rights):
        if kind == "PNG":
            options["pnginfo"] = PngImagePlugin.PngInfo()
            options["pnginfo"].add_itxt("XML:com.adobe.xmp", packet)
        else:
            options["xmp"] = packet.encode()
    return options


def xmp_packet(rights: Rights) -> str:
    """Return an XMP packet (ISO 16684-1); ``""`` where there is nothing to say."""
    parts = [form.format(escape(value)) for name, form in _XMP.items() if (value := getattr(rights, name))]
    if not parts:
        return ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f'{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
