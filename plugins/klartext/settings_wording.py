"""What is said of settings that cannot be used, in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: Mapping[str, Message] = {
    # Which setting it is and what it holds stands in front: KLARTEXT['theme']['swatches'] = ().
    "unknown_key": Message(
        de="{where} ist keine Einstellung; möglich sind: {keys}. Bitte prüfen Sie die Schreibweise",
        en="{where} is not a setting; valid keys: {keys}",
    ),
    "no_keys": Message(de="hier keine", en="none"),
    "must_be_dict": Message(
        de="{where} = {value!r} muss ein Verzeichnis in geschweiften Klammern sein, etwa {{'name': 'Wert'}}",
        en="{where} = {value!r} must be a dict",
    ),
    "must_be_list": Message(
        de="{where} = {value!r} muss eine Liste in eckigen Klammern sein, etwa ['eins', 'zwei']",
        en="{where} = {value!r} must be a list",
    ),
    "must_be_text": Message(
        de="{where} = {value!r} muss ein Text in Anführungszeichen sein",
        en="{where} = {value!r} must be a text",
    ),
    "must_be_texts": Message(
        de="{where} = {value!r} muss eine Liste von Texten sein, etwa ['eins', 'zwei']",
        en="{where} = {value!r} must be a list of texts",
    ),
    "must_be_truth": Message(
        de="{where} = {value!r} muss True (ja) oder False (nein) sein, ohne Anführungszeichen",
        en="{where} = {value!r} must be True or False",
    ),
    "must_be_whole": Message(
        de="{where} = {value!r} muss eine ganze Zahl ohne Anführungszeichen sein",
        en="{where} = {value!r} must be a whole number",
    ),
    "must_be_number": Message(
        de="{where} = {value!r} muss eine Zahl ohne Anführungszeichen sein, mit Punkt statt Komma (0.5)",
        en="{where} = {value!r} must be a number",
    ),
    "must_be_one_of": Message(
        de="{where} = {value!r} muss eines davon sein: {choices}",
        en="{where} = {value!r} must be one of {choices}",
    ),
    "two_addresses": Message(
        de="SITEURL ist »{site}«, FEED_DOMAIN aber »{feeds}«; Suchmaschinen und geteilte Beiträge führten an eine "
        "andere Stelle als die Seiten: setzen Sie FEED_DOMAIN in pelicanconf.py, und lassen Sie in publishconf.py "
        "SITEURL = FEED_DOMAIN",
        en='SITEURL is "{site}", but FEED_DOMAIN is "{feeds}"; search engines and shared posts would lead elsewhere '
        "than the pages: set FEED_DOMAIN in pelicanconf.py, and leave SITEURL = FEED_DOMAIN in publishconf.py",
    ),
    "between_0_and_1": Message(de="muss zwischen 0 und 1 liegen", en="must be between 0 and 1"),
    "above_0_to_1": Message(de="muss größer als 0 und höchstens 1 sein", en="must be above 0 and at most 1"),
    "above_0": Message(de="muss größer als 0 sein", en="must be above 0"),
    "at_least_0": Message(de="muss 0 oder mehr sein", en="must be 0 or more"),
    "at_least_1": Message(de="muss 1 oder mehr sein", en="must be 1 or more"),
    "below_excessive": Message(
        de="muss kleiner sein als der Wert von excessive", en="must be below excessive"
    ),
    "short_boilerplate": Message(
        de="{beginning!r} ist zu kurz: nennen Sie mindestens drei Wörter",
        en="{beginning!r} is too short: give at least three words",
    ),
    "no_day": Message(
        de="{entry!r} ist kein Tag wie '2026-12-28' und kein Zeitraum wie '2026-12-28/2027-01-03'",
        en="{entry!r} is no day such as '2026-12-28' or '2026-12-28/2027-01-03'",
    ),
    "no_day_or_empty": Message(
        de="muss ein Tag wie '2026-12-01' oder leer sein",
        en="must be a day such as '2026-12-01' or empty",
    ),
    "ends_early": Message(
        de="{entry!r} endet, bevor es beginnt: tauschen Sie die beiden Tage",
        en="{entry!r} ends before it begins",
    ),
    "no_working_day": Message(
        de="braucht mindestens einen Tag: {choices}", en="needs at least one of {choices}"
    ),
    "no_weekday": Message(
        de="{day!r} ist kein Wochentag; möglich sind {choices}", en="{day!r} is no day; choose from {choices}"
    ),
    "no_holidays": Message(
        de='KLARTEXT["writing_effort"]: zu country = {country!r} und region = {region!r} sind keine Feiertage '
        "bekannt: nehmen Sie Kürzel wie 'DE' und 'BY', oder country = '' für keine Feiertage",
        en='KLARTEXT["writing_effort"]: country and region must be known, and there are no public holidays for '
        "{country!r} and {region!r}: take codes such as 'DE' and 'BY', or country = '' for none",
    ),
    "no_constant": Message(
        de="{name!r} ist keine der Zahlen der Schätzung; möglich sind: {keys}",
        en="{name!r} is no constant; valid keys: {keys}",
    ),
    "constant_above_0": Message(de="{name} muss größer als 0 sein", en="{name} must be above 0"),
    "constant_at_least_0": Message(de="{name} muss 0 oder mehr sein", en="{name} must be at least 0"),
    "constant_from_to": Message(
        de="{name} muss von {low} bis {high} reichen", en="{name} must be from {low} to {high}"
    ),
    "constant_above": Message(de="{name} muss größer als {low} sein", en="{name} must be above {low}"),
    "constant_not_above": Message(
        de="{name} darf nicht größer sein als {other}", en="{name} must not be above {other}"
    ),
    "pace_exceeded": Message(
        de="drafting_minutes_per_1000_words und editing_minutes_per_1000_words brauchen zusammen mehr Zeit, als "
        "words_per_hour = {pace:g} erlaubt",
        en="drafting_minutes_per_1000_words and editing_minutes_per_1000_words take more than "
        "words_per_hour = {pace:g} allows",
    ),
    "curve_not_ascending": Message(
        de="die Werte done_at_…_percent müssen ansteigen und mit höchstens 1 enden",
        en="the done_at_…_percent must ascend and end at 1 at most",
    ),
    "no_network": Message(
        de="{name!r} ist kein bekanntes Netzwerk; möglich sind {choices}",
        en="{name!r} is not a network; choose from {choices}",
    ),
    "no_mail": Message(
        de="muss eine E-Mail-Adresse sein, etwa 'antworten@sommer-maler.example'",
        en="must be a mail address such as 'antworten@sommer-maler.example'",
    ),
    "mail_alone": Message(
        de="darf nur die E-Mail-Adresse selbst enthalten, ohne Namen und ohne Betreff, etwa "
        "'hallo@sommer-maler.example'",
        en="must be a mail address alone, such as 'hallo@sommer-maler.example', without a name or a subject",
    ),
    "path_inside": Message(
        de="muss ein Pfad innerhalb des Ordners sein, etwa 'antworten', ohne '..' und ohne '/' am Anfang",
        en="must be a path inside, such as 'antworten', without '..' and '/' in front",
    ),
    "needs_folder": Message(de="muss einen Ordner nennen, etwa 'antworten'", en="must name a folder"),
    "host_path": Message(
        de="muss ein Pfad auf Ihrem eigenen Server sein, etwa '/isso', ohne Schrägstrich am Ende",
        en="must be a path on your own host such as '/isso', without a slash at its end",
    ),
    "empty_word": Message(
        de="ein leeres Wort würde jede Antwort sperren: nehmen Sie es heraus",
        en="an empty word would bar every answer",
    ),
    "no_color": Message(
        de="{color!r} ist keine Farbe wie '#f2b51d'", en="{color!r} is not a colour such as '#f2b51d'"
    ),
    "low_contrast": Message(
        de="ist auf {back} {color!r} schlecht zu lesen: der Kontrast ist {ratio:.1f}, nötig sind 4,5. Machen Sie "
        "eine der beiden Farben heller oder dunkler",
        en="is hard to read on {back} {color!r}: contrast {ratio:.1f}, needed 4.5",
    ),
    "needs_color": Message(de="braucht mindestens eine Farbe", en="needs at least one colour"),
    "needs_https": Message(de="muss mit https:// beginnen", en="must begin with https://"),
    "font_names": Message(
        de="muss eine Liste von Schriftnamen sein, etwa 'Georgia, serif'",
        en="is a list of font names such as 'Georgia, serif'",
    ),
    "no_rule_setting": Message(de="{where} ist keine Regel; {hint}", en="{where} is not a rule; {hint}"),
    "no_rule": Message(de="es gibt keine Regel {name!r}; {hint}", en="there is no rule {name!r}; {hint}"),
    "no_rule_or_code": Message(
        de="{where}: {name!r} ist keine Regel und kein Anfang eines Kürzels; {hint}",
        en="{where}: {name!r} is no rule and no beginning of a code; {hint}",
    ),
    "list_rules": Message(de="»klartext explain« nennt alle Regeln", en="'klartext explain' lists all rules"),
    "did_you_mean": Message(de="meinten Sie {close!r}?", en="did you mean {close!r}?"),
    "no_settings_file": Message(
        de="{file}: diese Einstellungsdatei gibt es nicht: prüfen Sie den Pfad hinter -s",
        en="{file}: there is no such settings file",
    ),
    "no_site": Message(
        de="hier und in den Ordnern darüber gibt es keine pelicanconf.py: wechseln Sie in den Ordner Ihres "
        "Blogs, oder nennen Sie die Datei mit -s DATEI",
        en="no pelicanconf.py here or in a folder above; use -s FILE",
    ),
    "nothing_to_check": Message(
        de="hier und in den Ordnern darüber gibt es keine pelicanconf.py: nennen Sie die Dateien, die geprüft "
        "werden sollen, oder die Einstellungen mit -s DATEI",
        en="no pelicanconf.py here or in a folder above; name the files to check, or use -s FILE",
    ),
    "no_python": Message(
        de="{file}:{line}: diese Zeile ist nicht zu verstehen ({detail}). Oft fehlt hier oder in der Zeile davor "
        "ein Komma, eine Klammer oder ein Anführungszeichen",
        en="{file}:{line}: {detail}; often a comma, a bracket or a quotation mark is missing here or in the line "
        "before",
    ),
    "raises": Message(
        de="{where}: die Einstellungen brechen hier ab mit {kind}: {detail}. Stehen alle Texte in Anführungszeichen, "
        "und steht hinter jedem Eintrag ein Komma?",
        en="{where}: {kind}: {detail}; do all texts stand in quotation marks, and is there a comma behind each entry?",
    ),
    "no_picture": Message(
        de="{where} = {value!r}: diese Datei gibt es im Ordner für Inhalte nicht: prüfen Sie den Pfad, oder lassen Sie "
        "den Eintrag leer",
        en="{where} = {value!r}: there is no such file in the content folder: check the path, or leave it empty",
    ),
    "misspelt": Message(
        de="{where} kennt niemand: meinten Sie {close}?",
        en="{where} is known to nobody: did you mean {close}?",
    ),
    "no_site_name": Message(
        de="{where} ist leer, so hätte keine Seite einen Titel: geben Sie Ihrem Blog einen Namen",
        en="{where} is empty, so no page would have a title: give your blog a name",
    ),
    "no_language": Message(
        de="{where} = {value!r} ist kein Sprachkürzel: schreiben Sie 'de' oder 'en'",
        en="{where} = {value!r} is no code of a language: write 'de' or 'en'",
    ),
    "no_zone": Message(
        de="{where} = {value!r} ist keine Zeitzone: schreiben Sie sie wie in 'Europe/Berlin', 'Europe/Vienna' oder "
        "'Europe/Zurich'",
        en="{where} = {value!r} is no time zone: write it as in 'Europe/Berlin' or 'Europe/London'",
    ),
    "no_address": Message(
        de="{where} = {value!r} ist keine vollständige Adresse: sie beginnt mit https://, wie in "
        "'https://blog.ihre-firma.de'",
        en="{where} = {value!r} is no complete address: it begins with https://, as in 'https://blog.your-firm.com'",
    ),
    "slash_at_end": Message(
        de="{where} = {value!r} endet mit einem Schrägstrich, dann stünden in jeder Adresse zwei: nehmen Sie ihn weg",
        en="{where} = {value!r} ends with a slash, so each address would have two: remove it",
    ),
    "no_theme": Message(
        de="{where} = {value!r}: diesen Ordner gibt es nicht; der mitgelieferte Entwurf heißt 'theme'",
        en="{where} = {value!r}: there is no such folder; the design that comes along is 'theme'",
    ),
    "no_pairs": Message(
        de="{where} = {value!r}: jeder Eintrag braucht Beschriftung und Seite in Klammern, wie in "
        '("Archiv", "archiv.html"), und dahinter ein Komma',
        en="{where} = {value!r}: each entry needs a label and a page in brackets, as in "
        '("Archive", "archive.html"), and a comma behind',
    ),
    "no_content_folder": Message(
        de="{path}: den Ordner für Inhalte (PATH in den Einstellungen) gibt es nicht: legen Sie ihn an, oder "
        "ändern Sie PATH",
        en="{path}: the content folder (PATH) does not exist",
    ),
    "no_such_path": Message(
        de="{path}: diese Datei oder diesen Ordner gibt es nicht: prüfen Sie die Schreibweise",
        en="{path}: there is no such file or folder",
    ),
    "no_library": Message(
        de="KLARTEXT['stock_photos']['indexes']: die Sammlung {file} gibt es nicht: prüfen Sie den Pfad, oder "
        "nehmen Sie den Eintrag heraus",
        en="KLARTEXT['stock_photos']['indexes']: there is no library {file}",
    ),
    "no_baseline": Message(
        de="{file}: das ist keine Merkliste alter Befunde, {detail}: schreiben Sie sie neu mit »klartext lint "
        "--write-baseline«",
        en="{file}: this is no baseline, {detail}: write it anew with 'klartext lint --write-baseline'",
    ),
    "baseline_unreadable": Message(
        de="{file}: die Merkliste alter Befunde ist nicht lesbar: {why}",
        en="{file}: the baseline cannot be read: {why}",
    ),
    "no_calendar_library": Message(
        de="--ics braucht icalendar: {python} -m pip install 'icalendar>=6.1'",
        en="--ics needs icalendar: {python} -m pip install 'icalendar>=6.1'",
    ),
}
"""Every message by its key."""
