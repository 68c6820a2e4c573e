"""What a rule is: a named check with messages in German and English, options, and the site it may look at."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, TypeVar

from klartext.lint.diagnostic import Diagnostic, Related, Severity, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from klartext.lint.document import Document
    from klartext.lint.source import Span
    from klartext.settings import Settings


class Scope(StrEnum):
    """How much a rule must see; findings of ``SITE`` rules are never cached with one post."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    POST = "post"
    SITE = "site"


class Message(NamedTuple):
    """One message of a rule in both languages, as ``str.format`` templates over the diagnostic's values.

    ``de_one`` and ``en_one`` are taken when the value ``n`` equals 1.
    """

    de: str
    en: str
    de_one: str = ""
    en_one: str = ""


T = TypeVar("T")


class Fact(NamedTuple):
    """Something costly that is known of one document alone, computed once and cached by content and settings.

    ``compute`` must return what ``json`` can write and read back unchanged (lists, not tuples). Rules over
    several posts read the facts of all documents instead of parsing them again; raise ``version`` whenever the
    meaning changes.
    """

    name: str
    version: int
    compute: Callable[[Document, Site], Any]


class Site(Protocol):
    """All that a rule may know beyond its own document."""

    @property
    def settings(self) -> Settings:
        """The site's settings."""

    @property
    def root(self) -> Path:
        """The folder that holds ``pelicanconf.py``; diagnostics' paths are relative to it where they can be."""

    @property
    def content(self) -> Path:
        """The content folder."""

    @property
    def documents(self) -> Sequence[Document]:
        """Every post and page of the site, sorted by path, whether or not it is linted in this run."""

    @property
    def repeated(self) -> frozenset[str]:
        """What several posts share at their ends, see `klartext.lint.repetition`."""

    @property
    def default_author(self) -> str:
        """Whom posts name as their author that name none, empty where nobody is set."""

    @property
    def strict_pages(self) -> bool:
        """Whether the theme's pages have a Content-Security-Policy: nothing inline works, nothing foreign loads."""

    def address(self, document: Document | None = None) -> str:
        """Return the absolute address at which a document is or will be published, or that of the site itself."""

    def fact(self, fact: Fact, document: Document) -> Any:  # noqa: ANN401 — whatever JSON value the fact is
        """Return a fact of one document, from the cache or computed now."""

    def shared(self, build: Callable[[Site], T]) -> T:
        """Return what ``build`` makes of this site, made once a run and seen by all rules."""


class Edit(NamedTuple):
    """A change of a document's source: ``text[start:end]`` becomes ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NoOptions:
    """For rules that have nothing to set."""


class Rule(ABC):
    """A check. A subclass is one file; its docstring has the sections Why, Bad, Good, Options and Source.

    Options are a frozen dataclass ``Options`` nested in the class; the site sets them under
    ``KLARTEXT["lint"]["rules"][name]``.
    """

    code: ClassVar[str]
    """Two or three letters for the plugin and three digits, never reused: ``SP001``."""
    name: ClassVar[str]
    """Kebab-case, names the pattern and reads after "allow …"."""
    scope: ClassVar[Scope]
    severity: ClassVar[Severity] = Severity.WARNING
    languages: ClassVar[frozenset[str] | None] = None
    """The languages whose posts it reads; None for all."""
    messages: ClassVar[Mapping[str, Message]]
    facts: ClassVar[tuple[Fact, ...]] = ()
    """The facts that it reads of other documents; they are computed while a document is parsed anyway."""
    Options: ClassVar[type[Any]] = NoOptions

    def __init__(self, options: Any = None, severity: Severity | None = None) -> None:  # noqa: ANN401 — Options
        self.options = self.Options() if options is None else options
        self.active_severity = severity or self.severity

    @abstractmethod
    def check(self, document: Document, site: Site) -> Iterator[Diagnostic]:
        """Yield the findings in one document."""

    def fix(self, document: Document, diagnostic: Diagnostic) -> tuple[Edit, ...]:  # noqa: ARG002 — for subclasses
        """Return the edits that mend a finding of this rule without changing what the post says; none by default."""
        return ()

    def found(
        self,
        document: Document,
        span: Span,
        message: str = "found",
        /,
        *,
        related: tuple[Related, ...] = (),
        **values: Value,
    ) -> Diagnostic:
        """Return a diagnostic of this rule for a span of the document's source."""
        return Diagnostic(
            rule=self.name,
            severity=self.active_severity,
            place=document.place(span),
            evidence=document.text[span.start : span.end],
            message=message,
            values=tuple(values.items()),
            related=related,
        )
