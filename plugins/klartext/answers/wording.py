"""How answers and what is wrong with them are spoken of in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klartext.answers.answer import AnswerProblem

PHRASES: Mapping[str, Message] = {
    "bad_id": Message(
        de="der Dateiname »{id}« wird Teil einer Adresse: nur a–z, 0–9 und Bindestriche, zum Beispiel "
        "2026-03-14-jana.md",
        en='the file name "{id}" becomes part of an address: only a–z, 0–9 and hyphens, such as 2026-03-14-jana.md',
    ),
    "bad_place": Message(
        de="eine Antwort liegt in {folder}/<Kürzel des Beitrags>/: verschieben Sie die Datei dorthin",
        en="an answer lies in {folder}/<slug of the post>/: move the file there",
    ),
    "unreadable": Message(
        de="die Datei ist nicht lesbar ({found}): prüfen Sie die Zugriffsrechte",
        en="the file cannot be read ({found}): check who may read it",
    ),
    "not_utf8": Message(
        de="die Datei ist nicht in UTF-8 kodiert: speichern Sie sie als UTF-8",
        en="the file is not encoded in UTF-8: save it as UTF-8",
    ),
    "bad_header": Message(
        de="der Kopf der Antwort ist nicht lesbar: je Zeile »Schlüssel: Wert«, dann eine Leerzeile",
        en='the header cannot be read: one "Key: value" a line, then an empty line',
    ),
    "unknown_key": Message(
        de="»{found}« kennt der Kopf einer Antwort nicht; es gibt Name, Date, Site, Reply-To, Kind und Status",
        en='an answer\'s header knows no "{found}"; there are Name, Date, Site, Reply-To, Kind and Status',
    ),
    "no_name": Message(
        de="wer antwortet, fehlt: ergänzen Sie »Name: …«", en='who answers is missing: add "Name: …"'
    ),
    "long_name": Message(
        de="der Name hat mehr als {limit} Zeichen: kürzen Sie ihn",
        en="the name has more than {limit} characters: shorten it",
    ),
    "bad_date": Message(
        de="Date »{found}« ist kein Datum: schreiben Sie zum Beispiel »Date: 2026-03-14 08:30«",
        en='Date "{found}" is no date: write for example "Date: 2026-03-14 08:30"',
    ),
    "bad_site": Message(
        de="Site »{found}« ist keine Webadresse mit http:// oder https://: berichtigen oder löschen Sie die Zeile",
        en='Site "{found}" is no web address with http:// or https://: correct the line or delete it',
    ),
    "bad_reply_to": Message(
        de="Reply-To »{found}« ist keine Antwort: gemeint ist der Dateiname der anderen Antwort ohne .md",
        en='Reply-To "{found}" is no answer: it takes the other answer\'s file name without .md',
    ),
    "bad_kind": Message(
        de="Kind »{found}« gibt es nicht: »author« für eigene Antworten, sonst die Zeile weglassen",
        en='there is no Kind "{found}": "author" for your own answers, otherwise leave the line out',
    ),
    "bad_status": Message(
        de="Status »{found}« gibt es nicht: »draft« wartet auf Durchsicht, »published« wird gezeigt",
        en='there is no Status "{found}": "draft" waits for review, "published" is shown',
    ),
    "no_text": Message(
        de="die Antwort hat keinen Text: schreiben Sie ihn hinter den Kopf, nach einer Leerzeile",
        en="the answer has no text: write it behind the header, after an empty line",
    ),
    "long_text": Message(
        de="die Antwort hat mehr als {limit} Zeichen: kürzen Sie sie",
        en="the answer has more than {limit} characters: shorten it",
    ),
    "no_post": Message(
        de="zu »{found}« gibt es keinen Beitrag, seine Antworten erscheinen nirgends: benennen Sie den Ordner nach "
        "dem Kürzel (Slug) des Beitrags",
        en='there is no post "{found}", its answers appear nowhere: name the folder after the post\'s slug',
    ),
    "reply_to_missing": Message(
        de="die Antwort »{found}«, auf die Reply-To zeigt, gibt es hier nicht; diese steht deshalb ganz oben",
        en='there is no answer "{found}", to which Reply-To points; this one therefore stands at the top',
    ),
    "reply_to_waiting": Message(
        de="die Antwort »{found}«, auf die Reply-To zeigt, wartet noch auf Durchsicht; diese steht deshalb ganz oben",
        en='the answer "{found}", to which Reply-To points, still waits for review; this one stands at the top',
    ),
    "reply_to_circle": Message(
        de="Reply-To »{found}« führt im Kreis zurück zu dieser Antwort; sie steht deshalb ganz oben",
        en='Reply-To "{found}" leads in a circle back to this answer; it therefore stands at the top',
    ),
    "unreadable_answers": Message(
        de="{n} Antworten sind nicht lesbar und würden fehlen, siehe oben",
        en="{n} answers cannot be read and would be missing, see above",
        de_one="eine Antwort ist nicht lesbar und würde fehlen, siehe oben",
        en_one="one answer cannot be read and would be missing, see above",
    ),
    "not_excluded": Message(
        de="Pelican hielte die Antworten in {folder} für Beiträge: schreiben Sie in pelicanconf.py "
        "ARTICLE_EXCLUDES = [{folder!r}]",
        en="Pelican would take the answers in {folder} for posts: write ARTICLE_EXCLUDES = [{folder!r}] in "
        "pelicanconf.py",
    ),
    "mail_too_large": Message(
        de="das ist mehr als 30 Megabyte: speichern Sie nur die Mail, ohne Anhänge",
        en="that is more than 30 megabytes: save the mail alone, without attachments",
    ),
    "mail_not_text": Message(
        de="das ist weder eine Mail (.eml) noch ein Text in UTF-8: speichern Sie die Mail im Mailprogramm als .eml "
        "oder kopieren Sie ihren Text in eine Textdatei",
        en="that is neither a mail (.eml) nor a text in UTF-8: save the mail as .eml, or copy its text into a file",
    ),
    "mail_no_text": Message(
        de="darin steht keine Antwort: außer Zitat und Unterschrift ist kein Text da",
        en="there is no answer in it: nothing besides quotation and signature",
    ),
    "which_post": Message(
        de="zu welchem Beitrag? Der Betreff nennt keinen: ergänzen Sie --post und das Kürzel des Beitrags, mit dem "
        "seine Adresse endet, etwa --post {example}",
        en="to which post? The subject names none: add --post and the slug of the post, with which its address ends, "
        "such as --post {example}",
    ),
    "no_such_post": Message(
        de="einen Beitrag mit dem Kürzel »{found}« gibt es nicht: »Slug:« im Kopf des Beitrags nennt es",
        en='there is no post with the slug "{found}": "Slug:" in the post\'s header tells it',
    ),
    "no_such_post_near": Message(
        de="einen Beitrag mit dem Kürzel »{found}« gibt es nicht; meinen Sie »{near}«?",
        en='there is no post with the slug "{found}"; do you mean "{near}"?',
    ),
    "no_such_answer": Message(
        de="zu »{post}« gibt es keine Antwort »{found}«: gemeint ist ihr Dateiname ohne .md",
        en='"{post}" has no answer "{found}": it takes the file name without .md',
    ),
    "whose_name": Message(
        de="wer antwortet? Die Mail nennt keinen Namen: ergänzen Sie --name »…«",
        en='who answers? The mail tells no name: add --name "…"',
    ),
    "too_many_links": Message(
        de="{n} Verweise, erlaubt sind {limit}: das sieht nach Werbung aus und wurde nicht übernommen; löschen Sie "
        "Verweise oder erhöhen Sie KLARTEXT['answers']['max_links']",
        en="{n} links, {limit} are allowed: that looks like advertising and was not taken; delete links or raise "
        "KLARTEXT['answers']['max_links']",
        de_one="ein Verweis, erlaubt sind {limit}: das wurde nicht übernommen; löschen Sie ihn oder erhöhen Sie "
        "KLARTEXT['answers']['max_links']",
        en_one="one link, {limit} are allowed: it was not taken; delete it or raise KLARTEXT['answers']['max_links']",
    ),
    "too_long": Message(
        de="{length} Zeichen, erlaubt sind {limit}: kürzen Sie den Text oder erhöhen Sie "
        "KLARTEXT['answers']['max_characters']",
        en="{length} characters, {limit} are allowed: shorten the text or raise KLARTEXT['answers']['max_characters']",
    ),
    "barred_word": Message(
        de="darin steht »{word}« aus KLARTEXT['answers']['barred_words']: das wurde nicht übernommen",
        en="it says \"{word}\", which KLARTEXT['answers']['barred_words'] bars: it was not taken",
    ),
    "sent_twice": Message(
        de="derselbe Text liegt schon in {path}: nichts wurde geschrieben",
        en="the same text lies in {path} already: nothing was written",
    ),
    "added": Message(
        de="Die Antwort wartet auf Ihre Durchsicht: lesen Sie sie, dann ändern Sie »Status: draft« in "
        "»Status: published«.",
        en='The answer waits for your review: read it, then change "Status: draft" to "Status: published".',
    ),
    "none_waiting": Message(de="Keine Antwort wartet auf Durchsicht.", en="No answer waits for review."),
    "waiting": Message(
        de="{n} Antworten warten auf Durchsicht:",
        en="{n} answers wait for review:",
        de_one="Eine Antwort wartet auf Durchsicht:",
        en_one="One answer waits for review:",
    ),
    "isso_unreadable": Message(
        de="{file}: die Antworten in Isso lassen sich nicht zählen ({detail}): gezählt werden nur die anderen",
        en="{file}: the answers in Isso cannot be counted ({detail}): the others alone are counted",
    ),
    "isso_off": Message(
        de="Isso ist nicht eingeschaltet: nennen Sie in KLARTEXT['answers']['isso'] einen Pfad auf Ihrem eigenen "
        "Server, zum Beispiel '/isso'",
        en="Isso is switched off: name a path on your own host in KLARTEXT['answers']['isso'], such as '/isso'",
    ),
    "isso_nowhere": Message(
        de="unter welcher Adresse liegt der Blog? Setzen Sie FEED_DOMAIN, oder ergänzen Sie --site "
        "http://localhost:8000",
        en="at which address is the blog? Set FEED_DOMAIN, or add --site http://localhost:8000",
    ),
    "isso_ready": Message(
        de="Isso hört auf http://127.0.0.1:{port}/; Ihr Webserver muss {path}/ dorthin weitergeben. Neue Antworten "
        "erscheinen hier mit einem Verweis zum Freigeben.",
        en="Isso listens on http://127.0.0.1:{port}/; your web server must hand {path}/ on to it. New answers appear "
        "here with a link to release them.",
    ),
    "feed_title": Message(de="Antworten", en="Answers"),
    "feed_item": Message(de="{name} zu »{title}«", en='{name} on "{title}"'),
    "mail_subject": Message(de="Antwort zu: {title}", en="Answer to: {title}"),
    "mail_hint": Message(
        de="So sollen Name und Website erscheinen (die Website ist freiwillig, Ihre Mailadresse bleibt bei uns):",
        en="How name and web site shall appear (the web site is optional, your mail address stays with us):",
    ),
}


def say(key: str, lang: str, /, **values: object) -> str:
    """Return a phrase in German (``de``) or else in English; ``n`` = 1 takes the singular."""
    return sentence(PHRASES[key], lang, **values)


def problem_line(problem: AnswerProblem, lang: str) -> str:
    """Return one line, ``path:line: what is wrong and what to do``."""
    return f"{problem.path}:{problem.line}: {say(problem.key, lang, **problem.values)}"
