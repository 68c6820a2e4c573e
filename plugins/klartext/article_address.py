"""Where Pelican will publish a document: its address by the site's own settings."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from klartext.lint.document import Document


def pelican_settings(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return Pelican's defaults overridden by a site's settings."""
    from pelican.settings import DEFAULT_CONFIG  # noqa: PLC0415, TID251 — only who asks for addresses waits for Pelican

    return {**copy.deepcopy(DEFAULT_CONFIG), **{key: value for key, value in values.items() if key.isupper()}}


def article_address(document: Document, settings: Mapping[str, Any]) -> str:
    """Return the absolute address of a document, relative to the site's root where ``SITEURL`` is empty.

    Args:
        document: a post or a page.
        settings: what ``pelican_settings`` returned.
    """
    from pelican.contents import Article, Page  # noqa: PLC0415, TID251 — as above
    from pelican.readers import METADATA_PROCESSORS  # noqa: PLC0415, TID251 — as above
    from pelican.urlwrappers import Category  # noqa: PLC0415, TID251 — as above

    metadata: dict[str, Any] = {}
    for field in document.front_matter.fields:
        process = METADATA_PROCESSORS.get(field.key)
        metadata[field.key] = process(field.value, settings) if process else field.value
    metadata = {key: value for key, value in metadata.items() if value is not None}
    metadata.setdefault("title", document.title)
    if document.date is not None:
        metadata["date"] = document.date
    metadata.setdefault("category", Category(_category(document, settings), settings))
    kind = Page if document.is_page else Article
    content = kind("", metadata, settings=dict(settings), source_path=document.path)
    return f"{str(settings['SITEURL']).rstrip('/')}/{content.url}"


def _category(document: Document, settings: Mapping[str, Any]) -> str:
    folders = document.path.split("/")[1:-1]
    return folders[0] if folders and settings["USE_FOLDER_AS_CATEGORY"] else str(settings["DEFAULT_CATEGORY"])
