"""Which pairs of a large collection are worth comparing: those that share several nearly equal feature codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from klartext.stock_photos.local_features import CODE_BITS, mirrored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

VOTES = 8
"""Meetings of equal features that make two pictures a candidate pair; chance gives one to three."""

CODE_DISTANCE_BITS = 20
"""Distance up to which two codes count as equal; true matches lie around 10 of 128 bits, chance at 64 ± 6."""

_KEY_BITS = 16
_KEYS = CODE_BITS // _KEY_BITS
_CROWD = 96
"""Neighbours in a bucket that are looked at; fuller buckets hold letters, frames and plain edges."""


def candidate_pairs(
    codes: Sequence[NDArray[np.uint64]], fresh: NDArray[np.bool_]
) -> Iterator[tuple[int, int, bool, int]]:
    """Yield the pairs of pictures to compare, those with the most common features first.

    Two codes meet in a bucket when one of their eight 16-bit parts is equal, which for a true match happens in
    seven cases of ten; a picture has a hundred.

    Args:
        codes: the features' codes of each picture, uint64 arrays of shape (n, 2).
        fresh: bool array, one value a picture: pairs without a fresh picture are left out.

    Yields:
        ``(a, b, mirrored, votes)`` with ``a`` before ``b``.

    Source: Piotr Indyk and Rajeev Motwani, "Approximate Nearest Neighbors: Towards Removing the Curse of
        Dimensionality", 1998 (hash tables of bit samples).
    """
    if not codes or not fresh.any():
        return
    owner = np.repeat(np.arange(len(codes), dtype=np.int32), [len(c) for c in codes])
    straight = np.concatenate(codes)
    found = [
        (-int(count), int(pair // len(codes)), int(pair % len(codes)), turned)
        for turned in (False, True)
        for pair, count in zip(*_count_votes(straight, owner, fresh, is_mirrored=turned), strict=True)
    ]
    for votes, a, b, turned in sorted(found):
        yield a, b, turned, -votes


def _count_votes(
    codes: NDArray[np.uint64], owner: NDArray[np.int32], fresh: NDArray[np.bool_], *, is_mirrored: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of pictures with enough votes, as ``a * pictures + b``, and their votes.

    A vote is one meeting of two equal features, so a pair of features may give up to eight.
    """
    features, pictures = len(owner), len(fresh)
    others = mirrored(codes) if is_mirrored else codes
    keys = np.ascontiguousarray(codes).view(np.uint16).reshape(features, _KEYS)
    other_keys = np.ascontiguousarray(others).view(np.uint16).reshape(features, _KEYS)
    total_pairs, total_votes = np.zeros(0, np.int64), np.zeros(0, np.int64)
    # With mirrored codes the second half of the tables would find every pair a second time.
    for table in range(_KEYS // 2 if is_mirrored else _KEYS):
        column = np.concatenate([keys[:, table], other_keys[:, table]]) if is_mirrored else keys[:, table]
        order = np.argsort(column, kind="stable").astype(np.int32)
        in_order = column[order]
        met: list[NDArray[np.int64]] = []
        for step in range(1, _CROWD):
            near = np.flatnonzero(in_order[step:] == in_order[:-step])
            if not len(near):
                break
            a, b = order[near], order[near + step]
            if is_mirrored:
                across = (a < features) != (b < features)
                a, b = a[across] % features, b[across] % features
            owner_a, owner_b = owner[a], owner[b]
            useful = (owner_a != owner_b) & (fresh[owner_a] | fresh[owner_b])
            a, b, owner_a, owner_b = a[useful], b[useful], owner_a[useful], owner_b[useful]
            close = np.bitwise_count(codes[a] ^ others[b]).sum(axis=1) <= CODE_DISTANCE_BITS
            first = np.minimum(owner_a[close], owner_b[close]).astype(np.int64)
            met.append(first * pictures + np.maximum(owner_a[close], owner_b[close]))
        if met:
            new_pairs, new_votes = np.unique(np.concatenate(met), return_counts=True)
            total_pairs, total_votes = _added(total_pairs, total_votes, new_pairs, new_votes)
    enough = total_votes >= VOTES
    return total_pairs[enough], total_votes[enough]


def _added(
    pairs: NDArray[np.int64],
    votes: NDArray[np.int64],
    more_pairs: NDArray[np.int64],
    more_votes: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the union of two lists of pairs with the sums of their votes."""
    together, place = np.unique(np.concatenate([pairs, more_pairs]), return_inverse=True)
    return together, np.bincount(place, np.concatenate([votes, more_votes])).astype(np.int64)
