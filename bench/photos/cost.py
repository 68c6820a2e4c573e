"""Measure what pictures cost: a 12-megapixel photo cold and warm, memory, and a search among 100,000.

usage: cost.py [--library N]

The photo is drawn here and as detailed as a camera's. All on one core.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

import cv2  # noqa: E402 — the number of threads is read when NumPy is imported
import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

from klartext.stock_photos.fingerprint import fingerprints_to_bytes  # noqa: E402
from klartext.stock_photos.index import PictureIndex, analyse  # noqa: E402
from klartext.stock_photos.library import Library, build_library  # noqa: E402
from klartext.stock_photos.local_features import POINTS, LocalFeatures  # noqa: E402
from klartext.stock_photos.picture_record import PictureRecord  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--library", type=int, default=100_000, metavar="N")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder, "photo.jpg")
        _draw(photo)
        analyse(photo)
        cold = [_seconds(lambda: analyse(photo)) for _ in range(9)]
        print(f"cold, 12 megapixels, {photo.stat().st_size / 1e6:.1f} MB: {1000 * median(cold):.1f} ms CPU")
        with PictureIndex(Path(folder, "index.sqlite3")) as index:
            index.record(photo)
            warm = [_seconds(lambda: index.record(photo)) for _ in range(500)]
        print(f"warm: {1000 * median(warm):.3f} ms CPU")
        print(f"peak memory of a process that reads it: {_peak_megabytes(photo)} MB")
        _library(Path(folder), analyse(photo), arguments.library)


def _peak_megabytes(photo: Path) -> int:
    code = (
        "import sys; from pathlib import Path; from klartext.stock_photos.index import analyse; "
        "analyse(Path(sys.argv[1])); print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    # Linux keeps the parent's ru_maxrss across exec, so the high-water mark of this process's own memory is asked for.
    return int(subprocess.check_output([sys.executable, "-c", code, str(photo)], text=True)) // 1024


def _draw(file: Path) -> None:
    random = np.random.default_rng(1)
    layers = np.zeros((3000, 4000, 3), np.float32)
    for cells in (4, 16, 64, 256, 1024):
        coarse = random.integers(0, 256, (cells * 3 // 4, cells, 3), dtype=np.uint8)
        layers += (
            np.asarray(Image.fromarray(coarse).resize((4000, 3000), Image.Resampling.BICUBIC)) / cells**0.4
        )
    layers += random.normal(0, 6, layers.shape).astype(np.float32)
    Image.fromarray((layers * 255 / layers.max()).clip(0, 255).astype(np.uint8)).save(file, quality=88)


def _library(folder: Path, photo: PictureRecord, size: int) -> None:
    random = np.random.default_rng(2)

    def pictures() -> list[tuple[str, PictureRecord]]:
        prints = random.integers(0, 2**64, (size, 2, 4), dtype=np.uint64)
        return [
            (
                f"{at}.jpg",
                PictureRecord(
                    at.to_bytes(16, "big"),
                    format="JPEG",
                    width=1200,
                    height=900,
                    stored_fingerprints=fingerprints_to_bytes(prints[at]),
                    stored_features=LocalFeatures(
                        random.integers(0, 16000, (POINTS, 2), dtype=np.uint16),
                        random.integers(0, 2**64, (POINTS, 2), dtype=np.uint64),
                        256,
                        192,
                    ).to_bytes(),
                ),
            )
            for at in range(size)
        ]

    file = folder / "library.klib"
    build_library(file, [*pictures(), ("photo.jpg", photo)])
    library = Library(file)
    changed = PictureRecord(
        b"edited",
        format="JPEG",
        width=4000,
        height=3000,
        stored_fingerprints=photo.stored_fingerprints,
        stored_features=photo.stored_features,
    )
    library.search(changed)
    searches = [_seconds(lambda: library.search(changed)) for _ in range(15)]
    names = [hit.name for hit in library.search(changed)]
    cost, megabytes = 1000 * median(searches), file.stat().st_size / 1e6
    print(f"search among {size:,}: {cost:.1f} ms CPU, found {names}, file {megabytes:.0f} MB")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
