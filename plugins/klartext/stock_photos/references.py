"""Which pictures a post names, where, with which words around them, and which files they mean."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from klartext.films import is_film, is_film_file
from klartext.lint.html_tokens import TokenKind
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.rule import Fact
from klartext.lint.source import Span
from klartext.picture_formats import EXTENSIONS
from klartext.stock_photos.agencies import load_agencies, match_host, normalised_stem
from klartext.stock_photos.credit_lines import CreditLine, credit_lines
from klartext.stock_photos.origin import evidence_of, text_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from klartext.lint.document import Document, Image
    from klartext.lint.rule import Site
    from klartext.stock_photos.origin import Evidence

HEADER_KEYS = (
    "image", "cover", "cover_image", "header_image", "featured_image", "og_image", "thumbnail", "teaser", "picture",
    "photo", "hero", "banner", "bild", "titelbild", "beitragsbild",
)  # fmt: skip
"""Front-matter keys with which Pelican themes and plugins name a post's picture; ``-`` counts as ``_``."""

_ADDRESS_ATTRIBUTES = frozenset({("video", "poster"), ("image", "href"), ("image", "xlink:href")})
_CANDIDATE = lazy_regex(r"([^\s,]++(?:,++[^\s,]++)*+)[^,]*+")
"""One picture of a ``srcset``: an address, which may hold commas, and for which size it is meant."""
_CSS_ADDRESS = lazy_regex(r"""\burl\(\s*["']?([^"'()\s#][^"'()\s]*)["']?\s*\)""", re.IGNORECASE)

CAPTION_WORDS = 40
"""A caption is short; a longer paragraph beside a picture is the post itself."""

_PLACEHOLDER = lazy_regex(r"^[{|](static|filename|attach|photo)[}|]", re.IGNORECASE)
_GAP = lazy_regex(r"[\s*_>\[\](){}<>/a-z\"'=!.:-]{0,40}", re.IGNORECASE)


class Reference(NamedTuple):
    """A picture as a post names it. ``caption`` is the short text around it.

    ``beside`` marks those that stand beside the text and have no alternative text of their own: in front matter, as
    another size of a picture, as a background.
    """

    src: str
    span: Span
    alt: str | None
    alt_span: Span
    title: str = ""
    caption: str = ""
    html: bool = False
    beside: bool = False


class PostPictures(NamedTuple):
    """The pictures and the credit lines of one post, in order; ``signs`` has the ``text_signs`` of each picture.

    ``films`` are the film files that the post shows or links to, each address with its place.
    """

    references: tuple[Reference, ...]
    signs: tuple[tuple[Evidence, ...], ...]
    credits: tuple[CreditLine, ...]
    films: tuple[tuple[str, Span], ...]


class Target(NamedTuple):
    """What a reference means: a file (``path``), an address elsewhere, nothing there is, or ``inline``.

    That is data inside the page, and what another plugin fetches from its own folder (``{photo}``).
    """

    kind: Literal["file", "remote", "inline", "missing"]
    path: Path | None = None


def post_pictures(document: Document, site: Site) -> PostPictures:
    """Return the pictures and credit lines of a post, from the cache where it has not changed."""
    known = site.shared(_Files).named
    if document.path not in known:
        known[document.path] = _decoded(site.fact(PICTURES, document))
    return known[document.path]


def _decoded(raw: dict[str, Any]) -> PostPictures:
    agencies = {agency.name: agency for agency in load_agencies()} if raw["credits"] else {}
    return PostPictures(
        tuple(
            Reference(**{**entry, "span": Span(*entry["span"]), "alt_span": Span(*entry["alt_span"])})
            for entry in raw["references"]
        ),
        tuple(tuple(map(evidence_of, rows)) for rows in raw["signs"]),
        tuple(CreditLine(agencies[name], text, Span(*span)) for name, text, span in raw["credits"]),
        tuple((src, Span(*span)) for src, span in raw["films"]),
    )


def resolve(src: str, document: Document, site: Site) -> Target:
    """Return what a picture's address means, by Pelican's rules for ``{static}``, ``{attach}`` and relative paths."""
    known = site.shared(_Files).targets
    key = (document.path.rpartition("/")[0], src)
    if key not in known:
        known[key] = _resolved(src, document, site)
    return known[key]


