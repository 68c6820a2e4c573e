"""Gives the theme's templates their filters, strings and lists, and writes the site's one stylesheet."""

from __future__ import annotations

import functools
import io
import itertools
import logging
import os
import posixpath
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

from babel.dates import format_date
from jinja2 import Environment, FileSystemBytecodeCache, pass_context
from markupsafe import Markup, escape
from pelican import signals
from pelican.contents import Article, Content, Page, Static
from pelican.generators import (
    ArticlesGenerator,
    Generator,
    PagesGenerator,
    PelicanTemplateNotFound,
    StaticGenerator,
)
from pelican.readers import MarkdownReader
from pelican.utils import sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from klartext.build_site import klartext_settings, message_language, output_files
from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message
from klartext.theme_support.addresses import PHRASES as ADDRESSES
from klartext.theme_support.addresses import collisions, shared_pages
from klartext.theme_support.feeds import pages_of_feeds, with_whole_addresses
from klartext.theme_support.page_memory import PageMemory
from klartext.theme_support.page_notes import Notes, NotingEnvironment, noted_attr
from klartext.theme_support.picture_markup import PictureShelf, picture_html, with_pictures
from klartext.theme_support.picture_memory import PictureMemory
from klartext.theme_support.pictures import (
    Rendition,
    UnusablePictureError,
    made_before,
    make_all,
    publish,
    published_width,
)
from klartext.theme_support.published_films import publish_film
from klartext.theme_support.read_ahead import read_ahead
from klartext.theme_support.reader_cache import WITHOUT_EFFECT, cache_key, plugin_sources, prepare
from klartext.theme_support.reading import reading_minutes
from klartext.theme_support.related import related_posts
from klartext.theme_support.search_index import FOLDER as INDEX_FOLDER
from klartext.theme_support.search_index import SearchIndexError, available, build_index
from klartext.theme_support.series import SeriesError, join_series
from klartext.theme_support.steady_writer import SteadyFile
from klartext.theme_support.stylesheet import build_stylesheet, fingerprint, separate_stylesheets
from klartext.theme_support.translations import PageTranslator, page_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from jinja2.runtime import Context, Macro
    from pelican import Pelican

    from klartext.settings import Author
    from klartext.theme_support.page_memory import Template

Text = TypeVar("Text", bound=str)

RELATED_COUNT = 3

PHRASES: Mapping[str, Message] = {
    "not_published": Message(
        de="{file} wird nicht veröffentlicht, denn Kamera und Ort könnten darin stehen: {why}",
        en="{file} is not published, for camera and place might stand in it: {why}",
    ),
    "same_file": Message(
        de="zwei Seiten wollen {file} werden: geben Sie einer von ihnen einen anderen Slug",
        en="two pages want to be {file}: give one of them another slug",
    ),
    "no_template": Message(
        de="{file}: Template: {name} ist keine Vorlage des Themes; berichtigen oder löschen Sie die Zeile",
        en="{file}: Template: {name} is no template of the theme; correct or delete the line",
    ),
    "removed": Message(de="Aus der Ausgabe entfernt: {files}", en="Removed from the output: {files}"),
}

_NOT_SEEN = (
    "picture_shelf",
    "page_notes",
    "page_translator",
    "made_once",
    "page_memory",
    "klartext_site",
    "localsiteurl",
    "moved",
    "generated_content",
    # A page's key knows these files by themselves.
    "static_content",
    "static_links",
    "staticfiles",
)
"""Names in the context that no template reads, or that say nothing about a page."""
logger = logging.getLogger(__name__)


