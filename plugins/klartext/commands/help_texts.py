"""What ``--help`` says of commands, arguments and options, in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: Mapping[str, Message] = {
    "command_lint": Message(de="Entwürfe und Beiträge prüfen", en="check drafts and posts"),
    "command_inspect": Message(
        de="alle Zahlen der Beiträge zeigen: Eigenwerbung, Aufwand, Bilder, Zitate",
        en="show every figure of posts: self-promotion, effort, pictures, quotes",
    ),
    "command_explain": Message(
        de="eine Regel erklären oder alle Regeln nennen", en="explain a rule, or list all rules"
    ),
    "command_new": Message(
        de="einen Entwurf mit ausgefülltem Kopf beginnen", en="start a draft with a filled header"
    ),
    "command_build": Message(de="die Website mit Pelican bauen", en="build the site with Pelican"),
    "command_publish": Message(
        de="die ganze Website prüfen, dann schreiben, was hochgeladen wird",
        en="check the whole site, then write what is uploaded",
    ),
    "command_serve": Message(
        de="Vorschau der Website mit ihren Entwürfen, die sich beim Speichern erneuert",
        en="preview the site with its drafts, live",
    ),
    "command_calibrate": Message(
        de="zeigen, wie werblich Ihre Beiträge im Vergleich sind, und Grenzen vorschlagen",
        en="show the site's own percentiles of self-promotion and suggest limits",
    ),
    "command_effort": Message(
        de="was Entwürfe noch brauchen und wann sie fertig werden; Treffsicherheit, Stoppuhr",
        en="what drafts still take, when they will be ready; accuracy, timer",
    ),
    "command_photos": Message(
        de="mehrfach verwendete Bilder finden und zeigen, was über ein Bild bekannt ist",
        en="find reused pictures, and show what is known of a picture",
    ),
    "command_count": Message(
        de="einen Text so zählen, wie X, Bluesky, Mastodon und Threads zählen",
        en="count a text as X, Bluesky, Mastodon and Threads count it",
    ),
    "command_migrate": Message(
        de="alte Kurzbefehle für Zitate einheitlich umschreiben (zeigt zuerst die Änderungen)",
        en="rewrite old quote shortcodes to one clean form (shows a diff first)",
    ),
    "command_import": Message(
        de="ein anderes Blog übernehmen: WordPress, Pelican, Jekyll, Hugo",
        en="move another blog in: WordPress, Pelican, Jekyll, Hugo",
    ),
    "command_export": Message(
        de="das Blog als Export schreiben, den WordPress liest",
        en="write the blog as an export that WordPress reads",
    ),
    "command_lsp": Message(de="Sprachserver für Editoren", en="language server for editors"),
    "command_answers": Message(
        de="Antworten von Lesern aus E-Mails aufnehmen und zeigen, was auf Durchsicht wartet",
        en="take readers' answers by mail, list those that wait for review",
    ),
    "answers_add": Message(
        de="eine Antwort aus einer E-Mail oder einem Text zur Durchsicht ablegen",
        en="write an answer for review from a mail or a text",
    ),
    "answers_file": Message(
        de="eine als .eml gespeicherte E-Mail oder ein Text; - liest die Standardeingabe",
        en="a mail saved as .eml, or a text; - reads from stdin",
    ),
    "answers_post": Message(
        de="der Beitrag (sonst nennt ihn der Betreff)", en="the post (default: the subject names it)"
    ),
    "answers_reply": Message(de="die Antwort, auf die geantwortet wird", en="the answer that is answered"),
    "answers_name": Message(
        de="wer antwortet (sonst der Absender der E-Mail)", en="who answers (default: the mail's sender)"
    ),
    "answers_site": Message(de="die Website des Lesers", en="the reader's web site"),
    "answers_date": Message(
        de="etwa 2026-03-14 (sonst das Datum der E-Mail)", en="such as 2026-03-14 (default: the mail's)"
    ),
    "answers_author": Message(de="eine Antwort von Ihnen selbst", en="an answer of your own"),
    "answers_list": Message(
        de="die Antworten zeigen, die auf Ihre Durchsicht warten", en="show the answers that wait for review"
    ),
    "format": Message(de="Form der Ausgabe (sonst text)", en="form (default: text)"),
    "answers_isso": Message(
        de="die Konfiguration von Isso schreiben und ihren Pfad nennen",
        en="write the configuration of Isso and print its path",
    ),
    "answers_tried": Message(
        de="wo Sie es ausprobieren, etwa http://localhost:8000",
        en="where it is tried, such as http://localhost:8000",
    ),
    "output_folder": Message(
        de="in diesen Ordner schreiben (sonst OUTPUT_PATH der Einstellungen)",
        en="folder to write (default: OUTPUT_PATH of the settings)",
    ),
    "build_preview": Message(
        de="eine Vorschau mit Entwürfen nach {folder} bauen", en="build a preview with drafts into {folder}"
    ),
    "count_text": Message(
        de="der Text; ohne ihn wird die Standardeingabe gelesen",
        en="the text; without it one is read from stdin",
    ),
    "count_format": Message(
        de="json liest eine JSON-Liste von Texten von der Standardeingabe und schreibt eine Liste von Zahlen",
        en="json reads a JSON list of texts from stdin and writes a list of counts",
    ),
    "effort_usage": Message(
        de="klartext effort [accuracy | start ENTWURF | stop [ENTWURF]] [PFAD …] [Optionen]",
        en="klartext effort [accuracy | start DRAFT | stop [DRAFT]] [PATH …] [options]",
    ),
    "effort_words": Message(
        de="Entwürfe oder Ordner (sonst der Ordner für Inhalte); an erster Stelle vergleicht »accuracy« "
        "Schätzungen mit erfassten Zeiten, »start ENTWURF« und »stop« bedienen die Stoppuhr",
        en="drafts or folders (default: the content folder); first of all 'accuracy' compares estimates "
        "with recorded times, 'start DRAFT' and 'stop' run the timer",
    ),
    "effort_json": Message(de="dasselbe wie --format json", en="the same as --format json"),
    "effort_csv": Message(de="dasselbe wie --format csv", en="the same as --format csv"),
    "effort_per_day": Message(
        de="Sitzungen je Arbeitstag (sonst wie in den Einstellungen)",
        en="sittings a working day (default: the settings')",
    ),
    "effort_from": Message(
        de="erster Tag des Plans (sonst heute)", en="first day of the plan (default: today)"
    ),
    "effort_ics": Message(
        de="die Sitzungen als Termine für den Kalender schreiben", en="write the sittings as calendar events"
    ),
    "effort_at": Message(
        de="wann die Sitzungen eines Tages beginnen (sonst 09:00)", en="when a day's sittings begin (09:00)"
    ),
    "effort_minutes": Message(
        de="stop: diese Zeit statt der gemessenen eintragen",
        en="stop: write this time instead of the measured one",
    ),
    "effort_discard": Message(de="stop: nichts eintragen", en="stop: write nothing"),
    "explain_rule": Message(
        de="Name oder Kürzel einer Regel; ohne Angabe werden alle Regeln genannt",
        en="a rule's name or code; none lists all rules",
    ),
    "export_kind": Message(de="wer ihn lesen soll", en="what shall read it"),
    "export_file": Message(de="die Datei", en="the file"),
    "export_force": Message(de="eine vorhandene Datei überschreiben", en="overwrite a file that is there"),
    "import_kind": Message(de="woher das Blog kommt", en="where the blog comes from"),
    "import_source": Message(
        de="bei WordPress der Export (Werkzeuge → Daten exportieren → Alle Inhalte), sonst der Ordner des "
        "Blogs",
        en="WordPress: the export (Tools → Export → All content); else the blog's folder",
    ),
    "import_media": Message(
        de="Kopie von wp-content/uploads auf diesem Rechner", en="local copy of wp-content/uploads"
    ),
    "import_fetch": Message(
        de="fehlende Bilder und Dateien vom Server des alten Blogs laden und von niemandem sonst",
        en="download missing pictures and files from the old blog's own server, from nobody else",
    ),
    "import_limit": Message(
        de="höchstens so viel in einem Durchgang laden (sonst 2000)",
        en="download no more than this in one run (default: 2000)",
    ),
    "import_authors": Message(
        de="die Lebensläufe der Autoren: die gespeicherte Seite "
        "https://IHR-BLOG/wp-json/wp/v2/users?per_page=100",
        en="the authors' biographies: the page https://YOUR-BLOG/wp-json/wp/v2/users?per_page=100, saved",
    ),
    "import_into": Message(
        de="Ordner für Inhalte (sonst der Ordner der Website)", en="content folder (default: the site's)"
    ),
    "import_force": Message(
        de="auch Dateien überschreiben, die Sie seither bearbeitet haben",
        en="overwrite files that were edited since, too",
    ),
    "import_field": Message(
        de="dieses eigene Feld im Kopf der Beiträge behalten (darf mehrmals stehen)",
        en="keep this custom field in the posts' headers (may be repeated)",
    ),
    "import_no_lint": Message(de="nicht prüfen, was übernommen wurde", en="do not check what came over"),
    "import_format": Message(de="Form des Berichts", en="the report on stdout"),
    "paths": Message(
        de="Dateien oder Ordner (sonst der Ordner für Inhalte)",
        en="files or folders (default: the content folder)",
    ),
    "report_format": Message(de="Form des Berichts (sonst text)", en="form of the report (default: text)"),
    "lint_output": Message(de="den Bericht in eine Datei schreiben", en="write the report to a file"),
    "lint_select": Message(
        de="nur diese Regeln oder Kürzel, durch Kommas getrennt",
        en="only these rules or codes, with commas between",
    ),
    "lint_ignore": Message(
        de="diese Regeln oder Kürzel nicht, durch Kommas getrennt",
        en="not these rules or codes, with commas between",
    ),
    "lint_max_warnings": Message(
        de="mit 0 enden bei bis zu N Warnungen und keinem Fehler",
        en="exit 0 with up to N warnings and no errors",
    ),
    "lint_exit_zero": Message(
        de="mit 0 enden, auch wenn es Befunde gibt", en="exit 0 although there are findings"
    ),
    "lint_changed": Message(
        de="nur Befunde in Zeilen, die seit einem Git-Stand geändert wurden, etwa main",
        en="only findings in lines changed since a git revision, main for instance",
    ),
    "lint_stdin": Message(
        de="die Standardeingabe prüfen, als wäre sie diese Datei",
        en="check standard input as if it were this file",
    ),
    "lint_write_baseline": Message(
        de="alle heutigen Befunde notieren, um ab jetzt nur neue zu melden",
        en="note all findings of today, to report only new ones from now",
    ),
    "lint_baseline": Message(
        de="die Merkliste alter Befunde (sonst wie in den Einstellungen)",
        en="the baseline (default: the settings')",
    ),
    "lint_no_baseline": Message(de="auch alte Befunde melden", en="report old findings too"),
    "lint_fix": Message(
        de="verbessern, was sich gefahrlos verbessern lässt, und den Rest melden",
        en="mend what is safe to mend, then report the rest",
    ),
    "lint_diff": Message(
        de="zeigen, was --fix ändern würde, und nichts ändern",
        en="show what --fix would change, and change nothing",
    ),
    "lint_no_cache": Message(
        de="den Zwischenspeicher weder lesen noch schreiben", en="neither read nor write the cache"
    ),
    "lint_jobs": Message(
        de="Zahl der Prozesse (sonst, was sich lohnt)", en="number of processes (default: what pays)"
    ),
    "lint_color": Message(de="Farben im Text (sonst auto)", en="colours in text (default: auto)"),
    "lsp_stdio": Message(
        de="ohne Wirkung: der Sprachserver liest immer die Standardeingabe",
        en="ignored: the server always uses standard input",
    ),
    "migrate_what": Message(de="was umgeschrieben wird", en="what to migrate"),
    "migrate_paths": Message(
        de="Dateien und Ordner (sonst alle Inhalte)", en="files and folders (default: the content)"
    ),
    "migrate_write": Message(
        de="die Dateien schreiben; sonst werden die Änderungen nur gezeigt",
        en="write the files; without it only the diff is shown",
    ),
    "migrate_backup": Message(
        de="jede Datei als DATEI.bak aufheben, auch wo Git sie aufhebt",
        en="keep each file as FILE.bak, also where git would keep it",
    ),
    "new_title": Message(de="der Titel des Beitrags", en="the title of the post"),
    "new_category": Message(
        de="die Kategorie (sonst die der Website)", en="the category (default: the site's)"
    ),
    "new_tags": Message(de="Schlagwörter, durch Kommas getrennt", en="tags with commas between"),
    "new_author": Message(
        de="wer schreibt (sonst der Autor der Website)", en="who writes (default: the site's author)"
    ),
    "new_slug": Message(
        de="der letzte Teil der Adresse (sonst aus dem Titel)",
        en="the last part of the address (default: from the title)",
    ),
    "new_language": Message(
        de="die Sprache des Beitrags (sonst die der Website)",
        en="the language of the post (default: the site's)",
    ),
    "photos_pairs": Message(
        de="Paare von Bildern eines Ordners, die dasselbe zeigen",
        en="pairs of pictures in a folder that show the same",
    ),
    "photos_show": Message(
        de="alles, was über ein Bild bekannt ist, in klaren Worten",
        en="all that is known of a picture, in plain words",
    ),
    "photos_sheet": Message(
        de="eine Seite mit den Bildern des Blogs nach Herkunft, auf der Standardausgabe",
        en="a page with the blog's pictures by origin, on standard output",
    ),
    "photos_index": Message(
        de="Sammlungen von Fingerabdrücken, die sich ohne die Bilder weitergeben lassen",
        en="libraries of fingerprints, to share without the pictures",
    ),
    "photos_build": Message(
        de="Fingerabdrücke der Bilder eines Ordners nehmen", en="fingerprint the pictures of a folder"
    ),
    "photos_merge": Message(de="mehrere Sammlungen zu einer vereinen", en="put several libraries into one"),
    "photos_check": Message(de="Bilder in einer Sammlung suchen", en="look pictures up in a library"),
    "serve_port": Message(
        de="Port auf diesem Rechner (sonst 8000; 0 für irgendeinen)",
        en="port on this machine (default: 8000; 0: any)",
    ),
    "help": Message(de="diese Hilfe zeigen", en="show this help"),
    "settings": Message(
        de="Datei mit den Einstellungen (sonst pelicanconf.py hier oder in einem Ordner darüber)",
        en="settings file (default: pelicanconf.py here or in a folder above)",
    ),
    "lang": Message(
        de="Sprache der Meldungen (sonst die Ihres Rechners, sonst die der Website)",
        en="language of messages (default: the environment's, else the site's)",
    ),
    # What stands for a value in the usage.
    "ACTION": Message(de="AKTION", en="ACTION"),
    "ADDRESS": Message(de="ADRESSE", en="ADDRESS"),
    "COMMAND": Message(de="BEFEHL", en="COMMAND"),
    "DATE": Message(de="DATUM", en="DATE"),
    "DAY": Message(de="TAG", en="DAY"),
    "DIR": Message(de="ORDNER", en="DIR"),
    "FILE": Message(de="DATEI", en="FILE"),
    "LIBRARY": Message(de="SAMMLUNG", en="LIBRARY"),
    "NAME": Message(de="NAME", en="NAME"),
    "NAMES": Message(de="NAMEN", en="NAMES"),
    "PATH": Message(de="PFAD", en="PATH"),
    "REF": Message(de="STAND", en="REF"),
    "RULE": Message(de="REGEL", en="RULE"),
    "RULES": Message(de="REGELN", en="RULES"),
    "SOURCE": Message(de="QUELLE", en="SOURCE"),
    "TASK": Message(de="AUFGABE", en="TASK"),
    "TEXT": Message(de="TEXT", en="TEXT"),
    "TIME": Message(de="ZEIT", en="TIME"),
    "TITLE": Message(de="TITEL", en="TITLE"),
}
"""Every text by its key."""
