"""Metadata that real agencies, cameras and generators write, in every format that carries them."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import ExifTags, Image, PngImagePlugin, features

from klartext.settings import parse_settings
from klartext.stock_photos.index import analyse
from klartext.stock_photos.origin import Clues, Origin, decide_origin
from klartext.stock_photos.references import picture_reference

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:getty="http://xmp.gettyimages.com/gift/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" {attributes}>{elements}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def xmp(attributes: str = "", elements: str = "") -> bytes:
    return XMP.format(attributes=attributes, elements=elements).encode()


def evidence_of(record):
    """Return what a file alone tells of its origin."""
    clues = Clues(picture_reference("bild"), "file", (), metadata=record.metadata)
    return decide_origin(clues, parse_settings({})).evidence


def save(path, picture, packet: bytes):
    kind = path.suffix.lower()
    if kind == ".png":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        picture.save(path, pnginfo=info)
    elif kind == ".tif":
        picture.save(path, tiffinfo={700: packet})
    elif kind == ".gif":
        buffer = io.BytesIO()
        picture.save(buffer, "GIF")
        data = buffer.getvalue()
        trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
        path.write_bytes(data[:-1] + b"!\xff\x0bXMP DataXMP" + packet + trailer + data[-1:])
    else:
        picture.save(path, xmp=packet)


def with_segment(path, picture, marker: int, payload: bytes):
    """Write a JPEG with one more application segment."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG")
    data = buffer.getvalue()
    segment = struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
    path.write_bytes(data[:2] + segment + data[2:])


def iptc(**values: str) -> bytes:
    numbers = {"credit": 110, "source": 115, "copyright": 116, "byline": 80, "instructions": 40}
    records = b"".join(
        b"\x1c\x02" + bytes([numbers[key]]) + struct.pack(">H", len(text.encode())) + text.encode()
        for key, text in values.items()
    )
    records += b"\0" * (len(records) % 2)
    return (
        b"Photoshop 3.0\0"
        + b"8BIM"
        + struct.pack(">HH", 0x0404, 0)
        + struct.pack(">I", len(records))
        + records
    )


def fields(path) -> dict[str, str]:
    return {f"{field.standard} {field.name}": field.value for field in analyse(path).metadata.fields}


FORMATS = ["jpg", "png", "webp", "tif", "gif", *(["avif"] if features.check("avif") else [])]


@pytest.mark.parametrize("ending", FORMATS)
def test_xmp_is_read_from_every_format(tmp_path, scene, ending):
    path = tmp_path / f"bild.{ending}"
    elements = (
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">©Halfpoint - stock.adobe.com</rdf:li></rdf:Alt></dc:rights>'
        '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://www.istockphoto.com/photo/'
        "license-gm1?utm=1</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
    )
    save(path, scene(1, 64, 48), xmp('photoshop:Credit="Getty Images" getty:AssetID="1289963489"', elements))
    found = fields(path)
    assert found["XMP dc:rights"] == "©Halfpoint - stock.adobe.com"
    assert found["XMP photoshop:Credit"] == "Getty Images"
    assert found["XMP getty:AssetID"] == "1289963489"
    assert found["XMP plus:LicensorURL"].startswith("https://www.istockphoto.com/photo/license-gm1")


def test_iptc_is_read(tmp_path, scene):
    path = tmp_path / "bild.jpg"
    with_segment(
        path, scene(1, 64, 48), 0xED, iptc(credit="Getty Images/iStockphoto", byline="Jörg Beispiel")
    )
    found = fields(path)
    assert found["IPTC Credit"] == "Getty Images/iStockphoto"
    assert found["IPTC By-line"] == "Jörg Beispiel"


def test_camera_and_location(tmp_path, scene):
    path = tmp_path / "bild.jpg"
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "FUJIFILM", "X-T3"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FNumber] = 2.8
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 8.0, 0.0), 3: "E", 4: (11.0, 34.0, 0.0)})
    scene(1, 64, 48).save(path, exif=exif)
    metadata = analyse(path).metadata
    assert metadata.camera == "FUJIFILM X-T3"
    assert metadata.has_location
    scene(1, 64, 48).save(path)
    assert not analyse(path).metadata.has_location