class PictureGenerator(Generator):
    """Publishes the site's pictures: each as the pages ask for it, none with camera data or a place in it."""

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Make what the pages, all rendered by now, asked for; take the originals off Pelican's list of copies."""
        if memory := self.context["page_memory"]:
            memory.save()
        shelf: PictureShelf = _shelf(self.context)
        wanted = dict(shelf.renditions)
        as_they_are, films = [], []
        for static in self.context["staticfiles"]:
            address = str(static.save_as)
            picture = shelf.picture(str(static.url))
            if picture is None and not self._is_silent_film(static, shelf):
                as_they_are.append(static)
            elif picture is None:
                films.append(Path(address))
            else:
                wanted[address] = Rendition(picture, published_width(picture), picture.format)
        shelf.memory.save()
        made = make_all(wanted.values(), _cache_folder(self.settings["PATH"]))
        for address, rendition in wanted.items():
            result = made[rendition]
            if isinstance(result, UnusablePictureError):
                shelf.problems[address] = result
            else:
                publish(result, Path(self.output_path) / address)
        for static in self.context["staticfiles"]:
            problem = shelf.problems.get(str(static.save_as))
            if problem and not problem.as_it_is:
                # A copy as it is would hand on the place and the camera.
                lang = message_language(self.settings)
                why = problem.told(lang)
                line = sentence(PHRASES["not_published"], lang, file=static.source_path, why=why)
                logger.warning("%s", line)
                as_they_are = [other for other in as_they_are if other is not static]
        # Pelican copies what is left in this very list.
        self.context["staticfiles"][:] = as_they_are
        ours = output_files(self.settings)
        ours.note([*map(Path, wanted), *films])
        ours.note(Path(str(static.save_as)) for static in self.context["staticfiles"])
        ours.note(_theme_files(self.settings))

    def _is_silent_film(self, static: Static, shelf: PictureShelf) -> bool:
        """Publish a film that would tell a place or a camera without them; tell whether this file was one."""
        try:
            return publish_film(Path(static.source_path), Path(self.output_path) / static.save_as)
        except UnusablePictureError as error:
            shelf.problems[str(static.save_as)] = error
            return False


class SearchGenerator(Generator):
    """Writes the search page, where Pagefind is installed; the index is made when all pages are there."""

    def generate_output(self, writer: Writer) -> None:
        """Write the page."""
        if name := self.context["search_page"]:
            template = self.get_template("search")
            writer.write_file(name, template, self.context, self.settings["RELATIVE_URLS"], url=name)


@dataclass(frozen=True, slots=True)
class _RememberedTemplate:
    """Stands for a template whose pages are rendered only if something about them has changed."""

    template: Template
    memory: PageMemory
    shared: dict[str, Any]
    output: str
    unchanged: set[str]
    """The files that need not be written, as the writer will call them."""

    def render(self, local: Mapping[str, Any]) -> str:
        """Return the page, from the build before where it is the same."""
        name, notes = str(local["output_file"]), self.shared["page_notes"]
        key, file = self.memory.key(self.template, local), sanitised_join(self.output, name)
        if found := self.memory.page(name, key, Path(file)):
            text, wishes = found
            self.unchanged.add(file)
            _shelf(self.shared).want_again(wishes)
            return text
        with notes.apart() as own:
            text = self.template.render(local)
        self.memory.keep(name, key, text, own)
        return text


