"""A blog of Markdown files, as it is read before it moves in: posts, answers, and where its pictures lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klartext.moving_in.records import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_LEFT_ALONE = frozenset("_site public node_modules vendor resources output __pycache__ venv env".split())
_LARGEST_BYTES = 64_000_000


@dataclass(frozen=True)
class SourceAnswer:
    """An answer of the old blog; ``parent`` is the id of the answer it replies to."""

    id: str
    name: str
    date: str
    body: str
    site: str = ""
    parent: str = ""


@dataclass
class SourcePost:
    """A post or page; ``file`` is below the old blog's folder.

    ``header`` holds what comes after title, dates and terms; ``old_path`` is where readers found it, from the web
    root, nothing where nobody could. ``resources`` is the folder that relative addresses start from.
    """

    file: Path
    kind: str
    title: str
    slug: str
    date: str
    body: str
    body_line: int = 1
    draft: bool = False
    modified: str = ""
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    summary: str = ""
    lang: str = ""
    cover: str = ""
    cover_alt: str = ""
    cover_caption: str = ""
    header: list[tuple[str, str]] = field(default_factory=list)
    fields: Mapping[str, object] = field(default_factory=dict)
    old_path: str = ""
    aliases: tuple[str, ...] = ()
    answers: list[SourceAnswer] = field(default_factory=list)
    html: bool = False


@dataclass
class SourceBlog:
    """The whole blog; ``statics`` are folders whose files lie at the web root, the first that has a file wins."""

    folder: Path
    address: str
    title: str = ""
    posts: list[SourcePost] = field(default_factory=list)
    statics: tuple[Path, ...] = ()
    feeds: tuple[str, ...] = ()
    troubles: list[tuple[str, Trouble]] = field(default_factory=list)
    """Files that could not be read as they stand: path, and why."""
    term_path: Callable[[str, str], str] = lambda _kind, _name: ""
    """The old path of the page of a ``category``, ``tag`` or ``author`` by its name; nothing where there was none."""

    def trouble(self, path: Path, key: str, line: int = 0, detail: str = "") -> None:
        """Remember what could not be read."""
        self.troubles.append((self.shown(path), Trouble(key, line, detail)))

    def shown(self, path: Path) -> str:
        """Return a path as messages name it."""
        return (
            path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.as_posix()
        )

    def read(self, path: Path) -> str | None:
        """Return a file's text; what is no UTF-8 is read as Windows-1252, as WordPress's exports are, and told."""
        try:
            if path.stat().st_size > _LARGEST_BYTES:
                self.trouble(path, "unreadable-file", 0, "> 64 MB")
                return None
            raw = path.read_bytes()
        except OSError as error:
            self.trouble(path, "unreadable-file", 0, error.strerror or "")
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.trouble(path, "wrong-encoding", raw.count(b"\n", 0, error.start) + 1)
            text = raw.decode("cp1252", "replace")
        if "\0" in text:
            self.trouble(path, "control-characters", text.count("\n", 0, text.index("\0")) + 1)
            text = text.replace("\0", "")
        return text.replace("\r\n", "\n").replace("\r", "\n")


def files_below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """Yield files by name, sorted; built sites, hidden folders and links to folders are left alone."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (path.is_dir() and path.name in _LEFT_ALONE):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from files_below(path, endings)
        elif path.name.lower().endswith(endings):
            yield path
