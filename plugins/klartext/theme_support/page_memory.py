"""Knows when a page that was written before is still right: nothing that its template saw has changed.

A page is remembered with a key over what every page can see (the lists of posts, the tags, the pictures, the
templates), and with what it read of single posts while it was rendered (`klartext.theme_support.page_notes`): it is
the same as long as those attributes are. Whatever cannot be told makes its page new each time.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from klartext.lint.whole_file import whole_file
from klartext.theme_support.translations import page_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from klartext.theme_support.page_notes import Notes, Wish

_PLAINEST = frozenset({int, float, bool, type(None)})
_PLAIN = (int, float, bytes, dt.date, dt.time, dt.timedelta, ZoneInfo, enum.Enum, Path)
_MISSING = "<missing>"

_Reads = tuple[tuple[str, tuple[str, ...]], ...]
"""Posts, by their files below the content folder, and the attributes that were read of each."""


class _IndescribableError(TypeError):
    """A value whose content cannot be told."""


class _Page(NamedTuple):
    key: str
    text: str  # its digest
    wishes: tuple[Wish, ...]
    reads: _Reads
    seen: str  # the digest of what was read


class Template(Protocol):
    """What is used of a template."""

    filename: str | None

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the page."""


class PageMemory:
    """The pages of the build before, by the name of their file.

    Args:
        file: where they are kept; its folder must be one for these settings, plugins and versions.
        context: what all pages see; complete when the first page is asked for.
        without: names in the context that no template reads, or whose values say nothing about a page.
        templates: the files of all templates; pages of others are not remembered.
        files: what else goes into every page, such as translations.
    """

    def __init__(
        self,
        file: Path,
        context: Mapping[str, Any],
        without: Iterable[str],
        templates: Iterable[str],
        files: Iterable[Path] = (),
    ) -> None:
        self._file = file
        self._context = context
        self._without = frozenset(without)
        self._templates = frozenset(templates)
        self._files = tuple(files)
        self._before = _load(file)
        self._pages: dict[str, _Page] = {}
        self._shared = ""
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._objects: dict[int, tuple[object, str]] = {}
        self._posts: dict[tuple[str, tuple[str, ...], str], str] = {}

    def key(self, template: Template, local: Mapping[str, Any]) -> str:
        """Return what tells whether a page may be the same; ``""`` where that cannot be told.

        Args:
            template: that of the page.
            local: all that the page sees.
        """
        if template.filename not in self._templates:
            return ""
        try:
            if not self._shared:
                self._shared = self._digest_of_shared()
            # Names are given to the page alone where the shared context has another value or none.
            given = {n: value for n, value in local.items() if self._context.get(n, _MISSING) is not value}
            parts = [f"{name}={self._told(value)}" for name, value in given.items()]
        except _IndescribableError:
            return ""
        return _digest("\n".join([template.filename or "", page_language(local), self._shared, *parts]))

    def page(self, name: str, key: str, path: Path) -> tuple[str, tuple[Wish, ...]] | None:
        """Return the text of an unchanged page and what was noted with it; ``path`` is where it was written."""
        known = self._before.get(name)
        if not key or known is None or known.key != key:
            return None
        try:
            if self._seen(known.reads) != known.seen:
                return None
            raw = path.read_bytes()
        except (_IndescribableError, OSError):
            return None
        if hashlib.sha256(raw).hexdigest() != known.text:
            return None
        self._pages[name] = known
        return raw.decode(), known.wishes

    def keep(self, name: str, key: str, text: str, notes: Notes) -> None:
        """Remember a page that was rendered, and what its rendering asked for."""
        if key:
            try:
                reads = self._by_post(notes)
                self._pages[name] = _Page(key, _digest(text), tuple(notes.wishes), reads, self._seen(reads))
            except _IndescribableError:
                return

    def save(self) -> None:
        """Write what is remembered of this build, and forget what was before."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(self._file) as part:
            part.write_bytes(pickle.dumps(self._pages))

    def _digest_of_shared(self) -> str:
        files = sorted({*map(Path, self._templates), *self._files})
        parts = [f"{file}\n{hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files]
        for static in sorted(
            self._context.get("staticfiles", ()), key=lambda static: str(static.source_path)
        ):
            status = Path(static.source_path).stat()
            moved = getattr(static, "override_save_as", "")
            stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
            parts.append(f"{static.source_path} {moved} {stamp}")
        names = sorted(self._context.keys() - self._without)
        parts += [f"{name}={self._told(self._context[name])}" for name in names]
        return _digest("\n".join(parts))

    def _by_post(self, notes: Notes) -> _Reads:
        names: dict[Any, list[str]] = {}
        for post, name in notes.reads:
            names.setdefault(post, []).append(name)
        reads = []
        for post, read in names.items():
            file = getattr(post, "relative_source_path", "")
            if self._context["generated_content"].get(file) is not post:
                raise _IndescribableError(file)
            found = tuple(sorted(read))
            reads.append(
                (file, self._names.setdefault(found, found))
            )  # one tuple for all makes the file small
        return tuple(reads)

    def _seen(self, reads: _Reads) -> str:
        """Return a digest of what a page sees that reads these attributes now."""
        return _digest("\n".join([self._post_told(file, names) for file, names in reads]))

    def _post_told(self, file: str, names: tuple[str, ...]) -> str:
        post = self._context["generated_content"].get(file)
        if post is None:
            raise _IndescribableError(file)
        # Links in a post's text begin with the way from the page to the top.
        key = (file, names, str(post.get_siteurl()))
        if key not in self._posts:
            told = [self._told(getattr(post, name, _MISSING)) for name in names]
            self._posts[key] = _digest("\n".join(told))
        return self._posts[key]

    def _told(self, value: object) -> str:
        """Return a text that tells a value from any other; contents are told by their files."""
        kind = type(value)
        if isinstance(value, str):
            return f"{kind.__name__}{len(value)}:{value}"
        if kind in _PLAINEST:
            return f"{kind.__name__}:{value!r}"
        if isinstance(value, tuple):
            return f"({','.join(map(self._told, value))})"
        if isinstance(value, dict):
            return "{" + ",".join([f"{self._told(k)}:{self._told(v)}" for k, v in value.items()]) + "}"
        # Many pages see the same objects; keeping one keeps its id from being used again.
        if id(value) not in self._objects:
            self._objects[id(value)] = (value, self._object_told(value))
        return self._objects[id(value)][1]

    def _object_told(self, value: Any) -> str:  # noqa: ANN401 — anything
        kind = type(value)
        name = f"{kind.__module__}.{kind.__qualname__}"
        if isinstance(value, (list, set, frozenset)):
            told = map(self._told, value)
            return f"{name}:{_digest(','.join(told if isinstance(value, list) else sorted(told)))}"
        if isinstance(value, _PLAIN):
            return f"{name}:{value!r}"
        if hasattr(value, "source_path") and hasattr(value, "metadata"):
            return f"<{name} {value.source_path}>"
        if hasattr(value, "slug") and hasattr(value, "settings"):  # a category, tag or author
            return f"<{name} {value.name!r} {value.slug!r}>"
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
            return f"<{name} {','.join(f'{key}={self._told(field)}' for key, field in fields)}>"
        if kind.__module__ == "pelican.paginator":
            return f"<{name} {self._told({k: v for k, v in vars(value).items() if k != 'settings'})}>"
        raise _IndescribableError(name)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _load(file: Path) -> dict[str, _Page]:
    try:
        pages: dict[str, _Page] = pickle.loads(file.read_bytes())  # noqa: S301 — our own file, as trusted as Pelican's caches
    except (OSError, ValueError, TypeError, EOFError, AttributeError, ImportError, pickle.PickleError):
        return {}
    return pages