def _resolved(src: str, document: Document, site: Site) -> Target:
    address = src.strip()
    if address.startswith("data:"):
        return Target("inline")
    placeholder = _PLACEHOLDER.match(address)
    try:
        parts = urlsplit(address[placeholder.end() :] if placeholder else address)
    except ValueError:
        return Target("missing")
    if not placeholder and (parts.netloc or parts.scheme):
        if not site.settings.company.has_host(parts.hostname or ""):
            return Target("remote")
        local = _existing(_candidates("/" + parts.path.lstrip("/"), document, site, exact=False), site)
        return Target("file", local) if local else Target("remote")
    path = unquote(parts.path)
    if not path or "\0" in path:
        return Target("missing")
    found = _existing(_candidates(path, document, site, exact=bool(placeholder)), site)
    absent = Target("inline" if placeholder and placeholder[1].lower() == "photo" else "missing")
    return Target("file", found) if found else absent


def picture_reference(src: str) -> Reference:
    """Return a reference to a picture that stands in no post."""
    return Reference(src, Span(0, 0), None, Span(0, 0))


def _compute(document: Document, _site: Site) -> dict[str, Any]:
    shown = (image for image in document.images if not is_film(image.src))
    references = [*_header_pictures(document), *(_reference(document, image) for image in shown)]
    references += _pictures_beside(document, references)
    return {
        "references": [
            {
                **r._asdict(),
                "span": [r.span.start, r.span.end],
                "alt_span": [r.alt_span.start, r.alt_span.end],
            }
            for r in references
        ],
        "signs": [[list(sign) for sign in text_signs(reference)] for reference in references],
        "credits": [[c.agency.name, c.text, [c.span.start, c.span.end]] for c in credit_lines(document)],
        "films": [[src, [span.start, span.end]] for src, span in _films(document)],
    }


PICTURES = Fact("pictures", 7, _compute)


def _films(document: Document) -> Iterator[tuple[str, Span]]:
    named = [(image.src, image.src_span) for image in document.images]
    named += [(link.destination, link.destination_span) for link in document.links]
    for token in document.body.html:
        if token.name in ("video", "source") and (source := token.attributes.get("src")):
            named.append((source.value.strip(), source.span))
    for src, span in sorted(named, key=lambda one: one[1]):
        if is_film_file(src):
            yield src, span


def _header_pictures(document: Document) -> list[Reference]:
    found = []
    for field in document.front_matter.fields:
        path = field.value.split("?")[0].split("#")[0]
        if field.key.replace("-", "_") in HEADER_KEYS and ("//" in path or _is_picture(path)):
            alt = document.front_matter.field(f"{field.key}_alt")
            caption = document.front_matter.get(f"{field.key}_caption") or ""
            # A theme may well set a cover picture as decoration, so a missing text is not held against it.
            found.append(
                Reference(
                    field.value,
                    field.value_span,
                    alt.value if alt else None,
                    alt.value_span if alt else field.value_span,
                    caption=caption,
                    beside=True,
                )
            )
    return found


def _pictures_beside(document: Document, known: Iterable[Reference]) -> list[Reference]:
    """Return the pictures that HTML names elsewhere than in ``src``; sizes of one picture count once."""
    seen = {_without_size(reference.src) for reference in known}
    found = []
    for address, span in _addresses_in_html(document):
        if address.startswith("data:") or is_film(address) or _without_size(address) in seen:
            continue
        seen.add(_without_size(address))
        at = document.text.find(address, span.start, span.end)
        place = Span(at, at + len(address)) if at >= 0 else span
        found.append(Reference(address, place, None, place, html=True, beside=True))
    return found


def _addresses_in_html(document: Document) -> Iterator[tuple[str, Span]]:
    for token in document.body.html:
        if token.kind is not TokenKind.OPEN:
            continue
        for name, attribute in token.attributes.items():
            if (token.name, name) in _ADDRESS_ATTRIBUTES:
                yield attribute.value.strip(), attribute.span
            elif name == "srcset" and token.name in {"img", "source"}:
                yield from ((match[1], attribute.span) for match in _CANDIDATE.finditer(attribute.value))
            elif name == "style":
                yield from ((match[1], attribute.span) for match in _CSS_ADDRESS.finditer(attribute.value))
        if token.name == "style":
            end = document.text.lower().find("</style", token.span.end)
            sheet = Span(token.span.end, end if end >= 0 else len(document.text))
            for match in _CSS_ADDRESS.finditer(document.text, sheet.start, sheet.end):
                # A style sheet names fonts as well.
                if _is_picture(match[1]) or match_host(match[1]):
                    yield match[1], sheet


def _without_size(address: str) -> tuple[str, str]:
    """Return where a picture lies and its name without ``-300x200`` and the like."""
    place, _, name = re.split(r"[?#]", address)[0].rpartition("/")
    return place, normalised_stem(name) or name


