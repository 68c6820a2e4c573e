"""Alle Einstellungen der Website und ihrer Plugins / every setting of the site and of its plugins.

Zum Anpassen genügt es, die Werte rechts vom Gleichheitszeichen zu ändern. Texte stehen in "Anführungszeichen".
To make the site yours, change the values to the right of the equals signs. Texts stand in "quotation marks".
"""

from typing import Any

# --- Ihre Website / your site ---------------------------------------------------------------------------------

SITENAME = "Frisch gestrichen"  # Name des Blogs / the blog's name
SITESUBTITLE = "Was wir auf Gerüsten, in Treppenhäusern und aus unseren Fehlern lernen."  # Leitsatz / claim
AUTHOR = "Katrin Sommer"  # wer schreibt, wenn im Beitrag nichts steht / default author
DEFAULT_LANG = "de"  # Sprache der Beiträge ohne eigene Angabe "Lang:" / default language
TIMEZONE = "Europe/Berlin"
FEED_DOMAIN = "https://blog.sommer-maler.example"  # öffentliche Adresse, ohne / am Ende / public address
SITEURL = ""  # leer zum Ansehen; publishconf.py setzt die Adresse / empty for previews
RELATIVE_URLS = True  # Verweise funktionieren auch ohne Webserver / links work without a web server

# Menü oben: Beschriftung und Seite / menu at the top: label and page
MENUITEMS = (
    ("Themen", "themen.html"),
    ("Archiv", "archiv.html"),
    ("Wer schreibt", "wer-schreibt.html"),
)

# --- Klartext: Firma, Aussehen, Plugins / company, looks, plugins --------------------------------------------

