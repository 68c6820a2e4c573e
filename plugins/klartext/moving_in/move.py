"""A move into this site: whatever it comes from, it writes files by the ledger and tells of each in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klartext.moving_in.report import Report
from klartext.redirect_table import FILE, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from klartext.moving_in.destination import Destination
    from klartext.moving_in.ledger import Ledger


class Move:
    """What the moves from WordPress and from blogs of Markdown files have in common."""

    def __init__(self, source: str, destination: Destination, ledger: Ledger) -> None:
        self.report = Report(source)
        self._to = destination
        self._ledger = ledger

    def _write(self, key: str, path: str, text: str, place: Mapping[str, Any]) -> str:
        """Write a file and return the ledger's outcome; ``place`` is that of a note."""
        outcome, reason = self._ledger.write_text(key, path, text)
        self.report.wrote(outcome, reason, place)
        return outcome

    def _write_table(self, paths: Mapping[str, str], entries: Iterable[str]) -> None:
        """Write the table of old addresses but for those in ``Aliases:``; the arguments are ``write_table``'s."""
        if table := write_table(paths, entries):
            path = f"{self._to.content}/{FILE}"
            self._write("redirects", path, table, {"path": path})
            self._ledger.save()
