"""Compare our recognition of edited pictures with imagehash and pdqhash, on the same files in the same run.

usage: peers.py ORIGINALS [--others FOLDER] [--edits FOLDER] [--no-peers] [--library]

ORIGINALS holds different pictures. Without --edits each is edited here in a dozen ways; with it, FOLDER holds a folder
for each edit, and in it files whose name (a number, or the original's name) says which original they stem from.
OTHERS are further pictures that match none. The peers are installed into a temporary environment. With --library, a
library of the originals is asked for each edit and each of the others as well.
Printed are the recall of each edit against its original, the number of wrong pairs, and ours by name: one link of two
originals joins all their edits, so each pair of originals is named once. Look at them before you call them wrong:
folders that were not sorted by hand hold one motif twice.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from klartext.stock_photos.index import PictureIndex
from klartext.stock_photos.library import Library, build_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PEERS = """
import json, sys
import imagehash, numpy, pdqhash
from PIL import Image, ImageOps
found = {}
for path in json.load(sys.stdin):
    with Image.open(path) as picture:
        picture = ImageOps.exif_transpose(picture).convert("RGB")
        hashes, quality = pdqhash.compute_dihedral(numpy.asarray(picture))
        plain = [int(str(imagehash.phash(picture)), 16)]
        straight_and_mirrored = [numpy.packbits(h).tobytes().hex() for h in (hashes[0], hashes[4], hashes[5])]
        found[path] = {"phash": plain, "pdq": [int(h, 16) for h in straight_and_mirrored], "quality": int(quality)}
json.dump(found, sys.stdout)
"""
PHASH_BITS, PDQ_BITS, PDQ_QUALITY = 8, 31, 50
"""The distances that the peers' own documentation recommends, and PDQ's least quality."""


def _crop(picture: Image.Image, share: float) -> Image.Image:
    side = share**0.5
    width, height = int(picture.width * side), int(picture.height * side)
    left, top = (picture.width - width) // 3, (picture.height - height) // 3
    return picture.crop((left, top, left + width, top + height))


EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "smaller": lambda p: p.resize((max(1, p.width // 4), max(1, p.height // 4))),
    "grey": lambda p: p.convert("L").convert("RGB"),
    "bright": lambda p: ImageEnhance.Brightness(p).enhance(1.4),
    "blur": lambda p: p.filter(ImageFilter.GaussianBlur(3)),
    "stretched": lambda p: p.resize((p.width, p.height * 4 // 5)),
    "mirrored": ImageOps.mirror,
    "crop 25 %": lambda p: _crop(p, 0.75),
    "crop 50 %": lambda p: _crop(p, 0.5),
    "crop 70 %": lambda p: _crop(p, 0.3),
    "mirrored, crop 25 %": lambda p: ImageOps.mirror(_crop(p, 0.75)),
    "banner": lambda p: ImageOps.fit(p, (1200, 400)),
    "square": lambda p: ImageOps.fit(p, (800, 800)),
    "border": lambda p: ImageOps.expand(p, min(p.size) // 16, "white"),
    "tilt 5°": lambda p: _crop(p.rotate(5, Image.Resampling.BICUBIC), 0.7),
}

Pair = tuple[int, int]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("originals", type=Path)
    parser.add_argument("--others", type=Path)
    parser.add_argument("--edits", type=Path)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--library", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        originals = sorted(arguments.originals.iterdir())
        edits = arguments.edits or _edit(originals, Path(folder))
        paths, stems, names = _collect(originals, edits, arguments.others)
        index = Path(folder) / "index.sqlite3"
        results = {"klartext": _ours(paths, index)}
        if arguments.library:
            results["library"] = _library(paths, len(originals), index)
        if not arguments.no_peers:
            results |= _peers(paths, Path(folder))
        _print(results, stems, names)
        _print_wrong(results["klartext"][0], stems, paths)


def _edit(originals: Sequence[Path], folder: Path) -> Path:
    edits = folder / "edits"
    for name, edit in EDITS.items():
        (edits / name).mkdir(parents=True)
        for at, path in enumerate(originals):
            with Image.open(path) as picture:
                edit(ImageOps.exif_transpose(picture).convert("RGB")).save(
                    edits / name / f"{at}.jpg", quality=80
                )
    return edits


def _collect(
    originals: Sequence[Path], edits: Path, others: Path | None
) -> tuple[list[Path], list[int], list[str]]:
    """Return all files, the number of the original each stems from, and the edit's name (empty for an original)."""
    by_stem = {path.stem: at for at, path in enumerate(originals)}
    paths, stems, names = list(originals), list(range(len(originals))), [""] * len(originals)
    for folder in sorted(path for path in edits.iterdir() if path.is_dir()):
        for path in sorted(folder.iterdir()):
            paths.append(path)
            stems.append(by_stem[path.stem] if path.stem in by_stem else int(path.stem))
            names.append(folder.name)
    for at, path in enumerate(sorted(others.iterdir()) if others else []):
        paths.append(path)
        stems.append(-1 - at)
        names.append("")
    return paths, stems, names