# Ein unbekannter Name oder ein falscher Wert stoppt den Lauf und nennt die gültigen.
# An unknown name or a wrong value stops the build and names the valid ones.
KLARTEXT: dict[str, Any] = {
    "company": {
        "name": "Malerbetrieb Sommer",  # wie die Firma im Text heißt / the company's name
        "aliases": ["Sommer Maler"],  # weitere Schreibweisen / other spellings
        "products": ["SommerWeiss 3000"],  # eigene Produkte / own products
        "domains": ["sommer-maler.example"],  # eigene Webadressen / own web addresses
    },
    "theme": {
        # Wer schreibt. Der Name muss genau so in "Author:" der Beiträge stehen; das Bild liegt in content/.
        # Who writes. The name must be spelled as in the posts' "Author:"; the picture lies in content/.
        # Zeilen mit _en stehen auf englischen Seiten / lines with _en stand on English pages.
        "authors": {
            "Katrin Sommer": {
                "role": "Malermeisterin, führt den Betrieb",
                "role_en": "Master painter, runs the firm",
                "biography": "Katrin Sommer hat bei ihrem Vater gelernt, obwohl beide davon abgeraten haben. "
                "Sie misst gern nach, auch nachts um zehn in fremden Schlafzimmern, und schreibt über Innenräume, "
                "Untergründe und Dinge, die schiefgegangen sind.",
                "biography_en": "Katrin Sommer learnt her trade from her father, although both of them advised "
                "against it. She likes to measure and writes about rooms, substrates and things that went wrong.",
                "picture": "bilder/eigene/katrin-sommer.jpg",
                "picture_alt": "Zeichnung: Frau mit rotbraunem Haar, im Dutt steckt ein Pinsel.",
            },
            "Jonas Sommer": {
                "role": "Geselle und Restaurator, Fassaden und alte Häuser",
                "role_en": "Journeyman and restorer, façades and old houses",
                "biography": "Jonas Sommer streicht am liebsten draußen und am allerliebsten mit Kalk. Er führt "
                "ein Wetterbuch, seit er sechzehn ist, und sagt auf der Baustelle wenig. Hier holt er das nach.",
                "biography_en": "Jonas Sommer prefers to paint outdoors, and best of all with lime. He has kept "
                "a weather diary since he was sixteen and says little on site. Here he makes up for it.",
                "picture": "bilder/eigene/jonas-sommer.jpg",
                "picture_alt": "Zeichnung: Mann mit dunklem Bart und braunem Arbeitshemd.",
            },
            "Meryem Aydin": {
                "role": "Auszubildende im dritten Lehrjahr",
                "role_en": "Apprentice in her third year",
                "biography": "Meryem Aydin lernt Malerin und Lackiererin und schreibt ihr Berichtsheft lieber "
                "ausführlich. Sie stoppt Zeiten, wiegt Eimer und glaubt keiner Angabe, die mit „bis zu“ anfängt.",
                "biography_en": "Meryem Aydin is learning to be a painter. She times jobs, weighs buckets and "
                "believes no figure that begins with “up to”.",
                "picture": "bilder/eigene/meryem-aydin.jpg",
                "picture_alt": "Zeichnung: junge Frau mit petrolfarbenem Kopftuch und hellem Arbeitshemd.",
            },
            "Hartmut Sommer": {
                "role": "Gründer, im Ruhestand",
                "role_en": "Founder, retired",
                "biography": "Hartmut Sommer hat 1988 mit einem Fahrrad und einer Leiter angefangen. Seit 2021 "
                "macht er nur noch Fenster, und nur die, die ihm gefallen. Er schreibt mit der Hand, Katrin tippt "
                "es ab.",
                "biography_en": "Hartmut Sommer started in 1988 with a bicycle and a ladder. Since 2021 he only "
                "does windows, and only those he likes. He writes by hand; Katrin types it up.",
                "picture": "bilder/eigene/hartmut-sommer.jpg",
                "picture_alt": "Zeichnung: älterer Mann mit runder Brille und heller Malermütze voller Farbtupfer.",
            },
        },
        # Farben: Firmenfarbe, Papier, Schrift und Verweise, hell und dunkel. Zu wenig Kontrast ist ein Fehler.
        # Colours: brand, paper, ink and links, light and dark. Too little contrast is an error.
        "colors": {"brand": "#f2b51d", "link": "#0b5a63", "link_dark": "#85cbc9"},
        # Farbkarten der Themen, der Reihe nach / colours of the categories, in turn
        "swatches": ["#b5482e", "#1f6f78", "#f2b51d", "#5c7f5b", "#3f5f8a", "#c98a5b"],
        # Bild statt des Namensschilds, zum Beispiel "bilder/eigene/logo.svg" / picture instead of the name plate
        "logo": "",
        # Symbol im Browser-Tab, quadratisch, ab 512 Pixel, oder SVG; leer: aus den Farben gezeichnet
        # icon in the browser's tab, square, 512 pixels or more, or SVG; empty: drawn in the site's colours
        "icon": "",
        # Schriften, die auf dem Gerät liegen, zum Beispiel "Georgia, serif"; leer: die des Entwurfs
        # fonts of the reader's device, for example "Georgia, serif"; empty: the design's
        "font_text": "",
        "font_headings": "",
        # Knöpfe zum Teilen: mail, whatsapp, linkedin, bluesky, mastodon, x / share links
        "share": ["mail", "whatsapp", "linkedin", "bluesky"],
    },
    # Impressum (§ 5 DDG) und Datenschutz; was fehlt, meldet "make publish". Alles hier ist erfunden.
    # Imprint and privacy; "make publish" names what is missing. All of it is made up here.
    "legal": {
        "name": "Malerbetrieb Sommer",  # mit Rechtsform / with the legal form
        "owner": "Inhaberin: Katrin Sommer",  # bei Einzelunternehmen, wie es dastehen soll / of a sole trader
        "represented_by": [],  # Geschäftsführung, bei GmbH und Ähnlichem / directors
        "street": "Mühlgasse 7",
        "town": "79999 Rebenau",
        "country": "",
        "email": "hallo@sommer-maler.example",
        "phone": "+49 30 23125 014",  # eine Nummer, die für Filme freigehalten wird / kept free for films
        "contact_page": "",  # statt des Telefons, zum Beispiel "kontakt.html" / instead of the phone
        "register": "",  # zum Beispiel "Amtsgericht Freiburg" / court of the register
        "register_number": "",  # zum Beispiel "HRB 12345"
        "vat_id": "DE000000000",
        "business_id": "",  # Wirtschafts-Identifikationsnummer
        "authority": "",  # Aufsichtsbehörde, wenn es eine gibt / supervisory authority, if any
        # Für Berufe mit geschützter Bezeichnung, alle vier oder keine / protected titles: all four or none
        "chamber": "Handwerkskammer Rebenau (erfunden), Betriebsnummer 0000000",
        "profession": "Malermeisterin",
        "profession_state": "Deutschland",
        "profession_rules": "Handwerksordnung",
        "profession_rules_address": "https://www.gesetze-im-internet.de/hwo/",
        "insurance": "Beispielversicherung AG, Musterweg 1, 79999 Rebenau. Räumlicher Geltungsbereich: Deutschland.",
        "responsible": "Katrin Sommer",  # ein Mensch, § 18 MStV / a person
        "arbitration": False,  # nehmen Sie an Schlichtungen teil? / do you take part in arbitration?
        "hosting": "Beispielhoster GmbH, Serverweg 2, 79999 Rebenau",  # wo die Website liegt / who hosts the site
        "log_days": 7,  # nach so vielen Tagen wird das Protokoll gelöscht / the server's log is deleted after
        "data_protection_officer": "",
        "supervisory_authority": "der Landesbeauftragte für den Datenschutz und die Informationsfreiheit "
        "Baden-Württemberg",
    },
    # Welche Regeln gelten; "klartext explain REGEL" erklärt eine / which rules apply; "klartext explain RULE"
    "lint": {
        "select": [],  # nur diese Regeln; leer: alle / these rules alone; empty: all
        "ignore": [],  # ohne diese / without these
        "rules": {},  # Schwere und Feineinstellung, zum Beispiel {"boastful-superlative": {"severity": "error"}}
        "paths": {},  # was in einem Ordner anders ist / what differs in a folder
        "baseline": "klartext-baseline.json",  # hingenommene alte Funde / old findings put up with
    },
    # Eigenwerbung: ab welchen Punkten (0 bis 1) ein Beitrag ausgewogen oder zu werblich heißt; None: wie gemessen
    # self-promotion: the scores (0 to 1) from which a post counts as balanced or excessive; None: as measured
    "self_promotion": {"balanced": None, "excessive": None},
    # Bilder: woran eigene zu erkennen sind / pictures: how own ones are known
    "stock_photos": {
        "own_folders": ["eigene", "own"],  # Ordner mit eigenen Bildern / folders of own pictures
        "own_pictures": [],  # Muster wie "bilder/team-*.jpg" / patterns
        "creators": [],  # wer für Sie fotografiert, wie es im Bild steht / your photographers, as in the files
        "recurring_pictures": [],  # dürfen öfter erscheinen: Logos, Porträts / may stand in several posts
        "indexes": [],  # von "klartext photos index build" / made by that command
        "credit_lines": True,  # Bildnachweis drucken, den die Bilddatei nennt / print the credit that the file tells
    },
    # Schreibaufwand: wann Sie schreiben und was nach dem Schreiben kommt / effort: when you write, what follows
    "writing_effort": {
        "sittings_per_day": 1,  # halbe Stunden am Tag / half hours a day
        "working_days": ["mon", "tue", "wed", "thu", "fri"],
        "country": "DE",  # Feiertage / public holidays
        "region": "",  # Bundesland, zum Beispiel "BY" / state
        "days_off": [],  # zum Beispiel "2026-12-28/2027-01-03" / for example
        "approval_stages": 0,  # wie viele Leute freigeben / how many people approve
        "sharing": False,  # Zeit zum Teilen mitrechnen / count the time for sharing
        "expected_comments": 0,  # Antworten, die Sie beantworten / answers that you will reply to
        "git": True,  # aus den Speicherständen lernen / learn from the files' history
        "publish_hours": False,  # Lesern die Stunden zeigen / show readers the hours
    },
    # Zitate zum Teilen / quotes to share
    "click_to_tweet": {
        "networks": ["x", "bluesky", "mastodon", "linkedin", "whatsapp", "mail"],
        "username": "",  # Ihr Konto bei X / your account on X
        "via": True,  # das Konto im Zitat nennen / name it in the quote
        "hashtags": [],
        "mastodon_instance": "",  # leer: Leser wählen ihren Server / empty: readers choose their server
        "link_to_quote": True,  # der Verweis springt zum Zitat / the link leads to the quote
        "share_script": False,  # Knopf zum Kopieren, braucht ein Skript / a button to copy; needs a script
    },
    # Wohin Leser ihre Antworten mailen; ohne Adresse gibt es keinen Verweis zum Antworten
    # where readers mail their answers; without an address there is no link to answer
    # isso: Pfad auf dem eigenen Server, an dem Isso läuft (docs/antworten.md); leer: aus / path of Isso; empty: off
    "answers": {"mail": "antworten@sommer-maler.example", "isso": ""},
}

