"""Where a rule's page is to be found: on the address that the site names, else in the files that came with us."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDERS = {"de": "regeln", "en": "rules"}
"""The folder of the pages in each language."""

_PACKAGE = Path(__file__).parent


def rule_address(rule: str, lang: str, docs_url: str = "") -> str:
    """Return the address of a rule's page, empty where there is none.

    Args:
        rule: the rule's name.
        lang: ``de`` or ``en``.
        docs_url: ``KLARTEXT["lint"]["docs_url"]``, where the folders of the pages have been published.
    """
    if docs_url:
        return f"{docs_url.rstrip('/')}/{FOLDERS[lang]}/{rule}.md"
    folder = _folder(lang)
    page = folder / f"{rule}.md" if folder else None
    return page.as_uri() if page and page.is_file() else ""


@cache
def _folder(lang: str) -> Path | None:
    # In a wheel the pages lie beside the package's modules, in a checkout in its docs.
    for folder in (_PACKAGE / "docs", _PACKAGE.parents[1] / "docs"):
        if (folder / FOLDERS[lang]).is_dir():
            return folder / FOLDERS[lang]
    return None
