"""Front matter as Jekyll and Hugo write it: YAML between ``---``, TOML between ``+++``, JSON between braces."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_YAML = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OFFSET = re.compile(r"\s*(Z|[+-]\d\d):?(\d\d)?$")


class FrontMatterError(Exception):
    """A header that cannot be read; ``line`` counts from the file's first."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason


class _Loader(yaml.SafeLoader):
    """Plain values only; without references, through which a few lines can become gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse a reference."""
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(
                None, None, "a YAML reference (*) is not read here", event.start_mark
            )
        return super().compose_node(parent, index)


@dataclass(frozen=True)
class FrontMatter:
    """A header's values, the text below it and the line on which that begins; ``found`` is False without a header."""

    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    found: bool = False


def read_front_matter(text: str) -> FrontMatter:
    """Return the header and the body of a text.

    Raises:
        FrontMatterError: the header is damaged.
    """
    text = text.removeprefix("\ufeff")
    values: Any = None
    if match := _YAML.match(text):
        values, end = read_yaml(match[1], 2), match.end()
    elif match := _TOML.match(text):
        try:
            values, end = tomllib.loads(match[1].replace("\r\n", "\n")), match.end()
        except tomllib.TOMLDecodeError as error:
            named = re.search(r"line (\d+)", str(error))
            raise FrontMatterError(1 + int(named[1]) if named else 1, str(error)) from error
        except RecursionError as error:
            raise FrontMatterError(1, str(error)) from error
    elif text.startswith("{") and not text.startswith(("{{", "{%")):
        try:
            values, end = json.JSONDecoder().raw_decode(text)
        except json.JSONDecodeError as error:
            raise FrontMatterError(error.lineno, error.msg) from error
        except RecursionError as error:
            raise FrontMatterError(1, str(error)) from error
    else:
        return FrontMatter(body=text)
    if values is None:
        values = {}
    if not isinstance(values, dict):
        raise FrontMatterError(1, "the header holds no names with values")
    body = text[end:]
    stripped = body.lstrip("\r\n")
    line = text.count("\n", 0, len(text) - len(stripped)) + 1
    return FrontMatter({str(key): value for key, value in values.items()}, stripped, line, found=True)


def read_yaml(text: str, first_line: int = 1) -> Any:  # noqa: ANN401 — whatever the file holds
    """Return the value of a YAML text.

    Raises:
        FrontMatterError: it is damaged.
    """
    try:
        return yaml.load(text, _Loader)  # noqa: S506 — a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise FrontMatterError(first_line + (mark.line if mark else 0), str(reason)) from error
    except (ValueError, RecursionError) as error:  # a date such as 2014-02-31; brackets without end
        raise FrontMatterError(first_line, str(error)) from error


def words(value: object) -> str:
    """Return a value as one line; nothing for what is no plain value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split()) if isinstance(value, (str, int, float, date)) else ""


def listed(value: object, separator: str = ",") -> list[str]:
    """Return a value that is a list, or a text with separators, as texts."""
    if isinstance(value, (list, tuple)):
        found = [words(item) for item in value]
    else:
        found = words(value).split(separator) if separator else words(value).split()
    return list(dict.fromkeys(item.strip() for item in found if item.strip()))


def people(values: dict[str, Any]) -> list[str]:
    """Return the authors that a header names: a name, a list, or a mapping with a ``name``."""
    given = values.get("author") or values.get("authors")
    return [words(given.get("name"))] if isinstance(given, dict) else listed(given)


def moment(value: object) -> datetime | date | None:
    """Return a date as YAML, TOML or a text gives it; None for what is none."""
    if isinstance(value, (datetime, date)):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 10**8:
        # Seconds since 1970, as Staticman writes them, or milliseconds.
        try:
            return datetime.fromtimestamp(value / 1000 if value > 10**11 else value, UTC)
        except (OverflowError, OSError, ValueError):
            return None
    text = str(value or "").strip()
    if text.isdecimal() and len(text) in {10, 13}:
        return moment(int(text))
    text = (
        _OFFSET.sub(lambda m: "+00:00" if m[1] == "Z" else f"{m[1]}:{m[2] or '00'}", text)
        if ":" in text
        else text
    )
    try:
        return datetime.fromisoformat(text.replace("/", "-").removesuffix(" UTC"))
    except ValueError:
        return None


def shown_date(value: object, zone: ZoneInfo | None) -> str:
    """Return a date for a header, in the site's zone; nothing for what is no date."""
    found = moment(value)
    if found is None:
        return ""
    if not isinstance(found, datetime):
        return f"{found:%Y-%m-%d}"
    if found.tzinfo is None:
        return f"{found:%Y-%m-%d %H:%M}"
    if zone is not None:
        return f"{found.astimezone(zone):%Y-%m-%d %H:%M}"
    offset = f"{found:%z}"
    return f"{found:%Y-%m-%d %H:%M}{offset[:3]}:{offset[3:5]}"
