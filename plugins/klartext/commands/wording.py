"""What commands say, above all of input that they cannot use, in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: Mapping[str, Message] = {
    "fits": Message(de="passt, noch {difference} frei", en="fits, {difference} left"),
    "over": Message(de="{difference} zu lang", en="{difference} too long"),
    "fix_needs_file": Message(
        de="--fix braucht eine Datei und keine Standardeingabe: --diff zeigt, was sich ändern würde",
        en="--fix needs a file, not standard input; see --diff",
    ),
    "stdin_alone": Message(
        de="neben --stdin-filename darf kein weiterer Pfad stehen",
        en="--stdin-filename takes no PATH besides",
    ),
    "stdin_not_utf8": Message(
        de="{file}: die Standardeingabe ist nicht in UTF-8 kodiert (Byte {byte}): speichern Sie den Text als UTF-8",
        en="{file}: standard input is not encoded in UTF-8 (byte {byte}): save the text as UTF-8",
    ),
    "stdin_no_json": Message(
        de="die Standardeingabe ist kein JSON ({detail}): erwartet wird eine Liste von Texten wie "
        '["eins", "zwei"]',
        en='stdin holds no JSON: {detail}; expected a list of texts such as ["one", "two"]',
    ),
    "stdin_no_texts": Message(
        de='die Standardeingabe muss eine JSON-Liste von Texten sein, etwa ["eins", "zwei"]',
        en='stdin must hold a JSON list of texts such as ["one", "two"]',
    ),
    "unwritable": Message(
        de="{file} lässt sich nicht schreiben: {why}. Wählen Sie einen anderen Ort, oder ändern Sie die Rechte",
        en="{file} cannot be written: {why}; choose another place, or change the permissions",
    ),
    "effort_what": Message(
        de="»{word}« ist keine Datei und keines von {choices}",
        en='"{word}" is neither a file nor one of {choices}',
    ),
    "minutes_form": Message(
        de="--minutes {text!r}: schreiben Sie 45, '45 min' oder '1h 30m'",
        en="--minutes {text!r}: write 45, '45 min' or '1h 30m'",
    ),
    "minutes_few": Message(
        de="--minutes {text!r}: es muss mindestens eine Minute sein",
        en="--minutes {text!r}: must be at least one minute",
    ),
    "no_git": Message(
        de="--changed braucht git, und das ist hier nicht installiert",
        en="--changed needs git, which is not installed",
    ),
    "no_revision": Message(
        de="--changed: {name!r} ist kein Stand eines Git-Archivs in diesem Ordner: nehmen Sie etwa main oder HEAD",
        en="--changed: {name!r} is no revision of a git repository here; take main or HEAD, for instance",
    ),
    "git_failed": Message(
        de="--changed: git {action} ist gescheitert: {detail}", en="--changed: git {action} failed: {detail}"
    ),
    "no_editor": Message(
        de="der Sprachserver für Editoren braucht noch pygls: {python} -m pip install 'pygls>=2'",
        en="the language server needs pygls: {python} -m pip install 'pygls>=2'",
    ),
    "no_file": Message(
        de="{path}: diese Datei gibt es nicht: prüfen Sie die Schreibweise",
        en="{path}: there is no such file",
    ),
    "no_folder": Message(
        de="{path}: diesen Ordner gibt es nicht: prüfen Sie die Schreibweise",
        en="{path}: there is no such folder",
    ),
    "per_day_range": Message(
        de="--per-day {text!r}: es muss eine ganze Zahl von 1 bis 48 sein",
        en="--per-day {text!r}: must be a whole number from 1 to 48",
    ),
    "no_first_day": Message(
        de="--from {text!r} ist kein Tag wie 2026-12-01", en="--from {text!r} is no day such as 2026-12-01"
    ),
    "no_clock": Message(
        de="--at {text!r} ist keine Uhrzeit wie 09:30", en="--at {text!r} is no time such as 09:30"
    ),
    "no_moment": Message(
        de="--date {text!r} ist kein Datum wie 2026-03-14 oder '2026-03-14 08:30'",
        en="--date {text!r} is no date such as 2026-03-14 or '2026-03-14 08:30'",
    ),
    "no_megabytes": Message(
        de="--fetch-limit {text!r}: es muss eine ganze Zahl von Megabytes ab 1 sein",
        en="--fetch-limit {text!r}: must be a whole number of megabytes",
    ),
    "built": Message(de="Fertig in {seconds:.1f} Sekunden.", en="Done in {seconds:.1f} seconds."),
    "unreadable_post": Message(de="{file} lässt sich nicht lesen", en="{file} cannot be read"),
    "not_built": Message(de="die Website wurde nicht gebaut: {why}", en="the site was not built; {why}"),
    "no_line": Message(
        de="{file}: im Kopf fehlt die Zeile »{line}:«, ohne die kein Beitrag erscheint: bitte ergänzen",
        en='{file}: the header has no line "{line}:", without which no post appears: add it',
    ),
    "same_slug": Message(
        de="{files} haben denselben Slug und dieselbe Sprache: geben Sie einem davon einen anderen »Slug:«",
        en='{files} have the same slug and the same language: give one of them another "Slug:"',
    ),
    "no_original": Message(
        de="{files} haben denselben Slug, und keiner davon gilt als Übersetzung: geben Sie einem einen anderen »Slug:« "
        "oder schreiben Sie »Translation: true« in den Kopf der Übersetzung",
        en='{files} have the same slug, and none counts as a translation: give one another "Slug:", or write '
        '"Translation: true" into the header of the translation',
    ),
    "all_translated": Message(
        de="{files}: jede Fassung nennt sich Übersetzung, und das Original fehlt: streichen Sie »Translation: true« in "
        "einer davon",
        en='{files}: each version calls itself a translation, and there is no original: remove "Translation: true" '
        "from one of them",
    ),
    "no_status": Message(
        de="{file}: den Status »{status}« gibt es nicht: schreiben Sie »draft«, »published«, »hidden« oder »skip«",
        en='{file}: there is no status "{status}"; write "draft", "published", "hidden" or "skip"',
    ),
    "no_placeholder": Message(
        de="»{address}«: den Platzhalter »{sign}« kennt Pelican nicht, die Adresse bleibt so stehen: für Dateien "
        "heißt er »static«, für Beiträge »filename«",
        en='"{address}": Pelican does not know the placeholder "{sign}", so the address stays as it is: for files it '
        'is "static", for posts "filename"',
    ),
    "outside_output": Message(
        de="{file}: die Adresse »{address}« führt aus dem Ordner der Website hinaus: ändern Sie »Slug:« oder "
        "»Save_as:«",
        en='{file}: the address "{address}" leads out of the folder of the site: change "Slug:" or "Save_as:"',
    ),
    "no_such_file": Message(
        de="{file} gibt es nicht: »klartext lint« nennt den Beitrag, der diese Datei zeigt",
        en='{file} does not exist: "klartext lint" names the post that shows it',
    ),
    "leads_nowhere": Message(
        de="Ein Verweis auf »{address}« führt ins Leere: »make publish« nennt Datei und Zeile",
        en='A link to "{address}" leads nowhere: "make publish" names file and line',
    ),
    "more_lead_nowhere": Message(
        de="Auch andere Verweise führen ins Leere", en="Other links lead nowhere as well"
    ),
    "slash_removed": Message(
        de="SITEURL endet mit einem Schrägstrich; gebaut wird ohne ihn: nehmen Sie ihn in den Einstellungen weg",
        en="SITEURL ends with a slash; the site is built without it: remove it from the settings",
    ),
    "no_feed_address": Message(
        de="SITEURL ist leer, damit sind Feeds ungültig: nennen Sie die Adresse Ihres Blogs, oder schalten Sie Feeds "
        "für den Entwurf ab (FEED_ALL_ATOM = None)",
        en="SITEURL is empty, which makes feeds invalid: name your blog's address, or turn feeds off for the draft "
        "(FEED_ALL_ATOM = None)",
    ),
    "see_above": Message(de="der Fehler steht darüber", en="see the error above"),
    "no_port": Message(
        de="--port {port}: Ports reichen von 0 bis 65535", en="--port {port}: ports go from 0 to 65535"
    ),
    "port_taken": Message(
        de="der Port {port} ist nicht zu haben ({detail}): vielleicht läuft die Vorschau schon in einem anderen "
        "Fenster; sonst wählen Sie mit --port einen anderen",
        en="port {port} is taken ({detail}); choose another one with --port",
    ),
}
"""Every message by its key."""
