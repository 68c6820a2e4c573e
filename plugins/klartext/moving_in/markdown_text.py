"""A post's HTML as the Markdown that a person would have written."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from markdownify import MarkdownConverter

from klartext.moving_in.addresses import encoded
from klartext.moving_in.paragraphs import BLOCKS, add_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from typing import Any

    _Base: Any = (
        MarkdownConverter  # the library's stub knows none of the methods that are there to be overridden
    )
else:
    _Base = MarkdownConverter

if TYPE_CHECKING:
    from bs4 import PageElement

    from klartext.moving_in.shortcodes import Slots


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture is now, and what the media library says about it."""

    address: str
    alternative_text: str = ""
    caption: str = ""


class Addresses(Protocol):
    """Where old addresses lead now."""

    def picture(self, address: str, attachment_id: str) -> Picture:
        """Return where a picture is now; an address that is not ours comes back as it is."""

    def link(self, address: str) -> str:
        """Return where a link leads now."""


@dataclass
class Conversion:
    """A post's Markdown, and what did not come over: kinds and details in the order of the text."""

    text: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)


_UNSAFE = frozenset("applet base embed form link meta noscript object script style template textarea".split())
_EMPHASIS = frozenset("b em i strong".split())
_HOLDING_BLOCKS = _EMPHASIS | {"span", "font", "u", "del", "ins", "s", "strike", "small", "mark", "a"}
_HOST_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "xmpp", "sms", "geo"})
_BARE_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&()*+,;=%-]+[\w/~#@$&*+=%-]")
_BLANK = re.compile(r"[ \t\r\n]+")
_BEFORE_PUNCTUATION = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ASTERISK = re.compile(r"(?<!\s)\*|\*(?!\s)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_+(?!\s)|(?<!\s)_+(?![^\W_])|_{2,}")
_BRACKET = re.compile(r"\[(?=\^|[^\[\]]*\][(\[:])")
_ENTITY_LIKE = re.compile(r"&(?=#?[A-Za-z0-9]{1,32};)")
_TAG_LIKE = re.compile(r"<(?=[/!?A-Za-z])")
_ATTRIBUTE_LIST = re.compile(r"\{(?=[:#. ]*[#.:])")
_LINE_START = re.compile(
    r"(?P<mark>#{1,6}|>|[-+](?=\s|$|-)|:(?=\s)|=+(?=\s*$)|~{3}|\|)|(?P<number>\d{1,9})(?=\.(?:\s|$))"
)
_LINE_START_ENTITY = {":": "&#58;", "=": "&#61;", "~": "&#126;"}
_LANGUAGE = re.compile(r"(?:language-|lang-|brush:\s*)([\w+#-]+)")
_FENCE = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_LINE = re.compile(r"^(?=.)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_TRAILING = re.compile(r"(?<=\S)[ \t]$|^[ \t]+$", re.MULTILINE)
_HARD_BREAK_AT_END = re.compile(r"(?:[ \t]*\n)+\s*\Z")
_DEEPEST = 120
_YOUTUBE = re.compile(r"(?:www\.)?youtube(?:-nocookie)?\.com$")
_DYNAMIC_BLOCK = re.compile(r"\s*wp:([a-z][\w/-]*)(?:\s+(\{.*\}))?\s*/\s*\Z", re.DOTALL)
_SILENT_BLOCKS = frozenset("bctt/clicktotweet block footnotes more nextpage separator spacer".split())


def to_markdown(  # noqa: PLR0913 — what a text cannot know of the blog around it
    source: str,
    addresses: Addresses,
    slots: Slots,
    *,
    classic: bool,
    footnotes: Mapping[str, str] | None = None,
    linked: AbstractSet[str] = frozenset(),
) -> Conversion:
    """Return a post's HTML as Markdown.

    Args:
        source: HTML whose shortcodes are elements or tokens already.
        addresses: where pictures and links lead now.
        slots: the shortcodes that stay.
        classic: whether empty lines make paragraphs, as in the editor before blocks.
        footnotes: text (HTML) of the block editor's footnotes by their id.
        linked: the ids to which other posts link; those that the post itself links to are found.
    """
    conversion = Conversion()
    soup = BeautifulSoup(source, "html.parser")
    if _too_deep(soup):
        conversion.left_out.append(("too-deep", ""))
        soup = BeautifulSoup(html.escape(soup.get_text("\n")), "html.parser")
        classic = True
    _clean(soup, conversion, slots)
    if classic:
        add_paragraphs(soup)
    _unwrap_blocks(soup)
    converter = _Converter(addresses, conversion, _linked_ids(soup) | linked, footnotes or {})
    text = converter.convert_soup(soup)
    for number, key in enumerate(converter.used_footnotes, start=1):
        note = to_markdown((footnotes or {})[key], addresses, slots, classic=False)
        conversion.left_out += note.left_out
        text += f"\n\n[^{number}]: " + note.text.replace("\n", "\n    ")
    text = _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text)).strip("\n")
    conversion.text = slots.filled(text)
    return conversion


