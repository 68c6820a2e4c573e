"""Knows the Content Security Policy of each page: everything from the site itself, nothing inline."""

from __future__ import annotations

_CLOSED = "base-uri 'self'; form-action 'self'; object-src 'none'"
_SELF_ALONE = f"default-src 'self'; {_CLOSED}"
# Pagefind's search is compiled code (WebAssembly), served from the site.
_COMPILED_CODE = f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; {_CLOSED}"
_NO_FRAMES = "; frame-ancestors 'none'"
"""Browsers heed it in a header alone."""


def page_policy(*, search: bool = False) -> str:
    """Return the policy that stands in a page; only the search page may run compiled code."""
    return _COMPILED_CODE if search else _SELF_ALONE


def header_policy(*, search: bool = False) -> str:
    """Return the policy that a web server sends with a page."""
    return page_policy(search=search) + _NO_FRAMES
