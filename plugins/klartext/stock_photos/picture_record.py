"""What is known of one picture file; its arrays stay bytes until pictures are compared, which needs NumPy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from klartext.picture_metadata import Metadata

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from klartext.stock_photos.local_features import LocalFeatures
    from klartext.stock_photos.sketch import Sketch

ProblemCode = Literal[
    "missing",
    "no-file",
    "barred",
    "unreadable",
    "empty",
    "not-a-picture",
    "truncated",
    "too-large",
    "no-decoder",
    "mislabelled",
    "script",
]
"""``mislabelled`` and ``script`` leave the picture usable; with the others there are no pixels."""


NO_METADATA = Metadata()


@dataclass(frozen=True)
class PictureRecord:
    """What is known of one file.

    ``problem`` leaves no fingerprint unless it is ``mislabelled`` or ``script``. ``stored_fingerprints``,
    ``stored_features`` and ``stored_sketch`` are ``fingerprints``, ``features`` and ``sketch`` as the index keeps them.
    ``digest`` is the BLAKE2b hash of the file, 16 bytes, empty where it could not be read.
    """

    digest: bytes
    format: str = ""
    width: int = 0
    height: int = 0
    size_bytes: int = 0
    animated: bool = False
    problem: ProblemCode | None = None
    problem_detail: str = ""
    metadata: Metadata = NO_METADATA
    stored_fingerprints: bytes | None = None
    stored_features: bytes | None = None
    stored_sketch: bytes | None = None

    @cached_property
    def fingerprints(self) -> NDArray[np.uint64] | None:
        """The picture's and its mirror image's, uint64, shape (2, 4); None for an SVG, a plain area, a bad file."""
        if self.stored_fingerprints is None:
            return None
        from klartext.stock_photos.fingerprint import fingerprints_from_bytes  # noqa: PLC0415 — NumPy loads slowly

        return fingerprints_from_bytes(self.stored_fingerprints)

    @cached_property
    def features(self) -> LocalFeatures | None:
        """The local features, None where there is no fingerprint."""
        if self.stored_features is None:
            return None
        from klartext.stock_photos.local_features import LocalFeatures  # noqa: PLC0415 — NumPy loads slowly

        return LocalFeatures.from_bytes(self.stored_features)

    @cached_property
    def sketch(self) -> Sketch | None:
        """The picture small, None where there is no fingerprint, and for a picture of a library, which holds none."""
        if self.stored_sketch is None:
            return None
        from klartext.stock_photos.sketch import Sketch  # noqa: PLC0415 — NumPy loads slowly

        return Sketch.from_bytes(self.stored_sketch)

    @property
    def is_usable(self) -> bool:
        """Whether the file is a picture that can be shown, if with a flaw."""
        return self.problem in {None, "mislabelled", "script"} and bool(self.format)