def plain(source: str) -> str:
    """Return HTML as one line of plain text."""
    if "<" not in source and "&" not in source:
        return _BLANK.sub(" ", source).strip()
    soup = BeautifulSoup(source, "html.parser")
    for tag in soup.find_all(list(BLOCKS | {"br"})):
        tag.insert_after(" ")
    return _BLANK.sub(" ", soup.get_text()).strip()


def escaped(text: str) -> str:
    """Return text in which Markdown sees no markup."""
    text = _BEFORE_PUNCTUATION.sub(r"\\\\", text)
    text = _ENTITY_LIKE.sub("&amp;", text)
    text = _TAG_LIKE.sub("&lt;", text)
    if "*" in text:
        text = _ASTERISK.sub(r"\\*", text)
    if "_" in text:
        text = _UNDERSCORE.sub(lambda match: r"\_" * len(match[0]), text)
    text = text.replace("`", r"\`")
    if "[" in text:
        text = _BRACKET.sub(r"\\[", text)
    return _ATTRIBUTE_LIST.sub(r"\\{", text) if "{" in text else text


def escaped_line_start(text: str) -> str:
    """Return a line at whose start Markdown sees no heading, list or rule."""
    match = _LINE_START.match(text)
    if match is None:
        return text
    if match["number"]:
        return f"{match['number']}\\{text[match.end() :]}"
    mark = match["mark"]
    return _LINE_START_ENTITY.get(mark[0], "\\" + mark[0]) + text[1:]


def plain_paragraphs(text: str) -> str:
    """Return plain text with its paragraphs and line breaks as Markdown; web addresses become links."""
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [escaped_line_start(_with_links(" ".join(line.split()))) for line in block.split("\n")]
        if kept := [line for line in lines if line]:
            paragraphs.append("  \n".join(kept))
    return "\n\n".join(paragraphs)


def _with_links(text: str) -> str:
    pieces: list[str] = []
    at = 0
    for match in _BARE_ADDRESS.finditer(text):
        pieces += [escaped(text[at : match.start()]), f"<{match[0]}>"]
        at = match.end()
    return "".join([*pieces, escaped(text[at:])])


def _too_deep(soup: BeautifulSoup) -> bool:
    # Walked without recursion: the depth is what must not be trusted.
    stack: list[tuple[Tag, int]] = [(soup, 0)]
    while stack:
        tag, depth = stack.pop()
        if depth > _DEEPEST:
            return True
        stack += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]
    return False


