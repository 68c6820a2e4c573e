"""The rules on self-promotion: passages, posts, and the balance of the whole blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.self_promotion.rules.announcement_of_pride import AnnouncementOfPride
from klartext.self_promotion.rules.boastful_superlative import BoastfulSuperlative
from klartext.self_promotion.rules.byline_without_person import BylineWithoutPerson
from klartext.self_promotion.rules.call_to_action import CallToAction
from klartext.self_promotion.rules.company_in_title import CompanyInTitle
from klartext.self_promotion.rules.company_named_too_densely import CompanyNamedTooDensely
from klartext.self_promotion.rules.customer_success_without_limit import CustomerSuccessWithoutLimit
from klartext.self_promotion.rules.excessive_self_promotion import ExcessiveSelfPromotion
from klartext.self_promotion.rules.long_silence import LongSilence
from klartext.self_promotion.rules.mostly_own_links import MostlyOwnLinks
from klartext.self_promotion.rules.no_question_to_readers import NoQuestionToReaders
from klartext.self_promotion.rules.nobody_else_credited import NobodyElseCredited
from klartext.self_promotion.rules.offer_or_urgency import OfferOrUrgency
from klartext.self_promotion.rules.too_many_posts_about_ourselves import TooManyPostsAboutOurselves
from klartext.self_promotion.rules.undisclosed_plug import UndisclosedPlug
from klartext.self_promotion.rules.unproven_number_one_claim import UnprovenNumberOneClaim

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
    UnprovenNumberOneClaim,
    OfferOrUrgency,
    AnnouncementOfPride,
    CustomerSuccessWithoutLimit,
    UndisclosedPlug,
    BylineWithoutPerson,
    LongSilence,
    NobodyElseCredited,
    NoQuestionToReaders,
)
"""Every rule of the plugin, in the order of its codes."""