@pytest.mark.parametrize(
    ("attributes", "elements", "expected", "source"),
    [
        ('photoshop:Credit="Jana - stock.adobe.com"', "", Origin.STOCK, "Adobe Stock"),
        ('photoshop:Source="iStockphoto"', "", Origin.STOCK, "iStock"),
        (
            'xmpRights:WebStatement="https://www.gettyimages.com/eula?utm_medium=organic"',
            "",
            Origin.STOCK,
            "Getty Images",
        ),
        ('photoshop:Credit="Photograph: NetPhotos/Alamy"', "", Origin.STOCK, "Alamy"),
        ('photoshop:Instructions="Not Released (NR)"', "", Origin.STOCK, ""),
        ('xmpRights:UsageTerms="Editorial Use Only"', "", Origin.STOCK, ""),
        ('photoshop:Source="186947815"', "", Origin.STOCK, ""),
        (
            'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
            "",
            Origin.GENERATED,
            "",
        ),
        (
            "",
            "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/"
            "compositeWithTrainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>",
            Origin.GENERATED,
            "",
        ),
    ],
)
def test_what_agencies_and_generators_write(tmp_path, scene, attributes, elements, expected, source):
    save(tmp_path / "bild.jpg", scene(1, 64, 48), xmp(attributes, elements))
    evidence = evidence_of(analyse(tmp_path / "bild.jpg"))
    assert evidence[0].origin is expected
    assert evidence[0].source == source
    assert evidence[0].value


@pytest.mark.parametrize(
    "attributes",
    [
        'photoshop:Credit="Jana Sommer"',
        'dc:title="Wie Shutterstock abrechnet"',
        'dc:description="Screenshot der Startseite von Getty Images"',
        'xmpRights:WebStatement="https://sommer-maler.example/impressum"',
        'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"',
        'photoshop:Source="Kamera 3"',
    ],
)
def test_a_photographers_own_lines_are_no_agency(tmp_path, scene, attributes):
    save(tmp_path / "bild.jpg", scene(1, 64, 48), xmp(attributes))
    assert not evidence_of(analyse(tmp_path / "bild.jpg"))


@pytest.mark.parametrize("key", ["parameters", "prompt", "workflow"])
def test_generator_parameters_in_png_text(tmp_path, scene, key):
    info = PngImagePlugin.PngInfo()
    info.add_text(key, "a workshop at dawn\nSteps: 20, Sampler: Euler a")
    scene(1, 64, 48).save(tmp_path / "bild.png", pnginfo=info)
    assert evidence_of(analyse(tmp_path / "bild.png"))[0].origin is Origin.GENERATED


def c2pa_store(generator: str, source_type: str) -> bytes:
    """Return a manifest store as far as it is read: its description box and the claim's CBOR text."""
    box = b"jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71\x03c2pa\x00"
    name = generator.encode()
    claim = b"\x74claim_generator_info\x81\xa1\x64name" + bytes([0x60 + len(name)]) + name
    return (
        b"\x00\x00\x01\x00jumb"
        + struct.pack(">I", len(box) + 4)
        + box
        + claim
        + b"\x78"
        + source_type.encode()
    )


def test_content_credentials(tmp_path, scene):
    path = tmp_path / "bild.jpg"
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    with_segment(path, scene(1, 64, 48), 0xEB, b"JP\x00\x01\x00\x00\x00\x01" + c2pa_store("ChatGPT", kind))
    record = analyse(path)
    assert record.metadata.has_content_credentials
    assert fields(path)["C2PA claim_generator"] == "ChatGPT"
    assert evidence_of(record)[0].origin is Origin.GENERATED


def test_a_cameras_content_credentials_are_no_generator(tmp_path, scene):
    path = tmp_path / "bild.jpg"
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    with_segment(
        path, scene(1, 64, 48), 0xEB, b"JP\x00\x01\x00\x00\x00\x01" + c2pa_store("Leica M11-P", kind)
    )
    record = analyse(path)
    assert record.metadata.has_content_credentials
    assert not evidence_of(record)


