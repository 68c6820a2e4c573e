"""The phrases of the command and of the reporters, in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: Mapping[str, Message] = {
    "error": Message(de="Fehler", en="error"),
    "warning": Message(de="Warnung", en="warning"),
    "info": Message(de="Hinweis", en="note"),
    "nothing_found": Message(
        de="Nichts gefunden: {n} Beiträge geprüft.",
        en="Nothing found: {n} posts checked.",
        de_one="Nichts gefunden: 1 Beitrag geprüft.",
        en_one="Nothing found: 1 post checked.",
    ),
    "findings": Message(de="{n} Befunde", en="{n} findings", de_one="1 Befund", en_one="1 finding"),
    "in_posts": Message(
        de="in {n} von {all} Beiträgen",
        en="in {n} of {all} posts",
        de_one="in 1 von {all} Beiträgen",
        en_one="in 1 of {all} posts",
    ),
    "errors": Message(de="{n} Fehler", en="{n} errors", en_one="1 error"),
    "warnings": Message(de="{n} Warnungen", en="{n} warnings", de_one="1 Warnung", en_one="1 warning"),
    "infos": Message(de="{n} Hinweise", en="{n} notes", de_one="1 Hinweis", en_one="1 note"),
    "more_places": Message(
        de="und {n} weitere Stellen",
        en="and {n} more places",
        de_one="und eine weitere Stelle",
        en_one="and one more place",
    ),
    "unreadable": Message(
        de="{path}: die Datei ist nicht lesbar ({detail}), sie wurde nicht geprüft",
        en="{path}: the file cannot be read ({detail}), it was not checked",
    ),
    "not-utf8": Message(
        de="{path}: die Datei ist nicht in UTF-8 kodiert (Byte {detail}), sie wurde nicht geprüft: "
        "speichern Sie sie als UTF-8",
        en="{path}: the file is not encoded in UTF-8 (byte {detail}), it was not checked: save it as UTF-8",
    ),
    "empty": Message(
        de="{path}: die Datei ist leer: schreiben Sie wenigstens Titel und Datum hinein, "
        "oder löschen Sie sie",
        en="{path}: the file is empty: write at least a title and a date, or delete it",
    ),
    "all_languages": Message(de="alle", en="all"),
    "rule_facts": Message(
        de="Gewicht: {severity} · Sprachen: {languages}", en="Severity: {severity} · languages: {languages}"
    ),
    "why": Message(de="Warum", en="Why"),
    "bad": Message(de="So nicht", en="Not like this"),
    "good": Message(de="Besser", en="Better"),
    "options": Message(de="Einstellungen", en="Options"),
    "source": Message(de="Quelle", en="Source"),
    "how_to_allow": Message(
        de="Ausnahme mit Begründung, im Text vor dem Absatz: <!-- lint: allow {rule} — Ihr Grund -->; im "
        "Kopf des Beitrags für die ganze Datei: Lint-Allow: {rule} — Ihr Grund",
        en="To allow it with a reason, in the text before the paragraph: "
        "<!-- lint: allow {rule} — your reason -->; in the post's header for the whole file: "
        "Lint-Allow: {rule} — your reason",
    ),
    "explain_hint": Message(
        de="»klartext explain REGEL« erklärt eine Regel.", en='"klartext explain RULE" explains a rule.'
    ),
}
"""Every phrase by its key."""
