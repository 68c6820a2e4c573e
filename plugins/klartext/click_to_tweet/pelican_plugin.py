"""Click to tweet in a Pelican build: quotes in pages and feeds, and summaries without them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.contents import Content, Static
from pelican.utils import truncate_html_paragraphs, truncate_html_words

from klartext.article_address import site_address
from klartext.build_site import klartext_settings, output_files
from klartext.click_to_tweet.markdown_extension import ClickToTweetExtension
from klartext.click_to_tweet.networks import NETWORKS
from klartext.click_to_tweet.post_picture import post_picture
from klartext.click_to_tweet.quote import quote_address, quote_of, share_links, unique_ids
from klartext.click_to_tweet.rendering import SCRIPT, QuoteTemplates
from klartext.click_to_tweet.shortcode import may_have_shortcodes, scan
from klartext.lint.html_tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from feedgenerator import SyndicationFeed  # type: ignore[import-untyped] # the package has no type hints
    from pelican import Pelican

    from klartext.lint.document import Shortcode
    from klartext.settings import ClickToTweetSettings

# The reader's cache keeps this token instead of the quote, so neither an address nor a setting can go stale in it.
_MARK_START = '<figure data-klartext-quote="'
_MARK_END = '"></figure>'
_JSON = json.JSONEncoder(ensure_ascii=False)
_SHOWN_START = "<span data-klartext-shown>"
_SHOWN_END = "</span>"
_FIGURE_START = "<figure"
_FIGURE_END = "</figure>"
_SCRIPT_PATH = "klartext/quote.js"
_FEED_FORMS = "klartext_quotes"
"""The attribute of a content that maps its figures to what makes their plain forms."""


_SITE = "KLARTEXT_CLICK_TO_TWEET"
"""The key under which a build keeps what it knows of its site; Pelican makes new settings for every build."""


@dataclass(frozen=True)
class _Site:
    """What all quotes of a build share."""

    settings: ClickToTweetSettings
    address: str
    templates: QuoteTemplates

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> _Site:
        folders = [*settings.get("THEME_TEMPLATES_OVERRIDES", []), Path(settings["THEME"]) / "templates"]
        return cls(
            klartext_settings(settings).click_to_tweet,
            site_address(settings),
            QuoteTemplates([str(folder) for folder in folders]),
        )


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(add_extension)
    signals.content_object_init.connect(fill_in)
    signals.feed_generated.connect(make_plain)
    signals.finalized.connect(publish_script)


def add_extension(pelican: Pelican) -> None:
    """Give the Markdown reader our extension, and the build what its quotes share."""
    pelican.settings[_SITE] = _Site.of(pelican.settings)
    markdown = pelican.settings["MARKDOWN"]
    others = [e for e in markdown.get("extensions", []) if not isinstance(e, ClickToTweetExtension)]
    extension = ClickToTweetExtension(_token, _shown)
    pelican.settings["MARKDOWN"] = {**markdown, "extensions": [*others, extension]}


def fill_in(content: Content) -> None:
    """Put the quotes into a content that has just been read, and keep them out of its summary."""
    if isinstance(content, Static) or not isinstance(content._content, str):  # noqa: SLF001 — Pelican's own hook for plugins
        return
    _clean_metadata(content)
    body: str = content._content  # noqa: SLF001 — as above
    if _MARK_START not in body and _SHOWN_START not in body:
        return
    if "summary" not in content.metadata:
        _keep_out_of_summary(content, body)
    body = "".join(part for part, _ in _parts(body, _SHOWN_START, _SHOWN_END))
    site = content.settings.get(_SITE) or _Site.of(content.settings)
    content._content = _filled(content, body, site)  # noqa: SLF001 — as above


def publish_script(pelican: Pelican) -> None:
    """Copy the script beside the pages where the settings ask for it."""
    site: _Site = pelican.settings[_SITE]
    if site.settings.share_script:
        target = Path(pelican.output_path) / _SCRIPT_PATH
        output_files(pelican.settings).write(target, SCRIPT.read_bytes())


def make_plain(context: Mapping[str, Any], feed: SyndicationFeed) -> None:
    """Replace the figures in a feed by a plain quote and a link to it."""
    plain: dict[str, Callable[[], str]] = {}
    for kind in ("articles", "translations", "drafts", "hidden_articles"):
        for content in context.get(kind, ()):
            plain.update(getattr(content, _FEED_FORMS, {}))
    if not plain:
        return
    for item in feed.items:
        for key in ("description", "content"):
            text = item.get(key)
            if isinstance(text, str) and _FIGURE_START in text:
                item[key] = "".join(_plain_parts(text, plain))


def _plain_parts(text: str, plain: Mapping[str, Callable[[], str]]) -> Iterator[str]:
    for part, inside in _parts(text, _FIGURE_START, _FIGURE_END):
        block = f"{_FIGURE_START}{part}{_FIGURE_END}"
        form = plain.get(block) if inside else None
        yield form() if form else block if inside else part


def _token(shortcode: Shortcode) -> str:
    stored = {"attributes": dict(shortcode.attributes), "text": shortcode.text}
    encoded = base64.urlsafe_b64encode(_JSON.encode(stored).encode("utf-8", "surrogatepass"))
    return f"{_MARK_START}{encoded.decode()}{_MARK_END}"


def _shown(escaped: str) -> str:
    return f"{_SHOWN_START}{escaped}{_SHOWN_END}"


def _parts(text: str, start: str, end: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text between and inside two marks, without the marks, and whether each is inside."""
    at = 0
    while (opened := text.find(start, at)) >= 0 and (closed := text.find(end, opened)) >= 0:
        yield text[at:opened], False
        yield text[opened + len(start) : closed], True
        at = closed + len(end)
    yield text[at:], False


