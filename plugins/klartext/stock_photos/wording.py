"""What the photo reports say, in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klartext.stock_photos.origin import Evidence
    from klartext.stock_photos.picture_record import PictureRecord

PHRASES: Mapping[str, Message] = {
    "library-missing": Message(
        de="{file}: diese Sammlung gibt es nicht: prüfen Sie die Schreibweise",
        en="{file}: there is no such library",
    ),
    "library-outdated": Message(
        de="{file}: diese Sammlung stammt von einer anderen Version: erstellen Sie sie neu mit »klartext photos "
        "index build«",
        en="{file}: made by another version; build the library again",
    ),
    "library-damaged": Message(
        de="{file}: das ist keine Sammlung von Bildern, oder sie ist beschädigt",
        en="{file}: this is no library of pictures, or it is damaged",
    ),
    "library-unwritable": Message(
        de="{file} lässt sich nicht schreiben ({detail})", en="{file}: cannot be written ({detail})"
    ),
    # How one picture differs from another
    "identical": Message(de="dieselbe Datei", en="the same file"),
    "resaved": Message(de="anders gespeichert oder bearbeitet", en="saved differently or edited"),
    "mirrored": Message(de="seitenverkehrt", en="mirrored"),
    "cropped": Message(de="ganz oder als Ausschnitt", en="whole or cropped"),
    "mirrored-cropped": Message(de="seitenverkehrt und als Ausschnitt", en="mirrored and cropped"),
    # Where a picture comes from
    "own": Message(de="eigenes Bild", en="own picture"),
    "stock": Message(de="Agentur oder Archiv", en="agency or archive"),
    "generated": Message(de="Bildgenerator", en="generated"),
    "remote": Message(de="von fremder Adresse", en="loaded from elsewhere"),
    "missing-file": Message(de="Datei fehlt", en="missing file"),
    "unknown": Message(de="Herkunft unbekannt", en="origin unknown"),
    # Where a sign was found
    "file name": Message(de="Dateiname", en="file name"),
    "address": Message(de="Adresse", en="address"),
    "alternative text": Message(de="Alternativtext", en="alternative text"),
    "title": Message(de="Titel", en="title"),
    "caption": Message(de="Bildunterschrift", en="caption"),
    "credit line": Message(de="Bildnachweis", en="credit line"),
    "folder": Message(de="Ordner", en="folder"),
    "library": Message(de="Sammlung", en="library"),
    "own_pictures": Message(de="Einstellung own_pictures", en="setting own_pictures"),
    "file missing": Message(de="Datei fehlt", en="file missing"),
    "loaded from elsewhere": Message(de="von fremder Adresse", en="loaded from elsewhere"),
    # Why a file is left out
    "missing": Message(de="die Datei gibt es nicht", en="there is no such file"),
    "no-file": Message(de="das ist keine Datei, die sich lesen lässt", en="it is no file that can be read"),
    "barred": Message(
        de="der Zugriff auf die Datei ist nicht erlaubt", en="access to the file is not allowed"
    ),
    "unreadable": Message(
        de="die Datei lässt sich nicht lesen ({detail})", en="the file cannot be read ({detail})"
    ),
    "empty": Message(de="die Datei ist leer", en="the file is empty"),
    "not-a-picture": Message(de="die Datei ist kein Bild", en="the file is no picture"),
    "truncated": Message(
        de="das Bild ist beschädigt oder abgeschnitten", en="the picture is damaged or cut off"
    ),
    "too-large": Message(
        de="das Bild ist zu groß zum Öffnen ({detail})", en="the picture is too large to open ({detail})"
    ),
    "no-decoder": Message(
        de="das Format {detail} lässt sich nicht lesen", en="the format {detail} cannot be read"
    ),
    "mislabelled": Message(de="die Datei ist in Wahrheit {detail}", en="the file really is {detail}"),
    "script": Message(
        de="die Datei enthält ein Skript oder Verweise", en="the file contains a script or entities"
    ),
    # One picture in plain words
    "format": Message(de="Format", en="format"),
    "size": Message(
        de="{width} × {height} Pixel, {kilobytes:,.0f} KB",
        en="{width} × {height} pixels, {kilobytes:,.0f} KB",
    ),
    "animated": Message(
        de="bewegt; verglichen wird das erste Bild", en="animated; its first frame is compared"
    ),
    "origin": Message(de="Herkunft", en="origin"),
    "sure": Message(de="{percent} % sicher", en="{percent} % sure"),
    "signs": Message(de="Anzeichen", en="signs"),
    "metadata": Message(de="Metadaten", en="metadata"),
    "camera": Message(de="Kamera", en="camera"),
    "location": Message(de="Aufnahmeort", en="location"),
    "has-location": Message(
        de="steht in der Datei (vor dem Veröffentlichen entfernen)", en="stands in the file (remove it)"
    ),
    "credentials": Message(de="Inhaltsnachweis (C2PA)", en="content credentials (C2PA)"),
    "credentials-genuine": Message(
        de="Signatur echt, Bild seither unverändert; Zertifikat: {signer} (ob er vertrauenswürdig ist, prüft Klartext "
        "nicht)",
        en="signature genuine, picture unchanged since; certificate: {signer} (whether to trust it is not checked)",
    ),
    "credentials-altered": Message(
        de="das Bild wurde nach dem Signieren verändert; Zertifikat: {signer} ({detail})",
        en="the picture was changed after it was signed; certificate: {signer} ({detail})",
    ),
    "credentials-forged": Message(
        de="die Signatur stimmt nicht, verlassen Sie sich nicht darauf ({detail})",
        en="the signature does not verify, do not rely on it ({detail})",
    ),
    "credentials-unchecked": Message(
        de="vorhanden; zum Prüfen der Signatur fehlt c2pa-python: {python} -m pip install 'c2pa-python>=0.37,<0.38'",
        en="present; to verify its signature: {python} -m pip install 'c2pa-python>=0.37,<0.38'",
    ),
    "problem": Message(de="Mangel", en="problem"),
    "fingerprint": Message(de="Fingerabdruck", en="fingerprint"),
    "no-fingerprint": Message(
        de="keiner, das Bild hat zu wenig Struktur", en="none, the picture has too little detail"
    ),
    "points": Message(
        de="{n} Merkmalspunkte", en="{n} feature points", de_one="1 Merkmalspunkt", en_one="1 feature point"
    ),
    "used-in": Message(de="Verwendet in", en="used in"),
    # Pages
    "pairs-title": Message(de="Bilder, die dasselbe zeigen", en="Pictures that show the same"),
    "pairs-found": Message(de="{n} Paare", en="{n} pairs", de_one="1 Paar", en_one="1 pair"),
    "no-pairs": Message(
        de="Kein Bild kommt zweimal vor: {n} Bilder verglichen.",
        en="No picture appears twice: {n} pictures compared.",
        de_one="Kein Bild kommt zweimal vor: 1 Bild verglichen.",
        en_one="No picture appears twice: 1 picture compared.",
    ),
    "skipped": Message(de="Nicht verglichen", en="Not compared"),
    "bits": Message(
        de="{n} von 256 Bit verschieden",
        en="{n} of 256 bits differ",
        de_one="1 von 256 Bit verschieden",
        en_one="1 of 256 bits differs",
    ),
    "sheet-title": Message(de="Die Bilder nach ihrer Herkunft", en="The pictures by origin"),
    "pictures": Message(de="{n} Bilder", en="{n} pictures", de_one="1 Bild", en_one="1 picture"),
    "written": Message(de="{path} geschrieben: {what}", en="wrote {path}: {what}"),
    "compared": Message(de="Bilder", en="pictures"),
    # Libraries
    "library-hit": Message(
        de="{file}: {edit} in {library}: {name}", en="{file}: {edit} in {library}: {name}"
    ),
    "library-clean": Message(de="{file}: in keiner der Sammlungen", en="{file}: in none of the libraries"),
}


def evidence_text(evidence: Evidence, lang: str) -> str:
    """Return one sign of a picture's origin, ``Dateiname: AdobeStock_1.jpg (Adobe Stock)``."""
    field = say(evidence.field, lang) if evidence.field in PHRASES else evidence.field
    value = f": {evidence.value}" if evidence.value else ""
    source = f" ({evidence.source})" if evidence.source else ""
    return f"{field}{value}{source}"


def problem_text(record: PictureRecord, lang: str) -> str:
    """Return why a file is left out, or what is wrong with it."""
    return say(record.problem or "unreadable", lang, detail=record.problem_detail or "?")


def one_line(name: str) -> str:
    """Return a file's name so that it stays on one line of a report and does nothing to a terminal."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in name)


def say(key: str, lang: str, /, **values: object) -> str:
    """Return a phrase in ``de`` or ``en``."""
    return sentence(PHRASES[key], lang, **values)
