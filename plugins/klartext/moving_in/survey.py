"""What an export holds in all, learnt in a first reading, so that links, pictures and names can be put right."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klartext.moving_in.addresses import UPLOADS, OldAddresses, comparable
from klartext.moving_in.records import Author, Channel, Entry, Term, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klartext.moving_in.records import Record

# WordPress serializes what it knows of a picture; of each size it made, the name of the file.
_VARIANT = re.compile(r's:4:"file";s:\d{1,3}:"([^"/\\]{1,250})"')
_FRAGMENT = re.compile(r"""\bhref\s*=\s*["'][^"'\s#]{0,2000}#([\w.-]{1,200})["']""")
CONTENT_KINDS = ("post", "page")
STATUSES = ("publish", "draft", "pending", "future", "private")
"""What comes over; ``trash``, ``auto-draft`` and ``inherit`` do not."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the media library."""

    id: str
    address: str
    link: str
    parent: str
    alternative_text: str
    caption: str
    title: str
    variants: tuple[str, ...] = ()
    """The names of the sizes that WordPress made."""


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of a post or page before it is read again."""

    id: str
    kind: str
    status: str
    slug: str
    link: str
    date: str
    title: str


@dataclass
class Survey:
    """The index of an export."""

    channel: Channel
    old: OldAddresses
    authors: dict[str, Author] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    entries: list[Known] = field(default_factory=list)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    """The attachments uploaded to a post, by the post's id."""
    shared_blocks: dict[str, str] = field(default_factory=dict)
    """The content of reusable blocks by their id."""
    fragments: set[str] = field(default_factory=set)
    """The ids to which links in posts lead (``…/kalk/#eimer``)."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many entries of kinds that do not come over."""
    troubles: list[Trouble] = field(default_factory=list)


def is_content(entry: Entry | Known) -> bool:
    """Tell whether an entry becomes a file."""
    return entry.kind in CONTENT_KINDS and entry.status in STATUSES


def survey(records: Iterable[Record]) -> Survey:
    """Return the index of the records of an export."""
    found = Survey(Channel("", "", "", "", ""), OldAddresses())
    for record in records:
        if isinstance(record, Channel):
            found.channel = record
            found.old = OldAddresses(record.site_address, record.blog_address)
        elif isinstance(record, Author):
            found.authors[record.login] = record
        elif isinstance(record, Term):
            found.terms.append(record)
        elif isinstance(record, Trouble):
            found.troubles.append(record)
        else:
            _index(record, found)
    return found


def _index(entry: Entry, found: Survey) -> None:
    if is_content(entry):
        found.fragments.update(_FRAGMENT.findall(entry.content))
        status = "private" if entry.password else entry.status
        found.entries.append(
            Known(entry.id, entry.kind, status, entry.slug, entry.link, entry.date, entry.title)
        )
    elif entry.kind == "attachment":
        address = entry.attachment
        if not address and (name := entry.fields.get("_wp_attached_file")):
            address = f"{found.channel.site_address.rstrip('/')}{UPLOADS}{name}"
        found.attachments[entry.id] = Attachment(
            entry.id,
            address,
            entry.link,
            entry.parent,
            entry.fields.get("_wp_attachment_image_alt", ""),
            entry.excerpt,
            entry.title,
            tuple(dict.fromkeys(_VARIANT.findall(entry.fields.get("_wp_attachment_metadata", "")))),
        )
        found.children.setdefault(entry.parent, []).append(entry.id)
    else:
        if entry.kind == "wp_block":
            found.shared_blocks[entry.id] = entry.content
        status = f" ({entry.status})" if entry.kind in CONTENT_KINDS else ""
        found.kinds[f"{entry.kind}{status}"] += 1


def category_paths(terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Return the names from the topmost category down, by slug; a circle of parents ends where it closes."""
    categories = {term.slug: term for term in terms if term.taxonomy == "category"}
    paths: dict[str, tuple[str, ...]] = {}
    for slug, term in categories.items():
        names, seen, at = [term.name], {slug}, term.parent
        while at in categories and at not in seen:
            seen.add(at)
            names.insert(0, categories[at].name)
            at = categories[at].parent
        paths[slug] = tuple(names)
    return paths


def old_paths(found: Survey) -> dict[str, str]:
    """Return the id of each post and page by its old path."""
    paths: dict[str, str] = {}
    for entry in found.entries:
        path = found.old.path(entry.link)
        if path and "?" not in path:
            paths.setdefault(comparable(path), entry.id)
    return paths
