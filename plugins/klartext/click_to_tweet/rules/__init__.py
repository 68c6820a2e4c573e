"""The rules of the plugin click_to_tweet."""

from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = ()
