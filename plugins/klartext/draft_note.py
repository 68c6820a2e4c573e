"""The note at the head of a draft, for themes that have none: how much it advertises and what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from klartext.figures import promotion_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from klartext.lint.messages.catalogue import Catalogue

_READ_BY_THEMES = ("klartext_promotion", "klartext_effort")


def has_own_note(template_folders: Iterable[Path]) -> bool:
    """Tell whether some template of a theme reads what the plugins say of a draft."""
    return any(
        name in template.read_text("utf-8", errors="replace")
        for folder in template_folders
        for template in sorted(folder.rglob("*.html"))
        for name in _READ_BY_THEMES
    )


def draft_note(promotion: Mapping[str, Any] | None, effort: Mapping[str, Any] | None, say: Catalogue) -> str:
    """Return the note as HTML that any theme can style; empty where nothing is known.

    Args:
        promotion: the post's ``promotion`` as in the command's JSON, None where that plugin is off.
        effort: the post's ``effort``, with its sentence ``summary``; None as above.
        say: the language.
    """
    lines = [promotion_line(promotion, say)] if promotion else []
    if effort:
        lines.append(str(effort["summary"]))
    if not lines:
        return ""
    rows = Markup("").join(Markup("<p>{}</p>\n").format(line) for line in lines)
    head = Markup("<p><strong>{}</strong></p>\n").format(say.phrase("draft_note"))
    # A plain text: Markup would escape the post that is put behind it.
    return str(Markup('<aside class="klartext-draft">\n{}{}</aside>\n').format(head, rows))
