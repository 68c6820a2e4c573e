"""A site's settings file and content files, read without Pelican, as the documents that all commands work on."""

from __future__ import annotations

import contextlib
import fnmatch
import os
import re
import sys
import types
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar
from urllib.parse import unquote

from klartext.click_to_tweet.shortcode import scan
from klartext.lint.document import Document
from klartext.lint.lazy_regex import lazy_regex
from klartext.lint.messages.problem import Problem, reason
from klartext.lint.repetition import ends_of, repeated_passages
from klartext.settings import Settings, SettingsError, parse_settings
from klartext.settings_file import find_settings
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from klartext.lint.rule import Fact, Message, Site

T = TypeVar("T")

EXTENSIONS = (".md", ".markdown", ".mkd", ".mdown")
"""The file endings that Pelican's Markdown reader takes."""

_TEXT_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages", *(f"{ending}.txt" for ending in EXTENSIONS))
"""Endings of texts that somebody may take for a post; ``post.md.txt`` is what Windows makes of ``post.md``."""

_TO_FILE = lazy_regex(r"[{|](?:static|attach|filename)[}|]([^)\"'>\r\n]+)", re.IGNORECASE)
"""A link to a file among the content."""

_BLANKS = "\ufeff \t\r\n"
_BEGINNING = 100
"""Characters that show nearly always that a file is not empty, without copying it."""


class MissingPath(Problem):
    """A file or folder that is asked for does not exist."""


class InputProblem(NamedTuple):
    """A content file that cannot be read at all.

    ``key`` is ``not-utf8``, ``unreadable``, ``empty`` or ``no-markdown``; ``line`` is 0 where there is none.
    """

    path: str
    line: int
    key: str
    detail: str | Message = ""


DRAFT_FOLDERS = {"de": "entwuerfe", "en": "drafts"}
"""What a folder for drafts is called, by the site's language. A habit: a draft is what says so in its header."""


@dataclass(frozen=True)
class Configuration:
    """What ``pelicanconf.py`` says, as far as we need it."""

    file: Path | None
    root: Path
    values: Mapping[str, Any]
    settings: Settings

    @property
    def content(self) -> Path:
        """The content folder, absolute."""
        return _under(self.root, self.text("PATH", "." if self.file is None else "content"))

    @property
    def articles(self) -> Path:
        """The folder of posts, absolute: the first that Pelican reads them from."""
        return self.content / self.first_folder("ARTICLE_PATHS", "")

    @property
    def default_lang(self) -> str:
        """The language of posts that name none."""
        return self.text("DEFAULT_LANG", "en" if self.file else "de")

    @property
    def default_author(self) -> str:
        """The author of posts that name none, empty where nobody is set."""
        return str(self.values.get("AUTHOR") or "")

    @property
    def ignored_names(self) -> tuple[str, ...]:
        """The patterns of names that Pelican passes over."""
        return tuple(pattern.rpartition("/")[2] for pattern in self.texts("IGNORE_FILES", (".*",)))

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The folders of the theme's templates, absolute, those that replace others first."""
        replaced = self.texts("THEME_TEMPLATES_OVERRIDES", ())
        theme = self.text("THEME", "")
        folders = [_under(self.root, folder) for folder in replaced]
        return (*folders, _under(self.root, theme) / "templates") if theme else tuple(folders)

    @cached_property
    def strict_pages(self) -> bool:
        """Whether some template of the theme states a Content-Security-Policy."""
        return any(
            "Content-Security-Policy" in template.read_text("utf-8", errors="replace")
            for folder in self.template_folders
            for template in sorted(folder.glob("*.html"))
        )

    @property
    def plugins(self) -> tuple[object, ...]:
        """The site's ``PLUGINS``."""
        return tuple(self.values.get("PLUGINS") or ())

    def text(self, key: str, default: str) -> str:
        """Return a setting that must be a text.

        Raises:
            SettingsError: it is something else.
        """
        value = self.values.get(key, default)
        if isinstance(value, Path):
            return str(value)
        if not isinstance(value, str):
            raise SettingsError(PHRASES["must_be_text"], where=f"{self.file}: {key}", value=value)
        return value

    def texts(self, key: str, default: Sequence[str]) -> tuple[str, ...]:
        """Return a setting that must be a list of texts.

        Raises:
            SettingsError: it is something else.
        """
        value = self.values.get(key, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, (str, Path)) for item in value):
            raise SettingsError(PHRASES["must_be_texts"], where=f"{self.file}: {key}", value=value)
        return tuple(str(item) for item in value)

    def first_folder(self, key: str, default: str) -> str:
        """Return the first folder of a setting that lists some below the content, the default where it lists none."""
        return next(iter(self.texts(key, ())), default).strip("/")