class StylesheetGenerator(Generator):
    """Writes the stylesheets, one for all pages and those that few need.

    Their names carry a fingerprint and stand in the context as ``STYLESHEET`` and ``STYLESHEETS``.
    """

    def generate_context(self) -> None:
        """Build the text once the categories are known."""
        slugs = [category.slug for category, _ in self.context["categories"]]
        theme = klartext_settings(self.settings).theme
        parts, folder = Path(self.theme) / "static" / "css", self.settings["THEME_STATIC_DIR"]
        texts = {"site": build_stylesheet(theme, slugs, parts)} | separate_stylesheets(parts)
        names = {name: f"{folder}/{name}.{fingerprint(text)}.css" for name, text in texts.items()}
        self.files = {names[name]: text for name, text in texts.items()}
        self.context["STYLESHEETS"] = names
        self.context["STYLESHEET"] = names["site"]

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Write the files."""
        for name, text in self.files.items():
            output_files(self.settings).write(Path(self.output_path) / name, text.encode())


class _Posts(list[Any]):
    """Posts in their order, which tell at once whether a post is among them.

    Pelican asks that of each post of the site for each tag, category and author.
    """

    def __init__(self, posts: Iterable[Any]) -> None:
        super().__init__(posts)
        self._members = frozenset(self)

    def __contains__(self, post: object) -> bool:
        return post in self._members if len(self) == len(self._members) else super().__contains__(post)


class SteadyWriter(Writer):
    """Pelican's writer, except that an unchanged page is not rendered and an unchanged file not touched."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 — Pelican's interface is untyped
        super().__init__(*given, **named)
        self._unchanged: set[str] = set()

    def write_file(self, name: str, template: Any, context: dict[str, Any], *rest: Any, **given: Any) -> None:  # noqa: ANN401 — Pelican's interface is untyped
        """Render the template and write the file, unless both were done before."""
        memory: PageMemory | None = context["page_memory"]
        if memory is not None and name:
            template = _RememberedTemplate(template, memory, context, self.output_path, self._unchanged)
        super().write_file(name, template, context, *rest, **given)

    def write_feed(
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        *rest: Any,  # noqa: ANN401 — Pelican's interface is untyped
        **given: Any,  # noqa: ANN401 — as above
    ) -> object:
        """Write a feed; it has an id that no other feed has, leads to its own page and tells its language."""
        self._feed_page = pages_of_feeds(context).get(str(url or path), "")
        self._feed_languages = {str(post.lang) for post in elements}
        return super().write_feed(elements, context, path, url, *rest, **given)

    def _create_new_feed(self, feed_type: str, feed_title: str, context: dict[str, Any]) -> Any:  # noqa: ANN401 — as above
        feed = super()._create_new_feed(feed_type, feed_title, context)
        # RFC 4287, section 4.2.6: an id is for ever and is nobody else's. Pelican gives each feed the site's address.
        feed.feed["id"] = feed.feed["feed_url"]
        feed.feed["link"] += self._feed_page
        if len(self._feed_languages) == 1:
            feed.feed["language"] = self._feed_languages.pop()
        return feed

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:  # noqa: ANN401 — as above
        super()._add_item_to_the_feed(feed, item)
        entry = feed.items[-1]
        for key in ("content", "description"):  # Atom's and RSS's
            if isinstance(entry.get(key), str):
                entry[key] = with_whole_addresses(entry[key], entry["link"])

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> IO[str]:  # noqa: FBT001, FBT002 — Pelican's interface
        """Open a file to write; the bookkeeping is that of the method that this one replaces."""
        overridden = filename in self._overridden_files
        if (overridden and override) or (filename in self._written_files and not (overridden or override)):
            lang = message_language(self.settings)
            raise FileOverwriteFailedError(sentence(PHRASES["same_file"], lang, file=filename))
        if overridden:
            return io.StringIO()
        if override:
            self._overridden_files.add(filename)
        self._written_files.add(filename)
        output_files(self.settings).note([Path(filename)])
        return io.StringIO() if filename in self._unchanged else SteadyFile(Path(filename), encoding)


@pass_context
def day(context: Context, value: dt.date, pattern: str = "long") -> str:
    """Return a date in the page's language: ``{{ article.date|day }}`` gives "3. Mai 2026"."""
    return _formatted(value, pattern, page_language(context).replace("-", "_"))


@functools.lru_cache(maxsize=4096)
def _formatted(value: dt.date, pattern: str, locale: str) -> str:
    return format_date(value, pattern, locale=locale)


@pass_context
def spoken(context: Context, author: Author, field: str) -> str:
    """Return an author's ``role`` or ``biography`` in the page's language, else in the site's."""
    language = page_language(context).partition("-")[0]
    return getattr(author, f"{field}_{language}", "") or str(getattr(author, field))


def duration(minutes: float) -> str:
    """Return minutes as hours and minutes, "2 h 35 min", unbroken: read alike in German and English."""
    hours, rest = divmod(round(minutes), 60)
    parts = [f"{hours}\N{NO-BREAK SPACE}h"] * (hours > 0)
    parts += [f"{rest}\N{NO-BREAK SPACE}min"] * (rest > 0 or hours == 0)
    return "\N{NO-BREAK SPACE}".join(parts)


