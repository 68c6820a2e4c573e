"""Knows what a German company's site must say about itself, and which of it a site has not said yet.

Sources: § 5 DDG (Digitale-Dienste-Gesetz, in force since 14 May 2024), https://www.gesetze-im-internet.de/ddg/__5.html;
§ 18 MStV; § 2 DL-InfoV; Articles 13 and 6 GDPR. No legal advice: a person who knows the firm must read the pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klartext.settings import LegalSettings

_REGISTERED_FORMS = (
    "gmbh",
    "ug",
    "ag",
    "kg",
    "ohg",
    "e.k.",
    "e. k.",
    "eg",
    "e.g.",
    "se",
    "kgaa",
    "e.v.",
    "e. v.",
)
"""Legal forms that stand in a register and act through somebody."""

_WITHOUT_A_BODY = ("e.k.", "e. k.")
"""The merchant is the firm; nobody represents it."""

_WHY = {
    "name": ("Name der Firma oder Person", "§ 5 Abs. 1 Nr. 1 DDG", "name of the firm or person"),
    "street": (
        "Straße und Hausnummer; ein Postfach genügt nicht",
        "§ 5 Abs. 1 Nr. 1 DDG",
        "street; no post-office box",
    ),
    "town": ("Postleitzahl und Ort", "§ 5 Abs. 1 Nr. 1 DDG", "postal code and town"),
    "email": ("E-Mail-Adresse", "§ 5 Abs. 1 Nr. 2 DDG", "mail address"),
    "phone": (
        'Telefonnummer, oder unter "contact_page" ein anderer schneller Weg',
        "§ 5 Abs. 1 Nr. 2 DDG",
        'phone number, or another quick way under "contact_page"',
    ),
    "represented_by": ("wer die Firma vertritt", "§ 5 Abs. 1 Nr. 1 DDG", "who represents the firm"),
    "register": ("Register, zum Beispiel Amtsgericht und Art", "§ 5 Abs. 1 Nr. 4 DDG", "register and court"),
    "register_number": ("Nummer im Register", "§ 5 Abs. 1 Nr. 4 DDG", "number in the register"),
    "chamber": ("zuständige Kammer", "§ 5 Abs. 1 Nr. 5 DDG", "chamber"),
    "profession": ("gesetzliche Berufsbezeichnung", "§ 5 Abs. 1 Nr. 5 DDG", "title of the profession"),
    "profession_state": (
        "Staat, der sie verliehen hat",
        "§ 5 Abs. 1 Nr. 5 DDG",
        "the state that conferred it",
    ),
    "profession_rules": ("Berufsregeln, mit Adresse", "§ 5 Abs. 1 Nr. 5 DDG", "rules of the profession"),
    "responsible": (
        "wer für den Inhalt verantwortlich ist",
        "§ 18 Abs. 2 MStV",
        "who answers for the content",
    ),
    "hosting": ("wer die Website hostet", "Art. 13 Abs. 1 DSGVO", "who hosts the site"),
    "log_days": (
        "Tage, nach denen das Protokoll gelöscht wird",
        "Art. 13 Abs. 2 DSGVO",
        "days that the log is kept",
    ),
}

_WHY_BY_HAND = {
    "phone": (
        "Telefonnummer oder ein anderer schneller Weg, etwa ein Kontaktformular",
        "§ 5 Abs. 1 Nr. 2 DDG",
        "phone number or another quick way, such as a contact form",
    ),
}
"""What is asked for in other words where no setting is meant."""
IMPRINT_FIELDS = ("name", "street", "town", "email", "phone", "responsible")
PRIVACY_FIELDS = ("name", "street", "town", "email", "hosting", "log_days")
_PROFESSION = ("chamber", "profession", "profession_state", "profession_rules")


_FORM = re.compile(r"\b(?:GmbH|UG|AG|KG|OHG|KGaA|SE|eG)\b|\be\.\s?[KV]\.")
_FORM_REACH = 30
"""Characters after a firm's name in which its legal form stands; elsewhere it may be that of an insurer."""
_POSTAL_CODE = re.compile(r"\b(?:[A-Z]{1,2}[-–])?\d{4,6}\s+\w|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_HOUSE_NUMBER = re.compile(r"\w\D{0,3}\s\d{1,4}\s?[a-zA-Z]?(?!\w)|\b\d{1,4}\s[A-Z]")
_BOX = re.compile(r"\b(?:Postfach|P\.?\s?O\.?\s?Box)[\s\d]*", re.IGNORECASE)
_STREET_REACH = 80
"""Characters in front of the postal code in which the street stands."""
_EMAIL = re.compile(
    r"[\w.+-]+\s?(?:@|[(\[{](?:at|ät)[)\]}]|\sat\s)\s?[\w-]+\s?(?:\.|[(\[{](?:dot|punkt)[)\]}])\s?[\w.-]+",
    re.IGNORECASE,
)
_QUICK_WAY = re.compile(r"(?:\+|\b00?)[\d(][\d\s/().–-]{5,}\d|kontakt|contact|write to us", re.IGNORECASE)
_REGISTER = re.compile(r"register|\b(?:HRA|HRB|GnR|VR)\s?\d|Amtsgericht", re.IGNORECASE)
_BODY = re.compile(
    r"vertret|geschäftsführ|vorstand|komplement|gesellschafter|represented|director|board|partner",
    re.IGNORECASE,
)
_NAME_PART = 4
"""Letters from which on a word of a name tells whose it is."""


def missing_in_own_imprint(html: str, names: Sequence[str]) -> Iterator[str]:
    """Yield what an imprint written by hand does not say, by the names of the settings that would say it.

    A program can only look for what must be there in some form; whether it is right, a person must read.

    Args:
        html: the page's own text.
        names: of the firm and its people, in any spelling; without any, no name is looked for.
    """
    text = " ".join(Markup(html.replace("<", " <")).striptags().split())  # noqa: S704 — nothing is rendered
    if _names_nobody(text, names):
        yield "name"
    codes = list(_POSTAL_CODE.finditer(text))
    streets = (_BOX.sub(" ", text[max(0, code.start() - _STREET_REACH) : code.start()]) for code in codes)
    if not any(map(_HOUSE_NUMBER.search, streets)):
        yield "street"
    if not codes:
        yield "town"
    if not _EMAIL.search(text) and not _EMAIL.search(Markup(html).unescape()):  # noqa: S704 — as above
        yield "email"
    if not _QUICK_WAY.search(text) and "tel:" not in html:
        yield "phone"
    if form := _legal_form(text, names):
        if "K." not in form and not _BODY.search(text):
            yield "represented_by"
        if not _REGISTER.search(text):
            yield "register"


def _names_nobody(text: str, names: Iterable[str]) -> bool:
    wanted = {
        word for name in names for word in re.findall(r"\w+", name.casefold()) if len(word) >= _NAME_PART
    }
    said = re.findall(r"\w+", _EMAIL.sub(" ", text).casefold())
    return bool(wanted) and wanted.isdisjoint(said)


def _legal_form(text: str, names: Iterable[str]) -> str:
    for name in filter(None, names):
        at = text.casefold().find(name.casefold())
        if at >= 0 and (form := _FORM.search(text[at : at + len(name) + _FORM_REACH])):
            return form.group()
    return ""


def missing_in_imprint(legal: LegalSettings) -> Iterator[str]:
    """Yield the names of the settings that the imprint of such a firm needs and that are empty."""
    needed = list(IMPRINT_FIELDS)
    words = legal.name.lower().replace("(", " ").replace(")", " ").split()
    form = next((form for form in _REGISTERED_FORMS if f" {form} " in f" {' '.join(words)} "), "")
    if form:
        needed += ["register", "register_number"] + ["represented_by"] * (form not in _WITHOUT_A_BODY)
    if any(getattr(legal, name) for name in _PROFESSION):
        needed += _PROFESSION
    for name in needed:
        if not getattr(legal, name) and not (name == "phone" and legal.contact_page):
            yield name


def missing_in_privacy(legal: LegalSettings) -> Iterator[str]:
    """Yield the names of the settings that the privacy page needs and that are empty."""
    return (name for name in PRIVACY_FIELDS if not getattr(legal, name))


def complaint(name: str, page: str, language: str) -> str:
    """Return one line about a missing setting: what, why, and the way out.

    Args:
        name: of the setting.
        page: the file of the page that needs it.
        language: ``de`` or ``en``.
    """
    german, law, english = _WHY[name]
    setting = f"KLARTEXT['legal']['{name}']"
    if language == "en":
        return f"{page}: {setting} is empty: {english}, required by {law}; fill it in in pelicanconf.py"
    return f"{page}: {setting} ist leer: {german}, verlangt von {law}; bitte in pelicanconf.py eintragen"


def own_complaint(name: str, page: str, language: str) -> str:
    """Return one line about what an imprint written by hand lacks; the arguments are those of ``complaint``."""
    german, law, english = _WHY_BY_HAND.get(name) or _WHY[name]
    if language == "en":
        return (
            f"{page}: this imprint does not say: {english}, required by {law}; add it, or write “Template: imprint” "
            "and fill in KLARTEXT['legal'] in pelicanconf.py"
        )
    return (
        f"{page}: in diesem Impressum steht nicht: {german}, verlangt von {law}; bitte ergänzen, oder »Template: "
        "imprint« schreiben und KLARTEXT['legal'] in pelicanconf.py ausfüllen"
    )


def no_imprint(language: str) -> str:
    """Return one line about a site without an imprint."""
    if language == "en":
        return "the site has no imprint (§ 5 DDG): add content/seiten/impressum.md with the line “Template: imprint”"
    return (
        "die Website hat kein Impressum (§ 5 DDG): bitte content/seiten/impressum.md mit der Zeile "
        "»Template: imprint« anlegen"
    )
