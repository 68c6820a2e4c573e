"""Where each old address leads now: in the words of nginx, Apache, Netlify and Caddy, and as pages that lead on."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAFE = "/:=&?~+!$,@*.-_#"
_PAGE_ENDINGS = (".html", ".htm", ".php")
_MOVED = {"de": "Diese Seite ist umgezogen", "en": "This page has moved"}


def may_lead_on(old: str) -> bool:
    """Tell whether an old path, decoded, may lead on: it begins at the root, stays below it and can be read."""
    climbs = not {".", ".."}.isdisjoint(old.split("/"))
    return old.startswith("/") and bool(old.strip("/")) and not climbs and is_plain(old)


def is_plain(address: str) -> bool:
    """Tell whether an address has no signs that cannot be seen, and no backslash, a slash to some."""
    return address.isprintable() and "\\" not in address


def redirect_files(paths: Mapping[str, str], numbers: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """Return the redirect files by name.

    Args:
        paths: new address by old path; both from the host's root, decoded.
        numbers: new address by the number of a plain address (``/?p=12``).
        prefix: the folder of the host in which the site lies, ``""`` or such as ``/blog``.
    """
    ordered = sorted((old, new) for old, new in paths.items() if old not in {new, "/"})
    plain = sorted(numbers.items(), key=lambda pair: (len(pair[0]), pair[0]))
    return {
        "redirects.nginx.conf": _nginx(ordered, plain),
        "redirects.htaccess": _apache(ordered, plain, prefix),
        "_redirects": _netlify(ordered, plain, prefix),
    }


def refresh_pages(paths: Mapping[str, str], language: str = "en", site: str = "") -> dict[str, str]:
    """Return pages that lead on by a meta refresh, by file below the web root, for hosts that take no rules.

    Where an old address is no page (a picture, a file) or leaves the web root, there is none.

    Args:
        paths: new address by old path; both from the root, decoded. New ones may be absolute.
        language: of the sentence for those whose browser does not go on by itself.
        site: the site's address without a slash at the end, for the canonical address; none is named without it.
    """
    pages: dict[str, str] = {}
    for old, new in sorted(paths.items()):
        file = page_file(old)
        if file and old not in {new, "/"}:
            pages[file] = _refresh_page(file, new, language, site)
    return pages


def page_file(old: str) -> str:
    """Return the file that answers an old path on any web server; nothing where no page can stand there."""
    parts = [part for part in old.split("/") if part]
    if not parts or any(part in {".", ".."} or "\\" in part or "\0" in part for part in parts):
        return ""
    if old.endswith("/") or "." not in parts[-1]:
        parts.append("index.html")
    return "/".join(parts) if parts[-1].lower().endswith(_PAGE_ENDINGS) else ""


def _refresh_page(file: str, new: str, language: str, site: str) -> str:
    target = _encoded(new)
    if new.startswith("/"):
        # Relative: the site may lie in a folder of its host, or be read from a disk.
        bare, mark, rest = target.partition("#")
        relative = posixpath.relpath(bare, posixpath.dirname(f"/{file}"))
        target = relative + ("/" if bare.endswith("/") and relative[-1] != "/" else "") + mark + rest
    shown = html.escape(target)
    canonical = f"{site}{_encoded(new)}" if site and new.startswith("/") else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        f"<title>{_MOVED[language]}</title>",
        f'<meta http-equiv="refresh" content="0; url={shown}">',
        '<meta name="robots" content="noindex">',
        *([f'<link rel="canonical" href="{html.escape(canonical)}">'] if canonical else ()),
        f'</head><body><p><a href="{shown}">{_MOVED[language]}</a></p></body></html>',
    ]
    return "\n".join([*lines, ""])


def _nginx(paths: list[tuple[str, str]], numbers: list[tuple[str, str]]) -> str:
    """Two maps for the http block; ``$uri`` is decoded and compared without regard to a slash at the end."""
    lines = [
        "# http { … }: include this file.  server { … }:",
        "#   if ($moved_to) { return 301 $moved_to; }",
        "#   if ($moved_number) { return 301 $moved_number; }",
        "map_hash_bucket_size 512;",
        "map_hash_max_size 65536;",
        "map $uri $moved_to {",
        '    default "";',
    ]
    for old, new in paths:
        for form in _with_and_without_slash(old):
            lines.append(f"    {_nginx_quoted(form)} {_nginx_quoted(_encoded(new))};")  # noqa: PERF401 — two a path
    lines += ["}", "map $arg_p$arg_page_id $moved_number {", '    default "";']
    lines += [f'    "{number}" {_nginx_quoted(_encoded(new))};' for number, new in numbers]
    return "\n".join([*lines, "}", ""])


def _apache(paths: list[tuple[str, str]], numbers: list[tuple[str, str]], prefix: str) -> str:
    """Return rules for the folder's own file: they see paths without the folder, and none outside it."""
    lines = ["RewriteEngine On"]
    for number, new in numbers:
        lines += [
            f"RewriteCond %{{QUERY_STRING}} (?:^|&)(?:p|page_id)={number}(?:&|$)",
            f"RewriteRule ^$ {_apache_target(new)} [R=301,L,QSD,NE]",
        ]
    for old, new in paths:
        if old.startswith(f"{prefix}/"):
            # mod_rewrite ends a quoted pattern at any quotation mark, escaped or not.
            pattern = re.escape(old.removeprefix(prefix).strip("/")).replace('"', r"\x22")
            lines.append(f'RewriteRule "^{pattern}/?$" {_apache_target(new)} [R=301,L,NE]')
    return "\n".join([*lines, ""])


def _netlify(paths: list[tuple[str, str]], numbers: list[tuple[str, str]], prefix: str) -> str:
    lines = [f"{prefix}/ p={number} {_encoded(new)} 301!" for number, new in numbers]
    lines += [f"{_encoded(old)} {_encoded(new)} 301!" for old, new in paths]
    return "\n".join([*lines, ""])


def caddy_redirects(paths: Mapping[str, str], numbers: Mapping[str, str], prefix: str = "") -> str:
    """Return the redirects as directives for a Caddyfile; the arguments are those of ``redirect_files``."""
    lines = []
    for index, (number, new) in enumerate(sorted(numbers.items())):
        lines += [
            f"@moved_{index} {{",
            f"\tpath {prefix}/",
            f"\tquery p={number}",
            "}",
            f"redir @moved_{index} {_nginx_quoted(_encoded(new))} permanent",
        ]
    for old, new in sorted(paths.items()):
        if old not in {new, "/"}:
            lines += [
                # Caddy takes a percent sign for the begin of a code.
                f"redir {_nginx_quoted(form.replace('%', '%25'))} {_nginx_quoted(_encoded(new))} permanent"
                for form in _with_and_without_slash(old)
            ]
    return "\n".join([*lines, ""])


def _with_and_without_slash(path: str) -> list[str]:
    bare = path.rstrip("/")
    last = bare.rpartition("/")[2]
    return [path] if "." in last else [bare, f"{bare}/"]


def _encoded(address: str) -> str:
    """Return a decoded path as browsers send it; an address elsewhere is encoded already, as its owner wants it."""
    return quote(address, safe=_SAFE if address.startswith("/") else f"{_SAFE}%")


def _apache_target(new: str) -> str:
    return '"' + _encoded(new).replace("%", r"\%") + '"'


def _nginx_quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