def phone_number(written: str) -> str:
    """Return a phone number for a link: its digits, and the plus in front."""
    return "".join(
        char for index, char in enumerate(written) if char.isdecimal() or (char == "+" and not index)
    )


def initials(name: str) -> str:
    """Return the first letters of a name's first and last word, "JS" for "Jana Sommer"."""
    words = name.split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


def affirmed(value: object) -> bool:
    """Tell whether a metadatum such as ``Promotional: ja`` says yes; ``nein`` and nothing say no."""
    return str(value).strip().lower() in {"ja", "yes", "true", "1"}


@pass_context
def picture(  # noqa: PLR0913 — templates name what they set
    context: Context, path: str, use: str, alt: str = "", css: str = "", *, eager: bool = False
) -> Markup:
    """Return the markup of a picture in the content folder for one of the uses in ``picture_markup.USES``."""
    site = context["SITEURL"]
    attributes = {"alt": alt} | ({"class": css} if css else {}) | ({} if eager else {"loading": "lazy"})
    if eager and use in ("lead", "cover"):
        attributes["fetchpriority"] = "high"  # the largest thing above the fold
    static = context["static_content"].get(path)
    address = str(static.url) if static else path
    attributes["decoding"] = "async"
    # The faces of those who write stand in every page. What is escaped already has a repr() of its own.
    key = ("picture", address, site, use, repr(attributes))
    return _made_once(context, key, lambda: picture_html(_shelf(context), address, site, use, attributes))


@pass_context
def once(context: Context, macro: Macro, *arguments: object) -> str:
    """Return what ``macro`` makes of posts and plain values, made once a build for each language and depth of page."""
    given = tuple(getattr(argument, "source_path", argument) for argument in arguments)
    key = (macro.name, given, context["SITEURL"], page_language(context))
    return _made_once(context, key, lambda: macro(*arguments))


def _made_once(context: Context, key: object, make: Callable[[], Text]) -> Text:
    """Return what ``make`` returned for the first page that asked, and note what it asked for."""
    memory: dict[object, tuple[Text, Notes]] = context["made_once"]
    notes: Notes = context["page_notes"]
    if key not in memory:
        with notes.apart() as own:
            memory[key] = make(), own
    text, own = memory[key]
    notes.add(own)
    return text


@pass_context
def responsive(context: Context, html: str) -> Markup:
    """Return a post's HTML with its pictures in several sizes: ``{{ article.content|responsive }}``."""
    return with_pictures(_shelf(context), html, context["SITEURL"], "prose")


def prepare_templates(generator: Generator) -> None:
    """Add the filters and translations to a generator's templates."""
    context = generator.context
    context.setdefault("page_notes", Notes())
    context.setdefault("picture_shelf", [])
    context.setdefault("made_once", {})
    if "page_memory" not in context:
        context["page_memory"] = _page_memory(generator)
    if context["page_memory"]:
        generator.env = _noting(generator)
    env: Environment = generator.env
    env.filters |= {
        "day": day,
        "duration": duration,
        "initials": initials,
        "phone_number": phone_number,
        "spoken": spoken,
        "responsive": responsive,
    }
    env.tests["affirmed"] = affirmed
    env.globals |= {"page_language": pass_context(page_language), "picture": picture, "once": once}
    env.add_extension("jinja2.ext.i18n")
    if "page_translator" not in context:
        context["page_translator"] = PageTranslator(Path(generator.theme) / "translations")
    translator: PageTranslator = context["page_translator"]
    env.install_gettext_callables(*translator.callables(), newstyle=True)  # type: ignore[attr-defined] # from i18n
    env.globals["_"] = translator.short()
    if generator.settings["CACHE_CONTENT"]:
        compiled = Path(generator.settings["CACHE_PATH"]) / "templates"
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    generator.context["search_page"] = _search_page(generator.settings)
    checked = klartext_settings(generator.settings)
    generator.context |= {"klartext": checked, "theme": checked.theme}


