"""Knows which addresses and numbers are nobody's: what the sample blog made up must not be published as a firm's own.

Sources: RFC 2606 and RFC 6761 (names kept for examples and tests).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.settings import LegalSettings

_RESERVED = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")
_LOOPBACK = ("127.", "::1")


def is_reserved(host: str) -> bool:
    """Tell whether a host is kept for examples or means one's own machine, so that nobody can be reached there."""
    return host.startswith(_LOOPBACK) or f".{host.casefold().rstrip('.')}".endswith(
        tuple(f".{name}" for name in _RESERVED)
    )


def made_up(legal: LegalSettings) -> Iterator[str]:
    """Yield the names of the settings that hold what nobody can own."""
    if is_reserved(legal.email.rpartition("@")[2]):
        yield "email"
    if legal.vat_id and not legal.vat_id.strip("DE0 "):
        yield "vat_id"