def _tokens(text: str) -> Iterator[str]:
    return (part for part, inside in _parts(text, _MARK_START, _MARK_END) if inside)


def _read_token(encoded: str) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(base64.urlsafe_b64decode(encoded).decode("utf-8", "surrogatepass"))
    return stored


def _without_shortcodes(text: str) -> str:
    """Return the words around the quotes and around shortcodes that are shown as written."""
    for start, end in ((_MARK_START, _MARK_END), (_SHOWN_START, _SHOWN_END)):
        text = "".join(part for part, inside in _parts(text, start, end) if not inside)
    return text


def _clean_metadata(content: Content) -> None:
    """Leave the words around shortcodes: title and description are no place for a quote, in whatever form it comes."""
    for key, value in content.metadata.items():
        if not isinstance(value, str):
            continue
        if _MARK_START in value or _SHOWN_START in value:
            _set_metadata(content, key, _without_shortcodes(value).strip())
        elif may_have_shortcodes(value) and (found := scan(value, ())):
            around = zip(
                [0, *(shortcode.span.end for shortcode in found)],
                [*(shortcode.span.start for shortcode in found), len(value)],
                strict=True,
            )
            words = (value[start:end].strip() for start, end in around)
            _set_metadata(content, key, " ".join(filter(None, words)))


def _keep_out_of_summary(content: Content, body: str) -> None:
    """Store the summary that Pelican would make of the words around the quotes."""
    settings = content.settings
    summary = _without_shortcodes(body)
    if (most := settings.get("SUMMARY_MAX_PARAGRAPHS")) is not None:
        summary = truncate_html_paragraphs(summary, most)
    if (words := settings["SUMMARY_MAX_LENGTH"]) is not None:
        summary = truncate_html_words(summary, words, settings["SUMMARY_END_SUFFIX"])
    _set_metadata(content, "summary", summary)


def _set_metadata(content: Content, key: str, value: str) -> None:
    content.metadata[key] = value
    # Pelican writes a summary back from this attribute when it resolves links; the others are attributes anyway.
    setattr(content, "_summary" if key == "summary" else key, value)


def _filled(content: Content, body: str, site: _Site) -> str:
    """Return a body with its quotes, and remember their plain forms with the content."""
    settings = site.settings
    lang = str(getattr(content, "lang", "") or "en")
    title = str(content.metadata.get("title", ""))
    address = f"{site.address}/{content.url}" if site.address else content.url
    stored = [_read_token(token) for token in _tokens(body)]
    quotes = unique_ids(
        quote_of(one["attributes"], one["text"], title=title, lang=lang, settings=settings) for one in stored
    )
    wants_picture = any(NETWORKS[name].wants_picture for quote in quotes for name in quote.networks)
    image = _picture(content, body, site.address, address) if wants_picture else ""
    numbered = iter(quotes)
    forms: dict[str, Callable[[], str]] = {}
    pieces: list[str] = []
    for part, inside in _parts(body, _MARK_START, _MARK_END):
        if not inside:
            pieces.append(part)
            continue
        quote = next(numbered)
        links = list(
            share_links(quote, address=address, title=title, image=image, label_lang=lang, settings=settings)
        )
        shared = quote_address(quote, address, settings)
        script = _script_address(content) if settings.share_script else ""
        block = site.templates.figure(quote, links, lang, address=shared, script=script)
        target = shared or f"{address}#{quote.id}"
        forms[block] = partial(site.templates.feed_form, quote, target, lang)
        pieces.append(block)
    setattr(content, _FEED_FORMS, forms)
    return "".join(pieces)


def _script_address(content: Content) -> str:
    """Return where pages find the script; relative to the post where the site's own links are."""
    site = content.settings["SITEURL"].rstrip("/")
    if site and not content.settings["RELATIVE_URLS"]:
        return f"{site}/{_SCRIPT_PATH}"
    depth: int = content.url.count("/")
    return "../" * depth + _SCRIPT_PATH


def _picture(content: Content, body: str, site: str, address: str) -> str:
    sources = (
        found.value
        for token in tokens(body, 0, len(body))
        if token.name == "img" and (found := token.attributes.get("src"))
    )
    return post_picture(
        lambda name: str(content.metadata.get(name, "")),
        sources,
        folder=PurePath(content.relative_source_path or "").parent.as_posix(),
        site=site,
        address=address,
    )
