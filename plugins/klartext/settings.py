"""The site's settings: the ``KLARTEXT`` dict of ``pelicanconf.py`` as frozen dataclasses, checked in full."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from klartext.theme_support.palette import contrast_ratio, parse_color


class SettingsError(ValueError):
    """A setting is unknown, has the wrong type or a bad value; the text is one line for the user."""


@dataclass(frozen=True, slots=True)
class Company:
    """Who writes: every name that stands for the firm, its products and its own web addresses."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LintSettings:
    """Which rules run and how; ``rules`` maps a rule's name to its options and ``severity``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SelfPromotionSettings:
    """Settings of the plugin self_promotion."""


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
    licensed_pictures: tuple[str, ...] = ()
    """Patterns of bought pictures that are used on purpose: they are still named as stock, but not warned of."""
    indexes: tuple[str, ...] = ()
    """Files made by ``klartext photos index build``, relative to ``pelicanconf.py``: libraries to recognise."""


@dataclass(frozen=True, slots=True)
class WritingEffortSettings:
    """Settings of the plugin writing_effort."""


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
                raise ValueError("networks", f"{name!r} is not a network; choose from {', '.join(NETWORKS)}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole ``KLARTEXT`` dict."""

    company: Company = Company()
    lint: LintSettings = LintSettings()
    self_promotion: SelfPromotionSettings = SelfPromotionSettings()
    stock_photos: StockPhotosSettings = StockPhotosSettings()
    writing_effort: WritingEffortSettings = WritingEffortSettings()
    click_to_tweet: ClickToTweetSettings = ClickToTweetSettings()
    theme: ThemeSettings = ThemeSettings()


T = TypeVar("T")

_WORDS: dict[Any, str] = {
    str: "a text",
    bool: "True or False",
    int: "a whole number",
    float: "a number",
}


def parse_settings(raw: object) -> Settings:
    """Return the settings for a ``KLARTEXT`` dict.

    Raises:
        SettingsError: one line naming the key, the value and the choices.
    """
    return parse_section(Settings, raw, "KLARTEXT")


def parse_section(section: type[T], raw: object, where: str) -> T:
    """Return the frozen dataclass ``section`` for a dict; ``where`` names the dict in errors.

    A class may check its own values in ``__post_init__`` by raising ``ValueError("key", "why")``.

    Raises:
        SettingsError: unknown key, wrong type or bad value.
    """
    if not isinstance(raw, Mapping):
        raise SettingsError(f"{where} = {raw!r} must be a dict")
    hints = get_type_hints(section)
    names = [f.name for f in dataclasses.fields(section)]  # type: ignore[arg-type] # every section is a dataclass
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in names:
            raise SettingsError(
                f"{where}[{key!r}] is not a setting; valid keys: {', '.join(names) or 'none'}"
            )
        values[key] = _convert(hints[key], value, f"{where}[{key!r}]")
    try:
        return section(**values)
    except ValueError as error:
        key, why = error.args if len(error.args) == 2 else ("", str(error))
        place = f"{where}[{key!r}] = {values.get(key)!r}" if key else where
        raise SettingsError(f"{place}: {why}") from error


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
            raise SettingsError(f"{where} = {value!r} must be one of {', '.join(map(repr, arguments))}")
        return value
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise SettingsError(f"{where} = {value!r} must be a list")
        return tuple(_convert(arguments[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise SettingsError(f"{where} = {value!r} must be a dict")
        return {
            _convert(arguments[0], key, f"{where} key"): _convert(arguments[1], item, f"{where}[{key!r}]")
            for key, item in value.items()
        }
    if hint is Any:
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise SettingsError(f"{where} = {value!r} must be {_WORDS.get(hint, hint.__name__)}")
    return value
