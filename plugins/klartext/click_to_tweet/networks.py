"""The networks on which a quote can be shared: one entry each, with its address, its limit and its labels.

To add a network, add one ``Network`` to ``NETWORKS``. Its address must work without a script on the page; ``query``
names its parameters and says which of ``Post.fields`` each one carries.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from klartext.click_to_tweet.shortening import shorten
from klartext.click_to_tweet.weighted_length import (
    byte_count,
    grapheme_count,
    mastodon_length,
    most_length,
    threads_length,
    weighted_length,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Post:
    """What is to be shared. ``address`` is empty where the quote goes without a link."""

    text: str
    address: str = ""
    title: str = ""
    handle: str = ""
    """The account named after "via", without its @; only X knows it."""
    hashtags: tuple[str, ...] = ()
    image: str = ""

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """What an address can carry; ``post`` is text, tags and address in one, ``tweet`` is as X composes it."""
        return self._composed(str, " ", "\n", "\r\n")

    @cached_property
    def encoded(self) -> Mapping[str, str]:
        """The same, percent-encoded."""
        return self._composed(_encoded, "%20", "%0A", "%0D%0A")

    def _composed(
        self, encode: Callable[[str], str], space: str, line_end: str, mail_line_end: str
    ) -> dict[str, str]:
        """Compose the fields of encoded parts, so that each part is encoded once.

        Line breaks in a mail address are CR LF: RFC 6068.
        """
        text, address = encode(self.text), encode(self.address)
        tags = encode(" ".join([f"#{tag}" for tag in self.hashtags])) if self.hashtags else ""
        via = encode(f"via @{self.handle}") if self.handle else ""
        text_and_tags = _joined(space, text, tags)
        return {
            "text": text,
            "address": address,
            "title": encode(self.title),
            "handle": encode(self.handle),
            "hashtags": encode(",".join(self.hashtags)),
            "image": encode(self.image),
            "text_and_tags": text_and_tags,
            "post": _joined(space, text_and_tags, address),
            "tweet": _joined(space, _joined(space, text, address), _joined(space, tags, via)),
            "mail": text.replace(line_end, mail_line_end) + (mail_line_end * 2 + address if address else ""),
        }


def _joined(space: str, first: str, second: str) -> str:
    return f"{first}{space}{second}" if first and second else first or second


@lru_cache(maxsize=256)
def _encoded(text: str) -> str:
    return quote(text, safe="")


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a network takes, and how it counts."""

    most: int
    count: Callable[[str], int]

    def over(self, text: str, most_possible: int) -> int:
        """Return by how much a text is too long; 0 where it fits.

        Args:
            text: the text.
            most_possible: what no network's count of it exceeds, so that most texts need not be counted.
        """
        return 0 if most_possible <= self.most else max(self.count(text) - self.most, 0)


@dataclass(frozen=True, slots=True)
class Network:
    """A network.

    ``base`` is the address up to its parameters; a network with ``instance_base`` can be reached on a server of the
    site's choice (``{instance}``). ``query`` maps parameters to fields, ``needs`` are fields without which there is
    no link, ``composed`` is the text that the reader would post, as the network counts it.
    """

    name: str
    title: str
    base: str
    query: Mapping[str, str]
    limits: tuple[Limit, ...] = ()
    needs: tuple[str, ...] = ()
    composed: str = "post"
    separator: str = "?"
    instance_base: str = ""
    labels: Mapping[str, str] = field(
        default_factory=lambda: {"de": "Bei {title} teilen", "en": "Share on {title}"}
    )
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title in languages where it is another."""

    def title_in(self, lang: str) -> str:
        """Return the short name on the link."""
        return self.titles.get(lang, self.title)

    def label(self, lang: str) -> str:
        """Return the accessible name of the link; English where the language has none."""
        return self.labels.get(lang, self.labels["en"]).format(title=self.title_in(lang))

    @property
    def wants_picture(self) -> bool:
        """Whether the network shares a picture of the post."""
        return "image" in self.query.values()

    def can_share(self, post: Post) -> bool:
        """Tell whether the post has all that the network needs."""
        return all(post.fields[name] for name in self.needs)

    def over(self, post: Post) -> int:
        """Return by how much the post is too long, in the network's own count; 0 where it fits."""
        if not self.limits:
            return 0
        text = post.fields[self.composed]
        most_possible = most_length(text)
        return max(limit.over(text, most_possible) for limit in self.limits)

    def address(self, post: Post, instance: str = "") -> str:
        """Return the address that opens the network's own window with the post in it."""
        base, separator = self.base, self.separator
        if instance and self.instance_base:
            base, separator = self.instance_base.format(instance=instance), "?"
        carried = [f"{key}={post.encoded[name]}" for key, name in self.query.items() if post.fields[name]]
        return base + (separator + "&".join(carried) if carried else "")

    def shortened(self, post: Post) -> Post:
        """Return the post, its text cut for this network alone where it is too long."""
        if self.over(post) <= 0:
            return post
        text = shorten(post.text, lambda candidate: self.over(replace(post, text=candidate)) <= 0)
        return replace(post, text=text)


NETWORKS: Mapping[str, Network] = {
    network.name: network
    for network in (
        Network(
            "x",
            "X",
            "https://x.com/intent/tweet",
            {"text": "text", "url": "address", "hashtags": "hashtags", "via": "handle"},
            (Limit(280, weighted_length),),
            composed="tweet",
        ),
        Network(
            "bluesky",
            "Bluesky",
            "https://bsky.app/intent/compose",
            {"text": "post"},
            (Limit(300, grapheme_count), Limit(3000, byte_count)),
        ),
        Network(
            "mastodon",
            "Mastodon",
            # The hub lets readers choose their server; what follows "#" never reaches it.
            "https://share.joinmastodon.org/",
            {"text": "post"},
            (Limit(500, mastodon_length),),
            separator="#",
            instance_base="https://{instance}/share",
        ),
        Network(
            "threads",
            "Threads",
            "https://www.threads.com/intent/post",
            {"text": "text_and_tags", "url": "address"},
            (Limit(500, threads_length),),
        ),
        Network(
            "linkedin",
            "LinkedIn",
            "https://www.linkedin.com/sharing/share-offsite/",
            {"url": "address"},
            needs=("address",),
        ),
        Network(
            "facebook",
            "Facebook",
            "https://www.facebook.com/sharer/sharer.php",
            {"u": "address"},
            needs=("address",),
        ),
        Network("whatsapp", "WhatsApp", "https://wa.me/", {"text": "post"}),
        Network(
            "telegram",
            "Telegram",
            "https://t.me/share/url",
            {"url": "address", "text": "text_and_tags"},
            needs=("address",),
        ),
        Network(
            "pinterest",
            "Pinterest",
            "https://www.pinterest.com/pin/create/button/",
            {"url": "address", "media": "image", "description": "text_and_tags"},
            (Limit(500, len),),
            needs=("address", "image"),
            composed="text_and_tags",
        ),
        Network(
            "mail",
            "E-Mail",
            "mailto:",
            {"subject": "title", "body": "mail"},
            labels={"de": "Per {title} versenden", "en": "Send by {title}"},
            titles={"en": "email"},
        ),
    )
}
"""Every network by its name in the settings, in the order of the documentation."""

RETIRED: Mapping[str, str] = {
    "xing": "mastodon",
    "toot": "mastodon",
    "toot.kytta.dev": "mastodon",
    "twitter": "x",
    "googleplus": "bluesky",
    "google+": "bluesky",
    "email": "mail",
    "e-mail": "mail",
    "fediverse": "mastodon",
}
"""Names that people still write, and what to write instead."""
