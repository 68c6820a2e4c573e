"""What stands in Markdown for a template to fill: Jekyll's Liquid tags and Hugo's shortcodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klartext.moving_in.addresses import encoded
from klartext.moving_in.markdown_text import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Reference = Callable[[str], str | None]
    """Returns the address of the post that a name means, None where there is none."""

_LIQUID = re.compile(
    r"\{%-?[ \t]*(?P<tag>\w+)(?P<arguments>[^%]{0,2000}?)-?%\}|\{\{-?(?P<output>[^{}]{0,2000}?)-?\}\}"
)
_RAW_TEXT = {
    name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "highlight", "comment", "codeblock")
}
_SITE_ROOT = re.compile(r"\s*site\.(?:base)?url\s*$")
_FILTERED = re.compile(
    r"""\s*(["'])(?P<path>[^"']*)\1\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:base)?url)"""
    r"(?:\s*\|\s*prepend:\s*site\.(?:base)?url)?\s*$"
)
_TOC = re.compile(r"^[*+-][ \t]+.*\n\{:[ \t]*toc[^}\n]*\}[ \t]*$", re.MULTILINE)
_HUGO = re.compile(
    r"\{\{(?P<open>[<%])(?P<literal>/\*)?\s*(?P<close>/)?\s*(?P<name>[\w./-]{1,80})"
    r"(?P<arguments>(?:\s(?:\"(?:\\.|[^\"\\])*\"|`[^`]*`|[^\"`{}])*?)?)\s*(?:\*/)?[>%]\}\}"
)
_HIGHLIGHT_END = re.compile(r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}")
_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`"""
    r"""|(?P<bare>[^\s"'`]+))"""
)
_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
}


def without_liquid(text: str, reference: Reference) -> tuple[str, list[str]]:
    """Return a text with its Liquid tags written out, and those that stay as they are."""
    left: list[str] = []
    pieces: list[str] = []
    at = 0
    unclosed: set[str] = set()  # looked for once: a text may open a tag a thousand times and never close it
    text = _TOC.sub("", text)
    while match := _LIQUID.search(text, at):
        pieces.append(text[at : match.start()])
        at = match.end()
        tag = match["tag"]
        end = _RAW_TEXT[tag].search(text, at) if tag in _RAW_TEXT and tag not in unclosed else None
        if end is None and tag in _RAW_TEXT:
            unclosed.add(tag)
        if end is not None:
            block = _block(tag, match["arguments"], text[at : end.start()])
            at = end.end()
            pieces.append(
                _set_off(block, text, match.start(), at) if tag in {"highlight", "codeblock"} else block
            )
            continue
        replacement = (
            _output(match["output"]) if tag is None else _tag(tag, match["arguments"].strip(), reference)
        )
        if replacement is None:
            left.append(match[0])
        pieces.append(match[0] if replacement is None else replacement)
    return "".join([*pieces, text[at:]]), left


def _block(tag: str, arguments: str, inner: str) -> str:
    if tag == "comment":
        return ""
    if tag == "raw":
        return inner
    language = (arguments.split() or [""])[0].removeprefix("lang:")
    return _fenced(language, inner)


def _fenced(language: str, code: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    named = "".join(char for char in language if char.isalnum() or char in "+#-_")
    return "\n".join([f"{fence}{named}", code.strip("\n"), fence])


def _set_off(block: str, text: str, start: int, end: int) -> str:
    """Return a block that stands between empty lines in place of a part of a text."""
    before = "" if not text[:start].strip() or text[:start].endswith("\n\n") else "\n"
    before += "" if text[:start].endswith("\n") or not text[:start] else "\n"
    after = "" if text.startswith("\n", end) else "\n\n"
    return f"{before}{block}{after}"


def _output(expression: str) -> str | None:
    if _SITE_ROOT.match(expression):
        return ""
    return match["path"] if (match := _FILTERED.match(expression)) else None


def _tag(tag: str, arguments: str, reference: Reference) -> str | None:
    if tag in {"post_url", "link"}:
        return reference(arguments.strip("\"' "))
    if tag in _PLAYERS or tag == "video":
        return _player(tag, _arguments(arguments))
    if tag == "include":
        name, _, rest = arguments.partition(" ")
        given = _arguments(rest)
        kind = name.rpartition("/")[2].partition(".")[0]
        if kind in {"figure", "image", "img"}:
            return _figure(given)
        return _player(kind, given)
    if tag == "img" and arguments:
        named = _arguments(arguments)
        return _figure({**named, "src": named.get("src") or named.get("0", "")})
    return None


def without_shortcodes(text: str, reference: Reference) -> tuple[str, list[str]]:
    """Return a text with Hugo's shortcodes written out, and those that stay as they are."""
    left: list[str] = []
    pieces: list[str] = []
    at = 0
    unclosed = False
    while match := _HUGO.search(text, at):
        pieces.append(text[at : match.start()])
        at = match.end()
        name = match["name"].lower()
        if match["literal"]:
            pieces.append(match[0].replace("/*", "", 1).replace("*/", "", 1))
            continue
        given = _arguments(match["arguments"])
        if name == "highlight" and not match["close"] and not unclosed:
            end = _HIGHLIGHT_END.search(text, at)
            unclosed = end is None
            if end is not None:
                block = _fenced(given.get("0", ""), text[at : end.start()])
                at = end.end()
                pieces.append(_set_off(block, text, match.start(), at))
                continue
        replacement = None if match["close"] else _hugo(name, given, reference)
        if replacement is None and not match["close"]:
            left.append(match[0])
        pieces.append(match[0] if replacement is None else replacement)
    return "".join([*pieces, text[at:]]), left