def _clean(soup: BeautifulSoup, conversion: Conversion, slots: Slots) -> None:  # noqa: C901 — one step a kind
    """Take out what is no text, and say so; put links where players and frames stood."""
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        block = _DYNAMIC_BLOCK.match(comment)
        if block and block[1] not in _SILENT_BLOCKS:
            conversion.left_out.append(("dynamic-block", block[1]))
            slot = BeautifulSoup(slots.block(f"<!--{comment}-->"), "html.parser")
            comment.replace_with(slot)
        elif comment.strip() == "nextpage":
            conversion.left_out.append(("page-break", ""))
    for tag in soup.find_all(list(_UNSAFE)):
        if tag.decomposed:
            continue
        source = str(tag.get("src") or tag.get("data") or tag.get("action") or "")
        if tag.name in {"embed", "object"} and _kept_address(source):
            tag.replace_with(_link(soup, source))
            conversion.left_out.append(("embed", source))
            continue
        if tag.name not in {"noscript", "style", "link", "meta", "base", "template"}:
            conversion.left_out.append(("active-content", f"<{tag.name}> {source}".strip()))
        tag.decompose()
    for frame in soup.find_all("iframe"):
        source = _watch_address(str(frame.get("src") or frame.get("data-src") or ""))
        if _kept_address(source):
            conversion.left_out.append(("embed", source))
            frame.replace_with(_link(soup, source))
        else:
            conversion.left_out.append(("active-content", f"<iframe> {source}".strip()))
            frame.decompose()
    for tag in soup.find_all("ul", class_="blocks-gallery-grid"):
        tag.name = "div"
        for item in tag.find_all("li", recursive=False):
            item.name = "div"


def _link(soup: BeautifulSoup, address: str) -> Tag:
    paragraph = soup.new_tag("p")
    link = soup.new_tag("a", href=address)
    link.string = address
    paragraph.append(link)
    return paragraph


def _watch_address(address: str) -> str:
    """Return the page of a video for the address of its player."""
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if _YOUTUBE.match(parts.netloc.lower()) and parts.path.startswith("/embed/"):
        name = parts.path.removeprefix("/embed/").strip("/")
        listed = parse_qs(parts.query).get("list")
        if name == "videoseries" and listed:
            return f"https://www.youtube.com/playlist?list={listed[0]}"
        return f"https://www.youtube.com/watch?v={name}"
    if parts.netloc.lower() == "player.vimeo.com" and parts.path.startswith("/video/"):
        return f"https://vimeo.com/{parts.path.removeprefix('/video/')}"
    return address


def _kept_address(address: str) -> bool:
    """Tell whether an address may stay: nothing that a browser would run."""
    address = re.sub(r"[\x00-\x20]+", "", address)
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return False
    return bool(address) and (not scheme or scheme in _HOST_SCHEMES)


def _unwrap_blocks(soup: BeautifulSoup) -> None:
    """Emphasis cannot span paragraphs in Markdown, and two emphases side by side are one."""
    for tag in soup.find_all(list(_HOLDING_BLOCKS)):
        if tag.find(list(BLOCKS)) is not None and not (tag.name == "a" and tag.find("img") is not None):
            tag.unwrap()
    for tag in soup.find_all(list(_EMPHASIS)):
        if tag.parent is None:
            continue
        if tag.find_parent(tag.name) is not None:
            tag.unwrap()
            continue
        following = tag.next_sibling
        while isinstance(following, Tag) and following.name == tag.name:
            tag.extend(list(following.children))
            following.decompose()
            following = tag.next_sibling


def _linked_ids(soup: BeautifulSoup) -> frozenset[str]:
    return frozenset(
        str(a["href"])[1:] for a in soup.find_all("a", href=True) if str(a["href"]).startswith("#")
    )