# --- Ordner / folders ----------------------------------------------------------------------------------------

PATH = "content"  # hier schreiben Sie / you write here
PAGE_PATHS = ["seiten"]  # feste Seiten wie das Impressum / pages such as the imprint
ARTICLE_EXCLUDES = ["antworten"]  # Antworten der Leser sind keine Beiträge / readers' answers are no posts
STATIC_PATHS = ["bilder"]  # Bilder und Dateien, unverändert veröffentlicht / published as they are
OUTPUT_PATH = "output"
THEME = "theme"

# --- Adressen der Seiten / addresses -------------------------------------------------------------------------

ARTICLE_URL = ARTICLE_SAVE_AS = "{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{lang}/{slug}.html"
DRAFT_URL = DRAFT_SAVE_AS = "entwuerfe/{slug}.html"
DRAFT_LANG_URL = DRAFT_LANG_SAVE_AS = "entwuerfe/{lang}/{slug}.html"
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{lang}/{slug}.html"
DRAFT_PAGE_URL = DRAFT_PAGE_SAVE_AS = "entwuerfe/seiten/{slug}.html"
CATEGORY_URL = CATEGORY_SAVE_AS = "thema/{slug}.html"
TAG_URL = TAG_SAVE_AS = "stichwort/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "von/{slug}.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "archiv/{date:%Y}.html"
ARCHIVES_SAVE_AS = "archiv.html"
CATEGORIES_SAVE_AS = "themen.html"
TAGS_SAVE_AS = "stichworte.html"
AUTHORS_SAVE_AS = "wer-schreibt.html"
# Suchseite, leer: keine; braucht das Programm Pagefind / search page, empty: none; needs the program Pagefind
SEARCH_SAVE_AS = "suche.html"
DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "authors", "404"]
SLUGIFY_SOURCE = "title"
SLUGIFY_USE_UNICODE = True  # erst die Umlaute ausschreiben, dann den Rest / umlauts first, then the rest
SLUG_REGEX_SUBSTITUTIONS = [
    (r"[Ää]", "ae"),
    (r"[Öö]", "oe"),
    (r"[Üü]", "ue"),
    (r"[ßẞ]", "ss"),
    (r"(?s)\A[\W_]*\Z", "ohne-namen"),  # nur Zeichen, keine Buchstaben / nothing but signs
    (r"[^\w\s-]", ""),
    (r"(?u)\A\s*", ""),
    (r"(?u)\s*\Z", ""),
    (r"[-\s]+", "-"),
    (r"(?s)\A(.{100}).*", r"\1"),  # längere Dateinamen mag kein Rechner / no computer likes longer file names
]

