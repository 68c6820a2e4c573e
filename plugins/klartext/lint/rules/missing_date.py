"""The rule for published posts without a date."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from klartext.lint.diagnostic import Severity
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site

# Pelican's FILENAME_METADATA takes a date from the beginning of the file's name.
_DATED_NAME = lazy_regex(r"\d{4}-\d{2}-\d{2}")


class MissingDate(Rule):
    """A post that is not a draft has no date.

    Why:
        Pelican leaves an article without a date out of the blog and goes on. Drafts and pages need none,
        and a file name such as ``2026-03-14-kalkputz.md`` will do. Turn the rule off if the site sets
        ``DEFAULT_DATE``.

    Bad:
        Title: Kalkputz im Bad

        Kalkputz atmet nicht, er puffert.

    Good:
        Title: Kalkputz im Bad
        Date: 2026-03-14

        Kalkputz atmet nicht, er puffert.

    Kurz:
        Ein Beitrag, der kein Entwurf ist, hat kein Datum.

    Warum:
        Pelican lässt einen Artikel ohne Datum weg und baut weiter. Entwürfe und Seiten brauchen keines, und
        ein Dateiname wie ``2026-03-14-kalkputz.md`` genügt auch. Schalten Sie die Regel ab, wenn Ihre Site
        ``DEFAULT_DATE`` setzt.

    Source:
        Pelican 4.12, contents.py: date is a mandatory property of articles.
    """

    code = "KT006"
    name = "missing-date"
    scope = Scope.POST
    severity = Severity.ERROR
    messages = {
        "found": Message(
            de="Der Beitrag hat kein Datum, Pelican lässt ihn weg: schreiben Sie »Date: 2026-03-14« in den Kopf "
            "oder, solange er noch wächst, »Status: draft«.",
            en='The post has no date, Pelican leaves it out: write "Date: 2026-03-14" in its header or, while it '
            'is growing, "Status: draft".',
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:  # noqa: ARG002 — one signature
        """Yield a finding at the title of a post without a date."""
        needs_none = document.is_page or document.status in {"draft", "skip"}
        if (
            needs_none
            or document.front_matter.get("date")
            or _DATED_NAME.match(PurePosixPath(document.path).name)
        ):
            return
        yield self.found(document, document.title_span)
