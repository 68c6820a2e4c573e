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
    "errors": Message(de="{n} Fehler", en="{n} errors", de_one="1 Fehler", en_one="1 error"),
    "warnings": Message(de="{n} Warnungen", en="{n} warnings", de_one="1 Warnung", en_one="1 warning"),
    "infos": Message(de="{n} Hinweise", en="{n} notes", de_one="1 Hinweis", en_one="1 note"),
    "baseline_written": Message(
        de="{n} Befunde sind in {path} notiert; ab jetzt werden nur neue gemeldet.",
        en="{n} findings are noted in {path}; from now on only new ones are reported.",
        de_one="Ein Befund ist in {path} notiert; ab jetzt werden nur neue gemeldet.",
        en_one="One finding is noted in {path}; from now on only new ones are reported.",
    ),
    "mended": Message(
        de="{n} Dateien wurden verbessert.",
        en="{n} files were mended.",
        de_one="Eine Datei wurde verbessert.",
        en_one="One file was mended.",
    ),
    "lens_effort": Message(
        de="{n} halbe Stunden", en="{n} half hours", de_one="eine halbe Stunde", en_one="one half hour"
    ),
    "lens_promotion": Message(de="Eigenwerbung {score:.1f}", en="self-promotion {score:.1f}"),
    "action_mend": Message(de="Verbessern ({rule})", en="Mend ({rule})"),
    "action_allow": Message(de="Mit Begründung erlauben ({rule})", en="Allow with a reason ({rule})"),
    "your_reason": Message(de="Ihr Grund", en="your reason"),
    "more_findings": Message(
        de="{n} weitere Befunde passen nicht in diesen Bericht.",
        en="{n} more findings do not fit into this report.",
        de_one="Ein weiterer Befund passt nicht in diesen Bericht.",
        en_one="One more finding does not fit into this report.",
    ),
    "more_in_log": Message(
        de="{n} weitere Befunde stehen im Protokoll dieses Schritts.",
        en="{n} more findings stand in this step's log.",
        de_one="Ein weiterer Befund steht im Protokoll dieses Schritts.",
        en_one="One more finding stands in this step's log.",
    ),
    "more_places": Message(
        de="und {n} weitere Stellen",
        en="and {n} more places",
        de_one="und eine weitere Stelle",
        en_one="and one more place",
    ),
    "unreadable": Message(
        de="{path}: die Datei ist nicht lesbar ({detail}) und kann weder geprüft noch veröffentlicht werden",
        en="{path}: the file cannot be read ({detail}), so it can be neither checked nor published",
    ),
    "not-utf8": Message(
        de="{path}: die Datei ist nicht in UTF-8 kodiert (Byte {detail}) und kann weder geprüft noch veröffentlicht "
        "werden: speichern Sie sie als UTF-8",
        en="{path}: the file is not encoded in UTF-8 (byte {detail}), so it can be neither checked nor published: "
        "save it as UTF-8",
    ),
    "no-markdown": Message(
        de="{path}: diese Datei erscheint nicht im Blog: Beiträge sind reiner Text, und ihr Name endet mit .md; "
        "speichern Sie sie so, oder legen Sie sie zu den Bildern, wenn Leser sie herunterladen sollen",
        en="{path}: this file does not appear in the blog: posts are plain text, and their names end with .md; save it "
        "so, or put it beside the pictures if readers are to download it",
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
    "no_posts": Message(de="Keine Beiträge gefunden.", en="No posts found."),
    "posts": Message(de="{n} Beiträge", en="{n} posts", de_one="1 Beitrag", en_one="1 post"),
    "draft_note": Message(
        de="Entwurf, noch nicht veröffentlicht. Nur Sie sehen diesen Hinweis.",
        en="Draft, not yet published. Only you see this note.",
    ),
    "drafts": Message(de="{n} Entwürfe:", en="{n} drafts:", de_one="Ein Entwurf:", en_one="One draft:"),
    "promotion_share": Message(
        de="Anteil werblicher Beiträge {share:.0%}", en="share of promotional posts {share:.0%}"
    ),
    "column_post": Message(de="Beitrag", en="Post"),
    "column_words": Message(de="Wörter", en="Words"),
    "column_promotion": Message(de="Eigenwerbung", en="Self-promotion"),
    "column_verdict": Message(de="Urteil", en="Verdict"),
    "column_effort": Message(de="Aufwand", en="Effort"),
    "column_remaining": Message(de="noch offen", en="left"),
    "column_pictures": Message(de="Bilder", en="Pictures"),
    "column_quotes": Message(de="Zitate", en="Quotes"),
    "verdict_helpful": Message(de="hilfreich", en="helpful"),
    "verdict_balanced": Message(de="ausgewogen", en="balanced"),
    "verdict_excessive": Message(de="zu werblich", en="too promotional"),
    "contribution_base": Message(de="Grundwert", en="base"),
    "contribution_brand": Message(de="Firma und Produkte", en="company and products"),
    "contribution_self": Message(de="wir und unser", en="we and our"),
    "contribution_praise": Message(de="Lob", en="praise"),
    "contribution_award": Message(de="Auszeichnungen", en="awards"),
    "contribution_call": Message(de="Aufforderungen", en="calls to action"),
    "contribution_offer": Message(de="Angebote", en="offers"),
    "contribution_customer": Message(de="Kundenlob", en="customers"),
    "contribution_buzz": Message(de="Schlagwörter", en="buzzwords"),
    "contribution_joy": Message(de="Stolz und Freude", en="pride and joy"),
    "contribution_services": Message(de="Leistungen", en="services"),
    "contribution_genre": Message(de="Art des Beitrags", en="kind of post"),
    "contribution_breadth": Message(de="vielerlei Werbung", en="promotion of many kinds"),
    "contribution_length": Message(de="Länge", en="length"),
    "contribution_links": Message(de="Links", en="links"),
    "contribution_code": Message(de="Code und Tabellen", en="code and tables"),
    "contribution_help": Message(de="Hilfe für Leser", en="help for readers"),
    "too_short": Message(de="zu kurz für ein Urteil", en="too short to judge"),
    "score": Message(de="{score:.2f}", en="{score:.2f}"),
    "signed": Message(de="{value:+.2f}", en="{value:+.2f}"),
    "status_published": Message(de="veröffentlicht", en="published"),
    "status_draft": Message(de="Entwurf", en="draft"),
    "status_hidden": Message(de="versteckt", en="hidden"),
    "status_skip": Message(de="übersprungen", en="skipped"),
    "reader_questions": Message(
        de="{n} Fragen von Lesern, vielleicht der nächste Beitrag:",
        en="{n} questions of readers, perhaps the next post:",
        de_one="Eine Frage von Lesern, vielleicht der nächste Beitrag:",
        en_one="One question of a reader, perhaps the next post:",
    ),
    "question_answered": Message(de="schon beantwortet", en="answered already"),
    "word_count": Message(de="{n} Wörter", en="{n} words", de_one="1 Wort", en_one="1 word"),
    "effort": Message(
        de="{time} ({low} bis {high}), {n} halbe Stunden, noch {left}",
        en="{time} ({low} to {high}), {n} half hours, {left} left",
        de_one="{time} ({low} bis {high}), eine halbe Stunde, noch {left}",
        en_one="{time} ({low} to {high}), one half hour, {left} left",
    ),
    "picture": Message(de="Bild", en="Picture"),
    "quote": Message(de="Zitat", en="Quote"),
    "origin_own": Message(de="eigen", en="own"),
    "origin_stock": Message(de="Agentur", en="stock"),
    "origin_generated": Message(de="erzeugt", en="generated"),
    "origin_remote": Message(de="fremder Server", en="remote"),
    "origin_missing": Message(de="fehlt", en="missing"),
    "origin_unknown": Message(de="unbekannt", en="unknown"),
    "no_slug": Message(
        de="aus dem Titel »{title}« wird keine Adresse: nennen Sie eine mit --slug",
        en='the title "{title}" makes no address: give one with --slug',
    ),
    "no_content": Message(
        de="{path}: den Ordner für Beiträge (PATH und ARTICLE_PATHS) gibt es nicht: legen Sie ihn an",
        en="{path}: there is no such folder for posts (PATH and ARTICLE_PATHS): make it",
    ),
    "exists": Message(
        de="{path} gibt es schon, nichts wurde geschrieben: wählen Sie einen anderen Titel oder --slug",
        en="{path} exists already, nothing was written: choose another title or --slug",
    ),
    "draft_body": Message(
        de="Womit ist Ihren Lesern geholfen? Schreiben Sie die Antwort in den ersten Absatz.\n\n"
        "## Was Sie dafür brauchen\n\n## So geht es\n\n## Was schiefgehen kann",
        en="What will help your readers? Write the answer in the first paragraph.\n\n"
        "## What you need\n\n## How it is done\n\n## What can go wrong",
    ),
    "page_rules": Message(de="Alle Regeln", en="All rules"),
    "page_rules_intro": Message(
        de="Erzeugt aus den Regeln selbst mit `make docs`. Dasselbe zeigt `klartext explain REGEL`.",
        en="Made from the rules themselves by `make docs`. `klartext explain RULE` shows the same.",
    ),
    "page_rule": Message(de="Regel", en="Rule"),
    "page_code": Message(de="Kürzel", en="Code"),
    "page_finds": Message(de="Was sie findet", en="What it finds"),
    "page_option": Message(de="Einstellung", en="Option"),
    "page_default": Message(de="Vorgabe", en="Default"),
    "page_options": Message(
        de='In `pelicanconf.py`: `KLARTEXT["lint"]["rules"]["{rule}"] = {{…}}`; `severity` gilt für jede Regel und '
        "ist `error`, `warning` oder `info`.",
        en='In `pelicanconf.py`: `KLARTEXT["lint"]["rules"]["{rule}"] = {{…}}`; `severity` goes for every rule and '
        "is `error`, `warning` or `info`.",
    ),
    "page_allow": Message(de="Ausnahme", en="Allowing it"),
    "page_line": Message(de="Zeile {line}", en="Line {line}"),
    "page_header": Message(de="Im Kopf", en="In the header"),
    "plugin_self_promotion": Message(de="Eigenwerbung", en="Self-promotion"),
    "plugin_stock_photos": Message(de="Bilder", en="Pictures"),
    "plugin_writing_effort": Message(de="Aufwand und Lesbarkeit", en="Effort and readability"),
    "plugin_click_to_tweet": Message(de="Zitate zum Teilen", en="Quotes to share"),
    "plugin_theme_support": Message(de="Was die Seiten nicht zulassen", en="What the pages do not let in"),
    "plugin_lint": Message(de="Kopf des Beitrags und Ausnahmen", en="Header of the post and suppressions"),
    "explain_hint": Message(
        de="»klartext explain REGEL« erklärt eine Regel.", en='"klartext explain RULE" explains a rule.'
    ),
}
"""Every phrase by its key."""
