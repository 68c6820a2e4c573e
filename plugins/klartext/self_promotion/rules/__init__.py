"""The rules on self-promotion: passages, posts, and the balance of the whole blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.self_promotion.rules.boastful_superlative import BoastfulSuperlative
from klartext.self_promotion.rules.call_to_action import CallToAction
from klartext.self_promotion.rules.company_in_title import CompanyInTitle
from klartext.self_promotion.rules.company_named_too_densely import CompanyNamedTooDensely
from klartext.self_promotion.rules.excessive_self_promotion import ExcessiveSelfPromotion
from klartext.self_promotion.rules.mostly_own_links import MostlyOwnLinks
from klartext.self_promotion.rules.too_many_posts_about_ourselves import TooManyPostsAboutOurselves

if TYPE_CHECKING:
    from klartext.lint.rule import Rule

RULES: tuple[type[Rule], ...] = (
    BoastfulSuperlative,
    CallToAction,
    CompanyNamedTooDensely,
    CompanyInTitle,
    MostlyOwnLinks,
    TooManyPostsAboutOurselves,
    ExcessiveSelfPromotion,
)
"""Every rule of the plugin, in the order of its codes."""
