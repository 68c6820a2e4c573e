"""Regular expressions that are compiled when first used: a run on one post needs a quarter of those there are."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _LazyRegex:
    """Compiles its expression when first asked for a method, and keeps the method as its own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever the expression has
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazy_regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves as ``re.compile(source, flags)`` does, without compiling it yet.

    It is for the constants of a module: a faulty expression shows only where it is used.
    """
    return cast("re.Pattern[AnyStr]", _LazyRegex(source, flags))
