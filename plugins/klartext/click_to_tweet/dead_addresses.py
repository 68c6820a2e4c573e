"""Addresses that once shared something and no longer do, and what to put in the place of some of them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from klartext.click_to_tweet.networks import NETWORKS, Post

DEAD_ADDRESSES = (
    "xing.com/spi/shares/",
    "xing.com/app/user?op=share",
    "xing.com/social_plugins/share",
    "plus.google.com/share",
    "plus.google.com/+",
    "toot.kytta.dev",
    "linkedin.com/sharearticle",
    "linkedin.com/cws/share",
    "twitter.com/home?status=",
    "clicktotweet.com/",
    "ctt.ec/",
    "ctt.ac/",
    "digg.com/submit",
    "delicious.com/save",
    "stumbleupon.com/submit",
)
"""How the addresses begin, without scheme and ``www.``, in lower case."""

_MOVED = {
    "toot.kytta.dev": ("mastodon", "text", "text"),
    "linkedin.com/sharearticle": ("linkedin", "url", "address"),
    "linkedin.com/cws/share": ("linkedin", "url", "address"),
    "twitter.com/home?status=": ("x", "status", "text"),
}
"""Those whose network is still there: its name, the parameter that counts, and what it carries."""


def dead_address(destination: str) -> str:
    """Return the entry of ``DEAD_ADDRESSES`` with which a link's address begins, empty where there is none."""
    bare = destination.partition("://")[2].removeprefix("www.").lower()
    return next((address for address in DEAD_ADDRESSES if bare.startswith(address)), "")


def working_address(destination: str) -> str:
    """Return the address at which the same network shares the same today, empty where there is none."""
    moved = _MOVED.get(dead_address(destination))
    if moved is None:
        return ""
    network, parameter, field = moved
    value = parse_qs(urlsplit(destination).query).get(parameter, [""])[0]
    if not value or "\ufffd" in value:
        return ""
    return NETWORKS[network].address(Post(value) if field == "text" else Post("", address=value))