class FactCache(Protocol):
    """Keeps facts by the content of their documents."""

    def fact(self, fact: Fact, document: Document) -> tuple[Any, bool]:
        """Return a fact and whether it is known."""

    def keep_fact(self, fact: Fact, document: Document, value: object) -> None:
        """Remember a fact."""


@dataclass(frozen=True)
class LoadedSite:
    """The site with its documents; satisfies the protocol that rules see."""

    configuration: Configuration
    documents: tuple[Document, ...]
    """Every readable post and page, sorted by path, and files named outside the content folder."""
    selected: tuple[Document, ...]
    """Those that this run is asked about."""
    problems: tuple[InputProblem, ...]
    cache: FactCache | None = None
    """Where facts are kept from run to run."""
    passages: frozenset[str] | None = None
    """What ``repeated`` returns; None as long as nobody has asked. Of a text in an editor, the saved posts tell it."""
    _facts: dict[tuple[str, int, str], Any] = field(default_factory=dict, repr=False)
    _shared: dict[Callable[[Site], Any], Any] = field(default_factory=dict, repr=False)

    @property
    def settings(self) -> Settings:
        """The ``KLARTEXT`` settings."""
        return self.configuration.settings

    @property
    def root(self) -> Path:
        """The folder that holds the settings file."""
        return self.configuration.root

    @cached_property
    def content(self) -> Path:
        """The content folder."""
        return self.configuration.content

    @property
    def default_author(self) -> str:
        """The author of posts that name none, empty where nobody is set."""
        return self.configuration.default_author

    @property
    def strict_pages(self) -> bool:
        """Whether the theme's pages have a Content-Security-Policy."""
        return self.configuration.strict_pages

    @cached_property
    def repeated(self) -> frozenset[str]:
        """What several posts share at their ends: footers, licences, title endings."""
        return repeated_passages(map(ends_of, self.documents)) if self.passages is None else self.passages

    def address(self, document: Document | None = None, status: str = "") -> str:
        """Return the address at which Pelican will publish a document, or the site without a slash at the end.

        ``status`` asks for the address that the document would have with another status.
        """
        from klartext.article_address import article_address, site_address  # noqa: PLC0415 — few commands ask for it

        settings = self.shared(_pelican_settings)
        return site_address(settings) if document is None else article_address(document, settings, status)

    def fact(self, fact: Fact, document: Document) -> Any:  # noqa: ANN401 — whatever JSON value the fact is
        """Return a fact of one document; it is computed once a run, and once for all where there is a cache."""
        key = (fact.name, fact.version, document.path)
        if key not in self._facts:
            value, known = self.cache.fact(fact, document) if self.cache else (None, False)
            if not known:
                value = fact.compute(document, self)
                if self.cache:
                    self.cache.keep_fact(fact, document, value)
            self._facts[key] = value
        return self._facts[key]

    def shared(self, build: Callable[[Site], T]) -> T:
        """Return what ``build`` makes of this site; it is made once a run."""
        if build not in self._shared:
            self._shared[build] = build(self)
        made: T = self._shared[build]
        return made


def _pelican_settings(site: Site) -> dict[str, Any]:
    from klartext.article_address import pelican_settings  # noqa: PLC0415 — as above

    return pelican_settings(site.configuration.values if isinstance(site, LoadedSite) else {})


def load_configuration(settings_file: Path | None = None) -> Configuration:
    """Return the configuration of the site here, or of the site whose settings file is named.

    Raises:
        SettingsError: the file is missing, raises, or holds a setting we cannot use.
    """
    here = Path.cwd()
    file = (here / settings_file).resolve() if settings_file else find_settings(here)
    if file is None:
        return Configuration(None, here, {}, Settings())
    if not file.is_file():
        raise SettingsError(PHRASES["no_settings_file"], file=settings_file)
    values = _execute(file)
    try:
        settings = parse_settings(values.get("KLARTEXT", {}))
    except SettingsError as error:
        error.place = f"{_shown(file, here)}: {error.place}" if error.place else _shown(file, here)
        raise
    return Configuration(file, file.parent, values, settings)


