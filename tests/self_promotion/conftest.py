from __future__ import annotations

from pathlib import Path

import pytest

from klartext.lint.document import Document
from klartext.settings import Company, Settings
from klartext.site import Configuration, LoadedSite

SOMMER = Company(
    name="Malerbetrieb Sommer",
    aliases=("Sommer Maler",),
    products=("SommerWeiss 3000",),
    domains=("sommer-maler.example",),
)


@pytest.fixture
def company() -> Company:
    return SOMMER


@pytest.fixture
def site_with():
    """Return a function that makes a site of documents, named by their paths."""

    def make(settings: Settings | None = None, **documents: Document) -> LoadedSite:
        chosen = settings or Settings(company=SOMMER)
        configuration = Configuration(None, Path("/site"), {}, chosen)
        found = tuple(documents.values())
        return LoadedSite(configuration, found, found, ())

    return make


@pytest.fixture
def post():
    """Return a function that makes a post of a body."""

    def make(body: str, *, title: str = "Titel", lang: str = "de", **header: str) -> Document:
        lines = [f"Title: {title}", "Date: 2026-03-14", f"Lang: {lang}"]
        lines += [f"{key.capitalize()}: {value}" for key, value in header.items()]
        return Document("content/beitrag.md", "\n".join(lines) + "\n\n" + body)

    return make
