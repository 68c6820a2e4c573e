"""Writes what helps others to find the site: sitemap, pictures to share, icons, manifest, pages that lead on."""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from pelican import signals
from pelican.generators import Generator
from PIL import Image

from klartext.build_site import klartext_settings, message_language, output_files
from klartext.lint.messages.problem import Problem
from klartext.lint.rule import Message
from klartext.lint.whole_file import whole_file
from klartext.lint.workers import all_done
from klartext.metadata_reader import DAMAGE
from klartext.redirect_table import FILE, RowError
from klartext.redirects import refresh_pages
from klartext.theme_support.findability import icons
from klartext.theme_support.findability.linked_data import linked_data, organization
from klartext.theme_support.findability.moved import PHRASES as MOVED_PHRASES
from klartext.theme_support.findability.moved import AliasError, Moved, moved_addresses, with_table
from klartext.theme_support.findability.share_picture import Card, Crop, Design, kept_file, make
from klartext.theme_support.findability.sitemap import Entry, robots, sitemap
from klartext.theme_support.palette import ink_on
from klartext.theme_support.picture_memory import PictureMemory
from klartext.theme_support.pictures import UnusablePictureError, publish, read_picture

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

    from pelican.writers import Writer

    from klartext.settings import ThemeSettings

SHARE_FOLDER = "teilen"
PHRASES: Mapping[str, Message] = {
    "unusable_icon": Message(
        de="KLARTEXT['theme']['icon'] = {icon!r} ist nicht zu gebrauchen: {why}",
        en="KLARTEXT['theme']['icon'] = {icon!r} cannot be used: {why}",
    ),
    "icon_not_square": Message(
        de="das Bild hat {width} × {height} Pixel; nötig ist ein Quadrat von {side} oder mehr",
        en="the picture has {width} × {height} pixels; it must be a square of {side} or more",
    ),
}
logger = logging.getLogger(__name__)