def load_site(settings_file: Path | None = None, paths: Sequence[Path] = ()) -> LoadedSite:
    """Return the site with all its documents.

    Args:
        settings_file: the settings file; without it the nearest ``pelicanconf.py`` from here upwards.
        paths: files and folders to work on, relative to the current folder; without them the content folder.

    Raises:
        SettingsError: settings cannot be used, or there is neither a settings file nor a path.
        MissingPath: a path does not exist.
    """
    configuration = load_configuration(settings_file)
    if configuration.file is None and not paths:
        raise SettingsError(PHRASES["nothing_to_check"])
    if configuration.file is not None and not paths and not configuration.content.is_dir():
        raise MissingPath(PHRASES["no_content_folder"], path=configuration.content)
    return site_of(configuration, paths)


def site_of(configuration: Configuration, paths: Sequence[Path] = ()) -> LoadedSite:
    """Return the documents of a site that is already configured; ``paths`` as in `load_site`."""
    root = configuration.root
    kinds: dict[Path, bool] = {}
    if configuration.file is not None:
        kinds.update(_content_files(configuration))
    wanted: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise MissingPath(PHRASES["no_such_path"], path=path)
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 — resolve() would follow a symbolic link away
        if absolute.is_dir():
            inside = _files_below(absolute)
            # A folder that holds content means its content; any other folder means every Markdown file in it.
            known = [p for p in inside if p in kinds]
            wanted.update(known or inside)
        else:
            wanted.add(absolute)
    if not paths:
        wanted.update(kinds)
    documents: list[Document] = []
    selected: list[Document] = []
    problems: list[InputProblem] = []
    for path in {**kinds, **dict.fromkeys(wanted, False)}:
        shown = _shown(path, root)
        text = _read(path, shown)
        if isinstance(text, InputProblem):
            if path in wanted:
                problems.append(text)
            continue
        document = Document(shown, text, configuration.default_lang, scan, is_page=kinds.get(path, False))
        documents.append(document)
        if path in wanted:
            selected.append(document)
    problems += () if paths else _passed_over(configuration, documents)
    return LoadedSite(
        configuration,
        tuple(sorted(documents, key=_path)),
        tuple(sorted(selected, key=_path)),
        tuple(sorted(problems, key=lambda p: p.path)),
    )


def _path(document: Document) -> str:
    return document.path


def _execute(file: Path) -> dict[str, Any]:
    """Run a settings file and return its upper-case names, as Pelican does."""
    module = types.ModuleType(file.stem)
    module.__file__ = str(file)
    folder = str(file.parent)
    sys.path.insert(0, folder)  # publishconf.py says "from pelicanconf import *"
    try:
        code = compile(file.read_bytes(), str(file), "exec")
        with contextlib.redirect_stdout(
            sys.stderr
        ):  # what a settings file prints must not end up in our JSON
            exec(code, module.__dict__)  # noqa: S102 — a settings file is Python; Pelican runs it the same way
    except SyntaxError as error:
        shown = _shown(file, Path.cwd())
        raise SettingsError(
            PHRASES["no_python"], file=shown, line=error.lineno or 1, detail=error.msg
        ) from error
    except (Exception, SystemExit) as error:
        import traceback  # noqa: PLC0415 — only where the settings fail

        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == str(file)]
        where = f"{_shown(file, Path.cwd())}:{frames[-1].lineno}" if frames else _shown(file, Path.cwd())
        raise SettingsError(
            PHRASES["raises"], where=where, kind=type(error).__name__, detail=error
        ) from error
    finally:
        sys.path.remove(folder)
    return {key: value for key, value in vars(module).items() if key.isupper()}


