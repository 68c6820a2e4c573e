"""Knows which addresses and numbers are nobody's: what the sample blog made up must not be published as a firm's own.

Sources: RFC 2606 and RFC 6761 (names kept for examples and tests).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.settings import Settings

_RESERVED = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")
_LOOPBACK = ("127.", "::1")


def is_reserved(host: str) -> bool:
    """Tell whether a host is kept for examples or means one's own machine, so that nobody can be reached there."""
    return host.startswith(_LOOPBACK) or f".{host.casefold().rstrip('.')}".endswith(
        tuple(f".{name}" for name in _RESERVED)
    )


def made_up(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield section, name and value of the settings that hold what nobody can own."""
    legal, answers = settings.legal, settings.answers
    for section, name, mail in (("legal", "email", legal.email), ("answers", "mail", answers.mail)):
        if is_reserved(mail.rpartition("@")[2]):
            yield section, name, mail
    if legal.vat_id and not legal.vat_id.strip("DE0 "):
        yield "legal", "vat_id", legal.vat_id
