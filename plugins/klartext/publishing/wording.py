"""How publishing and what stands in its way are spoken of in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: Mapping[str, Message] = {
    "broken_link": Message(
        de="der Verweis »{address}« führt ins Leere: Leser sähen »Seite nicht gefunden«; berichtigen oder "
        "entfernen Sie ihn",
        en='the link "{address}" leads nowhere: readers would see "page not found"; correct or remove it',
    ),
    "broken_fragment": Message(
        de="die Seite zum Verweis »{address}« gibt es, die Stelle hinter # darin nicht: Überschriften bekommen ihren "
        "Namen aus ihrem Wortlaut",
        en='the page of the link "{address}" exists, the place after # in it does not: headings are named by their '
        "words",
    ),
    "missing_picture": Message(
        de="das Bild »{address}« fehlt: Leser sähen ein Loch; legen Sie die Datei in den Bilderordner oder berichtigen "
        "Sie den Namen",
        en='the picture "{address}" is missing: readers would see a hole; put the file into the folder of pictures or '
        "correct its name",
    ),
    "missing_file": Message(
        de="die Datei »{address}«, die diese Seite braucht, fehlt",
        en='the file "{address}", which this page needs, is missing',
    ),
    "moved_nowhere": Message(
        de="die alte Adresse »{address}« führt ins Leere: berichtigen oder löschen Sie die Zeile in redirects.txt",
        en='the old address "{address}" leads nowhere: correct or delete the line in redirects.txt',
    ),
    "reserved_address": Message(
        de="{address} ist eine Adresse für Beispiele, unter der niemand Sie findet: setzen Sie FEED_DOMAIN in "
        "pelicanconf.py auf Ihre eigene",
        en="{address} is an address for examples, at which nobody finds you: set FEED_DOMAIN in pelicanconf.py to your "
        "own",
    ),
    "published_draft": Message(
        de="der Entwurf {address} würde hier veröffentlicht: geben Sie ihm »Status: published«, wenn er fertig ist, "
        "oder leeren Sie DRAFT_SAVE_AS in publishconf.py",
        en='the draft {address} would be published here: give it "Status: published" if it is finished, or empty '
        "DRAFT_SAVE_AS in publishconf.py",
    ),
    "hidden_in_search": Message(
        de="die Seite will nicht gefunden werden (noindex) und steht doch in der Suche: nehmen Sie "
        "data-pagefind-body aus ihrer Vorlage",
        en="the page does not want to be found (noindex) and is in the search nevertheless: take data-pagefind-body "
        "out of its template",
    ),
    "listed_missing": Message(
        de="nennt »{address}«, und diese Seite gibt es nicht",
        en='names "{address}", and there is no such page',
    ),
    "listed_hidden": Message(
        de="nennt »{address}«, obwohl diese Seite nicht gefunden werden will (noindex), etwa ein Entwurf",
        en='names "{address}" although that page does not want to be found (noindex), such as a draft',
    ),
    "broken_xml": Message(
        de="ist kein gültiges XML ({address}): Feedleser und Suchmaschinen könnten damit nichts anfangen",
        en="is not valid XML ({address}): feed readers and search engines could not use it",
    ),
    "on_many_pages": Message(
        de="auf {n} Seiten, zum Beispiel {page}",
        en="on {n} pages, such as {page}",
        de_one="auf der Seite {page}",
        en_one="on the page {page}",
    ),
    "not_built": Message(
        de="Nichts wurde veröffentlicht, {output} ist, wie es war.",
        en="Nothing was published, {output} is as it was.",
    ),
    "refused": Message(
        de="Nichts wurde veröffentlicht: {n} Fehler, siehe oben. {output} ist, wie es war.",
        en="Nothing was published: {n} faults, see above. {output} is as it was.",
        de_one="Nichts wurde veröffentlicht: ein Fehler, siehe oben. {output} ist, wie es war.",
        en_one="Nothing was published: one fault, see above. {output} is as it was.",
    ),
    "published": Message(
        de="Fertig zum Hochladen: {output} (Dateien: {files}, davon neu oder geändert: {changed}; alte entfernt: "
        "{removed}).",
        en="Ready to upload: {output} (files: {files}, new or changed: {changed}; old ones removed: {removed}).",
    ),
    "by_hand": Message(
        de="{n} Seiten in {output} hat Klartext nicht gebaut; sie bleiben und gehen mit hinaus: {names}",
        en="{n} pages in {output} were not built by Klartext; they stay and are published as well: {names}",
        de_one="Eine Seite in {output} hat Klartext nicht gebaut; sie bleibt und geht mit hinaus: {names}",
        en_one="One page in {output} was not built by Klartext; it stays and is published as well: {names}",
    ),
    "unsafe_output": Message(
        de="{output} kann kein Ausgabeordner sein: darin liegen Ihre Texte oder Einstellungen; nennen Sie einen "
        "eigenen Ordner, zum Beispiel output",
        en="{output} cannot be the output: your texts or settings lie in it; name a folder of its own, such as output",
    ),
}


def say(key: str, lang: str, /, **values: object) -> str:
    """Return a phrase in German (``de``) or else in English; ``n`` = 1 takes the singular."""
    return sentence(PHRASES[key], lang, **values)