def _hugo(name: str, given: Mapping[str, str], reference: Reference) -> str | None:
    if name in {"ref", "relref"}:
        return reference(given.get("0") or given.get("path", ""))
    if name in {"figure", "img", "image"}:
        return _figure(given)
    if name in {"tweet", "x", "twitter"}:
        user, number = given.get("user", ""), given.get("id") or given.get("0", "")
        return f"<https://x.com/{user or 'i/status'}{'/status' if user else ''}/{number}>" if number else None
    if name == "gist" and given.get("1"):
        return f"<{_PLAYERS['gist'].format(encoded(given['0'] + '/' + given['1']))}>"
    return _player(name, given)


def _player(name: str, given: Mapping[str, str]) -> str | None:
    number = given.get("id") or given.get("0", "")
    address = _PLAYERS.get(given.get("provider", name) if name == "video" else name)
    if address is None or not number:
        return None
    return (
        f"<{number}>"
        if number.startswith(("http://", "https://"))
        else f"<{address.format(encoded(number))}>"
    )


def _figure(given: Mapping[str, str]) -> str | None:
    source = given.get("src") or given.get("image_path") or given.get("url") or given.get("file") or ""
    if not source or "{" in source or "page." in source:
        return None
    words = [given.get(key, "") for key in ("title", "caption", "attr")]
    caption = " – ".join(word for word in words if word).replace('"', "&quot;")
    alternative = escaped(given.get("alt", "")).replace("]", r"\]")
    picture = f"![{alternative}]({encoded(source)}" + (f' "{caption}")' if caption else ")")
    return f"[{picture}]({encoded(given['link'])})" if given.get("link") else picture


def _arguments(source: str) -> dict[str, str]:
    """Return the arguments of a tag: named ones by name, the others by their number from 0."""
    found: dict[str, str] = {}
    number = 0
    for match in _ARGUMENT.finditer(source):
        value = next(
            v for v in (match["double"], match["single"], match["tick"], match["bare"]) if v is not None
        )
        if match["double"] is not None:
            value = re.sub(r"\\(.)", r"\1", value)
        if match["name"]:
            found[match["name"].lower()] = value
        else:
            found[str(number)] = value
            number += 1
    return found
