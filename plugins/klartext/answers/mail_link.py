"""Knows the mail that a reader only has to write: address, subject with a reference, and what else to fill in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from klartext.answers.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("Name", "Website")
"""What stands before the colon below the dashed line of the prepared mail, in every language."""
RULER = "-" * 12

_MAX_TITLE = 100
_REFERENCE = re.compile(r"\[([^\[\]/\s]+)(?:/([a-z0-9-]+))?\]\s*$")


def reply_address(mail: str, title: str, slug: str, reply_to: str, lang: str) -> str:
    """Return the ``mailto:`` address of the prepared mail.

    Args:
        mail: where answers are sent.
        title: the post's title as text.
        slug: the post's.
        reply_to: the id of the answer that is answered, ``""`` for an answer to the post.
        lang: the language of the page.

    Source: RFC 6068, "The 'mailto' URI Scheme".
    """
    short = title if len(title) <= _MAX_TITLE else title[: _MAX_TITLE - 1].rstrip() + "…"
    reference = f"[{slug}/{reply_to}]" if reply_to else f"[{slug}]"
    subject = f"{say('mail_subject', lang, title=short)} {reference}"
    lines = ["", "", "", RULER, say("mail_hint", lang), *(f"{field}: " for field in FIELDS), ""]
    body = "\r\n".join(lines)
    return f"mailto:{quote(mail, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def reference_in(subject: str) -> tuple[str, str]:
    """Return the post's slug and the id of the answered answer that a subject names, ``""`` where it does not."""
    match = _REFERENCE.search(" ".join(subject.split()))
    return (match[1], match[2] or "") if match else ("", "")


def split_form(text: str) -> tuple[str, Mapping[str, str]]:
    """Return what a reader wrote above the dashed line, and what was filled in below it by field."""
    lines = text.split("\n")
    rulers = [number for number, line in enumerate(lines) if line.strip() == RULER]
    if not rulers:
        return text, {}
    filled = {}
    for line in lines[rulers[-1] + 1 :]:
        key, colon, value = line.partition(":")
        if colon and key.strip() in FIELDS and value.strip():
            filled[key.strip()] = value.strip()
    return "\n".join(lines[: rulers[-1]]), filled