class _Converter(_Base):  # type: ignore[misc] # as said
    """markdownify with the handlers for what WordPress writes and Python-Markdown reads."""

    def __init__(
        self,
        addresses: Addresses,
        conversion: Conversion,
        linked: frozenset[str],
        footnotes: Mapping[str, str],
    ) -> None:
        super().__init__(
            heading_style="atx",
            bullets="-",
            wrap=True,
            wrap_width=None,
            keep_inline_images_in=["td", "th", "h1", "h2", "h3", "h4", "h5", "h6"],
        )
        self._addresses = addresses
        self._conversion = conversion
        self._linked = linked
        self._footnotes = footnotes
        self.used_footnotes: list[str] = []

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """Escape what Markdown would take for markup, by where the text stands."""
        text: str = super().process_text(el, parent_tags=parent_tags)
        if "_noformat" in (parent_tags or ()) or not text:
            return text
        alone = str(el).strip()
        if _BARE_ADDRESS.fullmatch(alone) and "a" not in (parent_tags or ()):
            return text.replace(text.strip(), f"<{encoded(alone)}>")
        before, after = el.previous_sibling, el.next_sibling
        starts_line = (
            before is None and el.parent is not None and el.parent.name in BLOCKS | {"[document]"}
        ) or (isinstance(before, Tag) and (before.name == "br" or before.name in BLOCKS))
        if starts_line:
            text = escaped_line_start(text.lstrip(" "))
        if text.endswith("!") and isinstance(after, Tag) and after.name == "a":
            text = text[:-1] + r"\!"
        if "td" in (parent_tags or ()) or "th" in (parent_tags or ()):
            text = text.replace("|", r"\|")
        return text

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — the library's signature
        """Escape with as few backslashes as will do."""
        return escaped(text)

    def convert_kt_slot(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """A shortcode that stays."""
        token = f"\ue000{el['data-number']}\ue001"
        return token if "_inline" in parent_tags else f"\n\n{token}\n\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link that leads where the page is now."""
        address = str(el.get("href") or "").strip()
        if not address or "_noformat" in parent_tags:
            return text
        if not _kept_address(address):
            self._conversion.left_out.append(("active-content", address[:60]))
            return text
        picture = el.find("img")
        target = self._addresses.link(address)
        if isinstance(picture, Tag) and not el.get_text(strip=True):
            shown = self._addresses.picture(str(picture.get("src") or ""), _attachment_id(picture)).address
            if not text.strip() or target == shown:
                return text
        prefix = " " if text[:1].isspace() else ""
        suffix = " " if text[-1:].isspace() else ""
        text = text.strip()
        if not text:
            return prefix
        if el.get_text() == address and target == address and ":" in address:
            return f"{prefix}<{encoded(address)}>{suffix}"
        return f"{prefix}[{text}]({encoded(target)}{_title(str(el.get('title') or ''))}){suffix}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """A picture with the alternative text of the post, else of the media library."""
        return self._image(el, "")

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A picture with its caption; galleries, tables, quotes and embeds are what they hold."""
        pictures = el.find_all("img")
        if len(pictures) != 1 or el.find(["table", "blockquote", "figure", "video", "audio"]) is not None:
            return f"\n\n{text.strip()}\n\n" if text.strip() else ""
        picture = pictures[0]
        found = el.find("figcaption")
        caption_tag = found if isinstance(found, Tag) else None
        if caption_tag is None:
            rest = str(el.get("data-caption") or "") or _text_without(el, picture)
            linked = (
                [a for a in el.find_all("a") if a.find("img") is None] if not el.get("data-caption") else []
            )
        else:
            rest = _BLANK.sub(" ", caption_tag.get_text()).strip()
            linked = caption_tag.find_all("a", href=True)
        if linked:
            markdown = self._caption_markdown(el, caption_tag, parent_tags)
            return f"\n\n{self._wrapped(picture, '')}\n\n{markdown}\n\n"
        return f"\n\n{self._wrapped(picture, plain(rest))}\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """The caption of anything that is no picture: a line in italics."""
        figure = el.find_parent("figure")
        if (
            figure is not None
            and len(figure.find_all("img")) == 1
            and figure.find(["table", "blockquote"]) is None
        ):
            return ""
        text = text.strip()
        return f"\n\n*{text}*\n\n" if text and "*" not in text else f"\n\n{text}\n\n"

    def convert_video(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """A player becomes a link to its file."""
        source = str(el.get("src") or "") or next(
            (str(s["src"]) for s in el.find_all("source", src=True)), ""
        )
        if not _kept_address(source):
            return ""
        name = escaped(source.rpartition("/")[2])
        return f"\n\n[{name}]({encoded(self._addresses.link(source))})\n\n"

    convert_audio = convert_video

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Code: fenced, or indented where Python-Markdown knows no fences."""
        text = text.strip("\n")
        if not text.strip():
            return ""
        if {"li", "blockquote", "dd"} & parent_tags:
            return "\n\n" + _LINE.sub("    ", text) + "\n\n"
        code = el.find("code")
        classes = " ".join([*_classes(el), *(_classes(code) if isinstance(code, Tag) else ())])
        language = match[1] if (match := _LANGUAGE.search(classes)) else ""
        fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
        return f"\n\n{fence}{language}\n{text}\n{fence}\n\n"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A line break; none at the end of a paragraph."""
        if "_inline" in parent_tags:
            return " "
        following = el.next_sibling
        while isinstance(following, Comment) or (
            isinstance(following, NavigableString) and not following.strip()
        ):
            following = following.next_sibling
        if following is None and el.parent is not None and el.parent.name in BLOCKS:
            return ""
        return "  \n" + text

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """A list item; what follows its first line is indented by four, as Python-Markdown wants it."""
        text = _HARD_BREAK_AT_END.sub("", text).strip()
        if not text:
            return "\n"
        ordered = el.parent is not None and el.parent.name == "ol"
        mark = f"{el.get('data-number', '1')}. " if ordered else "- "
        first, _, rest = text.partition("\n")
        return f"{mark}{first}\n" + (_LINE.sub("    ", rest) + "\n" if rest else "")

    def convert_ol(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An ordered list."""
        return str(self.convert_list(el, text, parent_tags))

    def process_tag(self, node: Tag, parent_tags: set[str] | None = None) -> str:
        """Number the items of an ordered list before they are written; keep tables that Markdown cannot say."""
        if node.name == "ol":
            start = str(node.get("start") or "1")
            number = int(start) if start.isascii() and start.isdecimal() else 1
            for item in node.find_all("li", recursive=False):
                item["data-number"] = str(number)
                number += 1
        if node.name == "table" and _is_complex(node):
            return f"\n\n{self._table_html(node)}\n\n"
        return str(super().process_tag(node, parent_tags=parent_tags))

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802 — as above
        """A heading, with its id where a link in the post leads to it."""
        text = _BLANK.sub(" ", text).strip()
        if not text:
            return ""
        if {"li", "_inline"} & parent_tags:
            return f"**{text}**" if "*" not in text else text
        name = str(el.get("id") or "")
        anchor = f" {{#{name}}}" if name in self._linked and re.fullmatch(r"[\w.-]+", name) else ""
        if text.endswith("#") and not text.endswith(r"\#"):
            text = text[:-1] + r"\#"
        elif text.endswith("\\"):
            # Python-Markdown sees no heading where a backslash ends the line.
            bare = text.rstrip("\\")
            text = bare + "&#92;" * ((len(text) - len(bare) + 1) // 2)
        return f"\n\n{'#' * max(1, min(6, n))} {text}{anchor}\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A quotation, set off by empty lines."""
        inner = _HARD_BREAK_AT_END.sub("", text).strip()
        return f"\n\n{super().convert_blockquote(el, inner, parent_tags).strip(chr(10))}\n\n" if inner else ""

    def convert_cite(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """The source of a quotation."""
        text = text.strip()
        if el.parent is not None and el.parent.name in {"blockquote", "figure"} and text:
            return f"\n\n— {text}\n\n"
        return f"*{text}*" if text and "*" not in text else text

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """The visible line of a fold-out."""
        text = text.strip()
        return f"\n\n**{text}**\n\n" if text and "*" not in text else f"\n\n{text}\n\n"

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Raised text, or a footnote's number."""
        key = str(el.get("data-fn") or "")
        if key in self._footnotes:
            if key not in self.used_footnotes:
                self.used_footnotes.append(key)
            return f"[^{self.used_footnotes.index(key) + 1}]"
        return self._inline_html(el, text, parent_tags)

    def _inline_html(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags or not text.strip():
            return text
        name = "del" if el.name in {"s", "strike"} else el.name
        return f"<{name}>{text}</{name}>"

    convert_sub = convert_del = convert_ins = convert_mark = convert_s = convert_strike = convert_u = (
        _inline_html
    )

    def convert_q(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 — as above
        """A quotation inside a sentence."""
        return f"„{text}“"

    def _image(self, el: Tag, caption: str) -> str:
        address = str(el.get("src") or el.get("data-src") or "").strip()
        if not _kept_address(address):
            if address:
                self._conversion.left_out.append(("active-content", address[:60]))
            return ""
        picture = self._addresses.picture(address, _attachment_id(el))
        written = el.get("alt")
        alternative = (
            picture.alternative_text if written is None or not str(written).strip() else str(written)
        )
        alternative = escaped(_BLANK.sub(" ", alternative).strip()).replace("]", r"\]").replace("[", r"\[")
        alternative = alternative.replace(r"\\[", r"\[")
        return f"![{alternative}]({encoded(picture.address)}{_title(caption)})"

    def _wrapped(self, picture: Tag, caption: str) -> str:
        image = self._image(picture, caption)
        link = picture.find_parent("a")
        return self.convert_a(link, image, set()).strip() if isinstance(link, Tag) and image else image

    def _caption_markdown(self, figure: Tag, caption: Tag | None, parent_tags: set[str]) -> str:
        nodes = caption.children if caption is not None else _around_pictures(figure)
        text = "".join(
            self.process_element(node, parent_tags=parent_tags | {"figure"}) for node in list(nodes)
        )
        return _BLANK.sub(" ", text).strip()

    def _table_html(self, table: Tag) -> str:
        """Return a table with merged or multi-line cells as HTML, with nothing but its structure and text."""
        for tag in table.find_all():
            self._strip_attributes(tag)
        self._strip_attributes(table)
        for text in table.find_all(string=True):
            if not isinstance(text, Comment) and "\n" in text:
                text.replace_with(NavigableString(_BLANK.sub(" ", text)))
        return re.sub(r"\n\s*", "\n", table.decode(formatter="minimal")).strip()

    def _strip_attributes(self, tag: Tag) -> None:
        kept: dict[str, str] = {}
        for name in ("colspan", "rowspan"):
            if str(tag.get(name) or "").isdecimal():
                kept[name] = str(tag[name])
        if tag.name == "a" and _kept_address(str(tag.get("href") or "")):
            kept["href"] = self._addresses.link(str(tag["href"]))
        if tag.name == "img" and _kept_address(str(tag.get("src") or "")):
            picture = self._addresses.picture(str(tag["src"]), _attachment_id(tag))
            kept |= {"src": picture.address, "alt": str(tag.get("alt") or picture.alternative_text)}
        tag.attrs = dict(kept)
        if tag.name == "a" and not kept:
            tag.unwrap()


def _title(text: str) -> str:
    text = _BLANK.sub(" ", text).strip()
    if not text:
        return ""
    text = _ENTITY_LIKE.sub("&amp;", text).replace("\\", r"\\")
    return f' "{text}"' if '"' not in text else f' "{text.replace(chr(34), "&quot;")}"'


def _attachment_id(image: Tag) -> str:
    for name in _classes(image):
        if name.startswith("wp-image-"):
            return name.removeprefix("wp-image-")
    return str(image.get("data-id") or "")


def _classes(tag: Tag) -> list[str]:
    found = tag.get("class")
    return [str(name) for name in found] if isinstance(found, list) else [str(found or "")]


def _text_without(figure: Tag, picture: Tag) -> str:
    """Return the text of a figure that is not its picture."""
    return _BLANK.sub(" ", " ".join(s for s in figure.stripped_strings if s != picture)).strip()


def _around_pictures(tag: Tag) -> Iterator[PageElement]:
    """Yield what stands beside the pictures in an element, whatever wraps them."""
    for child in tag.children:
        if not isinstance(child, Tag):
            yield child
        elif child.find("img") is not None:
            yield from _around_pictures(child)
        elif child.name != "img":
            yield child


def _is_complex(table: Tag) -> bool:
    """Tell whether a table has cells that a Markdown table cannot hold."""
    return (
        table.find(["td", "th"], attrs={"rowspan": True}) is not None
        or table.find(["td", "th"], attrs={"colspan": True}) is not None
        or table.find(["table", "ul", "ol", "pre", "blockquote", "h2", "h3"]) is not None
        or any(
            len(cell.find_all("p")) > 1 or cell.find("br") is not None
            for cell in table.find_all(["td", "th"])
        )
    )
