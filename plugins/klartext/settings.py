"""The site's settings: the ``KLARTEXT`` dict of ``pelicanconf.py`` as frozen dataclasses, checked in full."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from klartext.lint.messages.problem import Problem
from klartext.settings_wording import PHRASES
from klartext.theme_support.palette import contrast_ratio, parse_color

if TYPE_CHECKING:
    from klartext.lint.rule import Message


class SettingsError(Problem):
    """A setting is unknown, has the wrong type or a bad value; told in one line."""


class BadValue(Problem):
    """What a section says of a value of its own; ``key`` is the setting that holds it."""

    def __init__(self, key: str, message: Message, /, **values: object) -> None:
        super().__init__(message, **values)
        self.key = key


@dataclass(frozen=True, slots=True)
class Company:
    """Who writes: every name that stands for the firm, its products and its own web addresses."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def has_host(self, host: str) -> bool:
        """Tell whether a host is one of the firm's own domains."""
        host = host.casefold().removeprefix("www.")
        return any(host == own.casefold().removeprefix("www.") for own in self.domains)


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What is different for some files: ``select`` replaces the choice of rules, ``ignore`` adds to it."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LintSettings:
    """Which rules run and how.

    ``rules`` maps a rule's name to its options and ``severity``. ``paths`` maps patterns of ``fnmatch`` over paths
    from the settings file's folder (``content/archiv/*``) to what is different there; later patterns win.
    ``baseline`` is the file of ``klartext lint --write-baseline``, relative to the settings file. ``docs_url`` is
    where the folders ``regeln`` and ``rules`` of our documentation have been published; without it links lead to
    the files that came with Klartext.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    paths: Mapping[str, PathSettings] = field(default_factory=dict)
    baseline: str = "klartext-baseline.json"
    docs_url: str = ""


@dataclass(frozen=True, slots=True)
class SelfPromotionSettings:
    """Settings of the plugin self_promotion.

    ``balanced`` and ``excessive`` replace the scores from which on a post counts as such; ``klartext calibrate``
    suggests them from the site's own posts. ``boilerplate`` are the beginnings of paragraphs that stand in many
    posts (calls for donations, notes in a box): they count for nothing. What begins or ends at least three posts word
    for word is left out without being named.
    """

    balanced: float | None = None
    excessive: float | None = None
    boilerplate: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for key in ("balanced", "excessive"):
            value = getattr(self, key)
            if value is not None and not 0 < value < 1:
                raise BadValue(key, PHRASES["between_0_and_1"])
        if self.balanced is not None and self.excessive is not None and self.balanced >= self.excessive:
            raise BadValue("balanced", PHRASES["below_excessive"])
        for beginning in self.boilerplate:
            if len(beginning.split()) < 3:
                raise BadValue("boilerplate", PHRASES["short_boilerplate"], beginning=beginning)


@dataclass(frozen=True, slots=True)
class StockPhotosSettings:
    """Settings of the plugin stock_photos.

    Patterns are those of ``fnmatch`` over a picture's path below the content folder, ``bilder/team-*.jpg``.
    """

    own_folders: tuple[str, ...] = ("own", "eigene")
    """Names of folders that hold the firm's own pictures."""
    own_pictures: tuple[str, ...] = ()
    """Patterns of pictures that are the firm's own."""
    creators: tuple[str, ...] = ()
    """Photographers who work for the firm, as they write their name into pictures; the company's name counts anyway."""
    recurring_pictures: tuple[str, ...] = ()
    """Patterns of pictures that may stand in several posts: logos, portraits, the banner of a series."""
    indexes: tuple[str, ...] = ()
    """Files made by ``klartext photos index build``, relative to ``pelicanconf.py``: libraries to recognise."""
    credit_lines: bool = True
    """Print at each picture who made it, as the file says, where the author names nobody."""


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _check_days_off(entry: str) -> None:
    first, _, last = entry.partition("/")
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise BadValue("days_off", PHRASES["no_day"], entry=entry) from error
    if ends < begins:
        raise BadValue("days_off", PHRASES["ends_early"], entry=entry)


