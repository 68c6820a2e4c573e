"""Knows when a page that was written before is still right: nothing that its template can see has changed.

A page is remembered with a key over all that went into it. What every page can see (the posts' titles, the tags, the
pictures, the templates) is in each key; the text of a post only in the key of its own page, unless a template reads
it elsewhere (`klartext.theme_support.template_reads`). Whatever cannot be told apart makes its page new each time.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from klartext.lint.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from klartext.theme_support.template_reads import TemplateReads

_PLAINEST = frozenset({str, int, float, bytes, bool, type(None)})
_PLAIN = (str, int, float, bytes, bool, type(None), dt.date, dt.time, dt.timedelta, ZoneInfo, enum.Enum, Path)
_POSTS = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")
_MISSING = "<missing>"


class _IndescribableError(TypeError):
    """A value whose content cannot be told."""


class Template(Protocol):
    """What is used of a template."""

    filename: str | None

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the page."""


class PageMemory:
    """The pages of the build before, by the name of their file.

    Args:
        file: where they are kept; its folder must be one for these settings, plugins and versions.
        reads: what the templates read.
        without: names in the context that no template reads, or whose values say nothing about a page.
        files: what else goes into every page, such as translations.
    """

    def __init__(
        self, file: Path, reads: TemplateReads, without: Iterable[str], files: Iterable[Path] = ()
    ) -> None:
        self._file = file
        self._reads = reads
        self._files = tuple(files)
        self._without = frozenset(without)
        self._before, self._summaries_before = _load(file)
        self._pages: dict[str, tuple[str, str, tuple[Any, ...]]] = {}
        self._summaries: dict[str, str] = {}
        self._shared = ""
        self._read_of_class: dict[type, frozenset[str]] = {}
        self._lists: dict[int, tuple[list[Any], str]] = {}

    def key(self, template: Template, local: Mapping[str, Any], shared: Mapping[str, Any]) -> str:
        """Return what tells whether a page is the same; ``""`` where that cannot be told.

        Args:
            template: that of the page.
            local: all that the page sees.
            shared: what all pages see; the same in the whole build.
        """
        if template.filename not in self._reads.sources:
            return ""
        try:
            if not self._shared:
                self._shared = self._digest_of_shared(shared)
            # Names are given to the page alone where the shared context has another value or none.
            given = {name: value for name, value in local.items() if shared.get(name, _MISSING) is not value}
            parts = [f"{name}={self._told(value)}" for name, value in given.items()]
            parts += [
                self._whole(given[name], local["localsiteurl"])
                for name in ("article", "page")
                if name in given
            ]
        except _IndescribableError:
            return ""
        return _digest("\n".join([template.filename or "", self._shared, *parts]))

    def page(self, name: str, key: str, path: Path) -> tuple[str, tuple[Any, ...]] | None:
        """Return the text of an unchanged page and what was noted with it; ``path`` is where it was written."""
        known = self._before.get(name)
        if not key or known is None or known[0] != key:
            return None
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(raw).hexdigest() != known[1]:
            return None
        self._pages[name] = known
        return raw.decode(), known[2]

    def keep(self, name: str, key: str, text: str, noted: Iterable[Any]) -> None:
        """Remember a page that was rendered, and what its rendering asked for besides."""
        if key:
            self._pages[name] = (key, _digest(text), tuple(noted))

    def save(self) -> None:
        """Write what is remembered of this build, and forget what was before."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(self._file) as part:
            part.write_bytes(pickle.dumps((self._pages, self._summaries)))

    def _digest_of_shared(self, shared: Mapping[str, Any]) -> str:
        parts = [f"{file}\n{source}" for file, source in sorted(self._reads.sources.items())]
        parts += [f"{file}\n{file.read_text('utf-8')}" for file in sorted(self._files)]
        for post in _all_posts(shared):
            parts += self._told_of_others(post)
        for static in sorted(shared.get("staticfiles", ()), key=lambda static: str(static.source_path)):
            status = Path(static.source_path).stat()
            moved = getattr(static, "override_save_as", "")
            parts.append(f"{static.source_path} {moved} {status.st_size} {status.st_mtime_ns}")
        for name in sorted(shared):
            if name not in self._without:
                parts.append(f"{name}={self._told(shared[name])}")
        return _digest("\n".join(parts))

    def _told_of_others(self, post: Any) -> Iterator[str]:  # noqa: ANN401 — Pelican's contents are untyped
        """Yield what templates read of any post; a name that the post has not is not told."""
        kind = type(post)
        if kind not in self._read_of_class:
            self._read_of_class[kind] = self._reads.of_others.intersection(dir(kind))
        yield self._told(post)
        for name in sorted(self._reads.of_others.intersection(vars(post)) | self._read_of_class[kind]):
            yield f"{name}={self._told(self._value(post, name))}"

    def _value(self, post: Any, name: str) -> object:  # noqa: ANN401 — as above
        if name != "summary" or "summary" in post.metadata:
            return getattr(post, name, _MISSING)
        # Pelican's first words of a post take long to find, and follow from its text.
        key = _digest(post._content)  # noqa: SLF001 — Pelican's own hook for plugins
        known = self._summaries_before.get(key)
        self._summaries[key] = _digest(str(post.summary)) if known is None else known
        return self._summaries[key]

    def _whole(self, post: Any, site: str) -> str:  # noqa: ANN401 — as above
        hidden = ("_context", "settings", "_content")
        known = {name: value for name, value in vars(post).items() if name not in hidden}
        # Pelican makes attributes of all metadata, which need not be told twice.
        known["metadata"] = {
            name: value for name, value in post.metadata.items() if known.get(name, _MISSING) is not value
        }
        return f"{self._told(known)}\n{post.get_content(site)}"

    def _told(self, value: object) -> str:
        """Return a text that tells a value from any other; contents are told by their files."""
        kind = type(value)
        if kind in _PLAINEST:
            return f"{kind.__name__}:{value!r}"
        if isinstance(value, list):
            # Pelican hands the same long lists to many pages; keeping the list keeps its id from being used again.
            if id(value) not in self._lists:
                self._lists[id(value)] = (value, _digest("\n".join(map(self._told, value))))
            return self._lists[id(value)][1]
        if isinstance(value, tuple):
            return f"({','.join(map(self._told, value))})"
        if isinstance(value, (set, frozenset)):
            return f"{{{','.join(sorted(map(self._told, value)))}}}"
        if isinstance(value, dict):
            return "{" + ",".join(f"{self._told(k)}:{self._told(v)}" for k, v in value.items()) + "}"
        return f"{kind.__name__}:{value!r}" if isinstance(value, _PLAIN) else self._object_told(value)

    def _object_told(self, value: Any) -> str:  # noqa: ANN401 — anything
        kind = type(value)
        name = f"{kind.__module__}.{kind.__qualname__}"
        if hasattr(value, "source_path") and hasattr(value, "metadata"):
            return f"<{name} {value.source_path}>"
        if hasattr(value, "slug") and hasattr(value, "settings"):  # a category, tag or author
            return f"<{name} {value.name!r} {value.slug!r}>"
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
            return f"<{name} {','.join(f'{key}={self._told(field)}' for key, field in fields)}>"
        if kind.__module__ == "pelican.paginator":
            return f"<{name} {self._told({k: v for k, v in vars(value).items() if k != 'settings'})}>"
        if callable(value):
            return f"<{name} {getattr(value, '__qualname__', '')}>"
        raise _IndescribableError(name)


def _all_posts(shared: Mapping[str, Any]) -> Iterator[Any]:
    for kind in _POSTS:
        for post in shared.get(kind, ()):
            yield post
            yield from post.translations


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _load(file: Path) -> tuple[dict[str, tuple[str, str, tuple[Any, ...]]], dict[str, str]]:
    try:
        pages, summaries = pickle.loads(file.read_bytes())  # noqa: S301 — our own file, as trusted as Pelican's caches
    except (OSError, ValueError, TypeError, EOFError, AttributeError, ImportError, pickle.PickleError):
        return {}, {}
    return pages, summaries
