"""The rule for pictures that the reader's browser would fetch from somebody else's server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.foreign_host import foreign_host
from klartext.lint.rule import Message, Rule, Scope
from klartext.stock_photos.references import post_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Site


class HotLinkedPicture(Rule):
    """A picture is loaded from another website.

    Why:
        Each reader's browser then tells that site who reads you; under the GDPR this needs consent. The picture
        is gone as soon as the other side moves it, and it may be used without the right to. Pages with a policy, as
        those of our theme, do not show it at all; only feed readers still ask for it.

    Bad:
        ![Ein Schreibtisch](https://images.unsplash.com/photo-1498050108023-c5249f4df085?w=1200)

    Good:
        ![Der Hof nach dem Anstrich](bilder/hof.jpg)

    Kurz:
        Ein Bild wird von einer fremden Website geladen.

    Warum:
        Der Browser jedes Lesers verrät der fremden Seite, wer bei Ihnen liest; das verlangt nach der DSGVO eine
        Einwilligung. Verschiebt die andere Seite das Bild, ist es bei Ihnen weg, und vielleicht dürften Sie es
        gar nicht zeigen. Seiten mit einer Sicherheitsregel (Content-Security-Policy), wie die unseres Themes, zeigen
        es überhaupt nicht; nur Feedleser fragen noch danach.

    Source:
        LG München I, 20 January 2022, 3 O 17493/20 (a font loaded from elsewhere hands on the reader's address)
    """

    code = "PH002"
    name = "hot-linked-picture"
    scope = Scope.POST
    messages = {
        "found": Message(
            de="Das Bild wird von {host} geladen, der Browser Ihrer Leser meldet sich also dort: legen Sie eine Kopie, "
            "die Sie zeigen dürfen, in den Ordner mit Ihren Bildern.",
            en="The picture is loaded from {host}, so your readers' browsers tell it of every visit: put a copy "
            "that you may show into your picture folder.",
        ),
        "blocked": Message(
            de="Das Bild liegt bei {host}: die Seiten zeigen es nicht (Content-Security-Policy), und Feedleser melden "
            "sich dafür dort; legen Sie eine Kopie, die Sie zeigen dürfen, in den Ordner mit Ihren Bildern.",
            en="The picture lies at {host}: the pages do not show it (Content-Security-Policy), and feed readers tell "
            "that site of every visit; put a copy that you may show into your picture folder.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each address with a host that is not the firm's own."""
        for reference in post_pictures(document, site).references:
            if host := foreign_host(reference.src, site):
                message = "blocked" if site.strict_pages else "found"
                yield self.found(document, reference.span, message, host=host)