@dataclass(frozen=True, slots=True)
class WritingEffortSettings:
    """Settings of the plugin writing_effort.

    ``constants`` sets single numbers of ``writing_effort/constants.toml``. ``country`` and ``region`` are codes
    such as ``"DE"`` and ``"BY"`` and choose the public holidays (``""`` for none); ``days_off`` are further days,
    ``"2026-12-28"`` or ``"2026-12-28/2027-01-03"``. ``git`` lets the history of the files count as hours worked;
    ``publish_hours`` shows readers the hours spent.
    """

    constants: Mapping[str, float] = field(default_factory=dict)
    sittings_per_day: int = 1
    working_days: tuple[str, ...] = WEEKDAYS[:5]
    country: str = "DE"
    region: str = ""
    days_off: tuple[str, ...] = ()
    approval_stages: int = 0
    sharing: bool = False
    expected_comments: int = 0
    git: bool = True
    publish_hours: bool = False

    def __post_init__(self) -> None:
        if self.constants:
            from klartext.writing_effort.constants import load_constants  # noqa: PLC0415 — rarely needed

            load_constants(self)
        if self.sittings_per_day < 1:
            raise BadValue("sittings_per_day", PHRASES["at_least_1"])
        if not self.working_days:
            raise BadValue("working_days", PHRASES["no_working_day"], choices=", ".join(WEEKDAYS))
        for day in self.working_days:
            if day not in WEEKDAYS:
                raise BadValue("working_days", PHRASES["no_weekday"], day=day, choices=", ".join(WEEKDAYS))
        for key in ("approval_stages", "expected_comments"):
            if getattr(self, key) < 0:
                raise BadValue(key, PHRASES["at_least_0"])
        for entry in self.days_off:
            _check_days_off(entry)


@dataclass(frozen=True, slots=True)
class ClickToTweetSettings:
    """Settings of the plugin click_to_tweet.

    ``networks`` are offered in this order; ``username`` is the site's account on X, named after "via" unless ``via``
    is False; ``mastodon_instance`` replaces the hub on which readers choose their server; ``link_to_quote`` makes a
    shared link land on the quote itself; ``share_script`` adds buttons to copy and to open the device's share sheet.
    """

    networks: tuple[str, ...] = ("x", "bluesky", "mastodon", "linkedin", "whatsapp", "mail")
    username: str = ""
    via: bool = True
    hashtags: tuple[str, ...] = ()
    mastodon_instance: str = ""
    link_to_quote: bool = True
    share_script: bool = False

    def __post_init__(self) -> None:
        from klartext.click_to_tweet.networks import NETWORKS  # noqa: PLC0415 — settings load before any plugin

        for name in self.networks:
            if name not in NETWORKS:
                raise BadValue("networks", PHRASES["no_network"], name=name, choices=", ".join(NETWORKS))


@dataclass(frozen=True, slots=True)
class AnswersSettings:
    """Settings of the plugin answers.

    ``mail`` is where readers send answers; without it there is no link to answer. ``folder`` lies in the content
    folder, ``feed`` in the output (``""`` for none). ``max_links``, ``max_characters`` and ``barred_words`` limit
    what ``klartext answers add`` takes. ``isso`` is the path on the blog's own host at which Isso, a comment server of
    your own, answers (``""``: there is none).
    """

    mail: str = ""
    folder: str = "antworten"
    feed: str = "feeds/antworten.atom.xml"
    max_links: int = 3
    max_characters: int = 8000
    barred_words: tuple[str, ...] = ()
    isso: str = ""

    def __post_init__(self) -> None:
        name, at, host = self.mail.partition("@")
        if self.mail and not (
            name and at and "." in host and self.mail.isascii() and self.mail.isprintable()
        ):
            raise BadValue("mail", PHRASES["no_mail"])
        if self.mail and set(' ,;:<>?&#%"()[]\\') & set(self.mail):
            raise BadValue("mail", PHRASES["mail_alone"])
        for key in ("folder", "feed"):
            path = getattr(self, key)
            if path and ("\\" in path or {"", ".", ".."} & set(path.split("/"))):
                raise BadValue(key, PHRASES["path_inside"])
        if not self.folder:
            raise BadValue("folder", PHRASES["needs_folder"])
        if self.isso and not re.fullmatch(r"(/[A-Za-z0-9_-]+)+", self.isso):
            raise BadValue("isso", PHRASES["host_path"])
        for key in ("max_links", "max_characters"):
            if getattr(self, key) < 0:
                raise BadValue(key, PHRASES["at_least_0"])
        if "" in self.barred_words:
            raise BadValue("barred_words", PHRASES["empty_word"])


