"""Which rules there are: one explicit tuple a plugin, and those that a site's settings turn on."""

from __future__ import annotations

import dataclasses
import importlib
from copy import copy
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from klartext.lint.diagnostic import Severity
from klartext.lint.messages.problem import Problem
from klartext.settings import SettingsError, parse_section
from klartext.settings_wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from klartext.lint.rule import Message, Rule, Scope
    from klartext.settings import LintSettings, PathSettings

ENGINE = "lint"
"""The engine's own rules, which always run."""

RULE_MODULES: Mapping[str, str] = {
    "self_promotion": "klartext.self_promotion.rules",
    "stock_photos": "klartext.stock_photos.rules",
    "writing_effort": "klartext.writing_effort.rules",
    "click_to_tweet": "klartext.click_to_tweet.rules",
    "theme_support": "klartext.theme_support.rules",
    ENGINE: "klartext.lint.rules",
}
"""Every plugin and the module whose ``RULES`` holds its rules, in the order of the documentation."""

_SETTINGS = "KLARTEXT['lint']"


class RuleChoice:
    """The rules that a run uses, each with its options, for every path of the site.

    Args:
        listed: the site's ``PLUGINS``.
        settings: ``KLARTEXT["lint"]``.
        select: rule names, codes or code prefixes from the command line; they replace the settings' list.
        ignore: the same, added to the settings' list.

    Raises:
        SettingsError: an unknown rule, option or value; the line names the valid ones.
    """

    def __init__(
        self,
        listed: Iterable[object] | None,
        settings: LintSettings,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> None:
        self._settings = settings
        self._enabled = rules_of(plugins_enabled(listed))
        self._select = _matching(select, "--select") if select else None
        self._ignore = _matching(ignore, "--ignore")
        self._made: dict[tuple[str, ...], tuple[Rule, ...]] = {}
        # A slip in a pattern's settings must show in every run, not only when a file matches it.
        for pattern in settings.paths:
            self._rules((pattern,))
        self._rules(())

    def for_path(self, path: str) -> tuple[Rule, ...]:
        """Return the rules for a document by its path."""
        patterns = tuple(pattern for pattern in self._settings.paths if fnmatchcase(path, pattern))
        if patterns not in self._made:
            self._made[patterns] = self._rules(patterns)
        return self._made[patterns]

    def without(self, scope: Scope) -> RuleChoice:
        """Return the same choice without the rules of one scope."""
        other = copy(self)
        other._enabled = tuple(rule for rule in self._enabled if rule.scope is not scope)  # noqa: SLF001 — a copy of ours
        other._made = {}  # noqa: SLF001 — as above
        return other

    def _rules(self, patterns: tuple[str, ...]) -> tuple[Rule, ...]:
        """Return the rules where some patterns of ``paths`` apply, the last of them counting most."""
        layers: list[tuple[LintSettings | PathSettings, str]] = [(self._settings, _SETTINGS)]
        layers += [
            (self._settings.paths[pattern], f"{_SETTINGS}['paths'][{pattern!r}]") for pattern in patterns
        ]
        selected, ignored = None, set(self._ignore)
        options: dict[str, dict[str, Any]] = {}
        for layer, where in layers:
            if layer.select:
                selected = _matching(layer.select, f"{where}['select']")
            ignored |= _matching(layer.ignore, f"{where}['ignore']")
            for name, values in layer.rules.items():
                if name not in {rule.name for rule in all_rules()}:
                    place = f"{where}['rules'][{name!r}]"
                    raise SettingsError(PHRASES["no_rule_setting"], where=place, hint=_hint(name))
                options.setdefault(name, {}).update(values)
        chosen = self._select if self._select is not None else selected
        return tuple(
            _configured(rule, options.get(rule.name, {}))
            for rule in self._enabled
            if rule not in ignored and (chosen is None or rule in chosen)
        )


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


def find_rule(name: str) -> type[Rule]:
    """Return the rule with a name or a code.

    Raises:
        SettingsError: there is none.
    """
    for rule in all_rules():
        if name.lower() in {rule.name, rule.code.lower()}:
            return rule
    raise SettingsError(PHRASES["no_rule"], name=name, hint=_hint(name))


def known_names() -> dict[str, str]:
    """Return every rule's name by its name and by its code in lower case, as suppressions write them."""
    return {written: rule.name for rule in all_rules() for written in (rule.name, rule.code.lower())}


def option_fields(rule: type[Rule]) -> list[tuple[str, Any]]:
    """Return the options of a rule with their defaults."""
    defaults = rule.Options()
    return [(field.name, getattr(defaults, field.name)) for field in dataclasses.fields(defaults)]


def _matching(wanted: Sequence[str], where: str) -> set[type[Rule]]:
    found: set[type[Rule]] = set()
    for name in wanted:
        matches = {
            rule for rule in all_rules() if rule.name == name or rule.code.startswith(name.upper() or "-")
        }
        if not matches:
            raise SettingsError(PHRASES["no_rule_or_code"], where=where, name=name, hint=_hint(name))
        found |= matches
    return found


def _configured(rule: type[Rule], raw: Mapping[str, Any]) -> Rule:
    where = f"{_SETTINGS}['rules'][{rule.name!r}]"
    values = dict(raw)
    severity = None
    if "severity" in values:
        named = values.pop("severity")
        choices = [level.value for level in Severity]
        if named not in choices:
            raise SettingsError(
                PHRASES["must_be_one_of"],
                where=f"{where}['severity']",
                value=named,
                choices=", ".join(map(repr, choices)),
            )
        severity = Severity(named)
    return rule(parse_section(rule.Options, values, where), severity)


def _hint(name: str) -> Problem | Message:
    from difflib import get_close_matches  # noqa: PLC0415 — slow to import, needed for slips only

    names = [*(rule.name for rule in all_rules()), *(rule.code for rule in all_rules())]
    close = get_close_matches(name, names, n=1) or get_close_matches(name.upper(), names, n=1)
    return Problem(PHRASES["did_you_mean"], close=close[0]) if close else PHRASES["list_rules"]
