"""Spreads the parsing of posts over processes and brings what they found back into the cache."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klartext.lint.cache import Cache
    from klartext.lint.document import Document

PAYS_FROM = 150
"""Below so many posts to parse, starting processes takes longer than they save."""

_CHUNK = 40


class _Work:
    """What a worker process was started with; it lives in that process alone."""

    fill: Callable[[Document], object]
    cache: Cache
    documents: Sequence[Document]


def jobs_for(documents: int, wanted: int | None) -> int:
    """Return how many processes to use: as many as wanted, else what pays."""
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return max(1, wanted)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(4, cores) if documents >= PAYS_FROM else 1


def fill_cache(
    documents: Sequence[Document], cache: Cache, fill: Callable[[Document], object], jobs: int
) -> None:
    """Let processes fill the cache's entries of some documents.

    Args:
        documents: those that the cache does not know.
        cache: takes the entries.
        fill: computes one document's findings and facts and puts them into the cache of its own process.
        jobs: the number of processes.
    """
    import multiprocessing  # noqa: PLC0415 — slow to import, only for many posts
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    starts = range(0, len(documents), _CHUNK)
    with ProcessPoolExecutor(
        jobs, multiprocessing.get_context("fork"), initializer=_start, initargs=(documents, cache, fill)
    ) as pool:
        for start, texts in zip(starts, pool.map(_fill_chunk, starts), strict=True):
            for document, text in zip(documents[start : start + _CHUNK], texts, strict=True):
                cache.take(document, text)


def _start(documents: Sequence[Document], cache: Cache, fill: Callable[[Document], object]) -> None:
    _Work.documents, _Work.cache, _Work.fill = documents, cache, staticmethod(fill)


def _fill_chunk(start: int) -> list[str]:
    texts = []
    for document in _Work.documents[start : start + _CHUNK]:
        _Work.fill(document)
        texts.append(_Work.cache.encoded(document))
    return texts