@dataclass(frozen=True, slots=True)
class Author:
    """A person who writes: shown beside the posts and on a page of their own."""

    role: str = ""
    role_en: str = ""
    biography: str = ""
    biography_en: str = ""
    picture: str = ""
    picture_alt: str = ""
    email: str = ""
    website: str = ""


def _check_color(key: str, color: str) -> None:
    try:
        parse_color(color)
    except ValueError as error:
        raise BadValue(key, PHRASES["no_color"], color=color) from error


@dataclass(frozen=True, slots=True)
class Colors:
    """The site's colours; every pair that carries text is checked for contrast (WCAG 2.2, level AA)."""

    brand: str = "#f2b51d"
    paper: str = "#fbfaf7"
    ink: str = "#1d2120"
    link: str = "#0b5a63"
    paper_dark: str = "#181b1b"
    ink_dark: str = "#eae7df"
    link_dark: str = "#85cbc9"

    def __post_init__(self) -> None:
        for item in dataclasses.fields(self):
            _check_color(item.name, getattr(self, item.name))
        pairs = (("ink", "paper"), ("link", "paper"), ("ink_dark", "paper_dark"), ("link_dark", "paper_dark"))
        for front, back in pairs:
            ratio = contrast_ratio(getattr(self, front), getattr(self, back))
            if ratio < 4.5:
                color = getattr(self, back)
                raise BadValue(front, PHRASES["low_contrast"], back=back, color=color, ratio=ratio)


@dataclass(frozen=True, slots=True)
class LegalSettings:
    """Who is behind the site and what happens to readers' data: fills the imprint and the privacy page.

    What is needed depends on the firm: a GmbH names its register and who represents it, a craft with a protected
    title its chamber and rules. ``represented_by`` and ``responsible`` are people; ``register`` is such as
    "Amtsgericht Freiburg"; ``contact_page`` is the address of a page with another quick way to ask than the phone;
    ``arbitration`` says that the firm takes part in arbitration for consumers (§ 36 VSBG). ``hosting`` is who runs
    the web server, ``log_days`` how long it keeps its log, ``supervisory_authority`` where to complain about data.
    """

    name: str = ""
    owner: str = ""
    represented_by: tuple[str, ...] = ()
    street: str = ""
    town: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""
    contact_page: str = ""
    register: str = ""
    register_number: str = ""
    vat_id: str = ""
    business_id: str = ""
    authority: str = ""
    chamber: str = ""
    profession: str = ""
    profession_state: str = ""
    profession_rules: str = ""
    profession_rules_address: str = ""
    insurance: str = ""
    responsible: str = ""
    arbitration: bool = False
    hosting: str = ""
    log_days: int = 0
    data_protection_officer: str = ""
    supervisory_authority: str = ""

    def __post_init__(self) -> None:
        name, at, host = self.email.partition("@")
        if self.email and not (name and at and "." in host and not set(self.email) & set(" ,;<>")):
            raise BadValue("email", PHRASES["mail_alone"])
        if self.log_days < 0:
            raise BadValue("log_days", PHRASES["at_least_0"])
        address = self.profession_rules_address
        if address and not address.startswith("https://"):
            raise BadValue("profession_rules_address", PHRASES["needs_https"])