def _page_memory(generator: Generator) -> PageMemory | None:
    """Return the build's memory of its pages; None where pages may hang on what cannot be seen from here.

    Filters, tests and plugins of others can put anything into a page.
    """
    settings = generator.settings
    foreign = [name for name in settings["PLUGINS"] if name.partition(".")[0] != "klartext"]
    foreign += [name for name in ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS") if settings[name]]
    foreign += [name for name, value in settings["JINJA_ENVIRONMENT"].items() if callable(value)]
    extensions = map(str, settings["JINJA_ENVIRONMENT"].get("extensions", ()))
    foreign += [name for name in extensions if not name.startswith("jinja2.ext.")]
    if not settings["CACHE_CONTENT"] or foreign:
        return None
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], f"{generator.theme}/templates"]
    without = {*settings, *_NOT_SEEN} - WITHOUT_EFFECT
    strings = (Path(generator.theme) / "translations").glob("*.po")
    file = Path(settings["CACHE_PATH"]) / "pages"
    return PageMemory(file, generator.context, without, _template_files(folders), strings)


def _template_files(folders: Iterable[str]) -> Iterable[str]:
    """Yield the files in these folders, named as Jinja's loader names them, which follows links."""
    for folder in folders:
        for name in glob("**", root_dir=folder, recursive=True, include_hidden=True):  # noqa: PTH207 — as above
            file = posixpath.join(folder, name)
            if Path(file).is_file():
                yield file


def _noting(generator: Generator) -> NotingEnvironment:
    """Return an environment as the generator's, which notes what templates read."""
    env, options = generator.env, generator.settings["JINJA_ENVIRONMENT"]
    noting = NotingEnvironment(generator.context["page_notes"], (Article, Page), loader=env.loader, **options)
    noting.filters = env.filters | {"attr": noted_attr}
    noting.tests, noting.globals = env.tests, env.globals
    return noting


def prepare_articles(generator: ArticlesGenerator) -> None:
    """Give each post its reading time, neighbours in time, series and related posts."""
    articles = generator.articles
    for post, related in zip(articles, related_posts(articles, RELATED_COUNT), strict=True):
        post.related = related
    for newer, older in itertools.pairwise(articles):
        newer.older, older.newer = older, newer
    try:
        join_series(_published(generator), [*generator.drafts, *generator.drafts_translations])
    except SeriesError as error:
        lang = message_language(generator.settings)
        logger.error("%s", error.told(lang))  # noqa: TRY400 — one line for the writer
    for lists in (generator.categories, generator.authors):
        lists[:] = [(name, _Posts(posts)) for name, posts in lists]
    generator.tags.update({name: _Posts(posts) for name, posts in generator.tags.items()})
    generator.context["tags"] = list(generator.tags.items())
    for post in _all_posts(generator):
        # Pelican works an address out anew each time it is asked, unless it finds one here; pages ask many times.
        post.override_url = post.url
        post.picture = _content_path(getattr(post, "cover", "") or getattr(post, "first_picture", ""), post)
        if words := getattr(post, "word_count", 0):  # counted by the Markdown extension
            post.reading_minutes = reading_minutes(words, post.lang)


def describe(content: Content) -> None:
    """Give a post or page without a ``Summary:`` its first sentences, and each its description for search engines."""
    if isinstance(content, Static):
        return
    written = content.metadata.get("summary", "") if getattr(content, "has_summary", "") else ""
    first = str(getattr(content, "opening", ""))
    if not written and first:
        # Pelican writes the summary back from the attribute when it resolves links.
        content.metadata["summary"] = content._summary = f"<p>{escape(first)}</p>"  # noqa: SLF001 — as above
    if not hasattr(content, "description"):
        plain = " ".join(Markup(written).striptags().split()) or first  # noqa: S704 — to take the tags out
        content.description = plain or str(content.metadata.get("title", ""))


