"""Knows what a German company's site must say about itself, and which of it a site has not said yet.

Sources: § 5 DDG (Digitale-Dienste-Gesetz, in force since 14 May 2024), https://www.gesetze-im-internet.de/ddg/__5.html;
§ 18 MStV; § 2 DL-InfoV; Articles 13 and 6 GDPR. No legal advice: a person who knows the firm must read the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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

IMPRINT_FIELDS = ("name", "street", "town", "email", "phone", "responsible")
PRIVACY_FIELDS = ("name", "street", "town", "email", "hosting", "log_days")
_PROFESSION = ("chamber", "profession", "profession_state", "profession_rules")


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


def no_imprint(language: str) -> str:
    """Return one line about a site without an imprint."""
    if language == "en":
        return "the site has no imprint (§ 5 DDG): add content/seiten/impressum.md with the line “Template: imprint”"
    return (
        "die Website hat kein Impressum (§ 5 DDG): bitte content/seiten/impressum.md mit der Zeile "
        "»Template: imprint« anlegen"
    )
