"""A quote to share: what its shortcode, the site's settings and the post say together."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from klartext.click_to_tweet.networks import NETWORKS, RETIRED, Post
from klartext.lint.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from klartext.settings import ClickToTweetSettings

ARTICLE = "article"
"""Stands for the address of the post itself until that is known."""

_YES = frozenset({"yes", "ja", "true", "1", "on"})
_NO = frozenset({"no", "nein", "false", "0", "off"})
_HANDLE = lazy_regex(r"@?([A-Za-z0-9_]{1,30})")
_PROFILE = lazy_regex(r"(?:https?://)?(?:www\.)?(?:twitter|x)\.com/@?([A-Za-z0-9_]{1,30})/?", re.IGNORECASE)
_OPENING_MARKS = frozenset('"„“»«‚‘›‹')
_CLOSING_MARKS = frozenset('"“”«»‘’‹›')
_INNER_MARKS = lazy_regex("„([^„“”]*)[“”]|“([^“”]*)”|»([^«»]*)«|«([^«»]*)»")
_SINGLE_MARKS = (("‚", "‘"), ("‘", "’"), ("›", "‹"), ("‹", "›"))
"""What somebody said within a quote stands between single marks."""
_TAG = lazy_regex(r"\w+")
_GERMAN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ID_LENGTH = 32


class Quote(NamedTuple):
    """A quote. ``text`` is what the reader sees, ``post_text`` what is shared, attribution included."""

    text: str
    post_text: str
    by: str
    id: str
    lang: str
    """The quote's language where the shortcode names one, else the post's."""
    address: str
    """``ARTICLE``, a web address, or empty for none."""
    handle: str
    hashtags: tuple[str, ...]
    networks: tuple[str, ...]
    nofollow: bool
    prompt: str

    @property
    def is_marked(self) -> bool:
        """Whether the text brings its own quotation marks, so that the page adds none."""
        return self.text[:1] in _OPENING_MARKS and self.text[-1:] in _CLOSING_MARKS and len(self.text) > 1

    @property
    def shown_text(self) -> str:
        """The text as the page sets it between quotation marks."""
        return self.text if self.is_marked else _INNER_MARKS.sub(_in_single_marks, self.text)


def _in_single_marks(said: re.Match[str]) -> str:
    kind = said.lastindex or 1
    before, behind = _SINGLE_MARKS[kind - 1]
    return f"{before}{said[kind]}{behind}"


class ShareLink(NamedTuple):
    """One link of a quote. ``over`` tells by how much the whole text exceeds the network's limit."""

    network: str
    title: str
    label: str
    address: str
    over: int


def quote_of(
    attributes: Mapping[str, str], text: str, *, title: str, lang: str, settings: ClickToTweetSettings
) -> Quote:
    """Return the quote of a shortcode.

    Args:
        attributes: the shortcode's, decoded.
        text: the shortcode's text; empty where the title is meant.
        title: the post's title.
        lang: the post's language.
        settings: the site's.
    """
    shown = text or title
    by = attributes.get("by", "")
    shared = attributes.get("post") or attributes.get("tweet") or shown
    quote_lang = attributes.get("lang") or lang
    return Quote(
        text=shown,
        post_text=f"{shared} — {by}" if by else shared,
        by=by,
        id=_own_id(attributes.get("id", "")) or _id_for(shown, lang),
        lang=quote_lang,
        address=address_of(attributes.get("url", "")) or "",
        handle=handle_of(attributes, settings),
        hashtags=tuple(_TAG.findall(attributes["hashtags"]))
        if "hashtags" in attributes
        else settings.hashtags,
        networks=networks_of(attributes.get("networks", "")) or settings.networks,
        nofollow=attributes.get("nofollow", "no").lower() not in _NO,
        prompt=attributes.get("prompt", ""),
    )


def handle_of(attributes: Mapping[str, str], settings: ClickToTweetSettings) -> str:
    """Return the account to name after "via"; ``via`` may be yes, no or an account itself."""
    via = attributes.get("via", "yes" if settings.via else "no")
    if via.lower() in _NO or not via:
        return ""
    if via.lower() not in _YES:
        return handle_in(via)
    return handle_in(attributes.get("username", settings.username))


