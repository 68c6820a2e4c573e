"""What stops an import before anything is written."""

from __future__ import annotations


class UnreadableLedgerError(Exception):
    """The record of earlier imports is damaged; the text is one line for the user."""