def leave_out_missing_files(generators: Iterable[Generator]) -> None:
    """Take files that posts name and nobody has off the list of copies; the rules tell of them."""
    for generator in generators:
        if isinstance(generator, StaticGenerator):
            files = generator.staticfiles
            files[:] = [static for static in files if Path(static.source_path).is_file()]


def check_addresses(generators: Iterable[Generator]) -> None:
    """Say which pages want the same file or a template that is not there, before anything is written."""
    generators = list(generators)
    contents = [post for g in generators if isinstance(g, ArticlesGenerator) for post in _all_posts(g)]
    contents += [page for g in generators if isinstance(g, PagesGenerator) for page in _all_pages(g)]
    settings, context = generators[0].settings, generators[0].context
    lang = message_language(settings)
    kinds = {"categories": "category", "tags": "tag", "authors": "author"}
    claims = [
        (
            str(settings.get(f"{name.upper()}_SAVE_AS") or f"{name}.html"),
            sentence(ADDRESSES["page"], lang, name=name),
        )
        for name in settings["DIRECT_TEMPLATES"]
    ]
    if context["search_page"]:
        claims.append((context["search_page"], sentence(ADDRESSES["search_page"], lang)))
    for names, kind in kinds.items():
        claims += [
            (wrapper.save_as, sentence(ADDRESSES[kind], lang, name=wrapper.name))
            for wrapper, _ in context[names]
        ]
    claims += sorted((content.save_as, str(content.source_path)) for content in contents if content.save_as)
    lines = collisions(claims, lang)
    for name, path in sorted({(content.template, str(content.source_path)) for content in contents}):
        try:
            generators[0].get_template(name)
        except PelicanTemplateNotFound:
            lines.append(sentence(PHRASES["no_template"], lang, file=path, name=name))
    if lines:
        logger.error("%s", "\n".join(lines))
    spelled = {
        "tags": [(tag.save_as, tag.name) for post in contents for tag in getattr(post, "tags", ())],
        "categories": [
            (post.category.save_as, post.category.name) for post in contents if hasattr(post, "category")
        ],
        "authors": [
            (author.save_as, author.name) for post in contents for author in getattr(post, "authors", ())
        ],
    }
    for kind, spellings in spelled.items():
        for line in shared_pages(spellings, kind, lang):
            logger.warning("%s", line)


def choose_cache(pelican: Pelican) -> None:
    """Give the reader's cache a folder of its own for these settings, plugins and versions."""
    settings = pelican.settings
    if settings["CACHE_CONTENT"]:
        sources = plugin_sources(
            ["klartext", *(getattr(plugin, "__name__", "") for plugin in pelican.plugins)]
        )
        folder = Path(settings["CACHE_PATH"]) / cache_key(settings, sources)
        prepare(folder)
        # Pelican reads the folder from its settings alone, and this is the hook before it does.
        settings["CACHE_PATH"] = str(folder)


def read_articles_ahead(generator: ArticlesGenerator) -> None:
    """Read many new posts in several processes, before the generator asks for them one by one."""
    settings = generator.settings
    if settings["CACHE_CONTENT"] and settings["CONTENT_CACHING_LAYER"] == "reader":
        endings = tuple(MarkdownReader.file_extensions)
        found = generator.get_files(settings["ARTICLE_PATHS"], settings["ARTICLE_EXCLUDES"], endings)
        folder = Path(generator.path).absolute()
        read_ahead(generator.readers, str(folder), [os.path.abspath(folder / path) for path in found])  # noqa: PTH100 — the name under which Pelican's cache keeps it


def steady_writer(_pelican: object) -> type[Writer]:
    """Return the writer."""
    return SteadyWriter


def own_generators(_pelican: object) -> tuple[type[Generator], ...]:
    """Return the generators that run after Pelican's posts and pages."""
    return StylesheetGenerator, SearchGenerator, PictureGenerator


