"""Knows what a German company's site must say about itself, and which of it a site has not said yet.

Sources: § 5 DDG (Digitale-Dienste-Gesetz, in force since 14 May 2024), https://www.gesetze-im-internet.de/ddg/__5.html;
§ 18 MStV; § 2 DL-InfoV; Articles 13 and 6 GDPR. No legal advice: a person who knows the firm must read the pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from klartext.settings import LegalSettings

PHRASES: Mapping[str, Message] = {
    "empty": Message(
        de="{page}: KLARTEXT['legal'][{name!r}] ist leer: {wanted}, verlangt von {law}; bitte in pelicanconf.py "
        "eintragen",
        en="{page}: KLARTEXT['legal'][{name!r}] is empty: {wanted}, required by {law}; fill it in in pelicanconf.py",
    ),
    "made_up": Message(
        de="KLARTEXT[{section!r}][{name!r}] = {value!r} ist erfunden: bitte in pelicanconf.py alles Erfundene durch "
        "Ihre eigenen Angaben ersetzen, bevor jemand es liest",
        en="KLARTEXT[{section!r}][{name!r}] = {value!r} is made up: replace all that is made up in pelicanconf.py by "
        "what is yours, before anybody reads it",
    ),
    "not_said": Message(
        de="{page}: in diesem Impressum steht nicht: {wanted}, verlangt von {law}; bitte ergänzen, oder »Template: "
        "imprint« schreiben und KLARTEXT['legal'] in pelicanconf.py ausfüllen",
        en='{page}: this imprint does not say: {wanted}, required by {law}; add it, or write "Template: imprint" '
        "and fill in KLARTEXT['legal'] in pelicanconf.py",
    ),
    "no_imprint": Message(
        de="die Website hat kein Impressum (§ 5 DDG): bitte content/seiten/impressum.md mit der Zeile »Template: "
        "imprint« anlegen",
        en="the site has no imprint (§ 5 DDG): add content/seiten/impressum.md with the line "
        '"Template: imprint"',
    ),
    "name": Message(de="Name der Firma oder Person", en="name of the firm or person"),
    "street": Message(de="Straße und Hausnummer; ein Postfach genügt nicht", en="street; no post-office box"),
    "town": Message(de="Postleitzahl und Ort", en="postal code and town"),
    "email": Message(de="E-Mail-Adresse", en="mail address"),
    "phone": Message(
        de='Telefonnummer, oder unter "contact_page" ein anderer schneller Weg',
        en='phone number, or another quick way under "contact_page"',
    ),
    "represented_by": Message(de="wer die Firma vertritt", en="who represents the firm"),
    "register": Message(de="Register, zum Beispiel Amtsgericht und Art", en="register and court"),
    "register_number": Message(de="Nummer im Register", en="number in the register"),
    "chamber": Message(de="zuständige Kammer", en="chamber"),
    "profession": Message(de="gesetzliche Berufsbezeichnung", en="title of the profession"),
    "profession_state": Message(de="Staat, der sie verliehen hat", en="the state that conferred it"),
    "profession_rules": Message(de="Berufsregeln, mit Adresse", en="rules of the profession"),
    "responsible": Message(de="wer für den Inhalt verantwortlich ist", en="who answers for the content"),
    "hosting": Message(de="wer die Website hostet", en="who hosts the site"),
    "log_days": Message(de="Tage, nach denen das Protokoll gelöscht wird", en="days that the log is kept"),
    # Where no setting is meant:
    "phone_by_hand": Message(
        de="Telefonnummer oder ein anderer schneller Weg, etwa ein Kontaktformular",
        en="phone number or another quick way, such as a contact form",
    ),
}

_LAW = {
    "name": "§ 5 Abs. 1 Nr. 1 DDG",
    "street": "§ 5 Abs. 1 Nr. 1 DDG",
    "town": "§ 5 Abs. 1 Nr. 1 DDG",
    "email": "§ 5 Abs. 1 Nr. 2 DDG",
    "phone": "§ 5 Abs. 1 Nr. 2 DDG",
    "represented_by": "§ 5 Abs. 1 Nr. 1 DDG",
    "register": "§ 5 Abs. 1 Nr. 4 DDG",
    "register_number": "§ 5 Abs. 1 Nr. 4 DDG",
    "chamber": "§ 5 Abs. 1 Nr. 5 DDG",
    "profession": "§ 5 Abs. 1 Nr. 5 DDG",
    "profession_state": "§ 5 Abs. 1 Nr. 5 DDG",
    "profession_rules": "§ 5 Abs. 1 Nr. 5 DDG",
    "responsible": "§ 18 Abs. 2 MStV",
    "hosting": "Art. 13 Abs. 1 DSGVO",
    "log_days": "Art. 13 Abs. 2 DSGVO",
}
"""What asks for each of the settings."""

IMPRINT_FIELDS = ("name", "street", "town", "email", "phone", "responsible")
PRIVACY_FIELDS = ("name", "street", "town", "email", "hosting", "log_days")
_PROFESSION = ("chamber", "profession", "profession_state", "profession_rules")


_FORM = re.compile(r"(?<![\w-])(?:GmbH|UG|AG|KG|OHG|KGaA|SE|eG|e\.\s?[GKV]\.)(?!\w)")
"""Legal forms that stand in a register."""
_FORM_IN_ANY_CASE = re.compile(_FORM.pattern, re.IGNORECASE)
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
        if _has_a_body(form) and not _BODY.search(text):
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


def _has_a_body(form: str) -> bool:
    """Tell whether somebody represents a firm of such a form; a merchant (e. K.) is the firm."""
    return "k." not in form.casefold()


def missing_in_imprint(legal: LegalSettings) -> Iterator[str]:
    """Yield the names of the settings that the imprint of such a firm needs and that are empty."""
    needed = list(IMPRINT_FIELDS)
    if form := _FORM_IN_ANY_CASE.search(legal.name):
        needed += ["register", "register_number"] + ["represented_by"] * _has_a_body(form.group())
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
    return sentence(PHRASES["empty"], language, page=page, name=name, wanted=PHRASES[name], law=_LAW[name])


def made_up_complaint(section: str, name: str, value: str, language: str) -> str:
    """Return one line about a setting that still holds what the sample blog made up."""
    return sentence(PHRASES["made_up"], language, section=section, name=name, value=value)


def own_complaint(name: str, page: str, language: str) -> str:
    """Return one line about what an imprint written by hand lacks; the arguments are those of ``complaint``."""
    wanted = PHRASES.get(f"{name}_by_hand", PHRASES[name])
    return sentence(PHRASES["not_said"], language, page=page, wanted=wanted, law=_LAW[name])


def no_imprint(language: str) -> str:
    """Return one line about a site without an imprint."""
    return sentence(PHRASES["no_imprint"], language)
