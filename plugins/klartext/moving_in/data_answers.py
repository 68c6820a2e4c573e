"""Answers kept as data files, as Staticman writes them: one YAML, JSON or TOML file each, a folder a post."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from klartext.moving_in.front_matter import FrontMatterError, read_yaml, shown_date, words
from klartext.moving_in.source_blog import SourceAnswer, files_below

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from klartext.moving_in.source_blog import SourceBlog

_PARENTS = (
    "replying_to_uid",
    "reply_to",
    "replyID",
    "reply_id",
    "parent_id",
    "parent",
    "in_reply_to",
    "replying_to",
)
_MORE_PARENTS = ("replyThread",)


def read_data_answers(folder: Path, blog: SourceBlog, zone: ZoneInfo | None) -> dict[str, list[SourceAnswer]]:
    """Return the answers below a folder by the name of the folder that stands for their post, in order of date."""
    raw: dict[str, list[tuple[Path, dict[str, Any]]]] = {}
    for path in files_below(folder, (".yml", ".yaml", ".json", ".toml")):
        text = blog.read(path)
        if text is None:
            continue
        try:
            values = _values(path, text)
        except FrontMatterError as error:
            blog.trouble(path, "unreadable-answer", error.line, error.reason)
            continue
        name = path.parent.relative_to(folder).as_posix()
        if name == ".":  # one file a post, with a list
            raw.setdefault(path.stem, []).extend(
                (path, entry)
                for entry in (values if isinstance(values, list) else [])
                if isinstance(entry, dict)
            )
        elif isinstance(values, dict):
            raw.setdefault(name, []).append((path, values))
        else:
            blog.trouble(path, "unreadable-answer", 1)
    return {name: _answers(entries, zone) for name, entries in raw.items()}


def _values(path: Path, text: str) -> Any:  # noqa: ANN401 — whatever the file holds
    if path.suffix.lower() == ".json":
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise FrontMatterError(getattr(error, "lineno", 1), str(error)) from error
    if path.suffix.lower() == ".toml":
        try:
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise FrontMatterError(1, str(error)) from error
    return read_yaml(text)


def _answers(entries: list[tuple[Path, dict[str, Any]]], zone: ZoneInfo | None) -> list[SourceAnswer]:
    dated = [(shown_date(values.get("date"), zone), path, values) for path, values in entries]
    dated.sort(key=lambda entry: (entry[0], entry[1].as_posix()))
    ids = [words(values.get("_id") or values.get("id")) or path.stem for _, path, values in dated]
    found: list[SourceAnswer] = []
    for number, (date, _, values) in enumerate(dated):
        parent = next((p for key in (*_PARENTS, *_MORE_PARENTS) if (p := words(values.get(key)))), "")
        if parent not in ids and parent.isdecimal() and 0 < int(parent) <= len(ids):
            parent = ids[int(parent) - 1]  # counted from 1, in order of date
        body = str(
            values.get("message")
            or values.get("comment")
            or values.get("body")
            or values.get("content")
            or ""
        )
        site = words(values.get("url") or values.get("website") or values.get("link"))
        name = words(values.get("name") or values.get("author"))
        found.append(
            SourceAnswer(
                ids[number], name, date, body, site, parent if parent not in {"", "0", ids[number]} else ""
            )
        )
    return found
