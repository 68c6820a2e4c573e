"""How text becomes part of an XML file: marks escaped, characters that XML 1.0 does not allow replaced."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_REPLACEMENT = "\ufffd"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attributes(**values: str | int) -> str:
    """Return attributes as they stand in a start tag, with a space before each."""
    return "".join(
        f" {name}={quoteattr(_FORBIDDEN.sub(_REPLACEMENT, str(value)))}" for name, value in values.items()
    )


def escaped(text: str) -> str:
    """Return a text as it stands between tags."""
    return escape(_FORBIDDEN.sub(_REPLACEMENT, text))
