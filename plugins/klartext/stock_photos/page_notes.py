"""The label and the credit at each picture, put into a page's HTML so that feeds and other themes have them too."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from klartext.lint.html_tokens import Token, TokenKind, tokens
from klartext.stock_photos.declaration import declaration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.stock_photos.references import Reference

_LABEL = Markup('<small class="picture-label">{}</small>')
_CREDIT = Markup('<small class="picture-credit">{}</small>')


class Note(NamedTuple):
    """What a page prints at a picture that a post names: a label and a credit line, each ``""`` for none."""

    reference: Reference
    label: str
    credit: str


def with_notes(html: str, notes: Sequence[Note]) -> str:
    """Return a post's HTML with its notes after the pictures; a label that the caption says already is left out.

    Args:
        html: the post as Markdown made it, addresses as the author wrote them.
        notes: those of the post's pictures, in its order.
    """
    by_address: dict[str, deque[Note]] = defaultdict(deque)
    for note in notes:
        if not note.reference.beside:
            by_address[note.reference.src].append(note)
    if not any(note.label or note.credit for group in by_address.values() for note in group):
        return html
    parts: list[str] = []
    done, waiting, depth = 0, "", 0
    for token in tokens(html, 0, len(html)):
        if token.kind is TokenKind.OPEN and token.name == "picture":
            depth += 1
        elif token.kind is TokenKind.CLOSE and token.name == "picture":
            depth = max(0, depth - 1)
        elif token.kind is TokenKind.OPEN and token.name == "img":
            waiting = _note_of(token, by_address) or waiting
        if waiting and depth == 0:
            # Inside <picture> only sources and the picture itself may stand.
            parts += [html[done : token.span.end], waiting]
            done, waiting = token.span.end, ""
    parts.append(html[done:])
    return "".join(parts)


def _note_of(image: Token, by_address: dict[str, deque[Note]]) -> str:
    source = image.attributes.get("src")
    group = by_address.get(source.value) if source else None
    if not group:
        return ""
    reference, label, credit = group.popleft() if len(group) > 1 else group[0]
    # A theme may show the title as a caption; left on the picture it can only be seen by pointing at it.
    shown = reference.caption if "title" in image.attributes else f"{reference.caption}\n{reference.title}"
    said = declaration(shown) if label else ""
    return (_LABEL.format(label) if label and not said else "") + (_CREDIT.format(credit) if credit else "")