def index_pages(pelican: Pelican) -> None:
    """Make the search index of the finished pages; the preview's is made when somebody searches."""
    if _search_page(pelican.settings) and not pelican.settings.get("KLARTEXT_PREVIEW"):
        ours = output_files(pelican.settings)
        try:
            build_index(Path(pelican.output_path), ours.stale())
        except SearchIndexError as error:
            lang = message_language(pelican.settings)
            logger.error("%s", error.told(lang))  # noqa: TRY400 — one line for the writer
        index = Path(pelican.output_path) / INDEX_FOLDER
        ours.note(path for path in index.absolute().rglob("*") if path.is_file())


def remove_stale(pelican: Pelican) -> None:
    """Remove what an earlier build wrote into the output and this one did not."""
    if removed := output_files(pelican.settings).remove_stale():
        lang = message_language(pelican.settings)
        logger.info("%s", sentence(PHRASES["removed"], lang, files=", ".join(removed)))


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(choose_cache)
    signals.content_object_init.connect(describe)
    signals.get_writer.connect(steady_writer)
    signals.generator_init.connect(prepare_templates)
    signals.article_generator_init.connect(read_articles_ahead)
    signals.article_generator_finalized.connect(prepare_articles)
    signals.all_generators_finalized.connect(leave_out_missing_files)
    signals.all_generators_finalized.connect(check_addresses)
    signals.get_generators.connect(own_generators)
    signals.finalized.connect(index_pages)
    signals.finalized.connect(remove_stale)


def _published(generator: ArticlesGenerator) -> list[Any]:
    return [*generator.articles, *generator.translations]


def _all_posts(generator: ArticlesGenerator) -> Iterable[Any]:
    kinds = itertools.product(("", "hidden_"), ("articles", "translations"))
    names = [prefix + kind for prefix, kind in kinds] + ["drafts", "drafts_translations"]
    return (post for name in names for post in getattr(generator, name))


def _all_pages(generator: PagesGenerator) -> Iterable[Any]:
    kinds = itertools.product(("", "hidden_", "draft_"), ("pages", "translations"))
    return (page for prefix, kind in kinds for page in getattr(generator, prefix + kind))


def _content_path(address: str, post: Any) -> str:  # noqa: ANN401 — Pelican's contents are untyped
    """Return a picture's path inside the content folder; ``""`` for one from elsewhere or none."""
    if "://" in address or address.startswith(("//", "data:")):
        return ""
    for placeholder in ("{static}", "{attach}", "|static|", "|attach|"):
        if address.startswith(placeholder):
            address = unquote(address.removeprefix(placeholder))
            folder = "" if address.startswith("/") else post.get_relative_source_path(post.source_path)
            address = posixpath.normpath(posixpath.join(posixpath.dirname(folder), address.lstrip("/")))
            break
    return "" if address.startswith("..") else address


def _shelf(context: Context | dict[str, Any]) -> PictureShelf:
    """Return the build's pictures; the files are known once all generators have read theirs."""
    holder: list[PictureShelf] = context["picture_shelf"]
    if not holder:
        files = {str(static.url): Path(static.source_path) for static in context["staticfiles"]}
        cache = _cache_folder(context["PATH"])
        memory = PictureMemory(cache)
        holder.append(PictureShelf(files, made_before(cache), memory, notes=context["page_notes"]))
    return holder[0]


def _search_page(settings: dict[str, Any]) -> str:
    return str(settings.get("SEARCH_SAVE_AS") or "") if available() else ""


def _theme_files(settings: dict[str, Any]) -> Iterable[Path]:
    """Yield where Pelican copies the theme's own files to, below the output."""
    for name in settings["THEME_STATIC_PATHS"]:
        source = Path(settings["THEME"], name)
        target = Path(settings["THEME_STATIC_DIR"])
        files = [source] if source.is_file() else source.rglob("*")
        for file in files:
            if file.is_file():
                yield target / (file.name if file == source else file.relative_to(source))


def _cache_folder(content: str) -> Path:
    return Path(content).resolve().parent / ".klartext" / "pictures"
