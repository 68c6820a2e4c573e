"""Knows what pages tell machines in JSON-LD: who publishes the site, and no statement that is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

if TYPE_CHECKING:
    from markupsafe import Markup

    from klartext.settings import Settings


def organization(settings: Settings, site: str, name: str, static: str) -> dict[str, Any]:
    """Return the firm that publishes the site, in the words of schema.org.

    Args:
        settings: the site's.
        site: its public address without a slash at the end.
        name: of the site, where no firm is named.
        static: the folder of the drawn icons.
    """
    legal = settings.legal
    postal_code, _, town = legal.town.partition(" ")
    address = {
        "@type": "PostalAddress",
        "streetAddress": legal.street,
        "postalCode": postal_code,
        "addressLocality": town,
    }
    return {
        "@type": "Organization",
        "name": settings.company.name or legal.name or name,
        "url": f"{site}/",
        "logo": f"{site}/{settings.theme.logo or f'{static}/icon-512.png'}",
        "email": legal.email,
        "address": address if legal.street and town else None,
    }


def linked_data(value: object) -> Markup:
    """Return JSON for a script element: nothing in it can end the element, and nothing is empty."""
    return htmlsafe_json_dumps(_without_empty(value), ensure_ascii=False)


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        kept = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_without_empty(item) for item in value]
    return value if value is None or isinstance(value, (int, float, bool)) else str(value)