# --- Listen und Feeds / lists and feeds ----------------------------------------------------------------------

DEFAULT_PAGINATION = 10  # Beiträge je Listenseite / posts a list page
DEFAULT_ORPHANS = 2
# Thema "farbe" Seite 2 liegt in thema/farbe/seite/2.html und kann mit keinem Thema zusammenstoßen.
# Page 2 of the category "farbe" is thema/farbe/seite/2.html: no clash with any category.
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/seite/{number}{extension}", "{base_name}/seite/{number}{extension}"),
)
FEED_ALL_ATOM = "feeds/alle.atom.xml"
CATEGORY_FEED_ATOM = "feeds/thema-{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/von-{slug}.atom.xml"
TRANSLATION_FEED_ATOM = None
FEED_ALL_RSS = CATEGORY_FEED_RSS = AUTHOR_FEED_RSS = TRANSLATION_FEED_RSS = None
RSS_FEED_SUMMARY_ONLY = False  # ganze Beiträge im Feed / full posts in the feed

# --- Beiträge lesen / reading posts --------------------------------------------------------------------------

PLUGINS = ["klartext"]  # alle vier; einzeln zum Beispiel "klartext.click_to_tweet" / all four, or single ones
USE_FOLDER_AS_CATEGORY = False  # das Thema steht im Beitrag: "Category:" / stated in the post
DEFAULT_CATEGORY = "Werkstatt"  # Thema, wenn keines dasteht / where none is stated
DEFAULT_METADATA = {"status": "published"}
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {"footnotes": {"BACKLINK_TITLE": "Zurück zur Textstelle {}"}},
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
        "klartext.theme_support.markdown_extension": {},
    },
    "output_format": "html5",
}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
    "auto_reload": False,
}
THEME_STATIC_PATHS = [
    "static/images",
    "static/script",
]  # die Stilvorlagen schreibt Klartext in eine Datei / one stylesheet
# Was sich nicht geändert hat, wird nicht neu gelesen; "make clean" vergisst alles.
# What has not changed is not read again; "make clean" forgets everything.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CACHE_PATH = ".klartext/reader"
CHECK_MODIFIED_METHOD = (
    "sha256"  # der Inhalt zählt, nicht das Datum der Datei / the content counts, not its date
)
GZIP_CACHE = False
LOCALE = ["C.UTF-8", "C"]  # Monatsnamen kommen aus Babel, nicht vom Rechner / months come from Babel
