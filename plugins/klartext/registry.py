"""Which rules there are: one explicit tuple a plugin, and those that a site's settings turn on."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from klartext.lint.diagnostic import Severity
from klartext.settings import SettingsError, parse_section

if TYPE_CHECKING:
    from klartext.lint.rule import Rule
    from klartext.settings import LintSettings

ENGINE = "lint"
"""The engine's own rules, which always run."""

RULE_MODULES: Mapping[str, str] = {
    "self_promotion": "klartext.self_promotion.rules",
    "stock_photos": "klartext.stock_photos.rules",
    "writing_effort": "klartext.writing_effort.rules",
    "click_to_tweet": "klartext.click_to_tweet.rules",
    ENGINE: "klartext.lint.rules",
}
"""Every plugin and the module whose ``RULES`` holds its rules, in the order of the documentation."""


def plugins_enabled(listed: Iterable[object] | None) -> tuple[str, ...]:
    """Return our plugins that a site's ``PLUGINS`` turns on; all of them where it lists none of ours."""
    names = {str(name) for name in listed or ()}
    ours = [plugin for plugin in RULE_MODULES if plugin != ENGINE]
    chosen = [p for p in ours if {f"klartext.{p}", f"klartext.{p}.pelican_plugin"} & names]
    everything = not chosen or {"klartext", "klartext.pelican_plugin"} & names
    return tuple(ours if everything else chosen)


def all_rules() -> tuple[type[Rule], ...]:
    """Return every rule of every plugin."""
    return rules_of(RULE_MODULES)


def rules_of(plugins: Iterable[str]) -> tuple[type[Rule], ...]:
    """Return the rules of some plugins and of the engine itself, in the order of the documentation."""
    wanted = {*plugins, ENGINE}
    found: list[type[Rule]] = []
    for plugin, module in RULE_MODULES.items():
        if plugin in wanted:
            found.extend(importlib.import_module(module).RULES)
    return tuple(found)


def configured_rules(
    plugins: Iterable[str],
    settings: LintSettings,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> tuple[Rule, ...]:
    """Return the rules to run, with their options, for the enabled plugins.

    Args:
        plugins: names of enabled plugins.
        settings: ``KLARTEXT["lint"]``.
        select: rule names, codes or code prefixes from the command line; they replace the settings' list.
        ignore: the same, added to the settings' list.

    Raises:
        SettingsError: an unknown rule, option or value; the line names the valid ones.
    """
    known = all_rules()
    for name in settings.rules:
        if name not in {rule.name for rule in known}:
            raise SettingsError(
                f"KLARTEXT['lint']['rules'][{name!r}] is not a rule{_suggestion(name, known)}; "
                "klartext explain lists them all"
            )
    chosen = rules_of(plugins)
    if wanted := tuple(select) or settings.select:
        where = "--select" if select else "KLARTEXT['lint']['select']"
        chosen = tuple(rule for rule in chosen if rule in _matching(wanted, known, where))
    unwanted = _matching(ignore, known, "--ignore") | _matching(
        settings.ignore, known, "KLARTEXT['lint']['ignore']"
    )
    return tuple(
        _configured(rule, settings.rules.get(rule.name, {})) for rule in chosen if rule not in unwanted
    )


def find_rule(name: str) -> type[Rule]:
    """Return the rule with a name or a code.

    Raises:
        SettingsError: there is none.
    """
    known = all_rules()
    for rule in known:
        if name in {rule.name, rule.code} or name.upper() == rule.code:
            return rule
    raise SettingsError(
        f"there is no rule {name!r}{_suggestion(name, known)}; klartext explain lists them all"
    )


def _matching(wanted: Sequence[str], known: Sequence[type[Rule]], where: str) -> set[type[Rule]]:
    found: set[type[Rule]] = set()
    for name in wanted:
        matches = {rule for rule in known if rule.name == name or rule.code.startswith(name.upper() or "-")}
        if not matches:
            raise SettingsError(
                f"{where}: {name!r} is neither a rule nor the beginning of a code{_suggestion(name, known)}; "
                "klartext explain lists them all"
            )
        found |= matches
    return found


def _configured(rule: type[Rule], raw: Mapping[str, Any]) -> Rule:
    where = f"KLARTEXT['lint']['rules'][{rule.name!r}]"
    values = dict(raw)
    severity = None
    if "severity" in values:
        named = values.pop("severity")
        choices = [level.value for level in Severity]
        if named not in choices:
            raise SettingsError(
                f"{where}['severity'] = {named!r} must be one of {', '.join(map(repr, choices))}"
            )
        severity = Severity(named)
    return rule(parse_section(rule.Options, values, where), severity)


def _suggestion(name: str, known: Sequence[type[Rule]]) -> str:
    names = [*(rule.name for rule in known), *(rule.code for rule in known)]
    close = get_close_matches(name, names, n=1) or get_close_matches(name.upper(), names, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
