"""The label at each generated picture of a page, put into its HTML so that feeds and other themes have it too."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from markupsafe import Markup

from klartext.lint.html_tokens import Token, TokenKind, tokens
from klartext.stock_photos.declaration import declaration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.stock_photos.pictures import PostPicture

_LABEL = Markup('<small class="picture-label">{}</small>')


def with_labels(html: str, pictures: Sequence[PostPicture], lang: str) -> str:
    """Return a post's HTML with a label after each generated picture whose caption does not say it already.

    Args:
        html: the post as Markdown made it, addresses as the author wrote them.
        pictures: those of the post, in its order.
        lang: the post's language.
    """
    by_address: dict[str, deque[PostPicture]] = defaultdict(deque)
    for picture in pictures:
        if not picture.reference.header:
            by_address[picture.reference.src].append(picture)
    if not any(picture.label(lang) for group in by_address.values() for picture in group):
        return html
    parts: list[str] = []
    done, waiting, depth = 0, "", 0
    for token in tokens(html, 0, len(html)):
        if token.kind is TokenKind.OPEN and token.name == "picture":
            depth += 1
        elif token.kind is TokenKind.CLOSE and token.name == "picture":
            depth = max(0, depth - 1)
        elif token.kind is TokenKind.OPEN and token.name == "img":
            waiting = _label_of(token, by_address, lang) or waiting
        if waiting and depth == 0:
            # Inside <picture> only sources and the picture itself may stand.
            parts += [html[done : token.span.end], waiting]
            done, waiting = token.span.end, ""
    parts.append(html[done:])
    return "".join(parts)


def _label_of(image: Token, by_address: dict[str, deque[PostPicture]], lang: str) -> str:
    source = image.attributes.get("src")
    group = by_address.get(source.value) if source else None
    if not group:
        return ""
    picture = group.popleft() if len(group) > 1 else group[0]
    text = picture.label(lang)
    reference = picture.reference
    # A theme may show the title as a caption; left on the picture it can only be seen by pointing at it.
    shown = reference.caption if "title" in image.attributes else f"{reference.caption}\n{reference.title}"
    return str(_LABEL.format(text)) if text and not declaration(shown) else ""
