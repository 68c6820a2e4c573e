"""Knows how nginx, Apache, Netlify and Caddy are told the site's headers and redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.redirects import caddy_redirects, redirect_files
from klartext.theme_support.law.policy import header_policy

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "server"
"""The folder in the output for the files that a web server must be pointed to."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_POLICY = "Content-Security-Policy"
_FOR_EVER = "public, max-age=31536000, immutable"
_AN_HOUR = "public, max-age=3600"
_COMPRESSED = "text/css text/javascript application/json application/atom+xml application/xml image/svg+xml"
_TYPES = {"webmanifest": "application/manifest+json", "avif": "image/avif", "webp": "image/webp"}
_INTRODUCTION = "Written by Klartext on every build; changes here are lost."


def server_files(
    prefix: str, search_page: str, static: str, paths: Mapping[str, str], numbers: Mapping[str, str]
) -> dict[str, str]:
    """Return the files by their name in the output.

    Args:
        prefix: the folder of the host in which the site lies, ``""`` or such as ``/blog``.
        search_page: the search page's name in the site, ``""`` for none.
        static: the folder of the stylesheet, whose name changes with its content.
        paths: new address by old path, both from the host's root.
        numbers: new address by the number of a plain address (``/?p=12``).
    """
    moved = redirect_files(paths, numbers, prefix)
    files = {
        "_headers": _netlify(prefix, search_page, static),
        ".htaccess": _apache(prefix, search_page, moved["redirects.htaccess"] if paths or numbers else ""),
        f"{FOLDER}/nginx.conf": _nginx(prefix, search_page, static, moves=bool(paths or numbers)),
        f"{FOLDER}/Caddyfile": _caddy(prefix, search_page, static, caddy_redirects(paths, numbers, prefix)),
    }
    if paths or numbers:
        files["_redirects"] = moved["_redirects"]
        files[f"{FOLDER}/redirects.nginx.conf"] = moved["redirects.nginx.conf"]
    return files


def _netlify(prefix: str, search_page: str, static: str) -> str:
    """Netlify and Cloudflare Pages: rules for one header add up there, so no page can be an exception.

    Where there is a search page, all pages are sent its policy; each page's own, in its head, narrows it.
    """
    lines = [f"# {_INTRODUCTION}", f"{prefix}/*"]
    lines += [f"  {name}: {value}" for name, value in HEADERS.items()]
    lines.append(f"  {_POLICY}: {header_policy(search=bool(search_page))}")
    return "\n".join([*lines, f"{prefix}/{static}/site.*", f"  Cache-Control: {_FOR_EVER}", ""])


def _apache(prefix: str, search_page: str, redirects: str) -> str:
    lines = [
        f"# {_INTRODUCTION}",
        "Options -Indexes",
        f"ErrorDocument 404 {prefix}/404.html",
        "AddDefaultCharset utf-8",
        *(f"AddType {kind} .{ending}" for ending, kind in _TYPES.items()),
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in HEADERS.items()),
        f'  Header always set {_POLICY} "{header_policy()}"',
        f'  Header set Cache-Control "{_AN_HOUR}"',
        '  <FilesMatch "^site\\.[0-9a-f]+\\.css$">',
        f'    Header set Cache-Control "{_FOR_EVER}"',
        "  </FilesMatch>",
    ]
    if search_page:
        name = search_page.rpartition("/")[2]
        lines += [
            f'  <Files "{name}">',
            f'    Header always set {_POLICY} "{header_policy(search=True)}"',
            "  </Files>",
        ]
    lines += [
        "</IfModule>",
        "<IfModule mod_deflate.c>",
        f"  AddOutputFilterByType DEFLATE text/html {_COMPRESSED}",
        "</IfModule>",
    ]
    if redirects:
        lines += ["<IfModule mod_rewrite.c>", redirects.rstrip("\n"), "</IfModule>"]
    return "\n".join([*lines, ""])


def _nginx(prefix: str, search_page: str, static: str, *, moves: bool) -> str:
    lines = [
        f"# {_INTRODUCTION}",
        "# server { … }: include this file.",
        "charset utf-8;",
        f"error_page 404 {prefix}/404.html;",
        "gzip on;",
        f"gzip_types {_COMPRESSED};",
        f'set $klartext_policy "{header_policy()}";',
        f'set $klartext_cache "{_AN_HOUR}";',
    ]
    if search_page:
        lines.append(
            f'if ($uri = "{prefix}/{search_page}") {{ set $klartext_policy "{header_policy(search=True)}"; }}'
        )
    lines += [
        f'if ($uri ~ "^{prefix}/{static}/site\\.[0-9a-f]+\\.css$") {{ set $klartext_cache "{_FOR_EVER}"; }}',
        *(f'add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        f"add_header {_POLICY} $klartext_policy always;",
        "add_header Cache-Control $klartext_cache;",
        f"location ^~ {prefix}/{FOLDER}/ {{ return 404; }}",
        *(
            f"location ~ \\.{ending}$ {{ default_type {kind}; types {{ }} }}"
            for ending, kind in _TYPES.items()
        ),
    ]
    if moves:
        lines += [
            "# http { … }: include redirects.nginx.conf, which lies beside this file.",
            "if ($moved_to) { return 301 $moved_to; }",
            "if ($moved_number) { return 301 $moved_number; }",
        ]
    return "\n".join([*lines, ""])


def _caddy(prefix: str, search_page: str, static: str, redirects: str) -> str:
    """A snippet to import; matchers exclude each other, for Caddy sorts directives in its own way."""
    search, style = f"path {prefix}/{search_page}", f"path {prefix}/{static}/site.*.css"
    lines = [
        f"# {_INTRODUCTION}",
        "# blog.example.org {",
        "#     root * /srv/blog",
        "#     import /srv/blog/server/Caddyfile",
        "# }",
        "encode zstd gzip",
        "file_server {",
        f"\thide {FOLDER}",
        "}",
        "header {",
        *(f'\t{name} "{value}"' for name, value in HEADERS.items()),
        "}",
        f"@klartext_style {style}",
        f'header @klartext_style Cache-Control "{_FOR_EVER}"',
        f"@klartext_other not {style}",
        f'header @klartext_other Cache-Control "{_AN_HOUR}"',
    ]
    if search_page:
        lines += [
            f"@klartext_search {search}",
            f'header @klartext_search {_POLICY} "{header_policy(search=True)}"',
            f"@klartext_pages not {search}",
            f'header @klartext_pages {_POLICY} "{header_policy()}"',
        ]
    else:
        lines.append(f'header {_POLICY} "{header_policy()}"')
    lines += [
        "handle_errors {",
        f"\trewrite * {prefix}/404.html",
        "\tfile_server",
        "}",
        redirects.rstrip("\n"),
    ]
    return "\n".join([*(line for line in lines if line), ""])
