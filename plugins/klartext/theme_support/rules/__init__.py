"""The rules about HTML in posts that the pages do not let work, in the order of their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.theme_support.rules.embedded_content import EmbeddedContent
from klartext.theme_support.rules.inline_code import InlineCode
from klartext.theme_support.rules.inline_style import InlineStyle

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = (InlineCode, InlineStyle, EmbeddedContent)