def _ours(paths: Sequence[Path], file: Path) -> tuple[set[Pair], float]:
    start = time.perf_counter()
    with PictureIndex(file) as index:
        pairs = {(match.a, match.b) for match in index.matches(index.records(paths))}
    return pairs, time.perf_counter() - start


def _library(paths: Sequence[Path], originals: int, file: Path) -> tuple[set[Pair], float]:
    """Return which of the first pictures a library of them names for each of the others; their features are known."""
    start = time.perf_counter()
    with PictureIndex(file) as index:
        records = index.records(paths)
    stock = file.with_suffix(".klib")
    build_library(stock, ((str(at), record) for at, record in enumerate(records[:originals])))
    library = Library(stock)
    pairs = {
        (int(hit.name), at)
        for at, record in enumerate(records[originals:], originals)
        for hit in library.search(record)
    }
    return pairs, time.perf_counter() - start


def _peers(paths: Sequence[Path], folder: Path) -> dict[str, tuple[set[Pair], float]]:
    """Return the pairs of both peers, or nothing, with the reason on standard error."""
    python = folder / "venv" / "bin" / "python"
    try:
        venv.create(folder / "venv", with_pip=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "imagehash", "pdqhash", "pillow"]
        subprocess.run(install, check=True, capture_output=True, text=True)
        start = time.perf_counter()
        done = subprocess.run(
            [str(python), "-c", PEERS],
            input=json.dumps([str(path) for path in paths]),
            check=True,
            capture_output=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", "") or str(error)
        sys.stderr.write(f"imagehash and pdqhash skipped: {reason.strip().splitlines()[-1]}\n")
        return {}
    seconds = time.perf_counter() - start
    hashes = json.loads(done.stdout)
    plain = [hashes[str(path)]["phash"] for path in paths]
    pdq = [hashes[str(path)]["pdq"] if hashes[str(path)]["quality"] >= PDQ_QUALITY else [] for path in paths]
    return {
        f"phash ≤ {PHASH_BITS}": (set(_near(plain, PHASH_BITS, 8)), seconds),
        f"PDQ dihedral ≤ {PDQ_BITS}": (set(_near(pdq, PDQ_BITS, 32)), seconds),
    }


def _near(hashes: Sequence[Sequence[int]], limit: int, width: int) -> Iterator[Pair]:
    known = [at for at, values in enumerate(hashes) if values]
    arrays = [[np.frombuffer(value.to_bytes(width, "big"), np.uint8) for value in hashes[at]] for at in known]
    first = np.array([values[0] for values in arrays])
    for at, values in enumerate(arrays):
        for value in values:
            bits = np.bitwise_count(first[at + 1 :] ^ value).sum(axis=1)
            for near in np.flatnonzero(bits <= limit):
                yield known[at], known[at + 1 + int(near)]


def _print(results: dict[str, tuple[set[Pair], float]], stems: Sequence[int], names: Sequence[str]) -> None:
    total = Counter(name for name in names if name)
    print(f"{'':24}" + "".join(f"{tool:>20}" for tool in results))
    found: dict[str, Counter[str]] = {}
    for tool, (pairs, _) in results.items():
        hits = {
            (names[a] or names[b], stems[a])
            for a, b in pairs
            if stems[a] == stems[b] and bool(names[a]) != bool(names[b])
        }
        found[tool] = Counter(name for name, _ in hits)
    for name in total:
        print(f"{name:24}" + "".join(f"{found[tool][name] / total[name]:20.3f}" for tool in results))
    means = {tool: float(np.mean([found[tool][name] / total[name] for name in total])) for tool in results}
    wrong = {tool: sum(stems[a] != stems[b] for a, b in pairs) for tool, (pairs, _) in results.items()}
    print(f"{'mean recall':24}" + "".join(f"{means[tool]:20.3f}" for tool in results))
    print(f"{'wrong pairs':24}" + "".join(f"{wrong[tool]:20}" for tool in results))
    print(f"{'pictures':24}{len(stems):20}")
    for tool, (_, seconds) in results.items():
        print(f"{tool}: {seconds:.1f} s")


def _print_wrong(pairs: set[Pair], stems: Sequence[int], paths: Sequence[Path]) -> None:
    first: dict[frozenset[int], Pair] = {}
    for a, b in sorted(pairs):
        if stems[a] != stems[b]:
            first.setdefault(frozenset((stems[a], stems[b])), (a, b))
    for a, b in first.values():
        print(f"wrong: {paths[a]} {paths[b]}")


if __name__ == "__main__":
    main()
