"""Knows what a reader sent: the own words in a mail or a text file, without signature and quoted original."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from klartext.answers.answer import harmless
from klartext.answers.mail_link import reference_in, split_form

if TYPE_CHECKING:
    from datetime import datetime

MAX_BYTES = 30_000_000
"""Mails with pictures are large; what is larger still is no mail."""

_ORIGINAL = re.compile(
    r"\s*[-_]{2,}\s*(Ursprüngliche Nachricht|Original Message|Weitergeleitete Nachricht)\b", re.IGNORECASE
)
_SENDER = re.compile(r"\*{0,2}(?:Von|From):\*{0,2}\s")
_SENT = re.compile(r"\*{0,2}(?:Gesendet|Sent|Datum|Date):\*{0,2}\s")
_DEVICE = re.compile(
    r"(?:(?:Von|Aus) mein\w+ .{1,40} gesendet|Gesendet (?:von|mit) .{1,60}|Sent (?:from|with) .{1,60})\.?"
)
_ATTRIBUTION = re.compile(r"\b(schrieb|wrote)\b|\d{4}", re.IGNORECASE)
_BARE_ATTRIBUTION = re.compile(r"(?:Am|On)\b.*\d{4}.*\b(?:schrieb|wrote)\b.*:\s*")
"""Of a mail in HTML, whose quoted original is gone already."""
_ATTRIBUTION_LIMIT = 300
"""In characters: on longer lines somebody could make the search take hours."""
# What the parser raises, by its issue tracker, for headers that no standard allows.
_BROKEN = (ValueError, IndexError, AttributeError, TypeError, LookupError, AssertionError)


class UnreadableMailError(Exception):
    """A file is neither a mail nor a text; the key names the sentence."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a reader sent; a text file has the text alone. ``date`` has a time zone where the mail names one."""

    text: str
    name: str = ""
    date: datetime | None = None
    site: str = ""
    post: str = ""
    reply_to: str = ""


def read_mail(raw: bytes) -> Mail:
    """Return what a ``.eml`` file or a plain text in UTF-8 says.

    Raises:
        UnreadableMailError: too large, neither mail nor text, or a mail without text.
    """
    if len(raw) > MAX_BYTES:
        raise UnreadableMailError("mail_too_large")
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 — what this policy makes
    if not ("from" in message and ("date" in message or "subject" in message)):
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableMailError("mail_not_text") from error
        if "\0" in text:
            raise UnreadableMailError("mail_not_text")
        return Mail(own_words(harmless(text)))
    text, filled = split_form(harmless(_body(message)))
    post, reply_to = reference_in(_header(message, "subject"))
    return Mail(
        text=own_words(text),
        name=harmless(filled.get("Name") or parseaddr(_header(message, "from"))[0], one_line=True),
        date=_date(_header(message, "date")),
        site=filled.get("Website", ""),
        post=post,
        reply_to=reply_to,
    )


def own_words(text: str) -> str:
    """Return a mail's text up to its signature, without the original quoted at the end."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        # Outlook puts no mark before the original, but its header.
        is_outlook = _SENDER.match(line) and any(map(_SENT.match, lines[number + 1 : number + 4]))
        if line in ("-- ", "--") or _ORIGINAL.match(line) or is_outlook:
            lines = lines[:number]
            break
    _drop_blank(lines)
    quoted = bool(lines) and lines[-1].startswith(">")
    while lines and lines[-1].startswith(">"):
        lines.pop()
        _drop_blank(lines)
    if lines and len(lines[-1]) <= _ATTRIBUTION_LIMIT and _BARE_ATTRIBUTION.fullmatch(lines[-1]):
        lines.pop()
    elif quoted and lines and lines[-1].rstrip().endswith(":") and _ATTRIBUTION.search(" ".join(lines[-2:])):
        # "Am 3. Mai 2026 um 10:12 schrieb …:" may be broken into two lines.
        lines.pop()
        if lines and lines[-1].startswith(("Am ", "On ")):
            lines.pop()
    _drop_blank(lines)
    if lines and _DEVICE.fullmatch(lines[-1].strip()):
        lines.pop()
    return "\n".join(lines).strip("\n").rstrip()


def _drop_blank(lines: list[str]) -> None:
    while lines and not lines[-1].strip():
        lines.pop()


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise UnreadableMailError("mail_no_text")
    try:
        content = part.get_content()
    except _BROKEN:
        payload = part.get_payload(decode=True)
        content = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    text = str(content)
    return _text_of(text) if part.get_content_subtype() == "html" else text


def _text_of(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(["script", "style", "head", "title"]):
        element.decompose()
    for quote in soup.find_all("blockquote"):
        quote.decompose()
    for element in soup.find_all(["p", "div", "li", "tr", "br", "h1", "h2", "h3"]):
        element.insert_after("\n" if element.name in ("br", "li", "tr", "div") else "\n\n")
    lines = (" ".join(line.split()) for line in soup.get_text("").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except _BROKEN:
        return ""


def _date(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
