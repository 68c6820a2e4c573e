"""The rule for what a post embeds besides pictures: it tells others of each reader, or stays empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.films import is_film_file, watch_address
from klartext.foreign_host import foreign_host
from klartext.lint.html_tokens import TokenKind
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Message, Rule, Scope
from klartext.lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.html_tokens import Token
    from klartext.lint.rule import Site

_ADDRESSES = {
    "script": "src", "iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src",
    "source": "src", "track": "src", "link": "href", "form": "action",
}  # fmt: skip
"""The elements that load something or send something away, and the attribute that says where."""
_FRAMES = ("iframe", "embed", "object")
_FULL = lazy_regex(r"(?i)(?:https?:)?//")
"""How an address begins for which the pages have a card or nothing, be it another website's or one's own in full."""
_LOADING = {"stylesheet", "preload", "modulepreload", "prefetch", "icon"}
"""The relations with which ``<link>`` makes a browser ask for something."""
_HINTS = {"preconnect", "dns-prefetch"}
"""The relations with which it gets in touch beforehand, which no policy hinders."""
_IN_SHEET = lazy_regex(
    r"""@import\s+(?:url\(\s*)?["']?((?:https?:)?//[^"'()\s;]+)"""
    r"""|\burl\(\s*["']?((?:https?:)?//[^"'()\s;]+\.(?:woff2?|ttf|otf|eot))\b"""
)
"""Style sheets and fonts in a ``<style>``; pictures have a rule of their own."""


class EmbeddedContent(Rule):
    """Something of another website is embedded, or something that the pages keep empty.

    Why:
        Whatever a page loads from elsewhere tells that site of each reader, before anybody was asked; a script from
        there may read and change everything on your page. The theme's pages therefore let nothing in (Content-Security-
        Policy): what is embedded nevertheless stays empty. A frame or a player of another site becomes a card with a
        link, which nothing is loaded for, so it is not reported there.

    Bad:
        <video src="https://filme.example/kalk.mp4" controls></video>

        <script async src="https://widgets.example/kalender.js"></script>

    Good:
        ![Wie Kalk gelöscht wird](https://youtu.be/aqz-KE-bpKQ)

        [Freie Termine im Kalender](https://widgets.example/kalender)

    Kurz:
        Etwas von einer fremden Website ist eingebettet, oder etwas, das die Seiten leer lassen.

    Warum:
        Was eine Seite von woanders lädt, meldet dort jeden Leser, bevor ihn jemand gefragt hat; ein Skript von dort
        darf alles auf Ihrer Seite lesen und ändern. Die Seiten des Themes lassen deshalb nichts herein
        (Content-Security-Policy), und was trotzdem eingebettet ist, bleibt leer. Aus fremden Rahmen und Playern wird
        dort eine Karte mit Verweis, für die nichts geladen wird; gemeldet werden sie dann nicht.

    Source:
        Art. 6 GDPR, § 25 TDDDG; W3C, Content Security Policy Level 3: https://www.w3.org/TR/CSP3/
    """

    code = "PG003"
    name = "embedded-content"
    scope = Scope.POST
    messages = {
        "leak": Message(
            de="»{tag}« lädt etwas von {host}, der Browser Ihrer Leser meldet sich also ungefragt dort: legen Sie "
            "eine Kopie, die Sie zeigen dürfen, zu Ihren Dateien, oder setzen Sie einen Verweis.",
            en='"{tag}" loads something from {host}, so your readers\' browsers tell it of every visit, unasked: put a '
            "copy that you may show among your files, or set a link.",
        ),
        "blocked": Message(
            de="»{tag}« lädt nichts: die Seiten lassen nichts von {host} herein (Content-Security-Policy), denn dort "
            "erführe man von jedem Besuch; legen Sie eine Kopie, die Sie zeigen dürfen, zu Ihren Dateien, oder setzen "
            "Sie einen Verweis.",
            en='"{tag}" loads nothing: the pages let nothing in from {host} (Content-Security-Policy), which would '
            "learn of every visit; put a copy that you may show among your files, or set a link.",
        ),
        "hint": Message(
            de="»{tag}« meldet jeden Besuch bei {host}, noch bevor etwas geladen wird, und keine Sicherheitsregel "
            "hindert es: streichen Sie es.",
            en='"{tag}" tells {host} of every visit before anything is loaded, and no policy hinders it: remove it.',
        ),
        "script": Message(
            de="Das Skript von {host} steht nicht auf der Seite: es erführe von jedem Besuch und dürfte dort alles "
            "lesen und ändern; setzen Sie einen Verweis, einen Film schreiben Sie als ![…](Adresse).",
            en="The script from {host} is left out of the page: it would learn of every visit and could read and "
            "change everything there; set a link, or write a film as ![…](address).",
        ),
        "own_script": Message(
            de="Dieses Skript steht nicht auf der Seite, denn mit voller Adresse gilt es als fremd: schreiben Sie "
            "in src {{static}} und den Pfad, wie bei Ihren Bildern.",
            en="This script is left out of the page, since with its full address it counts as somebody else's: write "
            "{{static}} and the path into src, as for your pictures.",
        ),
        "form": Message(
            de="Dieses Formular sendet nichts: die Seiten geben an {host} nichts weiter (Content-Security-Policy); "
            "setzen Sie einen Verweis dorthin, oder bitten Sie um eine Mail.",
            en="This form sends nothing: the pages hand nothing on to {host} (Content-Security-Policy); set a link to "
            "it, or ask for a mail.",
        ),
        "frame": Message(
            de="»{tag}« bleibt leer: die Seiten betten keine anderen Seiten und Dokumente ein "
            "(Content-Security-Policy); setzen Sie einen Verweis darauf.",
            en='"{tag}" stays empty: the pages embed no other pages and documents (Content-Security-Policy); set a '
            "link to it.",
        ),
    }

    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield a finding for each thing that comes from elsewhere or stays empty."""
        strict = site.strict_pages
        # A policy that ignores a <style> lets it load nothing either.
        embedded = _embedded(document) if strict else (*_embedded(document), *_in_sheets(document))
        for tag, address, span in embedded:
            host = foreign_host(address, site)
            if strict and tag in _FRAMES:
                if not _FULL.match(address):
                    yield self.found(document, span, "frame", tag=tag)
            elif strict and tag == "script" and not host and _FULL.match(address):
                yield self.found(document, span, "own_script")
            elif host and tag in _HINTS:
                yield self.found(document, span, "hint", tag=tag, host=host)
            elif host and (strict or tag != "form"):
                kind = (tag if tag in ("script", "form") else "blocked") if strict else "leak"
                yield self.found(document, span, kind, tag=tag, host=host)


def _embedded(document: Document) -> Iterator[tuple[str, str, Span]]:
    """Yield what a post embeds besides pictures: the tag or the hint, the address and the place."""
    for token in document.body.html:
        if token.kind is not TokenKind.OPEN:
            continue
        address = token.attributes.get(_ADDRESSES.get(token.name, ""))
        if address and address.value.strip() and (name := _loading(token)):
            yield name, address.value.strip(), token.span
    for image in document.images:
        if not image.html and is_film_file(image.src) and not watch_address(image.src):
            yield "video", image.src, image.span


def _in_sheets(document: Document) -> Iterator[tuple[str, str, Span]]:
    """Yield the style sheets and fonts that a ``<style>`` of a post asks for."""
    text = document.text
    for token in document.body.html:
        if token.kind is TokenKind.OPEN and token.name == "style":
            end = text.lower().find("</style", token.span.end)
            for match in _IN_SHEET.finditer(text, token.span.end, end if end >= 0 else len(text)):
                yield "style", match[1] or match[2], Span(*match.span(1 if match[1] else 2))


def _loading(token: Token) -> str:
    """Return what makes a browser load something: the element, or how ``<link>`` hints at it; ``""`` if nothing."""
    if token.name != "link":
        return token.name
    relation = token.attributes.get("rel")
    relations = set(relation.value.lower().split()) if relation else set()
    return token.name if relations & _LOADING else min(relations & _HINTS, default="")
