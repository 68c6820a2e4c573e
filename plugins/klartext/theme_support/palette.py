"""Knows colours: reads hexadecimal notation, measures contrast and picks the ink that reads best on a colour."""

from __future__ import annotations

_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")

DARK_INK = "#1d2120"
LIGHT_INK = "#ffffff"


def parse_color(color: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0–255 each, of a colour such as ``#f2b51d`` or ``#fb2``.

    Raises:
        ValueError: not a hexadecimal colour.
    """
    digits = color.removeprefix("#")
    if not color.startswith("#") or len(digits) not in (3, 6) or not _HEXADECIMAL.issuperset(digits):
        raise ValueError(f"{color!r} is not a colour such as '#f2b51d'")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def contrast_ratio(a: str, b: str) -> float:
    """Return the contrast between two colours, 1 (none) to 21 (black on white).

    Source: Web Content Accessibility Guidelines 2.2, W3C 2023, definitions "contrast ratio" and "relative
    luminance", https://www.w3.org/TR/WCAG22/.
    """
    lighter, darker = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(color: str) -> str:
    """Return the ink, dark or light, that reads better on ``color``."""
    return max((DARK_INK, LIGHT_INK), key=lambda ink: contrast_ratio(ink, color))


def _luminance(color: str) -> float:
    channels = [value / 255 for value in parse_color(color)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
