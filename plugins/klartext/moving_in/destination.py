"""Where things go in the new site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Destination:
    """Folders below ``content`` (itself below ``root``), and the site's zone and language."""

    root: Path
    content: str
    posts: str
    drafts: str
    pages: str
    pictures: str
    answers: str
    zone: ZoneInfo | None
    language: str
    notes: str = "umzug"
    """The folder for the report and the ledger, below the root."""

    def path(self, kind: str, slug: str, year: int | None, *, draft: bool) -> str:
        """Return the path of a post or page from the root; posts lie in folders by ``year``."""
        if kind == "page":
            folder = self.pages
        elif draft:
            folder = self.drafts
        else:
            folder = f"{self.posts}/{year:04}" if year else self.posts
        return "/".join(part for part in (self.content, folder, f"{slug}.md") if part)