def test_damaged_metadata_count_as_absent(tmp_path, scene):
    path = tmp_path / "bild.jpg"
    save(path, scene(1, 64, 48), b"<x:xmpmeta><rdf:RDF><unclosed></rdf:RDF></x:xmpmeta>")
    assert analyse(path).problem is None
    with_segment(path, scene(1, 64, 48), 0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\xff\x1c\x02")
    assert analyse(path).problem is None
    with_segment(path, scene(1, 64, 48), 0xE1, b"Exif\0\0MM\0*\0\0\xff\xff")
    assert analyse(path).problem is None


def test_entities_in_xmp_are_not_expanded(tmp_path, scene):
    bomb = b'<!DOCTYPE x [<!ENTITY a "Getty Images">]>' + xmp(elements="<dc:source>&a;</dc:source>")
    save(tmp_path / "bild.jpg", scene(1, 64, 48), bomb)
    assert "XMP dc:source" not in fields(tmp_path / "bild.jpg")


def test_svg_credits(tmp_path):
    (tmp_path / "bild.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>"
        "<dc:creator>freepik.com</dc:creator></metadata></svg>"
    )
    evidence = evidence_of(analyse(tmp_path / "bild.svg"))
    assert evidence[0].source == "Freepik"


def test_iptc_in_the_text_of_a_png(tmp_path, scene):
    credit, rights = b"Jana Beispiel/iStockphoto", b"x"
    data_sets = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value
        for number, value in ((110, credit), (116, rights))
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(data_sets)) + data_sets + b"\0"
    info = PngImagePlugin.PngInfo()
    info.add_text("Raw profile type iptc", f"\niptc\n{len(resource):8}\n{resource.hex()}\n", zip=True)
    scene(1).save(tmp_path / "a.png", pnginfo=info)
    fields = analyse(tmp_path / "a.png").metadata.fields
    assert [(f.standard, f.name, f.value) for f in fields] == [
        ("IPTC", "Credit", credit.decode()),
        ("IPTC", "CopyrightNotice", "x"),
    ]


def test_a_place_in_xmp_is_a_place(tmp_path, scene):
    place = (
        'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,6.0N" exif:GPSLongitude="7,48.0E"'
    )
    save(tmp_path / "a.jpg", scene(1), xmp(place))
    assert analyse(tmp_path / "a.jpg").metadata.has_location


STEPS = "Ein Maler im Treppenhaus\nNegative prompt: unscharf\nSteps: 20, Sampler: Euler a, CFG scale: 7"


@pytest.mark.parametrize("order", ["le", "be"])
def test_parameters_in_a_user_comment_of_either_order_of_bytes(tmp_path, scene, order):
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = b"UNICODE\0" + STEPS.encode(
        f"utf-16-{order}"
    )
    scene(1).save(tmp_path / "a.webp", exif=exif)
    assert evidence_of(analyse(tmp_path / "a.webp"))[0].origin is Origin.GENERATED


@pytest.mark.parametrize(
    ("attributes", "generated"),
    [
        ('Iptc4xmpExt:AISystemUsed="Flux Pro 1.1"', True),
        (
            'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"',
            True,
        ),
        ('Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"', False),
        ('dc:description="Steps: 20, Sampler: Euler a"', True),
        ('dc:description="Haus am Hang --v 6 Job ID: 0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f"', True),
        ('dc:description="Mit Midjourney erstellt"', True),
        ('dc:description="Wie eine KI Bilder erzeugt, an der Tafel"', False),
    ],
)
def test_what_generators_write_into_xmp(tmp_path, scene, attributes, generated):
    save(tmp_path / "a.jpg", scene(1), xmp(attributes))
    found = {evidence.origin for evidence in evidence_of(analyse(tmp_path / "a.jpg"))}
    assert (Origin.GENERATED in found) == generated


def test_comments_of_jpeg_and_gif_are_read(tmp_path, scene):
    for name in ("a.jpg", "a.gif"):
        scene(1).save(tmp_path / name, comment=b"AI-generated image")
        assert evidence_of(analyse(tmp_path / name))[0].origin is Origin.GENERATED, name


def test_a_workflow_in_the_cameras_fields(tmp_path, scene):
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = 'prompt:{"3": {"class_type": "KSampler"}}'
    scene(1).save(tmp_path / "a.webp", exif=exif)
    assert evidence_of(analyse(tmp_path / "a.webp"))[0].origin is Origin.GENERATED
