"""Where Pelican will publish a document: its address by the site's own settings."""

from __future__ import annotations

import contextlib
import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klartext.lint.document import Document


def pelican_settings(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return Pelican's defaults overridden by a site's settings."""
    from pelican.settings import DEFAULT_CONFIG  # noqa: PLC0415, TID251 — only who asks for addresses waits for Pelican

    return {**copy.deepcopy(DEFAULT_CONFIG), **{key: value for key, value in values.items() if key.isupper()}}


def site_address(settings: Mapping[str, Any]) -> str:
    """Return the site's address without a slash at the end.

    A site that is not published yet often has no ``SITEURL``; then the firm's first own domain stands in, so that
    links which leave the site work all the same. Empty where there is neither.
    """
    if address := str(settings.get("SITEURL", "")).rstrip("/"):
        return address
    company = settings.get("KLARTEXT", {}).get("company", {})
    domains = company.get("domains") or [""]
    return f"https://{domains[0]}" if domains[0] else ""


def article_address(document: Document, settings: Mapping[str, Any], status: str = "") -> str:
    """Return the absolute address of a document, relative to the site's root where the site's is not known.

    Args:
        document: a post or a page.
        settings: what ``pelican_settings`` returned.
        status: stands in for the document's own.
    """
    from pelican.contents import Article, Page  # noqa: PLC0415, TID251 — as above
    from pelican.readers import METADATA_PROCESSORS  # noqa: PLC0415, TID251 — as above
    from pelican.urlwrappers import Category  # noqa: PLC0415, TID251 — as above

    metadata: dict[str, Any] = {}
    for field in document.front_matter.fields:
        if field.key == "date" and document.date is not None:
            continue  # known, and slow to read
        process = METADATA_PROCESSORS.get(field.key)
        # A date that cannot be read is another rule's finding; the address does without it.
        with contextlib.suppress(ValueError):
            metadata[field.key] = process(field.value, settings) if process else field.value
    metadata = {key: value for key, value in metadata.items() if value is not None}
    metadata.setdefault("title", document.title)
    if status:
        metadata["status"] = status
    if document.date is not None:
        metadata["date"] = document.date
    metadata.setdefault("category", Category(_category(document, settings), settings))
    kind = Page if document.is_page else Article
    content = kind("", metadata, settings=dict(settings), source_path=document.path)
    site = site_address(settings)
    return f"{site}/{content.url}" if site else str(content.url)


def _category(document: Document, settings: Mapping[str, Any]) -> str:
    folders = document.path.split("/")[1:-1]
    return folders[0] if folders and settings["USE_FOLDER_AS_CATEGORY"] else str(settings["DEFAULT_CATEGORY"])


def term_address(kind: str, name: str, settings: Mapping[str, Any]) -> str:
    """Return the absolute address of the page of a ``category``, ``tag`` or ``author``."""
    from pelican import urlwrappers  # noqa: PLC0415, TID251 — as above

    wrapper = {"category": urlwrappers.Category, "tag": urlwrappers.Tag, "author": urlwrappers.Author}[kind]
    return f"{str(settings['SITEURL']).rstrip('/')}/{wrapper(name, settings).url}"