class SitemapGenerator(Generator):
    """Writes sitemap.xml and robots.txt; drafts and hidden posts are in neither."""

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Write both files."""
        site = str(self.settings["FEED_DOMAIN"])
        output = Path(self.output_path)
        output_files(self.settings).write(output / "sitemap.xml", sitemap(site, self._entries()))
        output_files(self.settings).write(output / "robots.txt", robots(site).encode())

    def _entries(self) -> Iterable[Entry]:
        context = self.context
        for content in [*context["articles"], *context["pages"]]:
            versions = [content, *content.translations]
            addresses = {version.lang: version.url for version in versions} if content.translations else {}
            for version in versions:
                yield Entry(version.url, _last_change([version]), addresses)
        lists = [*context["categories"], *context["tags"], *context["authors"]]
        yield from (Entry(name.url, _last_change(posts)) for name, posts in lists)
        yield Entry("", _last_change(context["articles"]))
        listed = ("archives", "categories", "tags", "authors")
        names = [self.settings.get(f"{name.upper()}_SAVE_AS") for name in listed]
        yield from (Entry(name, _last_change(context["articles"])) for name in names if name)


class IconGenerator(Generator):
    """Writes the icons and the manifest; ``site_icons`` tells the templates their addresses."""

    def generate_context(self) -> None:
        """Name the files."""
        static = self.settings["THEME_STATIC_DIR"]
        theme = klartext_settings(self.settings).theme
        own = theme.icon
        self.problem = self._problem(own)
        if self.problem:
            why = Problem(PHRASES["unusable_icon"], icon=own, why=self.problem)
            logger.error("%s", why.told(message_language(self.settings)))
        self.context["site_icons"] = {
            "svg": own if own.endswith(".svg") else "" if own else f"{static}/icon.svg",
            "png": f"{static}/icon-192.png",
        }

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Write the files."""
        output, static = Path(self.output_path), self.settings["THEME_STATIC_DIR"]
        theme = klartext_settings(self.settings).theme
        if self.problem:
            return
        ours = output_files(self.settings)
        if not theme.icon:
            ours.write(output / static / "icon.svg", icons.icon_svg(theme).encode())
        entries = []
        for size in icons.PNG_SIZES:
            name = f"{static}/icon-{size}.png"
            ours.write(output / name, self._drawn(theme, size, "png"))
            entries.append({"src": name, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"})
        ours.write(output / "apple-touch-icon.png", self._drawn(theme, icons.TOUCH_SIZE, "png"))
        ours.write(output / "favicon.ico", self._drawn(theme, max(icons.ICO_SIZES), "ico"))
        name, claim = str(self.settings["SITENAME"]), str(self.settings.get("SITESUBTITLE", ""))
        text = icons.manifest(name, claim, self.settings["DEFAULT_LANG"], theme, entries)
        ours.write(output / "site.webmanifest", text.encode())

    def _problem(self, own: str) -> Problem | None:
        """Return what is wrong with the site's own icon, if anything."""
        file, side = Path(self.path) / own, max(icons.PNG_SIZES)
        if not own or (own.endswith(".svg") and file.is_file()):
            return None
        try:
            picture = read_picture(file)
        except UnusablePictureError as error:
            return error
        if picture.width != picture.height or picture.width < side:
            size = {"width": picture.width, "height": picture.height, "side": side}
            return Problem(PHRASES["icon_not_square"], **size)
        return None

    def _drawn(self, theme: ThemeSettings, size: int, kind: str) -> bytes:
        """Return an icon's file, from a build before where there is one."""
        if not self.settings["CACHE_CONTENT"]:
            return self._draw(theme, size, kind)
        own = theme.icon and hashlib.sha256((Path(self.path) / theme.icon).read_bytes()).hexdigest()[:20]
        # The folder is that of these settings, sources and versions.
        kept = Path(self.settings["CACHE_PATH"]) / "icons" / f"{size}{own}.{kind}"
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(kept) as part:
                part.write_bytes(self._draw(theme, size, kind))
        return kept.read_bytes()

    def _draw(self, theme: ThemeSettings, size: int, kind: str) -> bytes:
        if kind == "ico":
            return icons.ico(self._icon(theme, size, rounded=True))
        return icons.png(self._icon(theme, size))

    def _icon(self, theme: ThemeSettings, size: int, *, rounded: bool = False) -> Image.Image:
        if theme.icon and not theme.icon.endswith(".svg"):
            with Image.open(Path(self.path) / theme.icon) as own:
                return own.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)
        return icons.icon_image(theme, size, rounded=rounded)


class SharePictureGenerator(Generator):
    """Makes the posts' pictures to share. The preview has none: nobody shares it, and drawing costs time."""

    def generate_context(self) -> None:
        """Say which picture each post gets; the pages name it."""
        self.wanted: dict[str, Card | Crop] = {}
        self.cache = Path(self.path).resolve().parent / ".klartext" / "pictures"
        self.memory = PictureMemory(self.cache)
        if not self.settings["SITEURL"]:
            return
        theme = klartext_settings(self.settings).theme
        design = Design(str(self.settings["SITENAME"]), theme.colors.brand, theme.swatches)
        color = _category_colors(theme, [category.slug for category, _ in self.context["categories"]])
        claim = str(self.settings.get("SITESUBTITLE") or self.settings["SITENAME"])
        of_the_site = Card(
            design, claim, urlsplit(str(self.settings["FEED_DOMAIN"])).netloc, ink_on(design.brand)
        )
        self.context["site_share_picture"] = self._want("index", of_the_site)
        for post in _published(self.context, "articles"):
            picture = self._crop(getattr(post, "picture", "")) or Card(
                design,
                str(post.title),
                " · ".join([*(author.name for author in getattr(post, "authors", ())), str(post.category)]),
                color.get(post.category.slug, theme.colors.brand),
            )
            post.share_picture = self._want(str(Path(post.save_as).with_suffix("")), picture)

    def _want(self, name: str, picture: Card | Crop) -> str:
        address = f"{SHARE_FOLDER}/{name}.{picture.digest}.jpg"
        self.wanted[address] = picture
        return quote(address)

    def _crop(self, path: str) -> Crop | None:
        try:
            picture = self.memory.picture(Path(self.path) / path) if path else None
        except UnusablePictureError:
            return None
        return Crop(picture.path, picture.digest) if picture and not picture.moves else None

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Make them, several at a time, and copy them to the output."""
        files = {name: kept_file(picture, self.cache) for name, picture in self.wanted.items()}
        new = list({picture for name, picture in self.wanted.items() if not files[name].is_file()})
        all_done(len(new), lambda number: _make(new[number], self.cache))
        for name, file in files.items():
            if file.is_file():
                publish(file, Path(self.output_path) / name)
        output_files(self.settings).note(map(Path, self.wanted))


class MovedGenerator(Generator):
    """Writes a page at each old address that leads on; ``moved`` tells the server files of them."""

    def generate_context(self) -> None:
        """Read the old addresses; posts and pages are read by now."""
        contents = [*_published(self.context, "articles"), *_published(self.context, "pages")]
        lists = [name for kind in ("categories", "tags", "authors") for name, _ in self.context[kind]]
        direct = [self.settings.get(f"{name.upper()}_SAVE_AS") for name in self.settings["DIRECT_TEMPLATES"]]
        taken = {item.save_as for item in [*contents, *lists]} | {"index.html", "404.html", *map(str, direct)}
        site, table = str(self.settings["FEED_DOMAIN"]), Path(self.path) / FILE
        lang = message_language(self.settings)
        self.context["moved"] = Moved()
        self.pages: dict[str, str] = {}
        try:
            moved = moved_addresses(contents, site)
            if table.is_file():
                moved, left_out = with_table(moved, table.read_text("utf-8", "replace"), site, taken)
                for row in left_out:
                    logger.warning("%s", row.told(lang))
            self.pages = self._leading_on(moved, taken)
            self.context["moved"] = moved
        except (AliasError, RowError) as error:
            logger.error("%s", error.told(lang))  # noqa: TRY400 — one line for the writer

    def _leading_on(self, moved: Moved, taken: Collection[str]) -> dict[str, str]:
        site = str(self.settings["FEED_DOMAIN"])
        prefix = urlsplit(site).path
        inside = {
            old.removeprefix(prefix): new.removeprefix(prefix)
            for old, new in moved.paths.items()
            if old.startswith(f"{prefix}/")
        }
        pages = refresh_pages(inside, str(self.settings["DEFAULT_LANG"])[:2], site)
        for name in pages:
            if name in taken:
                raise AliasError(MOVED_PHRASES["is_a_page"], name=name)
        return pages

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Write the pages."""
        for name, text in self.pages.items():
            target = Path(self.output_path) / name
            output_files(self.settings).write(target, text.encode())


def prepare(generator: Generator) -> None:
    """Give the templates what they tell machines."""
    settings = generator.settings
    generator.env.filters["linked_data"] = linked_data
    generator.context["organization"] = organization(
        klartext_settings(settings),
        str(settings["FEED_DOMAIN"]),
        str(settings["SITENAME"]),
        str(settings["THEME_STATIC_DIR"]),
    )


def generators(_pelican: object) -> tuple[type[Generator], ...]:
    """Return the generators that run after those of the theme."""
    return SitemapGenerator, IconGenerator, SharePictureGenerator, MovedGenerator


def register() -> None:
    """Connect the signals."""
    signals.generator_init.connect(prepare)
    signals.get_generators.connect(generators)


def _make(picture: Card | Crop, cache: Path) -> None:
    with suppress(*DAMAGE):  # the picture's own rule says what is wrong with it
        make(picture, cache)


def _published(context: dict[str, Any], kind: str) -> list[Any]:
    return [version for content in context[kind] for version in [content, *content.translations]]


def _category_colors(theme: ThemeSettings, slugs: Iterable[str]) -> dict[str, str]:
    numbered = enumerate(sorted(slugs))
    return {
        slug: theme.category_colors.get(slug) or theme.swatches[i % len(theme.swatches)]
        for i, slug in numbered
    }


def _last_change(contents: Iterable[Any]) -> dt.date | None:
    dates = [getattr(content, "modified", None) or getattr(content, "date", None) for content in contents]
    return max((date.date() for date in dates if date), default=None)
