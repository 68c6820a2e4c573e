"""What an import says, in German and English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from klartext.moving_in.report import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.first_look import FirstLook
    from klartext.moving_in.report import Note, Report

_COUNTS = {
    "de": {
        "posts": "Beiträge",
        "posts_draft": "davon Entwürfe",
        "posts_pending": "davon zur Durchsicht (jetzt Entwürfe)",
        "posts_future": "davon geplant (jetzt Entwürfe mit Datum)",
        "posts_private": "davon privat (jetzt Entwürfe)",
        "pages": "Seiten",
        "pages_draft": "davon Seitenentwürfe",
        "answers": "Antworten der Leser",
        "authors": "Autorinnen und Autoren",
        "categories": "Themen",
        "tags": "Stichworte",
        "media": "Bilder und Dateien",
        "media_missing": "Bilder und Dateien, die noch fehlen",
    },
    "en": {
        "posts": "posts",
        "posts_draft": "of them drafts",
        "posts_pending": "of them pending review (now drafts)",
        "posts_future": "of them scheduled (now drafts with their date)",
        "posts_private": "of them private (now drafts)",
        "pages": "pages",
        "pages_draft": "of them draft pages",
        "answers": "readers' answers",
        "authors": "authors",
        "categories": "categories",
        "tags": "tags",
        "media": "pictures and files",
        "media_missing": "pictures and files still missing",
    },
}

_LEFT = {
    "de": {
        "pingbacks": "Pingbacks und Trackbacks",
        "answers_pending": "nicht freigegebene Antworten",
        "answers_spam": "Antworten im Spam",
        "answers_trash": "Antworten im Papierkorb",
        "answers_other": "Antworten mit unbekanntem Zustand",
    },
    "en": {
        "pingbacks": "pingbacks and trackbacks",
        "answers_pending": "answers awaiting moderation",
        "answers_spam": "answers marked as spam",
        "answers_trash": "answers in the trash",
        "answers_other": "answers of unknown status",
    },
}

_NOTES = {
    "de": {
        "active-content": "Skripte, Formulare und fremde Fenster ausgelassen; was sie zeigten, muss neu gelöst werden",
        "after-the-end": "Text hinter dem Ende der Exportdatei übergangen",
        "answers-elsewhere": "Antworten auf Inhalte, die nicht mitkommen",
        "bad-header": "Dateien, deren Kopf nicht zu lesen ist: bitte berichtigen und noch einmal umziehen",
        "broken-entry": "Einträge, deren XML kaputt ist: bitte in WordPress einzeln neu exportieren",
        "broken-header": "der Kopf der Exportdatei ist an einer Stelle kaputt",
        "control-characters": "Steuerzeichen entfernt (Anzahl); die erste Stelle steht dabei",
        "cut-off": "die Exportdatei bricht ab; der letzte Eintrag fehlt: bitte neu exportieren",
        "duplicate-id": "Einträge, die zweimal in der Exportdatei stehen; der erste zählt",
        "dynamic-block": "Blöcke, die WordPress erst beim Anzeigen füllt; sie stehen als Kommentar im Beitrag",
        "embed": "Eingebettetes (Videos, Karten) ist jetzt ein Verweis",
        "fetch-broken-off": "Dateien, deren Übertragung abbrach: noch einmal mit --fetch-media, es geht dort weiter",
        "fetch-elsewhere": "Dateien, die nicht auf dem Server des alten Blogs liegen; dort wurde nicht gefragt",
        "fetch-limit": "Dateien, für die die erlaubte Menge nicht reichte; --fetch-limit setzt sie höher",
        "fetch-page": "Dateien, an deren Stelle der Server eine Webseite schickte (Anmeldung, Fehlerseite)",
        "fetch-refused": "Dateien, die der Server des alten Blogs nicht herausgab",
        "fetch-unreachable": "Dateien, nach denen nicht mehr gefragt wurde, weil der Server fünfmal nicht antwortete",
        "future": "geplante Beiträge: jetzt Entwürfe, das Datum steht im Kopf",
        "kept": "seit dem letzten Umzug geändert und deshalb nicht überschrieben; --force überschreibt",
        "left-shortcode": "Kurzbefehle, die stehen geblieben sind: bitte ersetzen oder löschen",
        "media-missing": "Dateien, die in der Kopie der Mediathek fehlen",
        "no-date": "ohne Datum",
        "no-media-folder": "Bilder und Dateien werden erwartet; --media ORDNER (die Kopie von wp-content/uploads) "
        "kopiert sie, --fetch-media lädt sie vom alten Blog (Anzahl)",
        "no-number": "Einträge ohne Nummer übergangen",
        "orphan-answer": "Antworten, deren Vorgänger fehlt; sie stehen jetzt auf der ersten Ebene",
        "other-format": "Beiträge in einem anderen Format als Markdown; sie kommen nicht mit",
        "page-break": "mehrseitige Beiträge sind jetzt eine Seite",
        "password": "mit Passwort geschützt: jetzt Entwürfe, denn eine statische Seite schützt nichts",
        "private": "private Beiträge: jetzt Entwürfe",
        "removed": "hier gelöscht und deshalb nicht wieder angelegt; --force legt sie an",
        "repaired": "unerlaubte &-Zeichen in der Exportdatei gelesen, wie sie gemeint waren (Anzahl)",
        "several-categories": "mehrere Themen: das genaueste ist das Thema, die anderen sind Stichworte",
        "slug-taken": "die Adresse war vergeben und hat eine Nummer bekommen",
        "swallowed": "ein Abschnitt ist nicht geschlossen; der folgende Eintrag steckt in diesem",
        "too-deep": "zu tief geschachteltes HTML: nur der Text ist mitgekommen",
        "unreadable-answer": "Antworten ohne Text, Datum oder Nummer oder über 50.000 Zeichen",
        "unknown-address": "Verweise und Bilder, zu denen es im alten Blog nichts gibt; sie stehen noch, wie sie waren",
        "unreadable-file": "Dateien, die nicht zu lesen sind",
        "unwritable": "Dateien, die sich nicht schreiben ließen",
        "wrong-encoding": "falsch kodierte Bytes als Windows-1252 gelesen (Anzahl); die erste Stelle steht dabei",
    },
    "en": {
        "active-content": "scripts, forms and frames left out; what they showed needs another way",
        "after-the-end": "text behind the end of the export passed over",
        "answers-elsewhere": "answers to content that does not come over",
        "bad-header": "files whose header cannot be read: please mend it and move in once more",
        "broken-entry": "entries whose XML is broken: please export them again one by one",
        "broken-header": "the head of the export is broken in one place",
        "control-characters": "control characters removed (count); the place is the first",
        "cut-off": "the export breaks off; its last entry is missing: please export again",
        "duplicate-id": "entries that stand in the export twice; the first counts",
        "dynamic-block": "blocks that WordPress fills when showing them; they stand in the post as a comment",
        "embed": "embedded things (videos, maps) are links now",
        "fetch-broken-off": "files whose transfer broke off: once more with --fetch-media, it goes on from there",
        "fetch-elsewhere": "files that are not on the old blog's server; nobody else was asked",
        "fetch-limit": "files for which the permitted amount was too small; --fetch-limit raises it",
        "fetch-page": "files in whose place the server sent a web page (a login, an error)",
        "fetch-refused": "files that the old blog's server did not give",
        "fetch-unreachable": "files no longer asked for because the server failed five times",
        "future": "scheduled posts: drafts now, the date is in the header",
        "kept": "edited since the last import and therefore not overwritten; --force overwrites",
        "left-shortcode": "shortcodes left as they were: please replace or delete them",
        "media-missing": "files missing from the copy of the media library",
        "no-date": "without a date",
        "no-media-folder": "pictures and files are expected; --media FOLDER (the copy of wp-content/uploads) "
        "copies them, --fetch-media downloads them from the old blog (count)",
        "no-number": "entries without a number passed over",
        "orphan-answer": "answers to an answer that is missing; they stand on the first level now",
        "other-format": "posts in another format than Markdown; they do not come over",
        "page-break": "posts of several pages are one page now",
        "password": "protected by a password: drafts now, for a static page protects nothing",
        "private": "private posts: drafts now",
        "removed": "deleted here and therefore not made again; --force makes them",
        "repaired": "stray & characters in the export read as they were meant (count)",
        "several-categories": "several categories: the most exact one is the category, the others are tags",
        "slug-taken": "the address was taken and got a number",
        "swallowed": "a section is not closed; the entry that follows is inside this one",
        "too-deep": "HTML nested too deeply: only the text has come over",
        "unreadable-answer": "answers without text, date or number, or of more than 50,000 characters",
        "unknown-address": "links and pictures that lead nowhere in the old blog; they stand as they were",
        "unreadable-file": "files that cannot be read",
        "unwritable": "files that could not be written",
        "wrong-encoding": "bytes in a wrong encoding read as Windows-1252 (count); the place is the first",
    },
}

_BAR = 20
_WORDS = {
    "de": {
        "title": "Umzug aus {export}",
        "came": "Mitgekommen",
        "left": "Nicht mitgekommen",
        "look": "Bitte ansehen",
        "know": "Gut zu wissen",
        "files": "Dateien: {written} neu, {updated} aktualisiert, {unchanged} unverändert, {kept} nicht angerührt.",
        "fetched": "Vom alten Blog geladen: {count} Dateien, {megabytes} MB.",
        "moving": "Umzug",
        "redirects": "{count} alte Adressen stehen in {folder}/: redirects.nginx.conf, redirects.htaccess, _redirects.",
        "more": "… und {count} weitere in {folder}/report.txt",
        "look_title": "Wie der Blog heute dasteht",
        "look_years": "Werbung: Beiträge, die vor allem vom eigenen Betrieb handeln",
        "look_year": "{year}  {bar}  {some} von {all} ({share} %)",
        "look_short": "kein Beitrag ist lang genug, um seinen Anteil an Werbung zu schätzen",
        "look_pictures": "Bilder in Beiträgen: {origins}",
        "look_stock": "Beiträge mit Bildern aus Agenturen: {count}",
        "look_reused": "Bilder, die schon in einem früheren Beitrag standen: {count}",
        "look_findings": "Befunde: {warnings} Warnungen, {hints} Hinweise; am häufigsten {rules}",
        "look_none": "Befunde: keine",
        "look_more": "klartext lint zeigt jeden Befund mit Datei und Zeile, klartext inspect alle Kennzahlen.",
        "look_company": "In pelicanconf.py ist keine Firma genannt (KLARTEXT → company): ihr Name zählt nicht mit.",
        "origin_own": "eigene",
        "origin_stock": "aus Agenturen",
        "origin_generated": "erzeugt",
        "origin_remote": "von fremden Servern",
        "origin_missing": "fehlend",
        "origin_unknown": "unbekannter Herkunft",
        "authors": "Wer geschrieben hat",
        "biographies": "Biografien (in pelicanconf.py unter KLARTEXT → theme einzusetzen)",
        "unused": "Dateien der Mediathek, die kein Beitrag verwendet (nicht kopiert): {count}",
        "not-wxr": "{path}: das ist keine Exportdatei von WordPress (Werkzeuge → Daten exportieren)",
        "not-pelican": "{path}: das ist kein Pelican-Blog (darin fehlt pelicanconf.py)",
        "not-jekyll": "{path}: das ist kein Jekyll-Blog (darin fehlen _config.yml und _posts)",
        "not-hugo": "{path}: das ist kein Hugo-Blog (darin fehlt hugo.toml oder der Ordner content)",
        "bad-settings": "die Einstellungen des alten Blogs sind nicht zu lesen: {detail}",
        "itself": "{path}: das ist diese Website selbst",
        "only-wordpress": "{option} gehört zum Umzug von WordPress",
        "not-users": "{path}: das ist nicht die Liste, die WordPress unter /wp-json/wp/v2/users zeigt",
        "entities": "{path}: die Datei erklärt eigene XML-Entitäten; das tut WordPress nie, sie wird nicht gelesen",
        "version": "{path}: WXR-Version {detail!r} ist unbekannt; lesbar sind 1.0, 1.1 und 1.2",
        "no_site": "hier ist keine pelicanconf.py; --into ORDNER oder -s DATEI nennt die Website",
        "no_folder": "{path}: diesen Ordner gibt es nicht",
    },
    "en": {
        "title": "Moving in from {export}",
        "came": "Came over",
        "left": "Did not come over",
        "look": "Please have a look",
        "know": "Good to know",
        "files": "Files: {written} new, {updated} updated, {unchanged} unchanged, {kept} left alone.",
        "fetched": "Downloaded from the old blog: {count} files, {megabytes} MB.",
        "moving": "moving in",
        "redirects": "{count} old addresses are in {folder}/: redirects.nginx.conf, redirects.htaccess, _redirects.",
        "more": "… and {count} more in {folder}/report.txt",
        "look_title": "How the blog stands today",
        "look_years": "Advertising: posts that are mostly about the company itself",
        "look_year": "{year}  {bar}  {some} of {all} ({share} %)",
        "look_short": "no post is long enough to judge how much it advertises",
        "look_pictures": "Pictures in posts: {origins}",
        "look_stock": "posts with pictures from agencies: {count}",
        "look_reused": "pictures that an earlier post showed already: {count}",
        "look_findings": "Findings: {warnings} warnings, {hints} hints; most often {rules}",
        "look_none": "Findings: none",
        "look_more": "klartext lint shows each finding with file and line, klartext inspect all figures.",
        "look_company": "pelicanconf.py names no company (KLARTEXT → company): its names do not count.",
        "origin_own": "own",
        "origin_stock": "from agencies",
        "origin_generated": "generated",
        "origin_remote": "from other servers",
        "origin_missing": "missing",
        "origin_unknown": "of unknown origin",
        "authors": "Who wrote",
        "biographies": "Biographies (to be put into pelicanconf.py, KLARTEXT → theme)",
        "unused": "files of the media library that no post uses (not copied): {count}",
        "not-wxr": "{path}: this is no export of WordPress (Tools → Export)",
        "not-pelican": "{path}: this is no Pelican blog (there is no pelicanconf.py in it)",
        "not-jekyll": "{path}: this is no Jekyll blog (there is neither _config.yml nor _posts in it)",
        "not-hugo": "{path}: this is no Hugo blog (there is no hugo.toml in it, or no folder content)",
        "bad-settings": "the old blog's settings cannot be read: {detail}",
        "itself": "{path}: this is the site itself",
        "only-wordpress": "{option} belongs to moving in from WordPress",
        "not-users": "{path}: this is not the list that WordPress shows at /wp-json/wp/v2/users",
        "entities": "{path}: the file declares XML entities of its own; WordPress never does, it is not read",
        "version": "{path}: WXR version {detail!r} is unknown; 1.0, 1.1 and 1.2 can be read",
        "no_site": "there is no pelicanconf.py here; --into FOLDER or -s FILE names the site",
        "no_folder": "{path}: there is no such folder",
    },
}


def phrase(language: str, key: str, **values: object) -> str:
    """Return a sentence."""
    return _WORDS[language][key].format(**values)


def report_lines(report: Report, language: str, folder: str, most: int | None) -> Iterator[str]:
    """Yield a report as lines for people; ``most`` limits the notes of a kind, None lists all."""
    yield phrase(language, "title", export=report.export)
    yield ""
    yield phrase(language, "came")
    for key, name in _COUNTS[language].items():
        if report.counts[key]:
            number = f"{report.counts[key]:>7,}".replace(",", "." if language == "de" else ",")
            yield f"  {number} {name}"
    if report.not_imported:
        yield ""
        yield phrase(language, "left")
        for key, count in sorted(report.not_imported.items()):
            yield f"  {count:>7} {_LEFT[language].get(key, key)}"
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
    """Return what happened to the files, in a sentence or two."""
    files = report.files
    counts = {key: files[key] for key in ("written", "updated", "unchanged")}
    line = phrase(language, "files", kept=files["kept"] + files["removed"], **counts)
    return f"{line} {phrase(language, 'redirects', count=report.redirects, folder=folder)}"


def _note_lines(notes: list[Note], language: str, folder: str, most: int | None) -> Iterator[str]:
    kinds = sorted({note.kind for note in notes})
    for kind in kinds:
        of_kind = [note for note in notes if note.kind == kind]
        yield f"  {_NOTES[language][kind]}"
        for note in of_kind[:most]:
            place = f"{note.path}:{note.line}" if note.line else note.path
            title = f"»{note.title}«" if note.title and not note.path else ""
            parts = [
                part for part in (place, title, note.detail, f"({note.link})" if note.link else "") if part
            ]
            yield f"    {' '.join(parts)}"
        if most is not None and len(of_kind) > most:
            yield f"    {phrase(language, 'more', count=len(of_kind) - most, folder=folder)}"
