"""Writes a page for every rule, in German and English, from its docstring and from what it says to its examples.

``python -m klartext.rule_pages FOLDER`` writes them, ``--check FOLDER`` exits 1 where one is missing or stale.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.rule_doc import rule_doc
from klartext.registry import RULE_MODULES, all_rules, option_fields, rules_of
from klartext.rule_address import FOLDERS
from klartext.rule_examples import check_examples, draft_of, sites_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.rule import Rule
    from klartext.lint.rule_doc import Example


def main(arguments: Sequence[str]) -> int:
    """Write or check the pages and return the exit code."""
    check = "--check" in arguments
    folder = Path(next(argument for argument in arguments if argument != "--check"))
    pages = {folder / name: text for name, text in rule_pages()}
    existing = {page for name in FOLDERS.values() for page in (folder / name).glob("*.md")}
    stale = sorted(
        page
        for page, text in pages.items()
        if page not in existing or page.read_text(encoding="utf-8") != text
    )
    surplus = sorted(existing - set(pages))
    if check:
        for page in [*stale, *surplus]:
            sys.stderr.write(f"{page}: stale; run 'make docs'\n")
        return 1 if stale or surplus else 0
    for page in stale:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(pages[page], encoding="utf-8", newline="\n")
    for page in surplus:
        page.unlink()
    return 0


def rule_pages() -> Iterator[tuple[str, str]]:
    """Yield every page: its path below the folder of the documentation, and its text."""
    for lang, folder in FOLDERS.items():
        say = Catalogue(all_rules(), lang)
        yield f"{folder}/README.md", _overview(say)
        for rule in all_rules():
            yield f"{folder}/{rule.name}.md", _page(rule, say)


def _overview(say: Catalogue) -> str:
    parts = [f"# {say.phrase('page_rules')}", say.phrase("page_rules_intro")]
    for plugin in RULE_MODULES:
        rules = [rule for rule in rules_of([plugin]) if rule.__module__.startswith(RULE_MODULES[plugin])]
        rows = [
            f"| [{r.name}]({r.name}.md) | {r.code} | {_cell(rule_doc(r).summary[say.lang])} |" for r in rules
        ]
        head = f"| {say.phrase('page_rule')} | {say.phrase('page_code')} | {say.phrase('page_finds')} |"
        parts += [f"## {say.phrase(f'plugin_{plugin}')}", "\n".join([head, "| --- | --- | --- |", *rows])]
    return "\n\n".join(parts) + "\n"


def _page(rule: type[Rule], say: Catalogue) -> str:
    doc, lang = rule_doc(rule), say.lang
    languages = ", ".join(sorted(rule.languages)) if rule.languages else say.phrase("all_languages")
    facts = say.phrase("rule_facts", severity=say.phrase(rule.severity.value), languages=languages)
    parts = [
        f"# {rule.name}",
        f"{rule.code} · {facts}",
        doc.summary[lang],
        f"## {say.phrase('why')}",
        doc.why[lang],
    ]
    parts += [f"## {say.phrase('bad')}", *_examples(rule, doc.bad, say)]
    parts += [f"## {say.phrase('good')}", *_examples(rule, doc.good, say)]
    options = [f"| `{name}` | `{_literal(default)}` |" for name, default in option_fields(rule)]
    if options:
        head = f"| {say.phrase('page_option')} | {say.phrase('page_default')} |"
        parts += [f"## {say.phrase('options')}", "\n".join([head, "| --- | --- |", *options])]
        if doc.options[lang]:
            parts.append(doc.options[lang])
        parts.append(say.phrase("page_options", rule=rule.name))
    if doc.source:
        parts += [f"## {say.phrase('source')}", doc.source]
    parts += [
        f"## {say.phrase('page_allow')}",
        say.phrase("how_to_allow", rule=rule.name)
        .replace("<!--", "`<!--")
        .replace("-->", "-->`")
        .replace("Lint-Allow:", "`Lint-Allow:")
        + "`",
    ]
    return "\n\n".join(parts) + "\n"


def _examples(rule: type[Rule], examples: Sequence[Example], say: Catalogue) -> Iterator[str]:
    for site in sites_of(examples):
        for example in site:
            if example.path:
                yield f"`{example.path}`:"
            yield f"````markdown\n{example.text}````"
        with tempfile.TemporaryDirectory() as folder:
            found = check_examples(rule, site, Path(folder).resolve())
        lines = {
            d.place.path: draft_of(e).count("\n") - e.text.count("\n")
            for d in found
            for e in site
            if d.place.path == (e.path or "content/beispiel.md")
        }
        for diagnostic in found:
            line = diagnostic.place.line - lines[diagnostic.place.path]
            where = say.phrase("page_line", line=line) if line > 0 else say.phrase("page_header")
            yield f"> {where}: {say.message(diagnostic)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _literal(value: object) -> str:
    return repr(list(value)) if isinstance(value, tuple) else repr(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