def handle_in(value: str) -> str:
    """Return the account in ``@name``, ``name`` or a profile's address; empty where there is none."""
    match = _HANDLE.fullmatch(value.strip()) or _PROFILE.fullmatch(value.strip())
    return match[1] if match else ""


def is_yes_or_no(value: str) -> bool:
    """Tell whether a value is one of the words for yes and no."""
    return value.lower() in _YES | _NO


def address_of(value: str) -> str | None:
    """Return what a ``url`` means: ``ARTICLE``, empty for no link, an address; None where it cannot be read."""
    value = value.strip()
    if not value or value.lower() in _YES:
        return ARTICLE
    if value.lower() in _NO:
        return ""
    if value.startswith("//"):
        value = f"https:{value}"
    if any(char.isspace() for char in value):
        return None
    if value.lower().startswith(("http://", "https://")):
        return value if len(value.split("://", 1)[1].strip("/")) > 0 else None
    from klartext.click_to_tweet.web_addresses import find_addresses  # noqa: PLC0415 — loads slowly, rarely needed

    if (
        next(find_addresses(value), None) is not None
        and ":" not in value.split("/", 1)[0]
        and "@" not in value
    ):
        return f"https://{value}"
    return None


def networks_of(value: str) -> tuple[str, ...]:
    """Return the known networks that a ``networks`` attribute lists."""
    names = (RETIRED.get(name, name) for name in network_names(value))
    return tuple(dict.fromkeys(name for name in names if name in NETWORKS))


def network_names(value: str) -> list[str]:
    """Return the names that a ``networks`` attribute lists, in lower case."""
    return [name for name in re.split(r"[\s,;]+", value.lower()) if name]


def share_links(  # noqa: PLR0913 — all that a link is made of, each by name
    quote: Quote, *, address: str, title: str, image: str, label_lang: str, settings: ClickToTweetSettings
) -> Iterator[ShareLink]:
    """Yield one link a network.

    Args:
        quote: the quote.
        address: the post's absolute address.
        title: the post's title, for the subject of a mail.
        image: the absolute address of a picture of the post, or empty.
        label_lang: the language of the labels.
        settings: the site's.
    """
    post = Post(
        text=quote.post_text,
        address=quote_address(quote, address, settings),
        title=title,
        handle=quote.handle,
        hashtags=quote.hashtags,
        image=image,
    )
    for name in quote.networks:
        network = NETWORKS[name]
        if network.can_share(post):
            over = network.over(post)
            href = network.address(network.shortened(post) if over else post, settings.mastodon_instance)
            yield ShareLink(name, network.title_in(label_lang), network.label(label_lang), href, over)


def quote_address(quote: Quote, address: str, settings: ClickToTweetSettings) -> str:
    """Return the address to share; the post's own ends with the quote's id, so that readers land on the quote."""
    if quote.address != ARTICLE:
        return quote.address
    return f"{address}#{quote.id}" if settings.link_to_quote and address else address


def unique_ids(quotes: Iterable[Quote]) -> list[Quote]:
    """Return the quotes with ids that differ; the second of two equal ones gets a number."""
    seen: Counter[str] = Counter()
    numbered = []
    for quote in quotes:
        seen[quote.id] += 1
        count = seen[quote.id]
        numbered.append(quote if count == 1 else quote._replace(id=f"{quote.id}-{count}"))
    return numbered


def _own_id(value: str) -> str:
    return re.sub(r"\s+", "-", value.strip())


def _id_for(text: str, lang: str) -> str:
    """Return an id made of the first words, which stays when the end of the quote is edited."""
    lowered = text.lower().translate(_GERMAN_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(slug) > _ID_LENGTH:
        slug = slug[: _ID_LENGTH + 1].rpartition("-")[0] or slug[:_ID_LENGTH]
    slug = slug or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{'zitat' if lang.startswith('de') else 'quote'}-{slug}"
