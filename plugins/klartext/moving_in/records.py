"""What an export holds, as plain records: authors, terms, entries with their comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Channel:
    """The blog: ``site_address`` is where WordPress lives, ``blog_address`` where readers find the blog."""

    title: str
    version: str
    site_address: str
    blog_address: str
    language: str


@dataclass(frozen=True, slots=True)
class Author:
    """A person with an account; WordPress exports no biography unless a plugin adds it."""

    login: str
    id: str = ""
    name: str = ""
    email: str = ""
    biography: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or term of another taxonomy; ``parent`` is the slug of the term above."""

    taxonomy: str
    slug: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A term as an entry carries it."""

    taxonomy: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Comment:
    """An answer, or a pingback or trackback (``kind``); ``status`` is ``1``, ``0``, ``spam`` or ``trash``."""

    id: str
    author: str
    email: str
    site: str
    date: str
    content: str
    status: str
    kind: str
    parent: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A post, page, attachment or anything else WordPress keeps; ``line`` is its line in the export.

    Dates are as written (``2014-03-01 10:00:00``); ``date_gmt`` tells the zone of ``date``.
    """

    line: int
    id: str
    kind: str
    status: str
    title: str
    slug: str
    link: str
    author: str
    content: str
    excerpt: str
    date: str
    date_gmt: str
    modified: str
    published: str
    parent: str
    password: str
    attachment: str
    sticky: bool
    labels: tuple[Label, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the export that could not be read as it stands.

    ``key`` is one of the kinds of notes in ``klartext.moving_in.wording``; ``detail`` says which, or how many.
    """

    key: str
    line: int
    detail: str = ""


Record = Channel | Author | Term | Entry | Trouble
