"""What an import says, in German and English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message
from klartext.moving_in.report import PROBLEMS
from klartext.redirect_table import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from klartext.first_look import FirstLook
    from klartext.moving_in.report import Note, Report

_COUNTED = (
    "posts",
    "posts_draft",
    "posts_pending",
    "posts_future",
    "posts_private",
    "pages",
    "pages_draft",
    "answers",
    "authors",
    "categories",
    "tags",
    "media",
    "media_missing",
)


_BAR = 20
PHRASES: Mapping[str, Message] = {
    "count_posts": Message(de="Beiträge", en="posts"),
    "count_posts_draft": Message(de="davon Entwürfe", en="of them drafts"),
    "count_posts_pending": Message(
        de="davon zur Durchsicht (jetzt Entwürfe)", en="of them pending review (now drafts)"
    ),
    "count_posts_future": Message(
        de="davon geplant (jetzt Entwürfe mit Datum)", en="of them scheduled (now drafts with their date)"
    ),
    "count_posts_private": Message(de="davon privat (jetzt Entwürfe)", en="of them private (now drafts)"),
    "count_pages": Message(de="Seiten", en="pages"),
    "count_pages_draft": Message(de="davon Seitenentwürfe", en="of them draft pages"),
    "count_answers": Message(de="Antworten der Leser", en="readers' answers"),
    "count_authors": Message(de="Autorinnen und Autoren", en="authors"),
    "count_categories": Message(de="Themen", en="categories"),
    "count_tags": Message(de="Stichworte", en="tags"),
    "count_media": Message(de="Bilder und Dateien", en="pictures and files"),
    "count_media_missing": Message(
        de="Bilder und Dateien, die noch fehlen", en="pictures and files still missing"
    ),
    "left_pingbacks": Message(de="Pingbacks und Trackbacks", en="pingbacks and trackbacks"),
    "left_answers_pending": Message(de="nicht freigegebene Antworten", en="answers awaiting moderation"),
    "left_answers_spam": Message(de="Antworten im Spam", en="answers marked as spam"),
    "left_answers_trash": Message(de="Antworten im Papierkorb", en="answers in the trash"),
    "left_answers_other": Message(de="Antworten mit unbekanntem Zustand", en="answers of unknown status"),
    "note_active-content": Message(
        de="Skripte, Formulare und fremde Fenster ausgelassen; was sie zeigten, muss neu gelöst werden",
        en="scripts, forms and frames left out; what they showed needs another way",
    ),
    "note_after-the-end": Message(
        de="Text hinter dem Ende der Exportdatei übergangen",
        en="text behind the end of the export passed over",
    ),
    "note_answers-elsewhere": Message(
        de="Antworten auf Inhalte, die nicht mitkommen", en="answers to content that does not come over"
    ),
    "note_bad-header": Message(
        de="Dateien, deren Kopf nicht zu lesen ist: bitte berichtigen und noch einmal umziehen",
        en="files whose header cannot be read: please mend it and move in once more",
    ),
    "note_broken-entry": Message(
        de="Einträge, deren XML kaputt ist: bitte in WordPress einzeln neu exportieren",
        en="entries whose XML is broken: please export them again one by one",
    ),
    "note_broken-header": Message(
        de="der Kopf der Exportdatei ist an einer Stelle kaputt",
        en="the head of the export is broken in one place",
    ),
    "note_control-characters": Message(
        de="Steuerzeichen entfernt (Anzahl); die erste Stelle steht dabei",
        en="control characters removed (count); the place is the first",
    ),
    "note_cut-off": Message(
        de="die Exportdatei bricht ab; der letzte Eintrag fehlt: bitte neu exportieren",
        en="the export breaks off; its last entry is missing: please export again",
    ),
    "note_duplicate-id": Message(
        de="Einträge, die zweimal in der Exportdatei stehen; der erste zählt",
        en="entries that stand in the export twice; the first counts",
    ),
    "note_dynamic-block": Message(
        de="Blöcke, die WordPress erst beim Anzeigen füllt; sie stehen als Kommentar im Beitrag",
        en="blocks that WordPress fills when showing them; they stand in the post as a comment",
    ),
    "note_embed": Message(
        de="Eingebettetes (Videos, Karten) ist jetzt ein Verweis",
        en="embedded things (videos, maps) are links now",
    ),
    "note_fetch-broken-off": Message(
        de="Dateien, deren Übertragung abbrach: noch einmal mit --fetch-media, es geht dort weiter",
        en="files whose transfer broke off: once more with --fetch-media, it goes on from there",
    ),
    "note_fetch-elsewhere": Message(
        de="Dateien, die nicht auf dem Server des alten Blogs liegen; dort wurde nicht gefragt",
        en="files that are not on the old blog's server; nobody else was asked",
    ),
    "note_fetch-limit": Message(
        de="Dateien, für die die erlaubte Menge nicht reichte; --fetch-limit setzt sie höher",
        en="files for which the permitted amount was too small; --fetch-limit raises it",
    ),
    "note_fetch-page": Message(
        de="Dateien, an deren Stelle der Server eine Webseite schickte (Anmeldung, Fehlerseite)",
        en="files in whose place the server sent a web page (a login, an error)",
    ),
    "note_fetch-refused": Message(
        de="Dateien, die der Server des alten Blogs nicht herausgab",
        en="files that the old blog's server did not give",
    ),
    "note_fetch-unreachable": Message(
        de="Dateien, nach denen nicht mehr gefragt wurde, weil der Server fünfmal nicht antwortete",
        en="files no longer asked for because the server failed five times",
    ),
    "note_future": Message(
        de="geplante Beiträge: jetzt Entwürfe, das Datum steht im Kopf",
        en="scheduled posts: drafts now, the date is in the header",
    ),
    "note_kept": Message(
        de="seit dem letzten Umzug geändert und deshalb nicht überschrieben; --force überschreibt",
        en="edited since the last import and therefore not overwritten; --force overwrites",
    ),
    "note_left-shortcode": Message(
        de="Kurzbefehle, die stehen geblieben sind: bitte ersetzen oder löschen",
        en="shortcodes left as they were: please replace or delete them",
    ),
    "note_media-missing": Message(
        de="Dateien, die in der Kopie der Mediathek fehlen",
        en="files missing from the copy of the media library",
    ),
    "note_no-date": Message(de="ohne Datum", en="without a date"),
    "note_no-media-folder": Message(
        de="Bilder und Dateien werden erwartet; --media ORDNER (die Kopie von wp-content/uploads) "
        "kopiert sie, --fetch-media lädt sie vom alten Blog (Anzahl)",
        en="pictures and files are expected; --media FOLDER (the copy of wp-content/uploads) "
        "copies them, --fetch-media downloads them from the old blog (count)",
    ),
    "note_no-number": Message(
        de="Einträge ohne Nummer übergangen", en="entries without a number passed over"
    ),
    "note_orphan-answer": Message(
        de="Antworten, deren Vorgänger fehlt; sie stehen jetzt auf der ersten Ebene",
        en="answers to an answer that is missing; they stand on the first level now",
    ),
    "note_other-format": Message(
        de="Beiträge in einem anderen Format als Markdown; sie kommen nicht mit",
        en="posts in another format than Markdown; they do not come over",
    ),
    "note_page-break": Message(
        de="mehrseitige Beiträge sind jetzt eine Seite", en="posts of several pages are one page now"
    ),
    "note_password": Message(
        de="mit Passwort geschützt: jetzt Entwürfe, denn eine statische Seite schützt nichts",
        en="protected by a password: drafts now, for a static page protects nothing",
    ),
    "note_private": Message(de="private Beiträge: jetzt Entwürfe", en="private posts: drafts now"),
    "note_removed": Message(
        de="hier gelöscht und deshalb nicht wieder angelegt; --force legt sie an",
        en="deleted here and therefore not made again; --force makes them",
    ),
    "note_repaired": Message(
        de="unerlaubte &-Zeichen in der Exportdatei gelesen, wie sie gemeint waren (Anzahl)",
        en="stray & characters in the export read as they were meant (count)",
    ),
    "note_several-categories": Message(
        de="mehrere Themen: das genaueste ist das Thema, die anderen sind Stichworte",
        en="several categories: the most exact one is the category, the others are tags",
    ),
    "note_slug-taken": Message(
        de="die Adresse war vergeben und hat eine Nummer bekommen",
        en="the address was taken and got a number",
    ),
    "note_swallowed": Message(
        de="ein Abschnitt ist nicht geschlossen; der folgende Eintrag steckt in diesem",
        en="a section is not closed; the entry that follows is inside this one",
    ),
    "note_too-deep": Message(
        de="zu tief geschachteltes HTML: nur der Text ist mitgekommen",
        en="HTML nested too deeply: only the text has come over",
    ),
    "note_unreadable-answer": Message(
        de="Antworten ohne Text, Datum oder Nummer oder über 50.000 Zeichen",
        en="answers without text, date or number, or of more than 50,000 characters",
    ),
    "note_unknown-address": Message(
        de="Verweise und Bilder, zu denen es im alten Blog nichts gibt; sie stehen noch, wie sie waren",
        en="links and pictures that lead nowhere in the old blog; they stand as they were",
    ),
    "note_unreadable-file": Message(de="Dateien, die nicht zu lesen sind", en="files that cannot be read"),
    "note_unwritable": Message(
        de="Dateien, die sich nicht schreiben ließen", en="files that could not be written"
    ),
    "note_wrong-encoding": Message(
        de="falsch kodierte Bytes als Windows-1252 gelesen (Anzahl); die erste Stelle steht dabei",
        en="bytes in a wrong encoding read as Windows-1252 (count); the place is the first",
    ),
    "number": Message(de="{number:,}", en="{number:,}"),
    "title": Message(de="Umzug aus {export}", en="Moving in from {export}"),
    "came": Message(de="Mitgekommen", en="Came over"),
    "left": Message(de="Nicht mitgekommen", en="Did not come over"),
    "look": Message(de="Bitte ansehen", en="Please have a look"),
    "know": Message(de="Gut zu wissen", en="Good to know"),
    "files": Message(
        de="Dateien: {written} neu, {updated} aktualisiert, {unchanged} unverändert, {kept} nicht angerührt.",
        en="Files: {written} new, {updated} updated, {unchanged} unchanged, {kept} left alone.",
    ),
    "fetched": Message(
        de="Vom alten Blog geladen: {n} Dateien, {megabytes:.1f} MB.",
        en="Downloaded from the old blog: {n} files, {megabytes:.1f} MB.",
        de_one="Vom alten Blog geladen: eine Datei, {megabytes:.1f} MB.",
        en_one="Downloaded from the old blog: one file, {megabytes:.1f} MB.",
    ),
    "moving": Message(de="Umzug", en="moving in"),
    "redirects": Message(
        de="{n} alte Adressen führen weiter: aus »Aliases:« der Beiträge und {file}.",
        en='{n} old addresses lead on: from "Aliases:" of the posts and {file}.',
        de_one="Eine alte Adresse führt weiter: aus »Aliases:« der Beiträge und {file}.",
        en_one='One old address leads on: from "Aliases:" of the posts and {file}.',
    ),
    "more": Message(
        de="… und {n} weitere in {folder}/report.txt",
        en="… and {n} more in {folder}/report.txt",
        de_one="… und eine weitere in {folder}/report.txt",
        en_one="… and one more in {folder}/report.txt",
    ),
    "look_title": Message(de="Wie der Blog heute dasteht", en="How the blog stands today"),
    "look_years": Message(
        de="Werbung: Beiträge, die vor allem vom eigenen Betrieb handeln",
        en="Advertising: posts that are mostly about the company itself",
    ),
    "look_year": Message(
        de="{year}  {bar}  {some} von {all} ({share} %)", en="{year}  {bar}  {some} of {all} ({share} %)"
    ),
    "look_short": Message(
        de="kein Beitrag ist lang genug, um seinen Anteil an Werbung zu schätzen",
        en="no post is long enough to judge how much it advertises",
    ),
    "look_pictures": Message(de="Bilder in Beiträgen: {origins}", en="Pictures in posts: {origins}"),
    "look_stock": Message(
        de="Beiträge mit Bildern aus Agenturen: {count}", en="posts with pictures from agencies: {count}"
    ),
    "look_reused": Message(
        de="Bilder, die schon in einem früheren Beitrag standen: {count}",
        en="pictures that an earlier post showed already: {count}",
    ),
    "look_findings": Message(
        de="Befunde: Warnungen {warnings}, Hinweise {hints}; am häufigsten {rules}",
        en="Findings: warnings {warnings}, hints {hints}; most often {rules}",
    ),
    "look_none": Message(de="Befunde: keine", en="Findings: none"),
    "look_more": Message(
        de="klartext lint zeigt jeden Befund mit Datei und Zeile, klartext inspect alle Kennzahlen.",
        en="klartext lint shows each finding with file and line, klartext inspect all figures.",
    ),
    "look_company": Message(
        de="In pelicanconf.py ist keine Firma genannt (KLARTEXT → company): ihr Name zählt nicht mit.",
        en="pelicanconf.py names no company (KLARTEXT → company): its names do not count.",
    ),
    "origin_own": Message(de="eigene", en="own"),
    "origin_stock": Message(de="aus Agenturen", en="from agencies"),
    "origin_generated": Message(de="erzeugt", en="generated"),
    "origin_remote": Message(de="von fremden Servern", en="from other servers"),
    "origin_missing": Message(de="fehlend", en="missing"),
    "origin_unknown": Message(de="unbekannter Herkunft", en="of unknown origin"),
    "authors": Message(de="Wer geschrieben hat", en="Who wrote"),
    "biographies": Message(
        de="Biografien (in pelicanconf.py unter KLARTEXT → theme einzusetzen)",
        en="Biographies (to be put into pelicanconf.py, KLARTEXT → theme)",
    ),
    "unused": Message(
        de="Dateien der Mediathek, die kein Beitrag verwendet (nicht kopiert): {count}",
        en="files of the media library that no post uses (not copied): {count}",
    ),
    "not-wxr": Message(
        de="{path}: das ist keine Exportdatei von WordPress (Werkzeuge → Daten exportieren)",
        en="{path}: this is no export of WordPress (Tools → Export)",
    ),
    "not-pelican": Message(
        de="{path}: das ist kein Pelican-Blog (darin fehlt pelicanconf.py)",
        en="{path}: this is no Pelican blog (there is no pelicanconf.py in it)",
    ),
    "not-jekyll": Message(
        de="{path}: das ist kein Jekyll-Blog (darin fehlen _config.yml und _posts)",
        en="{path}: this is no Jekyll blog (there is neither _config.yml nor _posts in it)",
    ),
    "not-hugo": Message(
        de="{path}: das ist kein Hugo-Blog (darin fehlt hugo.toml oder der Ordner content)",
        en="{path}: this is no Hugo blog (there is no hugo.toml in it, or no folder content)",
    ),
    "bad-ledger": Message(
        de="{path}: diese Datei merkt sich, was schon übernommen wurde, und ist nicht zu lesen: stellen Sie sie "
        "wieder her, oder löschen Sie sie (dann bleiben Dateien, die schon da sind, unberührt)",
        en="{path}: this file remembers what was imported and cannot be read; restore it or delete it "
        "(then files that are there already are left alone)",
    ),
    "bad-settings": Message(
        de="die Einstellungen des alten Blogs sind nicht zu lesen: {detail}",
        en="the old blog's settings cannot be read: {detail}",
    ),
    "itself": Message(de="{path}: das ist diese Website selbst", en="{path}: this is the site itself"),
    "only-wordpress": Message(
        de="{option} gehört zum Umzug von WordPress", en="{option} belongs to moving in from WordPress"
    ),
    "not-users": Message(
        de="{path}: das ist nicht die Liste, die WordPress unter /wp-json/wp/v2/users zeigt",
        en="{path}: this is not the list that WordPress shows at /wp-json/wp/v2/users",
    ),
    "entities": Message(
        de="{path}: die Datei erklärt eigene XML-Entitäten; das tut WordPress nie, sie wird nicht gelesen",
        en="{path}: the file declares XML entities of its own; WordPress never does, it is not read",
    ),
    "version": Message(
        de="{path}: WXR-Version {detail!r} ist unbekannt; lesbar sind 1.0, 1.1 und 1.2",
        en="{path}: WXR version {detail!r} is unknown; 1.0, 1.1 and 1.2 can be read",
    ),
    "no_site": Message(
        de="hier ist keine pelicanconf.py; --into ORDNER oder -s DATEI nennt die Website",
        en="there is no pelicanconf.py here; --into FOLDER or -s FILE names the site",
    ),
    "no_folder": Message(de="{path}: diesen Ordner gibt es nicht", en="{path}: there is no such folder"),
}


def phrase(language: str, key: str, **values: object) -> str:
    """Return a sentence."""
    return sentence(PHRASES[key], language, **values)


def report_lines(report: Report, language: str, folder: str, most: int | None) -> Iterator[str]:
    """Yield a report as lines for people; ``most`` limits the notes of a kind, None lists all."""
    yield phrase(language, "title", export=report.export)
    yield ""
    yield phrase(language, "came")
    for key in _COUNTED:
        if report.counts[key]:
            number = phrase(language, "number", number=report.counts[key])
            yield f"  {number:>7} {phrase(language, f'count_{key}')}"
    if report.not_imported:
        yield ""
        yield phrase(language, "left")
        for key, count in sorted(report.not_imported.items()):
            yield f"  {count:>7} {phrase(language, f'left_{key}') if f'left_{key}' in PHRASES else key}"
    for heading, wanted in (("look", True), ("know", False)):
        notes = [note for note in report.notes if (note.kind in PROBLEMS) is wanted]
        if notes:
            yield ""
            yield phrase(language, heading)
            yield from _note_lines(notes, language, folder, most)
    if most is None and report.authors:
        yield from _author_lines(report, language)
    if report.unused_media:
        yield ""
        yield phrase(language, "unused", count=len(report.unused_media))
        if most is None:
            yield from (f"  {name}" for name in report.unused_media)


def _author_lines(report: Report, language: str) -> Iterator[str]:
    yield ""
    yield phrase(language, "authors")
    yield from (f"  {author['posts']:>7} {author['name']}" for author in report.authors)
    if written := {a["name"]: {"biography": a["biography"]} for a in report.authors if a["biography"]}:
        yield ""
        yield phrase(language, "biographies")
        yield from f'"authors": {json.dumps(written, ensure_ascii=False, indent=4)},'.split("\n")


def look_lines(look: FirstLook, language: str, *, company: bool) -> Iterator[str]:
    """Yield what the checks say of the blog that came over."""
    yield ""
    yield phrase(language, "look_title")
    if look.years:
        yield f"  {phrase(language, 'look_years')}"
        for year, (some, total) in look.years.items():
            filled = round(_BAR * some / total)
            bar = "█" * filled + "·" * (_BAR - filled)
            share = round(100 * some / total)
            line = phrase(language, "look_year", year=year, bar=bar, some=some, all=total, share=share)
            yield f"    {line}"
    else:
        yield f"  {phrase(language, 'look_short')}"
    if not company:
        yield f"  {phrase(language, 'look_company')}"
    if look.pictures:
        origins = [
            f"{count} {phrase(language, f'origin_{name}')}" for name, count in look.pictures.most_common()
        ]
        yield f"  {phrase(language, 'look_pictures', origins=', '.join(origins))}"
        yield f"  {phrase(language, 'look_stock', count=look.stock_posts)}"
        yield f"  {phrase(language, 'look_reused', count=look.reused)}"
    if look.rules:
        rules = ", ".join(f"{name} ({count})" for name, count in look.rules.most_common(5))
        warnings = look.severities["warning"] + look.severities["error"]
        yield f"  {phrase(language, 'look_findings', warnings=warnings, hints=look.severities['info'], rules=rules)}"
    else:
        yield f"  {phrase(language, 'look_none')}"
    yield f"  {phrase(language, 'look_more')}"


def files_line(report: Report, language: str, folder: str) -> str:
    """Return what happened to the files below the content folder, in a sentence or two."""
    files = report.files
    counts = {key: files[key] for key in ("written", "updated", "unchanged")}
    line = phrase(language, "files", kept=files["kept"] + files["removed"], **counts)
    return f"{line} {phrase(language, 'redirects', n=report.redirects, file=f'{folder}/{FILE}')}"


def _note_lines(notes: list[Note], language: str, folder: str, most: int | None) -> Iterator[str]:
    kinds = sorted({note.kind for note in notes})
    for kind in kinds:
        of_kind = [note for note in notes if note.kind == kind]
        yield f"  {phrase(language, f'note_{kind}')}"
        for note in of_kind[:most]:
            place = f"{note.path}:{note.line}" if note.line else note.path
            title = f"»{note.title}«" if note.title and not note.path else ""
            parts = [
                part for part in (place, title, note.detail, f"({note.link})" if note.link else "") if part
            ]
            yield f"    {' '.join(parts)}"
        if most is not None and len(of_kind) > most:
            yield f"    {phrase(language, 'more', n=len(of_kind) - most, folder=folder)}"
