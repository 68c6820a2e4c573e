"""Whether the signature of a picture's content credentials (C2PA) verifies; needs the extra ``c2pa``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Verdict(StrEnum):
    """What checking the credentials came to."""

    GENUINE = "credentials-genuine"
    ALTERED = "credentials-altered"
    FORGED = "credentials-forged"
    UNCHECKED = "credentials-unchecked"


@dataclass(frozen=True, slots=True)
class Verification:
    """A verdict; ``signer`` is the name in the certificate, ``detail`` what was wrong, as the checking library says."""

    verdict: Verdict
    signer: str = ""
    detail: str = ""


_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
"""A manifest may name an address to fetch it from; a check must ask nobody."""


def verify(path: Path, kind: str) -> Verification:
    """Return whether a picture's manifest was signed as it stands there, for the picture as it stands there.

    A genuine signature shows that nothing was changed since and which certificate signed; whether the owner of that
    certificate deserves trust it does not show: no list of trusted signers is consulted.

    Args:
        path: a file with a C2PA manifest.
        kind: its format as Pillow names it, ``JPEG``.

    Source: C2PA Technical Specification 2.2, section 15 (validation), https://spec.c2pa.org/
    """
    try:
        import c2pa  # noqa: PLC0415 — an extra, and 50 MB large
    except (ImportError, OSError):  # OSError: no build of its native part for this system
        return Verification(Verdict.UNCHECKED)
    try:
        with (
            path.open("rb") as file,
            c2pa.Context(c2pa.Settings.from_dict(_OFFLINE)) as context,
            c2pa.Reader(f"image/{kind.lower()}", file, context=context) as reader,
        ):
            manifest = reader.get_active_manifest() or {}
            results = reader.get_validation_results() or {}
            state = reader.get_validation_state()
    except (c2pa.C2paError, OSError, ValueError) as error:
        return Verification(Verdict.FORGED, detail=" ".join(str(error).split())[:200])
    signer = str((manifest.get("signature_info") or {}).get("issuer") or "")
    if state in {"Valid", "Trusted"}:
        return Verification(Verdict.GENUINE, signer)
    failures = (results.get("activeManifest") or {}).get("failure") or []
    codes = [str(entry.get("code", "")) for entry in failures]
    codes = [code for code in codes if code != "signingCredential.untrusted"]
    altered = codes and all(code.startswith("assertion.") and code.endswith("mismatch") for code in codes)
    return Verification(Verdict.ALTERED if altered else Verdict.FORGED, signer, ", ".join(codes))
