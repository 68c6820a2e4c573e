"""Knows how a stranger's Markdown becomes HTML that cannot harm: a whitelist, real hosts, no pictures, no depth."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

import nh3
import pyromark

from klartext.answers.answer import harmless
from klartext.answers.links import Link, safe_link

MAX_DEPTH = 4
"""Quotes and lists inside one another; deeper ones stay on the last level."""

_TAGS = {
    *("p", "br", "hr", "strong", "em", "del", "sub", "sup", "code", "pre", "q", "kbd"),
    *("blockquote", "ul", "ol", "li"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_NESTED = {"blockquote": 1, "ul": 2, "ol": 2, "li": 3}
"""Elements that are counted by level, each kind for itself."""
_REL = "nofollow ugc noopener noreferrer"
_HOST_CLASS = "answer__host"


def safe_html(markdown: str) -> str:
    """Return the HTML of an answer's Markdown.

    Raw HTML passes the same whitelist as the Markdown's own: paragraphs, emphasis, code, quotes, lists and links to
    ``http`` and ``https``. A link whose text is not its address is followed by its host; headings become paragraphs,
    pictures their alternative texts. The sanitiser has the last word.
    """
    html = pyromark.html(markdown, options=pyromark.Options.ENABLE_STRIKETHROUGH)
    # First made well-formed, so that what is read below is what browsers would see.
    known = nh3.clean(
        html,
        tags=_TAGS | _HEADINGS | {"a", "img"},
        attributes={"a": {"href"}, "img": {"alt"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    tamed = _Tamer(known).html
    return harmless(
        nh3.clean(
            tamed,
            tags=_TAGS | {"a", "span"},
            attributes={"a": {"href"}},
            allowed_classes={"span": {_HOST_CLASS}},
            url_schemes={"http", "https"},
            link_rel=_REL,
        )
    ).strip()


class _Tamer(HTMLParser):
    """Writes well-formed HTML again, token by token, with links that tell where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._depth = dict.fromkeys(_NESTED.values(), 0)
        self._link: Link | None = None
        self._link_text: list[str] = []
        self.feed(html)
        self.close()

    @property
    def html(self) -> str:
        """What has been written."""
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "img":
            self.handle_data(values.get("alt") or "")
        elif tag == "a":
            self._link = safe_link(values.get("href") or "")
            self._link_text = []
            if self._link:
                self._out.append(f'<a href="{escape(self._link.address)}">')
        elif tag in _NESTED:
            kind = _NESTED[tag]
            self._depth[kind] += 1
            if self._depth[kind] <= MAX_DEPTH:
                self._out.append(f"<{tag}>")
        else:
            self._out.append(f"<{'p' if tag in _HEADINGS else tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close_link()
        elif tag in _NESTED:
            kind = _NESTED[tag]
            if self._depth[kind] <= MAX_DEPTH:
                self._out.append(f"</{tag}>")
            self._depth[kind] -= 1
        else:
            self._out.append(f"</{'p' if tag in _HEADINGS else tag}>")

    def handle_data(self, data: str) -> None:
        self._link_text.append(data)
        self._out.append(escape(data, quote=False))

    def _close_link(self) -> None:
        link, self._link = self._link, None
        if link is None:
            return
        self._out.append("</a>")
        if not link.is_told_by("".join(self._link_text)):
            self._out.append(f' <span class="{_HOST_CLASS}">({escape(link.host)})</span>')