SHARE_NETWORKS = ("mail", "whatsapp", "linkedin", "bluesky", "mastodon", "x")


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """How the site looks and who writes it.

    ``logo`` and ``icon`` are pictures' paths in the content folder, the icon square and 512 pixels or more, or SVG;
    without one it is drawn in the site's colours. ``swatches`` colour the categories in turn, unless
    ``category_colors`` names one by the category's slug; ``share`` lists the networks under each post.
    """

    authors: Mapping[str, Author] = field(default_factory=dict)
    colors: Colors = Colors()
    swatches: tuple[str, ...] = ("#b5482e", "#1f6f78", "#f2b51d", "#5c7f5b", "#3f5f8a", "#c98a5b")
    category_colors: Mapping[str, str] = field(default_factory=dict)
    font_text: str = ""
    font_headings: str = ""
    logo: str = ""
    icon: str = ""
    share: tuple[str, ...] = ("mail", "whatsapp", "linkedin", "bluesky")

    def __post_init__(self) -> None:
        if not self.swatches:
            raise BadValue("swatches", PHRASES["needs_color"])
        for color in self.swatches:
            _check_color("swatches", color)
        for color in self.category_colors.values():
            _check_color("category_colors", color)
        for name in ("font_text", "font_headings"):
            if set("{};<>\\") & set(getattr(self, name)):
                raise BadValue(name, PHRASES["font_names"])
        for network in self.share:
            if network not in SHARE_NETWORKS:
                choices = ", ".join(SHARE_NETWORKS)
                raise BadValue("share", PHRASES["no_network"], name=network, choices=choices)


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole ``KLARTEXT`` dict."""

    company: Company = Company()
    lint: LintSettings = LintSettings()
    self_promotion: SelfPromotionSettings = SelfPromotionSettings()
    stock_photos: StockPhotosSettings = StockPhotosSettings()
    writing_effort: WritingEffortSettings = WritingEffortSettings()
    click_to_tweet: ClickToTweetSettings = ClickToTweetSettings()
    answers: AnswersSettings = AnswersSettings()
    theme: ThemeSettings = ThemeSettings()
    legal: LegalSettings = LegalSettings()


T = TypeVar("T")

_KINDS: dict[Any, str] = {
    str: "must_be_text",
    bool: "must_be_truth",
    int: "must_be_whole",
    float: "must_be_number",
}


def parse_settings(raw: object) -> Settings:
    """Return the settings for a ``KLARTEXT`` dict.

    Raises:
        SettingsError: one line naming the key, the value and the choices.
    """
    return parse_section(Settings, raw, "KLARTEXT")


def parse_section(section: type[T], raw: object, where: str) -> T:
    """Return the frozen dataclass ``section`` for a dict; ``where`` names the dict in errors.

    A class may check its own values in ``__post_init__`` by raising `BadValue`.

    Raises:
        SettingsError: unknown key, wrong type or bad value.
    """
    if not isinstance(raw, Mapping):
        raise SettingsError(PHRASES["must_be_dict"], where=where, value=raw)
    hints = _hints(section) if raw else {}  # type: ignore[arg-type] # a class is hashable, mypy looks at its instances
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in hints:
            keys = ", ".join(hints) or PHRASES["no_keys"]
            raise SettingsError(PHRASES["unknown_key"], where=f"{where}[{key!r}]", keys=keys)
        values[key] = _convert(hints[key], value, f"{where}[{key!r}]")
    try:
        return section(**values)
    except BadValue as error:
        problem = SettingsError(error.message, **error.values)
        problem.place = f"{where}[{error.key!r}] = {values.get(error.key)!r}"
        raise problem from error


@cache
def _hints(section: type) -> dict[str, Any]:
    """Return the types of a section's keys; reading them is slow."""
    return get_type_hints(section)


def _convert(hint: Any, value: object, where: str) -> Any:  # noqa: ANN401, PLR0911, C901 — one branch a type
    origin, arguments = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return parse_section(hint, value, where)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        return _convert(next(a for a in arguments if a is not type(None)), value, where)
    if origin is Literal:
        if value not in arguments:
            choices = ", ".join(map(repr, arguments))
            raise SettingsError(PHRASES["must_be_one_of"], where=where, value=value, choices=choices)
        return value
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise SettingsError(PHRASES["must_be_list"], where=where, value=value)
        return tuple(_convert(arguments[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise SettingsError(PHRASES["must_be_dict"], where=where, value=value)
        return {
            _convert(arguments[0], key, f"{where} key"): _convert(arguments[1], item, f"{where}[{key!r}]")
            for key, item in value.items()
        }
    if hint is Any:
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise SettingsError(PHRASES[_KINDS[hint]], where=where, value=value)
    return value