def _content_files(configuration: Configuration) -> dict[Path, bool]:
    """Return Pelican's articles and pages: absolute path → whether it is a page."""
    content = configuration.content
    pages = configuration.texts("PAGE_PATHS", ("pages",))
    articles = configuration.texts("ARTICLE_PATHS", ("",))
    patterns = configuration.ignored_names
    found: dict[Path, bool] = {}
    for folders, excluded, is_page in (
        (articles, (*configuration.texts("ARTICLE_EXCLUDES", ()), *pages), False),
        (pages, configuration.texts("PAGE_EXCLUDES", ()), True),
    ):
        # Pelican excludes the articles' folders from the pages by default, and "", the whole content, bars nothing.
        barred = [bar for folder in excluded if (bar := _under(content, folder)) != content]
        for folder in folders:
            for path in _files_below(_under(content, folder)):
                is_barred = any(path == bar or _below(path, bar) for bar in barred)
                if not is_barred and not _ignored(path, content, patterns):
                    found[path] = is_page
    return found


def _passed_over(configuration: Configuration, documents: Sequence[Document]) -> list[InputProblem]:
    """Return what lies among the posts and looks like one, but in a form that Pelican passes over without a word."""
    content, patterns = configuration.content, configuration.ignored_names
    folders = (*configuration.texts("ARTICLE_PATHS", ("",)), *configuration.texts("PAGE_PATHS", ("pages",)))
    published = configuration.texts("STATIC_PATHS", ("images",))
    barred = [_under(content, f) for f in (*published, *configuration.texts("ARTICLE_EXCLUDES", ()))]
    found = {path for folder in folders for path in _files_below(_under(content, folder), _TEXT_DOCUMENTS)}
    unused = [
        path
        for path in sorted(found)
        if path.name.lower().endswith(_TEXT_DOCUMENTS)  # ARTICLE_PATHS may name a single post
        and not path.name.startswith((".", "~"))
        and not _ignored(path, content, patterns)
        and not any(path.is_relative_to(folder) for folder in barred)
    ]
    # What a post links to is published, wherever it lies.
    texts = (document.text for document in documents) if unused else ()
    linked = {
        unquote(match[1].strip()).rpartition("/")[2] for text in texts for match in _TO_FILE.finditer(text)
    }
    root = configuration.root
    return [InputProblem(_shown(path, root), 0, "no-markdown") for path in unused if path.name not in linked]


def _ignored(path: Path, content: Path, patterns: Sequence[str]) -> bool:
    below = _below(path, content)
    names = below.split("/") if below else (path.name,)
    return any(fnmatch.fnmatch(name, pattern) for name in names for pattern in patterns)


def _files_below(folder: Path, endings: tuple[str, ...] = EXTENSIONS) -> list[Path]:
    """Return the Markdown files below a folder (or the file itself), sorted; a loop of links is walked once."""
    if folder.is_file():
        return [folder]
    return sorted(_walk(folder, endings, set()))


def _walk(folder: Path, endings: tuple[str, ...], seen: set[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if is_folder:
            yield from _walk(folder / entry.name, endings, seen)
        elif entry.name.lower().endswith(endings):
            yield folder / entry.name


def _read(path: Path, shown: str) -> str | InputProblem:
    try:
        raw = path.read_bytes()
    except OSError as error:
        return InputProblem(shown, 0, "unreadable", reason(error))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return InputProblem(shown, line, "not-utf8", f"0x{raw[error.start]:02x}")
    if not text[:_BEGINNING].strip(_BLANKS) and not text.strip(_BLANKS):
        return InputProblem(shown, 0, "empty")
    return text


def _under(folder: Path, path: str) -> Path:
    return Path(os.path.abspath(folder / path))  # noqa: PTH100 — resolve() would follow a symbolic link away


def _shown(path: Path, root: Path) -> str:
    return _below(path, root) or path.as_posix()


def _below(path: Path, folder: Path) -> str:
    """Return a path from a folder on, empty where it is not inside; ``relative_to`` is slow for many posts."""
    text, start = path.as_posix(), f"{folder.as_posix().rstrip('/')}/"
    return text[len(start) :] if text.startswith(start) else ""


def document_from_text(text: str, path: str, configuration: Configuration) -> Document:
    """Return a document for text that is not saved yet, as an editor or ``--stdin-filename`` has it."""
    return Document(path, text, configuration.default_lang, scan, is_page=_is_page(path, configuration))


def _is_page(path: str, configuration: Configuration) -> bool:
    absolute = _under(configuration.root, path)
    pages: Iterable[str] = configuration.texts("PAGE_PATHS", ("pages",))
    return any(absolute.is_relative_to(_under(configuration.content, page)) for page in pages)