def _is_picture(address: str) -> bool:
    return os.path.splitext(re.split(r"[?#]", address)[0])[1].lower() in EXTENSIONS  # noqa: PTH122 — an address


def _reference(document: Document, image: Image) -> Reference:
    return Reference(
        image.src,
        image.src_span,
        image.alt,
        image.alt_span,
        image.title,
        _caption(document, image.span),
        image.html,
    )


def _caption(document: Document, picture: Span) -> str:
    """Return the short text that stands in a picture's paragraph or right after it."""
    parts = []
    for block in document.blocks:
        if block.span.end < picture.start:
            continue
        together = block.span.overlaps(picture)
        after = block.span.start >= picture.end and _GAP.fullmatch(
            document.text[picture.end : block.span.start]
        )
        if not together and not after:
            if block.span.start >= picture.end:
                break
            continue
        # A paragraph with a picture of its own speaks of that one.
        speaks_of_another = after and any(block.span.contains(image.span) for image in document.images)
        if len(block.prose.text.split()) <= CAPTION_WORDS and not speaks_of_another:
            parts.append(block.prose.text.strip())
        if after:
            break
    return " ".join(part for part in parts if part)


def _folder(document: Document, site: Site) -> str:
    return os.path.join(site.root, os.path.dirname(document.path))  # noqa: PTH118, PTH120 — asked for every picture


def _candidates(path: str, document: Document, site: Site, *, exact: bool) -> list[str]:
    """Return the places to look at, the likeliest first.

    With a placeholder Pelican takes one place; a bare address is resolved by the reader's browser, so all the
    places from which the page could have got the file count.
    """
    folder, content, root = _folder(document, site), str(site.content), str(site.root)
    relative = path.lstrip("/")
    if path.startswith("/"):
        places = [content]
    elif exact:
        places = [folder]
    else:
        places = [folder, content]
    found = [f"{place}/{relative}" for place in places]
    if not exact:
        found += [f"{place}/{relative}" for place in (f"{content}/images", f"{content}/extra", root)]
        if relative.startswith("theme/"):
            static = f"{root}/theme/static"
            found += [f"{static}/{relative}", f"{static}/{relative.removeprefix('theme/')}"]
    return found


def _existing(candidates: list[str], site: Site) -> Path | None:
    for candidate in candidates:
        # A path with ".." must not make a build read files that are none of the site's.
        if os.path.isfile(candidate) and os.path.realpath(candidate).startswith(site.shared(_Files).roots):  # noqa: PTH113 — asked for every picture
            return Path(candidate)
    return None


class _Files:
    """What posts name, what addresses mean and which pictures lie in which folders, each looked up once a run."""

    def __init__(self, site: Site) -> None:
        self.roots = tuple(os.path.realpath(folder) + os.sep for folder in (site.root, site.content))
        self.named: dict[str, PostPictures] = {}
        self.targets: dict[tuple[str, str], Target] = {}
        self._pictures: dict[str, dict[str, str]] = {}

    def pictures_in(self, folder: str) -> dict[str, str]:
        """Return the names of a folder's pictures by their case-folded form; none where it cannot be read."""
        if folder not in self._pictures:
            endings = tuple(EXTENSIONS)
            try:
                entries = [entry for entry in os.scandir(folder) if entry.is_file()]
                names = [entry.name for entry in entries if entry.name.lower().endswith(endings)]
            except (OSError, ValueError):
                names = []
            self._pictures[folder] = {normalize("NFC", name).casefold(): name for name in sorted(names)}
        return self._pictures[folder]


def similar_picture(src: str, document: Document, site: Site) -> str:
    """Return, for a missing file, an existing one whose name differs in case, ending or a few letters only.

    It is written relative to the content folder; empty where there is none.
    """
    placeholder = _PLACEHOLDER.match(src.strip())
    try:
        path = unquote(urlsplit(src.strip()[placeholder.end() :] if placeholder else src.strip()).path)
    except ValueError:
        return ""
    if not path or "\0" in path:
        return ""
    for candidate in _candidates(path, document, site, exact=bool(placeholder)):
        folder, _, name = candidate.rstrip("/").rpartition("/")
        by_lower = site.shared(_Files).pictures_in(folder)
        if not by_lower:
            continue
        from difflib import get_close_matches  # noqa: PLC0415 — only where a picture could be meant

        close = get_close_matches(normalize("NFC", name).casefold(), by_lower, n=1, cutoff=0.8)
        if close:
            found = Path(os.path.normpath(f"{folder}/{by_lower[close[0]]}"))
            base = site.content if found.is_relative_to(site.content) else site.root
            return found.relative_to(base).as_posix() if found.is_relative_to(base) else found.name
    return ""
